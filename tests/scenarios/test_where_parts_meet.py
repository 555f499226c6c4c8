"""Returns, exchanges, corrections, vouchers, merges and reversals, where one meets another."""

from __future__ import annotations

import pytest

from pos_desktop.application import (
    billing,
    credit_notes,
    customers,
    exchange,
    refund_vouchers,
    report_export,
    reversals,
    sales_reports,
    shift_reports,
    shifts,
    tender_corrections,
    vouchers,
)
from pos_desktop.application.bill_links import LinkBill, link_customer
from pos_desktop.application.customer_accounts import MergeCustomers, merge
from pos_desktop.application.desk import Desk
from pos_desktop.application.lines import LineInput
from pos_desktop.application.payments import ReceivePayment, receive_payment
from pos_desktop.domain.bills import AdvanceUsed
from pos_desktop.domain.errors import Refused
from pos_desktop.domain.gst import Supply
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.sales import SalesBy
from tests.shop_at_hand import ShopAtHand


@pytest.fixture
def open_(open_shop_today: ShopAtHand) -> ShopAtHand:
    return open_shop_today


def known(shop: ShopAtHand, name: str = "Anita Desai") -> int:
    return customers.create(shop.manager, customers.CustomerInput(name=name)).id


def advance(shop: ShopAtHand, customer_id: int) -> str:
    request = vouchers.ReceiveAdvance(
        customer_id=customer_id, amount=1050_00, tax_class="REST5", description="Dinner"
    )
    return vouchers.receive_advance(shop.cashier, request).voucher_number


def dinner(shop: ShopAtHand, customer_id: int) -> billing.IssuedBill:
    line = LineInput(
        description="Dinner", unit_price=1000_00, gst_rate=500, supply=Supply.RESTAURANT
    )
    request = billing.IssueBill(
        lines=(line,),
        tenders=(billing.TenderInput(method=Method.ADVANCE, amount=1050_00),),
        customer=billing.BuyerInput(id=customer_id),
    )
    return billing.issue(shop.cashier, request)


def used_by(shop: ShopAtHand, number: str) -> tuple[AdvanceUsed, ...]:
    with shop.store.look() as look:
        found = look.bills.by_number(1, number)
    assert found is not None
    return found.advances


def reverse(shop: ShopAtHand, number: str) -> reversals.PaymentReversed:
    request = reversals.ReversePayment(payment_number=number, reason="Wrong")
    return reversals.reverse_payment(shop.manager, request)


def refund_of(shop: ShopAtHand, number: str) -> list[tuple[str, int]]:
    told = credit_notes.preview(
        shop.manager, credit_notes.PreviewNote(bill_number=number, all=True)
    )
    return [(refund.method.value, refund.amount) for refund in told.refund]


def correct(shop: ShopAtHand, number: str, was: Method, now: Method) -> None:
    request = tender_corrections.CorrectTender(
        bill_number=number, taken_from=was, given_to=now, reason="Pressed the wrong key"
    )
    tender_corrections.correct_tender(shop.manager, request)


def test_a_voucher_that_was_paid_back_pays_no_bill(open_: ShopAtHand) -> None:
    """Its tax went back with it: a bill paid by another advance takes nothing off for it."""
    anita = known(open_)
    wrong = advance(open_, anita)
    request = refund_vouchers.RefundAdvance(voucher_number=wrong, reason="Wrong")
    refund_vouchers.refund_advance(open_.manager, request)
    right = advance(open_, anita)
    bill = dinner(open_, anita)
    assert [use.voucher_number for use in used_by(open_, bill.bill_number)] == [right]


def test_a_voucher_of_a_merged_customer_pays_the_bill_of_the_one_kept(open_: ShopAtHand) -> None:
    twice, anita = known(open_, "Anita D"), known(open_)
    voucher = advance(open_, twice)
    merge(open_.manager, MergeCustomers(id=twice, into_id=anita))
    bill = dinner(open_, anita)
    assert [use.voucher_number for use in used_by(open_, bill.bill_number)] == [voucher]


def test_a_bill_paid_by_a_voucher_comes_back_onto_the_account(open_: ShopAtHand) -> None:
    anita = known(open_)
    advance(open_, anita)
    bill = dinner(open_, anita)
    assert refund_of(open_, bill.bill_number) == [("account", 1050_00)]


def test_a_refund_is_suggested_as_it_was_really_paid(open_: ShopAtHand) -> None:
    """A correction is how it was paid: else money that came by UPI would leave the drawer."""
    bill = open_.sell("150.00", cash=150_00)
    correct(open_, bill.bill_number, Method.CASH, Method.UPI)
    assert refund_of(open_, bill.bill_number) == [("upi", 150_00)]
    note = credit_notes.issue(
        open_.manager,
        credit_notes.IssueNote(bill_number=bill.bill_number, all=True, reason="Broken"),
    )
    assert [(r.method.value, r.amount) for r in note.refund] == [("upi", 150_00)]


def test_a_cheaper_exchange_of_a_bill_on_credit_gives_the_cash_back(open_: ShopAtHand) -> None:
    """Sixty were never paid and come off the account; of forty in cash, twenty buy the other."""
    anita = known(open_)
    line = LineInput(description="Thing", unit_price=100_00, gst_rate=0)
    credit = billing.TenderInput(method=Method.CREDIT, amount=60_00)
    cash = billing.TenderInput(method=Method.CASH, amount=40_00)
    sold = billing.issue(
        open_.manager,
        billing.IssueBill(
            lines=(line,), tenders=(credit, cash), customer=billing.BuyerInput(id=anita)
        ),
    )
    other = LineInput(description="Other", unit_price=20_00, gst_rate=0)
    done = exchange.exchange(
        open_.owner,
        exchange.ExchangeGoods(
            bill_number=sold.bill_number,
            all=True,
            reason="Size",
            sale=billing.IssueBill(lines=(other,), tenders=()),
        ),
    )
    given = {r.method.value: r.amount for r in done.credit_note.refund}
    assert given == {"account": 60_00, "exchange": 20_00, "cash": 20_00}


def test_a_bill_found_to_be_somebodys_after_part_came_back(open_: ShopAtHand) -> None:
    bill = open_.sell("100.00", cash=100_00)
    credit_notes.issue(
        open_.owner,
        credit_notes.IssueNote(
            bill_number=bill.bill_number,
            lines=(credit_notes.ReturnLine(line=1, qty=400),),
            reason="Broken",
        ),
    )
    anita = known(open_)
    link_customer(open_.manager, LinkBill(bill_number=bill.bill_number, customer_id=anita))
    told = customers.get(open_.manager, customers.CustomerId(id=anita))
    assert told.total_spent == 60_00


def test_the_tenders_of_a_z_report_are_the_cash_of_its_shift(open_: ShopAtHand) -> None:
    anita = known(open_)
    paid = receive_payment(open_.manager, ReceivePayment(customer_id=anita, amount=70_00))
    bill = open_.sell("150.00", cash=150_00)
    correct(open_, bill.bill_number, Method.CASH, Method.UPI)
    back = open_.sell("90.00", upi=90_00)
    correct(open_, back.bill_number, Method.UPI, Method.CASH)
    credit_notes.issue(
        open_.owner,
        credit_notes.IssueNote(bill_number=back.bill_number, all=True, reason="Broken"),
    )
    advance(open_, anita)
    reverse(open_, paid.payment_number)
    by_upi = ReceivePayment(customer_id=anita, amount=30_00, method=Method.UPI)
    reverse(open_, receive_payment(open_.manager, by_upi).payment_number)
    report = shift_reports.x_report(open_.owner, shift_reports.AskXReport())
    figures, cash = report.figures, report.figures.cash
    collected = sum(c.amount for c in figures.collections if c.method is Method.CASH)
    refunded = sum(r.amount for r in figures.refunds if r.method == "cash")
    assert figures.by_method(Method.CASH) == cash.cash_sales
    assert collected == cash.cash_collections
    taken_back = sum(c.amount for c in figures.taken_back if c.method is Method.CASH)
    assert (refunded, taken_back) == (90_00, 70_00)
    assert refunded + taken_back == cash.cash_refunds
    upi = [(c.count, c.amount) for c in figures.taken_back if c.method is Method.UPI]
    assert upi == [(1, 30_00)]
    assert report.expected_cash == 2000_00 + 90_00 - 90_00 + 1050_00


def test_a_payment_of_a_closed_shift_is_paid_back_out_of_the_open_one(open_: ShopAtHand) -> None:
    anita = known(open_)
    paid = receive_payment(open_.manager, ReceivePayment(customer_id=anita, amount=70_00))
    shifts.close(open_.cashier, shifts.CloseShift(closing_cash=2070_00))
    open_.clock.forward(hours=20)
    open_.open_shift(2070_00)
    assert reverse(open_, paid.payment_number).cash_out == 70_00
    report = shift_reports.x_report(open_.owner, shift_reports.AskXReport())
    assert report.expected_cash == 2000_00


def by_method(desk: Desk) -> dict[str, tuple[int, int]]:
    told = sales_reports.sales(desk, sales_reports.AskSales(by=SalesBy.METHOD))
    return {row.key: (row.bills, row.total) for row in told.rows}


def test_sales_by_payment_are_told_as_corrections_left_them(open_: ShopAtHand) -> None:
    bill = open_.sell("150.00", cash=150_00)
    open_.sell("20.00", cash=20_00)
    correct(open_, bill.bill_number, Method.CASH, Method.UPI)
    assert by_method(open_.owner) == {"upi": (1, 150_00), "cash": (1, 20_00)}


def test_a_manager_learns_the_cash_of_no_drawer_that_is_not_counted(open_: ShopAtHand) -> None:
    """Cash sales tell what is expected, and a manager closes drawers, too: alone or exported."""
    open_.sell("20.00", cash=20_00)
    asked = report_export.ExportReport(report="method", format=report_export.Format.CSV)
    for ask in (
        lambda: by_method(open_.manager),
        lambda: report_export.export(open_.manager, asked),
    ):
        with pytest.raises(Refused) as refusal:
            ask()
        assert refusal.value.code == "not_counted"
    shifts.close(open_.cashier, shifts.CloseShift(closing_cash=2020_00))
    assert by_method(open_.manager) == {"cash": (1, 20_00)}
