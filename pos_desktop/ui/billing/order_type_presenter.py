"""How the goods of an order reach the buyer, and its table or token. No Qt."""

from __future__ import annotations

from typing import Protocol

from pos_desktop.application import orders
from pos_desktop.application.order_view import OrderView
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.orders import OrderType
from pos_desktop.ui.billing.cart import Cart
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.widgets.messages import Message

NOT_USED = "Order types are off. The owner turns them on in Settings, Shop."
TYPES = {
    "type.counter": OrderType.COUNTER,
    "type.dine_in": OrderType.DINE_IN,
    "type.takeaway": OrderType.TAKEAWAY,
    "type.delivery": OrderType.DELIVERY,
}
"""The keys that choose a type."""


class OrderTypeView(Protocol):
    """What the presenter asks of the sheet."""

    def display_problem(self, text: str, field: str) -> None: ...
    def close_sheet(self) -> None: ...


class OrderTypePresenter:
    """Changes the order in the cart; an empty cart begins an order with it."""

    def __init__(self, counter: Counter, cart: Cart) -> None:
        self._counter = counter
        self._cart = cart

    @property
    def is_used(self) -> bool:
        """Whether this shop tells its orders apart; a key that does nothing says why."""
        outlet = self._counter.outlet
        if outlet is not None and outlet.order_types:
            return True
        self._counter.tell(Message(kind="info", text=NOT_USED))
        return False

    @property
    def order_type(self) -> OrderType:
        """Of the cart as it is."""
        return self._cart.order.order_type if self._cart.order else OrderType.COUNTER

    @property
    def label(self) -> str:
        """The table or token of the cart as it is."""
        return self._cart.order.label if self._cart.order else ""

    def type_chosen(self, order_type: OrderType) -> None:
        """A type was chosen by its key."""
        if self.is_used:
            self._change(order_type, None, None)

    def given(self, order_type: OrderType, label: str, view: OrderTypeView) -> None:
        """A type and a table or token were given in the sheet."""
        self._change(order_type, label, view)

    def _change(self, order_type: OrderType, label: str | None, view: OrderTypeView | None) -> None:
        def done(order: OrderView) -> None:
            if view is not None:
                view.close_sheet()
            self._cart.take(order)

        def failed(error: PosError) -> None:
            if view is None:
                self._cart.refused(error)
                return
            view.display_problem(error.message, error.field or "")
            self._cart.release_queue()

        def step() -> None:
            order = self._cart.order
            if order is None:
                start = orders.StartOrder(order_type=order_type, label=label or "")
                self._counter.write(orders.start, start, done, failed=failed)
            else:
                change = orders.ChangeOrder(
                    order_id=order.order_id, order_type=order_type, label=label
                )
                self._counter.write(orders.change, change, done, failed=failed)

        self._cart.alone(step)
