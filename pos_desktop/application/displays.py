"""Whether a counter has a second screen that the buyer looks at."""

from __future__ import annotations

from msgspec import Struct

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.ports import Work
from pos_desktop.domain.people import Right


class GetDisplay(Struct, frozen=True, kw_only=True):
    """This terminal's."""


class SetDisplay(Struct, frozen=True, kw_only=True):
    """Switch this terminal's on or off."""

    is_on: bool


class DisplayView(Struct, frozen=True, kw_only=True):
    """The buyer's screen of this terminal."""

    is_on: bool


@use_case("displays.get", right=None, writes=False)
def get(desk: Desk, work: Work, request: GetDisplay) -> DisplayView:
    """Whether this terminal shows its cart to the buyer."""
    return DisplayView(is_on=work.people.has_display(desk.signed_in.terminal.id))


@use_case("displays.set", right=Right.SETTINGS, what="change settings", writes=True)
def set_(desk: Desk, work: Work, request: SetDisplay) -> DisplayView:
    """Show the cart on a second screen, or no longer."""
    terminal = desk.signed_in.terminal
    work.people.set_display(terminal.id, is_on=request.is_on)
    desk.audit(work, "display.set", terminal.code, is_on=request.is_on)
    return DisplayView(is_on=request.is_on)
