"""Bills are numbered without a gap and found again by what people remember of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from pos_desktop.application.ports import Page
from pos_desktop.domain.bills import Buyer
from pos_desktop.domain.documents import Series


def found(shop: Any, text: str = "", first: date | None = None, last: date | None = None) -> Any:
    with shop.store.look() as look:
        rows, total = look.bills.search(shop.outlet.id, text, first, last, Page())
    assert len(rows) == total
    return [row.number for row in rows]


@pytest.fixture
def three_bills(shop: Any) -> Any:
    rajesh = shop.add_customer("Rajesh", "9876543210")
    with shop.store.work() as work:
        for _ in range(3):
            work.bills.next_number(shop.terminal.id, Series.BILL, "25-26")
        work.commit()
    yesterday = shop.today - timedelta(days=1)
    shop.issue("A/25-26/000001", business_date=yesterday, customer_id=rajesh)
    shop.issue("A/25-26/000002", buyer=Buyer(name="Walk-in", phone="9000000000"))
    shop.issue("A/25-26/000003", lines=2, customer_id=rajesh)
    return shop


@pytest.mark.parametrize(
    ("typed", "last_digits"),
    [
        ("", "321"),
        ("A/25-26/000002", "2"),
        ("a/25-26/000002", "2"),
        ("A/25", "321"),
        ("2", "2"),
        ("000003", "3"),
        ("ORD-20260218-0003", "3"),
        ("raj", "31"),
        ("9876543210", "31"),
        ("3210", "31"),
        ("nothing", ""),
        ("*", ""),
    ],
)
def test_a_bill_is_found_by_number_order_or_customer(
    three_bills: Any, typed: str, last_digits: str
) -> None:
    assert found(three_bills, typed) == [f"A/25-26/00000{digit}" for digit in last_digits]


def test_bills_are_found_by_date(three_bills: Any) -> None:
    today = three_bills.today
    yesterday = today - timedelta(days=1)
    assert found(three_bills, first=today) == ["A/25-26/000003", "A/25-26/000002"]
    assert found(three_bills, last=yesterday) == ["A/25-26/000001"]
    assert found(three_bills, "raj", first=today) == ["A/25-26/000003"]
    assert found(three_bills, first=today + timedelta(days=1)) == []


def test_a_summary_tells_what_a_list_shows(three_bills: Any) -> None:
    with three_bills.store.look() as look:
        rows, total = look.bills.search(
            three_bills.outlet.id, "", None, None, Page(page=1, limit=2)
        )
        last, _ = look.bills.search(three_bills.outlet.id, "", None, None, Page(page=2, limit=2))
    assert total == 3
    assert [row.number[-1] for row in rows] + [row.number[-1] for row in last] == ["3", "2", "1"]
    assert (rows[0].subtotal, rows[0].tax, rows[0].total) == (20_000, 1_000, 21_000)
    assert (rows[0].item_count, rows[0].balance_due) == (2, 0)
    assert (rows[1].customer_name, rows[1].customer_phone) == ("Walk-in", "9000000000")
    assert rows[0].local_time == three_bills.now
    assert rows[0].local_time.utcoffset() == timedelta(minutes=330)


def test_a_customers_bills_are_paged_newest_first(three_bills: Any) -> None:
    with three_bills.store.look() as look:
        rajesh = look.customers.by_phone(three_bills.outlet.id, "9876543210").id
        rows, total = look.bills.of_customer(three_bills.outlet.id, rajesh, Page(limit=1))
        more, _ = look.bills.of_customer(three_bills.outlet.id, rajesh, Page(page=2, limit=1))
    assert ([row.number[-1] for row in rows], total) == (["3"], 2)
    assert [row.number[-1] for row in more] == ["1"]


def test_another_outlets_bills_are_never_found(three_bills: Any, second_outlet: Any) -> None:
    other = second_outlet[0].id
    with three_bills.store.look() as look:
        bill = look.bills.by_number(three_bills.outlet.id, "A/25-26/000001")
        assert look.bills.by_number(other, bill.number) is None
        assert look.bills.by_order(other, bill.order_id) is None
        assert look.orders.get(other, bill.order_id) is None
        assert look.bills.of_customer(other, bill.customer_id, Page()) == ([], 0)
        assert look.shifts.by_id(other, bill.shift_id) is None
        for typed in ("", "1", "A/25", "ORD", "raj", "9876543210"):
            assert look.bills.search(other, typed, None, None, Page()) == ([], 0), typed


def test_each_series_counts_by_itself(shop: Any, second_outlet: Any) -> None:
    _, other_terminal, _ = second_outlet
    with shop.store.work() as work:
        numbers = [
            work.bills.next_number(shop.terminal.id, Series.BILL, "25-26"),
            work.bills.next_number(shop.terminal.id, Series.BILL, "25-26"),
            work.bills.next_number(shop.terminal.id, Series.PAYMENT, "25-26"),
            work.bills.next_number(shop.terminal.id, Series.BILL, "26-27"),
            work.bills.next_number(other_terminal.id, Series.BILL, "25-26"),
            work.shifts.next_number(shop.terminal.id),
            work.shifts.next_number(shop.terminal.id),
        ]
        orders = [
            work.orders.next_number(shop.outlet.id, shop.today),
            work.orders.next_number(shop.outlet.id, shop.today),
            work.orders.next_number(shop.outlet.id, shop.today + timedelta(days=1)),
        ]
        work.commit()
    assert numbers == [1, 2, 1, 1, 1, 1, 2]
    assert orders == [1, 2, 1]


def test_a_number_that_was_not_used_is_given_again(shop: Any) -> None:
    with shop.store.work() as work:
        assert work.bills.next_number(shop.terminal.id, Series.BILL, "25-26") == 1
    with shop.store.work() as work:
        assert work.bills.next_number(shop.terminal.id, Series.BILL, "25-26") == 1
