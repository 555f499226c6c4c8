"""The frame of the reports, without Qt: which report, of which days, and as which file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from msgspec.structs import replace

from pos_desktop.application.people import ListUsers, UserList, UserView, list_users
from pos_desktop.application.report_export import ExportReport, Format, export
from pos_desktop.application.report_list import make_report
from pos_desktop.application.report_tables import ReportTable
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.people import Answer, Right, may
from pos_desktop.ui.balances.csv_file import save_file
from pos_desktop.ui.bills.periods import Period, chosen_dates, dates_of
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.reports.pages import GSTR1, HOME, MEMOS, REPORT_PAGES
from pos_desktop.ui.reports.state import ReportsState
from pos_desktop.ui.settings.words import refusal_words
from pos_desktop.ui.widgets.messages import Message

_IDS = tuple(page.report_id for page in REPORT_PAGES)


class ReportsView(Protocol):
    """What the presenter asks of the screen."""

    def display(self, state: ReportsState) -> None: ...
    def ask_where_to_save(self, suggested: str, chosen: Callable[[Path], None]) -> None: ...


class ReportsPresenter:
    """Goes from report to report; reads the one in front, and hands it out as a file."""

    def __init__(self, counter: Counter, view: ReportsView) -> None:
        self._counter = counter
        self._view = view
        self._state = ReportsState(chosen=_IDS[0])
        self._users: tuple[UserView, ...] = ()
        self._is_gone = False

    def entered(self) -> None:
        """The place was opened or come back to: there may be newer bills."""
        if may(self._counter.desk.signed_in.role, Right.SEE_REPORTS) is Answer.NO:
            self._counter.read(list_users, ListUsers(), self._refuse, latest="reports.users")
            return
        if self._state.period is not Period.CHOSEN:
            first, last = dates_of(self._state.period, self._counter.today)
            self._state = replace(self._state, first=first, last=last)
        self._read()

    def gone(self) -> None:
        """The screen was ended: answers that are still on their way have nowhere to go."""
        self._is_gone = True

    def report_chosen(self, report_id: str) -> None:
        """Another report of the list; its figures take the place of those in front."""
        if report_id != self._state.chosen:
            self._state = replace(
                self._state, chosen=report_id, tables=(), part=0, was_read=False, problem=""
            )
            self._read()

    def moved(self, step: int) -> None:
        """The report below (1), or the one above (-1); stops at the ends."""
        at = min(max(_IDS.index(self._state.chosen) + step, 0), len(_IDS) - 1)
        self.report_chosen(_IDS[at])

    def period_chosen(self, period: Period) -> None:
        """One of the named periods; the user's own begins with the dates shown last."""
        shown = (self._state.first, self._state.last)
        first, last = chosen_dates(period, self._counter.today, shown)
        self._state = replace(self._state, period=period, first=first, last=last)
        self._read()

    def dates_chosen(self, first: date, last: date) -> None:
        """The user's own dates, inclusive."""
        self._state = replace(self._state, period=Period.CHOSEN, first=first, last=last)
        self._read()

    def part_turned(self) -> None:
        """The report's next table, and the first after the last."""
        if self._state.tables:
            self._display(part=(self._state.part + 1) % len(self._state.tables))

    def part_chosen(self, part: int) -> None:
        """One of the report's tables."""
        if 0 <= part < len(self._state.tables):
            self._display(part=part)

    def refreshed(self) -> None:
        """Read the figures anew."""
        self._read()

    def export_pressed(self, form: Format) -> None:
        """The report is wanted as a file, with all its tables."""
        state = self._state
        if state.is_exporting or state.first is None or state.last is None:
            return
        name = f"{state.chosen.replace('_', '-')}-{state.first}-to-{state.last}.{form}"
        self._view.ask_where_to_save(name, lambda path: self._export(form, path))

    # -- inside --------------------------------------------------------------------------

    def _export(self, form: Format, path: Path) -> None:
        desk, state = self._counter.desk, self._state
        title = next(page.title for page in REPORT_PAGES if page.report_id == state.chosen)
        request = ExportReport(
            report=state.chosen, format=form, first=state.first, last=state.last, title=title
        )
        self._display(is_exporting=True)

        def save() -> tuple[Path, int]:
            made = export(desk, request)
            return save_file(path, made.content), made.rows

        self._counter.work(save, self._exported, failed=self._not_exported)

    def _exported(self, saved: tuple[Path, int]) -> None:
        path, rows = saved
        self._display(is_exporting=False)
        self._counter.tell(Message(kind="success", text=f"{rows} rows are saved in {path}."))

    def _not_exported(self, error: PosError) -> None:
        self._display(is_exporting=False)
        self._counter.tell_error(error)

    def _read(self) -> None:
        state = self._state
        self._display()
        if (
            state.chosen in (HOME, GSTR1, MEMOS)
            or state.refusal
            or state.first is None
            or state.last is None
        ):
            return
        desk, days = self._counter.desk, (state.first, state.last)
        self._counter.work(
            lambda: make_report(desk, state.chosen, days),
            self._show,
            failed=self._failed,
            latest="reports",
        )

    def _show(self, tables: tuple[ReportTable, ...]) -> None:
        part = min(self._state.part, len(tables) - 1)
        self._display(tables=tables, part=part, was_read=True, problem="")

    def _failed(self, error: PosError) -> None:
        self._display(tables=(), part=0, was_read=True, problem=error.message)

    def _refuse(self, found: UserList) -> None:
        role = self._counter.desk.signed_in.role
        words = refusal_words(role, Right.SEE_REPORTS, "see reports", found.users)
        self._display(refusal=words)

    def _display(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        if not self._is_gone:
            self._view.display(self._state)
