"""What the use cases ask of the printouts, as Protocols."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from pos_desktop.application.letterhead import PLAIN, Letterhead

if TYPE_CHECKING:
    from pos_desktop.application.label_drawing import LabelFacts, LabelPage, LabelSheet
    from pos_desktop.application.printing import PdfPaper, PrinterSettings
    from pos_desktop.application.table_report import TableReport
    from pos_desktop.domain.accounts import AccountStatement, PaymentReceipt
    from pos_desktop.domain.bills import Bill
    from pos_desktop.domain.cash_memos import ConsolidatedInvoice
    from pos_desktop.domain.credit_notes import CreditNote
    from pos_desktop.domain.shift_report import CopyMark, DrawerPrintout
    from pos_desktop.domain.vouchers import ReceiptVoucher, RefundVoucher


class Printout(Protocol):
    """One document, ready for any paper."""

    def text(self, printer: PrinterSettings) -> str: ...
    def esc_pos(self, printer: PrinterSettings) -> bytes: ...
    def picture(self, printer: PrinterSettings) -> bytes: ...
    def pdf(self, paper: PdfPaper, printer: PrinterSettings) -> bytes: ...


class Printouts(Protocol):
    """Turns stored facts into what is printed."""

    def bill(
        self, bill: Bill, letterhead: Letterhead, mark: CopyMark | None = None
    ) -> Printout: ...
    def credit_note(
        self, note: CreditNote, letterhead: Letterhead, mark: CopyMark | None = None
    ) -> Printout: ...
    def payment(self, receipt: PaymentReceipt, letterhead: Letterhead) -> Printout: ...
    def consolidated(
        self, invoice: ConsolidatedInvoice, letterhead: Letterhead, mark: CopyMark | None = None
    ) -> Printout: ...
    def statement(self, statement: AccountStatement, letterhead: Letterhead) -> Printout: ...
    def drawer(self, what: DrawerPrintout, mark: CopyMark | None = None) -> Printout: ...
    def voucher(self, voucher: ReceiptVoucher, letterhead: Letterhead) -> Printout: ...
    def refund_voucher(self, voucher: RefundVoucher, letterhead: Letterhead) -> Printout: ...

    def bill_bytes(
        self,
        bill: Bill,
        printer: PrinterSettings,
        *,
        copy: int = 0,
        reprinted_at: datetime | None = None,
        reprinted_by: str = "",
        letterhead: Letterhead = PLAIN,
    ) -> bytes: ...
    def credit_note_bytes(
        self,
        note: CreditNote,
        printer: PrinterSettings,
        *,
        copy: int = 0,
        reprinted_at: datetime | None = None,
        reprinted_by: str = "",
        letterhead: Letterhead = PLAIN,
    ) -> bytes: ...
    def payment_bytes(
        self, receipt: PaymentReceipt, printer: PrinterSettings, letterhead: Letterhead = PLAIN
    ) -> bytes: ...
    def voucher_bytes(
        self, voucher: ReceiptVoucher, printer: PrinterSettings, letterhead: Letterhead = PLAIN
    ) -> bytes: ...
    def refund_voucher_bytes(
        self, voucher: RefundVoucher, printer: PrinterSettings, letterhead: Letterhead = PLAIN
    ) -> bytes: ...
    def consolidated_bytes(
        self,
        invoice: ConsolidatedInvoice,
        printer: PrinterSettings,
        mark: CopyMark | None = None,
        letterhead: Letterhead = PLAIN,
    ) -> bytes: ...
    def drawer_bytes(
        self, what: DrawerPrintout, printer: PrinterSettings, mark: CopyMark | None = None
    ) -> bytes: ...
    def statement_bytes(
        self, statement: AccountStatement, printer: PrinterSettings, letterhead: Letterhead = PLAIN
    ) -> bytes: ...
    def recovery_sheet(
        self, shop: str, printed_on: date, lines: Sequence[str], text: str
    ) -> bytes: ...
    def labels_pdf(
        self, labels: Sequence[LabelFacts], sheet: LabelSheet, start: int, shop: str
    ) -> bytes: ...
    def label_page(
        self, labels: Sequence[LabelFacts], sheet: LabelSheet, start: int
    ) -> LabelPage: ...
    def labels_bytes(self, labels: Sequence[LabelFacts], printer: PrinterSettings) -> bytes: ...
    def kick_bytes(self, printer: PrinterSettings) -> bytes: ...
    def test_page(
        self, printer: PrinterSettings, shop: str, at: datetime, *, calibration: bool
    ) -> bytes: ...
    def marked(self, data: bytes, copy: int, at: datetime, by: str) -> bytes: ...
    def kept_logo(self, data: bytes) -> bytes: ...
    def report_pdf(self, report: TableReport) -> bytes: ...
