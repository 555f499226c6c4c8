"""What the till's window needs from outside of it, so that it runs over any shop, also in tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pos_desktop.application.desk import Desk
    from pos_desktop.application.printing import PrinterNow
    from pos_desktop.domain.preferences import Preferences


class Printing(Protocol):
    """A terminal's printers at work."""

    def reload(self) -> bool:
        """The printers were set up anew; on the reading thread."""

    def wake(self) -> None:
        """There may be something to print."""

    def close(self) -> None:
        """End soon; what is not sent stays queued."""


class Backend(Protocol):
    """What the till needs from outside the window."""

    folder: Path

    def screen(self) -> Preferences:
        """How the last who was here wanted to see the till; before the first paint."""

    def keep_screen(self, wanted: Preferences) -> None:
        """Remember it for the next start; on the reading thread."""

    def load(self) -> None:
        """Import what the store needs: on the main thread, after the first paint."""

    def open(self) -> Desk:
        """Open the store; on the writing thread. Raises PosError.

        A desk with a session is somebody already signed in: nobody is asked who they are.
        """

    def start_printing(
        self, desk: Desk, on_change: Callable[[PrinterNow], None]
    ) -> Printing | None:
        """Put the terminal's printers to work; on the reading thread. None for no printing."""

    def warm_up(self) -> None:
        """Import what the first sale needs; on the reading thread, once somebody is signed in."""

    def warning(self) -> str:
        """What to tell of its own accord; empty when all is well."""

    def tidy(self) -> None:
        """Move committed pages into place; on the writing thread, when nobody waits."""

    def close(self) -> None:
        """Close the store."""
