"""Ringing up: an order that is in the store at every change, so that no crash loses a cart."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.customers import (
    CustomerInput,
    find_or_create,
    known_customer,
)
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.lines import (
    LineInput,
    LineView,
    described_line,
    find_item,
    item_line,
    line_shown,
)
from pos_desktop.application.order_view import (
    OrderList,
    OrderView,
    at_rates_of_today,
    customer_of,
    known_order,
    open_order,
    store_order,
    view_order,
    with_customer,
)
from pos_desktop.application.ports import Work
from pos_desktop.application.printed_prices import as_printed
from pos_desktop.application.scale_labels import item_on_label, labelled_line
from pos_desktop.domain.customers import Customer
from pos_desktop.domain.documents import order_number
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gst import Discount
from pos_desktop.domain.measures import Milli
from pos_desktop.domain.money import Paise
from pos_desktop.domain.orders import (
    NO_GST_DETAILS,
    Order,
    OrderLine,
    OrderStatus,
    OrderType,
)
from pos_desktop.domain.outlet import Outlet
from pos_desktop.domain.people import Right

LONGEST_LABEL = 60
LONGEST_REASON = 200


class StartOrder(Struct, frozen=True, kw_only=True):
    """A new order, empty."""

    order_type: OrderType = OrderType.COUNTER
    customer_id: int | None = None
    label: str = ""


class AddLine(LineInput, frozen=True, kw_only=True):
    """One more line; without an order one is started."""

    order_id: int | None = None


class ChangeLine(Struct, frozen=True, kw_only=True):
    """Changes to a line; what is not given stays."""

    order_id: int
    line: int
    qty: Milli | None = None
    unit_price: Paise | None = None
    discount: Discount | None = None
    no_discount: bool = False


class RemoveLine(Struct, frozen=True, kw_only=True):
    """A line to take out."""

    order_id: int
    line: int


class RestoreLines(Struct, frozen=True, kw_only=True):
    """The lines an order had when it was shown so."""

    order_id: int
    lines: tuple[LineView, ...]


class ChangeOrder(Struct, frozen=True, kw_only=True):
    """Changes to the order as a whole; what is not given stays."""

    order_id: int
    order_type: OrderType | None = None
    label: str | None = None
    bill_discount: Discount | None = None
    no_bill_discount: bool = False


class HoldOrder(Struct, frozen=True, kw_only=True):
    """An order to put aside, with a name to find it by."""

    order_id: int
    label: str = ""


class OrderId(Struct, frozen=True, kw_only=True):
    """An order by id."""

    order_id: int


class CancelOrder(Struct, frozen=True, kw_only=True):
    """An order to discard; nothing was issued."""

    order_id: int
    reason: str = ""


class ListOrders(Struct, frozen=True, kw_only=True):
    """Orders not yet billed: open and held, unless one status is asked for."""

    status: OrderStatus | None = None
    this_terminal: bool = False


class LinkCustomer(Struct, frozen=True, kw_only=True):
    """A customer for an order: an existing one, or a name and phone. None of both unlinks."""

    order_id: int
    customer_id: int | None = None
    name: str | None = None
    phone: str | None = None


@use_case("orders.start", right=Right.SELL, what="sell", writes=True)
def start(desk: Desk, work: Work, request: StartOrder) -> OrderView:
    """Start an order."""
    customer = None
    if request.customer_id is not None:
        customer = known_customer(desk, work, request.customer_id, field="customer_id")
    outlet = desk.outlet(work)
    order = new_order(desk, work, outlet, request.order_type, _label(request.label))
    order = work.orders.add(with_customer(order, customer, before=None))
    return view_order(order, outlet, customer)


@use_case("orders.add_line", right=Right.SELL, what="sell", writes=True)
def add_line(desk: Desk, work: Work, request: AddLine) -> OrderView:
    """Add an item (by id, code or barcode) or a described line; a piece again counts up."""
    outlet = desk.outlet(work)
    day = outlet.local(desk.clock()).date()
    line, counts_up = line_for(work, outlet, request, day=day, number=0, path="")
    order = (
        new_order(desk, work, outlet, OrderType.COUNTER, "")
        if request.order_id is None
        else open_order(desk, work, request.order_id)
    )
    collects = outlet.registration.collects
    order = order.with_added(line, counts_up=counts_up, collects=collects)
    return store_order(desk, work, outlet, order)


@use_case("orders.change_line", right=Right.SELL, what="sell", writes=True)
def change_line(desk: Desk, work: Work, request: ChangeLine) -> OrderView:
    """Change quantity, price or discount of a line."""
    order = open_order(desk, work, request.order_id)
    line = order.line_numbered(request.line)
    if request.qty is not None:
        line = replace(line, qty=request.qty)
    if request.unit_price is not None and request.unit_price != line.unit_price:
        desk.audit(
            work,
            "line.price_changed",
            order.number,
            description=line.description,
            before=line.unit_price,
            after=request.unit_price,
        )
        line = replace(line, unit_price=request.unit_price)
    if request.discount is not None or request.no_discount:
        line = replace(line, discount=None if request.no_discount else request.discount)
    outlet = desk.outlet(work)
    order = order.with_line(line, collects=outlet.registration.collects)
    return store_order(desk, work, outlet, order)


@use_case("orders.remove_line", right=Right.SELL, what="sell", writes=True)
def remove_line(desk: Desk, work: Work, request: RemoveLine) -> OrderView:
    """Take a line out of the order."""
    order = open_order(desk, work, request.order_id)
    line = order.line_numbered(request.line)
    desk.audit(
        work,
        "line.removed",
        order.number,
        description=line.description,
        qty=line.qty,
        unit_price=line.unit_price,
    )
    return store_order(desk, work, desk.outlet(work), order.without_line(request.line))


@use_case("orders.restore_lines", right=Right.SELL, what="sell", writes=True)
def restore_lines(desk: Desk, work: Work, request: RestoreLines) -> OrderView:
    """Put the lines back as they were shown earlier (undo and redo)."""
    order = open_order(desk, work, request.order_id)
    outlet = desk.outlet(work)
    collects = outlet.registration.collects
    lines = tuple(line_shown(view, collects=collects) for view in request.lines)
    if len({line.line for line in lines}) != len(lines):
        raise BadInput("Two lines have one number.", field="lines")
    return store_order(desk, work, outlet, replace(order, lines=lines))


@use_case("orders.change", right=Right.SELL, what="sell", writes=True)
def change(desk: Desk, work: Work, request: ChangeOrder) -> OrderView:
    """Change the type, the label or the discount on the whole bill."""
    order = open_order(desk, work, request.order_id)
    if request.order_type is not None:
        order = replace(order, order_type=request.order_type)
    if request.label is not None:
        order = replace(order, label=_label(request.label))
    if request.bill_discount is not None or request.no_bill_discount:
        discount = None if request.no_bill_discount else request.bill_discount
        order = replace(order, bill_discount=discount)
    return store_order(desk, work, desk.outlet(work), order)


@use_case("orders.hold", right=Right.SELL, what="sell", writes=True)
def hold(desk: Desk, work: Work, request: HoldOrder) -> OrderView:
    """Put an order aside; the till is free for the next buyer."""
    order = open_order(desk, work, request.order_id)
    if not order.lines:
        raise BadInput(
            "There is nothing to hold: the cart is empty.", field="order_id", code="no_lines"
        )
    label = _label(request.label) or order.label
    held = replace(order, status=OrderStatus.HELD, label=label)
    return store_order(desk, work, desk.outlet(work), held)


@use_case("orders.recall", right=Right.SELL, what="sell", writes=True)
def recall(desk: Desk, work: Work, request: OrderId) -> OrderView:
    """Take a held order up again at this terminal."""
    order = open_order(desk, work, request.order_id)
    order = replace(order, status=OrderStatus.OPEN, terminal_id=desk.signed_in.terminal.id)
    return store_order(desk, work, desk.outlet(work), order)


@use_case("orders.cancel", right=Right.SELL, what="sell", writes=True)
def cancel(desk: Desk, work: Work, request: CancelOrder) -> OrderView:
    """Discard an order that was not billed; its amount is kept in the audit log.

    A held one needs a reason: whoever comes back for it will ask.
    """
    order = open_order(desk, work, request.order_id)
    if order.status is OrderStatus.HELD and not request.reason.strip():
        raise BadInput("Say why this held order is discarded.", field="reason")
    if len(request.reason) > LONGEST_REASON:
        raise BadInput(f"A reason has at most {LONGEST_REASON} characters.", field="reason")
    outlet = desk.outlet(work)
    view = store_order(desk, work, outlet, replace(order, status=OrderStatus.CANCELLED))
    desk.audit(
        work,
        "order.cancelled",
        order.number,
        total=view.totals.total,
        lines=len(view.lines),
        why=request.reason,
    )
    return view


@use_case("orders.get", right=Right.SELL, what="sell", writes=False)
def get(desk: Desk, work: Work, request: OrderId) -> OrderView:
    """One order, priced now."""
    order = known_order(desk, work, request.order_id)
    return _waiting(desk, work, desk.outlet(work), order)


@use_case("orders.list", right=Right.SELL, what="sell", writes=False)
def list_orders(desk: Desk, work: Work, request: ListOrders) -> OrderList:
    """Orders that wait to be billed, newest first."""
    statuses = (request.status,) if request.status else (OrderStatus.OPEN, OrderStatus.HELD)
    session = desk.signed_in
    terminal_id = session.terminal.id if request.this_terminal else None
    outlet = desk.outlet(work)
    orders = work.orders.listed(session.outlet_id, statuses, terminal_id)
    names = {user.id: user.name for user in work.people.users(outlet.id)}
    return OrderList(
        orders=tuple(
            replace(
                _waiting(desk, work, outlet, order),
                opened_by=names.get(order.opened_by, ""),
            )
            for order in orders
        )
    )


def _waiting(desk: Desk, work: Work, outlet: Outlet, order: Order) -> OrderView:
    """An order as it would be billed today."""
    customer = customer_of(desk, work, order)
    try:
        return view_order(at_rates_of_today(desk, work, outlet, order), outlet, customer)
    except BadInput:
        # What today's rates cannot tax (a retail price is missing) is refused when it is taken
        # up; a list of orders is shown all the same.
        return view_order(order, outlet, customer)


@use_case("orders.link_customer", right=Right.SELL, what="sell", writes=True)
def link_customer(desk: Desk, work: Work, request: LinkCustomer) -> OrderView:
    """Link a customer to an order, creating one of that name and phone when there is none."""
    order = open_order(desk, work, request.order_id)
    if request.customer_id is not None:
        customer: Customer | None = known_customer(
            desk, work, request.customer_id, field="customer_id"
        )
    elif request.name is not None or request.phone is not None:
        given = CustomerInput(name=request.name, phone=request.phone)
        customer = find_or_create(desk, work, given, path="")
    else:
        customer = None
    linked = with_customer(order, customer, before=customer_of(desk, work, order))
    return store_order(desk, work, desk.outlet(work), linked)


def line_for(
    work: Work, outlet: Outlet, given: LineInput, *, day: date, number: int, path: str
) -> tuple[OrderLine, bool]:
    """The line that is asked for, and whether the same item again counts it up."""
    if given.barcode is not None and given.item is None:
        field = f"{path}.barcode" if path else "barcode"
        found = item_on_label(work, outlet, given.barcode, day=day, field=field)
        if found is not None:
            line = labelled_line(given, *found, outlet=outlet, number=number, path=path)
            return line, False
    collects = outlet.registration.collects
    item = find_item(work.items, outlet.id, given, day=day, path=path)
    if item is None:
        if not given.description.strip():
            raise BadInput(
                "Say what is sold: an item, a barcode or a description.",
                field=f"{path}.description" if path else "description",
                code="missing_field",
            )
        return described_line(given, number=number, path=path, collects=collects), False
    item = as_printed(work, item, given, field=f"{path}.mrp" if path else "mrp")
    line = item_line(given, item, number=number, path=path, collects=collects)
    return line, not item.sold_by_weight


def new_order(desk: Desk, work: Work, outlet: Outlet, order_type: OrderType, label: str) -> Order:
    """An open order with the next number of the outlet's day; not stored yet."""
    session, now = desk.signed_in, desk.clock()
    day = outlet.business_date(now)
    return Order(
        id=0,
        uuid=desk.new_uuid(),
        number=order_number(day, work.orders.next_number(outlet.id, day)),
        outlet_id=outlet.id,
        terminal_id=session.terminal.id,
        business_date=day,
        opened_at=now,
        opened_by=session.user_id,
        status=OrderStatus.OPEN,
        order_type=order_type,
        customer_id=None,
        gst=NO_GST_DETAILS,
        bill_discount=None,
        label=label,
        lines=(),
    )


def _label(text: str) -> str:
    if len(text.strip()) > LONGEST_LABEL:
        raise BadInput(f"A name here has at most {LONGEST_LABEL} characters.", field="label")
    return text.strip()
