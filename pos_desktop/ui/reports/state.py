"""What the reports place shows, as frozen values. No Qt."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from pos_desktop.application.gst_returns import Problem
from pos_desktop.application.report_tables import Kind, ReportTable, shown
from pos_desktop.ui.bills.periods import Period, day_words

_NOTHING = "–"
_LEFT_OUT_WHEN_EMPTY = frozenset(
    {
        *("CGST", "SGST", "UTGST", "IGST", "Cess"),
        *("Discounts", "Discounted", "Price changes", "Removed lines", "Discarded carts"),
        *("Discarded", "Returns", "No-sales", "Reprints"),
    }
)


class ReportsState(Struct, frozen=True, kw_only=True):
    """The frame and the table in front. ``refusal`` stands there for who may not see reports."""

    chosen: str
    period: Period = Period.THIS_MONTH
    first: date | None = None
    last: date | None = None
    tables: tuple[ReportTable, ...] = ()
    part: int = 0
    was_read: bool = False
    is_exporting: bool = False
    problem: str = ""
    refusal: str = ""

    @property
    def table(self) -> ReportTable | None:
        """The table in front."""
        return self.tables[self.part] if self.part < len(self.tables) else None


class ShownRow(Struct, frozen=True, kw_only=True):
    """A row in words; the last may be that of the totals."""

    cells: tuple[str, ...]
    is_total: bool = False


class Gstr1State(Struct, frozen=True, kw_only=True):
    """The page of GSTR-1. ``done`` of ``total`` days were read while it is busy."""

    period: str = ""
    quarterly: bool = False
    problems: tuple[Problem, ...] = ()
    chosen: Problem | None = None
    was_read: bool = False
    is_busy: bool = False
    done: int = 0
    total: int = 0
    refusal: str = ""


def days_words(state: ReportsState) -> str:
    """The days of a named period; the user's own stand there already."""
    if state.first is None or state.last is None or state.period is Period.CHOSEN:
        return ""
    if state.first == state.last:
        return day_words(state.first)
    return f"{day_words(state.first)} – {day_words(state.last)}"


def told_columns(table: ReportTable) -> tuple[int, ...]:
    """The columns worth a place on the screen: a tax that nothing bore is left out."""
    return tuple(
        at
        for at, column in enumerate(table.columns)
        if column.name not in _LEFT_OUT_WHEN_EMPTY or any(row[at] for row in table.rows)
    )


def shown_rows(table: ReportTable, columns: tuple[int, ...]) -> tuple[ShownRow, ...]:
    """The rows in words, and the totals below them."""
    listed = [(row, False) for row in table.rows]
    if table.totals is not None and len(table.rows) > 1:
        listed.append((table.totals, True))
    return tuple(
        ShownRow(
            cells=tuple(
                _NOTHING
                if row[at] == 0 and table.columns[at].kind not in (Kind.RATE, Kind.SHARE)
                else shown(row[at], table.columns[at].kind)
                for at in columns
            ),
            is_total=is_total,
        )
        for row, is_total in listed
    )
