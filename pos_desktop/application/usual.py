"""The usual order of a regular: what was in most of the last orders, in one go."""

from __future__ import annotations

from msgspec import Struct

from pos_desktop.application.customers import known_customer
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.lines import LineInput
from pos_desktop.application.order_view import (
    OrderView,
    customer_of,
    open_order,
    store_order,
    with_customer,
)
from pos_desktop.application.orders import line_for, new_order
from pos_desktop.application.ports import Work
from pos_desktop.domain.errors import Refused
from pos_desktop.domain.measures import Milli
from pos_desktop.domain.orders import OrderType
from pos_desktop.domain.people import Right

MOST_ITEMS = 8


class UsualOf(Struct, frozen=True, kw_only=True):
    """Whose usual order."""

    customer_id: int


class UsualItem(Struct, frozen=True, kw_only=True):
    """An item of the usual order; ``times`` is in how many of the last orders it was."""

    item_id: int
    name: str
    qty: Milli
    times: int


class UsualOrder(Struct, frozen=True, kw_only=True):
    """What the customer usually buys, most often first; empty for somebody new."""

    items: tuple[UsualItem, ...]


class AddUsual(Struct, frozen=True, kw_only=True):
    """The cart to put it into (a new one without), and whose usual order."""

    customer_id: int
    order_id: int | None = None


@use_case("orders.usual", right=Right.SELL, what="sell", writes=False)
def usual(desk: Desk, work: Work, request: UsualOf) -> UsualOrder:
    """What a customer bought in most of the last orders."""
    customer = known_customer(desk, work, request.customer_id, field="customer_id")
    return UsualOrder(items=_usual_items(desk, work, customer.id))


@use_case("orders.add_usual", right=Right.SELL, what="sell", writes=True)
def add_usual(desk: Desk, work: Work, request: AddUsual) -> OrderView:
    """Put a customer's usual items into the cart at today's prices, and link the customer."""
    customer = known_customer(desk, work, request.customer_id, field="customer_id")
    found = _usual_items(desk, work, customer.id)
    if not found:
        raise Refused(
            f"{customer.details.name} has no usual order yet: scan the items.",
            code="no_usual_order",
        )
    outlet = desk.outlet(work)
    if request.order_id is not None:
        order = open_order(desk, work, request.order_id)
    else:
        order = new_order(desk, work, outlet, OrderType.COUNTER, "")
    order = with_customer(order, customer, before=customer_of(desk, work, order))
    day = outlet.local(desk.clock()).date()
    for i, one in enumerate(found):
        item = work.items.by_id(outlet.id, one.item_id, day)
        # Of several printed prices the usual pack's, which can be changed on the line.
        given = LineInput(item=one.item_id, qty=one.qty, mrp=item.mrp if item else None)
        line, _ = line_for(work, outlet, given, day=day, number=0, path=f"items[{i}]")
        order = order.with_new_line(line)
    return store_order(desk, work, outlet, order)


def _usual_items(desk: Desk, work: Work, customer_id: int) -> tuple[UsualItem, ...]:
    """Items in at least a third of the last orders, that are still sold."""
    outlet = desk.outlet(work)
    day = outlet.local(desk.clock()).date()
    counted = work.customers.usual_items(outlet.id, customer_id)
    most = max((times for _, times, _ in counted), default=0)
    found = []
    for item_id, times, qty in counted:
        item = work.items.by_id(outlet.id, item_id, day)
        if item is not None and times * 3 >= most:
            found.append(UsualItem(item_id=item_id, name=item.name, qty=qty, times=times))
    return tuple(found[:MOST_ITEMS])
