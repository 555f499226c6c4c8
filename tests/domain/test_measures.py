"""Quantities in thousandths and rates in basis points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.measures import (
    MOST_MILLI,
    amount_of,
    check_sold_quantity,
    format_percent,
    format_quantity,
    parse_percent,
    parse_quantity,
    percent_of,
)


@given(st.integers(-MOST_MILLI, MOST_MILLI))
def test_every_quantity_reads_back(qty: int) -> None:
    assert parse_quantity(format_quantity(qty), field="qty") == qty


@given(st.integers(0, 999_999))
def test_every_rate_reads_back(rate: int) -> None:
    assert parse_percent(format_percent(rate), field="gst_rate") == rate
    assert parse_percent(f"{format_percent(rate)} %", field="gst_rate") == rate


@pytest.mark.parametrize(
    ("text", "milli"),
    [("2", 2000), ("0.250", 250), ("0.2500", 250), (" 1.5 ", 1500), ("-1", -1000)],
)
def test_quantities_are_read_in_thousandths(text: str, milli: int) -> None:
    assert parse_quantity(text, field="qty") == milli


@pytest.mark.parametrize("text", ["two", "1.2345", "1,000", "1.", "２", "२", "12345678901"])
def test_what_is_no_quantity_is_refused_by_name(text: str) -> None:
    with pytest.raises(BadInput, match="is not a quantity") as refused:
        parse_quantity(text, field="lines[2].qty")
    assert refused.value.field == "lines[2].qty"


@pytest.mark.parametrize("text", ["-5", "five", "2.555", "12345", "1.", "％5"])
def test_what_is_no_percentage_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="is not a percentage"):
        parse_percent(text, field="gst_rate")


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_field_is_asked_for_not_quoted(text: str) -> None:
    with pytest.raises(BadInput, match=r"^Type a quantity, like 2 or 0\.250\.$") as refused:
        parse_quantity(text, field="qty")
    assert (refused.value.field, refused.value.code) == ("qty", "not_a_quantity")
    with pytest.raises(BadInput, match=r"^Type a percentage, like 2\.5\.$"):
        parse_percent(text, field="gst_rate")


@pytest.mark.parametrize(
    ("text", "rate"), [("18", 1800), ("0.25", 25), ("2.5 %", 250), ("2.500", 250)]
)
def test_rates_are_read_in_basis_points(text: str, rate: int) -> None:
    assert parse_percent(text, field="gst_rate") == rate


@pytest.mark.parametrize(
    ("qty", "code"),
    [
        (0, "quantity_not_positive"),
        (-1000, "quantity_not_positive"),
        (MOST_MILLI + 1, "quantity_too_large"),
    ],
)
def test_a_quantity_that_cannot_be_sold_is_refused(qty: int, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        check_sold_quantity(qty, field="qty")
    assert refused.value.code == code


@pytest.mark.parametrize("qty", [1, 1000, MOST_MILLI])
def test_a_quantity_within_the_limits_passes(qty: int) -> None:
    check_sold_quantity(qty, field="qty")


def test_a_weighed_amount_is_rounded_half_up_once() -> None:
    assert amount_of(250, 4990) == 1248  # 12.475
    assert amount_of(-250, 4990) == -1248
    assert percent_of(2505, 1000) == 251
