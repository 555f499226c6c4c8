from __future__ import annotations

import pytest

from pos_desktop.domain.errors import BadInput
from pos_desktop.ui.widgets.cash_count import CashCount, CountMode


def test_a_count_adds_up_as_it_is_typed() -> None:
    count = CashCount(CountMode.DENOMINATIONS)
    count.type_count(500, "12")
    count.type_count(2, "7")
    state = count.state()
    assert (state.total, state.total_words) == (6_014_00, "₹6,014.00")
    assert {row.rupees: row.worth for row in state.rows if row.worth} == {
        500: "₹6,000.00",
        2: "₹14.00",
    }


def test_the_2000_note_is_not_offered() -> None:
    rows = CashCount(CountMode.DENOMINATIONS).state().rows
    assert [row.rupees for row in rows] == [500, 200, 100, 50, 20, 10, 5, 2, 1]


def test_only_what_was_typed_is_sent() -> None:
    count = CashCount(CountMode.DENOMINATIONS)
    count.type_count(500, "3")
    count.type_count(100, "")
    count.type_count(10, "0")
    assert count.taken().counts == {"500": 3, "10": 0}


def test_a_blank_count_is_no_empty_drawer() -> None:
    count = CashCount(CountMode.DENOMINATIONS)
    with pytest.raises(BadInput, match="or 0 when the drawer is empty"):
        count.taken()
    count.type_count(1, "0")
    assert count.taken().counts == {"1": 0}


@pytest.mark.parametrize("typed", ["x", "1.5", "-1", "१२", "12345"])
def test_a_number_of_notes_is_digits(typed: str) -> None:
    count = CashCount(CountMode.DENOMINATIONS)
    count.type_count(50, typed)
    with pytest.raises(BadInput) as told:
        count.taken()
    assert told.value.field == "counts.50"
    assert count.state().total is None


@pytest.mark.parametrize(
    ("typed", "paise"), [("1260", 1_260_00), ("1,260.50", 1_260_50), ("0", 0), ("₹50", 50_00)]
)
def test_an_amount_is_read_as_people_write_it(typed: str, paise: int) -> None:
    count = CashCount(CountMode.AMOUNT)
    count.type_amount(typed)
    assert count.taken().amount == paise


@pytest.mark.parametrize("typed", ["", "  ", "-5", "12,50", "many"])
def test_a_wrong_amount_names_its_field(typed: str) -> None:
    count = CashCount(CountMode.AMOUNT)
    count.type_amount(typed)
    with pytest.raises(BadInput) as told:
        count.taken()
    assert told.value.field == "amount"


def test_a_half_typed_amount_is_no_problem_yet() -> None:
    count = CashCount(CountMode.AMOUNT)
    count.type_amount("12.")
    assert (count.state().problem, count.state().total_words) == ("", "—")


def test_each_way_of_counting_keeps_its_figures() -> None:
    count = CashCount(CountMode.AMOUNT)
    count.type_amount("100")
    count.choose(CountMode.DENOMINATIONS)
    count.type_count(500, "1")
    count.choose(CountMode.AMOUNT)
    assert count.state().total == 100_00
