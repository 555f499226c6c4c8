"""GST details on an order: a business buyer's particulars, and what they decide."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pos_desktop.application.customers import known_customer
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.order_view import (
    OrderView,
    customer_of,
    open_order,
    store_order,
    with_customer,
)
from pos_desktop.application.ports import Work
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gstin import check_same_state, parse_gstin
from pos_desktop.domain.orders import GstDetails
from pos_desktop.domain.people import Right
from pos_desktop.domain.states import state_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SetGst:
    """A business buyer's GST particulars for one order."""

    order_id: int
    customer_id: int | None = None
    customer_gstin: str | None = None
    customer_company_name: str | None = None
    customer_gst_state_code: str | None = None
    customer_is_sez: bool | None = None
    keep_gstin_as_typed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GstOnOrder:
    """What putting GST details on an order decided."""

    order_id: int
    is_interstate: bool
    customer_gst_state_code: str
    customer_gst_state: str
    outlet_state_code: str
    outlet_state: str
    reason: str
    order: OrderView


@use_case("orders.set_gst", right=Right.SELL, what="sell", writes=True)
def set_gst(desk: Desk, work: Work, request: SetGst) -> GstOnOrder:
    """Put a business buyer's GST details on an order; decides interstate at once."""
    order = open_order(desk, work, request.order_id)
    if request.customer_id is not None:
        customer = known_customer(desk, work, request.customer_id, field="customer_id")
        order = with_customer(order, customer, before=customer_of(desk, work, order))
    gst = gst_details(request, order.gst)
    outlet = desk.outlet(work)
    view = store_order(desk, work, outlet, replace(order, gst=gst))
    code = gst.state_code or outlet.state_code
    return GstOnOrder(
        order_id=view.order_id,
        # The State decides the flag when details are attached (REQUIREMENTS R3.6); which tax a
        # line bears follows from it and from the kind of supply.
        is_interstate=gst.is_sez or code != outlet.state_code,
        customer_gst_state_code=code,
        customer_gst_state=state_of(code, field="customer_gst_state_code").name,
        outlet_state_code=outlet.state_code,
        outlet_state=outlet.state_name,
        reason=view.reason,
        order=view,
    )


def gst_details(request: SetGst, before: GstDetails) -> GstDetails:
    """The details a request puts in the place of *before*. Raises BadInput naming its fields."""
    gstin = state = None
    if request.customer_gstin and request.customer_gstin.strip():
        parsed = parse_gstin(
            request.customer_gstin,
            field="customer_gstin",
            keep_as_typed=request.keep_gstin_as_typed,
        )
        gstin, state = parsed.text, parsed.state_code
    elif before.gstin and request.customer_gstin is None:
        gstin, state = before.gstin, before.state_code
    if request.customer_gst_state_code:
        code = state_of(request.customer_gst_state_code, field="customer_gst_state_code").code
        check_same_state(state, code, field="customer_gst_state_code")
        state = code
    if state is None:
        raise BadInput(
            "Give the buyer's GSTIN, or the State where the goods go.",
            field="customer_gst_state_code",
            code="missing_field",
        )
    same_buyer = gstin == before.gstin
    company = request.customer_company_name
    if company is None and same_buyer:
        company = before.company_name
    sez = request.customer_is_sez
    if sez is None:
        sez = before.is_sez and same_buyer
    return GstDetails(
        gstin=gstin,
        company_name=(company or "").strip() or None,
        state_code=state,
        is_sez=sez,
    )
