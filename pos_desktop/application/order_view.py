"""An order as it is shown, found and saved; shared by everything that changes one."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.customers import CustomerView, known_customer, view_customer
from pos_desktop.application.desk import Desk
from pos_desktop.application.lines import LineView, view_line
from pos_desktop.application.ports import Work
from pos_desktop.domain.cash_memos import can_be_memo
from pos_desktop.domain.customers import Customer
from pos_desktop.domain.documents import DocumentKind
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gst import Discount, Totals
from pos_desktop.domain.orders import (
    NO_GST_DETAILS,
    NOBODY_NAMED,
    GstDetails,
    InvoiceTo,
    Order,
    OrderStatus,
    OrderType,
    PricedOrder,
    price_order,
)
from pos_desktop.domain.outlet import Outlet
from pos_desktop.domain.particulars import buyer_details_needed, check_named_in_full
from pos_desktop.domain.place_of_supply import Override


class OrderView(Struct, frozen=True, kw_only=True):
    """An order as it is shown, priced now."""

    order_id: int
    uuid: str
    order_number: str
    status: OrderStatus
    order_type: OrderType
    business_date: date
    opened_at: datetime
    label: str
    customer: CustomerView | None
    customer_gstin: str | None
    customer_company_name: str | None
    customer_gst_state_code: str | None
    outlet_state_code: str
    is_interstate: bool
    place_of_supply: str
    reason: str
    document: DocumentKind
    bill_discount: Discount | None
    lines: tuple[LineView, ...]
    totals: Totals
    invoice_to: InvoiceTo = NOBODY_NAMED
    """Name and address that the invoice will state."""
    override: Override | None = None
    customer_is_sez: bool = False
    opened_by: str = ""
    """Who began it; only a list of orders says so."""
    buyer_details_needed: bool = False
    """Whether a buyer without GSTIN must be named on it, with address and State."""
    can_be_memo: bool = False
    """Whether it will be a cash memo unless the buyer asks for an invoice."""


class OrderList(Struct, frozen=True, kw_only=True):
    """Orders, newest first."""

    orders: tuple[OrderView, ...]


def known_order(desk: Desk, work: Work, order_id: int) -> Order:
    """The order of that id at this outlet. Raises BadInput naming ``order_id``."""
    order = work.orders.get(desk.signed_in.outlet_id, order_id)
    if order is None:
        raise BadInput(f"There is no order {order_id}.", field="order_id", code="unknown_order")
    return order


def open_order(desk: Desk, work: Work, order_id: int) -> Order:
    """An order that can be changed. Raises BadInput or Refused naming ``order_id``."""
    return known_order(desk, work, order_id).changeable()


def with_customer(order: Order, customer: Customer | None, *, before: Customer | None) -> Order:
    """The order linked to *customer* instead of *before*.

    A registered business brings its GST details along, and takes them away again. Details that
    were put on the order by hand stay when the new customer has none.
    """
    gst = gst_of(customer)
    if gst == NO_GST_DETAILS and order.gst != gst_of(before):
        gst = order.gst
    override = order.override if gst == order.gst else None
    return replace(
        order,
        customer_id=customer.id if customer else None,
        gst=gst,
        override=override,
        # A name that was typed beside one customer is not the next one's.
        invoice_to=order.invoice_to if before is None else NOBODY_NAMED,
    )


def gst_of(customer: Customer | None) -> GstDetails:
    """What the invoice says of a registered business; of anyone else nothing.

    An ordinary customer's State is never copied onto the invoice.
    """
    if customer is None or not customer.details.is_gst_customer or not customer.details.gstin:
        return NO_GST_DETAILS
    d = customer.details
    return GstDetails(
        gstin=d.gstin, company_name=d.company_name or d.name, state_code=d.gst_state_code
    )


def named_on(order: Order, customer: Customer | None) -> InvoiceTo:
    """Name and address on the invoice: as given for the order, else the customer's."""
    given, details = order.invoice_to, customer.details if customer else None
    address = (details.company_address or details.address) if details else ""
    return InvoiceTo(
        name=given.name or (details.name if details else None),
        address=given.address or address or None,
    )


def customer_of(desk: Desk, work: Work, order: Order) -> Customer | None:
    """The customer an order is linked to, or whom that one was merged into, as it stands now."""
    if order.customer_id is None:
        return None
    return known_customer(desk, work, order.customer_id, field="customer_id")


def at_rates_of_today(desk: Desk, work: Work, outlet: Outlet, order: Order) -> Order:
    """The order with the rates of today, when it was begun on an earlier day and is not billed.

    A bill bears the rates of its date; so what is shown and tendered is what it comes to.
    """
    today = outlet.local(desk.clock()).date()
    waits = order.status in (OrderStatus.OPEN, OrderStatus.HELD)
    if not waits or outlet.local(order.opened_at).date() == today:
        return order
    lines = []
    for line in order.lines:
        item = work.items.by_id(outlet.id, line.item_id, today) if line.item_id else None
        # A retail price that nobody asked for then may be what tax is on now.
        fresh = replace(line, terms=item.terms, mrp=line.mrp or item.mrp) if item else line
        lines.append(fresh)
    return replace(order, lines=tuple(lines))


def store_order(desk: Desk, work: Work, outlet: Outlet, order: Order) -> OrderView:
    """Save the order and show it; a figure that cannot be taxed stops it before it is saved."""
    order = at_rates_of_today(desk, work, outlet, order)
    priced = price_order(order, outlet)
    if order.id == 0:
        order = work.orders.add(order)
    else:
        work.orders.save(order, at=desk.clock())
    return view_order(order, outlet, customer_of(desk, work, order), priced)


def view_order(
    order: Order, outlet: Outlet, customer: Customer | None, priced: PricedOrder | None = None
) -> OrderView:
    """An order as it is shown; priced anew unless *priced* is given."""
    priced = priced or price_order(order, outlet)
    day = outlet.local(order.opened_at).date()
    return OrderView(
        order_id=order.id,
        uuid=order.uuid,
        order_number=order.number,
        status=order.status,
        order_type=order.order_type,
        business_date=order.business_date,
        opened_at=order.opened_at,
        label=order.label,
        customer=view_customer(customer) if customer else None,
        customer_gstin=order.gst.gstin,
        customer_company_name=order.gst.company_name,
        customer_gst_state_code=order.gst.state_code,
        invoice_to=named_on(order, customer),
        override=order.override,
        customer_is_sez=order.gst.is_sez,
        buyer_details_needed=buyer_details_needed(priced, order.gst, day),
        can_be_memo=bool(order.lines) and can_be_memo(priced, order, outlet, day),
        outlet_state_code=outlet.state_code,
        is_interstate=priced.place.is_interstate,
        place_of_supply=priced.place.state_code,
        reason=priced.place.reason,
        document=priced.document,
        bill_discount=order.bill_discount,
        lines=tuple(
            view_line(line, taxed)
            for line, taxed in zip(order.lines, priced.cart.lines, strict=True)
        ),
        totals=priced.cart.totals,
    )


def check_named(order: OrderView) -> None:
    """Pass when the invoice names its buyer wherever it must.

    Raises BadInput ``buyer_details_needed`` naming the field that is missing.
    """
    if order.buyer_details_needed:
        day = order.opened_at.date()
        check_named_in_full(order.invoice_to, order.customer_gst_state_code, day)
