"""The composition root: the only place, with the command line, that knows every part.

Nothing heavy is imported at the top: what a command does not need it does not pay for.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from pos_desktop.application.desk import Desk
    from pos_desktop.application.first_run import FirstRun
    from pos_desktop.application.printing import PrinterNow, PrinterSettings
    from pos_desktop.application.restoring import Rescue
    from pos_desktop.application.terminal_printers import TerminalPrinters
    from pos_desktop.devices.workers import PrintWorkers
    from pos_desktop.domain.preferences import Preferences
    from pos_desktop.persistence.store import SqlStore

MakeDemo = Callable[[Callable[[int, int], None]], Path]
"""Makes the demo shop, telling days done and days in all; returns its folder."""

APPLICATION = "pos-desktop"
CRASHED = "The till ended unexpectedly the last time. Every bill and the cart are kept."


def system_clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


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
    from pos_desktop.application.gst_data_in_force import put_in_force
    from pos_desktop.devices.disk import DiskGuard
    from pos_desktop.devices.looking import AnyFinder
    from pos_desktop.persistence.machine import boot_id, uptime_ms
    from pos_desktop.persistence.uuids import new_uuid
    from pos_desktop.printouts.later import later_printouts

    with store.look() as look:
        put_in_force(look)
    return Desk(
        store=store,
        clock=clock,
        new_uuid=new_uuid,
        printouts=later_printouts(),
        secrets=store.secrets,
        boot=boot_id(),
        uptime_ms=uptime_ms,
        guard=DiskGuard(store.path.parent),
        finder=AnyFinder(),
    )


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
        make_demo: MakeDemo | None = None,
    ) -> None:
        self.folder = folder
        self._make_demo = make_demo
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
        import pos_desktop.application.people
        import pos_desktop.persistence.shop_folder  # noqa: F401
        from pos_desktop.devices.logs import keep_log

        keep_log(log_folder())
        settle_collector()

    def open(self) -> Desk:
        """Open the store, and put print jobs that a crash left half sent in doubt."""
        from pos_desktop.persistence.shop_folder import finish_moving, open_shop

        finish_moving(_making(self.folder), self.folder)
        self._store = open_shop(self.folder)
        self._store.print_jobs().sending_at_start()
        return desk_for(self._store, clock=self._clock)

    # --- a shop that is not there yet, or does not open ---------------------------------------

    @property
    def rescue(self) -> Rescue:
        """The folder's backups."""
        from pos_desktop.persistence.rescue import FolderRescue

        return FolderRescue(self.folder)

    def is_vacant(self) -> bool:
        """Whether there never was a shop in the folder."""
        from pos_desktop.persistence.shop_folder import is_vacant

        return is_vacant(self.folder)

    def set_up(self, given: FirstRun) -> Desk:
        """Make the shop of these answers, and open it; half made it is not there at all."""
        make_shop(self.folder, given, clock=self._clock)
        return self.open()

    def make_demo(self, told: Callable[[int, int], None]) -> Path:
        """Make the demo shop in a folder of its own; returns it."""
        if self._make_demo is None:
            raise RuntimeError("this till was started without a maker of demo shops")
        return self._make_demo(told)

    def move_to(self, folder: Path) -> None:
        """Be over another folder from the next opening on."""
        self.close()
        self.folder = folder

    def try_printer(self, printer: PrinterSettings, shop: str) -> bool:
        """Print a test page; whether the printer confirmed it. Raises Unavailable."""
        from pos_desktop.devices.trial import print_trial
        from pos_desktop.printouts.receipts import ReceiptPrintouts

        make_printout_folder(printer)
        at = datetime.now().astimezone()
        page = ReceiptPrintouts().test_page(printer, shop, at, calibration=False)
        return print_trial(printer, page)

    def restore(self, file: str, code: str, by: str) -> Desk:
        """Put a backup in the shop's place and open it. Raises PosError; then nothing changed."""
        self.close()
        restore_shop(self.folder, file, code, by=by, clock=self._clock)
        return self.open()

    def save_diagnostics(self, file: Path) -> None:
        """Write the diagnostics bundle. Raises Unavailable."""
        save_diagnostics(self.folder, file)

    def crash_report(self) -> str:
        """The file of the newest crash report, or ""."""
        from pos_desktop.devices.logs import crash_reports

        return str(next(iter(crash_reports(log_folder())), ""))

    # --- behind the screens -------------------------------------------------------------------

    def start_printing(self, desk: Desk, on_change: Callable[[PrinterNow], None]) -> PrintWorkers:
        """The terminal's printers at work."""
        return start_printing(desk, on_change)

    def warm_up(self) -> None:
        """Import the printer's encoder before the first sale needs it."""
        import shutil  # noqa: F401 — the disk guard's; the first sale need not wait for it

        import pos_desktop.printouts.receipts  # noqa: F401
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
        store, self._store = self._store, None
        if store is not None:
            store.close()


def run_till(folder: Path, *, make_demo: MakeDemo | None = None) -> int:
    """Open the till's window on the shop in *folder*; returns the exit status."""
    from pos_desktop.devices.logs import watch_hard_crashes
    from pos_desktop.ui.qt import load_qt

    load_qt()
    from pos_desktop.ui.running import run

    crashed = watch_hard_crashes(log_folder())
    return run(ShopBackend(folder, crashed_before=crashed, make_demo=make_demo))


def make_shop(
    folder: Path, given: FirstRun, *, clock: Callable[[], datetime] = system_clock
) -> None:
    """Make a shop of an owner's answers beside its place and move it there when it is whole.

    Raises BadInput naming the field at fault, Refused ``shop_exists`` and Unavailable.
    """
    import shutil

    from pos_desktop.application.first_run import first_set_up
    from pos_desktop.application.set_up import set_up_shop
    from pos_desktop.domain.errors import Refused
    from pos_desktop.persistence.reference import reference_tax_classes, reference_tax_rates
    from pos_desktop.persistence.shop_folder import create_shop, is_vacant, move_shop

    set_up = first_set_up(given, reference_tax_classes(), reference_tax_rates())
    if not is_vacant(folder):
        raise Refused(f"{folder} already has a shop. Start the till again.", code="shop_exists")
    making = _making(folder)
    shutil.rmtree(making, ignore_errors=True)
    with closing(create_shop(making)) as store:
        set_up_shop(desk_for(store, clock=clock), set_up)
    move_shop(making, folder)
    shutil.rmtree(making, ignore_errors=True)
    make_printout_folder(given.printer)


def _making(folder: Path) -> Path:
    """Where a shop is made that will be in *folder*."""
    return folder.with_name(f"{folder.name}.making")


def make_printout_folder(printer: PrinterSettings) -> None:
    """Make the folder of a printer that prints to files, where its disk lets us."""
    from pos_desktop.domain.errors import Unavailable

    path = Path(printer.address)
    if printer.connection != "file" or path.exists() or path.suffix:
        return
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise Unavailable(
            f"The folder {path} cannot be made ({error.strerror or error}). Choose another.",
            code="printer_trial",
        ) from error


def restore_shop(
    folder: Path,
    file: str,
    code: str,
    *,
    by: str,
    clock: Callable[[], datetime] = system_clock,
) -> None:
    """Put a backup in the place of the shop in *folder*, which is closed; the first thing that the
    restored shop remembers is by whom. Who may was asked before. Raises PosError.
    """
    from pos_desktop.persistence.rescue import FolderRescue
    from pos_desktop.persistence.shop_folder import open_shop
    from pos_desktop.persistence.uuids import new_uuid

    plan = FolderRescue(folder).put_back(file, code, clock())
    with closing(open_shop(folder)) as store, desk_for(store, clock=clock).work() as work:
        work.journal.add_audit(
            uuid=new_uuid(),
            at=clock(),
            session=None,
            outlet_id=work.people.only_outlet().id,
            action="backup.restored",
            subject=plan.note.taken_at,
            details=json.dumps({"user": by}, ensure_ascii=False, separators=(",", ":")),
        )
        work.commit()


def save_diagnostics(folder: Path, target: Path) -> None:
    """What whoever helps needs to see of the shop in *folder*, as a file. Raises Unavailable."""
    from pos_desktop.devices.bundle import write_bundle

    write_bundle(target, log_folder(), folder, _shop_facts(folder))


def _shop_facts(folder: Path) -> dict[str, object]:
    """Counts and settings without a name, number or amount in them."""
    from pos_desktop.domain.errors import PosError
    from pos_desktop.persistence.shop_folder import open_shop

    try:
        with closing(open_shop(folder)) as store:
            report = store.check(None, lambda _area, _done, _total: None)
            shop = {
                "rows": store.row_counts(),
                "faults": [fault.area.value for fault in report.faults],
                "entries": report.entries,
            }
    except PosError as error:
        return {"problem": error.code}
    return {"shop": shop}


def screen_file() -> Path:
    """Where this computer remembers its screen."""
    from platformdirs import user_config_path

    return user_config_path(APPLICATION, appauthor=False) / "screen.toml"


def log_folder() -> Path:
    """Where the log and crash reports are."""
    from platformdirs import user_log_path

    return user_log_path(APPLICATION, appauthor=False)
