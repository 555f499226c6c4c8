"""The drawer: what should be there, and the count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.shifts import (
    DENOMINATIONS,
    CashSums,
    DrawerCount,
    counted_cash,
    variance_in_words,
)


def test_the_owners_day_is_short_by_150() -> None:
    """REQUIREMENTS R3.8: 5,000 + 12,500 − 500 − 1,000 = 16,000; counted 15,850 → −150."""
    drawer = DrawerCount(
        opening_cash=500_000,
        sums=CashSums(cash_sales=1_250_000, cash_refunds=50_000, cash_payouts=100_000),
        closing_cash=1_585_000,
    )
    assert drawer.expected_cash == 1_600_000
    assert drawer.cash_variance == -15_000
    assert variance_in_words(drawer.cash_variance) == "Short ₹150.00"


def test_every_kind_of_movement_counts_with_its_own_sign() -> None:
    sums = CashSums(
        cash_sales=1,
        cash_collections=10,
        pay_ins=100,
        cash_refunds=1_000,
        cash_payouts=10_000,
        cash_drops=100_000,
    )
    drawer = DrawerCount(opening_cash=1_000_000, sums=sums, closing_cash=0)
    assert drawer.expected_cash == 1_000_111 - 111_000


@pytest.mark.parametrize(("variance", "says"), [(2_000, "Over ₹20.00"), (0, "Exact")])
def test_a_variance_is_said_in_words(variance: int, says: str) -> None:
    assert variance_in_words(variance) == says


@given(st.dictionaries(st.sampled_from(DENOMINATIONS), st.integers(0, 1_000)))
def test_a_count_is_worth_its_notes_and_coins(counts: dict[int, int]) -> None:
    paise = counted_cash({str(note): n for note, n in counts.items()}, field="counts")
    assert paise == 100 * sum(note * n for note, n in counts.items())


def test_an_old_note_of_2000_is_still_counted() -> None:
    assert counted_cash({"2000": 2, "1": 3}, field="counts") == 400_300


@pytest.mark.parametrize("key", ["25", "0", "", "5.0", "0500", "५००", "²", "1" * 5_000])
def test_there_is_no_such_note(key: str) -> None:
    with pytest.raises(BadInput, match="no note or coin") as refused:
        counted_cash({key: 1}, field="counts")
    assert refused.value.field == f"counts.{key}"


def test_less_than_no_notes_are_refused() -> None:
    with pytest.raises(BadInput, match="cannot be negative") as refused:
        counted_cash({"500": 1, "100": -1}, field="counts")
    assert refused.value.field == "counts.100"


def test_more_than_a_drawer_holds_is_refused_as_such() -> None:
    with pytest.raises(BadInput, match="more than a drawer holds") as refused:
        counted_cash({"500": 10**13}, field="counts")
    assert refused.value.code == "too_much_money"
