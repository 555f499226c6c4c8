"""Putting a business buyer's GST details on the order. No Qt."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from pos_desktop.application import orders
from pos_desktop.application.order_gst import GstOnOrder, SetGst, set_gst
from pos_desktop.application.order_view import OrderView
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.particulars import BUYER_ADDRESS, BUYER_NAME, BUYER_STATE
from pos_desktop.domain.states import state_of
from pos_desktop.ui.billing.cart import Cart
from pos_desktop.ui.billing.gstin_advice import NO_ADVICE, GstinAdvice, advice_on
from pos_desktop.ui.counter import Counter

GSTIN, STATE = "customer_gstin", "customer_gst_state_code"
NAME, ADDRESS = "customer_name", "customer_address"
FIELD_ASKED = {BUYER_NAME: NAME, BUYER_ADDRESS: ADDRESS, BUYER_STATE: STATE}
"""Which field of the sheet billing asks for."""


class GstForm(Struct, frozen=True, kw_only=True):
    """What the fields begin with."""

    gstin: str
    company: str
    state_code: str
    name: str
    address: str
    is_sez: bool


class GstState(Struct, frozen=True, kw_only=True):
    """The sheet. ``fill`` is given only when the fields are to be filled in."""

    fill: GstForm | None = None
    state_code: str = ""
    """The State that the GSTIN says, to be chosen in the list; empty leaves the list alone."""
    advice: GstinAdvice = NO_ADVICE
    verdict: str = ""
    """Within the State or across, in words."""
    interstate: bool = False
    problem: str = ""
    problem_at: str = ""


class GstView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: GstState) -> None: ...
    def close_sheet(self) -> None: ...


class GstPresenter:
    """Works on the cart's order; without one, an order is started.

    *missing* is a field that billing asked for: it is told at once.
    """

    def __init__(
        self, counter: Counter, cart: Cart, view: GstView, *, missing: PosError | None = None
    ) -> None:
        self._missing = missing
        self._counter = counter
        self._cart = cart
        self._view = view
        self._kept = False
        self._busy = False

    def opened(self) -> None:
        """The sheet came up: what is on the order, else what is known of its customer."""
        order = self._cart.order
        customer = order.customer if order else None
        form = GstForm(
            gstin=(order.customer_gstin if order else None)
            or (customer.gstin if customer else None)
            or "",
            company=(order.customer_company_name if order else None)
            or (customer.company_name if customer else None)
            or "",
            state_code=(order.customer_gst_state_code if order else None)
            or (customer.gst_state_code if customer else None)
            or self._own_state(),
            name=(order.invoice_to.name if order else None) or "",
            address=(order.invoice_to.address if order else None) or "",
            is_sez=bool(order and order.customer_is_sez),
        )
        # A GSTIN that is on the order already was kept as it is once before.
        self._kept = bool(order and order.customer_gstin)
        asked = self._missing
        self._display(
            form.gstin,
            form.state_code,
            fill=form,
            problem=asked.message if asked else "",
            problem_at=FIELD_ASKED.get(asked.field or "", "") if asked else "",
        )

    def gstin_changed(self, typed: str, state_code: str) -> None:
        """The GSTIN was typed over."""
        self._kept = False
        self._display(typed, state_code)

    def gstin_kept(self, typed: str, state_code: str) -> None:
        """The GSTIN is to stay as it was typed."""
        self._kept = True
        self._display(typed, state_code)

    def state_chosen(self, typed: str, state_code: str) -> None:
        """Another State was chosen in the list."""
        self._display(typed, state_code, follows_gstin=False)

    def saved(self, typed: GstForm) -> None:
        """The details are to be put on the order."""
        gstin, state_code = typed.gstin, typed.state_code
        if self._busy:
            return
        self._busy = True

        def set_on(order: OrderView) -> None:
            self._cart.order = order
            request = SetGst(
                order_id=order.order_id,
                customer_gstin=gstin,
                customer_company_name=typed.company,
                customer_gst_state_code=state_code or None,
                customer_is_sez=typed.is_sez,
                customer_name=typed.name,
                customer_address=typed.address,
                keep_gstin_as_typed=self._kept,
            )
            self._counter.write(set_gst, request, self._done, failed=refused)

        def refused(error: PosError) -> None:
            self._busy = False
            self._cart.release_queue()
            self._display(gstin, state_code, problem=error.message, problem_at=error.field or "")

        def step() -> None:
            if self._cart.order is not None:
                set_on(self._cart.order)
            else:
                self._counter.write(orders.start, orders.StartOrder(), set_on, failed=refused)

        self._cart.alone(step)

    def _done(self, result: GstOnOrder) -> None:
        self._busy = False
        self._view.close_sheet()
        self._cart.take(result.order)

    def _own_state(self) -> str:
        outlet = self._counter.outlet
        return outlet.state_code if outlet else ""

    def _display(
        self,
        gstin: str,
        state_code: str,
        *,
        fill: GstForm | None = None,
        follows_gstin: bool = True,
        problem: str = "",
        problem_at: str = "",
    ) -> None:
        advice = advice_on(gstin, kept=self._kept)
        chosen = (advice.state_code if follows_gstin else "") or state_code
        own = self._own_state()
        interstate = bool(chosen and own and chosen != own)
        self._view.display(
            GstState(
                fill=fill,
                state_code=chosen,
                advice=advice,
                verdict=_verdict(chosen, own),
                interstate=interstate,
                problem="" if advice.problem and problem_at == GSTIN else problem,
                problem_at=GSTIN if advice.problem and not problem else problem_at,
            )
        )


def _verdict(theirs: str, own: str) -> str:
    if not theirs or not own:
        return ""
    names = state_of(theirs, field=STATE).name, state_of(own, field=STATE).name
    if theirs == own:
        return f"Buyer and shop are both in {names[1]}: within the State."
    return f"Buyer in {names[0]}, shop in {names[1]}: interstate, IGST."
