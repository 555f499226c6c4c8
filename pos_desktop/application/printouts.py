"""Printouts on demand: any document as the printer's own lines, as its bytes, or to share."""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from enum import StrEnum

from pos_desktop.application.bills import known_bill
from pos_desktop.application.credit_notes import known_note
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.ports import Work
from pos_desktop.application.rendering import Printout
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.people import Right


class PrintoutKind(StrEnum):
    """What can be rendered."""

    BILL = "bill"
    CREDIT_NOTE = "credit_note"
    PAYMENT_RECEIPT = "payment_receipt"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderPrintout:
    """A document by kind and number.

    Attributes:
        columns: characters across a receipt; those of the terminal's printer unless given.
        paper: of a PDF. The other formats are receipts, as the terminal's printer prints them.
    """

    kind: PrintoutKind
    number: str
    format: PrintoutFormat = PrintoutFormat.TEXT
    columns: int | None = None
    paper: PrintoutPaper = PrintoutPaper.A4


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPrintout:
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
    printer = work.people.printer(desk.signed_in.terminal.id)
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
        return desk.printouts.bill(bill, letterhead)
    if request.kind is PrintoutKind.CREDIT_NOTE:
        note = known_note(desk, work, request.number, field="number")
        return desk.printouts.credit_note(note, letterhead)
    receipt = work.accounts.payment(desk.signed_in.outlet_id, request.number.strip())
    if receipt is None:
        raise BadInput(
            f"There is no payment receipt {request.number}.",
            field="number",
            code="unknown_payment",
        )
    return desk.printouts.payment(receipt, letterhead)
