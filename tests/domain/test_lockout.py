"""Waits after wrong tries, by the machine's uptime."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pos_desktop.domain.lockout import TRIES, Guard, wait_in_words

MINUTE = 60_000


def tried(guard: Guard, times: int, now: int) -> Guard:
    for _ in range(times):
        guard = guard.after_try(now)
    return guard


def test_five_tries_then_one_five_and_thirty_minutes() -> None:
    guard, now, waits = Guard(), 1_000, []
    for _ in range(5):
        guard = tried(guard, TRIES, now)
        waits.append(guard.wait_ms(now))
        now += guard.locked_ms
        assert guard.wait_ms(now - 1) == 1
        assert guard.wait_ms(now) == 0
    assert waits == [MINUTE, 5 * MINUTE, 30 * MINUTE, 30 * MINUTE, 30 * MINUTE]


def test_a_restart_does_not_shorten_the_wait() -> None:
    locked = tried(tried(Guard(), TRIES, 1_000), TRIES, 90 * MINUTE)
    assert locked.wait_ms(0) == 5 * MINUTE
    assert locked.wait_ms(2 * MINUTE) == 3 * MINUTE
    assert locked.wait_ms(5 * MINUTE) == 0


@given(st.lists(st.integers(0, 10**9), max_size=40))
def test_no_wait_is_ever_negative_or_longer_than_its_lock(moments: list[int]) -> None:
    guard = Guard()
    for now in moments:
        assert 0 <= guard.wait_ms(now) <= guard.locked_ms <= 30 * MINUTE
        guard = guard.after_try(now)


def test_the_wait_in_words_is_never_too_short() -> None:
    assert wait_in_words(1) == "1 second"
    assert wait_in_words(60_000) == "60 seconds"
    assert wait_in_words(60_001) == "2 minutes"
    assert wait_in_words(300_000) == "5 minutes"
