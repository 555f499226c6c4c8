"""GST details on an order: a business buyer's particulars, and what they decide."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.customers import CustomerInput, known_customer
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.order_view import (
    OrderView,
    customer_of,
    named_on,
    open_order,
    store_order,
    with_customer,
)
from pos_desktop.application.ports import Work
from pos_desktop.domain.customers import Customer
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gstin import check_same_state, parse_gstin
from pos_desktop.domain.orders import NOBODY_NAMED, GstDetails, InvoiceTo, Order
from pos_desktop.domain.people import Right
from pos_desktop.domain.place_of_supply import Override, SupplyWithin
from pos_desktop.domain.states import state_of

LONGEST_TEXT = 300


class SetGst(Struct, frozen=True, kw_only=True):
    """A business buyer's GST particulars for one order."""

    order_id: int
    customer_id: int | None = None
    customer_gstin: str | None = None
    customer_company_name: str | None = None
    customer_gst_state_code: str | None = None
    customer_is_sez: bool | None = None
    customer_name: str | None = None
    """With ``customer_address`` what the invoice states of a buyer; what is not given stays."""
    customer_address: str | None = None
    keep_gstin_as_typed: bool = False


class GstOnOrder(Struct, frozen=True, kw_only=True):
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
    # What was decided by hand was decided for the buyer as he then was.
    override = order.override if gst == order.gst else None
    order = replace(order, gst=gst, override=override)
    order = replace(order, invoice_to=_invoice_to(request, order, customer_of(desk, work, order)))
    view = store_order(desk, work, outlet, order)
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


def _invoice_to(request: SetGst, order: Order, customer: Customer | None) -> InvoiceTo:
    """What is given and not the customer's own anyway, which follows the customer."""
    own = named_on(replace(order, invoice_to=NOBODY_NAMED), customer)
    name, address = order.invoice_to.name, order.invoice_to.address
    if request.customer_name is not None:
        name = checked_text(request.customer_name, field="customer_name")
    if request.customer_address is not None:
        address = checked_text(request.customer_address, field="customer_address")
    return InvoiceTo(
        name=None if name == own.name else name,
        address=None if address == own.address else address,
    )


def checked_text(text: str, *, field: str) -> str | None:
    """A text for the invoice; None when there is nothing in it. Raises BadInput naming *field*."""
    if len(text.strip()) > LONGEST_TEXT:
        raise BadInput(f"At most {LONGEST_TEXT} characters fit here.", field=field)
    return text.strip() or None


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
    if sez and gstin is None:
        raise BadInput(
            "A unit in a special economic zone is registered. Enter its GSTIN.",
            field="customer_gstin",
            code="sez_without_gstin",
        )
    return GstDetails(
        gstin=gstin,
        company_name=(company or "").strip() or None,
        state_code=state,
        is_sez=sez,
    )


class OverrideSupply(Struct, frozen=True, kw_only=True):
    """What is decided by hand about one order's place of supply; no ``supply`` takes it back."""

    order_id: int
    supply: SupplyWithin | None = None
    state_code: str | None = None
    """Where an interstate supply goes; without it the buyer's State on the order."""
    reason: str = ""


def gst_given(given: CustomerInput, customer: Customer, on_order: GstDetails) -> GstDetails:
    """GST details of the buyer as the call gives them, else as they stand on the order."""
    state = given.gst_state_code
    if not given.gstin and not state:
        return on_order
    gstin = on_order.gstin
    if given.gstin:
        parsed = parse_gstin(
            given.gstin, field="customer.gstin", keep_as_typed=given.keep_gstin_as_typed
        )
        gstin = parsed.text
    if state:
        state = state_of(state, field="customer.gst_state_code").code
        check_same_state(gstin[:2] if gstin else None, state, field="customer.gst_state_code")
    company = given.company_name or customer.details.company_name or on_order.company_name
    return GstDetails(
        gstin=gstin,
        company_name=(company or None) if gstin else None,
        state_code=state or (gstin[:2] if gstin else None),
        is_sez=on_order.is_sez and gstin == on_order.gstin,
    )


@use_case("orders.override_supply", right=Right.SELL, what="sell", writes=True)
def override_supply(desk: Desk, work: Work, request: OverrideSupply) -> OrderView:
    """Decide within the State or interstate against the rule, for one order, with a reason."""
    order = open_order(desk, work, request.order_id)
    override = _override(desk, request)
    outlet = desk.outlet(work)
    view = store_order(desk, work, outlet, replace(order, override=override))
    desk.audit(
        work,
        "order.supply_overridden" if override else "order.supply_by_rule",
        order.number,
        supply=override.supply.value if override else "",
        state=(override.state_code if override else None) or "",
        why=override.reason if override else "",
    )
    return view


def _override(desk: Desk, request: OverrideSupply) -> Override | None:
    if request.supply is None:
        return None
    approver = desk.require(Right.OVERRIDE_SUPPLY, "decide the place of supply by hand")
    given = request.reason or (desk.approval.reason if desk.approval else "")
    reason = checked_text(given, field="reason")
    if reason is None:
        raise BadInput(
            "Say why the rule does not fit this sale.", field="reason", code="missing_field"
        )
    state = None
    if request.supply is SupplyWithin.INTER and request.state_code:
        state = state_of(request.state_code, field="state_code").code
    return Override(
        supply=request.supply,
        state_code=state,
        reason=reason,
        by=approver or desk.signed_in.user_name,
    )
