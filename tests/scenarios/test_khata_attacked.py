"""The khata pressed where two things meet: each of these must leave every account proved."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest

from pos_desktop.application import (
    accounts,
    adjustments,
    billing,
    credit_notes,
    customer_accounts,
    customers,
    dues,
    exports,
    openings,
    orders,
)
from pos_desktop.application.customer_accounts import MergeCustomers, SetActive
from pos_desktop.application.payments import ReceivePayment, receive_payment
from pos_desktop.application.returning import ReturnLine
from pos_desktop.application.reversals import ReversePayment, reverse_payment
from pos_desktop.domain.accounts import BalanceState
from pos_desktop.domain.errors import BadInput, PosError, Refused
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.refunds import RefundMethod, RefundOffered

TODAY = date(2026, 2, 18)


def make(shop, name="Asha Patel", **more):
    return customers.create(shop.manager, customers.CustomerInput(name=name, **more))


def on_credit(shop, customer_id, rupees="100.00", **more):
    buyer = billing.BuyerInput(id=customer_id)
    return shop.sell(rupees, credit=int(rupees.replace(".", "")), customer=buyer, **more)


def get(shop, customer_id):
    return customers.get(shop.manager, customers.CustomerId(id=customer_id))


def unpaid(shop, customer_id):
    told = dues.of_customer(shop.manager, dues.DuesOfCustomer(customer_id=customer_id))
    return [(bill.bill_number, bill.due) for bill in told.bills]


def merged(shop, gone, kept):
    return customer_accounts.merge(shop.manager, MergeCustomers(id=gone.id, into_id=kept.id))


def rows(shop, **asked):
    return accounts.balances(shop.manager, accounts.BalancesRequest(**asked)).rows


def test_two_payments_at_once_settle_each_bill_once(open_shop_today):
    shop = open_shop_today
    who = make(shop)
    bill = on_credit(shop, who.id)
    told = []

    def pay():
        try:
            told.append(
                receive_payment(
                    shop.cashier,
                    ReceivePayment(customer_id=who.id, amount=100_00, bills=(bill.bill_number,)),
                )
            )
        except PosError as error:
            told.append(error)

    threads = [threading.Thread(target=pay) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(one).__name__ for one in told) == ["BadInput", "PaymentReceived"]
    assert get(shop, who.id).balance == 0


def test_the_open_order_of_a_merged_customer_is_billed_to_the_one_account(open_shop_today):
    shop = open_shop_today
    gone, kept = make(shop, "Ramesh"), make(shop, "Ramesh Verma", phone="9123456780")
    order = shop.ring_up("1040")
    orders.link_customer(
        shop.cashier, orders.LinkCustomer(order_id=order.order_id, customer_id=gone.id)
    )
    merged(shop, gone, kept)
    view = orders.get(shop.cashier, orders.OrderId(order_id=order.order_id))
    assert view.customer is not None
    assert view.customer.id == kept.id
    bill = billing.issue(
        shop.cashier,
        billing.IssueBill(
            order_id=order.order_id, tenders=(billing.TenderInput(method=Method.CREDIT),)
        ),
    )
    assert bill.customer_id == kept.id
    assert unpaid(shop, kept.id) == [(bill.bill_number, bill.balance_due)]


def test_the_phone_of_a_merged_customer_leads_to_the_one_account(open_shop_today):
    shop = open_shop_today
    gone, kept = make(shop, "Ramesh", phone="9123456781"), make(shop, "R Verma", phone="9123456780")
    merged(shop, gone, kept)
    found = customers.by_phone(shop.cashier, customers.ByPhone(phone="9123456781")).customer
    assert found is not None
    assert found.id == kept.id
    bill = shop.sell(
        "100.00", credit=100_00, customer=billing.BuyerInput(phone="9123456781", name="X")
    )
    assert bill.customer_id == kept.id
    assert unpaid(shop, kept.id) == [(bill.bill_number, 100_00)]
    assert get(shop, kept.id).total_orders == 1
    with pytest.raises(Refused, match="R Verma"):
        make(shop, "Other", phone="9123456781")


def test_a_search_by_the_phone_of_a_merged_customer_finds_the_one_account(shop):
    gone, kept = make(shop, "Ramesh", phone="9123456781"), make(shop, "R Verma", phone="9123456780")
    merged(shop, gone, kept)
    for typed in ("9123456781", "91234 56781"):
        found = customers.search(shop.cashier, customers.SearchCustomers(q=typed)).customers
        assert [one.id for one in found] == [kept.id]


def test_the_phone_of_a_merged_customer_can_become_the_accounts_own(shop):
    gone, kept = make(shop, "Ramesh", phone="9123456781"), make(shop, "R Verma", phone="9123456780")
    merged(shop, gone, kept)
    changed = customers.update(
        shop.cashier, customers.UpdateCustomer(id=kept.id, phone="9123456781")
    )
    assert changed.phone == "9123456781"
    for phone in ("9123456780", "9123456781"):
        found = customers.by_phone(shop.cashier, customers.ByPhone(phone=phone)).customer
        assert found is not None
        assert found.id == kept.id


def test_whoever_was_merged_has_one_history_of_orders(open_shop_today):
    shop = open_shop_today
    gone, kept = make(shop, "Ramesh"), make(shop, "Ramesh Verma")
    on_credit(shop, gone.id)
    on_credit(shop, kept.id)
    merged(shop, gone, kept)
    for asked in (gone.id, kept.id):
        told = customers.orders(shop.cashier, customers.CustomerOrders(id=asked))
        assert told.pagination.total == 2


def test_a_merged_account_is_proved_as_the_one_it_belongs_to(open_shop_today):
    shop = open_shop_today
    gone, kept = make(shop, "Ramesh"), make(shop, "Ramesh Verma")
    on_credit(shop, gone.id)
    merged(shop, gone, kept)
    told = accounts.recalculate(shop.manager, accounts.Recalculate(customer_id=gone.id))
    assert (told.checked, told.differences) == (1, ())


def test_a_merged_account_is_no_row_of_the_report(open_shop_today):
    shop = open_shop_today
    before = {row.customer_id for row in rows(shop, state=BalanceState.ALL, limit=200)}
    gone, kept = make(shop, "Ramesh"), make(shop, "Ramesh Verma")
    merged(shop, gone, kept)
    for state in (BalanceState.ALL, BalanceState.SETTLED):
        told = accounts.balances(shop.manager, accounts.BalancesRequest(state=state, limit=200))
        assert {row.customer_id for row in told.rows} - before == {kept.id}
        assert told.summary.customers == len(told.rows)
    assert [row.customer_id for row in rows(shop, state=BalanceState.ALL, q="ramesh")] == [kept.id]


def test_a_statement_over_a_merge_shows_both_histories_and_no_transfer(open_shop_today):
    shop = open_shop_today
    gone, kept = make(shop, "Ramesh"), make(shop, "Ramesh Verma")
    on_credit(shop, gone.id)
    shop.clock.forward(days=1)
    on_credit(shop, kept.id, "50.00", desk=shop.manager)
    merged(shop, gone, kept)
    told = accounts.statement(shop.manager, accounts.StatementRequest(customer_id=gone.id))
    assert [line.balance for line in told.lines] == [-100_00, -150_00]
    later = accounts.statement(
        shop.manager,
        accounts.StatementRequest(customer_id=kept.id, first=TODAY + timedelta(days=1)),
    )
    assert later.closing_balance == -150_00


def test_a_payment_whose_goods_came_back_in_part_is_taken_back(open_shop_today):
    shop = open_shop_today
    who = make(shop)
    line = billing.LineInput(description="Thing", unit_price=50_00, qty=2000, gst_rate=0)
    bill = billing.issue(
        shop.cashier,
        billing.IssueBill(
            lines=(line,),
            customer=billing.BuyerInput(id=who.id),
            tenders=(billing.TenderInput(method=Method.CREDIT),),
        ),
    )
    paid = receive_payment(shop.cashier, ReceivePayment(customer_id=who.id, amount=100_00))
    credit_notes.issue(
        shop.owner,
        credit_notes.IssueNote(
            bill_number=bill.bill_number, reason="Broken", lines=(ReturnLine(line=1, qty=1000),)
        ),
    )
    reverse_payment(
        shop.manager, ReversePayment(payment_number=paid.payment_number, reason="Bounced")
    )
    told = get(shop, who.id)
    owed = max(-told.balance, 0)
    assert sum(due for _, due in unpaid(shop, who.id)) == owed
    with pytest.raises(Refused):
        reverse_payment(
            shop.manager, ReversePayment(payment_number=paid.payment_number, reason="Again")
        )


def test_the_limit_may_be_met_exactly_and_not_passed_by_a_paisa(open_shop_today):
    shop = open_shop_today
    who = make(shop, credit_limit=200_00)
    on_credit(shop, who.id)
    with pytest.raises(Refused):
        on_credit(shop, who.id, "101.00")
    assert on_credit(shop, who.id).balance_due == 100_00


def test_an_advance_larger_than_the_bill_leaves_the_rest(open_shop_today):
    shop = open_shop_today
    who = make(shop)
    receive_payment(shop.cashier, ReceivePayment(customer_id=who.id, amount=500_00))
    line = billing.LineInput(description="Thing", unit_price=100_00, gst_rate=0)
    for tender in (Method.ADVANCE, Method.CREDIT):
        bill = billing.issue(
            shop.cashier,
            billing.IssueBill(
                lines=(line,),
                tenders=(billing.TenderInput(method=tender, amount=100_00),),
                customer=billing.BuyerInput(id=who.id),
            ),
        )
        assert bill.balance_due == 0
    assert get(shop, who.id).balance == 300_00
    with pytest.raises(BadInput) as told:
        billing.issue(
            shop.cashier,
            billing.IssueBill(
                lines=(billing.LineInput(description="T", unit_price=301_00, gst_rate=0),),
                tenders=(billing.TenderInput(method=Method.ADVANCE, amount=301_00),),
                customer=billing.BuyerInput(id=who.id),
            ),
        )
    assert told.value.field == "tenders"


TABLE = "name,phone,owes,advance,nickname\nAsha,98765 43210,100,,\nRamesh,,50,,Chhotu\nOm,,,75,\n"


def bring_in(shop, table=TABLE):
    return openings.import_openings(
        shop.manager, openings.ImportOpenings(text=table, dry_run=False)
    )


def test_an_old_book_is_not_brought_in_twice(shop):
    assert bring_in(shop).stored
    again = bring_in(shop)
    assert not again.stored
    assert [(error.row, error.column) for error in again.errors] == [
        (2, "owes"),
        (3, "owes"),
        (4, "advance"),
    ]
    assert len(rows(shop)) == 2


def test_an_old_book_taken_back_is_brought_in_anew_for_the_same_customers(shop):
    bring_in(shop)
    count = shop.count("customer")
    openings.undo_import(shop.manager, openings.UndoImport())
    done = bring_in(shop)
    assert (done.stored, done.new_customers) == (True, 0)
    assert shop.count("customer") == count


def test_a_name_too_long_for_any_paper_is_refused_by_field(open_shop_today):
    shop = open_shop_today
    for field in ("name", "company_name", "nickname", "landmark"):
        given = {"name": "Asha"} | {field: "क" * 300}
        with pytest.raises(BadInput) as told:
            customers.create(shop.manager, customers.CustomerInput(**given))
        assert told.value.field == field
    told = bring_in(shop, f"name,owes\n{'x' * 300},5\n")
    assert [(error.row, error.column) for error in told.errors] == [(2, "name")]
    with pytest.raises(BadInput):
        shop.sell("1.00", credit=1_00, customer=billing.BuyerInput(name="x" * 300))


def test_whoever_is_inactive_and_buys_again_is_found_again(open_shop_today):
    shop = open_shop_today
    who = make(shop, phone="9123456780")
    customer_accounts.set_active(shop.cashier, SetActive(id=who.id, active=False))
    bill = shop.sell("100.00", credit=100_00, customer=billing.BuyerInput(phone="9123456780"))
    assert bill.customer_id == who.id
    assert get(shop, who.id).is_active
    assert customers.search(shop.cashier, customers.SearchCustomers(q="asha")).customers


def test_an_age_or_a_page_beyond_all_days_is_refused(shop):
    for asked in ({"older_than_days": 10**7}, {"older_than_days": -1}):
        with pytest.raises(BadInput):
            accounts.balances(shop.manager, accounts.BalancesRequest(**asked))
        with pytest.raises(BadInput):
            exports.export_balances(shop.manager, dues.WholeReport(**asked))
        with pytest.raises(BadInput):
            dues.by_age(shop.manager, dues.WholeReport(**asked))
    with pytest.raises(BadInput):
        exports.export_balances(shop.manager, dues.WholeReport(min=-1))


def test_a_phone_is_found_however_it_is_typed(shop):
    who, hers = make(shop, phone="98765 43210"), make(shop, "Zainab", phone="+971 50 123 4567")
    for typed in ("98765 4", "९८७६५", "+91 98765 43210", "098765-43210", "3210", "43210"):
        found = customers.search(shop.cashier, customers.SearchCustomers(q=typed)).customers
        assert [one.id for one in found] == [who.id], typed
    for typed in ("+971 50 123 4567", "00971501234567", "501234567", "4567"):
        found = customers.search(shop.cashier, customers.SearchCustomers(q=typed)).customers
        assert [one.id for one in found] == [hers.id], typed
    asked = customers.ByPhone(phone="९८७६५-४३२१०")
    found_by_phone = customers.by_phone(shop.cashier, asked).customer
    assert found_by_phone is not None
    assert found_by_phone.id == who.id


def test_a_promise_is_for_a_day_to_come_and_gone_with_the_debt(open_shop_today):
    shop = open_shop_today
    who = make(shop)

    def promise(on):
        request = customer_accounts.Promise(customer_id=who.id, on=on, note="After salary")
        return customer_accounts.promise(shop.cashier, request)

    with pytest.raises(BadInput) as told:
        promise(TODAY - timedelta(days=1))
    assert told.value.field == "on"
    for settle in (
        lambda: receive_payment(shop.cashier, ReceivePayment(customer_id=who.id, amount=60_00)),
        lambda: adjustments.adjust(
            shop.manager,
            adjustments.Adjust(
                customer_id=who.id,
                kind=adjustments.Purpose.WRITE_OFF,
                credit=60_00,
                reason="Left town",
            ),
        ),
    ):
        on_credit(shop, who.id)
        assert promise(TODAY).promised_on == TODAY
        receive_payment(shop.cashier, ReceivePayment(customer_id=who.id, amount=40_00))
        assert get(shop, who.id).promised_on == TODAY
        settle()
        assert (get(shop, who.id).promised_on, get(shop, who.id).promise_note) == (None, "")


def test_an_order_of_a_business_that_was_merged_keeps_its_gst_details(open_shop_today):
    shop = open_shop_today
    gone = make(shop, "Co", is_gst_customer=True, company_name="Co", gstin="27AAPFU0939F1ZV")
    kept = make(shop, "Ramesh")
    order = shop.ring_up("1040")
    link = orders.LinkCustomer(order_id=order.order_id, customer_id=gone.id)
    orders.link_customer(shop.cashier, link)
    orders.hold(shop.cashier, orders.HoldOrder(order_id=order.order_id, label="Co"))
    merged(shop, gone, kept)
    (held,) = orders.list_orders(shop.cashier, orders.ListOrders()).orders
    assert held.customer is not None
    assert held.customer.id == kept.id
    orders.recall(shop.cashier, orders.OrderId(order_id=order.order_id))
    orders.add_line(shop.cashier, orders.AddLine(order_id=order.order_id, item="1041"))
    cash = billing.TenderInput(method=Method.CASH, amount=500_00)
    request = billing.IssueBill(order_id=order.order_id, tenders=(cash,))
    bill = billing.issue(shop.cashier, request)
    assert (bill.is_interstate, bill.customer_id) == (True, kept.id)


def test_goods_of_a_merged_customer_are_credited_to_the_one_account(open_shop_today):
    shop = open_shop_today
    gone, kept = make(shop, "Ramesh"), make(shop, "Ramesh Verma")
    bought = shop.sell("100.00", cash=100_00, customer=billing.BuyerInput(id=gone.id))
    on_credit(shop, kept.id, "60.00")
    merged(shop, gone, kept)
    refund = (RefundOffered(method=RefundMethod.ACCOUNT),)
    request = credit_notes.IssueNote(
        bill_number=bought.bill_number, all=True, refund=refund, reason="Broken"
    )
    credit_notes.issue(shop.owner, request)
    assert (get(shop, kept.id).balance, unpaid(shop, kept.id)) == (40_00, [])
