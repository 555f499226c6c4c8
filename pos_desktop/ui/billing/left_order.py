"""The order that a crash or a sign-out left open: taken up where it was. No Qt."""

from __future__ import annotations

from pos_desktop.application import orders
from pos_desktop.application.order_view import OrderList
from pos_desktop.domain.orders import OrderStatus
from pos_desktop.ui.billing.cart import Cart
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.widgets.messages import Message


def take_up_left_order(counter: Counter, cart: Cart) -> None:
    """Look for it, and put it into the cart; the cart must be running alone."""

    def take(found: OrderList) -> None:
        # One with lines before an empty one that only names a customer.
        order = next((order for order in found.orders if order.lines), None)
        if order is not None:
            told = f"{order.order_number} is where you left it."
            counter.tell(Message(kind="info", text=told))
        cart.take(order or next(iter(found.orders), None))

    request = orders.ListOrders(status=OrderStatus.OPEN, this_terminal=True)
    counter.read(orders.list_orders, request, take, failed=cart.refused)
