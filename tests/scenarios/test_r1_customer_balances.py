"""REQUIREMENTS R1: customer balance tracking."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pos_desktop.application import accounts, customers, outlet
from pos_desktop.application.billing import BuyerInput, IssueBill, TenderInput, issue
from pos_desktop.application.lines import LineInput
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.outlet import Method

KNOWN = BuyerInput(name="Rajesh Kumar", phone="9876543210")


def _report(shop, **wanted):
    return accounts.balances(shop.manager, accounts.BalancesRequest(**wanted))


def test_r1_1_upi_is_offered_only_when_a_upi_id_is_configured(shop):
    assert Method.UPI in outlet.get(shop.cashier, outlet.GetOutlet()).methods
    shop.set(upi_id="")
    assert Method.UPI not in outlet.get(shop.cashier, outlet.GetOutlet()).methods


def test_r1_1_card_and_credit_follow_their_settings_and_cash_is_always_taken(shop):
    shop.set(card_enabled=False, credit_enabled=False)
    methods = outlet.get(shop.cashier, outlet.GetOutlet()).methods
    assert methods == (Method.CASH, Method.UPI, Method.ADVANCE)


def test_r1_1_a_method_that_is_off_is_refused_by_name(open_shop_today):
    shop = open_shop_today
    shop.set(card_enabled=False)
    line = LineInput(description="Thing", unit_price=100_00, gst_rate=0)
    card = TenderInput(method=Method.CARD, amount=100_00)
    with pytest.raises(BadInput) as told:
        issue(shop.cashier, IssueBill(lines=(line,), tenders=(card,)))
    assert told.value.field == "tenders[0].method"


def test_r1_2_full_payment_leaves_nothing(open_shop_today):
    bill = open_shop_today.sell("1000.00", cash=1000_00, customer=KNOWN)
    assert (bill.balance_due, bill.change) == (0, 0)
    assert _report(open_shop_today).rows == ()


def test_r1_2_a_part_payment_leaves_the_rest_in_the_report(open_shop_today):
    bill = open_shop_today.sell("1000.00", cash=200_00, credit=800_00, customer=KNOWN)
    assert bill.balance_due == 800_00
    (row,) = _report(open_shop_today).rows
    assert (row.name, row.balance_due, row.balance) == ("Rajesh Kumar", 800_00, -800_00)


def test_r1_2_credit_leaves_the_whole_bill(open_shop_today):
    bill = open_shop_today.sell("1000.00", credit=1000_00, customer=KNOWN)
    assert bill.balance_due == 1000_00
    assert _report(open_shop_today).summary.total_credit == 1000_00


def test_r1_2_overpayment_gives_change(open_shop_today):
    bill = open_shop_today.sell("1000.00", cash=1200_00)
    assert (bill.change, bill.balance_due) == (200_00, 0)


def _worked_bills(shop):
    """R1.5's five bills; they are not rounded to the rupee."""
    shop.set(round_to_rupee=False)
    people = [("299.00", 149_50, "9876500001"), ("627.90", 0, "9876500002")]
    people += [("598.00", 299_00, "9876500003"), ("210.00", 0, "9876500004")]
    for rupees, paid, phone in people:
        buyer = BuyerInput(name=f"Customer {phone[-1]}", phone=phone)
        total = int(rupees.replace(".", ""))
        shop.sell(rupees, cash=paid, credit=total - paid, customer=buyer)
    shop.sell("575.40", cash=548_00, credit=27_40, desk=shop.manager)


def test_r1_5_the_worked_figures(open_shop_today):
    _worked_bills(open_shop_today)
    report = _report(open_shop_today)
    assert report.summary.total_credit == 1313_80
    assert report.summary.customers == 5
    assert report.summary.average_balance == 262_76
    assert [row.balance_due for row in report.rows] == [627_90, 299_00, 210_00, 149_50, 27_40]


def test_r1_3_a_bill_without_customer_is_a_row_of_its_own(open_shop_today):
    _worked_bills(open_shop_today)
    last = _report(open_shop_today).rows[-1]
    assert (last.name, last.phone, last.customer_id) == ("Unknown Customer", "No Phone", None)
    assert [bill.balance_due for bill in last.bills] == [27_40]


def test_r1_3_bills_of_one_phone_are_one_row_with_its_bills_under_it(open_shop_today):
    shop = open_shop_today
    first = shop.sell("100.00", credit=100_00, customer=KNOWN)
    second = shop.sell("50.00", credit=50_00, customer=BuyerInput(phone="+91 98765 43210"))
    (row,) = _report(shop).rows
    assert row.balance_due == 150_00
    assert [b.bill_number for b in row.bills] == [first.bill_number, second.bill_number]


def test_r1_3_ageing_puts_each_bill_into_its_bucket(open_shop_today):
    shop = open_shop_today
    shop.sell("100.00", credit=100_00, customer=KNOWN)
    shop.clock.forward(days=45)
    (row,) = _report(shop).rows
    assert (row.ageing.days_0_30, row.ageing.days_31_60) == (0, 100_00)
    assert _report(shop, older_than_days=60).rows == ()


def test_r1_4_a_user_sees_only_their_own_outlet(open_shop_today):
    shop = open_shop_today
    shop.sell("100.00", credit=100_00, customer=KNOWN)
    assert shop.manager.session is not None
    elsewhere = replace(
        shop.manager,
        session=replace(shop.manager.session, outlet_id=shop.manager.session.outlet_id + 1),
    )
    found = customers.search(elsewhere, customers.SearchCustomers(q="Rajesh"))
    assert found.customers == ()


def test_credit_without_a_customer_needs_another_persons_approval(open_shop_today):
    with pytest.raises(Refused) as told:
        open_shop_today.sell("100.00", credit=100_00)
    assert told.value.code == "approval_needed"
    assert open_shop_today.count("bill") == 0
