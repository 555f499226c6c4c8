"""Digits for fingers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.key_button import KeyButton

_TOUCH_PX = 44
_LARGEST_PX = 64


class NumberPad(QWidget):
    """Never takes the focus: the field that has it keeps it.

    With `pin`, the last row is erase, 0, Enter; else 00, 0, the decimal point, and a row of
    erase and Enter under it.
    """

    #: "0" … "9", "00" or ".".
    typed = Signal(str)
    erased = Signal()
    entered = Signal()

    def __init__(self, *, pin: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GRID_PX)
        for place, digit in enumerate("789456123"):
            self._add_digit(digit, place // 3, place % 3)
        self._add_digit("0", 3, 1)
        erase = self._button("⌫", self.tr("Erase"))
        enter = self._button("↵", self.tr("Enter"))
        erase.setAutoRepeat(True)
        erase.clicked.connect(self.erased)
        enter.clicked.connect(self.entered)
        if pin:
            self._grid.addWidget(erase, 3, 0)
            self._grid.addWidget(enter, 3, 2)
        else:
            self._add_digit("00", 3, 0)
            self._add_digit(".", 3, 2)
            self._grid.addWidget(erase, 4, 0)
            self._grid.addWidget(enter, 4, 1, 1, 2)

    def attach(self, field: QLineEdit) -> None:
        """Type into `field`; Enter there is as if its own Enter were pressed."""
        self.typed.connect(field.insert)
        self.erased.connect(field.backspace)
        self.entered.connect(field.returnPressed)

    def _add_digit(self, digit: str, row: int, column: int) -> None:
        button = self._button(digit, digit)
        button.clicked.connect(lambda: self.typed.emit(digit))
        self._grid.addWidget(button, row, column)

    def _button(self, label: str, name: str) -> KeyButton:
        button = KeyButton("", label=label)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setMinimumSize(_TOUCH_PX + GRID_PX, _TOUCH_PX)
        button.setMaximumHeight(_LARGEST_PX)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        return button
