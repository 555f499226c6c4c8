"""Every document on A4 and A5 reads as it always has; a copy says that it is one."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pypdfium2
import pytest

from pos_desktop.application import (
    bills,
    consolidating,
    credit_notes,
    papers,
    refund_vouchers,
    shift_reports,
    shifts,
    vouchers,
)
from pos_desktop.application.billing import BuyerInput
from pos_desktop.application.letterhead import Language
from pos_desktop.application.payments import ReceivePayment, receive_payment
from pos_desktop.application.printouts import (
    PrintoutFormat,
    PrintoutKind,
    PrintoutPaper,
    RenderPrintout,
    render,
)
from tests.shop_at_hand import ShopAtHand

GOLDEN = Path(__file__).parents[1] / "golden"
PAPERS = (PrintoutPaper.A4, PrintoutPaper.A5)
ANITA = BuyerInput(name="Anita Desai", phone="9876543210")


def page_text(shop: ShopAtHand, kind: PrintoutKind, number: str, paper: PrintoutPaper) -> str:
    """What stands on the pages, without what differs from shop to shop."""
    asked = RenderPrintout(kind=kind, number=number, format=PrintoutFormat.PDF, paper=paper)
    data = base64.b64decode(render(shop.owner, asked).content_base64 or "")
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]
    text = "\n\n".join(page.replace("\r\n", "\n") for page in pages)
    return re.sub(r"Proof [0-9A-F-]+", "Proof .....", text) + "\n"


def consolidated_number(shop: ShopAtHand) -> str:
    asked = consolidating.AskConsolidated()
    (made,) = consolidating.list_consolidated(shop.manager, asked).invoices
    return made.number


def a_day(shop: ShopAtHand) -> dict[PrintoutKind, str]:
    """One document of each kind, by number."""
    shop.set(cash_memos=True)
    shop.open_shift()
    memo = shop.sell("84.75", cash=100_00, gst_rate=1800)
    shop.sell("95.24", cash=100_00, gst_rate=500)
    sold = shop.sell("299.00", cash=353_00, gst_rate=1800)
    owed = shop.sell("640.50", credit=641_00, customer=ANITA)
    assert owed.customer_id is not None
    note = credit_notes.issue(
        shop.manager,
        credit_notes.IssueNote(bill_number=sold.bill_number, all=True, reason="Damaged"),
    )
    paid = receive_payment(
        shop.cashier, ReceivePayment(customer_id=owed.customer_id, amount=700_00)
    )
    advance = vouchers.receive_advance(
        shop.cashier,
        vouchers.ReceiveAdvance(
            customer_id=owed.customer_id,
            amount=1050_00,
            tax_class="REST5",
            description="Dinner for 20 on 1 March",
        ),
    )
    refund = refund_vouchers.refund_advance(
        shop.owner,
        refund_vouchers.RefundAdvance(
            voucher_number=advance.voucher_number, amount=420_00, reason="8 guests fewer"
        ),
    )
    slip = shifts.payout(
        shop.manager, shifts.MoveCash(amount=80_00, reason="Tea", category="Food", payee="Ramu")
    )
    text = page_text(shop, PrintoutKind.X_REPORT, "", PrintoutPaper.A4)
    assert "Not final" in text
    expected = shifts.count(shop.cashier, shifts.CountShift(closing_cash=3_600_00)).expected_cash
    shifts.count(shop.cashier, shifts.CountShift(closing_cash=expected - 5_00))
    closed = shifts.close(shop.cashier, shifts.CloseShift())
    return {
        PrintoutKind.BILL: memo.bill_number,
        PrintoutKind.CONSOLIDATED_INVOICE: consolidated_number(shop),
        PrintoutKind.CREDIT_NOTE: note.credit_note_number,
        PrintoutKind.PAYMENT_RECEIPT: paid.payment_number,
        PrintoutKind.RECEIPT_VOUCHER: advance.voucher_number,
        PrintoutKind.REFUND_VOUCHER: refund.refund_number,
        PrintoutKind.CASH_SLIP: slip.slip_number,
        PrintoutKind.Z_REPORT: closed.z_number,
        PrintoutKind.OWNER_SLIP: "",
        PrintoutKind.STATEMENT: str(owed.customer_id),
    }


def receipt_text(shop: ShopAtHand, kind: PrintoutKind, number: str) -> str:
    """What a printer of 42 columns prints."""
    asked = RenderPrintout(kind=kind, number=number, columns=42)
    return re.sub(r"Proof [0-9A-F-]+", "Proof .....", render(shop.owner, asked).text or "")


def test_every_document_reads_as_it_always_has_on_every_paper(shop: ShopAtHand) -> None:
    made = a_day(shop)
    assert set(PrintoutKind) - set(made) == {PrintoutKind.X_REPORT}
    for kind, number in made.items():
        for paper in (*PAPERS, PrintoutPaper.ROLL):
            text = page_text(shop, kind, number, paper)
            golden = GOLDEN / f"day_{kind}_{paper}.txt"
            assert text == golden.read_text(encoding="utf-8"), golden.name
        golden = GOLDEN / f"day_{kind}_42.txt"
        assert receipt_text(shop, kind, number) == golden.read_text(encoding="utf-8"), golden.name


@pytest.mark.parametrize("paper", [*PAPERS, PrintoutPaper.ROLL])
def test_a_pdf_after_a_printed_copy_says_that_it_is_a_copy(
    shop: ShopAtHand, paper: PrintoutPaper
) -> None:
    shop.set_printer()
    shop.open_shift()
    number = shop.sell("299.00", cash=353_00, gst_rate=1800).bill_number
    note = credit_notes.issue(
        shop.manager, credit_notes.IssueNote(bill_number=number, all=True, reason="Damaged")
    ).credit_note_number
    assert "REPRINT" not in page_text(shop, PrintoutKind.BILL, number, paper)
    bills.reprint(shop.cashier, bills.BillNumber(bill_number=number))
    credit_notes.reprint(shop.cashier, credit_notes.NoteNumber(credit_note_number=note))
    closed = shifts.close(shop.cashier, shifts.CloseShift(closing_cash=2_000_00))
    again = shift_reports.ReprintDrawer(
        kind=shift_reports.DrawerDocument.Z_REPORT, number=closed.z_number
    )
    shift_reports.reprint(shop.manager, again)
    for kind, told in (
        (PrintoutKind.BILL, number),
        (PrintoutKind.CREDIT_NOTE, note),
        (PrintoutKind.Z_REPORT, closed.z_number),
    ):
        text = page_text(shop, kind, told, paper)
        assert "REPRINT 1" in text, kind
        assert "ORIGINAL" not in text


@pytest.mark.parametrize(
    ("kind", "english", "hindi"),
    [
        (PrintoutKind.STATEMENT, "Statement of account", "खाता विवरण"),
        (PrintoutKind.RECEIPT_VOUCHER, "Receipt Voucher", "प्राप्ति वाउचर"),
        (PrintoutKind.REFUND_VOUCHER, "Refund Voucher", "वापसी वाउचर"),
    ],
)
def test_papers_of_an_account_speak_the_language_of_receipts(
    shop: ShopAtHand, kind: PrintoutKind, english: str, hindi: str
) -> None:
    number = a_day(shop)[kind]
    assert english in receipt_text(shop, kind, number)
    papers.set_letterhead(shop.owner, papers.SetLetterhead(language=Language.HINDI))
    text = receipt_text(shop, kind, number)
    assert hindi in text
    assert not any(word in text for word in (english, "Owes", "Up to date", "Ph:", "Computer"))
