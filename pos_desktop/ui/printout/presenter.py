"""A printout on the screen, exactly as it prints. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from pos_desktop.application import bills, printouts
from pos_desktop.application.printouts import PrintoutKind
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewState:
    """The sheet. ``lines`` are the printer's own, ``columns`` characters wide."""

    number: str
    lines: tuple[str, ...] = ()
    columns: int = 0
    can_print: bool = False
    told: str = ""
    """What became of the copy that was asked for."""
    problem: str = ""
    busy: bool = False


class PreviewView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: PreviewState) -> None: ...


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
            printouts.render,
            printouts.RenderPrintout(kind=self._kind, number=self._state.number),
            self._rendered,
            failed=self._failed,
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

    def _rendered(self, printout: printouts.RenderedPrintout) -> None:
        self._display(
            lines=tuple((printout.text or "").splitlines()),
            columns=printout.columns,
            can_print=self._kind is not PrintoutKind.PAYMENT_RECEIPT,
        )

    def _printed(self, told: str) -> None:
        self._display(busy=False, told=told)

    def _failed(self, error: PosError) -> None:
        self._display(busy=False, problem=error.message)

    def _display(self, **changes: object) -> None:
        self._state = replace(self._state, **changes)  # type: ignore[arg-type]
        self._view.display(self._state)
