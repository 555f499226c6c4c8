"""The shift history, without Qt: a page at a time, for those who may see it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.paging import Pagination
from pos_desktop.application.people import ListUsers, UserList, list_users
from pos_desktop.application.shifts import (
    ClosedShifts,
    ExportHistory,
    ShiftClosed,
    ShiftHistory,
    export_history,
    history,
)
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.money import format_rupees
from pos_desktop.domain.shifts import Outcome
from pos_desktop.ui.balances.csv_file import save_csv
from pos_desktop.ui.bills.periods import Period, chosen_dates
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.tones import Tone
from pos_desktop.ui.shift.drawer_terms import (
    DrawerResult,
    drawer_result,
    time_words,
    variance_tone,
)
from pos_desktop.ui.widgets.messages import Message

ROWS_A_PAGE = 20


class HistoryRow(Struct, frozen=True, kw_only=True):
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


class HistoryFilter(Struct, frozen=True, kw_only=True):
    """Which shifts. The user's own dates stand only with the period of that name."""

    period: Period = Period.ALL
    first: date | None = None
    last: date | None = None
    person: str = ""
    outcome: Outcome = Outcome.ALL

    def with_changes(self, **changes: object) -> HistoryFilter:
        """The same with some of it changed."""
        return replace(self, **changes)


class HistoryState(Struct, frozen=True, kw_only=True):
    """A page of the history. ``refused`` stands instead of it for those who may not see it."""

    rows: tuple[HistoryRow, ...] = ()
    page: int = 1
    pages: int = 0
    total: int = 0
    is_known: bool = False
    refused: str = ""
    filter: HistoryFilter = HistoryFilter()
    people: tuple[str, ...] = ()
    """Who can be asked for by name."""


class HistoryView(Protocol):
    """What the presenter asks of the table."""

    def display_history(self, state: HistoryState) -> None: ...
    def ask_where_to_save(self, suggested_name: str) -> None: ...


class HistoryPresenter:
    """Pages through closed shifts, newest first."""

    def __init__(self, counter: Counter, view: HistoryView) -> None:
        self._counter = counter
        self._view = view
        self._page = 1
        self._pages = 0
        self._filter = HistoryFilter()
        self._people: tuple[str, ...] = ()
        self._is_exporting = False

    def entered(self) -> None:
        """The table came to the front: fetch the page anew, another shift may have been closed."""
        self._fetch(self._page)
        self._counter.read(list_users, ListUsers(), self._listed, latest="shift people")

    def filtered(self, wanted: HistoryFilter) -> None:
        """Other shifts are asked for."""
        shown = wanted.first or self._filter.first, wanted.last or self._filter.last
        first, last = chosen_dates(wanted.period, self._counter.today, shown)
        self._filter = replace(wanted, first=first, last=last)
        self._fetch(1)

    def export_pressed(self) -> None:
        """All shifts of the filter are wanted as a file."""
        if not self._is_exporting:
            self._view.ask_where_to_save(f"shifts-{self._counter.today:%Y-%m-%d}.csv")

    def place_chosen(self, path: Path) -> None:
        """Where the file goes; it is written off this thread."""
        desk, wanted = self._counter.desk, self._filter
        request = ExportHistory(
            first=wanted.first,
            last=wanted.last,
            user=wanted.person or None,
            outcome=wanted.outcome,
        )
        self._is_exporting = True

        def export() -> tuple[Path, int]:
            made = export_history(desk, request)
            return save_csv(path, made.text), made.rows

        self._counter.work(export, self._exported, failed=self._not_exported)

    def earlier_pressed(self) -> None:
        """Older shifts."""
        if self._page < self._pages:
            self._fetch(self._page + 1)

    def later_pressed(self) -> None:
        """Newer shifts."""
        if self._page > 1:
            self._fetch(self._page - 1)

    def _fetch(self, page: int) -> None:
        wanted = self._filter
        request = ShiftHistory(
            first=wanted.first,
            last=wanted.last,
            user=wanted.person or None,
            outcome=wanted.outcome,
            page=page,
            limit=ROWS_A_PAGE,
        )
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
                filter=self._filter,
                people=self._people,
            )
        )

    def _listed(self, found: UserList) -> None:
        self._people = tuple(user.name for user in found.users)

    def _exported(self, saved: tuple[Path, int]) -> None:
        self._is_exporting = False
        path, rows = saved
        self._counter.tell(Message(kind="success", text=f"{rows} shifts are saved in {path}."))

    def _not_exported(self, error: PosError) -> None:
        self._is_exporting = False
        self._counter.tell_error(error)

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
