"""Discounts on a line and on the bill."""

from __future__ import annotations

import pytest

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gst import Discount, Levy, LineToTax, tax_cart


def line(price: int, discount: Discount | None = None) -> LineToTax:
    return LineToTax(
        qty=1000,
        unit_price=price,
        price_includes_tax=False,
        gst_rate=1800,
        discount=discount,
        levy=Levy.CGST_SGST,
    )


def test_a_discount_lowers_what_is_taxed() -> None:
    totals = tax_cart([line(100_000, Discount(amount=10_000))], rounded=False).totals
    assert (totals.discount, totals.taxable, totals.cgst, totals.total) == (
        10_000,
        90_000,
        8_100,
        106_200,
    )


def test_a_percentage_is_rounded_half_up() -> None:
    assert Discount(percent=1_250).off(1_004, field="discount") == 126  # 1.255


def test_a_bill_discount_is_spread_by_value_after_line_discounts() -> None:
    cart = tax_cart(
        [line(30_000), line(20_000, Discount(percent=5_000))],
        bill_discount=Discount(amount=1_001),
        rounded=False,
    )
    assert [taxed.bill_discount for taxed in cart.lines] == [751, 250]
    assert [taxed.taxable for taxed in cart.lines] == [29_249, 9_750]


def test_a_bill_can_be_given_away_but_not_more() -> None:
    gift = tax_cart([line(333), line(334)], bill_discount=Discount(percent=10_000), rounded=True)
    assert gift.totals.total == 0
    with pytest.raises(BadInput, match="is more than") as refused:
        tax_cart([line(333)], bill_discount=Discount(amount=334), rounded=True)
    assert (refused.value.field, refused.value.code) == ("bill_discount", "discount_too_large")


@pytest.mark.parametrize(
    ("discount", "says"),
    [
        (Discount(amount=10_001), "is more than the ₹100.00"),
        (Discount(percent=10_001), "is more than"),
        (Discount(amount=-1), "cannot be negative"),
        (Discount(), "as an amount or as a percentage"),
        (Discount(amount=1, percent=1), "as an amount or as a percentage"),
    ],
)
def test_a_discount_that_cannot_be_is_refused_at_its_line(discount: Discount, says: str) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        tax_cart([line(100), line(10_000, discount)], rounded=False)
    assert refused.value.field == "lines[1].discount"
