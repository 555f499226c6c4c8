"""Whatever is bought, brought back and exchanged, the books agree; what is tampered is told."""

from __future__ import annotations

import random
from typing import Any

import pytest
from msgspec.structs import replace

from pos_desktop.application import accounts, billing, bills, credit_notes, exchange, payments
from pos_desktop.application.desk import Approval, Desk
from pos_desktop.application.lines import LineInput
from pos_desktop.application.returning import ReturnLine
from pos_desktop.domain.credit_notes import RefundMethod
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.gst import Discount
from pos_desktop.domain.measures import ONE
from pos_desktop.domain.outlet import Method, Terminal
from pos_desktop.domain.refunds import RefundOffered
from pos_desktop.persistence.check_books import books
from pos_desktop.persistence.engine import driver
from tests.shop_at_hand import ShopAtHand

ASHA = billing.BuyerInput(name="Asha", phone="9876500001")
STEPS = 45


def item_codes(shop: ShopAtHand, count: int) -> list[str]:
    with shop.store.look() as look:
        rows = look.sql.exec_driver_sql(
            f"SELECT code FROM item WHERE is_active AND NOT sold_by_weight LIMIT {count}"
        )
        return [str(code) for code in rows.scalars()]


class History:
    """Random days at one counter."""

    def __init__(self, shop: ShopAtHand, seed: int) -> None:
        self.shop = shop
        self.draw = random.Random(seed)
        self.codes = item_codes(shop, 8)
        self.numbers: list[str] = []
        self.customer_id = 0
        self.refused: set[str] = set()

    def lines(self) -> tuple[LineInput, ...]:
        draw = self.draw
        return tuple(
            LineInput(
                item=draw.choice(self.codes),
                qty=draw.randint(1, 4) * ONE,
                discount=Discount(percent=draw.choice((300, 1250)))
                if draw.random() < 0.3
                else None,
            )
            for _ in range(draw.randint(1, 4))
        )

    def sell(self) -> None:
        on_account = self.draw.random() < 0.5
        sale = billing.IssueBill(
            lines=self.lines(),
            bill_discount=Discount(percent=700) if self.draw.random() < 0.3 else None,
            customer=ASHA if on_account or self.draw.random() < 0.4 else None,
            tenders=(
                billing.TenderInput(
                    method=Method.CREDIT if on_account else Method.CASH,
                    amount=None if on_account else 100_000_00,
                ),
            ),
        )
        bill = billing.issue(self.shop.cashier, sale)
        self.numbers.append(bill.bill_number)
        self.customer_id = bill.customer_id or self.customer_id

    def pay(self) -> None:
        if self.customer_id:
            amount = self.draw.randint(1, 900_00)
            payments.receive_payment(
                self.shop.cashier,
                payments.ReceivePayment(customer_id=self.customer_id, amount=amount),
            )

    def some_lines(self, number: str) -> tuple[ReturnLine, ...]:
        record = bills.get(self.shop.cashier, bills.BillNumber(bill_number=number))
        return tuple(
            ReturnLine(
                line=line.line,
                qty=self.draw.randint(1, line.left),
                restock=self.draw.random() < 0.8,
            )
            for line in record.lines_left
            if line.left and self.draw.random() < 0.7
        )

    def bring_back(self) -> None:
        number = self.draw.choice(self.numbers)
        lines = () if self.draw.random() < 0.3 else self.some_lines(number)
        ways = ((), *((RefundOffered(method=way),) for way in RefundMethod))
        credit_notes.issue(
            self.shop.owner,
            credit_notes.IssueNote(
                bill_number=number,
                lines=lines,
                all=not lines,
                refund=self.draw.choice(ways),
                reason="Not wanted",
            ),
        )

    def swap(self) -> None:
        number = self.draw.choice(self.numbers)
        lines = self.some_lines(number)
        done = exchange.exchange(
            self.shop.owner,
            exchange.ExchangeGoods(
                bill_number=number,
                lines=lines,
                all=not lines,
                reason="Other size",
                sale=billing.IssueBill(
                    lines=self.lines(),
                    tenders=(billing.TenderInput(method=Method.CASH, amount=100_000_00),),
                ),
            ),
        )
        self.numbers.append(done.bill.bill_number)

    def step(self) -> None:
        act = self.draw.choice((self.sell, self.sell, self.pay, self.bring_back, self.swap))
        try:
            act()
        except PosError as error:
            self.refused.add(error.code or str(error))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_history_of_returns_and_exchanges_agrees(
    open_shop_today: ShopAtHand, seed: int
) -> None:
    """The fixture's whole check is the proof; here only what it does not say."""
    history = History(open_shop_today, seed)
    history.sell()
    for _ in range(STEPS):
        history.step()
    assert history.refused <= {"nothing_left", "due_comes_first", "method_off", "no_account"}
    assert open_shop_today.count("credit_note") > 3
    with open_shop_today.store.look() as look:
        least = look.sql.exec_driver_sql("SELECT min(due) FROM bill_due").scalar_one_or_none()
    assert (least or 0) >= 0
    told = accounts.recalculate(open_shop_today.manager, accounts.Recalculate(all=True))
    assert told.differences == ()


@pytest.fixture
def returned(open_shop_today: ShopAtHand) -> ShopAtHand:
    """A shop with a note refunded in cash, one off the account, and an exchange."""
    shop = open_shop_today
    (code,) = item_codes(shop, 1)
    cash = (billing.TenderInput(method=Method.CASH, amount=100_000_00),)
    sold = billing.issue(
        shop.cashier, billing.IssueBill(lines=(LineInput(item=code, qty=2 * ONE),), tenders=cash)
    )
    owing = shop.sell("100.00", credit=100_00, customer=ASHA)
    half = ReturnLine(line=1, qty=ONE)
    give = credit_notes.IssueNote(bill_number=sold.bill_number, lines=(half,), reason="Torn")
    credit_notes.issue(shop.manager, give)
    credit_notes.issue(
        shop.manager, replace(give, bill_number=owing.bill_number, lines=(), all=True)
    )
    line = LineInput(description="Other", unit_price=1_00, gst_rate=0)
    exchange.exchange(
        shop.manager,
        exchange.ExchangeGoods(
            bill_number=sold.bill_number,
            all=True,
            reason="Torn",
            sale=billing.IssueBill(lines=(line,)),
        ),
    )
    return shop


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE credit_note SET total = total + 1, round_off = round_off + 1", "but"),
        ("UPDATE credit_note_line SET qty = qty * 9", "its credit notes gave back"),
        ("UPDATE credit_note_line SET taxable = taxable + 5, total = total + 5", "make"),
        ("UPDATE credit_note_refund SET amount = amount - 1 WHERE method = 'cash'", "drawer gave"),
        ("DELETE FROM cash_movement WHERE kind = 'refund'", "drawer gave"),
        ("DELETE FROM ledger_entry WHERE kind = 'credit_note'", "onto the account"),
        ("UPDATE bill_due SET due = due + 5", "as due"),
        ("UPDATE tender SET reference = 'AC/25-26/000001' WHERE method = 'exchange'", "new bill"),
        ("DELETE FROM stock_movement WHERE kind = 'return'", "took back"),
        ("UPDATE number_series SET last = last + 1 WHERE series = 'C'", "AC/25-26"),
    ],
)
def test_what_a_note_says_is_held_against_everything_it_moved(
    returned: ShopAtHand, statement: str, told: str
) -> None:
    with returned.store.work() as work:
        sql: Any = driver(work.sql)
        guards = "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%~_no~_%'"
        for (name,) in sql.execute(f"{guards} ESCAPE '~'").fetchall():
            sql.execute(f"DROP TRIGGER {name}")
        assert not [fault for _, faults in books(sql) for fault in faults]
        assert sql.execute(statement).rowcount
        words = [fault.words for _, faults in books(sql) for fault in faults]
    assert any(told in said for said in words), words


def at_terminal(shop: ShopAtHand, desk: Desk, code: str) -> Desk:
    """The same person at another counter of the outlet, where a shift is opened."""
    from pos_desktop.application.shifts import OpenShift, open_shift

    session = desk.signed_in
    there = Terminal(id=0, uuid=code, outlet_id=session.outlet_id, code=code, name=code)
    with shop.store.work() as work:
        there = replace(there, id=work.people.add_terminal(there))
        work.commit()
    moved = replace(desk, session=replace(session, terminal=there))
    open_shift(moved, OpenShift(opening_cash=0))
    return moved


def test_a_bill_of_another_counter_is_taken_back_here(open_shop_today: ShopAtHand) -> None:
    sold = open_shop_today.sell("100.00", cash=100_00)
    there = at_terminal(open_shop_today, open_shop_today.manager, "B")
    note = credit_notes.issue(
        there, credit_notes.IssueNote(bill_number=sold.bill_number, all=True, reason="Torn")
    )
    assert note.credit_note_number == "BC/25-26/000001"
    with open_shop_today.store.look() as look:
        moved = look.sql.exec_driver_sql(
            "SELECT terminal_id, amount FROM cash_movement WHERE kind = 'refund'"
        ).one()
    assert tuple(moved) == (there.signed_in.terminal.id, -100_00)


def test_a_bill_of_another_outlet_is_not_found(open_shop_today: ShopAtHand) -> None:
    sold = open_shop_today.sell("100.00", cash=100_00)
    session = open_shop_today.manager.signed_in
    elsewhere = replace(open_shop_today.manager, session=replace(session, outlet_id=99))
    with pytest.raises(PosError) as fault:
        credit_notes.preview(
            elsewhere, credit_notes.PreviewNote(bill_number=sold.bill_number, all=True)
        )
    assert fault.value.code == "unknown_bill"


def test_a_failure_at_any_point_of_an_exchange_leaves_nothing(
    open_shop_today: ShopAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    sold = open_shop_today.sell("100.00", cash=100_00)
    tables = ("credit_note", "credit_note_refund", "cash_movement", "bill", "tender", "audit_entry")
    before = [open_shop_today.count(table) for table in tables]
    from pos_desktop.persistence.bills import SqlBills

    def fails(*_: object) -> int:
        raise RuntimeError("the disk")

    monkeypatch.setattr(SqlBills, "add", fails)
    line = LineInput(description="Other", unit_price=70_00, gst_rate=0)
    with pytest.raises(RuntimeError):
        exchange.exchange(
            open_shop_today.manager,
            exchange.ExchangeGoods(
                bill_number=sold.bill_number,
                all=True,
                reason="Torn",
                sale=billing.IssueBill(lines=(line,)),
            ),
        )
    assert [open_shop_today.count(table) for table in tables] == before


def test_an_approval_names_both_people(open_shop_today: ShopAtHand) -> None:
    sold = open_shop_today.sell("100.00", cash=100_00)
    yes = Approval(user="manager", pin="2468", reason="Seen it")
    note = credit_notes.issue(
        replace(open_shop_today.cashier, approval=yes),
        credit_notes.IssueNote(bill_number=sold.bill_number, all=True, reason="Torn"),
    )
    people = (note.cashier_name, note.approved_by)
    assert people == (
        open_shop_today.cashier.signed_in.user_name,
        open_shop_today.manager.signed_in.user_name,
    )
