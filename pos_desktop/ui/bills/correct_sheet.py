"""The sheet that puts right how a bill was paid."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from pos_desktop.application.opening import LONGEST_REASON
from pos_desktop.ui.bills.correct_presenter import CorrectPresenter, CorrectState
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.pick_box import PickField
from pos_desktop.ui.widgets.sheet import Sheet

_FIELD_PX = 296


class CorrectTenderSheet(Sheet):
    """Enter goes from field to field; the last one corrects."""

    def __init__(self, counter: Counter, bill_number: str, parent: QWidget) -> None:
        title = QCoreApplication.translate("CorrectTenderSheet", "How bill {number} was paid")
        super().__init__(title.format(number=bill_number), parent)
        self.setObjectName("correct_sheet")
        self.paid = PickField(name=self.tr("Written down as"))
        self.paid.setObjectName("paid")
        self.other = PickField(name=self.tr("Really paid by"))
        self.other.setObjectName("other")
        self.reference = EnterField(name=self.tr("Reference"))
        self.reference.setObjectName("reference")
        self.reference.setMaxLength(LONGEST_REASON)
        self.reference.setPlaceholderText(self.tr("Optional"))
        self.reason = EnterField(name=self.tr("Why it was wrong"))
        self.reason.setObjectName("reason")
        self.reason.setMaxLength(LONGEST_REASON)
        self.reason.setMinimumWidth(_FIELD_PX)
        self._says = TextLabel(tone="muted", wrap=True)
        self._says.setObjectName("says")
        self._problem = TextLabel(tone="owes", wrap=True)
        self._problem.setObjectName("problem")
        self.content.addWidget(self._says)
        self._fields = QWidget()
        form = QGridLayout(self._fields)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(2 * GRID_PX)
        form.setVerticalSpacing(GRID_PX)
        rows = (
            (self.tr("Written down as"), self.paid),
            (self.tr("Really paid by"), self.other),
            (self.tr("Reference"), self.reference),
            (self.tr("Why it was wrong"), self.reason),
        )
        for row, (words, field) in enumerate(rows):
            label = TextLabel(words)
            label.setBuddy(field)
            form.addWidget(label, row, 0)
            form.addWidget(field, row, 1)
        self.content.addWidget(self._fields)
        self.content.addWidget(self._problem)
        self.accept_button = self.add_accept(self.tr("Correct it"), clicked=self._submit)
        self.accept_button.setObjectName("accept")
        self.grow_with_content()
        self.presenter = CorrectPresenter(counter, self, bill_number)
        self._connect()

    def _connect(self) -> None:
        self.paid.currentIndexChanged.connect(
            lambda _row: self.presenter.from_chosen(self.paid.chosen)
        )
        self.paid.returnPressed.connect(self.other.setFocus)
        self.other.returnPressed.connect(self.reference.setFocus)
        self.reference.returnPressed.connect(self.reason.setFocus)
        self.reason.returnPressed.connect(self._submit)

    def open(self) -> None:
        """Show it over its window."""
        super().open()
        self.presenter.opened()
        self.paid.setFocus()

    def display(self, state: CorrectState) -> None:
        """Show a state."""
        if self.paid.count() != len(state.paid):
            self.paid.display(state.paid)
        offered = [self.other.itemData(row) for row in range(self.other.count())]
        if offered != [method for method, _ in state.others]:
            self.other.display(state.others)
        says = self.tr("The bill stays as it was issued; two entries put the money right.")
        self._says.display(state.says or says)
        self._fields.setVisible(not state.says)
        self._problem.display(state.problem)
        self._problem.setVisible(bool(state.problem))
        self.reason.display_problem(there=state.problem_at == "reason")
        self.accept_button.setEnabled(bool(state.paid) and not state.is_saving)

    def close_sheet(self) -> None:
        """It is done."""
        self.accept()

    def _submit(self) -> None:
        self.presenter.submitted(self.other.chosen, self.reference.text(), self.reason.text())
