"""A series for each terminal, kind of document and financial year, by the bill's local date."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from pos_desktop.application import customers, shifts, vouchers
from pos_desktop.application.desk import Approval, Desk
from pos_desktop.application.payments import ReceivePayment, receive_payment
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.outlet import Terminal
from tests.shop_at_hand import ShopAtHand

LEGAL = re.compile(r"^[A-Z1-9][A-Z0-9/-]{0,15}$")
LAST_SECOND = datetime(2026, 3, 31, 18, 29, 59, tzinfo=UTC)  # 23:59:59 in India
MIDNIGHT = datetime(2026, 3, 31, 18, 30, 0, tzinfo=UTC)


def at_counter_two(shop: ShopAtHand) -> Desk:
    """The cashier at a second terminal, with a shift open there."""
    with shop.store.work() as work:
        outlet_id = shop.cashier.signed_in.outlet_id
        second = Terminal(
            id=0, uuid=shop.desk.new_uuid(), outlet_id=outlet_id, code="B2", name="Counter 2"
        )
        work.people.add_terminal(second)
        work.commit()
    with shop.store.look() as look:
        terminal = look.people.terminal("B2")
    assert terminal is not None
    desk = replace(shop.cashier, session=replace(shop.cashier.signed_in, terminal=terminal))
    shifts.open_shift(desk, shifts.OpenShift(opening_cash=0))
    return desk


def test_midnight_of_31_march_begins_a_new_series_by_the_local_date(shop: ShopAtHand) -> None:
    shop.clock.now = LAST_SECOND.replace(hour=10)
    shop.open_shift()
    shop.clock.now = LAST_SECOND
    old = [shop.sell("10.00", cash=1000).bill_number for _ in range(2)]
    shop.clock.now = MIDNIGHT
    # The shift, and so the business date, is still that of 31 March; a manager says that the clock,
    # which has come into another year, is right.
    sure = Approval(user="manager", pin="2468", reason="it is midnight")
    new = [
        shop.sell("10.00", cash=1000, approval=approval).bill_number for approval in (sure, None)
    ]
    assert old == ["A/25-26/000001", "A/25-26/000002"]
    assert new == ["A/26-27/000001", "A/26-27/000002"]
    assert all(LEGAL.fullmatch(number) for number in old + new)


def test_every_terminal_and_every_kind_has_a_series_of_its_own(
    open_shop_today: ShopAtHand,
) -> None:
    shop = open_shop_today
    second = at_counter_two(shop)
    who = customers.create(
        shop.cashier, customers.CustomerInput(name="Anita", phone="9876543210")
    ).id
    numbers = [
        shop.sell("10.00", cash=1000, desk=desk).bill_number for desk in (shop.cashier, second)
    ]
    for desk in (shop.cashier, second):
        paid = receive_payment(desk, ReceivePayment(customer_id=who, amount=100))
        voucher = vouchers.receive_advance(
            desk,
            vouchers.ReceiveAdvance(
                customer_id=who, amount=100, tax_class="REST5", description="Dinner"
            ),
        )
        numbers += [paid.payment_number, voucher.voucher_number]
    assert numbers == [
        "A/25-26/000001",
        "B2/25-26/000001",
        "AP/25-26/000001",
        "AV/25-26/000001",
        "B2P/25-26/000001",
        "B2V/25-26/000001",
    ]
    assert all(LEGAL.fullmatch(number) for number in numbers)


def test_a_sale_that_is_refused_takes_no_number(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    first = shop.sell("10.00", cash=1000).bill_number
    for _ in range(3):
        with pytest.raises(BadInput):
            shop.sell("10.00", cash=1)
    assert (first, shop.sell("10.00", cash=1000).bill_number) == (
        "A/25-26/000001",
        "A/25-26/000002",
    )
