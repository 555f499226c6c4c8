"""Periods that people ask for, as dates. No Qt."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

APRIL = 4


class Period(StrEnum):
    """A stretch of business dates. The financial year begins in April (Income-tax Act s.3)."""

    ALL = "all"
    TODAY = "today"
    YESTERDAY = "yesterday"
    LAST_7_DAYS = "last_7_days"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THIS_QUARTER = "this_quarter"
    LAST_QUARTER = "last_quarter"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"
    CHOSEN = "chosen"
    """Two dates of the user's own."""


def dates_of(period: Period, today: date) -> tuple[date | None, date | None]:
    """First and last day of *period*, both inclusive; None where it has no bound."""
    day = timedelta(days=1)
    month, quarter = today.replace(day=1), _quarter_of(today)
    year = date(today.year if today.month >= APRIL else today.year - 1, APRIL, 1)
    spans = {
        Period.TODAY: (today, today),
        Period.YESTERDAY: (today - day, today - day),
        Period.LAST_7_DAYS: (today - 6 * day, today),
        Period.THIS_MONTH: (month, today),
        Period.LAST_MONTH: ((month - day).replace(day=1), month - day),
        Period.THIS_QUARTER: (quarter, today),
        Period.LAST_QUARTER: (_quarter_of(quarter - day), quarter - day),
        Period.THIS_YEAR: (year, today),
        Period.LAST_YEAR: (year.replace(year=year.year - 1), year - day),
    }
    return spans.get(period, (None, None))


def _quarter_of(day: date) -> date:
    """The first day of its quarter; those of the calendar and of the financial year agree."""
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def chosen_dates(
    period: Period, today: date, shown: tuple[date | None, date | None]
) -> tuple[date | None, date | None]:
    """As `dates_of`; the user's own dates begin with those *shown*, or with this month."""
    if period is not Period.CHOSEN:
        return dates_of(period, today)
    return shown[0] or today.replace(day=1), shown[1] or today


def day_words(day: date) -> str:
    """As people in India write it: ``18-02-2026``."""
    return f"{day:%d-%m-%Y}"
