"""The khata at work: limits of credit, merged customers, linked bills, imports, reminders."""

from __future__ import annotations

import base64
import io
from datetime import date, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import openpyxl
import pytest
from msgspec.structs import replace

from pos_desktop.application import (
    accounts,
    balance_history,
    bill_links,
    billing,
    bills,
    customer_accounts,
    customers,
    dues,
    openings,
    orders,
    printouts,
    reminders,
    usual,
)
from pos_desktop.application.customer_accounts import MergeCustomers, Promise, SetActive
from pos_desktop.application.desk import Approval
from pos_desktop.application.payments import ReceivePayment, receive_payment
from pos_desktop.application.printouts import PrintoutKind as Kind
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.outlet import CreditPolicy, Method
from pos_desktop.domain.reminders import Language

BUYER = billing.BuyerInput(name="Rajesh Kumar", phone="9876543210")
TODAY = date(2026, 2, 18)


def make(shop, name="Asha Patel", desk=None, **more):
    return customers.create(desk or shop.manager, customers.CustomerInput(name=name, **more))


def on_credit(shop, customer_id, rupees="100.00", **more):
    return shop.sell(
        rupees,
        credit=int(rupees.replace(".", "")),
        customer=billing.BuyerInput(id=customer_id),
        **more,
    )


def get(shop, customer_id):
    return customers.get(shop.manager, customers.CustomerId(id=customer_id))


def unpaid(shop, customer_id):
    told = dues.of_customer(shop.manager, dues.DuesOfCustomer(customer_id=customer_id))
    return [(bill.bill_number, bill.due) for bill in told.bills]


# --- limits ----------------------------------------------------------------------------------


def test_beyond_the_limit_in_rupees_another_person_approves(open_shop_today):
    shop = open_shop_today
    who = make(shop, credit_limit=150_00)
    on_credit(shop, who.id)
    with pytest.raises(Refused, match=r"would owe ₹200\.00 .limit ₹150\.00") as told:
        on_credit(shop, who.id)
    assert told.value.code == "approval_needed"
    approval = Approval(user="manager", pin="2468", reason="Pays tomorrow")
    assert on_credit(shop, who.id, approval=approval).balance_due == 100_00


def test_beyond_the_number_of_bills_another_person_approves(open_shop_today):
    shop = open_shop_today
    who = make(shop, credit_bills=2)
    on_credit(shop, who.id)
    on_credit(shop, who.id)
    with pytest.raises(Refused, match="3 unpaid bills"):
        on_credit(shop, who.id)


def test_a_bill_that_is_owed_too_long_stops_the_next(open_shop_today):
    shop = open_shop_today
    who = make(shop, credit_days=7)
    on_credit(shop, who.id)
    shop.clock.forward(days=7)
    on_credit(shop, who.id, desk=shop.manager)
    shop.clock.forward(days=1)
    approve = Approval(user="manager", pin="2468", reason="Clock")
    with pytest.raises(Refused, match="for 8 days") as told:
        on_credit(shop, who.id)
    assert told.value.code == "approval_needed"
    assert on_credit(shop, who.id, approval=approve).balance_due == 100_00


def test_a_warning_outlet_lets_it_pass_and_writes_it_down(open_shop_today):
    shop = open_shop_today
    shop.set(credit_policy=CreditPolicy.WARN)
    who = make(shop, credit_limit=50_00)
    on_credit(shop, who.id)
    with shop.store.look() as look:
        told = look.sql.exec_driver_sql(
            "SELECT count(*) FROM audit_entry WHERE action = 'credit.beyond_limit'"
        ).scalar_one()
    assert told == 1
    strict = make(shop, "Strict", credit_limit=50_00, credit_policy="stop")
    with pytest.raises(Refused):
        on_credit(shop, strict.id)


def test_a_temporary_limit_ends_with_its_day(open_shop_today):
    shop = open_shop_today
    who = make(shop, credit_limit=50_00, temporary_limit=500_00, temporary_until=TODAY)
    on_credit(shop, who.id)
    shop.clock.forward(days=1)
    with pytest.raises(Refused):
        on_credit(shop, who.id)


def test_a_cashier_cannot_move_a_limit_alone(shop):
    who = make(shop, desk=shop.cashier)
    for changed in ({"credit_limit": 1_00}, {"credit_days": 9}, {"credit_policy": "warn"}):
        with pytest.raises(Refused) as told:
            customers.update(shop.cashier, customers.UpdateCustomer(id=who.id, **changed))
        assert told.value.code == "approval_needed"
    customers.update(shop.cashier, customers.UpdateCustomer(id=who.id, address="Indore"))


# --- merging and linking ---------------------------------------------------------------------


def test_two_customers_become_one_account_and_both_ledgers_stay(open_shop_today):
    shop = open_shop_today
    nick = make(shop, "Ramesh", nickname="Chhotu", landmark="Near the temple")
    first = on_credit(shop, nick.id)
    whole = make(shop, "Ramesh Verma", phone="9123456780")
    second = on_credit(shop, whole.id, "50.00")
    receive_payment(shop.cashier, ReceivePayment(customer_id=nick.id, amount=30_00))
    one = customer_accounts.merge(shop.manager, MergeCustomers(id=nick.id, into_id=whole.id))
    assert (one.balance, one.total_orders, one.total_spent) == (-120_00, 2, 150_00)
    assert get(shop, nick.id).id == whole.id
    assert unpaid(shop, whole.id) == [(first.bill_number, 70_00), (second.bill_number, 50_00)]
    told = accounts.statement(shop.manager, accounts.StatementRequest(customer_id=whole.id))
    assert [line.debit - line.credit for line in told.lines] == [100_00, 50_00, -30_00]
    assert told.closing_balance == -120_00
    history = customers.orders(shop.manager, customers.CustomerOrders(id=whole.id))
    assert len(history.orders) == 2
    found = customers.search(shop.manager, customers.SearchCustomers(q="rames"))
    assert [one.id for one in found.customers] == [whole.id]
    report = accounts.balances(shop.manager, accounts.BalancesRequest())
    assert (report.summary.total_credit, report.summary.customers) == (120_00, 1)


def test_an_advance_of_one_pays_the_dues_of_the_other(open_shop_today):
    shop = open_shop_today
    owing, ahead = make(shop, "Owing"), make(shop, "Ahead", phone="9123456780")
    bill = on_credit(shop, owing.id)
    receive_payment(shop.cashier, ReceivePayment(customer_id=ahead.id, amount=60_00))
    one = customer_accounts.merge(shop.manager, MergeCustomers(id=ahead.id, into_id=owing.id))
    assert (one.balance, one.phone) == (-40_00, "9123456780")
    assert unpaid(shop, owing.id) == [(bill.bill_number, 40_00)]


def test_what_was_merged_merges_on(open_shop_today):
    shop = open_shop_today
    a, b, c = (make(shop, name) for name in ("Aaa", "Bbb", "Ccc"))
    on_credit(shop, a.id)
    customer_accounts.merge(shop.manager, MergeCustomers(id=a.id, into_id=b.id))
    customer_accounts.merge(shop.manager, MergeCustomers(id=b.id, into_id=c.id))
    assert get(shop, a.id).id == c.id
    with pytest.raises(BadInput):
        customer_accounts.merge(shop.manager, MergeCustomers(id=a.id, into_id=c.id))


def test_a_bill_without_customer_is_linked_and_itself_unchanged(open_shop_today):
    shop = open_shop_today
    bill = shop.sell("100.00", cash=40_00, credit=60_00, desk=shop.manager)
    before = printouts.render(
        shop.cashier, printouts.RenderPrintout(kind=Kind.BILL, number=bill.bill_number)
    )
    linked = bill_links.link_customer(
        shop.cashier,
        bill_links.LinkBill(bill_number=bill.bill_number, name="Asha", phone="9123456780"),
    )
    assert (linked.put_on_account, linked.balance) == (60_00, -60_00)
    assert unpaid(shop, linked.customer_id) == [(bill.bill_number, 60_00)]
    history = customers.orders(shop.cashier, customers.CustomerOrders(id=linked.customer_id))
    assert [row.bill_number for row in history.orders] == [bill.bill_number]
    assert get(shop, linked.customer_id).total_spent == 100_00
    after = printouts.render(
        shop.cashier, printouts.RenderPrintout(kind=Kind.BILL, number=bill.bill_number)
    )
    assert after == before
    assert bills.get(shop.cashier, bills.BillNumber(bill_number=bill.bill_number)).lines
    with pytest.raises(Refused) as told:
        bill_links.link_customer(
            shop.cashier, bill_links.LinkBill(bill_number=bill.bill_number, name="X")
        )
    assert told.value.code == "bill_has_customer"


def test_a_linked_bill_is_paid_by_an_advance_that_waits(open_shop_today):
    shop = open_shop_today
    who = make(shop)
    receive_payment(shop.cashier, ReceivePayment(customer_id=who.id, amount=100_00))
    bill = shop.sell("60.00", credit=60_00, desk=shop.manager)
    bill_links.link_customer(
        shop.cashier, bill_links.LinkBill(bill_number=bill.bill_number, customer_id=who.id)
    )
    assert unpaid(shop, who.id) == []
    assert get(shop, who.id).balance == 40_00


def test_nobody_with_an_open_account_is_made_inactive(open_shop_today):
    shop = open_shop_today
    who = make(shop, phone="9123456780")
    on_credit(shop, who.id)
    with pytest.raises(Refused) as told:
        customer_accounts.set_active(shop.cashier, SetActive(id=who.id, active=False))
    assert told.value.code == "account_not_settled"
    receive_payment(shop.cashier, ReceivePayment(customer_id=who.id, amount=100_00))
    customer_accounts.set_active(shop.cashier, SetActive(id=who.id, active=False))
    wanted = customers.SearchCustomers(q="asha")
    assert customers.search(shop.cashier, wanted).customers == ()
    customer_accounts.set_active(shop.cashier, SetActive(id=who.id, active=True))
    assert len(customers.search(shop.cashier, wanted).customers) == 1


# --- finding ---------------------------------------------------------------------------------


def test_the_best_match_comes_first(shop):
    for name in ("Kamala Ram", "Sitaram", "Ram Singh", "Ram"):
        make(shop, name)
    make(shop, "Mohan", nickname="Ramu", landmark="Ram Mandir")
    found = customers.search(shop.cashier, customers.SearchCustomers(q="ram")).customers
    assert found[0].name == "Ram"
    assert {one.name for one in found[1:3]} == {"Ram Singh", "Mohan"}
    assert [one.name for one in found[3:]] == ["Kamala Ram", "Sitaram"]


def test_a_customer_without_phone_is_found_by_nickname_and_landmark(shop):
    who = make(shop, "Ramesh", nickname="छोटू", landmark="Shiv temple")
    for typed in ("छो", "shiv", "emple"):
        found = customers.search(shop.cashier, customers.SearchCustomers(q=typed)).customers
        assert [one.id for one in found] == [who.id]


def test_a_companys_landline_is_checked_and_written_alike(shop):
    for typed in ("07552345678", "+91 755 2345678", "0755-234 5678"):
        made = make(shop, f"Co {typed}", company_phone=typed)
        assert made.company_phone == "0755 234 5678"
    with pytest.raises(BadInput) as told:
        make(shop, "Co", company_phone="12")
    assert told.value.field == "company_phone"


def test_a_phone_of_another_country_is_kept_as_the_world_writes_it(shop):
    assert make(shop, phone="+971 50 123 4567").phone == "+971501234567"
    with pytest.raises(BadInput):
        make(shop, "Two", phone="+971 50 1")


def test_the_usual_order_is_what_was_bought_most_in_the_last_orders(open_shop_today):
    shop = open_shop_today
    who = make(shop)
    with pytest.raises(Refused):
        usual.add_usual(shop.cashier, usual.AddUsual(customer_id=who.id))
    with shop.store.look() as look:
        milk, bread, once = (
            row[0] for row in look.sql.exec_driver_sql("SELECT id FROM item LIMIT 3").all()
        )
    for items in ((milk, bread), (milk, bread), (milk, bread), (milk, once)):
        lines = tuple(billing.LineInput(item=item) for item in items)
        credit = billing.TenderInput(method=Method.CREDIT)
        request = billing.IssueBill(
            lines=lines, tenders=(credit,), customer=billing.BuyerInput(id=who.id)
        )
        billing.issue(shop.cashier, request)
    cart = usual.add_usual(shop.cashier, usual.AddUsual(customer_id=who.id))
    assert [line.item_id for line in cart.lines] == [milk, bread]
    assert cart.customer is not None
    again = usual.add_usual(
        shop.cashier, usual.AddUsual(customer_id=who.id, order_id=cart.order_id)
    )
    assert again.order_id == cart.order_id
    assert orders.get(shop.cashier, orders.OrderId(order_id=cart.order_id)).lines


# --- imports ---------------------------------------------------------------------------------

TABLE = (
    "\ufeffName,Phone,Owes,Advance,Nickname\r\n"
    'राजेश कुमार,98765 43210,"1,200.50",,\r\n'
    "Asha,,,75,Chhoti\r\n"
    ",,,,\r\n"
)


def test_opening_balances_are_tried_imported_and_taken_back(shop):
    tried = openings.import_openings(shop.manager, openings.ImportOpenings(text=TABLE))
    assert (tried.rows, tried.owed, tried.advances, tried.stored) == (2, 1200_50, 75_00, False)
    assert shop.count("customer") == shop.count("customer")
    assert shop.count("adjustment") == 0
    done = openings.import_openings(
        shop.manager, openings.ImportOpenings(text=TABLE, dry_run=False)
    )
    assert done.stored
    who = customers.by_phone(shop.manager, customers.ByPhone(phone="9876543210")).customer
    assert who is not None
    assert who.balance == -1200_50
    undone = openings.undo_import(shop.manager, openings.UndoImport(batch=done.batch))
    assert undone.rows == 2
    assert get(shop, who.id).balance == 0
    with pytest.raises(Refused):
        openings.undo_import(shop.manager, openings.UndoImport(batch=done.batch))


def test_a_wrong_row_is_named_and_nothing_is_imported(shop):
    table = "name;phone;owes\nAsha;123;10\n;9876543210;5\nRavi;9876543210;-5\nOm;9876543210;7\n"
    told = openings.import_openings(
        shop.manager, openings.ImportOpenings(text=table, dry_run=False)
    )
    assert [(error.row, error.column) for error in told.errors] == [
        (2, "phone"),
        (3, "name"),
        (4, "owes"),
    ]
    assert not told.stored
    assert shop.count("adjustment") == 0


def xlsx(*rows):
    """A workbook with these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return base64.b64encode(out.getvalue()).decode()


def test_an_excel_table_is_read_with_its_numbers_as_people_write_them(shop):
    table = xlsx(("name", "phone", "owes"), ("आशा", 9876543210.0, 1200.1))
    told = openings.import_openings(shop.manager, openings.ImportOpenings(content_base64=table))
    assert (told.errors, told.owed) == ((), 1200_10)
    for broken in ("AAAA", "not base64"):
        with pytest.raises(BadInput):
            openings.import_openings(shop.manager, openings.ImportOpenings(content_base64=broken))


# --- reminders, statements, history ----------------------------------------------------------


def test_a_reminder_says_amount_bills_and_how_to_pay_in_both_languages(open_shop_today):
    shop = open_shop_today
    bill = shop.sell("100.00", credit=100_00, customer=BUYER)
    asked = reminders.RemindersFor(customer_ids=(bill.customer_id,))
    (english,) = reminders.reminders(shop.cashier, asked).reminders
    assert "₹100.00" in english.text
    assert bill.bill_number in english.text
    link = next(line for line in english.text.splitlines() if "upi://" in line)
    assert "am=100.00" in link
    parts = urlsplit(english.whatsapp)
    assert (parts.netloc, parts.path) == ("wa.me", "/919876543210")
    assert parse_qs(parts.query)["text"] == [english.text]
    assert unquote(english.sms.split("body=")[1]) == english.text
    hindi = replace(asked, language=Language.HINDI)
    assert "बाकी" in reminders.reminders(shop.cashier, hindi).reminders[0].text


def test_the_last_reminder_and_the_promise_are_remembered(open_shop_today):
    shop = open_shop_today
    bill = shop.sell("100.00", credit=100_00, customer=BUYER)
    request = reminders.Remind(customer_id=bill.customer_id, channel=reminders.Channel.WHATSAPP)
    reminders.remind(shop.cashier, request)
    promise = Promise(
        customer_id=bill.customer_id, on=TODAY + timedelta(days=3), note="After salary"
    )
    told = customer_accounts.promise(shop.cashier, promise)
    assert (told.reminded_at, told.promised_on) == (shop.clock(), date(2026, 2, 21))
    receive_payment(shop.cashier, ReceivePayment(customer_id=bill.customer_id, amount=100_00))
    with pytest.raises(Refused):
        reminders.remind(shop.cashier, request)


def test_the_passbook_prints_opening_entries_closing_and_a_code_to_pay(open_shop_today):
    shop = open_shop_today
    shop.sell("100.00", credit=100_00, customer=BUYER)
    bill = shop.sell("50.00", credit=50_00, customer=BUYER)
    asked = printouts.RenderPrintout(kind=Kind.STATEMENT, number=str(bill.customer_id), columns=32)
    told = printouts.render(shop.cashier, asked).text
    assert told is not None
    lines = [" ".join(line.split()) for line in told.splitlines()]
    assert "Opening Up to date" in lines
    assert "Closing Owes Rs.150.00" in lines
    assert any(line.startswith(bill.bill_number) for line in lines)
    assert "[QR code]" in lines
    later = printouts.render(shop.cashier, replace(asked, first=TODAY + timedelta(days=1))).text
    assert later is not None
    assert "Opening Owes Rs.150.00" in [" ".join(line.split()) for line in later.splitlines()]
    assert printouts.render(
        shop.cashier, replace(asked, format=printouts.PrintoutFormat.ESCPOS)
    ).content_base64
    with pytest.raises(BadInput):
        printouts.render(shop.cashier, replace(asked, number="x"))


def test_the_balance_over_time_ends_with_todays(open_shop_today):
    shop = open_shop_today
    bill = shop.sell("100.00", credit=100_00, customer=BUYER)
    shop.clock.forward(days=2)
    receive_payment(shop.cashier, ReceivePayment(customer_id=bill.customer_id, amount=30_00))
    for customer_id in (bill.customer_id, None):
        asked = balance_history.HistoryRequest(customer_id=customer_id, days=4)
        points = balance_history.history(shop.manager, asked).points
        # The shift's business date is the day it was opened on.
        assert points[0].balance == 0
        assert points[-1].balance == -70_00


def test_totals_of_the_outlet_are_everyones_those_of_the_organisation_the_owners(open_shop_today):
    shop = open_shop_today
    shop.sell("100.00", credit=100_00, customer=BUYER)
    shop.sell("60.00", credit=60_00, desk=shop.manager)
    asked = balance_history.TotalsRequest()
    told = balance_history.totals(shop.cashier, asked)
    assert (told.outlet.owed, told.outlet.without_customer) == (100_00, 60_00)
    assert told.organisation is None
    assert balance_history.totals(shop.owner, asked).organisation == told.outlet
