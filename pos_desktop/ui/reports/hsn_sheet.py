"""The sheet that gives an item its HSN."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from pos_desktop.application.gst_returns import Problem
from pos_desktop.application.lines import LONGEST_HSN
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.reports.hsn_presenter import HsnPresenter, HsnState
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.sheet import Sheet

_FIELD_PX = 360


class HsnSheet(Sheet):
    """One field; Enter saves."""

    def __init__(
        self, counter: Counter, parent: QWidget, problem: Problem, done: Callable[[], None]
    ) -> None:
        super().__init__(self.tr("HSN of {item}").format(item=problem.subject_name), parent)
        self.setObjectName("hsn_sheet")
        self.hsn = EnterField(name=self.tr("HSN"))
        self.hsn.setObjectName("hsn")
        self.hsn.setMaxLength(LONGEST_HSN)
        self.hsn.setMinimumWidth(_FIELD_PX)
        label = TextLabel(self.tr("HSN, as on the supplier's invoice"), tone="muted")
        label.setBuddy(self.hsn)
        self._problem = TextLabel(tone="owes", wrap=True)
        self._problem.setObjectName("problem")
        self._problem.hide()
        for widget in (TextLabel(problem.words, tone="muted", wrap=True), label, self.hsn):
            self.content.addWidget(widget)
        self.content.addWidget(self._problem)
        self.accept_button = self.add_accept(self.tr("Save"), clicked=self._submit)
        self.grow_with_content()
        self.presenter = HsnPresenter(counter, self, item_id=int(problem.subject_id), done=done)
        self.hsn.returnPressed.connect(self._submit)
        self.hsn.setFocus()

    def display(self, state: HsnState) -> None:
        """Show a state."""
        self._problem.display(state.problem)
        self._problem.setVisible(bool(state.problem))
        self.hsn.display_problem(there=bool(state.problem))
        self.accept_button.setEnabled(not state.is_saving)

    def close_sheet(self) -> None:
        """It is saved."""
        self.accept()

    def _submit(self) -> None:
        self.presenter.submitted(self.hsn.text())
