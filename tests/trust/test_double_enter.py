"""Two Enters, two threads, a call that is sent again: one sale, one bill."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from msgspec.structs import replace

from pos_desktop.application import billing, customers, payments
from pos_desktop.application.lines import LineInput
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.outlet import Method
from tests.shop_at_hand import ShopAtHand

CASH = billing.TenderInput(method=Method.CASH, amount=10_000_00)
WRITTEN = ("bill", "tender", "cash_movement", "answer")


def test_the_same_order_twice_is_one_bill(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    request = billing.IssueBill(order_id=shop.ring_up("1034").order_id, tenders=(CASH,))
    first = billing.issue(shop.cashier, request)
    counts = [shop.count(table) for table in WRITTEN]
    assert billing.issue(shop.cashier, request) == first
    assert [shop.count(table) for table in WRITTEN] == counts


def test_the_second_enter_cannot_change_how_it_was_paid(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    order_id = shop.ring_up("1034").order_id
    first = billing.issue(shop.cashier, billing.IssueBill(order_id=order_id, tenders=(CASH,)))
    upi = billing.TenderInput(method=Method.UPI, amount=first.totals.total)
    again = billing.issue(shop.cashier, billing.IssueBill(order_id=order_id, tenders=(upi,)))
    assert [tender.method for tender in again.tenders] == [Method.CASH]


def test_two_threads_with_one_order_make_one_bill(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    for turn in range(1, 6):
        request = billing.IssueBill(order_id=shop.ring_up("1034").order_id, tenders=(CASH,))
        together = threading.Barrier(4)

        def sell(asked: billing.IssueBill = request, ready: threading.Barrier = together) -> str:
            ready.wait()
            return billing.issue(shop.cashier, asked).bill_number

        with ThreadPoolExecutor(4) as threads:
            numbers = {future.result() for future in [threads.submit(sell) for _ in range(4)]}
        assert len(numbers) == 1
        assert shop.count("bill") == turn


def test_two_threads_with_one_request_id_make_one_bill(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    line = LineInput(description="Thing", unit_price=100_00, gst_rate=0)
    request = billing.IssueBill(lines=(line,), tenders=(CASH,))
    desk = replace(shop.cashier, request_id="one")
    together = threading.Barrier(4)

    def sell(_: int) -> billing.IssuedBill:
        together.wait()
        return billing.issue(desk, request)

    with ThreadPoolExecutor(4) as threads:
        bills = list(threads.map(sell, range(4)))
    assert all(bill == bills[0] for bill in bills)
    assert shop.count("bill") == 1


def test_a_request_id_answers_with_the_first_answer_whatever_is_asked(
    open_shop_today: ShopAtHand,
) -> None:
    shop = open_shop_today
    desk = replace(shop.cashier, request_id="one")

    def sell(rupees: str) -> billing.IssuedBill:
        return shop.sell(rupees, cash=1000_00, desk=desk)

    assert sell("10.00") == sell("20.00")
    assert shop.count("bill") == 1


def test_a_request_that_was_refused_may_be_sent_again_with_its_id(
    open_shop_today: ShopAtHand,
) -> None:
    shop = open_shop_today
    desk = replace(shop.cashier, request_id="one")
    with pytest.raises(BadInput):
        billing.issue(desk, billing.IssueBill(tenders=(CASH,)))
    assert shop.sell("10.00", cash=10_00, desk=desk).bill_number.endswith("/000001")


def test_a_request_id_belongs_to_one_use_case(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    desk = replace(shop.cashier, request_id="one")
    shop.sell("10.00", cash=10_00, desk=desk)
    with pytest.raises(BadInput, match="already used for"):
        customers.create(desk, customers.CustomerInput(name="Rajesh"))


def test_a_payment_sent_twice_is_taken_once(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    customer = customers.create(shop.cashier, customers.CustomerInput(name="Rajesh"))
    pay = payments.ReceivePayment(customer_id=customer.id, amount=50_00, method=Method.CASH)
    desk = replace(shop.cashier, request_id="pay")
    assert payments.receive_payment(desk, pay) == payments.receive_payment(desk, pay)
    now = customers.get(shop.cashier, customers.CustomerId(id=customer.id))
    assert (now.balance, shop.count("payment")) == (50_00, 1)
