"""Putting a cart aside, taking one up again, and throwing one away. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from pos_desktop.application import orders
from pos_desktop.application.order_view import OrderList, OrderView
from pos_desktop.domain.orders import OrderStatus
from pos_desktop.ui.billing.cart import NOTHING_IN_CART, Cart
from pos_desktop.ui.billing.state import HeldRow, held_row
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.widgets.messages import Message


class HeldView(Protocol):
    """What the presenter asks of the recall list."""

    def display_held(self, rows: tuple[HeldRow, ...]) -> None: ...


class DiscardView(Protocol):
    """What the presenter asks of the sheet that asks for the reason."""

    def display_problem(self, text: str, field: str) -> None: ...
    def close_sheet(self) -> None: ...


class HeldPresenter:
    """Works on the cart of the billing screen."""

    def __init__(self, counter: Counter, cart: Cart) -> None:
        self._counter = counter
        self._cart = cart

    def opened(self, view: HeldView) -> None:
        """The recall list came up."""
        request = orders.ListOrders(status=OrderStatus.HELD)
        self._counter.read(orders.list_orders, request, lambda found: self._show(view, found))

    def hold_pressed(self, label: str) -> None:
        """The cart is put aside under a name."""
        self._cart.alone(lambda: self._hold(label, self._held))

    def held_chosen(self, order_id: int) -> None:
        """A held order was picked; a cart in progress is held first, never lost."""

        def step() -> None:
            if self._cart.lines:
                self._hold("", lambda _: self._recall(order_id))
            else:
                self._recall(order_id)

        self._cart.alone(step)

    def held_discarded(
        self, order_id: int, reason: str, sheet: DiscardView, view: HeldView
    ) -> None:
        """A held order is thrown away; without a reason it stays."""

        def done(order: OrderView) -> None:
            sheet.close_sheet()
            name = order.label or order.order_number
            self._counter.tell(Message(kind="info", text=f"{name} is discarded."))
            self.opened(view)

        self._counter.write(
            orders.cancel,
            orders.CancelOrder(order_id=order_id, reason=reason),
            done,
            failed=lambda error: sheet.display_problem(error.message, error.field or ""),
        )

    def cart_discarded(self, reason: str = "") -> None:
        """The whole cart was thrown away."""

        def step() -> None:
            order = self._cart.order
            if order is None:
                self._cart.release_queue()
                return
            self._counter.write(
                orders.cancel,
                orders.CancelOrder(order_id=order.order_id, reason=reason),
                lambda _: self._cart.take(None),
                failed=self._cart.refused,
            )

        self._cart.alone(step)

    def _hold(self, label: str, then: Callable[[OrderView], None]) -> None:
        order = self._cart.order
        if order is None:
            self._counter.tell(Message(kind="warning", text=NOTHING_IN_CART))
            self._cart.release_queue()
            return
        request = orders.HoldOrder(order_id=order.order_id, label=label)
        self._counter.write(orders.hold, request, then, failed=self._cart.refused)

    def _held(self, order: OrderView) -> None:
        name = order.label or order.order_number
        self._counter.tell(Message(kind="info", text=f"{name} is held. Recall it with F7."))
        self._cart.take(None)

    def _recall(self, order_id: int) -> None:
        request = orders.OrderId(order_id=order_id)
        self._counter.write(orders.recall, request, self._cart.take, failed=self._cart.refused)

    def _show(self, view: HeldView, found: OrderList) -> None:
        view.display_held(
            tuple(held_row(order, self._since(order.opened_at)) for order in found.orders)
        )

    def _since(self, opened_at: datetime) -> str:
        local = self._counter.local_time(opened_at)
        is_today = local.date() == self._counter.today
        return f"{local:%H:%M}" if is_today else f"{local:%d-%m %H:%M}"
