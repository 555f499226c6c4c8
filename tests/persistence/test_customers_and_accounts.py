"""Customers are found as they are typed; their khata always adds up."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from pos_desktop.application.account_ports import BalanceFilter
from pos_desktop.application.ports import Page
from pos_desktop.domain.accounts import Allocation, DueBill, Entry, EntryKind, PaymentReceipt
from pos_desktop.domain.bills import Tender
from pos_desktop.domain.errors import Refused
from pos_desktop.domain.outlet import Method
from tests.heard_statements import heard


def credit(amount: int) -> Tender:
    return Tender(method=Method.CREDIT, amount=amount, handed=amount)


def cash(amount: int) -> Tender:
    return Tender(method=Method.CASH, amount=amount, handed=amount)


def buy(
    shop: Any, number: str, due: int, customer_id: int | None, *, day: date | None = None
) -> Any:
    """A bill of 105.00 of which *due* is on account."""
    day = day or shop.today
    tenders = (credit(due),) if due == 10_500 else (cash(10_500 - due), credit(due))
    bill = shop.issue(number, *tenders, customer_id=customer_id, business_date=day)
    with shop.store.work() as work:
        work.accounts.add_due(bill)
        if customer_id is not None:
            work.accounts.post(entry(shop, customer_id, day=day, bill_id=bill.id, debit=due))
        work.commit()
    return bill


def entry(shop: Any, customer_id: int, *, day: date | None = None, **amounts: int) -> Entry:
    return Entry(
        uuid=shop.new_uuid(),
        outlet_id=shop.outlet.id,
        customer_id=customer_id,
        at=shop.now,
        business_date=day or shop.today,
        kind=EntryKind.BILL if "debit" in amounts else EntryKind.PAYMENT,
        **amounts,
    )


def pay(shop: Any, customer_id: int, number: str, amount: int, *parts: Allocation) -> Any:
    receipt = PaymentReceipt(
        id=0,
        uuid=shop.new_uuid(),
        number=number,
        outlet_name=shop.outlet.name,
        outlet_address=shop.outlet.address,
        outlet_phone=shop.outlet.phone,
        is_demo=True,
        customer_id=customer_id,
        customer_name="Rajesh",
        customer_phone=None,
        received_at=shop.now,
        local_time=shop.outlet.local(shop.now),
        business_date=shop.today,
        terminal_id=shop.terminal.id,
        user_id=shop.user.id,
        cashier_name=shop.user.name,
        method=Method.UPI,
        amount=amount,
        reference="ref",
        balance_before=-10_500,
        balance_after=amount - 10_500,
        allocations=parts,
    )
    with shop.store.work() as work:
        payment_id = work.accounts.add_payment(
            receipt, outlet_id=shop.outlet.id, shift_id=shop.shift.id
        )
        work.accounts.post(entry(shop, customer_id, payment_id=payment_id, credit=amount))
        for part in parts:
            work.accounts.allocate(
                payment_id=payment_id,
                bill_id=part.bill_id,
                amount=part.amount,
                uuid=shop.new_uuid(),
                at=shop.now,
            )
        work.commit()
    return replace(receipt, id=payment_id)


def report(shop: Any, **wanted: Any) -> tuple[list[Any], int, int]:
    with shop.store.look() as look:
        rows, count, owed = look.accounts.balances(shop.outlet.id, BalanceFilter(**wanted))
    return list(rows), count, owed


def names(shop: Any, **wanted: Any) -> list[str | None]:
    return [row.name for row in report(shop, **wanted)[0]]


def found(shop: Any, text: str, outlet_id: int = 0) -> list[str]:
    with shop.store.look() as look:
        rows = look.customers.search(outlet_id or shop.outlet.id, text, 20)
    return [customer.details.name for customer in rows]


@pytest.mark.parametrize(
    "typed",
    [
        "ra",
        "kumar r",
        "umar",
        "98765",
        "3210",
        "98765 43210",
        "+91 98765-43210",
        "sons",
        "23bbb",
        "राजेश",
    ],
)
def test_a_customer_is_found_by_name_phone_company_and_gstin(shop: Any, typed: str) -> None:
    shop.add_customer(
        "Rajesh राजेश Kumar", "9876543210", company_name="Verma & Sons", gstin="23BBBBB0000B1Z3"
    )
    shop.add_customer("Sunita", "9123456789")
    assert found(shop, typed) == ["Rajesh राजेश Kumar"]


def test_an_exact_phone_comes_first(shop: Any) -> None:
    shop.add_customer("Note 9876543210", "9000000001")
    shop.add_customer("Rajesh", "9876543210")
    assert found(shop, "9876543210") == ["Rajesh", "Note 9876543210"]


def test_the_search_follows_a_customers_changes(shop: Any) -> None:
    customer_id = shop.add_customer("Rajesh", "9876543210")
    with shop.store.work() as work:
        old = work.customers.get(shop.outlet.id, customer_id)
        changed = replace(old.details, name="Mahesh", phone=None)
        work.customers.update(customer_id, changed, shop.now)
        work.commit()
    assert found(shop, "rajesh") == found(shop, "ajes") == found(shop, "3210") == []
    assert found(shop, "mah") == found(shop, "ahes") == ["Mahesh"]


def test_another_outlets_customers_are_never_found(shop: Any, second_outlet: Any) -> None:
    customer_id = shop.add_customer("Rajesh", "9876543210")
    other = second_outlet[0].id
    assert found(shop, "rajesh", other) == found(shop, "9876543210", other) == []
    with shop.store.look() as look:
        assert look.customers.get(other, customer_id) is None
        assert look.customers.by_phone(other, "9876543210") is None
        assert look.accounts.balances(other, BalanceFilter(state="all"))[:2] == ([], 0)
        assert look.accounts.computed_balances(other, None) == []


def test_posting_moves_the_balance_and_tells_it(shop: Any) -> None:
    rajesh = shop.add_customer("Rajesh")
    with shop.store.work() as work:
        balances = [
            work.accounts.post(entry(shop, rajesh, debit=100_00)),
            work.accounts.post(entry(shop, rajesh, credit=150_00)),
            work.accounts.post(entry(shop, rajesh, debit=20_00)),
        ]
        assert work.accounts.computed_balances(shop.outlet.id, rajesh) == [(rajesh, 3000, 3000)]
        work.accounts.set_balance(rajesh, 1)
        assert work.accounts.computed_balances(shop.outlet.id, None) == [(rajesh, 1, 3000)]
    assert balances == [-100_00, 50_00, 30_00]


def test_an_entry_of_another_outlets_customer_is_no_entry(shop: Any, second_outlet: Any) -> None:
    rajesh = shop.add_customer("Rajesh")
    foreign = replace(entry(shop, rajesh, debit=100), outlet_id=second_outlet[0].id)
    with pytest.raises(ValueError, match="unpack"), shop.store.work() as work:
        work.accounts.post(foreign)


def test_a_part_payment_leaves_the_rest_due(shop: Any) -> None:
    rajesh = shop.add_customer("Rajesh")
    old = buy(shop, "A/25-26/000001", 10_500, rajesh, day=shop.today - timedelta(days=40))
    new = buy(shop, "A/25-26/000002", 5_000, rajesh)
    receipt = pay(
        shop,
        rajesh,
        "AP/25-26/000001",
        12_000,
        Allocation(bill_id=old.id, bill_number=old.number, amount=10_500, due_id=old.id),
        Allocation(bill_id=new.id, bill_number=new.number, amount=1_500, due_id=new.id),
    )
    left = DueBill(
        bill_id=new.id,
        bill_number=new.number,
        business_date=shop.today,
        total=10_500,
        due=3_500,
        due_id=new.id,
    )
    with shop.store.look() as look:
        assert look.accounts.dues(shop.outlet.id, rajesh) == [left]
        assert look.accounts.unpaid_bills(shop.outlet.id, [rajesh, 99]) == {rajesh: [left]}
        assert look.accounts.unpaid_bills(shop.outlet.id, []) == {}
        assert look.accounts.payment(shop.outlet.id, receipt.number) == receipt
        assert look.accounts.payment(shop.outlet.id, "AP/25-26/000009") is None
        assert look.customers.get(shop.outlet.id, rajesh).balance == -3_500
        opening, lines = look.accounts.entries(shop.outlet.id, rajesh, None, None)
        since, later = look.accounts.entries(shop.outlet.id, rajesh, shop.today, shop.today)
        until = look.accounts.entries(shop.outlet.id, rajesh, None, shop.today - timedelta(days=1))[
            1
        ]
    assert opening == 0
    assert [(x.document, x.debit, x.credit, x.balance) for x in lines] == [
        ("A/25-26/000001", 10_500, 0, -10_500),
        ("A/25-26/000002", 5_000, 0, -15_500),
        ("AP/25-26/000001", 0, 12_000, -3_500),
    ]
    assert (since, later) == (-10_500, lines[1:])
    assert until == lines[:1]


def test_more_than_is_due_cannot_be_allocated(shop: Any) -> None:
    rajesh = shop.add_customer("Rajesh")
    bill = buy(shop, "A/25-26/000001", 5_000, rajesh)
    with pytest.raises(Refused):
        pay(
            shop,
            rajesh,
            "AP/25-26/000001",
            6_000,
            Allocation(bill_id=bill.id, bill_number=bill.number, amount=5_001),
        )
    with shop.store.look() as look:
        assert look.accounts.payment(shop.outlet.id, "AP/25-26/000001") is None


@pytest.fixture
def debtors(shop: Any) -> Any:
    """Five who owe (one unknown), one in advance, one up to date: REQUIREMENTS R1.5's figures."""
    day = shop.today
    rows = [
        ("Anil", 149_50, 0),
        ("Bina", 627_90, 40),
        ("Chetan", 299_00, 70),
        ("Divya", 210_00, 0),
        (None, 27_40, 100),
    ]
    for n, (name, due, age) in enumerate(rows, start=1):
        customer_id = shop.add_customer(name, f"90000000{n:02d}") if name else None
        bill_day = day - timedelta(days=age)
        total = max(due, 10500)
        lines = (cash(total - due), credit(due)) if total > due else (credit(due),)
        bill = shop.issue(
            f"A/25-26/{n:06d}",
            *lines,
            customer_id=customer_id,
            business_date=bill_day,
            totals=replace(
                shop.bill(shop.order(lines=1), "x").totals, round_off=total - 105_00, total=total
            ),
        )
        with shop.store.work() as work:
            work.accounts.add_due(bill)
            if customer_id is not None:
                posted = entry(shop, customer_id, day=bill_day, bill_id=bill.id, debit=due)
                work.accounts.post(posted)
            work.commit()
    farah = shop.add_customer("Farah")
    shop.add_customer("Gopal")
    with shop.store.work() as work:
        work.accounts.post(entry(shop, farah, credit=50_00))
        work.commit()
    return shop


def test_the_balance_report_shows_debts_highest_first(debtors: Any) -> None:
    rows, count, owed = report(debtors)
    assert [row.balance for row in rows] == [-62790, -29900, -21000, -14950, -2740]
    assert (count, owed) == (5, 131380)
    assert (rows[0].name, rows[0].phone, rows[0].bill) == ("Bina", "9000000002", None)
    unknown = rows[-1]
    assert (unknown.customer_id, unknown.name, unknown.phone) == (None, None, None)
    assert (unknown.bill.bill_number, unknown.bill.due) == ("A/25-26/000005", 2740)
    assert unknown.bill.total == 10_500


def test_the_balance_report_filters_and_sorts(debtors: Any) -> None:
    assert names(debtors, state="credit") == ["Farah"]
    assert report(debtors, state="credit")[1:] == (1, 0)
    assert names(debtors, state="settled") == ["Gopal"]
    assert names(debtors, state="all") == [
        "Bina",
        "Chetan",
        "Divya",
        "Anil",
        None,
        "Gopal",
        "Farah",
    ]
    assert names(debtors, sort="name") == ["Anil", "Bina", "Chetan", "Divya", None]
    assert names(debtors, sort="oldest") == [None, "Chetan", "Bina", "Divya", "Anil"]
    assert names(debtors, least=210_00, most=299_00) == ["Chetan", "Divya"]
    assert report(debtors, least=210_00, most=299_00)[1:] == (2, 509_00)
    older = debtors.today - timedelta(days=40)
    assert names(debtors, older_than=older) == ["Chetan", None]
    assert names(debtors, older_than=older + timedelta(days=1)) == ["Bina", "Chetan", None]
    assert names(debtors, text="hit") == []
    assert names(debtors, text="heta") == ["Chetan"]
    assert names(debtors, text="ch") == ["Chetan"]
    assert names(debtors, text="000005") == [None, "Anil"][:1]
    assert report(debtors, text="*")[:2] == ([], 0)


def test_the_balance_report_is_paged(debtors: Any) -> None:
    pages = [report(debtors, page=Page(page=n, limit=2)) for n in (1, 2, 3, 4)]
    assert [[row.balance for row in rows] for rows, _, _ in pages] == [
        [-62790, -29900],
        [-21000, -14950],
        [-2740],
        [],
    ]
    assert {(count, owed) for _, count, owed in pages} == {(5, 131380)}


def test_the_balance_report_does_not_read_paid_bills(debtors: Any) -> None:
    def plan(statement: str, values: Any) -> str:
        with debtors.store.look() as look:
            rows = look.sql.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
        return "\n".join(row.detail for row in rows)

    seen: list[tuple[str, Any]] = []

    def note(_sql: Any, statement: str, values: Any) -> None:
        if not statement.startswith("EXPLAIN"):
            seen.append((statement, values))

    with heard(debtors.store._reader, note):
        report(debtors)
        report(debtors, sort="oldest", older_than=debtors.today)
    plans = [plan(*statement) for statement in seen]
    assert len(plans) == 6
    for told in plans:
        assert "SCAN bill_due" not in told
        assert "SCAN bill\n" not in told
    assert "MERGE" in plans[2]
