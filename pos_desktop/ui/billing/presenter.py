"""The billing screen's behaviour, without Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from pos_desktop.application import items, orders
from pos_desktop.application.order_view import OrderView, check_named
from pos_desktop.application.printed_prices import CHOOSE_MRP
from pos_desktop.domain.errors import BadInput, PosError
from pos_desktop.domain.item_cards import ItemCard
from pos_desktop.domain.measures import Milli
from pos_desktop.domain.money import Paise
from pos_desktop.ui.billing.cart import NOTHING_IN_CART, Cart
from pos_desktop.ui.billing.entry import Entry, parse_entry
from pos_desktop.ui.billing.last_bill import LastBill
from pos_desktop.ui.billing.left_order import take_up_left_order
from pos_desktop.ui.billing.mrp_presenter import MrpPresenter, MrpView
from pos_desktop.ui.billing.state import (
    BillingState,
    FoundRow,
    LastSale,
    found_rows,
    last_sale_of,
    state_of_order,
)
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.widgets.messages import Message, MessageKind

if TYPE_CHECKING:
    from pos_desktop.application.billing import IssuedBill
    from pos_desktop.ui.returns.presenter import Done

MOST_FOUND = 12
CHOOSE_CUSTOMER = "Choose the customer first (F3): an advance stays on an account."
PAY_FIRST = "Finish or leave the payment first: {code} was not added."


class BillingView(MrpView, Protocol):
    """What the presenter asks of the screen. ``typed`` is the text that *rows* were found for."""

    def display(self, state: BillingState) -> None: ...
    def display_found(self, typed: str, rows: tuple[FoundRow, ...]) -> None: ...
    def display_quick_keys(self, keys: items.QuickKeyList) -> None: ...
    def clear_entry(self) -> None: ...
    def open_pay(self, order: OrderView) -> None: ...
    def ask_buyer(self, missing: PosError) -> None: ...
    def open_receipt(self, bill_number: str) -> None: ...
    def open_new_item(self, typed: str) -> None: ...


class BillingPresenter:
    """Hears what happened at the counter, and displays the order as it now is."""

    def __init__(self, counter: Counter, view: BillingView) -> None:
        self._counter = counter
        self._view = view
        self._entry = Entry(text="")
        self._unknown_code = ""
        self._last_sale: LastSale | None = None
        self._last_bill = LastBill(counter)
        self._paying = False
        self._prices: dict[int, Paise] = {}
        self.cart = Cart(counter, self._changed)
        self.mrps = MrpPresenter(counter, view, self._add_line)

    @property
    def order(self) -> OrderView | None:
        """The order being rung up, or None while the cart is empty."""
        return self.cart.order

    def entered(self) -> None:
        """The screen was opened: an order left open by a crash or a sign-out is taken up."""
        self._counter.read(items.quick_keys, items.QuickKeys(), self._show_quick_keys)
        if self.order is not None:
            self._display()
            return
        # A scan made meanwhile waits, or it would start a second order beside the open one.
        self.cart.alone(lambda: take_up_left_order(self._counter, self.cart))

    # -- items ---------------------------------------------------------------------------

    def barcode_scanned(self, code: str, typed: str = "") -> None:
        """The scanner read *code*; *typed* is what stood in the field: ``3*`` is for this scan."""
        if self._paying:
            self._view.sound("unknown")
            self._tell("warning", PAY_FIRST.format(code=code))
            return
        entry = self._take_entry(typed)
        if entry.worth is not None:
            self._counter.read(
                items.by_barcode,
                items.ByBarcode(barcode=code),
                lambda found: self._found(replace(entry, text=code), found.item),
            )
            return
        if entry.prefix:
            self._view.clear_entry()
        self._add_scanned(code, entry)

    def search_changed(self, typed: str) -> None:
        """The text of the field changed: show what it finds."""
        try:
            text = parse_entry(typed).text
        except BadInput:
            text = ""
        if not text:
            self._view.display_found(typed, ())
            return
        self._counter.read(
            items.search,
            items.SearchItems(q=text, limit=MOST_FOUND),
            lambda found: self._show_found(typed, found),
            latest="items",
        )

    def search_submitted(self, typed: str) -> None:
        """Enter in the field: a code adds its item, ``3*`` waits for it, a name finds it."""
        try:
            entry = parse_entry(typed)
        except BadInput as error:
            self._counter.tell_error(error)
            return
        if not entry.text:
            if entry.prefix:
                self._entry = entry
                self._display()
            self._view.clear_entry()
            return
        entry = self._take_entry(typed)
        self._counter.read(
            items.search,
            items.SearchItems(q=entry.text, limit=1),
            lambda found: self._found(entry, next(filter(entry.fits, found.items), None)),
        )

    def item_chosen(self, item_id: int, typed: str = "") -> None:
        """An item was picked from the list or pressed as a quick key."""
        entry = self._take_entry(typed)
        try:
            qty = entry.qty_at(self._prices.get(item_id, 0))
        except BadInput as error:
            self._counter.tell_error(error)
            return
        self._add(item_id, qty)

    def create_pressed(self, typed: str) -> None:
        """A new item: begun with the code that was not found, else with what stands there."""
        try:
            text = parse_entry(typed).text
        except BadInput:
            text = typed
        self._view.open_new_item(text or self._unknown_code)

    def item_created(self, item: ItemCard) -> None:
        """It is written down: it goes into the cart, as if it had been found."""
        self._prices[item.id] = item.facts.price
        self.item_chosen(item.id)

    def escape_pressed(self) -> None:
        """Esc in the empty field: a waiting ``3 ×`` or a red row goes; the cart stays."""
        if self._entry.prefix or self._unknown_code:
            self._entry = Entry(text="")
            self._unknown_code = ""
            self._display()

    def nothing_to_change(self) -> None:
        """A key for a line or for the cart was pressed, and there is none."""
        self._tell("warning", NOTHING_IN_CART)

    def nobody_chosen(self) -> None:
        """An advance was to be taken, and the bill has no customer."""
        self._tell("warning", CHOOSE_CUSTOMER)

    def account_changed(self) -> None:
        """Money came onto the customer's account: the chip shows the balance as it now is."""

        def step() -> None:
            assert self.order is not None, "an advance is taken from an order's customer"
            request = orders.OrderId(order_id=self.order.order_id)
            self._counter.read(orders.get, request, self.cart.take, failed=self.cart.refused)

        self.cart.alone(step)

    def line_removed(self, line: int) -> None:
        """A line was taken out."""
        self.cart.change(
            orders.remove_line, lambda order_id: orders.RemoveLine(order_id=order_id, line=line)
        )

    def undo_pressed(self) -> None:
        """Back to the lines before the last change."""
        self.cart.undo()

    def redo_pressed(self) -> None:
        """The change that was taken back, once more."""
        self.cart.redo()

    # -- orders --------------------------------------------------------------------------

    def customer_chosen(self, customer_id: int | None) -> None:
        """A customer was picked for the bill, or taken off it."""

        def step() -> None:
            if self.order is not None:
                link = orders.LinkCustomer(order_id=self.order.order_id, customer_id=customer_id)
                self._counter.write(
                    orders.link_customer, link, self.cart.take, failed=self.cart.refused
                )
            elif customer_id is not None:
                start = orders.StartOrder(customer_id=customer_id)
                self._counter.write(orders.start, start, self.cart.take, failed=self.cart.refused)
            else:
                self.cart.release_queue()

        self.cart.alone(step)

    def usual_chosen(self, customer_id: int) -> None:
        """A customer's usual order is to be in the cart."""
        from pos_desktop.application import usual

        self.cart.add_by(
            usual.add_usual,
            lambda order_id: usual.AddUsual(order_id=order_id, customer_id=customer_id),
        )

    def refreshed(self, order: OrderView) -> None:
        """The order was changed by another part of the screen."""
        self.cart.order = order
        self._display()

    # -- paying --------------------------------------------------------------------------

    def pay_pressed(self) -> None:
        """F9: the payment sheet opens once every change is saved; scans are refused till then."""

        def step() -> None:
            order = self._order_to_pay()
            if order is not None:
                self._paying = True
                self._view.open_pay(order)

        self.cart.alone(step)

    def payment_left(self) -> None:
        """The payment sheet closed; without a bill the cart goes on as it was."""
        if self._paying:
            self._paying = False
            self.cart.release_queue()
            self._display()

    def exact_cash_pressed(self) -> None:
        """Ctrl+Enter: the exact amount in cash, saved and printed."""
        from pos_desktop.ui.billing.exact_cash import exact_cash

        def step() -> None:
            order = self._order_to_pay()
            if order is not None:
                self._counter.write(*exact_cash(order), self.paid, failed=self.cart.refused)

        self.cart.alone(step)

    def paid(self, bill: IssuedBill) -> None:
        """The bill is durable: the cart is free at once, the change stays in large type."""
        self._paying = False
        self._last_bill.number = bill.bill_number
        self._last_sale = last_sale_of(bill)
        self._entry = Entry(text="")
        self._view.sound("done")
        self.cart.take(None)

    def goods_returned(self, done: Done) -> None:
        """Goods came back; those that paid the cart have made a bill of it."""
        if done.exchanged is not None:
            self.paid(done.exchanged.bill)

    def receipt_pressed(self) -> None:
        """The last bill as it prints was asked for."""
        self._last_bill.show_by(self._view.open_receipt)

    def reprint_pressed(self) -> None:
        """The last bill once more, marked as a copy."""
        self._last_bill.reprint()

    # -- inside --------------------------------------------------------------------------

    def _take_entry(self, typed: str) -> Entry:
        """How much of what: from the field, else from a ``3*`` that waits; it is used up."""
        try:
            entry = parse_entry(typed)
        except BadInput:
            entry = Entry(text="")
        if not entry.prefix:
            entry = replace(self._entry, text=entry.text)
        self._entry = Entry(text="")
        return entry

    def _show_quick_keys(self, keys: items.QuickKeyList) -> None:
        self._prices.update((item.id, item.price) for item in keys.items)
        self._view.display_quick_keys(keys)

    def _show_found(self, typed: str, found: items.ItemList) -> None:
        self._prices.update((item.id, item.price) for item in found.items)
        self._view.display_found(typed, found_rows(found.items))

    def _found(self, entry: Entry, item: items.ItemView | None) -> None:
        if item is None and entry.worth is None and entry.text.isdecimal():
            # A label of a scale has no item of its own in the list: it is read as it is added.
            self._view.clear_entry()
            self._add_scanned(entry.text, entry)
            return
        if item is None:
            self._unknown(entry.text)
            return
        try:
            qty = entry.qty_at(item.price)
        except BadInput as error:
            self._counter.tell_error(error)
            return
        self._add(item.id, qty)

    def _add_scanned(self, code: str, entry: Entry) -> None:
        self._add_line(orders.AddLine(barcode=code, qty=entry.qty_at(1)))

    def _add(self, item_id: int, qty: Milli) -> None:
        self._view.clear_entry()
        self._add_line(orders.AddLine(item=item_id, qty=qty))

    def _add_line(self, line: orders.AddLine) -> None:
        self.cart.add(
            line,
            added=lambda: self._view.sound("scan"),
            failed=lambda error: self._not_added(line, error),
        )

    def _not_added(self, line: orders.AddLine, error: PosError) -> None:
        code = line.barcode or ""
        if error.code == CHOOSE_MRP:
            if self._paying:
                self._tell("warning", PAY_FIRST.format(code=code or line.item))
            else:
                self.mrps.ask(line)
        elif code:
            self._scan_failed(code, error)
        else:
            self._counter.tell_error(error)

    def _scan_failed(self, code: str, error: PosError) -> None:
        if error.code == "unknown_barcode":
            self._unknown(code)
        else:
            self._view.sound("unknown")
            self._counter.tell_error(error)

    def _unknown(self, code: str) -> None:
        self._unknown_code = code
        self._view.sound("unknown")
        self._view.clear_entry()
        self._display()

    def _order_to_pay(self) -> OrderView | None:
        order = self.order
        if order is not None and order.lines:
            try:
                check_named(order)
            except BadInput as missing:
                self.cart.release_queue()
                self._view.ask_buyer(missing)
                return None
            return order
        # The second of two quick presses finds the sale done: it need not be told.
        if self._last_sale is None:
            self._tell("warning", NOTHING_IN_CART)
        self.cart.release_queue()
        return None

    def _tell(self, kind: MessageKind, text: str) -> None:
        self._counter.tell(Message(kind=kind, text=text))

    def _changed(self, line: int | None) -> None:
        self._unknown_code = ""
        self._display(selected=line)

    def _display(self, *, selected: int | None = None) -> None:
        if self.order is not None and self.order.lines:
            self._last_sale = None
        state = replace(
            state_of_order(self.order),
            selected_line=selected,
            last_sale=self._last_sale,
            unknown_code=self._unknown_code,
            waiting=self._entry.prefix,
            can_undo=self.cart.can_undo,
            can_redo=self.cart.can_redo,
        )
        self._view.display(state)
        if self._counter.buyer is not None:
            self._counter.buyer.cart_shown(state)
