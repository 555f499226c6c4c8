"""A field for a whole number: a count of notes, days, copies."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class NumberField(QLineEdit):
    """Right-aligned digits; all selected when it gets the focus, so that typing replaces.

    Arrow up and down add and take one when `arrows` is set; else they go on to the screen, which
    may move between fields with them. The wheel changes nothing.
    """

    #: The number, at every change; an empty field is the lowest.
    number_changed = Signal(int)

    def __init__(
        self,
        *,
        name: str,
        lowest: int = 0,
        highest: int = 999_999,
        arrows: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lowest, self._highest, self._arrows = lowest, highest, arrows
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setValidator(QIntValidator(lowest, highest, self))
        self.textChanged.connect(lambda: self.number_changed.emit(self.number))

    @property
    def number(self) -> int:
        """What stands there, kept within the limits."""
        try:
            number = int(self.text())
        except ValueError:  # empty, or a minus sign alone so far
            return self._lowest
        return min(max(number, self._lowest), self._highest)

    def display(self, number: int) -> None:
        """Show a number."""
        self.setText(str(number))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt's hook."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if step == 0:
            super().keyPressEvent(event)
        elif self._arrows:
            self.display(min(max(self.number + step, self._lowest), self._highest))
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt's hook: a scrolled form must not change a count."""
        event.ignore()
