"""Deciding by hand whether a sale is within the State or interstate. No Qt."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from pos_desktop.application.order_gst import OverrideSupply, override_supply
from pos_desktop.application.order_view import OrderView
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.place_of_supply import SupplyWithin
from pos_desktop.ui.billing.cart import Cart
from pos_desktop.ui.counter import Counter

SUPPLY, STATE, REASON = "supply", "state_code", "reason"
BY_RULE = ""


class SupplyForm(Struct, frozen=True, kw_only=True):
    """What the fields begin with."""

    supply: str
    state_code: str
    reason: str


class SupplyState(Struct, frozen=True, kw_only=True):
    """The sheet: what holds now and why; which fields the choice needs."""

    why: str = ""
    asks_state: bool = False
    asks_reason: bool = False
    problem: str = ""
    problem_at: str = ""


class SupplyView(Protocol):
    """What the presenter asks of the sheet."""

    def fill(self, form: SupplyForm) -> None: ...
    def display(self, state: SupplyState) -> None: ...
    def close_sheet(self) -> None: ...


class SupplyPresenter:
    """Works on the cart's order; a manager's approval is asked for in place."""

    def __init__(self, counter: Counter, cart: Cart, order: OrderView, view: SupplyView) -> None:
        self._counter = counter
        self._cart = cart
        self._order = order
        self._view = view
        self._supply = BY_RULE
        self._busy = False

    def opened(self) -> None:
        """The sheet came up: what was decided before, else the rule."""
        override = self._order.override
        self._supply = override.supply.value if override else BY_RULE
        state = (override.state_code if override else None) or ""
        self._view.fill(
            SupplyForm(
                supply=self._supply,
                state_code=state or self._order.customer_gst_state_code or "",
                reason=override.reason if override else "",
            )
        )
        self._display()

    def supply_chosen(self, supply: str) -> None:
        """Another way was chosen."""
        self._supply = supply
        self._display()

    def submitted(self, texts: dict[str, str]) -> None:
        """Save the decision."""
        if self._busy:
            return
        self._busy = True
        supply = SupplyWithin(texts[SUPPLY]) if texts[SUPPLY] else None
        request = OverrideSupply(
            order_id=self._order.order_id,
            supply=supply,
            state_code=texts[STATE] if supply is SupplyWithin.INTER else None,
            reason=texts[REASON] if supply else "",
        )

        def step() -> None:
            self._counter.write(override_supply, request, self._done, failed=self._failed)

        self._cart.alone(step)

    def _done(self, order: OrderView) -> None:
        self._view.close_sheet()
        self._cart.take(order)

    def _failed(self, error: PosError) -> None:
        self._busy = False
        self._cart.release_queue()
        field = STATE if error.field == "override.state_code" else error.field
        self._display(problem=error.message, at=field or "")

    def _display(self, *, problem: str = "", at: str = "") -> None:
        self._view.display(
            SupplyState(
                why=self._order.reason,
                asks_state=self._supply == SupplyWithin.INTER,
                asks_reason=self._supply != BY_RULE,
                problem=problem,
                problem_at=at,
            )
        )
