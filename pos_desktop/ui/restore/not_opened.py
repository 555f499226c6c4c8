"""The cover of a shop that could not be opened: why, and every way on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.key_button import KeyButton


class NotOpenedScreen(QWidget):
    """A cover. What was wrong may be mended outside; then it is tried again."""

    again_asked = Signal()
    restore_asked = Signal()
    diagnostics_asked = Signal()
    close_asked = Signal()

    def __init__(self, message: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("not_opened")
        self.words = EmptyState("circle-alert", self.tr("The shop cannot be opened"), message)
        self.setAccessibleName(f"{self.tr('The shop cannot be opened')}. {message}")
        self.restore = KeyButton("settings.restore")
        self.restore.setObjectName("restore")
        self.again = KeyButton("accounts.refresh", label=self.tr("Try again"), variant="next")
        self.again.setObjectName("again")
        self.diagnostics = KeyButton("", label=self.tr("Save diagnostics bundle"))
        self.diagnostics.setObjectName("diagnostics")
        self.leave = KeyButton("", label=self.tr("Close the till"))
        self.leave.setObjectName("leave")
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID_PX)
        buttons.addStretch(1)
        for button, asked in (
            (self.leave, self.close_asked),
            (self.diagnostics, self.diagnostics_asked),
            (self.restore, self.restore_asked),
            (self.again, self.again_asked),
        ):
            button.clicked.connect(asked)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(self.words, 1)
        column.addLayout(buttons)
        column.addSpacing(6 * GRID_PX)
        self.setFocusProxy(self.again)

    def barcode_scanned(self, code: str) -> None:
        """A scan presses nothing here."""
