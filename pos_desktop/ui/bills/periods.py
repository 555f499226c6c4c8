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
    THIS_YEAR = "this_year"
    CHOSEN = "chosen"
    """Two dates of the user's own."""


def dates_of(period: Period, today: date) -> tuple[date | None, date | None]:
    """First and last day of *period*, both inclusive; None where it has no bound."""
    if period is Period.TODAY:
        return today, today
    if period is Period.YESTERDAY:
        return today - timedelta(days=1), today - timedelta(days=1)
    if period is Period.LAST_7_DAYS:
        return today - timedelta(days=6), today
    if period is Period.THIS_MONTH:
        return today.replace(day=1), today
    if period is Period.LAST_MONTH:
        last = today.replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last
    if period is Period.THIS_YEAR:
        year = today.year if today.month >= APRIL else today.year - 1
        return date(year, APRIL, 1), today
    return None, None


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
