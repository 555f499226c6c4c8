"""How who is signed in wants to see the till."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.ports import Work
from pos_desktop.domain.preferences import Language, Preferences, Theme


class GetPreferences(Struct, frozen=True, kw_only=True):
    """One's own."""


class SetPreferences(Struct, frozen=True, kw_only=True):
    """Changes to one's own; what is not given stays."""

    language: Language | None = None
    theme: Theme | None = None
    text_pt: int | None = None
    touch: bool | None = None
    sound_scan: bool | None = None
    sound_unknown: bool | None = None
    sound_done: bool | None = None


@use_case("preferences.get", right=None, writes=False)
def get(desk: Desk, work: Work, request: GetPreferences) -> Preferences:
    """Language, colours and sizes of who is signed in; None of them was set: the usual ones."""
    return work.people.preferences(desk.signed_in.user_id) or Preferences()


@use_case("preferences.set", right=None, writes=True)
def set_(desk: Desk, work: Work, request: SetPreferences) -> Preferences:
    """Change one's own language, colours or sizes."""
    user_id = desk.signed_in.user_id
    before = work.people.preferences(user_id) or Preferences()
    given: dict[str, Any] = {
        "language": request.language,
        "theme": request.theme,
        "text_pt": request.text_pt,
        "touch": request.touch,
        "sound_scan": request.sound_scan,
        "sound_unknown": request.sound_unknown,
        "sound_done": request.sound_done,
    }
    after = replace(before, **{name: value for name, value in given.items() if value is not None})
    work.people.set_preferences(user_id, after.check())
    return after
