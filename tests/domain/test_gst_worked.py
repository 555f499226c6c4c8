"""Figures worked out by hand or by others: traps of rounding, and the owner's own rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gst import (
    Discount,
    Levy,
    LineToTax,
    Supply,
    TaxedCart,
    TaxedLine,
    Treatment,
    tax_cart,
)
from pos_desktop.domain.measures import parse_percent, parse_quantity
from pos_desktop.domain.money import MOST_PAISE, divide_half_up, parse_rupees
from pos_desktop.domain.outlet import Registration
from pos_desktop.domain.place_of_supply import BuyerOnInvoice, decide_place

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "data" / "gst_worked_cases.json").read_text(encoding="utf-8")
)["cases"]


def line(
    price: int,
    rate: int,
    *,
    inclusive: bool = False,
    levy: Levy = Levy.CGST_SGST,
    qty: int = 1000,
    discount: Discount | None = None,
    cess_rate: int = 0,
    cess_per_unit: int = 0,
) -> LineToTax:
    return LineToTax(
        qty=qty,
        unit_price=price,
        price_includes_tax=inclusive,
        gst_rate=rate,
        cess_rate=cess_rate,
        cess_per_unit=cess_per_unit,
        discount=discount,
        levy=levy,
    )


def only_line(given: LineToTax) -> TaxedLine:
    return tax_cart([given], rounded=False).lines[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_bill_worked_out_elsewhere_comes_to_the_same(case: dict[str, Any]) -> None:
    totals = price(case).totals
    worked = {name: parse_rupees(text, field=name) for name, text in case["expected"].items()}
    assert {name: getattr(totals, name) for name in worked} == worked


def price(case: dict[str, Any]) -> TaxedCart:
    place = decide_place(
        seller_state=case["seller_state"],
        registration=Registration.REGULAR,
        buyer=BuyerOnInvoice(state_code=case["buyer_state"], is_sez=case["sez"]),
        lines=[(Treatment.TAXABLE, Supply(case["supply"]))] * len(case["lines"]),
    )
    lines = [
        line(
            parse_rupees(given["unit_price"], field="unit_price"),
            parse_percent(given["gst_rate"], field="gst_rate"),
            inclusive=given.get("price_includes_tax", False),
            qty=parse_quantity(given["qty"], field="qty"),
            discount=Discount(amount=parse_rupees(given["discount"], field="discount"))
            if "discount" in given
            else None,
            cess_per_unit=parse_rupees(given.get("cess_per_unit", "0"), field="cess_per_unit"),
            levy=levy,
        )
        for given, levy in zip(case["lines"], place.levies, strict=True)
    ]
    return tax_cart(lines, rounded=case["rounded"])


@pytest.mark.parametrize(
    ("price", "rate", "taxable", "half"),
    [(10_000, 1800, 8474, 763), (4_800, 500, 4572, 114)],
    ids=["100 with 18 %", "48 with 5 %"],
)
def test_tax_inside_the_price_is_taken_out_by_halves(
    price: int, rate: int, taxable: int, half: int
) -> None:
    taxed = only_line(line(price, rate, inclusive=True))
    assert (taxed.taxable, taxed.cgst, taxed.sgst) == (taxable, half, half)
    assert taxed.total == price


def test_splitting_the_whole_rate_would_be_a_paisa_out() -> None:
    whole = divide_half_up(4_800 * 500, 10_500)
    assert whole == 229
    assert 2 * only_line(line(4_800, 500, inclusive=True)).cgst == 228


def test_igst_inside_the_price_is_taken_out_whole() -> None:
    taxed = only_line(line(118_000, 2800, inclusive=True, levy=Levy.IGST))
    assert (taxed.taxable, taxed.igst) == (92_187, 25_813)


def test_tax_is_rounded_on_each_line_and_then_summed() -> None:
    cart = tax_cart([line(1589, 1200), line(1589, 1200)], rounded=False)
    assert (cart.totals.cgst, cart.totals.sgst) == (190, 190)
    # Taxed in one piece it would be a paisa more.
    assert only_line(line(3178, 1200)).cgst == 191


def test_a_tenth_of_a_paisa_short_of_ninety_rupees_is_ninety() -> None:
    taxed = only_line(line(99_999, 1800))
    assert (taxed.cgst, taxed.sgst, taxed.total) == (9_000, 9_000, 117_999)


def test_half_a_rupee_is_rounded_up() -> None:
    """REQUIREMENTS R3.4: 850 + 42.50 → 893."""
    totals = tax_cart([line(85_000, 500)], rounded=True).totals
    assert (totals.tax, totals.round_off, totals.total) == (4_250, 50, 89_300)


def test_the_same_basket_within_the_state_and_across() -> None:
    """REQUIREMENTS R3.6: outlet 23, goods at 5 %; a buyer of 23 and one of 27."""
    within = only_line(line(100_000, 500))
    across = only_line(line(100_000, 500, levy=Levy.IGST))
    assert (within.cgst, within.sgst, within.igst) == (2_500, 2_500, 0)
    assert (across.cgst, across.sgst, across.igst) == (0, 0, 5_000)


def test_cess_by_value_and_by_unit_are_rounded_once_together() -> None:
    taxed = only_line(line(1_005, 2800, qty=1_500, cess_rate=1_200, cess_per_unit=33))
    # 15.08 × 12 % = 1.8096 and 0.33 × 1.5 = 0.495: 2.3046
    assert (taxed.taxable, taxed.cess) == (1_508, 230)


def test_cess_by_unit_leaves_an_inclusive_price_first() -> None:
    taxed = only_line(line(10_000, 2800, inclusive=True, cess_rate=1_200, cess_per_unit=1_000))
    # 90.00 holds 28 % and 12 %: 90 × 14 / 140 = 9.00 twice, 90 × 12 / 140 = 7.71
    assert (taxed.cgst, taxed.sgst, taxed.cess, taxed.taxable) == (900, 900, 1_771, 6_429)


@pytest.mark.parametrize("qty", [1_000, -1_000])
def test_cess_beyond_the_price_that_includes_it_is_refused(qty: int) -> None:
    with pytest.raises(BadInput, match="more than the price") as refused:
        tax_cart([line(500, 1800, inclusive=True, qty=qty, cess_per_unit=501)], rounded=False)
    assert refused.value.field == "lines[0].cess_per_unit"


def test_a_returned_inclusive_line_mirrors_the_sale() -> None:
    sold = only_line(line(4_800, 500, inclusive=True, cess_per_unit=100))
    back = only_line(line(4_800, 500, inclusive=True, cess_per_unit=100, qty=-1_000))
    assert (back.taxable, back.cgst, back.cess) == (-sold.taxable, -sold.cgst, -sold.cess)


def test_a_line_dearer_than_any_bill_is_refused_though_it_is_given_away() -> None:
    free = Discount(percent=10_000)
    tax_cart([line(MOST_PAISE, 0, discount=free)], rounded=True)
    with pytest.raises(BadInput, match="more than the till can bill") as refused:
        tax_cart([line(100, 0), line(MOST_PAISE, 0, qty=2_000, discount=free)], rounded=True)
    assert refused.value.field == "lines[1].qty"


@pytest.mark.parametrize(("rounded", "most"), [(False, MOST_PAISE), (True, MOST_PAISE - 99)])
def test_the_largest_bill_can_still_be_tendered(rounded: bool, most: int) -> None:
    assert tax_cart([line(most, 0)], rounded=rounded).totals.total <= MOST_PAISE
    with pytest.raises(BadInput, match="cannot be more than"):
        tax_cart([line(most, 0), line(99, 0)], rounded=rounded)
