"""What is stored comes back equal: orders, bills, customers, shifts, settings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from pos_desktop.application.ports import Store
from pos_desktop.application.printing import PrinterSettings
from pos_desktop.domain.bills import Buyer, Tender
from pos_desktop.domain.customers import CustomerDetails
from pos_desktop.domain.errors import Refused
from pos_desktop.domain.gst import Discount
from pos_desktop.domain.orders import GstDetails, OrderStatus, OrderType
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.shifts import CashKind, CashMovement, CashSums, ClosedShift
from pos_desktop.persistence.store import SqlStore

GST = GstDetails(gstin="27AAAAA0000A1Z5", company_name="Deccan", state_code="27", is_sez=True)


def test_a_sql_store_is_a_store(store: SqlStore, as_store: Callable[[SqlStore], Store]) -> None:
    assert as_store(store) is store


def test_an_order_comes_back_as_it_was_added(shop: Any) -> None:
    order = replace(
        shop.order(lines=3),
        order_type=OrderType.DINE_IN,
        gst=GST,
        bill_discount=Discount(percent=500),
        label="Table 4",
    )
    line = replace(order.lines[1], item_id=None, mrp=None, discount=Discount(amount=100))
    order = order.with_line(line)
    with shop.store.work() as work:
        added = work.orders.add(order)
        work.commit()
    assert added == replace(order, id=added.id)
    with shop.store.look() as look:
        assert look.orders.get(shop.outlet.id, added.id) == added
        assert look.orders.get(shop.outlet.id, added.id + 1) is None


def test_saving_an_order_writes_added_changed_and_removed_lines(shop: Any) -> None:
    with shop.store.work() as work:
        order = work.orders.add(shop.order(lines=3))
        order = order.without_line(1).with_new_line(shop.order_line(0))
        order = order.with_line(replace(order.lines[0], qty=7_500))
        order = replace(order, status=OrderStatus.HELD, label="Uncle in blue")
        work.orders.save(order, at=shop.now)
        work.commit()
    with shop.store.look() as look:
        assert look.orders.get(shop.outlet.id, order.id) == order


def test_saving_an_order_again_writes_no_line(shop: Any) -> None:
    with shop.store.work() as work:
        order = work.orders.add(shop.order(lines=3))
        statements: list[str] = []
        work.sql.connection.driver_connection.set_trace_callback(statements.append)
        work.orders.save(order, at=shop.now)
        work.sql.connection.driver_connection.set_trace_callback(None)
    # The writer's own triggers are told beside it.
    written = {tuple(s.split()[:2]) for s in statements if not s.startswith(("SELECT", "--"))}
    assert written == {("UPDATE", '"order"')}


def test_a_completed_order_is_completed_once(shop: Any) -> None:
    with shop.store.work() as work:
        order = work.orders.add(shop.order())
        work.orders.complete(replace(order, gst=GST), at=shop.now)
        with pytest.raises(Refused) as refusal:
            work.orders.complete(order, at=shop.now)
        stored = work.orders.get(shop.outlet.id, order.id)
    assert refusal.value.code == "order_not_open"
    assert stored == replace(order, gst=GST, status=OrderStatus.COMPLETED)


def test_waiting_orders_are_listed_newest_first(shop: Any) -> None:
    with shop.store.work() as work:
        orders = [work.orders.add(shop.order(f"ORD-{n}")) for n in range(4)]
        work.orders.complete(orders[0], at=shop.now)
        work.orders.save(replace(orders[1], status=OrderStatus.CANCELLED), at=shop.now)
        waiting = (OrderStatus.OPEN, OrderStatus.HELD)
        listed = work.orders.listed(shop.outlet.id, waiting, None)
        assert listed == [orders[3], orders[2]]
        assert work.orders.listed(shop.outlet.id, waiting, shop.terminal.id) == listed
        assert work.orders.listed(shop.outlet.id, waiting, shop.terminal.id + 1) == []
        done = work.orders.listed(shop.outlet.id, (OrderStatus.COMPLETED,), None)
        assert [order.number for order in done] == ["ORD-0"]


def test_a_bill_comes_back_as_it_was_issued(shop: Any) -> None:
    tenders = (
        Tender(method=Method.CASH, amount=10_000, handed=20_000),
        Tender(method=Method.UPI, amount=11_000, handed=11_000, reference="612345"),
    )
    bill = shop.issue(
        "A/25-26/000001",
        *tenders,
        lines=2,
        gst=GST,
        buyer=Buyer(name="दीपक", phone="9876543210", address="Pune"),
        is_interstate=True,
        change=10_000,
    )
    with shop.store.look() as look:
        found = look.bills.by_number(shop.outlet.id, bill.number)
        assert found == bill
        assert found.local_time.isoformat() == bill.local_time.isoformat()
        assert look.bills.by_order(shop.outlet.id, bill.order_id) == bill
        assert look.bills.by_number(shop.outlet.id, "A/25-26/000002") is None


def test_a_customer_comes_back_with_the_account(shop: Any) -> None:
    details = CustomerDetails(
        name="Rajesh Kumar",
        phone="9876543210",
        email="r@example.com",
        address="Indore",
        is_gst_customer=True,
        company_name="Kumar & Sons",
        gstin="23BBBBB0000B1Z3",
        gstin_verified=True,
        gst_state_code="23",
        company_phone="0731 123",
        company_address="Rajwada",
        notes="pays on the 5th",
        credit_limit=500_000,
    )
    with shop.store.work() as work:
        customer_id = work.customers.add(shop.outlet.id, shop.new_uuid(), details, shop.now)
        work.customers.record_order(customer_id, 12_345, shop.now)
        work.customers.record_order(customer_id, 1, shop.now + timedelta(seconds=1))
        work.commit()
    with shop.store.look() as look:
        customer = look.customers.get(shop.outlet.id, customer_id)
        assert look.customers.by_phone(shop.outlet.id, "9876543210") == customer
    assert customer.details == details
    assert (customer.total_orders, customer.total_spent, customer.balance) == (2, 12_346, 0)
    assert customer.last_order_at == shop.now + timedelta(seconds=1)


def test_updating_a_customer_leaves_the_account(shop: Any) -> None:
    customer_id = shop.add_customer("Rajesh", "9876543210")
    with shop.store.work() as work:
        work.accounts.set_balance(customer_id, -500)
        details = CustomerDetails(name="Rajesh Kumar")
        work.customers.update(customer_id, details, shop.now)
        customer = work.customers.get(shop.outlet.id, customer_id)
    assert (customer.details, customer.balance) == (details, -500)


def test_a_shift_and_its_close_come_back(shop: Any) -> None:
    with shop.store.look() as look:
        assert look.shifts.open_shift(shop.terminal.id) == shop.shift
        assert look.shifts.by_id(shop.outlet.id, shop.shift.id) == shop.shift
        assert look.shifts.last_close(shop.terminal.id) is None
    movement = CashMovement(
        uuid=shop.new_uuid(),
        outlet_id=shop.outlet.id,
        terminal_id=shop.terminal.id,
        shift_id=shop.shift.id,
        kind=CashKind.PAY_IN,
        amount=10_000,
        at=shop.now,
        user_id=shop.user.id,
    )
    with shop.store.work() as work:
        work.shifts.record_cash(movement)
        work.shifts.record_cash(replace(movement, amount=5_000))
        work.shifts.record_cash(replace(movement, kind=CashKind.DROP, amount=-7_000))
        sums = work.shifts.cash_sums(shop.shift.id)
        closed = ClosedShift(
            uuid=shop.new_uuid(),
            shift=shop.shift,
            closed_at=shop.now,
            closed_by=shop.user.id,
            closed_by_name=shop.user.name,
            sums=sums,
            expected_cash=508_000,
            closing_cash=507_000,
            cash_variance=-1_000,
            counts='{"500": 10}',
            reason="a torn note",
        )
        work.shifts.close(closed)
        with pytest.raises(Refused):
            work.shifts.close(closed)
        work.commit()
    assert sums == CashSums(pay_ins=15_000, cash_drops=7_000)
    with shop.store.look() as look:
        assert look.shifts.open_shift(shop.terminal.id) is None
        last = look.shifts.last_close(shop.terminal.id)
        assert (last.closing_cash, last.closed_by_name) == (507_000, shop.user.name)
        assert look.shifts.history(*history(shop)) == ([(closed, "A")], 1)
        assert look.shifts.history(*history(shop, user="asha a")) == ([(closed, "A")], 1)
        assert look.shifts.history(*history(shop, user="nobody")) == ([], 0)
        assert look.shifts.history(*history(shop, first=date(2026, 2, 19))) == ([], 0)


def history(shop: Any, *, first: date | None = None, user: str | None = None) -> tuple[Any, ...]:
    from pos_desktop.application.ports import Page

    return (shop.outlet.id, first, None, user, Page())


def test_settings_of_outlet_and_printer_come_back(shop: Any) -> None:
    changed = replace(shop.outlet, upi_id="shop@upi", round_to_rupee=False, gstin=None)
    printer = PrinterSettings(
        name="Front", connection="network", address="127.0.0.1", drawer_pin=2, native_qr=True
    )
    with shop.store.work() as work:
        assert work.people.printer(shop.terminal.id).connection == "none"
        work.people.set_printer(shop.terminal.id, replace(printer, name="Old"))
        work.people.set_printer(shop.terminal.id, printer)
        work.people.save_outlet(changed)
        work.commit()
    with shop.store.look() as look:
        assert look.people.outlet(shop.outlet.id) == changed
        assert look.people.only_outlet() == changed
        assert look.people.printer(shop.terminal.id) == printer
        assert look.people.terminal("A") == shop.terminal
        assert look.people.terminal("Z") is None
        assert look.people.users(shop.outlet.id) == [shop.user]
        assert look.people.user_by_login("CASHIER-a") == shop.user
        assert look.people.user_by_login("nobody") is None


def test_a_shop_without_an_outlet_is_refused_in_words(store: SqlStore) -> None:
    with store.look() as look, pytest.raises(Refused) as refusal:
        look.people.only_outlet()
    assert refusal.value.code == "no_outlet"


def test_answers_and_audit_entries_are_kept(shop: Any) -> None:
    with shop.store.work() as work:
        assert work.journal.answer(1, "r1") is None
        work.journal.add_answer(scope=1, request_id="r1", use_case="u", result="{}", at=shop.now)
        work.journal.add_audit(
            uuid=shop.new_uuid(), at=shop.now, session=None, action="a", subject="", details="{}"
        )
        work.commit()
    with shop.store.look() as look:
        assert look.journal.answer(1, "r1") == ("u", "{}")
        assert look.journal.answer(2, "r1") is None
