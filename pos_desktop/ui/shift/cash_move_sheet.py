"""The sheet of a pay-in, payout or cash drop."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_desktop.application.opening import LONGEST_REASON
from pos_desktop.domain.drawer import PAYOUT_CATEGORIES
from pos_desktop.domain.shifts import CashKind
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.shift.presenter import CashMovePresenter, CashMoveState
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.number_pad import NumberPad
from pos_desktop.ui.widgets.pick_box import PickField
from pos_desktop.ui.widgets.sheet import Sheet

_FIELD_PX = 264


class CashMoveSheet(Sheet):
    """Amount and reason; Enter goes from one to the other, and then moves the cash."""

    def __init__(self, counter: Counter, kind: CashKind, parent: QWidget) -> None:
        title, says, does = _words(kind)
        super().__init__(title, parent)
        self.setObjectName("cash_move")
        self.amount = EnterField(name=self.tr("Amount in rupees"))
        self.amount.setObjectName("amount")
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.reason = EnterField(name=self.tr("What for"))
        self.reason.setObjectName("reason")
        self.reason.setMaxLength(LONGEST_REASON)
        self.reason.setMinimumWidth(_FIELD_PX)
        # A payout says what kind it is, and who is paid.
        self.category = PickField(name=self.tr("Kind"))
        self.category.setObjectName("category")
        self.category.display(tuple((name, self.tr(name)) for name in PAYOUT_CATEGORIES))
        self.payee = EnterField(name=self.tr("Paid to"))
        self.payee.setObjectName("payee")
        self.payee.setMaxLength(LONGEST_REASON)
        self._is_payout = kind is CashKind.PAYOUT
        if not self._is_payout:
            # Where they are not asked for they still belong to the sheet, and go when it goes.
            for field in (self.category, self.payee):
                field.setParent(self)
                field.setVisible(False)
        self._problem = TextLabel(tone="owes", wrap=True)
        self._problem.setObjectName("problem")
        pad = NumberPad()
        pad.setVisible(appearance_in_use().scale.touch)
        pad.attach(self.amount)
        self.content.addLayout(self._lay_out(says, pad))
        self.accept_button = self.add_accept(does, clicked=self._submit)
        self.accept_button.setObjectName("accept")
        self.presenter = CashMovePresenter(counter, self, kind)
        chain = (self.amount, *self._more(), self.reason)
        for field, after in pairwise(chain):
            field.returnPressed.connect(after.setFocus)
        self.reason.returnPressed.connect(self._submit)
        for field in (self.amount, self.payee, self.reason):
            field.textChanged.connect(lambda _text: self.presenter.typed())
        self.amount.setFocus()

    def _more(self) -> tuple[PickField | EnterField, ...]:
        return (self.category, self.payee) if self._is_payout else ()

    def _lay_out(self, says: str, pad: NumberPad) -> QHBoxLayout:
        form = QGridLayout()
        form.setHorizontalSpacing(2 * GRID_PX)
        form.setVerticalSpacing(GRID_PX)
        more = ((self.tr("Kind"), self.category), (self.tr("Paid to"), self.payee))
        rows = (
            (self.tr("Amount ₹"), self.amount),
            *(more if self._is_payout else ()),
            (self.tr("What for"), self.reason),
        )
        for row, (words, field) in enumerate(rows):
            label = TextLabel(words)
            label.setBuddy(field)
            form.addWidget(label, row, 0)
            form.addWidget(field, row, 1)
        left = QVBoxLayout()
        left.setSpacing(GRID_PX)
        left.addWidget(TextLabel(says, tone="muted", wrap=True))
        left.addLayout(form)
        left.addWidget(self._problem)
        left.addStretch(1)
        beside = QHBoxLayout()
        beside.setSpacing(3 * GRID_PX)
        beside.addLayout(left, 1)
        beside.addWidget(pad)
        return beside

    def display(self, state: CashMoveState) -> None:
        """Show a state."""
        self._problem.display(state.problem)
        self._problem.setVisible(bool(state.problem))
        self.amount.display_problem(there=state.problem_at == "amount")
        self.reason.display_problem(there=state.problem_at == "reason")
        if state.problem_at in ("amount", "reason"):
            (self.amount if state.problem_at == "amount" else self.reason).setFocus()
        self.accept_button.setEnabled(not state.is_saving)

    def close_sheet(self) -> None:
        """It is done."""
        self.accept()

    def open(self) -> None:
        """Show it over its window."""
        super().open()
        self.presenter.opened()

    def _submit(self) -> None:
        category, payee = ("", "")
        if self._is_payout:
            category, payee = self.category.chosen, self.payee.text()
        self.presenter.submitted(self.amount.text(), self.reason.text(), category, payee)


def _words(kind: CashKind) -> tuple[str, str, str]:
    """The title, what it is, and the word on the button."""
    translate = QCoreApplication.translate
    if kind is CashKind.PAY_IN:
        return (
            translate("CashMoveSheet", "Pay-in"),
            translate("CashMoveSheet", "Cash put into the drawer, such as change from the bank."),
            translate("CashMoveSheet", "Put in"),
        )
    if kind is CashKind.PAYOUT:
        return (
            translate("CashMoveSheet", "Payout"),
            translate("CashMoveSheet", "Cash paid out of the drawer, such as for a delivery."),
            translate("CashMoveSheet", "Pay out"),
        )
    return (
        translate("CashMoveSheet", "Cash drop"),
        translate("CashMoveSheet", "Cash taken out of the drawer and put into the safe."),
        translate("CashMoveSheet", "Take to the safe"),
    )
