"""What the owner wants to know first: today against the same day last week, dues, backups."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from msgspec import Struct

from pos_desktop.application.account_ports import BalanceFilter
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.ports import Page, Work
from pos_desktop.domain.backups import Place
from pos_desktop.domain.measures import HUNDRED_PERCENT, BasisPoints
from pos_desktop.domain.money import Paise, divide_half_up
from pos_desktop.domain.outlet import Outlet
from pos_desktop.domain.people import Right
from pos_desktop.domain.sales import Sales, SalesBy

_WEEK = timedelta(days=7)
_HOURS = 24


class AskHome(Struct, frozen=True, kw_only=True):
    """Of today."""


class DayFigures(Struct, frozen=True, kw_only=True):
    """What was sold on a day up to some hour; ``net`` is less what came back."""

    bills: int
    net: Paise
    average: Paise


class HourFigures(Struct, frozen=True, kw_only=True):
    """One hour of the clock, today and on the same day last week."""

    hour: int
    today: Paise
    last_week: Paise


class Home(Struct, frozen=True, kw_only=True):
    """``change`` is today's net against last week's by the same hour, None where that was none.

    ``last_week`` is of the day up to this hour, ``last_week_whole`` of all of it.
    """

    day: date
    today: DayFigures
    last_week: DayFigures
    last_week_whole: DayFigures
    change: BasisPoints | None
    hours: tuple[HourFigures, ...]
    owed: Paise
    owing: int
    last_backup_at: datetime | None


@use_case("reports.home", right=Right.SEE_REPORTS, what="see reports", writes=False)
def home(desk: Desk, work: Work, request: AskHome) -> Home:
    """Today against the same day last week by the same hour, dues, and the last backup."""
    del request
    outlet = desk.outlet(work)
    day = outlet.business_date(desk.clock())
    today = work.sales.by(outlet.id, SalesBy.HOUR, day, day)
    before = work.sales.by(outlet.id, SalesBy.HOUR, day - _WEEK, day - _WEEK)
    now = _place(outlet, outlet.local(desk.clock()).hour)
    by_now = [row for row in before if _place(outlet, int(row.key)) <= now]
    told, same = _figures(today), _figures(by_now)
    _, owing, owed = work.accounts.balances(outlet.id, BalanceFilter(page=Page(limit=1)))
    return Home(
        day=day,
        today=told,
        last_week=same,
        last_week_whole=_figures(before),
        change=divide_half_up((told.net - same.net) * HUNDRED_PERCENT, same.net)
        if same.net > 0
        else None,
        hours=_hours(outlet, today, before),
        owed=owed,
        owing=owing,
        last_backup_at=work.journal.last_backup(Place.FIRST),
    )


def _place(outlet: Outlet, hour: int) -> int:
    """Where an hour stands in the trading day: what is after midnight comes last."""
    return (hour - outlet.day_cutoff_minutes // 60) % _HOURS


def _figures(rows: Iterable[Sales]) -> DayFigures:
    listed = tuple(rows)
    bills, net = sum(row.bills for row in listed), sum(row.net for row in listed)
    return DayFigures(bills=bills, net=net, average=divide_half_up(net, bills) if bills else 0)


def _hours(
    outlet: Outlet, today: Iterable[Sales], before: Iterable[Sales]
) -> tuple[HourFigures, ...]:
    """Every hour from the first with a sale to the last, those without among them."""
    one = {_place(outlet, int(row.key)): row.net for row in today}
    other = {_place(outlet, int(row.key)): row.net for row in before}
    places = sorted({*one, *other})
    cutoff = outlet.day_cutoff_minutes // 60
    return tuple(
        HourFigures(hour=(at + cutoff) % _HOURS, today=one.get(at, 0), last_week=other.get(at, 0))
        for at in (range(places[0], places[-1] + 1) if places else ())
    )
