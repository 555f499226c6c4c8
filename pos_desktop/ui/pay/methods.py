"""The ways to pay, as large keys: one is chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QShortcutEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from pos_desktop.domain.outlet import Method
from pos_desktop.ui.keys import keys_in_use
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.icons import coloured
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.painting import draw_box, draw_focus_ring, sized_font

_ICON_PX = 22
_HEIGHT_PX = 48
_WIDTH_PX = 168
#: From the top; their keys go on from F2.
_ICONS = {
    Method.CASH: "banknote",
    Method.UPI: "qr-code",
    Method.CARD: "credit-card",
    Method.CREDIT: "notebook-pen",
    Method.ADVANCE: "wallet",
}


class MethodKey(QAbstractButton):
    """Icon, word, and the key that chooses it."""

    def __init__(self, method: Method, word: str) -> None:
        super().__init__()
        key = keys_in_use()[f"pay.{method.value}"]
        self._printed = key.printed
        self._icon = _ICONS[method]
        self.setObjectName(f"method.{method.value}")
        self.setText(word)
        self.setAccessibleName(word)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setShortcut(QKeySequence.fromString(key.keys))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def event(self, event: QEvent) -> bool:
        """Qt's hook: the key acts at once, as a `KeyButton`'s does."""
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.click()
            return True
        return super().event(event)

    def nextCheckState(self) -> None:
        """Qt's hook: the presenter says which is chosen, a press does not."""

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        scale = appearance_in_use().scale
        words = QFontMetrics(sized_font(self, scale.body_pt, bold=True))
        wide = words.horizontalAdvance(self.text()) + words.horizontalAdvance(self._printed)
        width = max(_WIDTH_PX, wide + _ICON_PX + 7 * GRID_PX)
        return QSize(width, max(_HEIGHT_PX, scale.control_px + GRID_PX))

    def minimumSizeHint(self) -> QSize:
        """Qt's hook."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        look = appearance_in_use().look
        chosen = self.isChecked()
        painter = QPainter(self)
        area = QRectF(self.rect())
        fill = look.selection if chosen else look.hover if self.underMouse() else look.base
        draw_box(painter, area, fill=fill, border=look.accent if chosen else look.line)
        if chosen:
            draw_focus_ring(painter, area, on_accent=False)
        drawn = coloured(self._icon, look.text, _ICON_PX, self.devicePixelRatioF())
        painter.drawPixmap(GRID_PX + 4, (self.height() - _ICON_PX) // 2, drawn)
        scale = appearance_in_use().scale
        inner = self.rect().adjusted(_ICON_PX + 3 * GRID_PX, 0, -GRID_PX - 4, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        small = sized_font(self, scale.small_pt)
        painter.setFont(small)
        painter.setPen(QColor(look.muted))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignRight | middle), self._printed)
        font = sized_font(self, scale.body_pt, bold=chosen)
        room = inner.width() - QFontMetrics(small).horizontalAdvance(self._printed) - GRID_PX
        painter.setFont(font)
        painter.setPen(QColor(look.text))
        words = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | middle), words)
        painter.end()


class MethodKeys(QWidget):
    """The keys of the methods that are open for this order."""

    #: A method was pressed: a `Method`.
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: dict[Method, MethodKey] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        for method in _ICONS:
            key = MethodKey(method, self._word(method))
            key.clicked.connect(lambda _=False, method=method: self.chosen.emit(method))
            key.hide()
            self._keys[method] = key
            column.addWidget(key)
        column.addStretch(1)

    def display(self, methods: tuple[Method, ...], chosen: Method) -> None:
        """Show which are open, and which is chosen."""
        for method, key in self._keys.items():
            key.setVisible(method in methods)
            if key.isChecked() is not (method is chosen):
                key.setChecked(method is chosen)
                key.update()

    def words(self) -> dict[Method, str]:
        """What the methods are called on their keys."""
        return {method: key.text() for method, key in self._keys.items()}

    def _word(self, method: Method) -> str:
        words = {
            Method.CASH: self.tr("Cash"),
            Method.UPI: self.tr("UPI"),
            Method.CARD: self.tr("Card"),
            Method.CREDIT: self.tr("On account"),
            Method.ADVANCE: self.tr("Advance"),
        }
        return words[method]
