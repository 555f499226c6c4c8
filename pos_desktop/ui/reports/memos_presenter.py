"""The consolidated invoices, without Qt: listed, seen, and issued for days left open."""

from __future__ import annotations

from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.consolidating import (
    AskConsolidated,
    ConsolidatedList,
    ConsolidatedView,
    IssueConsolidated,
    issue_consolidated,
    list_consolidated,
)
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.money import format_amount
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.widgets.messages import Message


class MemosRow(Struct, frozen=True, kw_only=True):
    """One invoice."""

    number: str
    day: str
    memos: str
    first_to_last: str
    taxable: str
    tax: str
    total: str


class MemosState(Struct, frozen=True, kw_only=True):
    """The page. ``left_open`` memos of earlier days are in no invoice yet."""

    rows: tuple[MemosRow, ...] = ()
    left_open: int = 0
    is_on: bool = False
    is_busy: bool = False
    problem: str = ""


class MemosView(Protocol):
    """What the presenter asks of the page."""

    def display(self, state: MemosState) -> None: ...
    def open_invoice(self, number: str) -> None: ...


class MemosPresenter:
    """Reads the invoices of the last year when the page comes to the front."""

    def __init__(self, counter: Counter, view: MemosView) -> None:
        self._counter = counter
        self._view = view
        self._state = MemosState()
        self._is_gone = False

    def entered(self) -> None:
        """The page came to the front: a shift may have been closed since."""
        outlet = self._counter.outlet
        self._state = replace(self._state, is_on=bool(outlet and outlet.cash_memos))
        self._counter.read(
            list_consolidated,
            AskConsolidated(),
            self._show,
            failed=self._failed,
            latest="reports.consolidated",
        )

    def gone(self) -> None:
        """The page was ended."""
        self._is_gone = True

    def invoice_chosen(self, row: MemosRow) -> None:
        """An invoice is to be looked at; it is printed or saved from there."""
        self._view.open_invoice(row.number)

    def issue_pressed(self) -> None:
        """The invoices of days whose shifts were never closed."""
        if self._state.left_open and not self._state.is_busy:
            self._display(is_busy=True, problem="")
            self._counter.write(
                issue_consolidated,
                IssueConsolidated(),
                self._issued,
                failed=self._failed,
                dropped=lambda: self._display(is_busy=False),
            )

    def _issued(self, made: ConsolidatedList) -> None:
        self._display(is_busy=False)
        numbers = ", ".join(one.number for one in made.invoices)
        self._counter.tell(Message(kind="success", text=f"Issued: {numbers}."))
        self.entered()

    def _show(self, found: ConsolidatedList) -> None:
        rows = tuple(map(_row, found.invoices))
        self._display(rows=rows, left_open=found.left_open, problem="")

    def _failed(self, error: PosError) -> None:
        self._display(is_busy=False, problem=error.message)

    def _display(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        if not self._is_gone:
            self._view.display(self._state)


def _row(one: ConsolidatedView) -> MemosRow:
    last = "" if one.last_memo == one.first_memo else f" – {one.last_memo}"
    return MemosRow(
        number=one.number,
        day=f"{one.day:%d-%m-%Y}",
        memos=str(one.memos),
        first_to_last=f"{one.first_memo}{last}",
        taxable=format_amount(one.taxable),
        tax=format_amount(one.tax),
        total=format_amount(one.total),
    )
