"""What the buyer is shown, out of what billing and the payment show. No Qt."""

from __future__ import annotations

from typing import Literal, Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.domain.outlet import Method
from pos_desktop.ui.billing.state import BillingState
from pos_desktop.ui.pay.state import PayState, QrMatrix

Mood = Literal["idle", "cart", "paying", "paid"]


class BuyerLine(Struct, frozen=True, kw_only=True):
    """One line, as the buyer reads it."""

    name: str
    qty: str
    amount: str


class BuyerState(Struct, frozen=True, kw_only=True):
    """The whole screen. ``left`` is what is still to pay; ``qr`` the UPI code while it is paid."""

    shop: str = ""
    mood: Mood = "idle"
    lines: tuple[BuyerLine, ...] = ()
    total: str = ""
    left: str = ""
    change: str = ""
    qr: QrMatrix = ()


class BuyerView(Protocol):
    """What the feed asks of the screen."""

    def display(self, state: BuyerState) -> None:
        """Show the buyer this."""


class BuyerFeed:
    """Hears what the till shows; nothing of the shop's own, such as stock or balances, goes on."""

    def __init__(self, view: BuyerView, shop: str) -> None:
        self._view = view
        self._state = BuyerState(shop=shop)
        view.display(self._state)

    def cart_shown(self, cart: BillingState) -> None:
        """Billing shows a cart, or what was sold last."""
        lines = tuple(
            BuyerLine(name=row.description, qty=row.qty, amount=row.amount) for row in cart.rows
        )
        state = BuyerState(shop=self._state.shop)
        if lines:
            state = replace(state, mood="cart", lines=lines, total=cart.total)
        elif cart.last_sale is not None:
            sale = cart.last_sale
            state = replace(state, mood="paid", total=sale.total, change=sale.change)
        self._show(state)

    def payment_shown(self, pay: PayState) -> None:
        """The payment is being taken."""
        part_paid = bool(pay.taken)
        self._show(
            replace(
                self._state,
                mood="paying",
                total=pay.total,
                left=pay.remaining if part_paid else "",
                change=pay.change,
                qr=pay.qr if pay.method is Method.UPI else (),
            )
        )

    def signed_out(self) -> None:
        """Nobody is at the till."""
        self._show(BuyerState(shop=self._state.shop))

    def _show(self, state: BuyerState) -> None:
        if state != self._state:
            self._state = state
            self._view.display(state)
