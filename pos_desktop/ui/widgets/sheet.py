"""The base of every dialog."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from pos_desktop.ui.keys import keys_in_use
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.tab_order import beside, chain

_SCRIM_OPACITY = 0.45
_LEAST_WIDTH_PX = 372


@runtime_checkable
class OffersHelp(Protocol):
    """The window: a sheet over it is modal, so that its own keys are not heard."""

    def open_keys(self) -> None:
        """Show all keys."""

    def open_help(self) -> None:
        """Show the guide, at the page for what is in front."""


class _Scrim(QWidget):
    """Dims the window behind a sheet."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setOpacity(_SCRIM_OPACITY)
        painter.fillRect(event.rect(), QColor(appearance_in_use().look.shade))
        painter.end()


class Sheet(QDialog):
    """Title, content, buttons. Show it with `open`; Esc closes it.

    Put widgets into `content`. A scan goes through a sheet to the screen behind it, unless
    `takes_scans`: then it comes out of `scanned`.
    """

    scanned = Signal(str)

    #: Whether F1 and Shift+F1 are heard over it; False where it hears them itself.
    helps = True

    def __init__(self, title: str, parent: QWidget, *, takes_scans: bool = False) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._behind = parent
        self.takes_scans = takes_scans
        self._scrim: _Scrim | None = None
        self.setWindowTitle(title)
        self.content = QVBoxLayout()
        self.content.setSpacing(GRID_PX)
        self.cancel_button = KeyButton("back", label=self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(GRID_PX)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.cancel_button)
        column = QVBoxLayout(self)
        column.addStrut(_LEAST_WIDTH_PX)  # setMinimumWidth would let the content be cut
        column.setContentsMargins(3 * GRID_PX, 3 * GRID_PX, 3 * GRID_PX, 3 * GRID_PX)
        column.setSpacing(2 * GRID_PX)
        column.addWidget(TextLabel(title, size="section", bold=True))
        column.addLayout(self.content, 1)
        column.addLayout(self._buttons)
        self.finished.connect(self._drop_scrim)
        if self.helps:
            self._hear_help()

    def add_accept(
        self,
        label: str,
        *,
        action: str = "",
        danger: bool = False,
        clicked: Callable[[], object] | None = None,
    ) -> KeyButton:
        """The button that does it. It calls `clicked`, or closes the sheet as accepted.

        Enter presses it, unless it is dangerous: then Enter presses Cancel.
        """
        button = KeyButton(action, label=label, variant="danger" if danger else "next")
        button.clicked.connect(clicked or self.accept)
        self._buttons.addWidget(button)
        default = self.cancel_button if danger else button
        button.setDefault(button is default)
        self.cancel_button.setDefault(self.cancel_button is default)
        if danger:
            button.setAutoDefault(False)
            self.cancel_button.setFocus()
        return button

    def add_button(self, button: QWidget) -> None:
        """Another button, at the left."""
        self._buttons.insertWidget(0, button)

    def grow_with_content(self) -> None:
        """Follow the content's size from now on: a problem that comes up finds room."""
        layout = self.layout()
        if layout is not None:
            layout.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)

    def barcode_scanned(self, code: str) -> None:
        """A scan for this sheet, from the window's routing."""
        self.scanned.emit(code)

    def open(self) -> None:
        """Show it over its window, and go on at once."""
        window = self._behind.window()
        self._draw_in(window.height())
        self._order_buttons()
        self._scrim = _Scrim(window)
        self._scrim.setGeometry(window.rect())
        self._scrim.show()
        super().open()

    def exec(self) -> int:
        """Refused: a nested event loop would stop the till until somebody answers."""
        raise RuntimeError("A sheet is shown with open(), never exec().")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        look = appearance_in_use().look
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look.base))
        painter.setPen(QColor(look.line))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _hear_help(self) -> None:
        window: QWidget | None = self._behind
        while window is not None and not isinstance(window, OffersHelp):
            window = window.parentWidget()
        if isinstance(window, OffersHelp):
            for action, call in (("keys", window.open_keys), ("help", window.open_help)):
                QShortcut(QKeySequence.fromString(keys_in_use()[action].keys), self, call)

    def _order_buttons(self) -> None:
        """Tab goes through the content, then along the buttons as they stand."""
        places = (self._buttons.itemAt(place) for place in range(self._buttons.count()))
        row = [item.widget() for item in places if item is not None]
        buttons = [button for button in row if button is not None]
        last: QWidget | None = None
        widget = beside(self)
        while widget is not None and widget is not self:
            if widget.window() is self and widget not in buttons:
                last = widget
            widget = beside(widget)
        chain(buttons if last is None else [last, *buttons])

    def _draw_in(self, room_px: int) -> None:
        """Stand closer together where the window would be too low."""
        column = self.layout()
        if column is not None and column.totalMinimumSize().height() > room_px:
            column.setContentsMargins(2 * GRID_PX, GRID_PX, 2 * GRID_PX, GRID_PX)
            column.setSpacing(GRID_PX)
            self.content.setSpacing(HALF_GRID_PX)
            for within in self.findChildren(QVBoxLayout):
                within.setSpacing(min(within.spacing(), HALF_GRID_PX))

    def _drop_scrim(self) -> None:
        if self._scrim is not None:
            self._scrim.hide()
            self._scrim.deleteLater()
            self._scrim = None
