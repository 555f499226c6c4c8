"""Stored facts to printed bytes and text: the application's ``Printouts``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from pos_desktop.application.label_drawing import LabelFacts, LabelPage, LabelSheet
from pos_desktop.application.letterhead import PLAIN, Language, Letterhead
from pos_desktop.application.printing import PdfPaper, PrinterSettings
from pos_desktop.application.table_report import TableReport
from pos_desktop.domain.accounts import AccountStatement, PaymentReceipt
from pos_desktop.domain.bills import Bill
from pos_desktop.domain.cash_memos import ConsolidatedInvoice
from pos_desktop.domain.credit_notes import CreditNote
from pos_desktop.domain.shift_report import (
    CopyMark,
    DayReport,
    DrawerPrintout,
    PrintedReport,
    PrintedSlip,
)
from pos_desktop.domain.vouchers import ReceiptVoucher, RefundVoucher
from pos_desktop.printouts.bill import TITLES, ReprintMark, bill_document
from pos_desktop.printouts.blocks import Document
from pos_desktop.printouts.cash_slip import cash_slip_document
from pos_desktop.printouts.consolidated import consolidated_document
from pos_desktop.printouts.credit_note import credit_note_document
from pos_desktop.printouts.esc_pos import render_esc_pos, render_kick, render_marked
from pos_desktop.printouts.labels import labels_of
from pos_desktop.printouts.owner_slip import owner_slip_document
from pos_desktop.printouts.payment import payment_document
from pos_desktop.printouts.printout import ReceiptPrintout
from pos_desktop.printouts.refund_voucher import refund_voucher_document
from pos_desktop.printouts.shift_report import shift_report_document
from pos_desktop.printouts.statement import statement_document
from pos_desktop.printouts.trial_pages import calibration_document, sheet_trial, trial_document
from pos_desktop.printouts.voucher import voucher_document


class ReceiptPrintouts:
    """Bills, payment receipts and drawer kicks for receipt printers.

    Every document raises Refused (``figure_too_wide``) when a figure cannot be printed on the
    paper: a figure is never wrapped, cut or left out.
    """

    def bill(
        self, bill: Bill, letterhead: Letterhead, mark: CopyMark | ReprintMark | None = None
    ) -> ReceiptPrintout:
        """A bill for any paper; *mark* marks it as a copy."""
        reprint = _reprint(mark)

        def page(paper: PdfPaper) -> bytes:
            from pos_desktop.printouts.pdf.bill_page import bill_page
            from pos_desktop.printouts.pdf.invoice import invoice_pdf
            from pos_desktop.printouts.pdf.pen import A4, A5

            is_small = paper == "a5"
            facts = bill_page(bill, reprint, letterhead, is_small=is_small)
            return invoice_pdf(facts, A5 if is_small else A4)

        document = bill_document(bill, reprint, letterhead)
        title = f"{TITLES[bill.document]} {bill.number}"
        return ReceiptPrintout(document, title=title, shop=bill.seller.name, page=page)

    def credit_note(
        self, note: CreditNote, letterhead: Letterhead, mark: CopyMark | ReprintMark | None = None
    ) -> ReceiptPrintout:
        """A credit note for any paper; *mark* marks it as a copy."""
        reprint = _reprint(mark)

        def page(paper: PdfPaper) -> bytes:
            from pos_desktop.printouts.pdf.invoice import invoice_pdf
            from pos_desktop.printouts.pdf.note_page import note_page
            from pos_desktop.printouts.pdf.pen import A4, A5

            is_small = paper == "a5"
            facts = note_page(note, reprint, letterhead, is_small=is_small)
            return invoice_pdf(facts, A5 if is_small else A4)

        document = credit_note_document(note, reprint, letterhead)
        title = f"Credit note {note.number}"
        return ReceiptPrintout(document, title=title, shop=note.seller.name, page=page)

    def payment(self, receipt: PaymentReceipt, letterhead: Letterhead) -> ReceiptPrintout:
        """A payment receipt for any paper."""

        def page(paper: PdfPaper) -> bytes:
            from pos_desktop.printouts.pdf.payment_page import payment_pdf
            from pos_desktop.printouts.pdf.pen import A4, A5

            return payment_pdf(receipt, letterhead, A5 if paper == "a5" else A4)

        document = payment_document(receipt, letterhead)
        title = f"Payment receipt {receipt.number}"
        return ReceiptPrintout(document, title=title, shop=receipt.outlet_name, page=page)

    def voucher(self, voucher: ReceiptVoucher, letterhead: Letterhead) -> ReceiptPrintout:
        """A receipt voucher for any paper."""
        payment, say = voucher.payment, labels_of(letterhead.language)
        return _printout(
            voucher_document(voucher, letterhead),
            title=f"Receipt voucher {payment.number}",
            shop=payment.outlet_name,
            logo=letterhead.logo,
            foot=f"{say('Receipt voucher')} {payment.number}",
            language=letterhead.language,
        )

    def refund_voucher(self, voucher: RefundVoucher, letterhead: Letterhead) -> ReceiptPrintout:
        """A refund voucher for any paper."""
        say = labels_of(letterhead.language)
        return _printout(
            refund_voucher_document(voucher, letterhead),
            title=f"Refund voucher {voucher.number}",
            shop=voucher.seller.name,
            logo=letterhead.logo,
            foot=f"{say('Refund voucher')} {voucher.number}",
            language=letterhead.language,
        )

    def consolidated(
        self, invoice: ConsolidatedInvoice, letterhead: Letterhead, mark: CopyMark | None = None
    ) -> ReceiptPrintout:
        """The day's one invoice for its cash memos for any paper; *mark* marks it as a copy."""
        return _printout(
            consolidated_document(invoice, _reprint(mark)),
            title=f"Tax Invoice {invoice.number}",
            shop=invoice.seller.name,
            logo=letterhead.logo,
        )

    def statement(self, statement: AccountStatement, letterhead: Letterhead) -> ReceiptPrintout:
        """A statement of account for any paper."""
        say = labels_of(letterhead.language)
        return _printout(
            statement_document(statement, letterhead),
            title=f"Statement of {statement.customer_name}",
            shop=statement.outlet_name,
            page=statement_document(statement, letterhead, is_wide=True),
            foot=say("Statement of {name}").format(name=statement.customer_name),
            language=letterhead.language,
        )

    def drawer(self, what: DrawerPrintout, mark: CopyMark | None = None) -> ReceiptPrintout:
        """A report or slip of the drawer for any paper; *mark* marks it as a copy."""
        return _printout(
            _drawer_document(what, mark), title=_drawer_title(what), shop=_drawer_shop(what)
        )

    def bill_bytes(
        self,
        bill: Bill,
        printer: PrinterSettings,
        *,
        copy: int = 0,
        reprinted_at: datetime | None = None,
        reprinted_by: str = "",
        letterhead: Letterhead = PLAIN,
    ) -> bytes:
        """A bill as one job, ESC/POS or a PDF by the printer's paper.

        *copy* above 0 marks it ``REPRINT copy``.

        Args:
            bill: as it was issued.
            printer: its columns, dots, cutter and QR codes rule the bytes.
            copy: 0 is the original.
            reprinted_at: on the outlet's clock.
            reprinted_by: the user's name.
            letterhead: how the outlet's papers look.
        """
        mark = _mark(copy, reprinted_at, reprinted_by)
        return _for_printer(self.bill(bill, letterhead, mark), printer)

    def credit_note_bytes(
        self,
        note: CreditNote,
        printer: PrinterSettings,
        *,
        copy: int = 0,
        reprinted_at: datetime | None = None,
        reprinted_by: str = "",
        letterhead: Letterhead = PLAIN,
    ) -> bytes:
        """A credit note as one job; the arguments are those of :meth:`bill_bytes`."""
        mark = _mark(copy, reprinted_at, reprinted_by)
        return _for_printer(self.credit_note(note, letterhead, mark), printer)

    def payment_bytes(
        self, receipt: PaymentReceipt, printer: PrinterSettings, letterhead: Letterhead = PLAIN
    ) -> bytes:
        """A payment receipt as one job."""
        return _for_printer(self.payment(receipt, letterhead), printer)

    def voucher_bytes(
        self, voucher: ReceiptVoucher, printer: PrinterSettings, letterhead: Letterhead = PLAIN
    ) -> bytes:
        """A receipt voucher as one job."""
        return _for_printer(self.voucher(voucher, letterhead), printer)

    def refund_voucher_bytes(
        self, voucher: RefundVoucher, printer: PrinterSettings, letterhead: Letterhead = PLAIN
    ) -> bytes:
        """A refund voucher as one job."""
        return _for_printer(self.refund_voucher(voucher, letterhead), printer)

    def consolidated_bytes(
        self,
        invoice: ConsolidatedInvoice,
        printer: PrinterSettings,
        mark: CopyMark | None = None,
        letterhead: Letterhead = PLAIN,
    ) -> bytes:
        """The day's one invoice as one job; *mark* marks it as a copy."""
        return _for_printer(self.consolidated(invoice, letterhead, mark), printer)

    def drawer_bytes(
        self, what: DrawerPrintout, printer: PrinterSettings, mark: CopyMark | None = None
    ) -> bytes:
        """A report or slip of the drawer as one job; *mark* marks it as a copy."""
        return _for_printer(self.drawer(what, mark), printer)

    def statement_bytes(
        self, statement: AccountStatement, printer: PrinterSettings, letterhead: Letterhead = PLAIN
    ) -> bytes:
        """A statement of account as one job."""
        return _for_printer(self.statement(statement, letterhead), printer)

    def recovery_sheet(self, shop: str, printed_on: date, lines: Sequence[str], text: str) -> bytes:
        """The recovery sheet as a PDF; see :func:`recovery_pdf`."""
        from pos_desktop.printouts.recovery_sheet import recovery_pdf

        return recovery_pdf(shop, printed_on, lines, text)

    def test_page(
        self, printer: PrinterSettings, shop: str, at: datetime, *, calibration: bool
    ) -> bytes:
        """A page that tries the printer out; *at* is on the outlet's clock."""
        if printer.paper != "roll":
            return self.report_pdf(sheet_trial(printer, shop, at))
        make = calibration_document if calibration else trial_document
        return render_esc_pos(make(printer, shop, at), printer)

    def marked(self, data: bytes, copy: int, at: datetime, by: str) -> bytes:
        """A receipt printer's job under a line that says which printing this is."""
        return render_marked(data, ReprintMark(copy=copy, at=at, by=by).words)

    def kept_logo(self, data: bytes) -> bytes:
        """A logo as it is kept; see :func:`pos_desktop.printouts.images.kept_logo`."""
        from pos_desktop.printouts.images import kept_logo

        return kept_logo(data)

    def report_pdf(self, report: TableReport) -> bytes:
        """A report of tables on A4; see :func:`report_pdf`."""
        from pos_desktop.printouts.pdf.table_report import report_pdf

        return report_pdf(report)

    def labels_pdf(
        self, labels: Sequence[LabelFacts], sheet: LabelSheet, start: int, shop: str
    ) -> bytes:
        """Labels on sheets; see :func:`pos_desktop.printouts.item_labels.labels_pdf`."""
        from pos_desktop.printouts.item_labels import labels_pdf

        return labels_pdf(labels, sheet, start, shop)

    def label_page(self, labels: Sequence[LabelFacts], sheet: LabelSheet, start: int) -> LabelPage:
        """The first page of such sheets."""
        from pos_desktop.printouts.item_labels import label_page

        return label_page(labels, sheet, start)

    def labels_bytes(self, labels: Sequence[LabelFacts], printer: PrinterSettings) -> bytes:
        """Labels one after another as one job of a receipt printer."""
        from pos_desktop.printouts.item_labels import label_document

        return render_esc_pos(label_document(labels), printer)

    def kick_bytes(self, printer: PrinterSettings) -> bytes:
        """The drawer's pulse as a job of its own. Raises Refused when there is no drawer."""
        return render_kick(printer)


def _for_printer(printout: ReceiptPrintout, printer: PrinterSettings) -> bytes:
    if printer.paper == "roll":
        return printout.esc_pos(printer)
    return printout.pdf(printer.paper, printer)


def _printout(
    document: Document,
    *,
    title: str,
    shop: str,
    logo: bytes = b"",
    page: Document | None = None,
    foot: str = "",
    language: Language = Language.ENGLISH,
) -> ReceiptPrintout:
    """A document whose A4 and A5 pages are made of its blocks, or of those of *page*."""

    def pages(paper: PdfPaper) -> bytes:
        from pos_desktop.printouts.pdf.blocks_page import blocks_pdf
        from pos_desktop.printouts.pdf.pen import A4, A5

        size = A5 if paper == "a5" else A4
        return blocks_pdf(
            page or document, size, title=title, shop=shop, logo=logo, foot=foot, language=language
        )

    return ReceiptPrintout(document, title=title, shop=shop, page=pages)


def _drawer_title(what: DrawerPrintout) -> str:
    if isinstance(what, PrintedSlip):
        return f"Cash slip {what.slip.number}"
    if isinstance(what, DayReport):
        return f"Owner's slip {what.business_date:%d-%m-%Y}"
    return f"Z report {what.report.number}" if what.report.closing else "X report"


def _drawer_shop(what: DrawerPrintout) -> str:
    heading = what.report.heading if isinstance(what, PrintedReport) else what.heading
    return heading.name


def _drawer_document(what: DrawerPrintout, mark: CopyMark | None) -> Document:
    if isinstance(what, PrintedSlip):
        return cash_slip_document(what, mark)
    if isinstance(what, DayReport):
        return owner_slip_document(what)
    return shift_report_document(what, mark)


def _reprint(mark: CopyMark | ReprintMark | None) -> ReprintMark | None:
    if mark is None or isinstance(mark, ReprintMark):
        return mark
    return ReprintMark(copy=mark.copy, at=mark.at, by=mark.by)


def _mark(copy: int, at: datetime | None, by: str) -> ReprintMark | None:
    return ReprintMark(copy=copy, at=at, by=by) if copy > 0 else None
