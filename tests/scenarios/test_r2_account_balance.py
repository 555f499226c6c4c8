"""REQUIREMENTS R2: the account balance and its proof."""

from __future__ import annotations

import pytest

from pos_desktop.application import accounts, customers, payments
from pos_desktop.application.billing import BuyerInput, IssueBill, TenderInput, issue
from pos_desktop.application.lines import LineInput
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.outlet import Method


@pytest.fixture
def khata(open_shop_today):
    """One customer's account, moved by invoices and payments in rupees."""
    return _Khata(open_shop_today)


class _Khata:
    def __init__(self, shop):
        self.shop = shop
        given = customers.CustomerInput(name="Sunita", phone="9876500010")
        self.id = customers.create(shop.cashier, given).id

    def invoice(self, rupees):
        return self.shop.sell(f"{rupees}.00", credit=rupees * 100, customer=BuyerInput(id=self.id))

    def pay(self, rupees, **more):
        request = payments.ReceivePayment(customer_id=self.id, amount=rupees * 100, **more)
        return payments.receive_payment(self.shop.cashier, request)

    @property
    def now(self):
        return customers.get(self.shop.cashier, customers.CustomerId(id=self.id))

    @property
    def dues(self):
        with self.shop.store.look() as look:
            rows = look.accounts.dues(self.now and self.shop.cashier.session.outlet_id, self.id)
        return [due.due for due in rows if due.due]


def test_r2_3_an_invoice_is_a_debit(khata):
    khata.invoice(100)
    assert khata.now.balance == -100_00
    assert khata.now.balance_words == "Owes ₹100.00"


def test_r2_3_a_payment_brings_it_to_zero(khata):
    khata.invoice(100)
    khata.pay(100)
    assert (khata.now.balance, khata.now.balance_words) == (0, "Up to date")


def test_r2_3_an_overpayment_is_the_customers_credit(khata):
    khata.invoice(100)
    paid = khata.pay(150)
    assert (khata.now.balance, paid.advance) == (50_00, 50_00)
    assert khata.now.balance_words == "Credit ₹50.00"


def test_r2_3_invoices_add_up_and_a_payment_settles_the_oldest_first(khata):
    first = khata.invoice(100)
    khata.invoice(50)
    assert khata.now.balance == -150_00
    paid = khata.pay(75)
    assert khata.now.balance == -75_00
    assert [(s.bill_number, s.amount) for s in paid.settled] == [(first.bill_number, 75_00)]


def test_a_payment_settles_the_bills_that_are_named_first(khata):
    khata.invoice(100)
    second = khata.invoice(50)
    paid = khata.pay(60, bills=(second.bill_number,))
    assert [s.amount for s in paid.settled] == [50_00, 10_00]
    assert khata.dues == [90_00]


def test_dues_always_add_up_to_what_is_owed(khata):
    khata.pay(30)
    khata.invoice(100)
    assert khata.now.balance == -70_00
    assert sum(khata.dues) == 70_00


def test_an_advance_pays_a_bill_as_a_tender(khata):
    khata.pay(80)
    line = LineInput(description="Thing", unit_price=50_00, gst_rate=0)
    advance = TenderInput(method=Method.ADVANCE, amount=50_00)
    buyer = BuyerInput(id=khata.id)
    bill = issue(khata.shop.cashier, IssueBill(lines=(line,), tenders=(advance,), customer=buyer))
    assert (bill.balance_due, khata.now.balance) == (0, 30_00)


def test_more_than_the_advance_is_refused_and_nothing_is_saved(khata):
    khata.pay(10)
    line = LineInput(description="Thing", unit_price=50_00, gst_rate=0)
    advance = TenderInput(method=Method.ADVANCE, amount=50_00)
    request = IssueBill(lines=(line,), tenders=(advance,), customer=BuyerInput(id=khata.id))
    with pytest.raises(BadInput) as told:
        issue(khata.shop.cashier, request)
    assert told.value.code == "advance_too_small"
    assert khata.shop.count("bill") == 0


def test_r2_2_the_proof_finds_a_balance_that_was_tampered_with_and_repairs_it_only_when_asked(
    khata,
):
    khata.invoice(100)
    with khata.shop.store.work() as work:
        work.accounts.set_balance(khata.id, -1)
        work.commit()
    proof = accounts.recalculate(khata.shop.manager, accounts.Recalculate(all=True))
    assert [(d.stored, d.computed) for d in proof.differences] == [(-1, -100_00)]
    assert khata.now.balance == -1
    repaired = accounts.recalculate(khata.shop.manager, accounts.Recalculate(all=True, repair=True))
    assert (repaired.repaired, khata.now.balance) == (1, -100_00)


def test_the_statement_runs_from_opening_to_closing_balance(khata):
    khata.invoice(100)
    khata.pay(40)
    told = accounts.statement(khata.shop.cashier, accounts.StatementRequest(customer_id=khata.id))
    assert [line.balance for line in told.lines] == [-100_00, -60_00]
    assert (told.opening_balance, told.closing_balance) == (0, -60_00)
