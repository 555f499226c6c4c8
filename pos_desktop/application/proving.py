"""Proving who somebody is: the try is written down before it is answered.

So neither a kill in the middle nor the pull of a plug makes a wrong try uncounted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_desktop.domain.errors import Refused
from pos_desktop.domain.lockout import FEW_LEFT, Guard, wait_in_words
from pos_desktop.domain.people import User

if TYPE_CHECKING:
    from pos_desktop.application.desk import Desk

_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$AAAAAAAAAAAAAAAAAAAAAA$" + "A" * 43
"""A hash that nothing matches: an unknown name takes as long to refuse as a wrong PIN."""


def prove(desk: Desk, user: User, secret: str, *, action: str, field: str) -> None:
    """Pass when *secret* is the user's; every try is counted, a right one clears the count.

    Args:
        desk: where it is tried; nobody needs to be signed in.
        user: who it should be.
        secret: the PIN or password that was typed.
        action: the audit entries: ``action``, ``action.failed`` and ``action.locked``.
        field: what the error names.

    Raises Refused ``locked_out`` or ``wrong_pin``, and Unavailable.
    """
    with desk.work() as work:
        now = desk.uptime_ms()
        before = work.people.guard(user.id)
        wait = before.wait_ms(now)
        if wait:
            desk.audit(work, f"{action}.locked", user.login)
            work.commit()
            raise _locked(user, wait, field)
        counted = before.after_try(now)
        work.people.set_guard(user.id, counted)
        work.commit()
    # The hash is checked outside of any transaction: argon2 takes a tenth of a second.
    right = desk.secrets.verify(user.secret, secret) and user.is_active
    with desk.work() as work:
        if right:
            work.people.set_guard(user.id, Guard())
        else:
            desk.audit(work, f"{action}.failed", user.login)
        work.commit()
    if not right:
        raise _wrong(user, counted, desk.uptime_ms(), field)


def refuse_unknown(desk: Desk, secret: str) -> None:
    """Take as long as a wrong PIN takes."""
    desk.secrets.verify(_NOBODY, secret)


def _locked(user: User, wait_ms: int, field: str) -> Refused:
    return Refused(
        f"Too many wrong tries for {user.name}. Try again in {wait_in_words(wait_ms)}.",
        code="locked_out",
        field=field,
    )


def _wrong(user: User, counted: Guard, uptime_ms: int, field: str) -> Refused:
    wait = counted.wait_ms(uptime_ms)
    if wait:
        return _locked(user, wait, field)
    left = f" {counted.left} left before a wait." if counted.left <= FEW_LEFT else ""
    return Refused(
        f"That is not the PIN of {user.name}. Try again.{left}", code="wrong_pin", field=field
    )
