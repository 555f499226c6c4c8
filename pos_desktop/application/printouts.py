"""Printouts on demand: any document as the printer's own lines, or as its bytes."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from pos_desktop.application.bills import known_bill
from pos_desktop.application.credit_notes import known_note
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.opening import shift_here
from pos_desktop.application.ports import Work
from pos_desktop.application.printing import PrinterSettings
from pos_desktop.application.shift_reports import day_report, known_slip, known_z, shift_so_far
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.people import Right
from pos_desktop.domain.shift_report import DrawerPrintout, PrintedReport


class PrintoutKind(StrEnum):
    """What can be rendered."""

    BILL = "bill"
    CREDIT_NOTE = "credit_note"
    PAYMENT_RECEIPT = "payment_receipt"
    X_REPORT = "x_report"
    Z_REPORT = "z_report"
    CASH_SLIP = "cash_slip"
    OWNER_SLIP = "owner_slip"


class PrintoutFormat(StrEnum):
    """How it is rendered: as lines of text, or as the printer's bytes."""

    TEXT = "text"
    ESCPOS = "escpos"


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderPrintout:
    """A document by kind and number. ``columns`` default to the terminal's printer's.

    An X report is of the terminal's open shift and has no number; an owner's slip is numbered by
    its business date, today's unless given.
    """

    kind: PrintoutKind
    number: str = ""
    format: PrintoutFormat = PrintoutFormat.TEXT
    columns: int | None = None


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
    to_text, to_bytes = _renderers(desk, work, request, printer)
    wants_text = request.format is PrintoutFormat.TEXT
    text = to_text() if wants_text else None
    data = None if wants_text else to_bytes()
    return RenderedPrintout(
        kind=request.kind,
        number=request.number,
        format=request.format,
        columns=printer.columns,
        text=text,
        content_base64=base64.b64encode(data).decode() if data is not None else None,
    )


def _renderers(
    desk: Desk, work: Work, request: RenderPrintout, printer: PrinterSettings
) -> tuple[Callable[[], str], Callable[[], bytes]]:
    """How the document becomes text, and how bytes. Raises BadInput when there is none."""
    outlet_id, prints, columns = desk.signed_in.outlet_id, desk.printouts, printer.columns
    if request.kind is PrintoutKind.BILL:
        bill = known_bill(desk, work, request.number, field="number")
        return (
            lambda: prints.bill_text(bill, columns, native_qr=printer.native_qr),
            lambda: prints.bill_bytes(bill, printer),
        )
    if request.kind is PrintoutKind.CREDIT_NOTE:
        note = known_note(desk, work, request.number, field="number")
        return (
            lambda: prints.credit_note_text(note, columns),
            lambda: prints.credit_note_bytes(note, printer),
        )
    if request.kind is PrintoutKind.PAYMENT_RECEIPT:
        receipt = work.accounts.payment(outlet_id, request.number.strip())
        if receipt is None:
            raise BadInput(
                f"There is no payment receipt {request.number}.",
                field="number",
                code="unknown_payment",
            )
        return (
            lambda: prints.payment_text(receipt, columns),
            lambda: prints.payment_bytes(receipt, printer),
        )
    printout = _of_the_drawer(desk, work, request)
    return (
        lambda: prints.drawer_text(printout, columns),
        lambda: prints.drawer_bytes(printout, printer),
    )


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
