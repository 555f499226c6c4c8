"""Goods for goods, and a bill made out anew: one transaction, and only the difference moves."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from pos_desktop.application import billing, bills, exchange
from pos_desktop.application.credit_notes import IssueNote, issue
from pos_desktop.application.lines import LineInput
from pos_desktop.domain.credit_notes import RefundMethod
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.gst import Discount
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.refunds import RefundOffered
from tests.shop_at_hand import ShopAtHand

ASHA = billing.BuyerInput(name="Asha", phone="9876500001")
GSTIN = "27AAPFU0939F1ZV"


@pytest.fixture
def open_(open_shop_today: ShopAtHand) -> ShopAtHand:
    return open_shop_today


def swap(shop: ShopAtHand, number: str, price: int, **more: Any) -> exchange.Exchanged:
    cash = more.pop("cash", 0)
    tenders = (billing.TenderInput(method=Method.CASH, amount=cash),) if cash else ()
    line = LineInput(description="Other", unit_price=price, gst_rate=0)
    sale = billing.IssueBill(lines=(line,), tenders=tenders, customer=more.pop("customer", None))
    return exchange.exchange(
        more.pop("desk", shop.manager),
        exchange.ExchangeGoods(bill_number=number, all=True, reason="Size", sale=sale, **more),
    )


def cash_moves(shop: ShopAtHand) -> list[tuple[str, int]]:
    with shop.store.look() as look:
        rows = look.sql.exec_driver_sql("SELECT kind, amount FROM cash_movement ORDER BY id")
        return [(row[0], row[1]) for row in rows]


def test_a_dearer_exchange_takes_only_the_difference(open_: ShopAtHand) -> None:
    sold = open_.sell("100.00", cash=100_00)
    done = swap(open_, sold.bill_number, 130_00, cash=50_00)
    assert done.paid_by_goods == 100_00
    assert [(r.method, r.amount) for r in done.credit_note.refund] == [("exchange", 100_00)]
    assert [(t.method, t.amount, t.reference) for t in done.bill.tenders] == [
        ("exchange", 100_00, done.credit_note.credit_note_number),
        ("cash", 30_00, ""),
    ]
    assert done.bill.change == 20_00
    assert cash_moves(open_) == [("sale", 100_00), ("sale", 30_00)]


def test_a_cheaper_exchange_gives_only_the_difference(open_: ShopAtHand) -> None:
    sold = open_.sell("100.00", cash=100_00)
    done = swap(open_, sold.bill_number, 70_00)
    assert [(r.method, r.amount) for r in done.credit_note.refund] == [
        ("exchange", 70_00),
        ("cash", 30_00),
    ]
    assert cash_moves(open_) == [("sale", 100_00), ("refund", -30_00)]
    other = open_.sell("50.00", cash=50_00)
    card = (RefundOffered(method=RefundMethod.UPI, reference="UTR1"),)
    done = swap(open_, other.bill_number, 20_00, refund=card)
    assert [(r.method, r.amount) for r in done.credit_note.refund][1] == ("upi", 30_00)


def test_too_little_for_the_difference_writes_neither(open_: ShopAtHand) -> None:
    sold = open_.sell("100.00", cash=100_00)
    with pytest.raises(BadInput) as fault:
        swap(open_, sold.bill_number, 130_00, cash=10_00)
    assert fault.value.code == "tender_short"
    assert (open_.count("credit_note"), open_.count("bill")) == (0, 1)


def test_an_unpaid_bill_is_not_money_to_buy_with(open_: ShopAtHand) -> None:
    sold = open_.sell("100.00", cash=40_00, credit=60_00, customer=ASHA)
    done = swap(open_, sold.bill_number, 100_00, cash=60_00, customer=ASHA)
    assert done.paid_by_goods == 40_00
    record = bills.get(open_.cashier, bills.BillNumber(bill_number=sold.bill_number))
    assert record.due_now == 0


def test_an_exchange_of_an_order_twice_is_one_exchange(open_: ShopAtHand) -> None:
    sold = open_.sell("100.00", cash=100_00)
    order = open_.ring_up(_code(open_))
    request = exchange.ExchangeGoods(
        bill_number=sold.bill_number,
        all=True,
        reason="Size",
        sale=billing.IssueBill(
            order_id=order.order_id,
            tenders=(billing.TenderInput(method=Method.CASH, amount=50_000_00),),
        ),
    )
    first = exchange.exchange(open_.manager, request)
    assert exchange.exchange(open_.manager, request) == first
    assert open_.count("credit_note") == 1


def _code(shop: ShopAtHand) -> str:
    with shop.store.look() as look:
        found = look.sql.exec_driver_sql("SELECT code FROM item WHERE is_active")
        return str(found.scalars().first())


def test_an_exchange_by_a_cashier_asks_for_approval(open_: ShopAtHand) -> None:
    sold = open_.sell("100.00", cash=100_00)
    with pytest.raises(Refused) as refused:
        swap(open_, sold.bill_number, 100_00, desk=open_.cashier)
    assert refused.value.code == "approval_needed"


def test_no_bill_is_paid_by_exchange_without_goods(open_: ShopAtHand) -> None:
    with pytest.raises(BadInput) as fault:
        billing.issue(
            open_.cashier,
            billing.IssueBill(
                lines=(LineInput(description="X", unit_price=1_00, gst_rate=0),),
                tenders=(billing.TenderInput(method=Method.EXCHANGE, amount=1_00),),
            ),
        )
    assert fault.value.code == "method_off"


def sold_with_tax(shop: ShopAtHand, *, cash: int, credit: int = 0) -> billing.IssuedBill:
    lines = tuple(
        LineInput(
            description=f"Thing {i}",
            unit_price=price,
            gst_rate=rate,
            price_includes_tax=i % 2 == 0,
            discount=Discount(amount=1_00) if i == 1 else None,
        )
        for i, (price, rate) in enumerate(((118_00, 18_00), (33_33, 5_00), (99_99, 18_00)))
    )
    tenders = [billing.TenderInput(method=Method.CASH, amount=cash)]
    if credit:
        tenders.append(billing.TenderInput(method=Method.CREDIT))
    return billing.issue(
        shop.cashier,
        billing.IssueBill(
            lines=lines,
            bill_discount=Discount(amount=5_00),
            tenders=tuple(tenders),
            customer=ASHA if credit else None,
        ),
    )


def test_a_bill_is_made_out_anew_to_a_business_without_moving_cash(open_: ShopAtHand) -> None:
    sold = sold_with_tax(open_, cash=500_00)
    before = cash_moves(open_)
    done = exchange.make_gst_bill(
        open_.manager,
        exchange.MakeGstBill(
            bill_number=sold.bill_number, customer_gstin=GSTIN, customer_company_name="Uttam"
        ),
    )
    assert cash_moves(open_) == before
    assert done.credit_note.totals == sold.totals
    assert done.bill.totals.total == sold.totals.total
    assert abs(done.bill.totals.taxable - sold.totals.taxable) <= 3
    assert (done.bill.is_interstate, done.bill.totals.igst > 0) == (True, True)
    assert [line.unit_price for line in done.bill.lines] == [118_00, 33_33, 99_99]
    record = bills.get(open_.cashier, bills.BillNumber(bill_number=done.bill.bill_number))
    assert record.customer_gstin == GSTIN


def test_a_paisa_by_which_another_tax_rounds_is_evened_out_in_cash(open_: ShopAtHand) -> None:
    open_.set(round_to_rupee=False)
    for price in range(33_31, 33_36):
        line = LineInput(description="X", unit_price=price, gst_rate=5_00)
        tenders = (billing.TenderInput(method=Method.CASH, amount=50_00),)
        sold = billing.issue(open_.cashier, billing.IssueBill(lines=(line,), tenders=tenders))
        request = exchange.MakeGstBill(bill_number=sold.bill_number, customer_gstin=GSTIN)
        done = exchange.make_gst_bill(open_.manager, request)
        assert abs(done.bill.totals.total - sold.totals.total) <= 1


def test_what_is_unpaid_stays_unpaid_on_the_new_bill(open_: ShopAtHand) -> None:
    sold = sold_with_tax(open_, cash=50_00, credit=1)
    done = exchange.make_gst_bill(
        open_.manager,
        exchange.MakeGstBill(bill_number=sold.bill_number, customer_gstin=GSTIN),
    )
    assert done.paid_by_goods == 50_00
    assert done.bill.balance_due == sold.balance_due
    assert done.bill.customer_id == sold.customer_id


@pytest.mark.parametrize(
    ("gstin", "error", "code"),
    [("", BadInput, "missing_field"), ("27AAPFU0939F1ZX", BadInput, None)],
)
def test_a_business_needs_its_gstin(
    open_: ShopAtHand, gstin: str, error: type[Exception], code: str | None
) -> None:
    sold = sold_with_tax(open_, cash=500_00)
    with pytest.raises(error) as fault:
        exchange.make_gst_bill(
            open_.manager,
            exchange.MakeGstBill(bill_number=sold.bill_number, customer_gstin=gstin),
        )
    assert code in (None, getattr(fault.value, "code", None))
    assert open_.count("credit_note") == 0


def test_a_gst_bill_or_a_part_returned_one_is_not_made_out_anew(open_: ShopAtHand) -> None:
    sold = sold_with_tax(open_, cash=500_00)
    request = exchange.MakeGstBill(bill_number=sold.bill_number, customer_gstin=GSTIN)
    done = exchange.make_gst_bill(open_.manager, request)
    again = replace(request, bill_number=done.bill.bill_number)
    with pytest.raises(Refused) as refused:
        exchange.make_gst_bill(open_.owner, again)
    assert refused.value.code == "is_gst_bill"
    part = sold_with_tax(open_, cash=500_00)
    from pos_desktop.application.returning import ReturnLine

    issue(
        open_.manager,
        IssueNote(
            bill_number=part.bill_number, lines=(ReturnLine(line=1, qty=500),), reason="Damaged"
        ),
    )
    with pytest.raises(Refused) as refused:
        exchange.make_gst_bill(open_.manager, replace(request, bill_number=part.bill_number))
    assert refused.value.code == "part_returned"
