"""Payments that are taken back, adjusted accounts, advances, kept change."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pos_desktop.application import accounts, adjustments, billing, customers, dues
from pos_desktop.application.adjustments import Adjust, Purpose, ReverseAdjustment
from pos_desktop.application.desk import Approval
from pos_desktop.application.payments import ReceivePayment, receive_payment
from pos_desktop.application.reversals import ReversePayment, reverse_payment
from pos_desktop.application.shifts import CurrentShift, current
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.outlet import Method

BUYER = billing.BuyerInput(name="Rajesh Kumar", phone="9876543210")


def approved(desk, pin="plain"):
    return replace(desk, approval=Approval(user="manager", pin="2468", reason="Agreed"))


def pay(shop, customer_id, amount, **more):
    return receive_payment(
        shop.cashier, ReceivePayment(customer_id=customer_id, amount=amount, **more)
    )


def unpaid(shop, customer_id):
    told = dues.of_customer(shop.manager, dues.DuesOfCustomer(customer_id=customer_id))
    return [(bill.bill_number, bill.due) for bill in told.bills]


def balance(shop, customer_id):
    return customers.get(shop.manager, customers.CustomerId(id=customer_id)).balance


def adjust(shop, customer_id, kind=Purpose.CORRECTION, reason="Agreed", **amount):
    return adjustments.adjust(
        shop.manager, Adjust(customer_id=customer_id, kind=kind, reason=reason, **amount)
    )


def drawer(shop):
    shift = current(shop.owner, CurrentShift()).shift
    assert shift is not None
    return shift


def test_a_payment_taken_back_makes_its_bills_due_again_and_leaves_the_drawer(open_shop_today):
    shop = open_shop_today
    first = shop.sell("100.00", credit=100_00, customer=BUYER)
    second = shop.sell("50.00", credit=50_00, customer=BUYER)
    payment = pay(shop, first.customer_id, 120_00)
    assert unpaid(shop, first.customer_id) == [(second.bill_number, 30_00)]
    told = reverse_payment(
        shop.manager, ReversePayment(payment_number=payment.payment_number, reason="Wrong person")
    )
    assert (told.balance_after, told.cash_out) == (-150_00, 120_00)
    assert unpaid(shop, first.customer_id) == [
        (first.bill_number, 100_00),
        (second.bill_number, 50_00),
    ]
    with shop.store.look() as look:
        moved = look.sql.exec_driver_sql("SELECT kind, amount FROM cash_movement").all()
    assert [tuple(row) for row in moved] == [("collection", 120_00), ("refund", -120_00)]


def test_a_payment_is_taken_back_only_once(open_shop_today):
    shop = open_shop_today
    bill = shop.sell("100.00", credit=100_00, customer=BUYER)
    payment = pay(shop, bill.customer_id, 100_00)
    request = ReversePayment(payment_number=payment.payment_number, reason="Wrong")
    reverse_payment(shop.manager, request)
    with pytest.raises(Refused) as told:
        reverse_payment(shop.manager, request)
    assert told.value.code == "already_reversed"


def test_an_advance_that_paid_another_bill_is_due_again_with_its_payment(open_shop_today):
    shop = open_shop_today
    first = shop.sell("100.00", credit=100_00, customer=BUYER)
    payment = pay(shop, first.customer_id, 150_00)
    second = shop.sell("30.00", credit=30_00, customer=BUYER)  # paid out of the advance
    assert balance(shop, first.customer_id) == 20_00
    reverse_payment(
        shop.manager, ReversePayment(payment_number=payment.payment_number, reason="Bounced")
    )
    assert balance(shop, first.customer_id) == -130_00
    assert dict(unpaid(shop, first.customer_id)) == {
        first.bill_number: 100_00,
        second.bill_number: 30_00,
    }


def test_a_cashier_needs_another_person_to_take_a_payment_back(open_shop_today):
    shop = open_shop_today
    bill = shop.sell("100.00", credit=100_00, customer=BUYER)
    payment = pay(shop, bill.customer_id, 100_00)
    request = ReversePayment(payment_number=payment.payment_number, reason="Wrong")
    with pytest.raises(Refused) as told:
        reverse_payment(shop.cashier, request)
    assert told.value.code == "approval_needed"
    assert reverse_payment(approved(shop.cashier), request).balance_after == -100_00


def test_a_settlement_discount_is_an_entry_of_its_own(open_shop_today):
    shop = open_shop_today
    bill = shop.sell("100.00", credit=100_00, customer=BUYER)
    with pytest.raises(Refused) as told:
        pay(shop, bill.customer_id, 95_00, discount=5_00, discount_reason="Settled in full")
    assert told.value.code == "approval_needed"
    request = ReceivePayment(
        customer_id=bill.customer_id,
        amount=95_00,
        discount=5_00,
        discount_reason="Settled in full",
    )
    payment = receive_payment(approved(shop.cashier), request)
    assert (payment.balance_after, payment.discount) == (0, 5_00)
    told = accounts.statement(shop.manager, accounts.StatementRequest(customer_id=bill.customer_id))
    assert [(line.kind.value, line.credit) for line in told.lines[1:]] == [
        ("payment", 95_00),
        ("discount", 5_00),
    ]
    reverse_payment(
        shop.manager, ReversePayment(payment_number=payment.payment_number, reason="Bounced")
    )
    assert unpaid(shop, bill.customer_id) == [(bill.bill_number, 100_00)]


def test_more_than_is_left_cannot_be_let_off(open_shop_today):
    shop = open_shop_today
    bill = shop.sell("100.00", credit=100_00, customer=BUYER)
    for amount, discount in ((95_00, 5_01), (100_00, 1), (95_00, -1)):
        with pytest.raises(BadInput) as told:
            pay(shop, bill.customer_id, amount, discount=discount, discount_reason="Why not")
        assert told.value.field == "discount"


def test_an_opening_balance_is_due_and_is_paid_like_a_bill(open_shop_today):
    shop = open_shop_today
    who = customers.create(shop.cashier, customers.CustomerInput(name="Asha"))
    opening = adjust(shop, who.id, Purpose.OPENING, "From the old book", debit=300_00)
    assert unpaid(shop, who.id) == [(opening.number, 300_00)]
    payment = pay(shop, who.id, 350_00)
    assert [(part.bill_number, part.amount) for part in payment.settled] == [
        (opening.number, 300_00)
    ]
    assert (payment.advance, balance(shop, who.id)) == (50_00, 50_00)


def test_an_opening_advance_pays_the_next_bill(open_shop_today):
    shop = open_shop_today
    who = customers.create(shop.cashier, customers.CustomerInput(name="Asha"))
    adjust(shop, who.id, Purpose.OPENING, "Paid ahead", credit=80_00)
    bill = shop.sell("100.00", credit=100_00, customer=billing.BuyerInput(id=who.id))
    assert bill.balance_due == 20_00
    assert balance(shop, who.id) == -20_00


def test_a_write_off_takes_no_more_than_is_owed_and_can_be_taken_back(open_shop_today):
    shop = open_shop_today
    bill = shop.sell("100.00", credit=100_00, customer=BUYER)
    with pytest.raises(BadInput):
        adjust(shop, bill.customer_id, Purpose.WRITE_OFF, credit=100_01)
    gone = adjust(shop, bill.customer_id, Purpose.WRITE_OFF, "Moved away", credit=100_00)
    assert unpaid(shop, bill.customer_id) == []
    adjustments.reverse_adjustment(
        shop.manager, ReverseAdjustment(number=gone.number, reason="Came back")
    )
    assert unpaid(shop, bill.customer_id) == [(bill.bill_number, 100_00)]


def test_an_adjustment_needs_a_reason_and_one_amount(open_shop_today):
    shop = open_shop_today
    who = customers.create(shop.cashier, customers.CustomerInput(name="Asha"))
    with pytest.raises(BadInput):
        adjust(shop, who.id, reason=" ", debit=1_00)
    for amounts in ({}, {"debit": 1_00, "credit": 1_00}, {"debit": -1}, {"debit": 0}):
        with pytest.raises(BadInput):
            adjust(shop, who.id, **amounts)


def test_kept_change_is_an_advance_with_a_receipt(open_shop_today):
    shop = open_shop_today
    line = billing.LineInput(description="Thing", unit_price=90_00, gst_rate=0)
    cash = billing.TenderInput(method=Method.CASH, amount=100_00)
    request = billing.IssueBill(lines=(line,), tenders=(cash,), customer=BUYER, keep_change=True)
    bill = billing.issue(shop.cashier, request)
    assert (bill.change, bill.kept_as_advance) == (0, 10_00)
    assert balance(shop, bill.customer_id) == 10_00
    assert shop.count("payment") == 1
    with pytest.raises(BadInput) as told:
        billing.issue(shop.cashier, replace(request, customer=None))
    assert told.value.code == "no_customer"
