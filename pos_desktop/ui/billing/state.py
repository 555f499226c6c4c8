"""What the billing screen shows, made from an order; every figure already in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from pos_desktop.application.customers import CustomerView
from pos_desktop.application.items import ItemView
from pos_desktop.application.lines import LineView
from pos_desktop.application.order_view import OrderView
from pos_desktop.domain.documents import DocumentKind
from pos_desktop.domain.measures import format_quantity
from pos_desktop.domain.money import Paise, format_amount, format_rupees
from pos_desktop.domain.orders import OrderType
from pos_desktop.domain.phones import format_phone
from pos_desktop.domain.states import state_of
from pos_desktop.ui.tax_words import gst_words

if TYPE_CHECKING:
    from pos_desktop.application.billing import IssuedBill


class CartRow(Struct, frozen=True, kw_only=True):
    """One line of the cart."""

    line: int
    number: str
    description: str
    hsn: str
    qty: str
    price: str
    discount: str
    gst: str
    amount: str


class Figure(Struct, frozen=True, kw_only=True):
    """A labelled amount of the summary; ``label`` is an English source text."""

    label: str
    amount: str


class CustomerChip(Struct, frozen=True, kw_only=True):
    """The customer of the bill. ``balance`` is signed paise for the balance label."""

    id: int
    name: str
    phone: str
    balance: Paise
    limit: str


class LastSale(Struct, frozen=True, kw_only=True):
    """What stays in large type until the next scan."""

    bill_number: str
    total: str
    change: str
    """Empty when there is none to give."""
    on_account: str
    """What the customer still owes of it; empty when it is paid."""


class FoundRow(Struct, frozen=True, kw_only=True):
    """An item in the search list."""

    item_id: int
    code: str
    name: str
    name_hi: str
    price: str
    stock: str


class HeldRow(Struct, frozen=True, kw_only=True):
    """A held order in the recall list."""

    order_id: int
    label: str
    number: str
    order_type: str
    """Of ``OrderType``; empty at the counter."""
    opened: str
    opened_by: str
    line_count: str
    total: str


class BillingState(Struct, frozen=True, kw_only=True):
    """The whole billing screen."""

    order_number: str = ""
    order_type: str = ""
    """Of ``OrderType``; empty at the counter."""
    label: str = ""
    """Table or token, or the name it was held under."""
    rows: tuple[CartRow, ...] = ()
    selected_line: int | None = None
    """The line just added or changed, which the view selects and flashes; None: none was."""
    figures: tuple[Figure, ...] = ()
    line_count: int = 0
    total: str = format_rupees(0)
    why: str = ""
    customer: CustomerChip | None = None
    gst: str = ""
    """The buyer's GST details on the bill, which need no known customer."""
    last_sale: LastSale | None = None
    unknown_code: str = ""
    """A code no item has: shown as a red row that says what to do."""
    waiting: str = ""
    """“3 ×”: how much the next item will be."""
    can_undo: bool = False
    can_redo: bool = False


def cart_row(line: LineView, number: int, *, collects: bool) -> CartRow:
    """One line as the cart shows it: the amount is what the buyer sees on the pack side."""
    off = line.discount + line.bill_discount
    return CartRow(
        line=line.line,
        number=str(number),
        description=line.description,
        hsn=line.hsn,
        qty=format_quantity(line.qty) + ("" if line.unit in _PLAIN_UNITS else f" {line.unit}"),
        price=format_amount(line.unit_price),
        discount=format_amount(off) if off else "",
        gst=_gst_words(line, collects=collects),
        amount=format_amount(line.total),
    )


_PLAIN_UNITS = frozenset({"NOS", "PCS", "PAC", "BTL", "BOX", "OTH", ""})


def _collects_tax(order: OrderView) -> bool:
    """Whether the document it will be may show tax: an outlet without GST shows no rates."""
    return order.document not in (DocumentKind.BILL_OF_SUPPLY, DocumentKind.PLAIN_BILL)


def _gst_words(line: LineView, *, collects: bool) -> str:
    is_shown = collects or line.treatment.value != "taxable"
    return gst_words(line.treatment, line.gst_rate) if is_shown else ""


def figures_of(order: OrderView) -> tuple[Figure, ...]:
    """The summary above the total; a tax that is zero is not named."""
    t = order.totals
    named = [
        ("Discount", -t.discount, bool(t.discount)),
        ("Taxable value" if _collects_tax(order) else "Value", t.taxable, True),
        ("CGST", t.cgst, bool(t.cgst)),
        ("SGST", t.sgst, bool(t.sgst)),
        ("UTGST", t.utgst, bool(t.utgst)),
        ("IGST", t.igst, bool(t.igst)),
        ("Cess", t.cess, bool(t.cess)),
        ("Round off", t.round_off, bool(t.round_off)),
    ]
    return tuple(
        Figure(label=label, amount=format_rupees(amount)) for label, amount, shown in named if shown
    )


def customer_chip(customer: CustomerView) -> CustomerChip:
    """The customer as the chip shows it."""
    return CustomerChip(
        id=customer.id,
        name=customer.name,
        phone=format_phone(customer.phone) if customer.phone else "",
        balance=customer.balance,
        limit="" if customer.credit_limit is None else format_rupees(customer.credit_limit),
    )


def gst_on(order: OrderView) -> str:
    """The GST details that are on the order, in one line; nothing when there are none."""
    code = order.customer_gst_state_code
    state = state_of(code, field="state").name if code else None
    return " · ".join(part for part in (order.customer_gstin, state) if part)


def found_rows(items: Sequence[ItemView]) -> tuple[FoundRow, ...]:
    """Items as the search list shows them."""
    return tuple(
        FoundRow(
            item_id=item.id,
            code=item.code,
            name=item.name,
            name_hi=item.name_hi,
            price=format_rupees(item.price) + (f"/{item.unit}" if item.sold_by_weight else ""),
            stock=format_quantity(item.stock),
        )
        for item in items
    )


def last_sale_of(bill: IssuedBill) -> LastSale:
    """What stays to be read after a sale."""
    return LastSale(
        bill_number=bill.bill_number,
        total=format_rupees(bill.totals.total),
        change=format_rupees(bill.change) if bill.change else "",
        on_account=format_rupees(bill.balance_due) if bill.balance_due else "",
    )


def held_row(order: OrderView, opened: str) -> HeldRow:
    """A held order as the recall list shows it."""
    who = order.label or (order.customer.name if order.customer else "")
    return HeldRow(
        order_id=order.order_id,
        label=who or order.order_number,
        number=order.order_number,
        order_type=_type_of(order),
        opened=opened,
        opened_by=order.opened_by,
        line_count=str(len(order.lines)),
        total=format_rupees(order.totals.total),
    )


def _type_of(order: OrderView) -> str:
    return "" if order.order_type is OrderType.COUNTER else order.order_type.value


def state_of_order(order: OrderView | None) -> BillingState:
    """What the screen shows of an order by itself; of none, an empty cart."""
    if order is None:
        return BillingState()
    lines, collects = order.lines, _collects_tax(order)
    return BillingState(
        order_number=order.order_number,
        order_type=_type_of(order),
        label=order.label,
        rows=tuple(cart_row(line, i, collects=collects) for i, line in enumerate(lines, start=1)),
        figures=figures_of(order) if lines else (),
        line_count=len(lines),
        total=format_rupees(order.totals.total),
        why=order.reason if lines else "",
        customer=customer_chip(order.customer) if order.customer else None,
        gst=gst_on(order),
    )
