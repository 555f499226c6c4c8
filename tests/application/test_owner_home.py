"""The owner's first page: today against the same day last week by the same hour."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pos_desktop.application import credit_notes, customers, owner_home, shifts
from pos_desktop.application.billing import BuyerInput
from pos_desktop.domain.errors import Refused
from tests.shop_at_hand import ShopAtHand


def home(shop: ShopAtHand) -> owner_home.Home:
    return owner_home.home(shop.manager, owner_home.AskHome())


def test_a_shop_without_bills_has_nothing_to_compare(shop: ShopAtHand) -> None:
    found = home(shop)
    assert (found.today.bills, found.today.average, found.change, found.hours) == (0, 0, None, ())
    assert (found.owed, found.owing, found.last_backup_at) == (0, 0, None)


def test_today_is_told_against_last_week_by_the_same_hour(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    shop.sell("100.00", cash=100_00)  # at three
    shop.clock.forward(hours=3)
    shop.sell("900.00", cash=900_00)  # at six
    shifts.close(shop.cashier, shifts.CloseShift(closing_cash=3000_00))
    shop.clock.forward(days=7, hours=-2)
    shop.open_shift()
    asha = customers.create(shop.cashier, customers.CustomerInput(name="Asha", phone="9876543210"))
    sold = shop.sell("150.00", credit=150_00, customer=BuyerInput(id=asha.id))
    shop.sell("30.00", cash=30_00)
    credit_notes.issue(
        shop.manager,
        credit_notes.IssueNote(bill_number=sold.bill_number, all=True, reason="Broken"),
    )
    shop.sell("120.00", credit=120_00, customer=BuyerInput(id=asha.id))
    found = home(shop)
    assert (found.today.bills, found.today.net, found.today.average) == (3, 150_00, 50_00)
    assert (found.last_week.net, found.last_week_whole.net) == (100_00, 1000_00)
    assert found.change == 50_00  # half as much again
    assert [(row.hour, row.today, row.last_week) for row in found.hours] == [
        (15, 0, 100_00),
        (16, 150_00, 0),
        (17, 0, 0),
        (18, 0, 900_00),
    ]
    assert (found.owed, found.owing) == (120_00, 1)


def test_what_is_sold_after_midnight_comes_last(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    shop.clock.forward(hours=8)
    shop.sell("10.00", cash=10_00)
    shop.clock.forward(hours=2)  # one at night: still the same trading day
    shop.sell("20.00", cash=20_00)
    assert [row.hour for row in home(shop).hours] == [23, 0, 1]


def test_a_cashier_does_not_see_it(shop: ShopAtHand) -> None:
    with pytest.raises(Refused):
        owner_home.home(replace(shop.cashier), owner_home.AskHome())
