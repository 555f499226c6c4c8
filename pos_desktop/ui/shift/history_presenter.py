"""The shift history, without Qt: a page at a time, for those who may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from pos_desktop.application.paging import Pagination
from pos_desktop.application.shifts import ClosedShifts, ShiftClosed, ShiftHistory, history
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.money import format_rupees
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.tones import Tone
from pos_desktop.ui.shift.drawer_terms import (
    DrawerResult,
    drawer_result,
    time_words,
    variance_tone,
)

ROWS_A_PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """A closed shift in the table; texts ready to read."""

    number: str
    date: str
    times: str
    people: str
    opening_cash: str
    expected_cash: str
    closing_cash: str
    variance: str
    tone: Tone
    result: DrawerResult


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryState:
    """A page of the history. ``refused`` stands instead of it for those who may not see it."""

    rows: tuple[HistoryRow, ...] = ()
    page: int = 1
    pages: int = 0
    total: int = 0
    is_known: bool = False
    refused: str = ""


class HistoryView(Protocol):
    """What the presenter asks of the table."""

    def display_history(self, state: HistoryState) -> None: ...


class HistoryPresenter:
    """Pages through closed shifts, newest first."""

    def __init__(self, counter: Counter, view: HistoryView) -> None:
        self._counter = counter
        self._view = view
        self._page = 1
        self._pages = 0

    def entered(self) -> None:
        """The table came to the front: fetch the page anew, another shift may have been closed."""
        self._fetch(self._page)

    def earlier_pressed(self) -> None:
        """Older shifts."""
        if self._page < self._pages:
            self._fetch(self._page + 1)

    def later_pressed(self) -> None:
        """Newer shifts."""
        if self._page > 1:
            self._fetch(self._page - 1)

    def _fetch(self, page: int) -> None:
        request = ShiftHistory(page=page, limit=ROWS_A_PAGE)
        self._counter.read(
            history, request, self._known, failed=self._failed, latest="shift history"
        )

    def _known(self, found: ClosedShifts) -> None:
        where: Pagination = found.pagination
        self._page, self._pages = where.page, where.total_pages
        self._view.display_history(
            HistoryState(
                rows=tuple(self._row(closed) for closed in found.shifts),
                page=where.page,
                pages=where.total_pages,
                total=where.total,
                is_known=True,
            )
        )

    def _failed(self, error: PosError) -> None:
        if error.code == "not_allowed":
            self._view.display_history(HistoryState(is_known=True, refused=error.message))
            return
        self._counter.tell_error(error)

    def _row(self, closed: ShiftClosed) -> HistoryRow:
        opened_at = self._counter.local_time(closed.opened_at)
        closed_at = self._counter.local_time(closed.closed_at)
        same = closed.opened_by == closed.closed_by
        return HistoryRow(
            number=f"{closed.terminal}-{closed.number}",
            date=f"{closed.business_date:%d-%m-%Y}",
            times=f"{time_words(opened_at)} – {time_words(closed_at)}",
            people=closed.opened_by if same else f"{closed.opened_by} / {closed.closed_by}",
            opening_cash=format_rupees(closed.opening_cash),
            expected_cash=format_rupees(closed.expected_cash),
            closing_cash=format_rupees(closed.closing_cash),
            variance=closed.variance_words,
            tone=variance_tone(closed.cash_variance),
            result=drawer_result(closed, self._counter),
        )
