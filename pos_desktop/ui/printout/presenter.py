"""A printout on the screen, exactly as it prints, and shared without a printer. No Qt."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application import bills, consolidating, credit_notes, printouts
from pos_desktop.application.printouts import (
    PrintoutFormat,
    PrintoutKind,
    PrintoutPaper,
    RenderedPrintout,
)
from pos_desktop.application.shift_reports import (
    AskOwnerSlip,
    AskXReport,
    DrawerDocument,
    ReprintDrawer,
    owner_slip,
    reprint,
    x_report,
)
from pos_desktop.domain.errors import PosError
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.printout.sharing import content_of, save_printout, whatsapp_link

_SAVED_ONLY = (PrintoutKind.PAYMENT_RECEIPT, PrintoutKind.REFUND_VOUCHER)
"""What is printed again from the print queue only."""


class PreviewState(Struct, frozen=True, kw_only=True):
    """The sheet. ``lines`` are what the printer's own say."""

    number: str
    lines: tuple[str, ...] = ()
    picture: bytes = b""
    """The receipt as a PNG of the printer's dots."""
    can_print: bool = False
    told: str = ""
    """What became of the copy or file that was asked for."""
    problem: str = ""
    busy: bool = False


class PreviewView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: PreviewState) -> None: ...
    def copy_picture(self, png: bytes) -> None: ...
    def open_link(self, link: str) -> None: ...


class PreviewPresenter:
    """One document; bills, reports and slips can be printed from here."""

    def __init__(
        self, counter: Counter, view: PreviewView, kind: PrintoutKind, number: str
    ) -> None:
        self._counter = counter
        self._view = view
        self._kind = kind
        self._state = PreviewState(number=number)

    def opened(self) -> None:
        """The sheet came up."""
        self._display()
        self._counter.read(
            printouts.render, self._request(PrintoutFormat.PNG), self._rendered, failed=self._failed
        )

    def print_pressed(self) -> None:
        """A copy on paper was asked for; the second of two quick presses asks for nothing."""
        if not self._state.can_print or self._state.busy:
            return
        self._display(busy=True, told="", problem="")
        number = self._state.number
        if self._kind is PrintoutKind.BILL:
            self._counter.write(
                bills.reprint,
                bills.BillNumber(bill_number=number),
                lambda done: self._printed(f"Copy {done.copy} is printing."),
                failed=self._failed,
            )
        elif self._kind is PrintoutKind.CREDIT_NOTE:
            self._counter.write(
                credit_notes.reprint,
                credit_notes.NoteNumber(credit_note_number=number),
                lambda done: self._printed(f"Copy {done.copy} is printing."),
                failed=self._failed,
            )
        elif self._kind is PrintoutKind.CONSOLIDATED_INVOICE:
            self._counter.write(
                consolidating.reprint,
                consolidating.ConsolidatedNumber(number=number),
                lambda done: self._printed(f"Copy {done.copy} is printing."),
                failed=self._failed,
            )
        elif self._kind is PrintoutKind.X_REPORT:
            self._counter.write(
                x_report,
                AskXReport(print=True),
                lambda _report: self._printed("The report is printing."),
                failed=self._failed,
            )
        elif self._kind is PrintoutKind.OWNER_SLIP:
            day = date.fromisoformat(number) if number else None
            self._counter.write(
                owner_slip,
                AskOwnerSlip(date=day, print=True),
                lambda _report: self._printed("The slip is printing."),
                failed=self._failed,
            )
        else:
            self._counter.write(
                reprint,
                ReprintDrawer(kind=DrawerDocument(self._kind.value), number=number),
                lambda done: self._printed(f"Copy {done.copy} is printing."),
                failed=self._failed,
            )

    def save_chosen(self, path: Path, paper: PrintoutPaper | None) -> None:
        """A file was named: a PDF on *paper*, or a picture of the receipt for None."""
        if self._state.busy or not self._state.lines:
            return
        self._display(busy=True, told="", problem="")
        desk, request = self._counter.desk, self._request(PrintoutFormat.PNG)
        if paper is not None:
            request = replace(request, format=PrintoutFormat.PDF, paper=paper)
        self._counter.work(
            lambda: save_printout(path, printouts.render(desk, request)),
            lambda saved: self._display(busy=False, told=f"Saved as {saved.name}."),
            failed=self._failed,
        )

    def copy_pressed(self) -> None:
        """The picture was asked for on the clipboard."""
        if not self._state.picture:
            return
        self._view.copy_picture(self._state.picture)
        self._display(told="The picture is copied. Paste it where you want it.", problem="")

    def whatsapp_pressed(self) -> None:
        """WhatsApp was asked for: its page opens with a message; the receipt is pasted there."""
        if not self._state.picture:
            return
        shop = self._counter.outlet.name if self._counter.outlet else ""
        message = f"{shop}: {self._state.number}".strip(": ")
        self._view.copy_picture(self._state.picture)
        self._view.open_link(whatsapp_link(message))
        self._display(
            told="WhatsApp opens; choose who gets it, and paste the copied picture.", problem=""
        )

    def _request(self, form: PrintoutFormat) -> printouts.RenderPrintout:
        return printouts.RenderPrintout(kind=self._kind, number=self._state.number, format=form)

    def _rendered(self, printout: RenderedPrintout) -> None:
        self._display(
            lines=tuple((printout.text or "").splitlines()),
            picture=content_of(printout),
            can_print=self._kind not in _SAVED_ONLY,
        )

    def _printed(self, told: str) -> None:
        self._display(busy=False, told=told)

    def _failed(self, error: PosError) -> None:
        self._display(busy=False, problem=error.message)

    def _display(self, **changes: object) -> None:
        self._state = replace(self._state, **changes)
        self._view.display(self._state)
