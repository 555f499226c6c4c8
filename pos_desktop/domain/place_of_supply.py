"""Which taxes a line bears, decided in one order, each decision with its reason in words.

Source: IGST Act s.8, s.10, s.12(4); CGST Act s.10 (composition); UTGST Act s.7; Rule 46.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gst import Levy, Supply, Treatment
from pos_desktop.domain.outlet import Registration
from pos_desktop.domain.states import State, state_of


class BuyerOnInvoice(Struct, frozen=True, kw_only=True):
    """What the invoice says of the buyer's place: an ordinary customer's address is not here."""

    gstin: str | None = None
    state_code: str | None = None
    is_sez: bool = False


class SupplyWithin(StrEnum):
    """Within the outlet's State, or from it into another."""

    INTRA = "intra"
    INTER = "inter"


class Override(Struct, frozen=True, kw_only=True):
    """What a person who may decided against the rule, for one bill."""

    supply: SupplyWithin
    state_code: str | None
    """Where the goods go, of an interstate supply; None is the buyer's State."""
    reason: str
    by: str


class Place(Struct, frozen=True, kw_only=True):
    """Where the supply takes place, and so which levy each line bears."""

    state_code: str
    is_interstate: bool
    reason: str
    levies: tuple[Levy, ...]


def decide_place(
    *,
    seller_state: str,
    registration: Registration,
    buyer: BuyerOnInvoice,
    lines: Sequence[tuple[Treatment, Supply]],
    override: Override | None = None,
) -> Place:
    """Decide the place of supply of a cart and the levy of each line.

    ``is_interstate`` says that the buyer's State on the invoice differs from the outlet's (or
    that the buyer is an SEZ unit) and that not all that is taxed is restaurant service, which
    is bound to the outlet. An *override* decides for goods and other services, but not for what
    goes to an SEZ unit, which is interstate by law (IGST Act s.7(5)).

    Raises BadInput naming ``override.state_code`` for an interstate supply into the own State.
    """
    own = state_of(seller_state, field="seller.state_code")
    within = Levy.CGST_UTGST if own.utgst else Levy.CGST_SGST
    theirs = _state_of_buyer(buyer, own, override)
    across = buyer.is_sez or theirs.code != own.code
    taxable = [supply for treatment, supply in lines if treatment is Treatment.TAXABLE]
    deciding = taxable or [supply for _, supply in lines]
    bound = bool(deciding) and all(supply is Supply.RESTAURANT for supply in deciding)
    interstate = across and not bound

    def levy(treatment: Treatment, supply: Supply) -> Levy:
        if not registration.collects or treatment is not Treatment.TAXABLE:
            return Levy.NONE
        return Levy.IGST if across and supply is not Supply.RESTAURANT else within

    return Place(
        state_code=theirs.code if interstate else own.code,
        is_interstate=interstate,
        reason=_no_tax_reason(registration, untaxed=bool(lines) and not taxable)
        or _tax_reason(
            buyer, own, theirs, bound=bound, served=Supply.RESTAURANT in taxable, override=override
        ),
        levies=tuple(levy(treatment, supply) for treatment, supply in lines),
    )


def _state_of_buyer(buyer: BuyerOnInvoice, own: State, override: Override | None) -> State:
    """The State that decides: the override's, the buyer's on the invoice, else the outlet's."""
    # A GSTIN says its State by itself, so that none given beside it cannot make the sale local.
    of_gstin = (buyer.gstin or "")[:2]
    code = buyer.state_code or of_gstin or own.code
    if override is None or buyer.is_sez:
        return state_of(code, field="customer.state_code")
    if override.supply is SupplyWithin.INTRA:
        return own
    there = state_of(override.state_code or code, field="override.state_code")
    if there.code == own.code:
        raise BadInput(
            f"An interstate sale goes into another State than {own.name}. Choose where it goes.",
            field="override.state_code",
            code="same_state",
        )
    return there


def _no_tax_reason(registration: Registration, *, untaxed: bool) -> str | None:
    if registration is Registration.UNREGISTERED:
        return "No tax: the outlet is not registered for GST."
    if registration is Registration.COMPOSITION:
        return "No tax: the outlet is under the composition scheme."
    return "No tax: everything here is nil-rated, exempt or outside GST." if untaxed else None


def _tax_reason(
    buyer: BuyerOnInvoice,
    own: State,
    theirs: State,
    *,
    bound: bool,
    served: bool,
    override: Override | None,
) -> str:
    """Why the taxable lines bear what they do; *served* says restaurant service is among them."""
    local = "CGST + UTGST" if own.utgst else "CGST + SGST"
    at_outlet = f"{local}: restaurant service is supplied at the outlet ({own.name})."
    also = f" {at_outlet}" if served else ""
    if bound:
        return at_outlet
    if buyer.is_sez:
        return "IGST: the buyer is an SEZ unit." + also
    if override is not None:
        return f"{_overridden(override, local, own, theirs)}{also}"
    if theirs.code != own.code:
        return f"IGST: the buyer is in {theirs.name}, the outlet in {own.name}." + also
    if buyer.state_code or buyer.gstin:
        return f"{local}: buyer and outlet are both in {own.name}."
    return f"{local}: sold over the counter in {own.name}."


def _overridden(override: Override, local: str, own: State, theirs: State) -> str:
    why = override.reason.rstrip(".")
    if override.supply is SupplyWithin.INTRA:
        return f"{local}: {override.by} decided within {own.name} ({why})."
    return f"IGST: {override.by} decided interstate, to {theirs.name} ({why})."
