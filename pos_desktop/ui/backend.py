"""What the till's window needs from outside of it, so that it runs over any shop, also in tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pos_desktop.application.desk import Desk
    from pos_desktop.application.first_run import FirstRun
    from pos_desktop.application.printing import PrinterNow, PrinterSettings
    from pos_desktop.application.restoring import Rescue
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

    @property
    def rescue(self) -> Rescue:
        """The folder's backups."""

    def is_vacant(self) -> bool:
        """Whether there never was a shop in the folder; on a worker thread."""

    def set_up(self, given: FirstRun) -> Desk:
        """Make the shop and open it; on the writing thread. Raises PosError, then none is there."""

    def make_demo(self, told: Callable[[int, int], None]) -> Path:
        """Make the demo shop in a folder of its own, telling days done and in all; returns it."""

    def move_to(self, folder: Path) -> None:
        """Close, and be over another folder from the next opening on."""

    def try_printer(self, printer: PrinterSettings, shop: str) -> bool:
        """Print a test page; whether the printer confirmed it. Raises Unavailable."""

    def restore(self, file: str, code: str, by: str) -> Desk:
        """Put a backup in the shop's place and open it; on the writing thread. Raises PosError."""

    def save_diagnostics(self, file: Path) -> None:
        """Write the diagnostics bundle; on a worker thread. Raises Unavailable."""

    def crash_report(self) -> str:
        """The file of the newest crash report, or ""."""

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
