"""Which taxes a line bears, decided in one order, each decision with its reason in words.

Source: IGST Act s.8, s.10, s.12(4); CGST Act s.10 (composition); UTGST Act s.7; Rule 46.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pos_desktop.domain.gst import Levy, Supply, Treatment
from pos_desktop.domain.outlet import Registration
from pos_desktop.domain.states import State, state_of


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerOnInvoice:
    """What the invoice says of the buyer's place: an ordinary customer's address is not here."""

    gstin: str | None = None
    state_code: str | None = None
    is_sez: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
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
) -> Place:
    """Decide the place of supply of a cart and the levy of each line.

    ``is_interstate`` says that the buyer's State on the invoice differs from the outlet's (or
    that the buyer is an SEZ unit) and that not all that is taxed is restaurant service, which
    is bound to the outlet.
    """
    own = state_of(seller_state, field="seller.state_code")
    within = Levy.CGST_UTGST if own.utgst else Levy.CGST_SGST
    # A GSTIN says its State by itself, so that none given beside it cannot make the sale local.
    of_gstin = (buyer.gstin or "")[:2]
    theirs = state_of(buyer.state_code or of_gstin or seller_state, field="customer.state_code")
    across = buyer.is_sez or theirs.code != own.code
    taxable = [supply for treatment, supply in lines if treatment is Treatment.TAXABLE]
    deciding = taxable or [supply for _, supply in lines]
    bound = bool(deciding) and all(supply is Supply.RESTAURANT for supply in deciding)
    interstate = across and not bound

    def levy(treatment: Treatment, supply: Supply) -> Levy:
        if registration is not Registration.REGULAR or treatment is not Treatment.TAXABLE:
            return Levy.NONE
        return Levy.IGST if across and supply is not Supply.RESTAURANT else within

    return Place(
        state_code=theirs.code if interstate else own.code,
        is_interstate=interstate,
        reason=_no_tax_reason(registration, untaxed=bool(lines) and not taxable)
        or _tax_reason(buyer, own, theirs, bound=bound, served=Supply.RESTAURANT in taxable),
        levies=tuple(levy(treatment, supply) for treatment, supply in lines),
    )


def _no_tax_reason(registration: Registration, *, untaxed: bool) -> str | None:
    if registration is Registration.UNREGISTERED:
        return "No tax: the outlet is not registered for GST."
    if registration is Registration.COMPOSITION:
        return "No tax: the outlet is under the composition scheme."
    return "No tax: everything here is nil-rated, exempt or outside GST." if untaxed else None


def _tax_reason(
    buyer: BuyerOnInvoice, own: State, theirs: State, *, bound: bool, served: bool
) -> str:
    """Why the taxable lines bear what they do; *served* says restaurant service is among them."""
    local = "CGST + UTGST" if own.utgst else "CGST + SGST"
    at_outlet = f"{local}: restaurant service is supplied at the outlet ({own.name})."
    also = f" {at_outlet}" if served else ""
    if bound:
        return at_outlet
    if buyer.is_sez:
        return f"IGST: the buyer is an SEZ unit.{also}"
    if theirs.code != own.code:
        return f"IGST: the buyer is in {theirs.name}, the outlet in {own.name}.{also}"
    if buyer.state_code or buyer.gstin:
        return f"{local}: buyer and outlet are both in {own.name}."
    return f"{local}: sold over the counter in {own.name}."
