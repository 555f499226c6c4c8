"""The sheet at which the drawer changes hands: a count, who takes over, their PIN."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.shift.hand_over_presenter import HandOverPresenter, HandOverState
from pos_desktop.ui.widgets.denominations import CashCountWidget, CountTotal
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.pick_box import PickField
from pos_desktop.ui.widgets.sheet import Sheet


class HandOverSheet(Sheet):
    """Enter goes from the count to the person, to the PIN, and then hands over."""

    def __init__(self, counter: Counter, parent: QWidget) -> None:
        super().__init__(self.tr("Hand the drawer over"), parent)
        self.setObjectName("hand_over_sheet")
        self.count = CashCountWidget(self.tr("Cash in the drawer"))
        self._total = CountTotal(self.tr("Counted"))
        self.taker = PickField(name=self.tr("Taken over by"))
        self.taker.setObjectName("taker")
        self.pin = EnterField(name=self.tr("PIN or password of who takes over"))
        self.pin.setObjectName("pin")
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self._problem = TextLabel(tone="owes", wrap=True)
        self._problem.setObjectName("problem")
        says = self.tr("Count it together. The shift goes on; who takes over answers for it.")
        self.content.addWidget(TextLabel(says, tone="muted"))
        self.content.addWidget(self.count)
        self.content.addWidget(self._total)
        form = QGridLayout()
        form.setHorizontalSpacing(2 * GRID_PX)
        rows = ((self.tr("Taken over by"), self.taker), (self.tr("Their PIN"), self.pin))
        for row, (words, field) in enumerate(rows):
            label = TextLabel(words)
            label.setBuddy(field)
            form.addWidget(label, row, 0)
            form.addWidget(field, row, 1)
        self.content.addLayout(form)
        self.content.addWidget(self._problem)
        self.accept_button = self.add_accept(self.tr("Hand over"), clicked=self._submit)
        self.accept_button.setObjectName("accept")
        self.presenter = HandOverPresenter(counter, self)
        self.count.mode_chosen.connect(self.presenter.mode_chosen)
        self.count.amount_typed.connect(self.presenter.amount_typed)
        self.count.count_typed.connect(self.presenter.count_typed)
        self.count.finished.connect(self._go_to_taker)
        self.taker.returnPressed.connect(self.pin.setFocus)
        self.pin.returnPressed.connect(self._submit)

    def open(self) -> None:
        """Show it over its window."""
        super().open()
        self.presenter.opened()
        self.count.start()

    def display(self, state: HandOverState) -> None:
        """Show a state."""
        self.count.display(state.count)
        self._total.display(state.count.total_words)
        if self.taker.count() != len(state.people):
            self.taker.display(state.people)
        self._problem.display("" if state.count.problem else state.problem)
        self._problem.setVisible(bool(state.problem) and not state.count.problem)
        self.accept_button.setEnabled(not state.is_saving)

    def close_sheet(self) -> None:
        """It is done."""
        self.accept()

    def _go_to_taker(self) -> None:
        self.taker.setFocus(Qt.FocusReason.TabFocusReason)

    def _submit(self) -> None:
        self.presenter.submitted(self.taker.chosen, self.pin.text())
