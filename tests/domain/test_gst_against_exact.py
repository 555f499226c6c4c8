"""The calculator against a slow one in exact fractions, on carts that hypothesis makes smaller.

A hundred thousand carts are tried in `test_any_cart`.
"""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gst import Discount, Levy, LineToTax, TaxedCart, tax_cart
from tests import exact_tax
from tests.exact_tax import FIGURES, exact_cart

RATES = (0, 10, 25, 300, 500, 600, 1200, 1800, 2800, 4000)

discounts = st.one_of(
    st.none(),
    st.builds(Discount, percent=st.integers(0, 10_000)),
    st.builds(Discount, amount=st.integers(0, 5_000)),
)


@st.composite
def lines(draw: st.DrawFn) -> LineToTax:
    price = draw(st.integers(0, 3_000_000))
    valued = draw(st.sampled_from((False, False, False, True)))
    return LineToTax(
        qty=draw(st.integers(1, 40_000)),
        unit_price=price,
        price_includes_tax=draw(st.booleans()),
        gst_rate=draw(st.sampled_from(RATES)),
        cess_rate=draw(st.sampled_from((0, 0, 100, 1200, 6000))),
        cess_per_unit=draw(st.sampled_from((0, 0, 0, 417, 2000))),
        discount=draw(discounts),
        levy=draw(st.sampled_from(Levy)),
        retail_price=price + draw(st.integers(0, 100_000)) if valued else None,
    )


carts = st.lists(lines(), min_size=1, max_size=6)


def taxed(cart: list[LineToTax], discount: Discount | None, *, rounded: bool) -> TaxedCart:
    """The cart with its tax; carts that are rightly refused are left aside."""
    try:
        return tax_cart(cart, bill_discount=discount, rounded=rounded)
    except BadInput:
        assume(False)
        raise


def agree(cart: list[LineToTax], discount: Discount | None, rounded: bool) -> None:
    """Both calculators say the same, and what they say holds together."""
    ours = taxed(cart, discount, rounded=rounded)
    lines_there, totals_there = exact_cart(cart, discount, rounded=rounded)
    for mine, exact, line in zip(ours.lines, lines_there, cart, strict=True):
        assert {name: getattr(mine, name) for name in FIGURES} == exact
        assert mine.cgst == mine.sgst + mine.utgst
        if line.price_includes_tax:
            assert mine.total == mine.gross - mine.discount - mine.bill_discount
    totals = ours.totals
    assert {name: getattr(totals, name) for name in totals_there} == totals_there
    assert totals.total == sum(line.total for line in ours.lines) + totals.round_off


@given(carts, discounts, st.booleans())
def test_the_calculator_agrees_with_exact_fractions(
    cart: list[LineToTax], discount: Discount | None, rounded: bool
) -> None:
    agree(cart, discount, rounded)


def test_a_calculator_that_splits_the_whole_rate_would_be_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The sabotage: SGST as what is left of the whole, not computed by itself."""
    line = LineToTax(
        qty=1000, unit_price=4_800, price_includes_tax=True, gst_rate=500, levy=Levy.CGST_SGST
    )
    agree([line], None, rounded=False)
    monkeypatch.setattr(exact_tax, "half_up", lambda value: int(value) + (value % 1 > 0))
    with pytest.raises(AssertionError):
        agree([line], None, rounded=False)


def test_a_discount_does_not_lower_the_tax_on_a_printed_price() -> None:
    """A pack of 100 at 40 %: 28.57 of tax, sold for 100 or for 80."""
    pack = LineToTax(
        qty=1000,
        unit_price=10_000,
        price_includes_tax=True,
        gst_rate=4000,
        levy=Levy.IGST,
        retail_price=10_000,
    )
    full = tax_cart([pack], rounded=False).totals
    cheap = tax_cart([pack], bill_discount=Discount(amount=2_000), rounded=False).totals
    assert (full.igst, full.taxable, full.total) == (2_857, 7_143, 10_000)
    assert (cheap.igst, cheap.taxable, cheap.total) == (2_857, 5_143, 8_000)


def test_a_price_below_the_tax_on_the_printed_price_is_refused() -> None:
    pack = LineToTax(
        qty=1000,
        unit_price=2_000,
        price_includes_tax=True,
        gst_rate=4000,
        levy=Levy.CGST_SGST,
        retail_price=10_000,
    )
    with pytest.raises(BadInput, match="printed on the pack") as refused:
        tax_cart([pack], rounded=False)
    assert refused.value.field == "lines[0].unit_price"
