"""Whatever happens to accounts, in any order: balance, entries, dues and report agree."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from msgspec.structs import replace

from pos_desktop.application import (
    accounts,
    adjustments,
    bill_links,
    billing,
    credit_notes,
    customers,
    exchange,
    openings,
    orders,
    refund_vouchers,
    tender_corrections,
    vouchers,
)
from pos_desktop.application.customer_accounts import (
    MergeCustomers,
    SetActive,
    merge,
    set_active,
)
from pos_desktop.application.payments import ReceivePayment, receive_payment
from pos_desktop.application.returning import ReturnLine
from pos_desktop.application.reversals import ReversePayment, reverse_payment
from pos_desktop.application.settling import settle_account
from pos_desktop.domain.accounts import BalanceState
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.gst import Supply
from pos_desktop.domain.refunds import RefundMethod, RefundOffered
from tests.shop_at_hand import ShopAtHand, refuse_unproved

RUPEES = st.integers(1, 400).map(lambda rupees: rupees * 100)
ANY = st.integers(0, 10_000)


class Khata(RuleBasedStateMachine):
    """Some customers of one shop, and everything that moves an account."""

    template: Path
    keys: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="pos-khata-"))
        shutil.copytree(self.template, self.folder / "shop")
        # The head logs of two copies of a shop would contradict.
        shutil.copytree(self.keys, self.folder / "keys")
        os.environ["POS_KEYS"] = str(self.folder / "keys")
        self.shop = ShopAtHand(self.folder / "shop")
        self.shop.open_shift()
        self.names = itertools.count(1)
        self.people: list[int] = []
        self.payments: list[str] = []
        self.vouchers: list[str] = []
        self.adjusted: list[str] = []
        self.unknown: list[str] = []
        self.sold: list[str] = []
        self.pairs: list[str] = []
        self.orders: list[int] = []

    def teardown(self) -> None:
        self.shop.store.close()
        refuse_unproved(self.folder / "shop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def who(self, any_of: int) -> int:
        return self.people[any_of % len(self.people)]

    @rule()
    @precondition(lambda self: len(self.people) < 4)
    def comes(self) -> None:
        given = customers.CustomerInput(name=f"Customer {next(self.names)}")
        self.people.append(customers.create(self.shop.manager, given).id)

    @rule(any_of=ANY, total=RUPEES, part=st.integers(0, 100))
    @precondition(lambda self: self.people)
    def buys(self, any_of: int, total: int, part: int) -> None:
        cash = total * part // 100
        buyer = billing.BuyerInput(id=self.who(any_of))
        bill = self.shop.sell(
            f"{total / 100:.2f}",
            cash=cash,
            credit=total - cash,
            customer=buyer,
            desk=self.shop.manager,
        )
        self.sold.append(bill.bill_number)

    @rule(any_of=ANY, total=RUPEES)
    @precondition(lambda self: self.people)
    def buys_two(self, any_of: int, total: int) -> None:
        line = billing.LineInput(description="Pair", unit_price=total, qty=2000, gst_rate=0)
        request = billing.IssueBill(
            lines=(line,),
            tenders=(billing.TenderInput(method=billing.Method.CREDIT),),
            customer=billing.BuyerInput(id=self.who(any_of)),
        )
        self.pairs.append(billing.issue(self.shop.manager, request).bill_number)

    @rule(any_of=ANY, to_account=st.booleans())
    @precondition(lambda self: self.pairs)
    def brings_one_back(self, any_of: int, to_account: bool) -> None:
        at = any_of % len(self.pairs)
        refund = (RefundOffered(method=RefundMethod.ACCOUNT),) if to_account else ()
        request = credit_notes.IssueNote(
            bill_number=self.pairs[at],
            lines=(ReturnLine(line=1, qty=1000),),
            refund=refund,
            reason="Too many",
        )
        try:
            credit_notes.issue(self.shop.owner, request)
        except PosError:  # both were brought back before
            self.pairs.pop(at)

    @rule(any_of=ANY)
    @precondition(lambda self: self.people and len(self.orders) < 3)
    def begins_an_order(self, any_of: int) -> None:
        view = self.shop.ring_up("1040")
        link = orders.LinkCustomer(order_id=view.order_id, customer_id=self.who(any_of))
        orders.link_customer(self.shop.cashier, link)
        self.orders.append(view.order_id)

    @rule()
    @precondition(lambda self: self.orders)
    def takes_the_order_along(self) -> None:
        credit = billing.TenderInput(method=billing.Method.CREDIT)
        request = billing.IssueBill(order_id=self.orders.pop(0), tenders=(credit,))
        self.sold.append(billing.issue(self.shop.manager, request).bill_number)

    @rule(any_of=ANY)
    @precondition(lambda self: self.people)
    def comes_no_more(self, any_of: int) -> None:
        request = SetActive(id=self.who(any_of), active=False)
        with contextlib.suppress(PosError):  # whose account is open
            set_active(self.shop.manager, request)

    @rule(any_of=ANY)
    @precondition(lambda self: self.sold)
    def brings_back(self, any_of: int) -> None:
        number = self.sold.pop(any_of % len(self.sold))
        request = credit_notes.IssueNote(bill_number=number, all=True, reason="Broken")
        credit_notes.issue(self.shop.owner, request)

    @rule(any_of=ANY, total=RUPEES, over=RUPEES)
    @precondition(lambda self: self.people)
    def leaves_change(self, any_of: int, total: int, over: int) -> None:
        line = billing.LineInput(description="Thing", unit_price=total, gst_rate=0)
        cash = billing.TenderInput(method=billing.Method.CASH, amount=total + over)
        buyer = billing.BuyerInput(id=self.who(any_of))
        request = billing.IssueBill(
            lines=(line,), tenders=(cash,), customer=buyer, keep_change=True
        )
        billing.issue(self.shop.manager, request)

    @rule(any_of=ANY, total=RUPEES)
    @precondition(lambda self: self.sold)
    def exchanges(self, any_of: int, total: int) -> None:
        number = self.sold.pop(any_of % len(self.sold))
        line = billing.LineInput(description="Other", unit_price=total, gst_rate=0)
        cash = billing.TenderInput(method=billing.Method.CASH, amount=total)
        for tenders in ((cash,), ()):
            sale = billing.IssueBill(lines=(line,), tenders=tenders)
            request = exchange.ExchangeGoods(bill_number=number, all=True, reason="Size", sale=sale)
            try:
                exchange.exchange(self.shop.owner, request)
            except PosError:
                continue
            return

    @rule(any_of=ANY)
    @precondition(lambda self: self.sold)
    def was_paid_otherwise(self, any_of: int) -> None:
        request = tender_corrections.CorrectTender(
            bill_number=self.sold[any_of % len(self.sold)],
            taken_from=billing.Method.CASH,
            given_to=billing.Method.UPI,
            reason="Pressed the wrong key",
        )
        with contextlib.suppress(PosError):  # nothing of it is paid in cash
            tender_corrections.correct_tender(self.shop.manager, request)

    @rule(any_of=ANY, amount=RUPEES)
    @precondition(lambda self: self.people)
    def orders_a_dinner(self, any_of: int, amount: int) -> None:
        request = vouchers.ReceiveAdvance(
            customer_id=self.who(any_of), amount=amount, tax_class="REST5", description="Dinner"
        )
        with contextlib.suppress(PosError):  # who owes pays that first
            told = vouchers.receive_advance(self.shop.manager, request)
            self.vouchers.append(told.voucher_number)

    @rule(any_of=ANY, part=st.one_of(st.none(), RUPEES))
    @precondition(lambda self: self.vouchers)
    def calls_the_dinner_off(self, any_of: int, part: int | None) -> None:
        request = refund_vouchers.RefundAdvance(
            voucher_number=self.vouchers[any_of % len(self.vouchers)], amount=part, reason="Off"
        )
        with contextlib.suppress(PosError):  # bills were paid with it
            refund_vouchers.refund_advance(self.shop.owner, request)

    @rule(any_of=ANY, total=RUPEES)
    @precondition(lambda self: self.people)
    def dines(self, any_of: int, total: int) -> None:
        line = billing.LineInput(
            description="Dinner", unit_price=total, gst_rate=500, supply=Supply.RESTAURANT
        )
        request = billing.IssueBill(
            lines=(line,),
            tenders=(billing.TenderInput(method=billing.Method.CREDIT),),
            customer=billing.BuyerInput(id=self.who(any_of)),
        )
        self.sold.append(billing.issue(self.shop.manager, request).bill_number)

    @rule(total=RUPEES)
    def buys_unknown(self, total: int) -> None:
        bill = self.shop.sell(f"{total / 100:.2f}", credit=total, desk=self.shop.manager)
        self.unknown.append(bill.bill_number)

    @rule(any_of=ANY)
    @precondition(lambda self: self.people and self.unknown)
    def turns_out(self, any_of: int) -> None:
        number = self.unknown.pop(any_of % len(self.unknown))
        request = bill_links.LinkBill(bill_number=number, customer_id=self.who(any_of))
        bill_links.link_customer(self.shop.manager, request)
        self.sold.append(number)

    @rule(any_of=ANY, amount=RUPEES, discount=st.integers(0, 20))
    @precondition(lambda self: self.people)
    def pays(self, any_of: int, amount: int, discount: int) -> None:
        request = ReceivePayment(
            customer_id=self.who(any_of),
            amount=amount,
            discount=discount * 100,
            discount_reason="Settled",
        )
        try:
            paid = receive_payment(self.shop.manager, request)
        except PosError:
            paid = receive_payment(self.shop.manager, replace(request, discount=None))
        self.payments.append(paid.payment_number)

    @rule(any_of=ANY, amount=RUPEES)
    @precondition(lambda self: self.people)
    def pays_a_chosen_bill(self, any_of: int, amount: int) -> None:
        who = self.who(any_of)
        with self.shop.store.look() as look:
            due = [one.bill_number for one in look.accounts.dues(1, who)]
        chosen = (due[any_of % len(due)],) if due else ()
        request = ReceivePayment(customer_id=who, amount=amount, bills=chosen)
        self.payments.append(receive_payment(self.shop.manager, request).payment_number)

    @rule(any_of=ANY)
    @precondition(lambda self: self.people)
    def will_never_pay(self, any_of: int) -> None:
        who = self.who(any_of)
        owed = -customers.get(self.shop.manager, customers.CustomerId(id=who)).balance
        request = adjustments.Adjust(
            customer_id=who, kind=adjustments.Purpose.WRITE_OFF, credit=owed, reason="Left town"
        )
        if owed > 0:
            self.adjusted.append(adjustments.adjust(self.shop.manager, request).number)

    @rule(any_of=ANY, owes=st.integers(0, 400), advance=st.booleans())
    @precondition(lambda self: self.people)
    def is_in_the_old_book(self, any_of: int, owes: int, advance: bool) -> None:
        name = customers.get(self.shop.manager, customers.CustomerId(id=self.who(any_of))).name
        column = "advance" if advance else "owes"
        request = openings.ImportOpenings(text=f"name,{column}\n{name},{owes}\n", dry_run=False)
        openings.import_openings(self.shop.manager, request)

    @rule()
    def closes_the_old_book(self) -> None:
        with contextlib.suppress(PosError):  # nothing was brought in, or it was taken back
            openings.undo_import(self.shop.manager, openings.UndoImport())

    @rule(any_of=ANY)
    @precondition(lambda self: self.payments)
    def takes_payment_back(self, any_of: int) -> None:
        number = self.payments.pop(any_of % len(self.payments))
        reverse_payment(self.shop.manager, ReversePayment(payment_number=number, reason="Wrong"))

    @rule(any_of=ANY, amount=RUPEES, owed=st.booleans())
    @precondition(lambda self: self.people)
    def is_adjusted(self, any_of: int, amount: int, owed: bool) -> None:
        sided = {"debit": amount} if owed else {"credit": amount}
        request = adjustments.Adjust(
            customer_id=self.who(any_of),
            kind=adjustments.Purpose.CORRECTION,
            reason="Counted anew",
            **sided,
        )
        self.adjusted.append(adjustments.adjust(self.shop.manager, request).number)

    @rule(any_of=ANY)
    @precondition(lambda self: self.adjusted)
    def takes_adjustment_back(self, any_of: int) -> None:
        number = self.adjusted.pop(any_of % len(self.adjusted))
        request = adjustments.ReverseAdjustment(number=number, reason="Wrong")
        adjustments.reverse_adjustment(self.shop.manager, request)

    @rule(any_of=ANY)
    @precondition(lambda self: len(self.people) > 1)
    def two_are_one(self, any_of: int) -> None:
        gone = self.people.pop(any_of % len(self.people))
        merge(self.shop.manager, MergeCustomers(id=gone, into_id=self.who(any_of)))

    @invariant()
    def everything_agrees(self) -> None:
        desk = self.shop.manager
        told = accounts.recalculate(desk, accounts.Recalculate(all=True))
        assert told.differences == ()
        owed = advances = 0
        with self.shop.store.look() as look:
            everyone = look.sql.exec_driver_sql("SELECT id FROM customer").scalars().all()
            for customer_id in everyone:
                balance = look.accounts.balance(customer_id)
                due = sum(one.due for one in look.accounts.dues(1, customer_id))
                assert due - max(balance, 0) == -balance
                owed, advances = owed + due, advances + max(balance, 0)
            nobodys = look.sql.exec_driver_sql(
                "SELECT coalesce(sum(due), 0) FROM bill_due WHERE customer_id IS NULL"
            ).scalar_one()
            moved = sum(moved for _, moved in look.accounts.by_day(1))
        assert moved == advances - owed
        report = accounts.balances(desk, accounts.BalancesRequest(state=BalanceState.ALL))
        assert report.summary.total_credit == owed + nobodys
        assert sum(row.balance for row in report.rows) == advances - owed - nobodys
        shown = sum(bill.balance_due for row in report.rows for bill in row.bills)
        assert shown == owed + nobodys


def _run(template: Path, keys: Path, **wanted: int) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    machine = type("KhataHere", (Khata,), {"template": template, "keys": keys})
    limits = settings(
        stateful_step_count=wanted["steps"],
        max_examples=wanted["examples"],
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    run_state_machine_as_test(machine, settings=limits)


def test_any_fifty_steps_keep_every_identity(shop_template, own_keys):
    _run(shop_template, own_keys, steps=50, examples=2)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_any_fifty_steps_keep_every_identity_long(shop_template, own_keys):
    _run(shop_template, own_keys, steps=50, examples=100)


def test_without_settling_the_identities_break(shop_template, own_keys, monkeypatch):
    """The sabotage: dues are left as they are."""
    for module in (adjustments, bill_links):
        monkeypatch.setattr(module, "settle_account", lambda *_a, **_k: ())
    monkeypatch.setattr("pos_desktop.application.customer_accounts.settle_account", lambda *_a: ())
    assert settle_account
    with pytest.raises(AssertionError):
        _run(shop_template, own_keys, steps=50, examples=3)
