"""The composition root: the only place, with the command line, that knows every part.

Nothing heavy is imported at the top: what a command does not need it does not pay for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pos_desktop.application.desk import Desk
    from pos_desktop.application.printer_finding import Findings, FoundPrinter
    from pos_desktop.application.printing import PrinterNow
    from pos_desktop.application.terminal_printers import TerminalPrinters
    from pos_desktop.devices.workers import PrintWorkers
    from pos_desktop.domain.preferences import Preferences
    from pos_desktop.persistence.store import SqlStore

APPLICATION = "pos-desktop"
CRASHED = "The till ended unexpectedly the last time. Every bill and the cart are kept."


def system_clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def new_uuid() -> str:
    """A new UUIDv7 (RFC 9562): ids made later sort later."""
    from uuid_utils import uuid7

    return str(uuid7())


def default_shop() -> Path:
    """Where the shop is kept unless ``--shop`` or ``POS_SHOP`` says otherwise."""
    from platformdirs import user_data_path

    chosen = os.environ.get("POS_SHOP")
    return Path(chosen) if chosen else user_data_path(APPLICATION, appauthor=False) / "shop"


def demo_shop() -> Path:
    """Where the demo shop is kept: a folder of its own, never the shop's."""
    from platformdirs import user_data_path

    return user_data_path(APPLICATION, appauthor=False) / "demo"


def desk_for(store: SqlStore, *, clock: Callable[[], datetime] = system_clock) -> Desk:
    """A desk at which nobody is signed in yet."""
    from pos_desktop.application.desk import Desk
    from pos_desktop.devices.disk import DiskGuard
    from pos_desktop.persistence.machine import boot_id, uptime_ms
    from pos_desktop.printouts.receipts import ReceiptPrintouts

    return Desk(
        store=store,
        clock=clock,
        new_uuid=new_uuid,
        printouts=ReceiptPrintouts(),
        secrets=store.secrets,
        boot=boot_id(),
        uptime_ms=uptime_ms,
        guard=DiskGuard(store.path.parent),
        finder=AnyFinder(),
    )


class AnyFinder:
    """Looks for printers; what that needs is imported when somebody looks."""

    def find(self) -> Findings:
        """Look at the USB, the serial ports, the printer queues and the device paths."""
        from pos_desktop.devices.finding import Finder

        return Finder().find()

    def look_at(self, address: str) -> FoundPrinter:
        """Look at a network address."""
        from pos_desktop.devices.finding import Finder

        return Finder().look_at(address)


def start_printing(desk: Desk, on_change: Callable[[PrinterNow], None]) -> PrintWorkers:
    """Put the printers of the desk's terminal to work, each in a thread of its own."""
    from pos_desktop.devices.connections import transport_for
    from pos_desktop.devices.workers import PrintWorkers

    terminal_id = desk.signed_in.terminal.id

    def read_printers() -> TerminalPrinters:
        with desk.store.look() as look:
            return look.terminal_printers.get(terminal_id)

    workers = PrintWorkers(read_printers, desk.store.print_jobs(), transport_for, on_change)
    workers.reload()
    return workers


def settle_collector() -> None:
    """Let Python's garbage collector leave alone what lives as long as the program.

    Going through every imported class and function again and again would stop a sale now and
    then; reference counts free nearly all that a sale makes without it.
    """
    import gc

    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


@contextmanager
def printing(desk: Desk) -> Iterator[Desk]:
    """The same desk, with its terminal's printers at work behind it.

    Every transaction that commits wakes them; leaving waits a moment for what is being
    sent, and keeps the rest for the next start.
    """
    if desk.session is None:
        yield desk
        return
    workers = start_printing(desk, lambda _now: None)
    try:
        yield replace(desk, after_commit=lambda _use_case: workers.wake())
    finally:
        workers.close(patience_seconds=20)


class ShopBackend:
    """What the till's window needs of a shop in a folder."""

    def __init__(
        self,
        folder: Path,
        *,
        clock: Callable[[], datetime] = system_clock,
        crashed_before: bool = False,
    ) -> None:
        self.folder = folder
        self._news = CRASHED if crashed_before else ""
        self._clock = clock
        self._store: SqlStore | None = None

    def screen(self) -> Preferences:
        """How the last who was here wanted to see the till."""
        from pos_desktop.devices.machine_settings import read_screen

        return read_screen(screen_file())

    def keep_screen(self, wanted: Preferences) -> None:
        """Remember it for the next start."""
        from pos_desktop.devices.machine_settings import keep_screen

        keep_screen(screen_file(), wanted)

    def load(self) -> None:
        """Import what the store needs; after the window was painted."""
        import gc

        gc.disable()
        import pos_desktop.application.people
        import pos_desktop.persistence.shop_folder  # noqa: F401
        from pos_desktop.devices.logs import keep_log

        keep_log(log_folder())
        settle_collector()

    def open(self) -> Desk:
        """Open the store, and put print jobs that a crash left half sent in doubt."""
        from pos_desktop.persistence.shop_folder import open_shop

        self._store = open_shop(self.folder)
        self._store.print_jobs().sending_at_start()
        return desk_for(self._store, clock=self._clock)

    def start_printing(self, desk: Desk, on_change: Callable[[PrinterNow], None]) -> PrintWorkers:
        """The terminal's printers at work."""
        return start_printing(desk, on_change)

    def warm_up(self) -> None:
        """Import the printer's encoder before the first sale needs it."""
        import shutil  # noqa: F401 — the disk guard's; the first sale need not wait for it

        from pos_desktop.printouts.esc_pos import load_encoder

        load_encoder()

    def warning(self) -> str:
        """What the till should tell of its own accord: a crash before, little room on the disk."""
        from pos_desktop.devices.disk import DiskGuard

        news, self._news = self._news, ""
        return news or DiskGuard(self.folder).warning

    def tidy(self) -> None:
        """Move committed pages into place."""
        if self._store is not None:
            self._store.checkpoint()

    def close(self) -> None:
        """Close the store."""
        if self._store is not None:
            self._store.close()


def run_till(folder: Path) -> int:
    """Open the till's window on the shop in *folder*; returns the exit status."""
    from pos_desktop.devices.logs import watch_hard_crashes
    from pos_desktop.ui.qt import load_qt

    load_qt()
    from pos_desktop.ui.till import run

    return run(ShopBackend(folder, crashed_before=watch_hard_crashes(log_folder())))


def screen_file() -> Path:
    """Where this computer remembers its screen."""
    from platformdirs import user_config_path

    return user_config_path(APPLICATION, appauthor=False) / "screen.toml"


def log_folder() -> Path:
    """Where the log and crash reports are."""
    from platformdirs import user_log_path

    return user_log_path(APPLICATION, appauthor=False)
