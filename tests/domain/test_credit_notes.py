"""Any bill, taken back in any parts: the notes add up to it in every column, to the paisa."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pos_desktop.domain import credit_notes
from pos_desktop.domain.bills import Bill, BillLine, Buyer, ReturnState, Seller, Tender
from pos_desktop.domain.credit_notes import (
    Earlier,
    Refund,
    RefundMethod,
    Returned,
    gives_tax_back,
    last_day_for_tax,
)
from pos_desktop.domain.documents import DocumentKind
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gst import (
    Discount,
    Levy,
    LineToTax,
    Supply,
    TaxedLine,
    Totals,
    Treatment,
    tax_cart,
)
from pos_desktop.domain.items import TaxTerms
from pos_desktop.domain.orders import NO_GST_DETAILS, OrderType
from pos_desktop.domain.outlet import Method, Registration
from pos_desktop.domain.refunds import suggested_refund
from tests.taken_back import COLUMNS, Book

SELLER = Seller(
    name="Shop",
    legal_name="Shop",
    address="",
    phone="",
    state_code="23",
    state_name="Madhya Pradesh",
    registration=Registration.REGULAR,
    gstin=None,
    fssai=None,
    upi_id=None,
    header="",
    footer="",
    is_demo=False,
)
NOON = datetime(2026, 2, 18, 12, tzinfo=UTC)


def bill_of(lines: list[LineToTax], off: Discount | None, *, rounded: bool) -> Bill:
    cart = tax_cart(lines, bill_discount=off, rounded=rounded)
    total = cart.totals.total
    return Bill(
        id=1,
        uuid="",
        number="A/25-26/000001",
        order_id=1,
        order_number="",
        document=DocumentKind.TAX_INVOICE,
        order_type=OrderType.COUNTER,
        issued_at=NOON,
        local_time=NOON,
        business_date=NOON.date(),
        outlet_id=1,
        terminal_id=1,
        shift_id=1,
        cashier_id=1,
        cashier_name="",
        customer_id=1,
        seller=SELLER,
        buyer=Buyer(),
        gst=NO_GST_DETAILS,
        place_of_supply="23",
        place_name="",
        is_interstate=False,
        reason="",
        lines=tuple(
            BillLine(
                line=number,
                item_id=None,
                description="Thing",
                description_hi="",
                hsn="",
                qty=line.qty,
                unit="NOS",
                unit_price=line.unit_price,
                price_includes_tax=line.price_includes_tax,
                mrp=None,
                terms=TaxTerms(
                    treatment=Treatment.TAXABLE,
                    supply=Supply.GOODS,
                    gst_rate=line.gst_rate,
                    cess_rate=line.cess_rate,
                    cess_per_unit=line.cess_per_unit,
                ),
                taxed=taxed,
            )
            for number, (line, taxed) in enumerate(zip(lines, cart.lines, strict=True), start=1)
        ),
        totals=cart.totals,
        tenders=(Tender(method=Method.CASH, amount=total, handed=total),),
        change=0,
    )


LEVIES = (Levy.CGST_SGST, Levy.CGST_UTGST, Levy.IGST, Levy.NONE)


@st.composite
def lines_to_tax(draw: st.DrawFn, levy: Levy) -> LineToTax:
    percent = draw(st.none() | st.integers(0, 9_000))
    return LineToTax(
        qty=draw(st.integers(1, 9) | st.sampled_from((1000, 2000, 3000, 7000, 12_345, 250))),
        unit_price=draw(st.integers(0, 300) | st.integers(0, 99_99)),
        price_includes_tax=draw(st.booleans()),
        gst_rate=draw(st.sampled_from((0, 25, 300, 500, 1200, 1800, 2800, 4000))),
        cess_rate=draw(st.sampled_from((0, 0, 1200, 6500))),
        cess_per_unit=draw(st.sampled_from((0, 0, 3))) if levy is not Levy.NONE else 0,
        discount=None if percent is None else Discount(percent=percent),
        levy=levy,
    )


@st.composite
def sold_bills(draw: st.DrawFn) -> Bill:
    levy = draw(st.sampled_from(LEVIES))
    lines = draw(st.lists(lines_to_tax(levy), min_size=1, max_size=5))
    percent = draw(st.none() | st.integers(0, 5_000))
    off = None if percent is None else Discount(percent=percent)
    try:
        return bill_of(lines, off, rounded=draw(st.booleans()))
    except BadInput:  # a cess above the price that is said to include it
        return bill_of([replace(line, cess_per_unit=0) for line in lines], off, rounded=True)


def smallest(taxed: TaxedLine | Totals) -> int:
    names = [name for name in COLUMNS if hasattr(taxed, name)]
    return min(getattr(taxed, name) for name in names)


def return_in_parts(data: Any, bill: Bill, *, rounded: bool, is_gst: bool = True) -> Book:
    """Take the whole bill back in drawn parts."""
    book = Book(bill, Earlier(), [])
    while book.earlier.state(bill) is not ReturnState.ALL:
        left = {line.line: line.qty - book.earlier.of(line.line).qty for line in bill.lines}
        wanted = {
            line: data.draw(st.integers(1, most) if len(book.totals) < 6 else st.just(most))
            for line, most in left.items()
            if most and (len(book.totals) >= 6 or data.draw(st.booleans()))
        }
        if not wanted:
            wanted = {line: most for line, most in left.items() if most}
        totals = book.take(wanted, is_gst=is_gst, rounded=rounded)
        assert smallest(totals) >= 0
        assert book.earlier.total <= bill.totals.total
        for line in bill.lines:
            so_far = book.earlier.of(line.line).taxed
            assert smallest(so_far) >= 0
            for name in COLUMNS:
                assert getattr(so_far, name) <= getattr(line.taxed, name) or not is_gst
    return book


@settings(max_examples=150)
@given(sold_bills(), st.booleans(), st.data())
def test_the_notes_of_a_bill_add_up_to_it_in_every_column(
    bill: Bill, rounded: bool, data: Any
) -> None:
    book = return_in_parts(data, bill, rounded=rounded)
    for line in bill.lines:
        assert book.earlier.of(line.line).taxed == line.taxed
    for name in ("discount", "taxable", "cgst", "sgst", "utgst", "igst", "cess"):
        sums = sum(getattr(note, name) for note in book.totals)
        assert sums == getattr(bill.totals, name), name
    assert sum(note.round_off for note in book.totals) == bill.totals.round_off
    assert sum(note.total for note in book.totals) == bill.totals.total


@settings(max_examples=50)
@given(sold_bills(), st.data())
def test_refunds_without_tax_add_up_to_the_bill_as_well(bill: Bill, data: Any) -> None:
    book = return_in_parts(data, bill, rounded=False, is_gst=False)
    assert sum(note.total for note in book.totals) == bill.totals.total
    assert all(note.tax == 0 for note in book.totals)


@settings(max_examples=50)
@given(sold_bills(), st.booleans(), st.data())
def test_a_bill_in_whole_rupees_comes_back_in_whole_rupees(
    bill: Bill, rounded: bool, data: Any
) -> None:
    book = return_in_parts(data, bill, rounded=rounded)
    if bill.totals.round_off or (rounded and bill.totals.total % 100 == 0):
        assert all(note.total % 100 == 0 for note in book.totals)
        assert all(abs(note.round_off) <= 100 for note in book.totals)


def test_parts_rounded_each_by_itself_would_not_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sabotage: what earlier notes gave back is not taken into account."""
    line = LineToTax(
        qty=3000, unit_price=10_01, price_includes_tax=True, gst_rate=1800, levy=Levy.IGST
    )
    off = Discount(amount=1)

    def given_back() -> int:
        book = Book(bill_of([line], off, rounded=False), Earlier(), [])
        return sum(book.take({1: 1000}, is_gst=True, rounded=False).igst for _ in range(3))

    whole = bill_of([line], off, rounded=False).totals.igst
    assert given_back() == whole
    forgetful = credit_notes._part

    def part(of_line: BillLine, qty: int, before: Returned, is_gst: bool) -> TaxedLine:
        return forgetful(of_line, qty, Returned(), is_gst)

    monkeypatch.setattr(credit_notes, "_part", part)
    assert given_back() != whole


def test_a_piece_marked_with_its_tax_comes_back_at_the_marked_price() -> None:
    line = LineToTax(
        qty=3000, unit_price=100_00, price_includes_tax=True, gst_rate=1800, levy=Levy.CGST_SGST
    )
    book = Book(bill_of([line], None, rounded=True), Earlier(), [])
    for _ in range(3):
        totals = book.take({1: 1000}, is_gst=True, rounded=True)
        assert (totals.total, totals.round_off) == (100_00, 0)
        assert totals.cgst in {7_62, 7_63}


@pytest.mark.parametrize(
    ("sold", "last"),
    [
        (date(2026, 3, 31), date(2026, 11, 30)),
        (date(2026, 4, 1), date(2027, 11, 30)),
        (date(2026, 12, 31), date(2027, 11, 30)),
    ],
)
def test_the_last_day_for_tax_follows_the_bills_year(sold: date, last: date) -> None:
    assert last_day_for_tax(sold) == last


def test_after_a_refund_without_tax_no_note_gives_tax_back() -> None:
    line = LineToTax(
        qty=1000, unit_price=100, price_includes_tax=True, gst_rate=0, levy=Levy.CGST_SGST
    )
    bill = bill_of([line], None, rounded=False)
    today = date(2026, 11, 30)
    assert gives_tax_back(bill, Earlier(), today)
    assert not gives_tax_back(bill, Earlier(), date(2026, 12, 1))
    assert not gives_tax_back(bill, Earlier(notes=1, is_gst=False), today)
    unregistered = replace(bill, seller=replace(SELLER, registration=Registration.UNREGISTERED))
    assert gives_tax_back(unregistered, Earlier(), date(2030, 1, 1))


@given(st.data(), st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_the_suggested_refund_is_the_total_and_covers_what_is_due(
    data: Any, cash: int, upi: int, credit: int
) -> None:
    paid = ((Method.CASH, cash), (Method.UPI, upi), (Method.CREDIT, credit))
    tenders = tuple(Tender(method=m, amount=a, handed=a) for m, a in paid if a)
    line = LineToTax(
        qty=1000, unit_price=1, price_includes_tax=True, gst_rate=0, levy=Levy.CGST_SGST
    )
    bill = replace(bill_of([line], None, rounded=False), tenders=tenders)
    due = data.draw(st.integers(0, credit))
    total = data.draw(st.integers(due, cash + upi + credit))
    refunds = suggested_refund(bill, Earlier(), total, due)
    by = {refund.method: refund.amount for refund in refunds}
    assert sum(by.values()) == total
    assert by.get(RefundMethod.ACCOUNT, 0) >= min(due, total)
    assert by.get(RefundMethod.CASH, 0) <= cash
    assert by.get(RefundMethod.UPI, 0) <= upi


def test_what_went_back_by_a_way_is_not_suggested_again() -> None:
    line = LineToTax(
        qty=1000, unit_price=100, price_includes_tax=True, gst_rate=0, levy=Levy.CGST_SGST
    )
    tenders = (
        Tender(method=Method.CASH, amount=40, handed=40),
        Tender(method=Method.UPI, amount=60, handed=60),
    )
    bill = replace(bill_of([line], None, rounded=False), tenders=tenders)
    earlier = Earlier(refunds={RefundMethod.CASH: 30}, total=30, notes=1)
    assert suggested_refund(bill, earlier, 50, 0) == (
        Refund(method=RefundMethod.CASH, amount=10),
        Refund(method=RefundMethod.UPI, amount=40),
    )
