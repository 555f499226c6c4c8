"""When a backup is due, which ones are kept, and how fresh the last one is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct

DAILY, WEEKLY, MONTHLY = 7, 4, 12
STALE = timedelta(hours=36)


class Occasion(StrEnum):
    """Why a backup is taken."""

    SHIFT_CLOSE = "shift_close"
    DAILY = "daily"
    DEMAND = "demand"


class Place(StrEnum):
    """Where a backup lies: beside the shop, or on another disk."""

    FIRST = "first"
    SECOND = "second"


class Backup(Struct, frozen=True, kw_only=True):
    """A backup that was taken, or tried; ``error`` is empty when it is good."""

    at: datetime
    occasion: Occasion
    place: Place
    path: str
    size: int
    error: str = ""


def is_due(last_good: datetime | None, now: datetime) -> bool:
    """Whether a day went by without a good backup."""
    return last_good is None or now - last_good >= timedelta(days=1)


def kept(taken: Iterable[datetime]) -> set[datetime]:
    """Which backups are kept: the newest of each of 7 days, 4 weeks and 12 months; and the newest.

    A backup that alone stands for a day, week or month is never let go before its time.
    """
    newest_first = sorted(taken, reverse=True)
    chosen: set[datetime] = set(newest_first[:1])
    for most, name in (
        (DAILY, lambda at: at.date()),
        (WEEKLY, lambda at: at.isocalendar()[:2]),
        (MONTHLY, lambda at: (at.year, at.month)),
    ):
        seen: dict[object, datetime] = {}
        for at in newest_first:
            seen.setdefault(name(at), at)
        chosen.update(sorted(seen.values(), reverse=True)[:most])
    return chosen


_AGES = (
    (24 * 60, "1 day ago", "{count} days ago"),
    (60, "1 hour ago", "{count} hours ago"),
    (1, "1 minute ago", "{count} minutes ago"),
)


def age_in_words(last_good: datetime | None, now: datetime) -> str:
    """``Last backup 3 hours ago``."""
    if last_good is None:
        return "No backup yet"
    minutes = max(int((now - last_good).total_seconds() // 60), 0)
    for size, one, more in _AGES:
        count = minutes // size
        if count:
            ago = one if count == 1 else more.format(count=count)
            return f"Last backup {ago}"
    return "Last backup just now"
