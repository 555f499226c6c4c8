"""The customers place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from pos_desktop.application.customers import CustomerView
from pos_desktop.application.refund_vouchers import OpenAdvance
from pos_desktop.ui.bills.pager import Pager
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.account_sheets import (
    adjust_sheet,
    merge_sheet,
    promise_sheet,
    refund_sheet,
    terms_sheet,
)
from pos_desktop.ui.customers.card import CustomerCard
from pos_desktop.ui.customers.collect_sheet import CollectSheet
from pos_desktop.ui.customers.edit_sheet import EditSheet
from pos_desktop.ui.customers.edit_state import Prefill
from pos_desktop.ui.customers.history_sheet import HistorySheet
from pos_desktop.ui.customers.presenter import CustomersPresenter
from pos_desktop.ui.customers.reminder_sheet import ReminderSheet
from pos_desktop.ui.customers.state import CustomerRow, CustomersState, Found, HistoryRow
from pos_desktop.ui.customers.statement_sheet import StatementSheet
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.attended import AttendedWidget
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.figures import TextLabel, balance_words
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.search_field import SearchField
from pos_desktop.ui.widgets.table_view import TableView

_LIST_PX_A_POINT = 35
_NARROW_PX_A_POINT = 100


class CustomersScreen(AttendedWidget):
    """Search at the left, the chosen customer at the right."""

    def __init__(self, counter: Counter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self._presenter = CustomersPresenter(counter, self)
        self._order_types = {
            "counter": self.tr("Counter"),
            "dine_in": self.tr("Dine in"),
            "takeaway": self.tr("Takeaway"),
            "delivery": self.tr("Delivery"),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID_PX, GRID_PX, GRID_PX, GRID_PX)
        row.setSpacing(2 * GRID_PX)
        row.addLayout(self._make_list())
        row.addWidget(self._make_right(), 1)
        self.search.reached_by("accounts.search", self)
        self.setFocusProxy(self.search)
        self.attend(self._presenter)

    def show_customer(self, customer_id: int) -> None:
        """Choose a customer, asked for by another place."""
        self._presenter.customer_chosen(customer_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook: with little room, subtotal and tax give way."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW_PX_A_POINT * appearance_in_use().scale.body_pt
        for column in (3, 4):
            self.history.setColumnHidden(column, narrow)

    # -- what the presenter asks ---------------------------------------------------------

    def display(self, state: CustomersState) -> None:
        """Show what the presenter says."""
        self.list.blockSignals(True)
        self.list.display(state.rows)
        ids = [row.id for row in state.rows]
        chosen = state.card.id if state.card else 0
        self.list.choose(ids.index(chosen) if chosen in ids else -1)
        self.list.blockSignals(False)
        if state.found is Found.NOBODY:
            self._nobody.display(
                self.tr("Nobody found for “{typed}”").format(typed=state.typed),
                self.tr("Alt+C adds a new customer."),
            )
        else:
            self._nobody.display(
                self.tr("Search a customer"),
                self.tr("Type two letters of the name, part of the phone, a company or a GSTIN."),
            )
        self._right.setCurrentIndex(0 if state.card is None else 1)
        if state.card is not None:
            self.card.display(state.card)
        self.history.display(state.history)
        total = state.page.total
        words = self.tr("%n orders", "", total) if total else ""
        self.pager.display(state.page, words)

    def open_edit(self, customer: CustomerView | None, prefill: Prefill) -> None:
        """Write a customer down, or change one."""
        EditSheet(
            self._counter, self, saved=self._presenter.saved, customer=customer, prefill=prefill
        ).open()

    def open_collect(self, customer_id: int) -> None:
        """Take a payment on account."""
        CollectSheet(
            self._counter, self, customer_id=customer_id, collected=self._presenter.collected
        ).open()

    def open_statement(self, customer_id: int) -> None:
        """Show the account."""
        StatementSheet(self._counter, self, customer_id=customer_id).open()

    def open_more(self, customer: CustomerView) -> None:
        """What else can be done, as a menu over the key."""
        done = self._presenter.changed
        away = self.tr("Make inactive") if customer.is_active else self.tr("Make active again")
        choices = (
            ("terms", self.tr("Credit and its limits …"), terms_sheet),
            ("adjust", self.tr("Adjust or write off …"), adjust_sheet),
            ("promise", self.tr("Note a promise …"), promise_sheet),
        )
        self.more = QMenu(self)
        for name, words, make in choices:
            action = self.more.addAction(words)
            action.setObjectName(name)
            action.triggered.connect(
                lambda _=False, make=make: make(self._counter, self, customer, done).open()
            )
        for name, words, call in (
            ("remind", self.tr("Remind …"), lambda: self._open_reminder(customer.id)),
            ("history", self.tr("Balance over time …"), lambda: self._open_history(customer)),
            ("refund", self.tr("Pay an advance back …"), self._presenter.refund_pressed),
            ("merge", self.tr("Merge with another entry …"), self._presenter.merge_pressed),
            ("activity", away, self._presenter.activity_pressed),
        ):
            action = self.more.addAction(words)
            action.setObjectName(name)
            action.triggered.connect(lambda _=False, call=call: call())
        button = self.card.more_button
        self.more.popup(button.mapToGlobal(button.rect().bottomLeft()))
        self.more.setActiveAction(self.more.actions()[0])

    def open_merge(self, customer: CustomerView, others: Sequence[CustomerView]) -> None:
        """Choose the other entry of the same person."""
        merge_sheet(self._counter, self, customer, others, self._presenter.saved).open()

    def open_refund(self, customer: CustomerView, advances: Sequence[OpenAdvance]) -> None:
        """Choose the advance that is paid back, and how."""
        refund_sheet(self._counter, self, customer, advances, self._presenter.refunded).open()

    # -- inside --------------------------------------------------------------------------

    def _open_reminder(self, customer_id: int) -> None:
        ReminderSheet(self._counter, self, customer_ids=(customer_id,)).open()

    def _open_history(self, customer: CustomerView) -> None:
        HistorySheet(self._counter, self, customer_id=customer.id, name=customer.name).open()

    def _make_list(self) -> QVBoxLayout:
        self.search = SearchField(self.tr("Name, phone, company or GSTIN"))
        self.search.setObjectName("customer_search")
        self.search.searched.connect(self._presenter.search_changed)
        self.search.returnPressed.connect(
            lambda: self._presenter.search_submitted(self.search.text())
        )
        self.list: TableView[CustomerRow] = TableView(
            (
                Column(header=self.tr("Name"), text=lambda row: row.name),
                Column(
                    header=self.tr("Phone"), text=lambda row: row.phone, sample="98765 43210",
                    tone=lambda _: "muted",
                ),
                Column(
                    header=self.tr("Balance"),
                    text=lambda row: balance_words(row.balance)[0],
                    tone=lambda row: balance_words(row.balance)[1],
                    align="right",
                    sample="▲ Owes ₹99,999.99",
                ),
            ),
            name=self.tr("Customers found"),
        )  # fmt: skip
        self.list.setObjectName("customers")
        self._nobody = EmptyState("users", "")
        self.search.arrow_pressed.connect(self.list.move_on)
        self.list.set_empty_state(self._nobody)
        self.list.row_chosen.connect(self._choose)
        self.list.row_activated.connect(self._choose)
        self.new_button = KeyButton("create", label=self.tr("New customer"), icon="user-plus")
        self.new_button.setObjectName("new")
        self.new_button.clicked.connect(self._presenter.new_pressed)
        column = QVBoxLayout()
        column.setSpacing(GRID_PX)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.new_button)
        column.addStrut(_LIST_PX_A_POINT * appearance_in_use().scale.body_pt)
        return column

    def _make_right(self) -> QWidget:
        self._right = QStackedWidget()
        self._right.addWidget(
            EmptyState(
                "book-user",
                self.tr("No customer is chosen"),
                self.tr("The account, its unpaid bills by age and all orders appear here."),
            )
        )
        shown = QWidget()
        self.card = CustomerCard()
        self.card.collect_pressed.connect(self._presenter.collect_pressed)
        self.card.statement_pressed.connect(self._presenter.statement_pressed)
        self.card.edit_pressed.connect(self._presenter.edit_pressed)
        self.card.more_pressed.connect(self._presenter.more_pressed)
        self.pager = Pager()
        self.pager.turned.connect(self._presenter.page_turned)
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(self.card)
        column.addWidget(TextLabel(self.tr("Orders, newest first"), tone="muted", bold=True))
        column.addWidget(self._make_history(), 1)
        column.addWidget(self.pager)
        self._right.addWidget(shown)
        return self._right

    def _make_history(self) -> TableView[HistoryRow]:
        money = "9,99,999.99"
        self.history: TableView[HistoryRow] = TableView(
            (
                Column(
                    header=self.tr("Order"), text=lambda row: row.order_number,
                    sample="ORD-20260218-0045",
                ),
                Column(
                    header=self.tr("Date and time"), text=lambda row: row.moment,
                    sample="18-02-2026  23:59",
                ),
                Column(
                    header=self.tr("Items, type"),
                    text=lambda row: f"{row.items} · {self._type_words(row)}",
                ),
                Column(
                    header=self.tr("Subtotal"), text=lambda row: row.subtotal, align="right",
                    sample=money,
                ),
                Column(
                    header=self.tr("Tax"), text=lambda row: row.tax, align="right",
                    sample="9,999.99",
                ),
                Column(
                    header=self.tr("Total"), text=lambda row: row.total, align="right",
                    sample=money, bold=True,
                ),
                Column(
                    header=self.tr("Still due"), text=lambda row: row.due, align="right",
                    sample=money, tone=lambda _: "owes",
                ),
            ),
            name=self.tr("Order history"),
        )  # fmt: skip
        self.history.setObjectName("history")
        self.history.set_empty_state(
            EmptyState(
                "history",
                self.tr("No orders yet"),
                self.tr("They appear here once a bill is issued to this customer."),
            )
        )
        return self.history

    def _type_words(self, row: HistoryRow) -> str:
        return self._order_types.get(row.order_type, row.order_type)

    def _choose(self, row: CustomerRow | None) -> None:
        if row is not None:
            self._presenter.customer_chosen(row.id)
