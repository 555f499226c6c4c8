"""The sheet that takes a payment on account."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from pos_desktop.application.payments import PaymentReceived
from pos_desktop.domain.money import format_rupees
from pos_desktop.domain.outlet import Method
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.collect_presenter import CollectPresenter
from pos_desktop.ui.customers.collect_state import CollectState, SettledRow
from pos_desktop.ui.customers.form_field import FormField
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.tones import Tone
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.scanning.text_fields import KEEPS_SCAN
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import BalanceLabel, TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.painting import sized_font
from pos_desktop.ui.widgets.sheet import Sheet
from pos_desktop.ui.widgets.table_view import TableView

_ROWS_SHOWN = 4
_AMOUNT_WIDTH_PX = 220
_WIDTH_PX = 600
_CHOSEN = "✓"
_METHODS = (Method.CASH, Method.UPI, Method.CARD)


class CollectSheet(Sheet):
    """What is owed is filled in and selected: Enter takes it."""

    def __init__(
        self,
        counter: Counter,
        parent: QWidget,
        *,
        customer_id: int,
        collected: Callable[[PaymentReceived], None],
    ) -> None:
        super().__init__(QCoreApplication.translate("CollectSheet", "Collect payment"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._presenter = CollectPresenter(counter, self, customer_id, collected)
        self._make_head()
        self._make_entry()
        self._make_bills()
        self.take_button = self.add_accept(self.tr("Take payment"), clicked=self._submit)
        self.take_button.setObjectName("take")
        self.let_off_button = KeyButton("accounts.discount", icon="percent")
        self.let_off_button.setObjectName("let_off")
        self.let_off_button.setCheckable(True)
        self.let_off_button.setAutoDefault(False)
        self.let_off_button.clicked.connect(self._presenter.let_off_toggled)
        self.add_button(self.let_off_button)
        self.this_bill_button = KeyButton("accounts.this_bill", icon="receipt-indian-rupee")
        self.this_bill_button.setObjectName("this_bill")
        self.this_bill_button.setAutoDefault(False)
        self.this_bill_button.clicked.connect(self._toggle_bill)
        self.add_button(self.this_bill_button)
        self.grow_with_content()
        self.finished.connect(self._presenter.gone)
        self.amount.setFocus()
        self._presenter.opened()

    def display(self, state: CollectState) -> None:
        """Show what the presenter says."""
        self._name.display(state.name)
        self._phone.display(state.phone)
        for label, balance in ((self._before, state.balance), (self._after, state.balance_after)):
            if balance is None:
                label.display("…", "muted")
            else:
                label.display_balance(balance)
        if state.amount_text is not None:
            self.amount.display(state.amount_text)
            self.amount.selectAll()
        self._display_methods(state)
        for field in (self.amount, self.reference):
            field.display_problem(there=field.objectName() == state.problem_at)
        self._problem.display(state.problem)
        self.bills.display(state.rows)
        if state.rows and self.bills.current_row() is None:
            self.bills.choose(0)
        self.this_bill_button.setEnabled(len(state.rows) > 1 and not state.busy)
        advance = self.tr("{amount} more than all bills: it stays on the account as credit.")
        self._advance.display(advance.format(amount=format_rupees(state.advance)))
        self._advance.setVisible(state.advance > 0 and bool(state.rows))
        self.take_button.setEnabled(state.can_take)
        self.let_off_button.setEnabled(state.can_let_off and not state.busy)
        self.let_off_button.setChecked(state.let_off > 0)
        words = self.tr("Let off {amount}").format(amount=format_rupees(state.let_off))
        self.let_off_button.display_label(words if state.let_off else self.tr("Let off the rest"))

    def close_sheet(self) -> None:
        """The payment is in the store."""
        self.accept()

    # -- inside --------------------------------------------------------------------------

    def _make_head(self) -> None:
        self._name = TextLabel(bold=True)
        self._phone = TextLabel(tone="muted")
        self._before = BalanceLabel(size="section")
        self._after = BalanceLabel(size="section")
        self._after.setObjectName("balance_after")
        who = QHBoxLayout()
        who.setSpacing(GRID_PX)
        who.addWidget(self._name)
        who.addWidget(self._phone)
        who.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * GRID_PX)
        grid.setVerticalSpacing(0)
        grid.addWidget(TextLabel(self.tr("Now"), tone="muted"), 0, 0)
        grid.addWidget(TextLabel(self.tr("After this payment"), tone="muted"), 0, 1)
        grid.addWidget(self._before, 1, 0)
        grid.addWidget(self._after, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.content.addLayout(who)
        self.content.addLayout(grid)

    def _make_entry(self) -> None:
        self.amount = EnterField(name=self.tr("Amount in rupees"))
        self.amount.setObjectName("amount")
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.amount.setFont(sized_font(self.amount, appearance_in_use().scale.figure_pt, bold=True))
        self.amount.setFixedWidth(_AMOUNT_WIDTH_PX)
        self.amount.textEdited.connect(self._presenter.amount_changed)
        self.amount.returnPressed.connect(self._submit)
        self.reference = EnterField(name=self.tr("Reference"))
        self.reference.setObjectName("reference")
        self.reference.setPlaceholderText(self.tr("UPI or card slip number, if you keep it"))
        self.reference.setProperty(KEEPS_SCAN, True)
        self.reference.returnPressed.connect(self._submit)
        self._amount_field = FormField(self.tr("Amount in rupees"), self.amount)
        self._reference_field = FormField(self.tr("Reference"), self.reference)
        self._method_buttons: dict[Method, KeyButton] = {}
        keys = QHBoxLayout()
        keys.setSpacing(GRID_PX)
        for method in _METHODS:
            button = KeyButton(f"accounts.method.{method.value}")
            button.setObjectName(f"method_{method.value}")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, m=method: self._presenter.method_chosen(m))
            self._method_buttons[method] = button
            keys.addWidget(button)
        keys.addStretch(1)
        self.content.addLayout(keys)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID_PX)
        row.addWidget(self._amount_field, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._reference_field, 1, Qt.AlignmentFlag.AlignTop)
        row.addStretch(0)
        self.content.addLayout(row)
        # Always there: the sheet must not jump while a figure is typed.
        self._problem = TextLabel(size="small", tone="owes", wrap=True)
        self._problem.setObjectName("problem")
        self.content.addWidget(self._problem)

    def _make_bills(self) -> None:
        tone: Tone = "credit"
        self.bills: TableView[SettledRow] = TableView(
            (
                Column(
                    header="", text=lambda row: _CHOSEN if row.is_chosen else "", sample=_CHOSEN,
                    tone=lambda _: tone, bold=True,
                    help=self.tr("The bills that the payment is for come first"),
                ),
                Column(header=self.tr("Bill"), text=lambda row: row.bill_number),
                Column(header=self.tr("Date"), text=lambda row: row.date, sample="18-02-2026"),
                Column(
                    header=self.tr("Due"), text=lambda row: row.due, align="right",
                    sample="9,99,999.99",
                ),
                Column(
                    header=self.tr("Paid now"), text=lambda row: row.paid, align="right",
                    tone=lambda row: tone if row.paid else "muted", sample="9,99,999.99",
                    bold=True,
                ),
                Column(
                    header=self.tr("Still due"),
                    text=lambda row: self.tr("settled") if row.is_settled else row.left,
                    align="right",
                    tone=lambda row: tone if row.is_settled else "text",
                    sample="9,99,999.99",
                ),
            ),
            name=self.tr("Unpaid bills, oldest first"),
        )  # fmt: skip
        scale = appearance_in_use().scale
        self.bills.setMinimumWidth(_WIDTH_PX)
        self.bills.setFixedHeight((_ROWS_SHOWN + 1) * scale.row_px + GRID_PX)
        self.bills.setObjectName("bills")
        self.bills.row_activated.connect(lambda row: self._presenter.bill_toggled(row.bill_number))
        self.bills.set_empty_state(
            EmptyState(
                "circle-check",
                self.tr("No bill is unpaid"),
                self.tr("What is paid now stays on the account as credit."),
            )
        )
        self._advance = TextLabel(tone="warning")
        # The line keeps its place, so that nothing jumps while a figure is typed.
        keeps = self._advance.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self._advance.setSizePolicy(keeps)
        self.content.addWidget(self.bills)
        self.content.addWidget(self._advance)

    def _display_methods(self, state: CollectState) -> None:
        for method, button in self._method_buttons.items():
            button.setVisible(method in state.methods)
            button.setChecked(method is state.method)
            button.setEnabled(not state.busy)
        shown = state.asks_reference
        if self._reference_field.isVisibleTo(self) is not shown:
            self._reference_field.setVisible(shown)
            (self.reference if shown else self.amount).setFocus()

    def _toggle_bill(self) -> None:
        row = self.bills.current_row()
        if row is not None:
            self._presenter.bill_toggled(row.bill_number)

    def _submit(self) -> None:
        self._presenter.submitted(self.reference.text())
