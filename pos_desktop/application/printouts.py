"""Printouts on demand: any document as the printer's own lines, as its bytes, or to share."""

from __future__ import annotations

import base64
from datetime import date
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from pos_desktop.application.bills import known_bill
from pos_desktop.application.consolidating import known_consolidated
from pos_desktop.application.credit_notes import known_note
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.opening import shift_here
from pos_desktop.application.ports import Work
from pos_desktop.application.refund_vouchers import known_refund
from pos_desktop.application.rendering import Printout
from pos_desktop.application.shift_reports import day_report, known_slip, known_z, shift_so_far
from pos_desktop.application.statements import statement_for
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.people import Right
from pos_desktop.domain.shift_report import CopyMark, DrawerPrintout, PrintedReport


class PrintoutKind(StrEnum):
    """What can be rendered."""

    BILL = "bill"
    CREDIT_NOTE = "credit_note"
    PAYMENT_RECEIPT = "payment_receipt"
    RECEIPT_VOUCHER = "receipt_voucher"
    REFUND_VOUCHER = "refund_voucher"
    CONSOLIDATED_INVOICE = "consolidated_invoice"
    X_REPORT = "x_report"
    Z_REPORT = "z_report"
    CASH_SLIP = "cash_slip"
    OWNER_SLIP = "owner_slip"
    STATEMENT = "statement"
    """Its number is the customer's id; it takes a period."""


class PrintoutFormat(StrEnum):
    """How it is rendered: lines of text, the printer's bytes, a PDF, or a picture (PNG)."""

    TEXT = "text"
    ESCPOS = "escpos"
    PDF = "pdf"
    PNG = "png"


class PrintoutPaper(StrEnum):
    """The paper of a PDF."""

    A4 = "a4"
    A5 = "a5"
    ROLL = "80mm"


class RenderPrintout(Struct, frozen=True, kw_only=True):
    """A document by kind and number. ``columns`` default to the terminal's printer's.

    An X report is of the terminal's open shift and has no number; an owner's slip is numbered by
    its business date, today's unless given.
    """

    kind: PrintoutKind
    number: str = ""
    format: PrintoutFormat = PrintoutFormat.TEXT
    columns: int | None = None
    paper: PrintoutPaper = PrintoutPaper.A4
    first: date | None = field(default=None, name="from")
    last: date | None = field(default=None, name="to")


class RenderedPrintout(Struct, frozen=True, kw_only=True):
    """Text, or bytes in base64; of a PDF also its paper, of a picture also what it says."""

    kind: PrintoutKind
    number: str
    format: PrintoutFormat
    columns: int
    paper: PrintoutPaper | None = None
    text: str | None = None
    content_base64: str | None = None


@use_case("printouts.render", right=Right.SELL, what="see printouts", writes=False)
def render(desk: Desk, work: Work, request: RenderPrintout) -> RenderedPrintout:
    """Render a document exactly as it prints, or as a PDF or picture to share."""
    printer = work.terminal_printers.get(desk.signed_in.terminal.id).shown_for(request.kind.value)
    if request.columns is not None:
        printer = replace(printer, columns=request.columns)
    printout = _printout(desk, work, request)
    text = data = None
    match request.format:
        case PrintoutFormat.TEXT:
            text = printout.text(printer)
        case PrintoutFormat.ESCPOS:
            data = printout.esc_pos(printer)
        case PrintoutFormat.PNG:
            text, data = printout.text(printer), printout.picture(printer)
        case PrintoutFormat.PDF:
            data = printout.pdf(request.paper.value, printer)
    return RenderedPrintout(
        kind=request.kind,
        number=request.number,
        format=request.format,
        columns=printer.columns,
        paper=request.paper if request.format is PrintoutFormat.PDF else None,
        text=text,
        content_base64=base64.b64encode(data).decode() if data is not None else None,
    )


def _printout(desk: Desk, work: Work, request: RenderPrintout) -> Printout:
    """The document that is asked for. Raises BadInput naming ``number``."""
    letterhead = work.letterheads.get(desk.signed_in.outlet_id)
    if request.kind is PrintoutKind.BILL:
        bill = known_bill(desk, work, request.number, field="number")
        return desk.printouts.bill(bill, letterhead, _mark(desk, work, request))
    if request.kind is PrintoutKind.CREDIT_NOTE:
        note = known_note(desk, work, request.number, field="number")
        return desk.printouts.credit_note(note, letterhead, _mark(desk, work, request))
    if request.kind is PrintoutKind.STATEMENT:
        if not request.number.isdecimal():
            raise BadInput("The number of a statement is the customer's id.", field="number")
        shown = statement_for(desk, work, int(request.number), request.first, request.last)
        return desk.printouts.statement(shown, letterhead)
    if request.kind is PrintoutKind.CONSOLIDATED_INVOICE:
        desk.require(Right.SEE_REPORTS, "see reports")
        invoice = known_consolidated(desk, work, request.number)
        return desk.printouts.consolidated(invoice, letterhead, _mark(desk, work, request))
    if request.kind is PrintoutKind.REFUND_VOUCHER:
        return desk.printouts.refund_voucher(known_refund(desk, work, request.number), letterhead)
    if request.kind not in (PrintoutKind.PAYMENT_RECEIPT, PrintoutKind.RECEIPT_VOUCHER):
        what = _of_the_drawer(desk, work, request)
        return desk.printouts.drawer(what, _mark(desk, work, request))
    receipt = work.accounts.payment(desk.signed_in.outlet_id, request.number.strip())
    if receipt is None:
        raise BadInput(
            f"There is no payment receipt {request.number}.",
            field="number",
            code="unknown_payment",
        )
    voucher = work.vouchers.of_payment(receipt)
    if voucher is not None:
        return desk.printouts.voucher(voucher, letterhead)
    return desk.printouts.payment(receipt, letterhead)


def _mark(desk: Desk, work: Work, request: RenderPrintout) -> CopyMark | None:
    """What marks a PDF once marked copies were printed: it is not the first one any more."""
    if request.format is not PrintoutFormat.PDF:
        return None
    copies = work.journal.copies(request.kind.value, request.number.strip())
    if not copies:
        return None
    at = desk.outlet(work).local(desk.clock())
    return CopyMark(copy=copies, at=at, by=desk.signed_in.user_name)


def _of_the_drawer(desk: Desk, work: Work, request: RenderPrintout) -> DrawerPrintout:
    """A report or slip of the drawer, for who may see it."""
    if request.kind in (PrintoutKind.X_REPORT, PrintoutKind.OWNER_SLIP):
        desk.require(Right.SEE_EXPECTED_CASH, "see expected cash")
        if request.kind is PrintoutKind.X_REPORT:
            shift = shift_here(desk, work, "report on")
            return PrintedReport(report=shift_so_far(desk, work, shift))
        return day_report(desk, work, _day(request.number))
    if request.kind is PrintoutKind.Z_REPORT:
        desk.require(Right.SEE_SHIFT_HISTORY, "see Z reports")
        return known_z(desk, work, request.number)
    return known_slip(desk, work, request.number)


def _day(number: str) -> date | None:
    try:
        return date.fromisoformat(number.strip()) if number.strip() else None
    except ValueError:
        raise BadInput(
            "An owner's slip is numbered by its date, like 2026-02-18.", field="number"
        ) from None
