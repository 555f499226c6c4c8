"""Which tile an arrow key leads to; for signing in and for approving. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

from pos_desktop.application.people import UserView


def login_beside(users: Sequence[UserView], chosen: str, tiles: int) -> str | None:
    """The sign-in name so many tiles on (positive) or back; None beyond the ends."""
    logins = [user.login for user in users]
    if chosen not in logins:
        return None
    place = logins.index(chosen) + tiles
    return logins[place] if 0 <= place < len(logins) else None
