"""What a credit note says on paper (CGST Rule 53(1A))."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from pos_desktop.application.printing import PrinterSettings
from pos_desktop.domain.bills import Bill
from pos_desktop.domain.credit_notes import (
    CreditNote,
    Earlier,
    NoteLine,
    Refund,
    RefundMethod,
    take_back,
)
from pos_desktop.domain.gst import Discount
from pos_desktop.domain.orders import GstDetails

GOLDEN = Path(__file__).parents[1] / "golden"
ACROSS = GstDetails(gstin="27AABCU9603R1ZN", company_name="Umbrella Retail", state_code="27")


def note_of(bill: Bill, wanted: dict[int, int], *, is_gst: bool = True) -> CreditNote:
    parts, totals = take_back(bill, Earlier(), wanted, is_gst=is_gst, rounded=True)
    later = timedelta(days=3)
    cash = Refund(method=RefundMethod.CASH, amount=totals.total)
    return CreditNote(
        id=1,
        uuid="",
        number="AC/26-27/000007",
        outlet_id=1,
        terminal_id=1,
        shift_id=1,
        bill_id=bill.id,
        bill_number=bill.number,
        bill_date=bill.local_time.date(),
        document=bill.document,
        is_gst=is_gst,
        issued_at=bill.issued_at + later,
        local_time=bill.local_time + later,
        business_date=bill.business_date + later,
        cashier_id=1,
        cashier_name="Asha",
        approved_by="Meena",
        reason="Packets were torn",
        customer_id=bill.customer_id,
        seller=bill.seller,
        buyer=bill.buyer,
        gst=bill.gst,
        place_of_supply=bill.place_of_supply,
        place_name=bill.place_name,
        is_interstate=bill.is_interstate,
        lines=tuple(
            NoteLine(
                **{name: getattr(line, name) for name in type(line).__struct_fields__}
                | {"line": number, "qty": qty, "taxed": taxed},
                bill_line=line.line,
                restock=True,
            )
            for number, (line, qty, taxed) in enumerate(parts, start=1)
        ),
        totals=totals,
        refunds=(cash,) if totals.total else (),
        proof="3F9A7-7C120",
    )


@pytest.fixture(scope="module")
def note(shop: Any) -> CreditNote:
    """Parts of an interstate bill with taxes on top and a discount on the whole."""
    lines = tuple(
        shop.line(name, price, shop.terms(rate), price_includes_tax=False, hsn="8471", qty=2000)
        for name, price, rate in [("Keyboard", 120050, 1800), ("Mouse", 45000, 1800)]
    )
    bill = shop.bill(lines, gst=ACROSS, bill_discount=Discount(percent=500))
    return note_of(bill, {1: 1000, 2: 2000})


@pytest.mark.parametrize("columns", [32, 48])
def test_a_credit_note_prints_as_it_always_has(
    note: CreditNote, printouts: Any, columns: int
) -> None:
    printed = printouts.credit_note_text(note, columns)
    assert printed == (GOLDEN / f"credit_note_{columns}.txt").read_text(encoding="utf-8")


def test_it_says_what_rule_53_asks(note: CreditNote, printouts: Any) -> None:
    text = printouts.credit_note_text(note, 48)
    for said in (
        "Credit note",
        "GSTIN: 23AABCU9603R1ZV",
        "AC/26-27/000007",
        "21-11-2026",
        "Bill A/26-27/000123",
        "18-11-2026",
        "Umbrella Retail",
        "GSTIN: 27AABCU9603R1ZN",
        "State: Maharashtra (27)",
        "Place of supply: Maharashtra (27)",
        "18%",
        "IGST",
        "Packets were torn",
        "Approved: Meena",
        "Proof 3F9A7-7C120",
    ):
        assert said in text, said


def test_a_refund_without_tax_says_so_and_shows_none(shop: Any, printouts: Any) -> None:
    bill = shop.bill((shop.line("Soap", 11800, shop.terms(1800), hsn="3401"),))
    text = printouts.credit_note_text(note_of(bill, {1: 1000}, is_gst=False), 48)
    assert "Commercial credit note, no GST adjustment" in text
    assert "CGST" not in text
    assert "118.00" in text


@pytest.mark.parametrize(
    ("method", "said"),
    [
        (RefundMethod.UPI, "Refunded by UPI (UTR1)"),
        (RefundMethod.CARD, "Refunded to card (UTR1)"),
        (RefundMethod.ACCOUNT, "Credited to account (UTR1)"),
        (RefundMethod.EXCHANGE, "Towards new bill (UTR1)"),
    ],
)
def test_how_the_money_went_back_is_said(
    note: CreditNote, printouts: Any, method: RefundMethod, said: str
) -> None:
    refund = Refund(method=method, amount=note.totals.total, reference="UTR1")
    assert said in printouts.credit_note_text(replace(note, refunds=(refund,)), 48)


def test_a_reprint_is_marked(note: CreditNote, printouts: Any) -> None:
    data = printouts.credit_note_bytes(
        note,
        PrinterSettings(name="Counter", connection="none", columns=48),
        copy=2,
        reprinted_at=note.local_time,
        reprinted_by="Meena",
    )
    assert b"REPRINT 2" in data
    assert b"ORIGINAL FOR RECIPIENT" not in data
