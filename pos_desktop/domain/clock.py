"""Whether the wall clock can be believed: numbers and taxes of a bill follow its date.

A moment is compared with the last one that nobody doubts. Times are aware UTC datetimes.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from enum import StrEnum

from msgspec import Struct

from pos_desktop.domain.documents import financial_year

INDIA = timezone(timedelta(minutes=330))
"""India has one zone and no summer time."""
BACK = timedelta(minutes=2)
JUMP = timedelta(hours=24)


class Moment(Struct, frozen=True, kw_only=True):
    """A moment as the wall clock says it, with what cannot be set: the machine's run and uptime."""

    at: datetime
    boot: str
    uptime_ms: int


class Doubt(StrEnum):
    """Why a moment is not believed."""

    BACK = "back"
    JUMP = "jump"
    YEAR = "year"


def doubt(now: Moment, sure: Moment | None) -> Doubt | None:
    """Why *now* cannot be believed after the moment *sure*; None when it can.

    Back by more than 2 minutes, on by more than 24 hours beyond the time the machine has been on
    (beyond nothing after a restart, for then it cannot be known), or in another financial year.
    """
    if sure is None:
        return None
    passed = now.at - sure.at
    if passed < -BACK:
        return Doubt.BACK
    if now.boot and now.boot == sure.boot and now.uptime_ms >= sure.uptime_ms:
        passed -= timedelta(milliseconds=now.uptime_ms - sure.uptime_ms)
    if abs(passed) > JUMP:
        return Doubt.JUMP
    if _year(now) != _year(sure):
        return Doubt.YEAR
    return None


def doubt_in_words(why: Doubt, now: datetime, sure: datetime) -> str:
    """``the clock went back from 18-02-2026 15:00 to 17-02-2026 09:12``; times as in India."""
    before, here = (f"{m.astimezone(INDIA):%d-%m-%Y %H:%M}" for m in (sure, now))
    if why is Doubt.YEAR:
        return f"a new financial year has begun since {before} (now {here})"
    went = "went back" if why is Doubt.BACK else "jumped"
    return f"the computer's clock {went} from {before} to {here}"


def _year(moment: Moment) -> str:
    return financial_year(moment.at.astimezone(INDIA).date())
