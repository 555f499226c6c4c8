"""A credit note as PDF and with the letterhead, read back as text."""

from __future__ import annotations

from datetime import date
from typing import Any

import pypdfium2
import pytest

from pos_desktop.application.letterhead import PLAIN, Language, Letterhead
from pos_desktop.application.printing import PrinterSettings
from pos_desktop.domain.credit_notes import CreditNote, NoteLine, Refund, RefundMethod

PRINTER = PrinterSettings(name="till", connection="none")


def note_of(bill: Any) -> CreditNote:
    """All of a bill taken back."""
    copied = [name for name in type(bill.lines[0]).__struct_fields__]  # noqa: C416
    lines = tuple(
        NoteLine(
            bill_line=line.line, restock=True, **{name: getattr(line, name) for name in copied}
        )
        for line in bill.lines
    )
    same = [
        "id",
        "uuid",
        "outlet_id",
        "terminal_id",
        "shift_id",
        "document",
        "issued_at",
        "local_time",
        "business_date",
        "cashier_id",
        "cashier_name",
        "customer_id",
        "seller",
        "buyer",
        "gst",
        "place_of_supply",
        "place_name",
        "is_interstate",
        "totals",
    ]
    return CreditNote(
        number="AC/26-27/000009",
        bill_id=bill.id,
        bill_number=bill.number,
        bill_date=date(2026, 11, 10),
        is_gst=True,
        approved_by="Meena",
        reason="Damaged",
        lines=lines,
        refunds=(Refund(method=RefundMethod.CASH, amount=bill.totals.total),),
        **{name: getattr(bill, name) for name in same},
    )


@pytest.mark.parametrize("paper", ["a4", "a5", "80mm"])
def test_a_credit_note_names_the_bill_it_takes_back(shop: Any, printouts: Any, paper: Any) -> None:
    bill = shop.bill()
    data = printouts.credit_note(note_of(bill), PLAIN).pdf(paper, PRINTER)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data))
    for said in ("Credit note", "AC/26-27/000009", "A/26-27/000123", "10-11-2026", "Damaged",
                 "Meena", "1,532.00", "CGST", "Refunded in cash"):  # fmt: skip
        assert said in text, said


def test_a_hindi_credit_note_prints(shop: Any, printouts: Any, decode: Any) -> None:
    note = note_of(shop.bill())
    data = printouts.credit_note_bytes(
        note, PRINTER, letterhead=Letterhead(language=Language.HINDI)
    )
    assert len(decode(data, 48, 576).pictures) > 10
