"""The sheet that asks why the drawer is opened without a sale."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pos_desktop.application.shifts import LONGEST_REASON
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.shift.no_sale_presenter import NoSalePresenter, NoSaleState
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.sheet import Sheet

_FIELD_PX = 360


class NoSaleSheet(Sheet):
    """A reason; Enter opens the drawer."""

    def __init__(self, counter: Counter, parent: QWidget) -> None:
        super().__init__(self.tr("Open the drawer"), parent)
        self.setObjectName("no_sale_sheet")
        self.reason = EnterField(name=self.tr("What for"))
        self.reason.setObjectName("reason")
        self.reason.setMaxLength(LONGEST_REASON)
        self.reason.setMinimumWidth(_FIELD_PX)
        label = TextLabel(self.tr("What for"), tone="muted")
        label.setBuddy(self.reason)
        self._problem = TextLabel(tone="owes", wrap=True)
        self._problem.setObjectName("problem")
        self._problem.hide()
        says = self.tr("Who opened it, and why, is written down.")
        for widget in (TextLabel(says, tone="muted"), label, self.reason, self._problem):
            self.content.addWidget(widget)
        self.accept_button = self.add_accept(self.tr("Open the drawer"), clicked=self._submit)
        self.accept_button.setObjectName("accept")
        self.grow_with_content()
        self.presenter = NoSalePresenter(counter, self)
        self.reason.returnPressed.connect(self._submit)
        self.reason.textChanged.connect(lambda _text: self.presenter.typed())
        self.reason.setFocus()

    def display(self, state: NoSaleState) -> None:
        """Show a state."""
        self._problem.display(state.problem)
        self._problem.setVisible(bool(state.problem))
        self.reason.display_problem(there=bool(state.problem))
        if state.problem:
            self.reason.setFocus()
        self.accept_button.setEnabled(not state.is_saving)

    def close_sheet(self) -> None:
        """It is done."""
        self.accept()

    def _submit(self) -> None:
        self.presenter.submitted(self.reason.text())
