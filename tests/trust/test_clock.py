"""A wrong clock makes no wrong bill: billing waits for a manager's word, and it is written down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from pos_desktop.application import shifts
from pos_desktop.application.desk import Approval, Desk
from pos_desktop.domain import clock
from pos_desktop.domain.errors import Refused
from tests.shop_at_hand import SetClock, ShopAtHand

YES = Approval(user="manager", pin="2468", reason="Battery replaced")


class SetByHand(SetClock):
    """A clock that somebody sets: the machine has not been on any longer for it."""

    def uptime_ms(self) -> int:
        """Always the same."""
        return 1_000


def at(desk: Desk, moment: datetime) -> Desk:
    """The desk after somebody set the clock."""
    hand = SetByHand(moment)
    return replace(desk, clock=hand, uptime_ms=hand.uptime_ms)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 2, 18, 9, 27, tzinfo=UTC),
        datetime(2025, 2, 18, 9, 30, tzinfo=UTC),
        datetime(2026, 2, 20, 9, 30, tzinfo=UTC),
        datetime(2026, 4, 1, 9, 30, tzinfo=UTC),
    ],
)
def test_billing_waits_for_a_manager(open_shop_today: ShopAtHand, moment: datetime) -> None:
    shop = open_shop_today
    shop.sell("10.00", cash=10_00)
    with pytest.raises(Refused) as refused:
        shop.sell("20.00", cash=20_00, desk=at(shop.cashier, moment))
    assert refused.value.code == "approval_needed"
    assert "clock" in str(refused.value)
    assert shop.count("bill") == 1
    told = shop.sell("20.00", cash=20_00, desk=at(shop.cashier, moment), approval=YES)
    assert told.issued_at == moment
    again = shop.sell("30.00", cash=30_00, desk=at(shop.cashier, moment))
    assert again.issued_at == moment
    with shop.store.look() as look:
        words = look.sql.exec_driver_sql(
            "SELECT details FROM audit_entry WHERE action = 'clock.confirmed'"
        ).scalars()
        assert ["Battery replaced" in told for told in words] == [True]


def test_a_sign_in_at_a_wrong_time_does_not_make_it_right(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    wrong = at(shop.cashier, shop.clock.now + timedelta(days=3))
    with wrong.work() as work:
        wrong.audit(work, "sign_in", "cashier")
        work.commit()
    with pytest.raises(Refused, match="clock jumped"):
        shop.sell("10.00", cash=10_00, desk=wrong)


def test_the_next_mornings_shift_is_no_jump(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    shifts.close(shop.cashier, shifts.CloseShift(closing_cash=2000_00))
    monday = at(shop.cashier, shop.clock.now + timedelta(days=4))
    shifts.open_shift(monday, shifts.OpenShift(opening_cash=2000_00))
    assert shop.sell("10.00", cash=10_00, desk=monday).bill_number


def test_a_shift_is_not_opened_on_a_clock_that_went_back(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    shifts.close(shop.cashier, shifts.CloseShift(closing_cash=2000_00))
    back = at(shop.cashier, shop.clock.now - timedelta(days=1))
    with pytest.raises(Refused, match="clock went back"):
        shifts.open_shift(back, shifts.OpenShift(opening_cash=2000_00))


def test_without_the_rule_the_wrong_date_would_be_billed(
    open_shop_today: ShopAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pos_desktop.persistence import chain

    monkeypatch.setattr(chain, "doubt", lambda _now, _sure: None)
    assert clock.doubt is not chain.doubt
    wrong = datetime(2025, 2, 18, 9, 30, tzinfo=UTC)
    told = open_shop_today.sell("20.00", cash=20_00, desk=at(open_shop_today.cashier, wrong))
    assert told.issued_at == wrong
