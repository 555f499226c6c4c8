"""The rules of the clock: in doubt, billing waits for a manager's word, which is written down."""

from __future__ import annotations

from pos_desktop.application.desk import Desk
from pos_desktop.application.ports import Work
from pos_desktop.domain.clock import Doubt, doubt_in_words
from pos_desktop.domain.people import Right


def check_clock(desk: Desk, work: Work, doing: str) -> None:
    """Pass when the clock is believed, or when somebody who may says that it is right.

    Raises Refused ``approval_needed`` or ``not_allowed``; *doing* is what the clock is needed for.
    """
    _believe(desk, work, doing, passing=())


def check_clock_at_opening(desk: Desk, work: Work) -> None:
    """The same where a shift is opened: its date is shown, so the days between do not matter."""
    _believe(desk, work, "open a shift", passing=(Doubt.JUMP, Doubt.YEAR))


def _believe(desk: Desk, work: Work, doing: str, *, passing: tuple[Doubt, ...]) -> None:
    doubted = work.clock_doubt()
    if doubted is None:
        return
    why, sure = doubted
    if why not in passing:
        words = doubt_in_words(why, desk.clock(), sure)
        desk.require(Right.CONFIRM_CLOCK, f"{doing} although {words}")
        desk.audit(work, "clock.confirmed", why.value, words=words)
    work.trust_clock()
