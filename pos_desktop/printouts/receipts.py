"""Stored facts to printed bytes and text: the application's ``Printouts``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from pos_desktop.application.printing import PrinterSettings
from pos_desktop.domain.accounts import AccountStatement, PaymentReceipt
from pos_desktop.domain.bills import Bill
from pos_desktop.domain.credit_notes import CreditNote
from pos_desktop.domain.errors import BadInput
from pos_desktop.printouts.bill import ReprintMark, bill_document
from pos_desktop.printouts.credit_note import credit_note_document
from pos_desktop.printouts.esc_pos import render_esc_pos, render_kick
from pos_desktop.printouts.payment import payment_document
from pos_desktop.printouts.plain_text import render_text
from pos_desktop.printouts.statement import statement_document

_LEAST_COLUMNS = 32
_MOST_COLUMNS = 48


class ReceiptPrintouts:
    """Bills, payment receipts and drawer kicks for receipt printers.

    Every document raises Refused (``figure_too_wide``) when a figure cannot be printed on the
    paper: a figure is never wrapped, cut or left out.
    """

    def bill_bytes(
        self,
        bill: Bill,
        printer: PrinterSettings,
        *,
        copy: int = 0,
        reprinted_at: datetime | None = None,
        reprinted_by: str = "",
    ) -> bytes:
        """A bill as one ESC/POS job; *copy* above 0 marks it ``REPRINT copy``.

        Args:
            bill: as it was issued.
            printer: its columns, dots, cutter and QR codes rule the bytes.
            copy: 0 is the original.
            reprinted_at: on the outlet's clock.
            reprinted_by: the user's name.
        """
        mark = _mark(copy, reprinted_at, reprinted_by)
        return render_esc_pos(bill_document(bill, mark), printer)

    def bill_text(
        self,
        bill: Bill,
        columns: int,
        *,
        native_qr: bool = False,
        copy: int = 0,
        reprinted_at: datetime | None = None,
        reprinted_by: str = "",
    ) -> str:
        """The lines that :meth:`bill_bytes` prints, each ending in a newline.

        *native_qr* as in the printer's settings: where it draws a QR code, ``[QR code]`` stands.
        """
        _check_columns(columns)
        mark = _mark(copy, reprinted_at, reprinted_by)
        return render_text(bill_document(bill, mark), columns, draws_qr=native_qr)

    def credit_note_bytes(
        self,
        note: CreditNote,
        printer: PrinterSettings,
        *,
        copy: int = 0,
        reprinted_at: datetime | None = None,
        reprinted_by: str = "",
    ) -> bytes:
        """A credit note as one ESC/POS job; the arguments are those of :meth:`bill_bytes`."""
        mark = _mark(copy, reprinted_at, reprinted_by)
        return render_esc_pos(credit_note_document(note, mark), printer)

    def credit_note_text(self, note: CreditNote, columns: int) -> str:
        """The lines that :meth:`credit_note_bytes` prints, each ending in a newline."""
        _check_columns(columns)
        return render_text(credit_note_document(note, None), columns, draws_qr=False)

    def payment_bytes(self, receipt: PaymentReceipt, printer: PrinterSettings) -> bytes:
        """A payment receipt as one ESC/POS job."""
        return render_esc_pos(payment_document(receipt), printer)

    def payment_text(self, receipt: PaymentReceipt, columns: int) -> str:
        """The lines that :meth:`payment_bytes` prints, each ending in a newline."""
        _check_columns(columns)
        return render_text(payment_document(receipt), columns, draws_qr=False)

    def statement_bytes(self, statement: AccountStatement, printer: PrinterSettings) -> bytes:
        """A statement of account as one ESC/POS job."""
        return render_esc_pos(statement_document(statement), printer)

    def statement_text(
        self, statement: AccountStatement, columns: int, *, native_qr: bool = False
    ) -> str:
        """The lines that :meth:`statement_bytes` prints, each ending in a newline."""
        _check_columns(columns)
        return render_text(statement_document(statement), columns, draws_qr=native_qr)

    def recovery_sheet(self, shop: str, printed_on: date, lines: Sequence[str], text: str) -> bytes:
        """The recovery sheet as a PDF; see :func:`recovery_pdf`."""
        from pos_desktop.printouts.recovery_sheet import recovery_pdf

        return recovery_pdf(shop, printed_on, lines, text)

    def kick_bytes(self, printer: PrinterSettings) -> bytes:
        """The drawer's pulse as a job of its own. Raises Refused when there is no drawer."""
        return render_kick(printer)


def _mark(copy: int, at: datetime | None, by: str) -> ReprintMark | None:
    return ReprintMark(copy=copy, at=at, by=by) if copy > 0 else None


def _check_columns(columns: int) -> None:
    if not _LEAST_COLUMNS <= columns <= _MOST_COLUMNS:
        raise BadInput(
            f"A receipt has {_LEAST_COLUMNS} to {_MOST_COLUMNS} columns, not {columns}.",
            field="columns",
        )
