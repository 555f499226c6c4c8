"""The one place where messages appear."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.icons import icon, pixmap
from pos_desktop.ui.look.tones import Tone
from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.messages import Message, MessageKind
from pos_desktop.ui.widgets.painting import draw_box

#: How long news stays that asks nothing of the cashier.
INFO_STAYS_MS = 5000

_ICONS: dict[MessageKind, str] = {
    "info": "info",
    "success": "circle-check",
    "warning": "triangle-alert",
    "error": "circle-alert",
}
_TONES: dict[MessageKind, Tone] = {
    "info": "text",
    "success": "credit",
    "warning": "warning",
    "error": "owes",
}


class MessageBar(QWidget):
    """A row that is always there, so that nothing jumps: without a message it shows a hint.

    The newest message replaces the one before. Info and success go by themselves; warnings and
    errors stay until `clear`, the next message, or the cross.
    """

    #: The action id of the message whose button was pressed.
    acted = Signal(str)
    #: The sound to make: a kind of message, or the name the message gave.
    sounded = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message: Message | None = None
        self._hint = ""
        self._button: KeyButton | None = None
        self._picture = QLabel()
        self._words = TextLabel(tone="muted", wrap=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._close = QToolButton(autoRaise=True)
        self._close.setAccessibleName(self.tr("Close the message"))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID_PX, HALF_GRID_PX, GRID_PX, HALF_GRID_PX)
        row.setSpacing(GRID_PX)
        row.addWidget(self._picture)
        row.addWidget(self._words, 1)
        row.addWidget(self._close)
        self._row = row
        self._timer = QTimer(self, singleShot=True, interval=INFO_STAYS_MS)
        self._timer.timeout.connect(self.clear)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._settle()

    @property
    def message(self) -> Message | None:
        """The message that is shown now."""
        return self._message

    def display(self, message: Message) -> None:
        """Show `message` instead of the one before, and ask for its sound."""
        self._message = message
        self._settle()
        self._timer.stop()
        if message.kind in ("info", "success"):
            self._timer.start()
        self.sounded.emit(message.sound or message.kind)
        self._announce()

    def clear(self) -> None:
        """Back to the hint."""
        self._timer.stop()
        if self._message is not None:
            self._message = None
            self._settle()

    def display_hint(self, hint: str) -> None:
        """What to say when there is no message: what the keys do here."""
        self._hint = hint
        self._settle()

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: the icons follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        look = appearance_in_use().look
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look.base))
        painter.fillRect(0, 0, self.width(), 1, QColor(look.hairline))
        if self._message is None:
            painter.end()
            return
        tone = _TONES[self._message.kind]
        fill = look.selection if tone == "text" else look.tint(tone)
        box = QRectF(self.rect()).adjusted(GRID_PX, 2, -GRID_PX, -2)
        draw_box(painter, box, fill=fill, border=look.tone(tone) if tone != "text" else "")
        painter.end()

    def _settle(self) -> None:
        message = self._message
        self.setMinimumHeight(appearance_in_use().scale.control_px + GRID_PX + HALF_GRID_PX)
        tone = _TONES[message.kind] if message else "muted"
        self._words.display(message.text if message else self._hint, tone)
        self.setAccessibleName(self._words.text())
        self._picture.setVisible(message is not None)
        self._close.setVisible(message is not None)
        if message is not None:
            ratio = self.devicePixelRatioF()
            self._picture.setPixmap(pixmap(_ICONS[message.kind], tone=tone, ratio=ratio))
            self._close.setIcon(icon("x", tone=tone))
        self._settle_button()
        self.update()

    def _settle_button(self) -> None:
        if self._button is not None:
            self._button.setParent(None)
            self._button.deleteLater()
            self._button = None
        if self._message is None or not self._message.action:
            return
        action = self._message.action
        self._button = KeyButton(action, label=self._message.action_label)
        self._button.clicked.connect(lambda: self.acted.emit(action))
        self._row.insertWidget(2, self._button)

    def _announce(self) -> None:
        if QAccessible.isActive():
            event = QAccessibleEvent(self._words, QAccessible.Event.Alert)
            QAccessible.updateAccessibility(event)
