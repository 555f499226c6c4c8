"""Pricing without storing: the tax arithmetic for anyone who asks, without a shop."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from pos_desktop.application.lines import LineInput, described_line
from pos_desktop.domain.documents import DocumentKind, declaration
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gst import Discount, TaxedLine, Totals
from pos_desktop.domain.gstin import check_same_state, parse_gstin
from pos_desktop.domain.orders import MOST_LINES, GstDetails, OrderType, price_lines
from pos_desktop.domain.outlet import Registration
from pos_desktop.domain.particulars import buyer_details_needed
from pos_desktop.domain.place_of_supply import Override, SupplyWithin
from pos_desktop.domain.states import state_of


class QuoteSeller(Struct, frozen=True, kw_only=True):
    """Who would sell."""

    state_code: str
    registration: Registration = Registration.REGULAR


class QuoteCustomer(Struct, frozen=True, kw_only=True):
    """What the invoice would say of the buyer."""

    gstin: str | None = None
    state_code: str | None = None
    is_sez: bool = False


class QuoteOverride(Struct, frozen=True, kw_only=True):
    """What a manager decides about the place of supply, and why."""

    supply: SupplyWithin
    reason: str
    state_code: str | None = None


class QuoteRequest(Struct, frozen=True, kw_only=True):
    """A cart to price."""

    seller: QuoteSeller
    lines: tuple[LineInput, ...]
    customer: QuoteCustomer | None = None
    order_type: OrderType = OrderType.COUNTER
    date: dt.date | None = None
    """The day of the sale. Rates come with the lines, so it changes no figure; it says from what
    amount the buyer must be named. Without it the newest rule holds."""
    round_to_rupee: bool = True
    bill_discount: Discount | None = None
    override: QuoteOverride | None = None


class QuoteResult(Struct, frozen=True, kw_only=True):
    """The priced cart. ``place_of_supply`` is a State code; ``declaration`` what the law makes the
    document say at its top; ``buyer_details_needed`` that a buyer without GSTIN must be named on it
    with address and State.
    """

    document: DocumentKind
    declaration: str
    buyer_details_needed: bool
    is_interstate: bool
    place_of_supply: str
    reason: str
    lines: tuple[TaxedLine, ...]
    totals: Totals


def quote(request: QuoteRequest) -> QuoteResult:
    """Price a cart without storing it. Raises BadInput naming the field at fault."""
    state_of(request.seller.state_code, field="seller.state_code")
    if not request.lines:
        raise BadInput("Give at least one line.", field="lines", code="no_lines")
    if len(request.lines) > MOST_LINES:
        raise BadInput(f"A bill can have {MOST_LINES} lines.", field="lines", code="too_many_lines")
    lines = []
    for i, given in enumerate(request.lines):
        if given.item is not None or given.barcode is not None:
            raise BadInput(
                "A quote knows no shop, and so no items: describe the line in full.",
                field=f"lines[{i}].{'barcode' if given.item is None else 'item'}",
            )
        collects = request.seller.registration.collects
        lines.append(described_line(given, number=i + 1, path=f"lines[{i}]", collects=collects))
    gst = _gst_details(request.customer or QuoteCustomer())
    priced = price_lines(
        tuple(lines),
        seller_state=request.seller.state_code,
        registration=request.seller.registration,
        gst=gst,
        bill_discount=request.bill_discount,
        rounded=request.round_to_rupee,
        override=_override(request.override),
    )
    registration = request.seller.registration
    return QuoteResult(
        document=priced.document,
        declaration=declaration(registration),
        buyer_details_needed=buyer_details_needed(priced, gst, request.date or dt.date.max),
        is_interstate=priced.place.is_interstate,
        place_of_supply=priced.place.state_code,
        reason=priced.place.reason,
        lines=priced.cart.lines,
        totals=priced.cart.totals,
    )


def _override(given: QuoteOverride | None) -> Override | None:
    if given is None:
        return None
    if not given.reason.strip():
        raise BadInput("Say why.", field="override.reason", code="missing_field")
    return Override(
        supply=given.supply,
        state_code=given.state_code,
        reason=given.reason.strip(),
        by="The manager",
    )


def _gst_details(customer: QuoteCustomer) -> GstDetails:
    gstin = state = None
    if customer.gstin:
        parsed = parse_gstin(customer.gstin, field="customer.gstin", keep_as_typed=True)
        gstin, state = parsed.text, parsed.state_code
    if customer.state_code:
        given = state_of(customer.state_code, field="customer.state_code").code
        check_same_state(state, given, field="customer.state_code")
        state = given
    return GstDetails(gstin=gstin, company_name=None, state_code=state, is_sez=customer.is_sez)
