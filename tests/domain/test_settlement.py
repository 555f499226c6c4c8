"""Tenders against a total: what pays, what is change, what stays on the account."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_desktop.domain.bills import Offered, Settlement, settle
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.outlet import Method

ALL = tuple(Method)
CASH, CARD, UPI, CREDIT = Method.CASH, Method.CARD, Method.UPI, Method.CREDIT


def pay(total: int, *offered: tuple[Method, int | None]) -> Settlement:
    return settle(total, [Offered(method=m, amount=a) for m, a in offered], methods=ALL)


@pytest.mark.parametrize(
    ("offered", "on_account", "change"),
    [
        ([(CASH, 100_000)], 0, 0),
        ([(CASH, 20_000), (CREDIT, None)], 80_000, 0),
        ([(CREDIT, 100_000)], 100_000, 0),
        ([(CREDIT, None)], 100_000, 0),
        ([(CASH, 120_000)], 0, 20_000),
    ],
    ids=["full", "partial", "credit", "credit for the rest", "overpaid"],
)
def test_the_four_ways_to_pay_a_bill_of_1000(
    offered: list[tuple[Method, int | None]], on_account: int, change: int
) -> None:
    """REQUIREMENTS R1.2: full, partial, credit and overpayment of ₹1000."""
    settlement = pay(100_000, *offered)
    assert settlement.paid_by(CREDIT) == on_account
    assert settlement.change == change


def test_the_owners_five_bills_leave_1313_80_on_account() -> None:
    """REQUIREMENTS R1.5: five bills, what was paid of them, and what is still owed."""
    bills = [(29_900, 14_950), (62_790, 0), (59_800, 29_900), (21_000, 0), (57_540, 54_800)]
    left = [pay(total, (CASH, paid), (CREDIT, None)).paid_by(CREDIT) for total, paid in bills]
    assert left == [14_950, 62_790, 29_900, 21_000, 2_740]
    assert (sum(left), len(left), max(left)) == (131_380, 5, 62_790)


offers = st.lists(
    st.builds(
        Offered,
        method=st.sampled_from(Method),
        amount=st.one_of(st.integers(0, 3_000), st.none()),
    ),
    max_size=5,
)


def settled_or_why_not(total: int, offered: list[Offered]) -> Settlement | str:
    try:
        return settle(total, offered, methods=ALL)
    except BadInput as refused:
        return refused.code


@given(st.integers(0, 5_000), offers)
def test_tenders_add_up_to_the_total_or_are_refused_for_a_reason(
    total: int, offered: list[Offered]
) -> None:
    in_all = sum(o.amount or 0 for o in offered)
    may_be_refused = {
        "tender_short": in_all < total,
        "non_cash_above_due": sum(o.amount or 0 for o in offered if o.method is not CASH) > total,
        "bad_input": any(o.amount is None for o in offered),
    }
    settlement = settled_or_why_not(total, offered)
    if isinstance(settlement, str):
        assert may_be_refused[settlement]
        return
    assert sum(tender.amount for tender in settlement.tenders) == total
    assert settlement.change == max(in_all - total, 0)
    assert settlement.change == sum(t.handed - t.amount for t in settlement.tenders)
    for tender in settlement.tenders:
        assert 0 <= tender.amount <= tender.handed
        assert tender.amount == tender.handed or tender.method is CASH


def test_change_comes_from_cash_only() -> None:
    with pytest.raises(BadInput, match="change is given from cash only") as refused:
        pay(10_000, (CARD, 10_001))
    assert refused.value.code == "non_cash_above_due"
    mixed = pay(10_000, (CARD, 4_000), (CASH, 10_000))
    assert (mixed.paid_by(CASH), mixed.change) == (6_000, 4_000)


def test_change_of_several_notes_is_given_once() -> None:
    settlement = pay(10_000, (CASH, 6_000), (CASH, 6_000))
    assert [tender.amount for tender in settlement.tenders] == [6_000, 4_000]
    assert settlement.change == 2_000


def test_too_little_is_refused_with_what_is_missing() -> None:
    with pytest.raises(BadInput, match=r"₹0\.01 is still to pay of ₹100\.00") as refused:
        pay(10_000, (CASH, 5_000), (UPI, 4_999))
    assert refused.value.field == "tenders"


def test_a_bill_of_nothing_needs_no_tender() -> None:
    assert pay(0) == Settlement(tenders=(), change=0)


def test_credit_for_the_rest_vanishes_when_there_is_no_rest() -> None:
    assert [t.method for t in pay(10_000, (CREDIT, None), (CASH, 10_000)).tenders] == [CASH]


@pytest.mark.parametrize(
    ("offered", "field"),
    [
        (Offered(method=CASH), "tenders[0].amount"),
        (Offered(method=CASH, amount=-1), "tenders[0].amount"),
        (Offered(method=UPI, amount=100, reference="x" * 65), "tenders[0].reference"),
    ],
)
def test_a_tender_that_cannot_be_is_refused_by_name(offered: Offered, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        settle(100, [offered], methods=ALL)
    assert refused.value.field == field


def test_only_one_tender_takes_the_rest() -> None:
    with pytest.raises(BadInput, match="Only one tender"):
        pay(100, (CREDIT, None), (CREDIT, None))


def test_a_method_that_is_off_is_refused() -> None:
    with pytest.raises(BadInput, match="does not take card") as refused:
        settle(100, [Offered(method=CARD, amount=100)], methods=(CASH,))
    assert refused.value.field == "tenders[0].method"


def test_a_negative_total_is_not_settled() -> None:
    with pytest.raises(Refused, match="cannot be negative"):
        pay(-1)
