"""Who may do what."""

from __future__ import annotations

import pytest

from pos_desktop.domain.people import Answer, Right, Role, may

SELLING = {Right.SELL, Right.CUSTOMERS, Right.DISCOUNT, Right.CREDIT, Right.CLOSE_OWN_SHIFT}
WITH_APPROVAL = {
    Right.CREDIT_BEYOND_LIMIT,
    Right.MOVE_CASH,
    Right.CONFIRM_CLOCK,
    Right.NO_SALE,
    Right.RETURN,
    Right.ADJUST_ACCOUNT,
    Right.SET_CREDIT,
    Right.SETTLEMENT_DISCOUNT,
    Right.REVERSE_PAYMENT,
    Right.MERGE_CUSTOMERS,
    Right.CLOSE_BEYOND_LIMIT,
    Right.CORRECT_TENDER,
    Right.OVERRIDE_SUPPLY,
}


def test_every_right_is_decided_for_every_role() -> None:
    assert all(may(role, right) in Answer for role in Role for right in Right)


@pytest.mark.parametrize("right", sorted(SELLING | {Right.SEE_BALANCES}))
def test_a_cashier_sells_and_closes_their_own_drawer(right: Right) -> None:
    assert may(Role.CASHIER, right) is Answer.YES


@pytest.mark.parametrize("right", sorted(WITH_APPROVAL))
def test_a_cashier_needs_another_person_for_cash_and_credit_beyond(right: Right) -> None:
    assert may(Role.CASHIER, right) is Answer.WITH_APPROVAL
    assert may(Role.MANAGER, right) is Answer.YES


@pytest.mark.parametrize(
    "right",
    sorted(
        set(Right) - SELLING - WITH_APPROVAL - {Right.BEYOND_DISCOUNT_LIMIT, Right.RETURN_OWN_SALE}
    ),
)
def test_no_cashier_has_any_other_right(right: Right) -> None:
    assert may(Role.CASHIER, right) in (
        {Answer.YES} if right is Right.SEE_BALANCES else {Answer.NO}
    )


@pytest.mark.parametrize("role", [Role.CASHIER, Role.MANAGER])
def test_a_close_is_blind_for_whoever_counts_the_drawer(role: Role) -> None:
    assert may(role, Right.SEE_EXPECTED_CASH) is Answer.NO


def test_a_higher_role_is_never_refused_what_a_lower_one_may() -> None:
    rank = {Answer.NO: 0, Answer.WITH_APPROVAL: 1, Answer.YES: 2}
    rising = (Role.CASHIER, Role.MANAGER, Role.ADMIN, Role.SUPER_ADMIN)
    for right in Right:
        ranks = [rank[may(role, right)] for role in rising]
        assert ranks == sorted(ranks)


def test_a_right_that_is_in_no_table_is_nobodys() -> None:
    assert may(Role.SUPER_ADMIN, "fly") is Answer.NO  # type: ignore[arg-type]
