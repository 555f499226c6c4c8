"""Printouts on demand: any document as the printer's own lines, or as its bytes."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from pos_desktop.application.bills import known_bill
from pos_desktop.application.credit_notes import known_note
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.ports import Work
from pos_desktop.application.printing import PrinterSettings
from pos_desktop.application.statements import statement_for
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.people import Right


class PrintoutKind(StrEnum):
    """What can be rendered."""

    BILL = "bill"
    CREDIT_NOTE = "credit_note"
    PAYMENT_RECEIPT = "payment_receipt"
    STATEMENT = "statement"
    """Its number is the customer's id; it takes a period."""


class PrintoutFormat(StrEnum):
    """How it is rendered: as lines of text, or as the printer's bytes."""

    TEXT = "text"
    ESCPOS = "escpos"


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderPrintout:
    """A document by kind and number. ``columns`` default to the terminal's printer's."""

    kind: PrintoutKind
    number: str
    format: PrintoutFormat = PrintoutFormat.TEXT
    columns: int | None = None
    first: date | None = field(default=None, metadata={"json": "from"})
    last: date | None = field(default=None, metadata={"json": "to"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPrintout:
    """Text, or bytes in base64."""

    kind: PrintoutKind
    number: str
    format: PrintoutFormat
    columns: int
    text: str | None = None
    content_base64: str | None = None


@use_case("printouts.render", right=Right.SELL, what="see printouts", writes=False)
def render(desk: Desk, work: Work, request: RenderPrintout) -> RenderedPrintout:
    """Render a document exactly as it prints."""
    printer = work.people.printer(desk.signed_in.terminal.id)
    if request.columns is not None:
        printer = replace(printer, columns=request.columns)
    text = data = None
    if request.kind is PrintoutKind.BILL:
        bill = known_bill(desk, work, request.number, field="number")
        if request.format is PrintoutFormat.TEXT:
            text = desk.printouts.bill_text(bill, printer.columns, native_qr=printer.native_qr)
        else:
            data = desk.printouts.bill_bytes(bill, printer)
    elif request.kind is PrintoutKind.STATEMENT:
        text, data = _statement(desk, work, request, printer)
    elif request.kind is PrintoutKind.CREDIT_NOTE:
        note = known_note(desk, work, request.number, field="number")
        if request.format is PrintoutFormat.TEXT:
            text = desk.printouts.credit_note_text(note, printer.columns)
        else:
            data = desk.printouts.credit_note_bytes(note, printer)
    else:
        receipt = work.accounts.payment(desk.signed_in.outlet_id, request.number.strip())
        if receipt is None:
            raise BadInput(
                f"There is no payment receipt {request.number}.",
                field="number",
                code="unknown_payment",
            )
        if request.format is PrintoutFormat.TEXT:
            text = desk.printouts.payment_text(receipt, printer.columns)
        else:
            data = desk.printouts.payment_bytes(receipt, printer)
    return RenderedPrintout(
        kind=request.kind,
        number=request.number,
        format=request.format,
        columns=printer.columns,
        text=text,
        content_base64=base64.b64encode(data).decode() if data is not None else None,
    )


def _statement(
    desk: Desk, work: Work, request: RenderPrintout, printer: PrinterSettings
) -> tuple[str | None, bytes | None]:
    if not request.number.isdecimal():
        raise BadInput("The number of a statement is the customer's id.", field="number")
    shown = statement_for(desk, work, int(request.number), request.first, request.last)
    if request.format is PrintoutFormat.TEXT:
        return desk.printouts.statement_text(
            shown, printer.columns, native_qr=printer.native_qr
        ), None
    return None, desk.printouts.statement_bytes(shown, printer)
