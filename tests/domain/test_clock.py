"""When a wall clock is believed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pos_desktop.domain.clock import Doubt, Moment, doubt, doubt_in_words

SURE = Moment(at=datetime(2026, 3, 31, 9, 0, tzinfo=UTC), boot="a", uptime_ms=3_600_000)


def later(boot: str = "a", **span: float) -> Moment:
    """A moment after the sure one, on a machine that was on all the while."""
    passed = timedelta(**span)
    uptime = SURE.uptime_ms + max(int(passed.total_seconds() * 1000), 0)
    return Moment(at=SURE.at + passed, boot=boot, uptime_ms=uptime if boot == "a" else 0)


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (later(minutes=5), None),
        (later(minutes=-2), None),
        (later(minutes=-2, seconds=-1), Doubt.BACK),
        (later(days=-30), Doubt.BACK),
        (later(hours=23, minutes=59, boot="b"), Doubt.YEAR),
        (later(hours=9, boot="b"), None),
        (later(hours=24, minutes=1, boot="b"), Doubt.JUMP),
        (later(hours=9.5), Doubt.YEAR),
        (Moment(at=SURE.at + timedelta(days=2), boot="a", uptime_ms=SURE.uptime_ms), Doubt.JUMP),
    ],
)
def test_a_moment_is_doubted_when_it_cannot_follow(now: Moment, why: Doubt | None) -> None:
    assert doubt(now, SURE) is why


def test_days_that_the_machine_was_on_are_no_jump() -> None:
    began = Moment(at=datetime(2026, 4, 2, tzinfo=UTC), boot="a", uptime_ms=0)
    days = timedelta(days=3)
    now = Moment(at=began.at + days, boot="a", uptime_ms=int(days.total_seconds() * 1000))
    assert doubt(now, began) is None


def test_the_first_moment_is_believed() -> None:
    assert doubt(SURE, None) is None


def test_it_is_told_in_indian_time() -> None:
    words = doubt_in_words(Doubt.BACK, SURE.at - timedelta(days=1), SURE.at)
    assert words == "the computer's clock went back from 31-03-2026 14:30 to 30-03-2026 14:30"
    assert "financial year" in doubt_in_words(Doubt.YEAR, SURE.at, SURE.at)
