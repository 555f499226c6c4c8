"""What the use cases ask of the printouts, as Protocols."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from pos_desktop.application.letterhead import PLAIN, Letterhead
from pos_desktop.application.printing import PdfPaper, PrinterSettings
from pos_desktop.application.table_report import TableReport
from pos_desktop.domain.accounts import PaymentReceipt
from pos_desktop.domain.bills import Bill
from pos_desktop.domain.credit_notes import CreditNote


class Printout(Protocol):
    """One document, ready for any paper."""

    def text(self, printer: PrinterSettings) -> str: ...
    def esc_pos(self, printer: PrinterSettings) -> bytes: ...
    def picture(self, printer: PrinterSettings) -> bytes: ...
    def pdf(self, paper: PdfPaper, printer: PrinterSettings) -> bytes: ...


class Printouts(Protocol):
    """Turns stored facts into what is printed."""

    def bill(self, bill: Bill, letterhead: Letterhead) -> Printout: ...
    def credit_note(self, note: CreditNote, letterhead: Letterhead) -> Printout: ...
    def payment(self, receipt: PaymentReceipt, letterhead: Letterhead) -> Printout: ...

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
    def bill_text(self, bill: Bill, columns: int, *, native_qr: bool = False) -> str: ...
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
    def credit_note_text(self, note: CreditNote, columns: int) -> str: ...
    def payment_bytes(
        self, receipt: PaymentReceipt, printer: PrinterSettings, letterhead: Letterhead = PLAIN
    ) -> bytes: ...
    def payment_text(self, receipt: PaymentReceipt, columns: int) -> str: ...
    def recovery_sheet(
        self, shop: str, printed_on: date, lines: Sequence[str], text: str
    ) -> bytes: ...
    def kick_bytes(self, printer: PrinterSettings) -> bytes: ...
    def test_page(
        self, printer: PrinterSettings, shop: str, at: datetime, *, calibration: bool
    ) -> bytes: ...
    def marked(self, data: bytes, copy: int, at: datetime, by: str) -> bytes: ...
    def kept_logo(self, data: bytes) -> bytes: ...
    def report_pdf(self, report: TableReport) -> bytes: ...
