"""Finding the customer of a bill, or creating one in place. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from msgspec.structs import replace

from pos_desktop.application import customers, dues
from pos_desktop.application.customers import SHORTEST_SEARCH, CustomerView
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.phones import phone_in
from pos_desktop.domain.states import state_of
from pos_desktop.ui.billing.customer_state import (
    CustomerForm,
    CustomerPage,
    CustomerState,
    ages_words,
    card_of,
    found_row,
    last_order_row,
)
from pos_desktop.ui.billing.gstin_advice import NO_ADVICE, advice_on
from pos_desktop.ui.counter import Counter

MOST_FOUND = 8
LAST_ORDERS = 3


class CustomerSheetView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: CustomerState) -> None: ...
    def close_sheet(self) -> None: ...


class CustomerPresenter:
    """``chosen`` hears the customer's id, or None when the customer is taken off the bill."""

    def __init__(
        self,
        counter: Counter,
        view: CustomerSheetView,
        linked: CustomerView | None,
        chosen: Callable[[int | None], None],
        usual: Callable[[int], None],
        collect: Callable[[int], None],
    ) -> None:
        self._counter = counter
        self._view = view
        self._chosen = chosen
        self._usual = usual
        self._collect = collect
        self._linked = linked
        self._found: tuple[CustomerView, ...] = ()
        self._keep_gstin = False
        self._busy = False
        self._state = CustomerState(linked=linked.name if linked else "")

    def opened(self) -> None:
        """The sheet came up: the customer on the bill is on the card."""
        self._display()
        if self._linked is not None:
            self._show_card(self._linked)

    # -- finding -------------------------------------------------------------------------

    def search_changed(self, typed: str) -> None:
        """Part of a phone, name, company or GSTIN was typed."""
        text = typed.strip()
        if len(text) < SHORTEST_SEARCH:
            self._found = ()
            self._display(searched=text, rows=(), offer="", card=None)
            return
        self._counter.read(
            customers.search,
            customers.SearchCustomers(q=text, limit=MOST_FOUND),
            lambda found: self._show_found(text, found),
            latest="customers",
        )

    def highlighted(self, customer_id: int) -> None:
        """Another row is current: its card comes up."""
        customer = next((c for c in self._found if c.id == customer_id), None)
        if customer is not None:
            self._show_card(customer)

    def submitted(self, typed: str) -> None:
        """Enter before the list had an answer: a whole phone is looked up, else the search ends.

        One customer found is chosen; none found is created.
        """
        text = typed.strip()
        phone = phone_in(text)
        if phone:
            self._counter.read(
                customers.by_phone,
                customers.ByPhone(phone=phone),
                lambda found: self._choose_or_create(found.customer, phone),
            )
        elif len(text) >= SHORTEST_SEARCH:
            self._counter.read(
                customers.search,
                customers.SearchCustomers(q=text, limit=MOST_FOUND),
                lambda found: self._settle(text, found),
                latest="customers",
            )

    def customer_chosen(self, customer_id: int) -> None:
        """A row was picked."""
        self._view.close_sheet()
        self._chosen(customer_id)

    def usual_pressed(self) -> None:
        """What the customer on the card usually buys is to be in the cart."""
        card = self._state.card
        if card is not None:
            self._view.close_sheet()
            self._usual(card.customer_id)

    def collect_pressed(self) -> None:
        """The customer on the card pays something of the account, whoever the bill is for."""
        card = self._state.card
        if card is not None:
            self._view.close_sheet()
            self._collect(card.customer_id)

    def unlinked(self) -> None:
        """The customer was taken off the bill."""
        if self._linked is not None:
            self._view.close_sheet()
            self._chosen(None)

    # -- creating ------------------------------------------------------------------------

    def create_asked(self, typed: str) -> None:
        """A new customer is wanted; what was typed is the name, or the phone."""
        text = typed.strip()
        phone = phone_in(text)
        digits = "" if phone else text
        form = CustomerForm(phone=phone) if phone else CustomerForm(name=_name_in(digits))
        self._keep_gstin = False
        self._display(page=CustomerPage.CREATE, fill=form)

    def create_left(self) -> None:
        """Back to finding."""
        self._display(page=CustomerPage.FIND)

    def gstin_changed(self, typed: str) -> None:
        """The GSTIN was typed over: it says its State, and its check character is checked."""
        self._keep_gstin = False
        self._advise(typed)

    def gstin_kept(self, typed: str) -> None:
        """The GSTIN is to stay as it was typed."""
        self._keep_gstin = True
        self._advise(typed)

    def created(self, name: str, phone: str, gstin: str) -> None:
        """The new customer's fields were filled in."""
        if self._busy:
            return
        self._busy = True
        request = customers.CustomerInput(
            name=name, phone=phone, gstin=gstin, keep_gstin_as_typed=self._keep_gstin
        )
        self._counter.write(customers.create, request, self._created, failed=self._not_created)

    # -- inside --------------------------------------------------------------------------

    def _created(self, customer: CustomerView) -> None:
        self._busy = False
        self.customer_chosen(customer.id)

    def _not_created(self, error: PosError) -> None:
        self._busy = False
        advice = self._state.advice
        if error.code == "gstin_check_character":
            self._display(problem="", problem_at="gstin", advice=advice)
            return
        self._display(problem=error.message, problem_at=error.field or "", advice=advice)

    def _advise(self, typed: str) -> None:
        self._display(advice=advice_on(typed, kept=self._keep_gstin))

    def _show_found(self, text: str, found: customers.CustomerList) -> None:
        self._found = found.customers
        self._display(
            searched=text,
            rows=tuple(found_row(customer) for customer in found.customers),
            offer="" if found.customers else phone_in(text) or text,
            card=None,
        )
        if found.customers:
            self._show_card(found.customers[0])

    def _settle(self, text: str, found: customers.CustomerList) -> None:
        if len(found.customers) == 1:
            self.customer_chosen(found.customers[0].id)
        elif found.customers:
            self._show_found(text, found)
        else:
            self.create_asked(text)

    def _choose_or_create(self, customer: CustomerView | None, phone: str) -> None:
        if customer is not None:
            self.customer_chosen(customer.id)
        else:
            self.create_asked(phone)

    def _show_card(self, customer: CustomerView) -> None:
        self._display(card=card_of(customer))
        self._counter.read(
            customers.orders,
            customers.CustomerOrders(id=customer.id, limit=LAST_ORDERS),
            lambda history: self._show_orders(history.orders),
            latest="customer card",
        )
        self._counter.read(
            dues.of_customer,
            dues.DuesOfCustomer(customer_id=customer.id),
            self._show_dues,
            latest="customer dues",
        )

    def _show_dues(self, told: dues.CustomerDues) -> None:
        card = self._state.card
        if card is not None and card.customer_id == told.customer.id:
            self._display(card=replace(card, ages=ages_words(told.ageing)))

    def _show_orders(self, orders: tuple[customers.OrderRow, ...]) -> None:
        card = self._state.card
        if card is not None:
            rows = tuple(last_order_row(order) for order in orders)
            self._display(card=replace(card, last_orders=rows, orders_known=True))

    def _display(self, **changes: object) -> None:
        """Show the state with *changes*; a fill, a problem and advice are for this once."""
        passing: dict[str, object] = {
            "fill": None,
            "problem": "",
            "problem_at": "",
            "advice": NO_ADVICE,
        }
        self._state = replace(self._state, **{**passing, **changes})
        code = self._state.advice.state_code
        name = state_of(code, field="gstin").name if code else ""
        self._state = replace(self._state, state_name=name)
        self._view.display(self._state)


def _name_in(text: str) -> str:
    """What was typed, when it can be a name: part of a phone number cannot."""
    return "" if any(character.isdigit() for character in text) else text
