"""Looking back at closed shifts: the list, the file for a spreadsheet, and the trend by person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from pos_desktop.application.closing import ShiftClosed, closed_view
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.exports import CsvText, csv_text
from pos_desktop.application.paging import Pagination, page_of
from pos_desktop.application.periods import AskedDays, ReportDays
from pos_desktop.application.ports import Page, Work
from pos_desktop.domain.money import Paise, plain_rupees
from pos_desktop.domain.people import Right
from pos_desktop.domain.periods import refuse_backwards
from pos_desktop.domain.shifts import Outcome

_ROWS_AT_ONCE = 100
_TREND_DAYS = 30

HISTORY_HEADER = (
    "Terminal",
    "Shift",
    "Business date",
    "Opened",
    "Opened by",
    "Closed",
    "Closed by",
    "Opening cash",
    "Cash sales",
    "Collected on accounts",
    "Pay-ins",
    "Refunds",
    "Payouts",
    "Cash drops",
    "Expected cash",
    "Closing cash",
    "Short",
    "Over",
    "Z report",
    "Note",
)


class ShiftHistory(AskedDays, frozen=True, kw_only=True):
    """Closed shifts of the outlet; dates are business dates, inclusive."""

    user: str | None = None
    outcome: Outcome = Outcome.ALL
    page: int = 1
    limit: int = 20


class ClosedShifts(Struct, frozen=True, kw_only=True):
    """A page of closed shifts, newest first."""

    shifts: tuple[ShiftClosed, ...]
    pagination: Pagination


class ExportHistory(AskedDays, frozen=True, kw_only=True):
    """Closed shifts for a spreadsheet; dates are business dates, inclusive."""

    user: str | None = None
    outcome: Outcome = Outcome.ALL


class AskTrend(AskedDays, frozen=True, kw_only=True):
    """From one business date to another, both included; the last 30 days unless given."""


class DayVariance(Struct, frozen=True, kw_only=True):
    """What one person's counts of a day came to: positive is over, negative short."""

    date: date
    variance: Paise


class PersonTrend(Struct, frozen=True, kw_only=True):
    """What one person's counts came to. ``short`` and ``over`` are sizes; net is over − short."""

    user: str
    counts: int
    short: Paise
    over: Paise
    net: Paise
    days: tuple[DayVariance, ...]


class VarianceTrend(ReportDays, frozen=True, kw_only=True):
    """Every person who counted in the period."""

    people: tuple[PersonTrend, ...]


@use_case(
    "shifts.history", right=Right.SEE_SHIFT_HISTORY, what="see the shift history", writes=False
)
def history(desk: Desk, work: Work, request: ShiftHistory) -> ClosedShifts:
    """Closed shifts of the outlet, newest first."""
    refuse_backwards(request.first, request.last)
    page = page_of(request.page, request.limit)
    shifts, total = _found(desk, work, request, page)
    return ClosedShifts(shifts=tuple(shifts), pagination=Pagination.of(page, total))


@use_case(
    "shifts.export_history",
    right=Right.SEE_SHIFT_HISTORY,
    what="see the shift history",
    writes=False,
)
def export_history(desk: Desk, work: Work, request: ExportHistory) -> CsvText:
    """The shift history as CSV: every row of the filter, not one page."""
    refuse_backwards(request.first, request.last)
    rows = [_cells(desk, work, shift) for shift in _all(desk, work, request)]
    return CsvText(rows=len(rows), text=csv_text(HISTORY_HEADER, rows))


@use_case("shifts.trend", right=Right.SEE_SHIFT_HISTORY, what="see variances", writes=False)
def trend(desk: Desk, work: Work, request: AskTrend) -> VarianceTrend:
    """The variance of each person's counts over a period."""
    refuse_backwards(request.first, request.last)
    last = request.last or desk.outlet(work).business_date(desk.clock())
    first = request.first or last - timedelta(days=_TREND_DAYS - 1)
    people = work.drawer.trend(desk.signed_in.outlet_id, first, last)
    return VarianceTrend(
        first=first,
        last=last,
        people=tuple(
            PersonTrend(
                user=person.user_name,
                counts=person.counts,
                short=person.short,
                over=person.over,
                net=person.over - person.short,
                days=tuple(DayVariance(date=day, variance=v) for day, v in person.days),
            )
            for person in people
        ),
    )


def _found(
    desk: Desk, work: Work, wanted: ShiftHistory | ExportHistory, page: Page
) -> tuple[list[ShiftClosed], int]:
    rows, total = work.shifts.history(
        desk.signed_in.outlet_id, wanted.first, wanted.last, wanted.user, page, wanted.outcome
    )
    numbers = work.drawer.z_numbers([closed.shift.id for closed, _ in rows])
    return [
        closed_view(work, closed, code, z_number=numbers.get(closed.shift.id, ""))
        for closed, code in rows
    ], total


def _all(desk: Desk, work: Work, wanted: ExportHistory) -> Iterator[ShiftClosed]:
    page, total = 1, 1
    while (page - 1) * _ROWS_AT_ONCE < total:
        shifts, total = _found(desk, work, wanted, Page(page=page, limit=_ROWS_AT_ONCE))
        yield from shifts
        page += 1


def _cells(desk: Desk, work: Work, shift: ShiftClosed) -> tuple[str, ...]:
    outlet = desk.outlet(work)
    return (
        shift.terminal,
        str(shift.number),
        shift.business_date.isoformat(),
        f"{outlet.local(shift.opened_at):%Y-%m-%d %H:%M}",
        shift.opened_by,
        f"{outlet.local(shift.closed_at):%Y-%m-%d %H:%M}",
        shift.closed_by,
        *(
            plain_rupees(amount)
            for amount in (
                shift.opening_cash,
                shift.cash_sales,
                shift.cash_collections,
                shift.pay_ins,
                shift.cash_refunds,
                shift.cash_payouts,
                shift.cash_drops,
                shift.expected_cash,
                shift.closing_cash,
                max(-shift.cash_variance, 0),
                max(shift.cash_variance, 0),
            )
        ),
        shift.z_number,
        shift.reason,
    )
