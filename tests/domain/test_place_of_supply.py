"""Which taxes a line bears, and why."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gst import Levy, Supply, Treatment
from pos_desktop.domain.outlet import Registration
from pos_desktop.domain.place_of_supply import (
    BuyerOnInvoice,
    Override,
    Place,
    SupplyWithin,
    decide_place,
)

GOODS = (Treatment.TAXABLE, Supply.GOODS)
MEAL = (Treatment.TAXABLE, Supply.RESTAURANT)
EXEMPT = (Treatment.EXEMPT, Supply.GOODS)
WALK_IN = BuyerOnInvoice()
ACROSS = BuyerOnInvoice(state_code="27")


def decide(
    *lines: tuple[Treatment, Supply],
    buyer: BuyerOnInvoice = WALK_IN,
    seller: str = "23",
    registration: Registration = Registration.REGULAR,
    override: Override | None = None,
) -> Place:
    return decide_place(
        seller_state=seller,
        registration=registration,
        buyer=buyer,
        lines=list(lines),
        override=override,
    )


@pytest.mark.parametrize("registration", [Registration.COMPOSITION, Registration.UNREGISTERED])
def test_an_outlet_that_may_not_collect_tax_collects_none(registration: Registration) -> None:
    place = decide(GOODS, MEAL, buyer=ACROSS, registration=registration)
    assert set(place.levies) == {Levy.NONE}
    assert place.reason.startswith("No tax: the outlet")


@pytest.mark.parametrize("treatment", [Treatment.NIL, Treatment.EXEMPT, Treatment.NON_GST])
@pytest.mark.parametrize("buyer", [WALK_IN, ACROSS, BuyerOnInvoice(is_sez=True)])
def test_what_is_not_taxable_bears_no_tax_and_the_reason_says_so(
    treatment: Treatment, buyer: BuyerOnInvoice
) -> None:
    place = decide((treatment, Supply.GOODS), buyer=buyer)
    assert place.levies == (Levy.NONE,)
    assert place.reason == "No tax: everything here is nil-rated, exempt or outside GST."


def test_a_meal_is_supplied_at_the_outlet_whoever_eats_it() -> None:
    """IGST Act s.12(4)."""
    for buyer in (ACROSS, BuyerOnInvoice(is_sez=True), WALK_IN):
        place = decide(MEAL, buyer=buyer)
        assert place.levies == (Levy.CGST_SGST,)
        assert (place.is_interstate, place.state_code) == (False, "23")
        assert "restaurant service is supplied at the outlet" in place.reason


def test_an_sez_unit_of_the_same_state_bears_igst() -> None:
    place = decide(GOODS, buyer=BuyerOnInvoice(state_code="23", is_sez=True))
    assert place.levies == (Levy.IGST,)
    assert place.is_interstate
    assert "SEZ" in place.reason


def test_the_buyers_state_decides_between_cgst_sgst_and_igst() -> None:
    """REQUIREMENTS R3.6: outlet 23; a buyer of 23, and one of 27."""
    within = decide(GOODS, buyer=BuyerOnInvoice(state_code="23"))
    across = decide(GOODS, buyer=ACROSS)
    assert (within.levies, within.is_interstate) == ((Levy.CGST_SGST,), False)
    assert (across.levies, across.is_interstate) == ((Levy.IGST,), True)
    assert across.state_code == "27"
    assert across.reason == "IGST: the buyer is in Maharashtra, the outlet in Madhya Pradesh."


@pytest.mark.parametrize("seller", ["04", "26", "31", "35", "38", "97"])
def test_a_territory_without_a_legislature_levies_utgst(seller: str) -> None:
    place = decide(GOODS, seller=seller)
    assert place.levies == (Levy.CGST_UTGST,)
    assert "CGST + UTGST" in place.reason


def test_a_walk_in_is_of_the_outlets_state() -> None:
    place = decide(GOODS)
    assert (place.levies, place.state_code) == ((Levy.CGST_SGST,), "23")
    assert place.reason == "CGST + SGST: sold over the counter in Madhya Pradesh."


def test_a_gstin_without_a_state_beside_it_is_not_taken_for_local() -> None:
    place = decide(GOODS, buyer=BuyerOnInvoice(gstin="27AABCU9603R1ZN"))
    assert (place.levies, place.state_code) == ((Levy.IGST,), "27")


def test_goods_and_a_meal_across_states_are_each_taxed_their_own_way() -> None:
    place = decide(GOODS, MEAL, EXEMPT, buyer=ACROSS)
    assert place.levies == (Levy.IGST, Levy.CGST_SGST, Levy.NONE)
    assert place.is_interstate
    assert "IGST: the buyer is in Maharashtra" in place.reason
    assert "CGST + SGST: restaurant service" in place.reason


def test_exempt_goods_beside_a_meal_do_not_make_the_bill_interstate() -> None:
    place = decide(MEAL, EXEMPT, buyer=ACROSS)
    assert (place.is_interstate, place.state_code) == (False, "23")


def test_an_unknown_state_is_refused_by_name() -> None:
    with pytest.raises(BadInput) as refused:
        decide(GOODS, buyer=BuyerOnInvoice(state_code="77"))
    assert refused.value.field == "customer.state_code"


BY_HAND = {"reason": "picked up at the counter", "by": "Vikram Rao"}
WITHIN = Override(supply=SupplyWithin.INTRA, state_code=None, **BY_HAND)


def test_a_manager_decides_within_the_state_against_the_rule() -> None:
    place = decide(GOODS, buyer=ACROSS, override=WITHIN)
    assert (place.levies, place.is_interstate, place.state_code) == ((Levy.CGST_SGST,), False, "23")
    assert place.reason == (
        "CGST + SGST: Vikram Rao decided within Madhya Pradesh (picked up at the counter)."
    )


def test_a_manager_decides_interstate_and_says_where_to() -> None:
    across = Override(supply=SupplyWithin.INTER, state_code="29", **BY_HAND)
    place = decide(GOODS, override=across)
    assert (place.levies, place.is_interstate, place.state_code) == ((Levy.IGST,), True, "29")
    assert "interstate, to Karnataka" in place.reason


def test_interstate_into_the_own_state_is_refused() -> None:
    with pytest.raises(BadInput, match="another State") as refused:
        decide(GOODS, override=replace(WITHIN, supply=SupplyWithin.INTER))
    assert refused.value.field == "override.state_code"


def test_no_manager_makes_a_sale_to_an_sez_unit_local() -> None:
    place = decide(GOODS, buyer=BuyerOnInvoice(state_code="23", is_sez=True), override=WITHIN)
    assert place.levies == (Levy.IGST,)


def test_no_manager_moves_restaurant_service_away_from_the_outlet() -> None:
    across = Override(supply=SupplyWithin.INTER, state_code="29", **BY_HAND)
    assert decide(MEAL, override=across).levies == (Levy.CGST_SGST,)
    mixed = decide(MEAL, GOODS, override=across)
    assert mixed.levies == (Levy.CGST_SGST, Levy.IGST)
    assert "restaurant service is supplied at the outlet" in mixed.reason
