"""The customers screen's behaviour, without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec.structs import replace

from pos_desktop.application import customer_accounts, customers, dues, refund_vouchers
from pos_desktop.application.customers import SHORTEST_SEARCH, CustomerView
from pos_desktop.application.payments import PaymentReceived
from pos_desktop.domain.money import format_rupees
from pos_desktop.domain.phones import phone_in
from pos_desktop.ui.bills.paging import page_state
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.edit_state import Prefill
from pos_desktop.ui.customers.state import (
    CustomersState,
    Found,
    card_state,
    customer_row,
    history_rows,
)
from pos_desktop.ui.widgets.messages import Message

MOST_FOUND = 50
ORDERS_A_PAGE = 20


class CustomersScreenView(Protocol):
    """What the presenter asks of the screen."""

    def display(self, state: CustomersState) -> None: ...
    def open_edit(self, customer: CustomerView | None, prefill: Prefill) -> None: ...
    def open_collect(self, customer_id: int) -> None: ...
    def open_statement(self, customer_id: int) -> None: ...
    def open_more(self, customer: CustomerView) -> None: ...
    def open_refund(
        self, customer: CustomerView, advances: Sequence[refund_vouchers.OpenAdvance]
    ) -> None: ...
    def open_merge(self, customer: CustomerView, others: Sequence[CustomerView]) -> None: ...


class CustomersPresenter:
    """Finds customers, shows one with its account and orders, and opens what is done to it."""

    def __init__(self, counter: Counter, view: CustomersScreenView) -> None:
        self._counter = counter
        self._view = view
        self._state = CustomersState()
        self._chosen: CustomerView | None = None
        self._found: tuple[CustomerView, ...] = ()
        self._is_gone = False

    def entered(self) -> None:
        """The place was opened or come back to: bills may have been issued since."""
        if self._chosen is not None:
            self._read_card(self._chosen.id)
        self._search(self._state.typed)

    def gone(self) -> None:
        """The screen was ended: answers that are still on their way have nowhere to go."""
        self._is_gone = True

    def search_changed(self, typed: str) -> None:
        """The text of the search field changed."""
        self._search(typed.strip())

    def search_submitted(self, typed: str) -> None:
        """Enter: the best match is chosen; whoever is not known yet can be written down."""
        typed = typed.strip()
        if len(typed) < SHORTEST_SEARCH:
            return
        self._counter.read(
            customers.search,
            customers.SearchCustomers(q=typed, limit=MOST_FOUND),
            lambda found: self._take_best(typed, found),
            latest="customers.search",
        )

    def customer_chosen(self, customer_id: int) -> None:
        """A row of the list is current now, or another screen asked for this customer."""
        if self._chosen is None or self._chosen.id != customer_id:
            self._read_card(customer_id)

    def page_turned(self, step: int) -> None:
        """The next page of the order history (1), or the one before (-1)."""
        page = self._state.page.page + step
        if self._chosen is not None and 1 <= page <= self._state.page.pages:
            self._read_orders(self._chosen.id, page)

    def new_pressed(self) -> None:
        """A customer is to be written down; what was searched for is filled in."""
        self._view.open_edit(None, prefill_of(self._state.typed))

    def edit_pressed(self) -> None:
        """The chosen customer is to be changed."""
        if self._chosen is not None:
            self._view.open_edit(self._chosen, Prefill())

    def collect_pressed(self) -> None:
        """The chosen customer pays on account."""
        if self._chosen is not None:
            self._view.open_collect(self._chosen.id)

    def statement_pressed(self) -> None:
        """The chosen customer's account, entry by entry."""
        if self._chosen is not None:
            self._view.open_statement(self._chosen.id)

    def more_pressed(self) -> None:
        """What else can be done to the chosen customer."""
        if self._chosen is not None:
            self._view.open_more(self._chosen)

    def merge_pressed(self) -> None:
        """Offer other entries of the same person: of this name, and those found by the search."""
        chosen = self._chosen
        if chosen is None:
            return
        word = chosen.name.split()[0]
        typed = word if len(word) >= SHORTEST_SEARCH else chosen.name
        self._counter.read(
            customers.search,
            customers.SearchCustomers(q=typed, limit=MOST_FOUND),
            lambda found: self._offer_merge(chosen, found.customers),
        )

    def refund_pressed(self) -> None:
        """An advance for a service is to be paid back."""
        chosen = self._chosen
        if chosen is not None:
            self._counter.read(
                refund_vouchers.open_advances,
                refund_vouchers.OpenAdvances(customer_id=chosen.id),
                lambda found: self._offer_refund(chosen, found.advances),
            )

    def activity_pressed(self) -> None:
        """The chosen customer comes no more, or again."""
        if self._chosen is not None:
            request = customer_accounts.SetActive(
                id=self._chosen.id, active=not self._chosen.is_active
            )
            self._counter.write(customer_accounts.set_active, request, self.saved)

    def changed(self, _result: object) -> None:
        """The account was changed in a sheet."""
        if self._chosen is not None:
            self._tell(f"The account of {self._chosen.name} is changed.")
            self._read_card(self._chosen.id)
            self._search(self._state.typed)

    def refunded(self, done: refund_vouchers.AdvanceRefunded) -> None:
        """An advance was paid back in its sheet."""
        text = (
            f"Refund voucher {done.refund_number} of {format_rupees(done.figures.amount)}, "
            f"{format_rupees(done.figures.tax)} of it GST."
        )
        if done.cash_out:
            text += f" {format_rupees(done.cash_out)} goes out of the drawer."
        self._tell(text)
        self._read_card(done.customer_id)
        self._search(self._state.typed)

    def saved(self, customer: CustomerView) -> None:
        """A customer was created or changed in the sheet."""
        self._tell(f"{customer.name} is saved.")
        self._read_card(customer.id)
        self._search(self._state.typed)

    def collected(self, payment: PaymentReceived) -> None:
        """A payment was taken in the sheet, which told of it."""
        self._read_card(payment.customer_id)
        self._search(self._state.typed)

    # -- inside --------------------------------------------------------------------------

    def _search(self, typed: str) -> None:
        self._state = replace(self._state, typed=typed)
        if len(typed) < SHORTEST_SEARCH:
            self._display(found=Found.NOT_ASKED, rows=())
            return
        self._counter.read(
            customers.search,
            customers.SearchCustomers(q=typed, limit=MOST_FOUND),
            self._show_found,
            latest="customers.search",
        )

    def _show_found(self, answer: customers.CustomerList) -> None:
        # An answer may come after the field was emptied.
        if len(self._state.typed) < SHORTEST_SEARCH:
            return
        self._found = answer.customers
        rows = tuple(customer_row(customer) for customer in answer.customers)
        self._display(found=Found.SOME if rows else Found.NOBODY, rows=rows)

    def _take_best(self, typed: str, answer: customers.CustomerList) -> None:
        self._state = replace(self._state, typed=typed)
        self._show_found(answer)
        if answer.customers:
            self.customer_chosen(answer.customers[0].id)
        else:
            self.new_pressed()

    def _read_card(self, customer_id: int) -> None:
        self._counter.read(
            dues.of_customer,
            dues.DuesOfCustomer(customer_id=customer_id),
            self._show_card,
            latest="customers.card",
        )
        self._read_orders(customer_id, 1)

    def _read_orders(self, customer_id: int, page: int) -> None:
        self._counter.read(
            customers.orders,
            customers.CustomerOrders(id=customer_id, page=page, limit=ORDERS_A_PAGE),
            self._show_orders,
            latest="customers.orders",
        )

    def _show_card(self, answer: dues.CustomerDues) -> None:
        self._chosen = answer.customer
        last = answer.customer.last_order_at
        local = self._counter.local_time(last) if last else None
        self._display(card=card_state(answer.customer, answer.ageing, local))

    def _show_orders(self, answer: customers.OrderHistory) -> None:
        self._display(history=history_rows(answer.orders), page=page_state(answer.pagination))

    def _offer_merge(self, chosen: CustomerView, found: Sequence[CustomerView]) -> None:
        listed = self._found if self._state.rows else ()
        by_id = {other.id: other for other in (*found, *listed) if other.id != chosen.id}
        if by_id:
            self._view.open_merge(chosen, tuple(by_id.values()))
        else:
            text = (
                f"Nobody else is called {chosen.name.split()[0]}. Look for the other entry in the "
                "search, then merge again."
            )
            self._counter.tell(Message(kind="info", text=text))

    def _offer_refund(
        self, chosen: CustomerView, found: Sequence[refund_vouchers.OpenAdvance]
    ) -> None:
        if found:
            self._view.open_refund(chosen, found)
        else:
            text = f"{chosen.name} has no advance for a service that can be paid back."
            self._counter.tell(Message(kind="info", text=text))

    def _tell(self, text: str) -> None:
        self._counter.tell(Message(kind="success", text=text))

    def _display(self, **changes: object) -> None:
        self._state = replace(self._state, **changes)
        if not self._is_gone:
            self._view.display(self._state)


def prefill_of(typed: str) -> Prefill:
    """What was searched for, in the field it belongs to."""
    digits = sum(char.isdigit() for char in typed)
    if phone := phone_in(typed):
        return Prefill(phone=phone)
    return Prefill(phone=typed) if digits > len(typed) // 2 else Prefill(name=typed)
