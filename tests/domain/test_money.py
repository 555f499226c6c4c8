"""Money: reading, writing, rounding and splitting whole paise."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.money import (
    MOST_PAISE,
    apportion,
    divide_half_up,
    format_amount,
    format_rupees,
    group_indian,
    parse_rupees,
    plain_rupees,
    round_to_rupee,
)

amounts = st.integers(-MOST_PAISE, MOST_PAISE)


@pytest.mark.parametrize(
    ("text", "paise"),
    [
        ("1260", 126000),
        ("1260.5", 126050),
        ("0.05", 5),
        ("1,260.00", 126000),
        ("12,34,567.89", 123456789),
        ("1,234,567.89", 123456789),
        ("₹1,260", 126000),
        ("₹ 45", 4500),
        ("  45.00 ", 4500),
        ("-₹75.00", -7500),
        ("₹-75.00", -7500),
        ("999999999.99", MOST_PAISE),
    ],
)
def test_rupees_are_read_as_people_write_them(text: str, paise: int) -> None:
    assert parse_rupees(text, field="amount") == paise


@pytest.mark.parametrize(
    "text",
    ["ten", "12a", "1.234", "1.", ".5", "--5", "1e3", "₹", "₹₹5", "NaN", "१२", "１２", "1 000"],
)
def test_what_is_no_amount_is_refused_by_name(text: str) -> None:
    with pytest.raises(BadInput, match="is not an amount of money") as refused:
        parse_rupees(text, field="lines[0].unit_price")
    assert refused.value.field == "lines[0].unit_price"
    assert refused.value.code == "not_money"


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_amount_is_asked_for_not_quoted(text: str) -> None:
    with pytest.raises(BadInput, match=r"^Type an amount, like 1260\.50\.$") as refused:
        parse_rupees(text, field="amount")
    assert (refused.value.field, refused.value.code) == ("amount", "not_money")


@pytest.mark.parametrize("text", ["12,50", "1,2,3", ",5", "1,260,0", "1,,260", "1234,567"])
def test_a_comma_where_nobody_groups_is_a_slip_not_a_larger_amount(text: str) -> None:
    with pytest.raises(BadInput, match="is not an amount of money"):
        parse_rupees(text, field="amount")


@pytest.mark.parametrize("text", ["1000000000", "9,99,99,99,999.00", "999999999999"])
def test_more_than_the_till_can_bill_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="more than the till can bill") as refused:
        parse_rupees(text, field="amount")
    assert refused.value.code == "too_much_money"


@given(amounts)
def test_every_form_that_is_written_reads_back(paise: int) -> None:
    for written in (format_amount(paise), format_rupees(paise), plain_rupees(paise)):
        assert parse_rupees(written, field="amount") == paise


@pytest.mark.parametrize(
    ("paise", "shown"),
    [
        (0, "₹0.00"),
        (5, "₹0.05"),
        (99_999, "₹999.99"),
        (100_000, "₹1,000.00"),
        (123456789, "₹12,34,567.89"),
        (-7500, "-₹75.00"),
    ],
)
def test_rupees_are_grouped_as_india_writes_them(paise: int, shown: str) -> None:
    assert format_rupees(paise) == shown


@given(st.integers(0, 10**15))
def test_indian_grouping_changes_no_digit_and_ends_in_three(number: int) -> None:
    head, *groups = group_indian(str(number)).split(",")
    assert "".join((head, *groups)) == str(number)
    assert [len(group) for group in groups] == [2] * (len(groups) - 1) + [3] * bool(groups)


@given(st.integers(-(10**18), 10**18), st.integers(1, 10**9))
def test_division_rounds_half_up_on_the_absolute_value(top: int, bottom: int) -> None:
    exact = Decimal(f"{top}") / Decimal(bottom) if bottom in {1, 2, 5, 10, 100} else None
    result = divide_half_up(top, bottom)
    assert 2 * abs(result * bottom - top) <= bottom
    assert divide_half_up(-top, bottom) == -result
    if exact is not None:
        assert result == int(exact.quantize(Decimal(1), ROUND_HALF_UP))


@pytest.mark.parametrize(("top", "rounded"), [(1, 1), (3, 2), (5, 3), (-1, -1), (-3, -2)])
def test_a_half_goes_away_from_zero_unlike_the_round_of_python(top: int, rounded: int) -> None:
    assert divide_half_up(top, 2) == rounded


def test_dividing_by_nothing_is_a_bug_not_a_figure() -> None:
    with pytest.raises(ValueError, match="positive"):
        divide_half_up(1, 0)


@pytest.mark.parametrize(
    ("paise", "rounded"), [(89250, 89300), (89249, 89200), (-89250, -89300), (0, 0)]
)
def test_the_nearest_rupee_takes_a_half_up(paise: int, rounded: int) -> None:
    assert round_to_rupee(paise) == rounded


@st.composite
def splits(draw: st.DrawFn) -> tuple[int, list[int]]:
    weights = draw(st.lists(st.integers(0, 10**7), min_size=1, max_size=30))
    return draw(st.integers(0, sum(weights))), weights


@given(splits())
def test_parts_add_up_exactly_and_none_exceeds_its_weight(split: tuple[int, list[int]]) -> None:
    amount, weights = split
    parts = apportion(amount, weights)
    assert sum(parts) == amount
    assert all(0 <= part <= weight for part, weight in zip(parts, weights, strict=True))


@given(splits(), st.randoms(use_true_random=False))
def test_the_split_does_not_depend_on_the_order(split: tuple[int, list[int]], mix: object) -> None:
    amount, weights = split
    shuffled = list(weights)
    mix.shuffle(shuffled)  # type: ignore[attr-defined]
    before = sorted(zip(weights, apportion(amount, weights), strict=True))
    assert sorted(zip(shuffled, apportion(amount, shuffled), strict=True)) == before


def test_the_paise_left_over_go_to_the_largest() -> None:
    assert apportion(100, [100, 300, 200]) == [16, 51, 33]


def test_rounding_each_part_by_itself_would_lose_paise() -> None:
    weights = [333, 333, 333]
    assert sum(divide_half_up(100 * weight, 999) for weight in weights) == 99
    assert sum(apportion(100, weights)) == 100


@pytest.mark.parametrize(("amount", "weights"), [(5, []), (5, [0, 0]), (5, [10, -1])])
def test_an_amount_is_never_dropped_for_want_of_weights(amount: int, weights: list[int]) -> None:
    with pytest.raises(ValueError, match="cannot be split"):
        apportion(amount, weights)
