"""The khata: entries, balances in words, ageing and allocation."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_desktop.domain.accounts import (
    Ageing,
    DueBill,
    Entry,
    EntryKind,
    age_dues,
    allocate_oldest_first,
)
from pos_desktop.domain.customers import balance_in_words

TODAY = date(2026, 11, 21)


def due(amount: int, *, days: int = 0, bill_id: int = 1) -> DueBill:
    return DueBill(
        bill_id=bill_id,
        bill_number=f"A/26-27/{bill_id:06d}",
        business_date=TODAY - timedelta(days=days),
        total=amount,
        due=amount,
    )


def entry(debit: int = 0, credit: int = 0) -> Entry:
    return Entry(
        uuid="u",
        outlet_id=1,
        customer_id=1,
        at=datetime(2026, 11, 21, tzinfo=UTC),
        business_date=TODAY,
        kind=EntryKind.BILL if debit else EntryKind.PAYMENT,
        debit=debit,
        credit=credit,
    )


def balance(*entries: Entry) -> int:
    return sum(e.credit for e in entries) - sum(e.debit for e in entries)


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ([entry(debit=10_000)], "Owes ₹100.00"),
        ([entry(debit=10_000), entry(credit=10_000)], "Up to date"),
        ([entry(debit=10_000), entry(credit=15_000)], "Credit ₹50.00"),
        ([entry(debit=10_000), entry(debit=5_000)], "Owes ₹150.00"),
        ([entry(debit=10_000), entry(debit=5_000), entry(credit=7_500)], "Owes ₹75.00"),
    ],
)
def test_the_owners_flows_end_where_they_should(entries: list[Entry], says: str) -> None:
    """REQUIREMENTS R2.3 and R2.4: −100, 0, +50, −150 and −75, in words."""
    assert balance_in_words(balance(*entries)) == says


@pytest.mark.parametrize(("debit", "credit"), [(0, 0), (1, 1), (-1, 0), (0, -1), (5, -5)])
def test_an_entry_is_either_a_debit_or_a_credit(debit: int, credit: int) -> None:
    with pytest.raises(ValueError, match="either a debit or a credit"):
        entry(debit=debit, credit=credit)


@pytest.mark.parametrize(
    ("days", "bucket"),
    [
        (0, "days_0_30"),
        (30, "days_0_30"),
        (31, "days_31_60"),
        (60, "days_31_60"),
        (61, "days_61_90"),
        (90, "days_61_90"),
        (91, "over_90"),
        (4_000, "over_90"),
        (-1, "days_0_30"),
    ],
)
def test_a_due_is_in_the_bucket_of_its_age(days: int, bucket: str) -> None:
    assert age_dues([due(700, days=days)], TODAY) == Ageing(**{bucket: 700})


dues = st.lists(
    st.builds(due, st.integers(1, 10_000), days=st.integers(0, 200), bill_id=st.integers(1, 1_000)),
    max_size=12,
)


@given(dues)
def test_the_buckets_add_up_to_what_is_due(bills: list[DueBill]) -> None:
    aged = age_dues(bills, TODAY)
    sums = aged.days_0_30 + aged.days_31_60 + aged.days_61_90 + aged.over_90
    assert sums == sum(bill.due for bill in bills)


@given(st.integers(0, 150_000), dues)
def test_a_payment_fills_dues_in_turn_and_no_further(amount: int, bills: list[DueBill]) -> None:
    parts = allocate_oldest_first(amount, bills)
    assert sum(part.amount for part in parts) == min(amount, sum(bill.due for bill in bills))
    assert [part.bill_id for part in parts] == [bill.bill_id for bill in bills[: len(parts)]]
    for part, bill in zip(parts[:-1], bills, strict=False):
        assert part.amount == bill.due
    assert all(part.amount > 0 for part in parts)


def test_a_part_payment_leaves_the_rest_of_the_second_bill_due() -> None:
    """REQUIREMENTS R2.3: invoices of 100 and 50, then a payment of 125."""
    parts = allocate_oldest_first(12_500, [due(10_000, bill_id=7), due(5_000, bill_id=8)])
    assert [(part.bill_id, part.amount) for part in parts] == [(7, 10_000), (8, 2_500)]
