"""Advances for services that are paid back: Rule 51, the drawer, the account, the return."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from pos_desktop.application import (
    accounts,
    adjustments,
    customers,
    gst_returns,
    refund_vouchers,
    reports,
    reversals,
    shift_reports,
    shifts,
    vouchers,
)
from pos_desktop.application.billing import BuyerInput, IssueBill, IssuedBill, TenderInput, issue
from pos_desktop.application.customer_accounts import MergeCustomers, merge
from pos_desktop.application.desk import Approval
from pos_desktop.application.lines import LineInput
from pos_desktop.application.printouts import PrintoutKind, RenderPrintout, render
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.gst import Supply
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.shifts import CashKind
from tests.shop_at_hand import ShopAtHand

FIRST = "AV/25-26/000001"


@pytest.fixture
def open_(open_shop_today: ShopAtHand) -> ShopAtHand:
    return open_shop_today


@pytest.fixture
def anita(open_: ShopAtHand) -> int:
    """A customer who paid 1,050 in advance for a dinner: 1,000 and 25 + 25."""
    given = customers.CustomerInput(name="Anita Desai", phone="9876543210", address="4 MG Road")
    made = customers.create(open_.cashier, given)
    advance(open_, made.id)
    return made.id


def advance(shop: ShopAtHand, customer_id: int, paise: int = 1050_00, **more: Any) -> str:
    given: dict[str, Any] = {"tax_class": "REST5", "description": "Dinner for 20", "sac": "9963"}
    request = vouchers.ReceiveAdvance(customer_id=customer_id, amount=paise, **given | more)
    return vouchers.receive_advance(shop.cashier, request).voucher_number


def dine(
    shop: ShopAtHand, customer_id: int, price: int, supply: Supply = Supply.RESTAURANT
) -> IssuedBill:
    line = LineInput(description="Dinner", unit_price=price, gst_rate=500, supply=supply)
    paid = TenderInput(method=Method.ADVANCE, amount=price * 105 // 100)
    buyer = BuyerInput(id=customer_id)
    return issue(shop.cashier, IssueBill(lines=(line,), tenders=(paid,), customer=buyer))


def pay_back(shop: ShopAtHand, number: str = FIRST, **more: Any) -> refund_vouchers.AdvanceRefunded:
    given: dict[str, Any] = {"reason": "The wedding is off"}
    request = refund_vouchers.RefundAdvance(voucher_number=number, **given | more)
    return refund_vouchers.refund_advance(shop.manager, request)


def cash_in(shop: ShopAtHand) -> int:
    with shop.store.look() as look:
        return int(look.sql.exec_driver_sql("SELECT sum(amount) FROM cash_movement").scalar_one())


def test_all_of_an_advance_goes_back_with_its_tax(open_: ShopAtHand, anita: int) -> None:
    told = pay_back(open_)
    assert told.refund_number == "AR/25-26/000001"
    assert (told.figures.amount, told.figures.taxable) == (1050_00, 1000_00)
    assert (told.figures.cgst, told.figures.sgst, told.figures.igst) == (2500, 2500, 0)
    assert (told.cash_out, told.balance_after, cash_in(open_)) == (1050_00, 0, 0)
    with open_.store.look() as look:
        kinds = look.sql.exec_driver_sql("SELECT kind, amount FROM cash_movement").all()
    assert [tuple(row) for row in kinds][-1] == (CashKind.REFUND, -1050_00)


def test_what_a_bill_used_up_stays_and_the_rest_goes_back_to_the_paisa(
    open_: ShopAtHand, anita: int
) -> None:
    """The tax that the bill took off, and that of the refund, are the voucher's together."""
    open_.set(round_to_rupee=False)
    dine(open_, anita, 333_33)
    told = pay_back(open_)
    assert told.balance_after == 0
    with open_.store.look() as look:
        used = look.sql.exec_driver_sql("SELECT amount, cgst, sgst FROM voucher_use").one()
    assert used.amount + told.figures.amount == 1050_00
    assert used.cgst + told.figures.cgst == 25_00
    assert used.sgst + told.figures.sgst == 25_00


def test_no_more_than_is_left_is_paid_back(open_: ShopAtHand, anita: int) -> None:
    dine(open_, anita, 200_00)
    with pytest.raises(BadInput, match=r"840\.00 is left") as refused:
        pay_back(open_, amount=840_01)
    assert (refused.value.field, refused.value.code) == ("amount", "refund_too_large")
    pay_back(open_, amount=800_00)
    assert pay_back(open_).figures.amount == 40_00
    with pytest.raises(Refused) as nothing:
        pay_back(open_)
    assert nothing.value.code == "nothing_left"


def test_what_goods_were_paid_with_is_not_paid_back_too(open_: ShopAtHand, anita: int) -> None:
    """Goods use up no voucher, but the money is gone from the account."""
    dine(open_, anita, 400_00, Supply.GOODS)
    (shown,) = refund_vouchers.open_advances(
        open_.cashier, refund_vouchers.OpenAdvances(customer_id=anita)
    ).advances
    assert (shown.left, shown.can_be_paid_back) == (1050_00, 630_00)
    with pytest.raises(BadInput, match=r"630\.00 of the advance is still on the account"):
        pay_back(open_, amount=630_01)
    told = pay_back(open_)
    assert (told.figures.amount, told.balance_after) == (630_00, 0)
    with pytest.raises(BadInput, match=r"0\.00 of the advance is still on the account"):
        pay_back(open_)


def test_a_refund_by_upi_leaves_the_drawer_alone(open_: ShopAtHand, anita: int) -> None:
    told = pay_back(open_, method=Method.UPI, reference="UTR 4711")
    assert (told.cash_out, cash_in(open_), told.balance_after) == (0, 1050_00, 0)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"number": "AV/25-26/000009"}, "voucher_number"),
        ({"number": "AP/25-26/000001"}, "voucher_number"),
        ({"amount": 0}, "amount"),
        ({"amount": -1}, "amount"),
        ({"reason": "  "}, "reason"),
        ({"method": Method.CREDIT}, "method"),
        ({"reference": "9" * 65}, "reference"),
    ],
)
def test_a_refund_that_cannot_be_is_refused_by_its_field(
    open_: ShopAtHand, anita: int, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        pay_back(open_, **given)
    assert refused.value.field == field
    assert open_.count("refund_voucher") == 0


def test_a_cashier_needs_somebody_and_nobody_pays_back_alone_what_they_took(
    open_: ShopAtHand, anita: int
) -> None:
    request = refund_vouchers.RefundAdvance(voucher_number=FIRST, reason="Off")
    with pytest.raises(Refused) as alone:
        refund_vouchers.refund_advance(open_.cashier, request)
    assert alone.value.code == "approval_needed"
    own = vouchers.ReceiveAdvance(
        customer_id=anita, amount=105_00, tax_class="REST5", description="Lunch"
    )
    number = vouchers.receive_advance(open_.manager, own).voucher_number
    with pytest.raises(Refused, match="which you took yourself"):
        pay_back(open_, number)
    lent = Approval(user="manager", pin="2468", reason="Called off")
    refund_vouchers.refund_advance(replace(open_.cashier, approval=lent), request)
    with open_.store.look() as look:
        found = look.vouchers.refund(1, "AR/25-26/000001")
    assert found is not None
    assert (found.cashier_name, found.approved_by) == ("Asha Patel", "Vikram Rao")


def test_a_voucher_is_not_reversed_as_a_payment_is(open_: ShopAtHand, anita: int) -> None:
    """A bill may have taken a part of its tax off: only what is left goes back, by Rule 51."""
    dine(open_, anita, 200_00)
    request = reversals.ReversePayment(payment_number=FIRST, reason="Wrong customer")
    with pytest.raises(Refused, match="refund voucher") as refused:
        reversals.reverse_payment(open_.manager, request)
    assert refused.value.code == "receipt_voucher"
    assert open_.count("adjustment") == 0


def test_a_refund_voucher_is_not_taken_back_as_an_adjustment_is(
    open_: ShopAtHand, anita: int
) -> None:
    told = pay_back(open_)
    request = adjustments.ReverseAdjustment(number=told.refund_number, reason="Oops")
    with pytest.raises(Refused) as refused:
        adjustments.reverse_adjustment(open_.manager, request)
    assert refused.value.code == "refund_voucher"


def test_refunds_and_adjustments_are_numbered_apart(open_: ShopAtHand, anita: int) -> None:
    numbers = [pay_back(open_, amount=100_00).refund_number]
    adjusted = adjustments.adjust(
        open_.manager,
        adjustments.Adjust(
            customer_id=anita, kind=adjustments.Purpose.CORRECTION, credit=1, reason="Paisa"
        ),
    )
    numbers += [adjusted.number, pay_back(open_, amount=100_00).refund_number]
    assert numbers == ["AR/25-26/000001", "AJ/25-26/000001", "AR/25-26/000002"]


def test_a_merged_customers_advance_is_paid_back_from_the_account_kept(
    open_: ShopAtHand, anita: int
) -> None:
    kept = customers.create(open_.manager, customers.CustomerInput(name="Anita D")).id
    merge(open_.manager, MergeCustomers(id=anita, into_id=kept))
    told = pay_back(open_)
    assert (told.customer_id, told.balance_after) == (kept, 0)


def test_the_refund_voucher_says_what_the_rule_asks(open_: ShopAtHand, anita: int) -> None:
    """Rule 51, clauses (a) to (k)."""
    told = pay_back(open_, amount=420_00)
    request = RenderPrintout(
        kind=PrintoutKind.REFUND_VOUCHER, number=told.refund_number, columns=42
    )
    text = render(open_.cashier, request).text
    assert text is not None
    for words in (
        "Refund Voucher",
        "GSTIN: 23AABFS4821K1ZB",
        "AR/25-26/000001",
        "18-02-2026",
        "Receipt voucher AV/25-26/000001",
        "Paid back to: Anita Desai",
        "4 MG Road",
        "Advance for: Dinner for 20",
        "SAC: 9963",
        "PAID BACK",
        "420.00",
        "400.00",
        "CGST 2.5%",
        "SGST 2.5%",
        "10.00",
        "Place of supply: Madhya Pradesh (23)",
        "Reason: The wedding is off",
        "Tax on reverse charge: No",
        "Proof ",
    ):
        assert words in text, words
    with pytest.raises(BadInput) as unknown:
        render(open_.cashier, RenderPrintout(kind=PrintoutKind.REFUND_VOUCHER, number="AR/1"))
    assert unknown.value.field == "number"


def test_the_statement_and_the_z_report_know_of_it(open_: ShopAtHand, anita: int) -> None:
    told = pay_back(open_)
    shown = accounts.statement(open_.manager, accounts.StatementRequest(customer_id=anita))
    last = shown.lines[-1]
    assert (last.kind, last.document, last.debit) == ("refund", told.refund_number, 1050_00)
    x_report = shift_reports.x_report(open_.owner, shift_reports.AskXReport())
    figures = x_report.figures
    (back,) = figures.taken_back
    assert (back.method, back.count, back.amount) == (Method.CASH, 1, 1050_00)
    assert told.refund_number in [found.first for found in figures.documents]


def table_11(shop: ShopAtHand, period: str) -> tuple[list[str], list[str]]:
    made = gst_returns.gstr1(shop.manager, gst_returns.AskReturn(period=period))

    def rates(rows: tuple[Any, ...]) -> list[str]:
        return [f"{rate['ad_amt']} {rate['camt']}" for row in rows for rate in row["itms"]]

    return rates(made.at), rates(made.txpd)


def test_the_return_nets_refunds_of_the_same_month_in_11a(open_: ShopAtHand, anita: int) -> None:
    pay_back(open_, amount=420_00)
    assert table_11(open_, "2026-02") == (["600.00 15.00"], [])
    pay_back(open_)
    assert table_11(open_, "2026-02") == ([], [])


def test_the_return_takes_refunds_of_an_earlier_months_advance_off_in_11b(
    open_: ShopAtHand, anita: int
) -> None:
    dine(open_, anita, 200_00)
    shifts.close(open_.cashier, shifts.CloseShift(closing_cash=3_050_00))
    open_.clock.forward(days=20)
    open_.open_shift(3_050_00)
    pay_back(open_, amount=420_00)
    dine(open_, anita, 100_00)
    assert table_11(open_, "2026-02") == (["800.00 20.00"], [])
    assert table_11(open_, "2026-03") == ([], ["500.00 12.50"])


def test_both_kinds_of_vouchers_stand_in_the_series_of_documents(
    open_: ShopAtHand, anita: int
) -> None:
    """Table 13: receipt vouchers are of nature 6, refund vouchers of nature 8."""
    advance(open_, anita)
    pay_back(open_)
    made = gst_returns.gstr1(open_.manager, gst_returns.AskReturn(period="2026-02"))
    told = {
        row["doc_num"]: (row["doc_typ"], row["docs"][0]["from"], row["docs"][0]["net_issue"])
        for row in made.doc_issue["doc_det"]
    }
    assert told == {
        6: ("Receipt voucher", "AV/25-26/000001", 2),
        8: ("Refund voucher", "AR/25-26/000001", 1),
    }
    found = reports.documents(open_.manager, reports.AskPeriod())
    assert [row.kind for row in found.series] == ["receipt_voucher", "refund_voucher"]
