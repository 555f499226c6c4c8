"""What is wrong with a GSTIN, and the two ways on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_desktop.ui.billing.form import TwoLines
from pos_desktop.ui.billing.gstin_advice import GstinAdvice
from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX
from pos_desktop.ui.widgets.key_button import KeyButton


class GstinRow(QWidget):
    """The buttons come only when the check character is wrong; their place is kept free."""

    #: The right GSTIN is to be used.
    right_one_taken = Signal(str)
    #: It is to stay as it was typed.
    kept = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._right_one = ""
        self._problem = TwoLines(tone="owes")
        self._problem.setObjectName("problem")
        self._use = KeyButton("accounts.use_gstin")
        self._keep = KeyButton("accounts.keep_gstin")
        self._use.setObjectName("use_gstin")
        self._keep.setObjectName("keep_gstin")
        self._use.setAutoDefault(False)
        self._keep.setAutoDefault(False)
        self._use.clicked.connect(lambda: self.right_one_taken.emit(self._right_one))
        self._keep.clicked.connect(self.kept)
        for button in (self._use, self._keep):
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            button.setSizePolicy(policy)
            button.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID_PX)
        buttons.addWidget(self._use)
        buttons.addWidget(self._keep)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(HALF_GRID_PX)
        column.addWidget(self._problem)
        column.addLayout(buttons)

    def display(self, advice: GstinAdvice, problem: str = "") -> None:
        """Show advice, or another problem that comes before it."""
        self._right_one = advice.right_one
        self._problem.setText(problem or advice.problem)
        self._use.setVisible(bool(advice.right_one))
        self._keep.setVisible(bool(advice.right_one))
        if advice.right_one:
            self._use.display_label(self.tr("Use {gstin}").format(gstin=advice.right_one))
