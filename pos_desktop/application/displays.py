"""Whether a counter has a second screen that the buyer looks at."""

from __future__ import annotations

from dataclasses import dataclass

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.ports import Work
from pos_desktop.domain.people import Right


@dataclass(frozen=True, slots=True, kw_only=True)
class GetDisplay:
    """This terminal's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDisplay:
    """Switch this terminal's on or off."""

    is_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplayView:
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
