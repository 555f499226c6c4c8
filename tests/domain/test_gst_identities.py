"""What holds for every cart there can be: the arithmetic's identities, on made-up carts."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gst import (
    Discount,
    Levy,
    LineToTax,
    TaxedCart,
    TaxedLine,
    Totals,
    sum_lines,
    tax_cart,
)

FIGURES = ("taxable", "cgst", "sgst", "utgst", "igst", "cess")
RATES = (0, 25, 300, 500, 1200, 1800, 2800, 4000)
discounts = st.one_of(
    st.none(),
    st.builds(Discount, percent=st.integers(0, 10_000)),
    st.builds(Discount, amount=st.integers(0, 5_000)),
)


@st.composite
def lines(draw: st.DrawFn) -> LineToTax:
    return LineToTax(
        qty=draw(st.integers(1, 40_000)),
        unit_price=draw(st.integers(0, 3_000_000)),
        price_includes_tax=draw(st.booleans()),
        gst_rate=draw(st.sampled_from(RATES)),
        cess_rate=draw(st.sampled_from((0, 0, 100, 1200, 6000))),
        cess_per_unit=draw(st.sampled_from((0, 0, 0, 417, 2000))),
        discount=draw(discounts),
        levy=draw(st.sampled_from(Levy)),
    )


carts = st.lists(lines(), min_size=1, max_size=12)


def taxed(cart: list[LineToTax], bill_discount: Discount | None, *, rounded: bool) -> TaxedCart:
    """The cart with its tax; carts that are rightly refused are left aside."""
    try:
        return tax_cart(cart, bill_discount=bill_discount, rounded=rounded)
    except BadInput:
        assume(False)
        raise


@given(carts, discounts)
def test_cgst_equals_sgst_or_utgst_on_every_line(
    cart: list[LineToTax], discount: Discount | None
) -> None:
    for line, result in zip(cart, taxed(cart, discount, rounded=True).lines, strict=True):
        other = result.utgst if line.levy is Levy.CGST_UTGST else result.sgst
        assert result.cgst == other
        assert result.sgst == 0 or result.utgst == 0


@given(carts)
def test_a_line_bears_the_taxes_of_its_levy_and_no_other(cart: list[LineToTax]) -> None:
    bears = {
        Levy.NONE: set(),
        Levy.CGST_SGST: {"cgst", "sgst", "cess"},
        Levy.CGST_UTGST: {"cgst", "utgst", "cess"},
        Levy.IGST: {"igst", "cess"},
    }
    for line, result in zip(cart, taxed(cart, None, rounded=False).lines, strict=True):
        assert {name for name in FIGURES[1:] if getattr(result, name)} <= bears[line.levy]


@given(carts, discounts)
def test_an_inclusive_line_costs_exactly_the_marked_price_less_discounts(
    cart: list[LineToTax], discount: Discount | None
) -> None:
    for line, result in zip(cart, taxed(cart, discount, rounded=True).lines, strict=True):
        paid = result.gross - result.discount - result.bill_discount
        assert paid == (result.total if line.price_includes_tax else result.taxable)


@given(carts, discounts, st.booleans())
def test_parts_add_up_to_lines_and_lines_to_totals(
    cart: list[LineToTax], discount: Discount | None, rounded: bool
) -> None:
    result = taxed(cart, discount, rounded=rounded)
    for line in result.lines:
        assert sum(getattr(line, name) for name in FIGURES) == line.total
        assert line.taxable >= 0
    totals = result.totals
    for name in FIGURES:
        assert getattr(totals, name) == sum(getattr(line, name) for line in result.lines)
    assert totals.discount == sum(line.discount + line.bill_discount for line in result.lines)
    assert totals.total == sum(line.total for line in result.lines) + totals.round_off


@given(carts, discounts)
def test_rounding_makes_whole_rupees_by_half_a_rupee_at_most(
    cart: list[LineToTax], discount: Discount | None
) -> None:
    totals = taxed(cart, discount, rounded=True).totals
    assert totals.total % 100 == 0
    assert -49 <= totals.round_off <= 50
    assert taxed(cart, discount, rounded=False).totals.round_off == 0


@given(carts)
def test_a_refund_mirrors_its_sale_to_the_paisa(cart: list[LineToTax]) -> None:
    sold = [replace(line, discount=None) for line in cart]
    back = [replace(line, qty=-line.qty) for line in sold]
    sale, refund = taxed(sold, None, rounded=True), taxed(back, None, rounded=True)
    for name in (*FIGURES, "round_off", "total"):
        assert getattr(refund.totals, name) == -getattr(sale.totals, name)
    for there, here in zip(sale.lines, refund.lines, strict=True):
        assert all(getattr(here, name) == -getattr(there, name) for name in (*FIGURES, "total"))


@given(lines())
def test_igst_is_within_a_paisa_of_cgst_and_sgst(line: LineToTax) -> None:
    across = taxed([replace(line, levy=Levy.IGST)], None, rounded=False).lines[0]
    within = taxed([replace(line, levy=Levy.CGST_SGST)], None, rounded=False).lines[0]
    assert abs(across.igst - within.cgst - within.sgst) <= 1
    assert across.cess == within.cess


@given(carts, st.integers(0, 10_000))
def test_a_bill_discount_is_spread_exactly_and_never_beyond_a_line(
    cart: list[LineToTax], percent: int
) -> None:
    result = taxed(cart, Discount(percent=percent), rounded=False)
    value = sum(line.gross - line.discount for line in result.lines)
    assert sum(line.bill_discount for line in result.lines) == (value * percent + 5_000) // 10_000
    for line in result.lines:
        assert 0 <= line.bill_discount <= line.gross - line.discount


@given(carts)
def test_gst_is_not_charged_on_cess(cart: list[LineToTax]) -> None:
    added = [replace(line, price_includes_tax=False) for line in cart]
    without = [replace(line, cess_rate=0, cess_per_unit=0) for line in added]
    for there, here in zip(
        taxed(added, None, rounded=False).lines,
        taxed(without, None, rounded=False).lines,
        strict=True,
    ):
        assert (there.cgst, there.sgst, there.igst) == (here.cgst, here.sgst, here.igst)


LINE = {
    "gross": 10_000,
    "discount": 0,
    "bill_discount": 0,
    "taxable": 10_000,
    "cgst": 900,
    "sgst": 900,
    "utgst": 0,
    "igst": 0,
    "cess": 0,
    "total": 11_800,
}


@pytest.mark.parametrize(
    "spoilt", [{"total": 11_801}, {"taxable": 9_999}, {"cgst": 901, "sgst": 899}, {"cess": 1}]
)
def test_a_line_that_does_not_add_up_cannot_be_built(spoilt: dict[str, int]) -> None:
    TaxedLine(**LINE)
    with pytest.raises(ValueError, match=r"does not add up|differs"):
        TaxedLine(**LINE | spoilt)


def test_totals_that_do_not_add_up_cannot_be_built() -> None:
    figures = {name: LINE[name] for name in FIGURES}
    Totals(**figures, round_off=0, total=11_800)
    with pytest.raises(ValueError, match="do not add up"):
        Totals(**figures, round_off=1, total=11_800)


def test_a_cart_of_nothing_comes_to_nothing() -> None:
    assert sum_lines((), rounded=True).total == 0
