"""The till from its first paint to its end: who is in front of it, and what they may see.

Here the screens are put together; what is outside Qt comes through `Backend`, so that the same
till runs over a real shop, in tests, and for the pictures of a day at the shop.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from pos_desktop.domain.errors import PosError
from pos_desktop.ui.display.keeper import DisplayKeeper
from pos_desktop.ui.dresser import Dresser
from pos_desktop.ui.freeing import collect_old_garbage
from pos_desktop.ui.own_keys import follow_keys
from pos_desktop.ui.printers_at_work import PrintersAtWork
from pos_desktop.ui.shell.main_window import MainWindow
from pos_desktop.ui.warming import WARM_UP_MS, hint_of, prepare_places
from pos_desktop.ui.widgets.messages import Message

if TYPE_CHECKING:
    from pos_desktop.application.backups import BackupStatus
    from pos_desktop.application.desk import Desk
    from pos_desktop.application.opening import ShiftView
    from pos_desktop.domain.preferences import Preferences
    from pos_desktop.ui.backend import Backend
    from pos_desktop.ui.backup_keeper import BackupKeeper
    from pos_desktop.ui.beginnings import Beginnings
    from pos_desktop.ui.counter import Counter
    from pos_desktop.ui.crash.watch import CrashWatch
    from pos_desktop.ui.qt_tasks import QtTasks
    from pos_desktop.ui.restore.presenter import RestoreOrder
    from pos_desktop.ui.scanning.filter import ScanFilter
    from pos_desktop.ui.sign_in.idle_lock import IdleLock

_log = logging.getLogger(__name__)

IDLE_MS = 1500
"""So long after the last commit the store may tidy up: no sale then waits for it."""


class Till(QObject):
    """One till over one shop. ``window`` may be shown as soon as it is made."""

    def __init__(self, backend: Backend) -> None:
        super().__init__()
        self.window = MainWindow()
        self.window.opened.connect(self._load)
        self._backend = backend
        self._tasks: QtTasks | None = None
        self._counter: Counter | None = None
        self._scan_filter: ScanFilter | None = None
        self._idle_lock: IdleLock | None = None
        self._printers = PrintersAtWork(backend, self)
        self._printers.changed.connect(self._display_status)
        self._shift: ShiftView | None = None
        self._dresser = Dresser()
        self.buyer_screen = DisplayKeeper(self.window)
        self._is_closed = False
        self._committed = False
        self._wants_tidying = False
        self._warned = ""
        self._idle = QTimer(self, interval=IDLE_MS)
        self._idle.timeout.connect(self._tidy)
        self._backups: BackupKeeper | None = None
        self._backup: BackupStatus | None = None
        self._beginnings: Beginnings | None = None
        self._crashes: CrashWatch | None = None
        #: Makes another shop folder this till's own; False where another till has it.
        self.claim: Callable[[Path], bool] = lambda _folder: True

    @property
    def counter(self) -> Counter:
        """What the presenters share. Raises RuntimeError before the shop is open."""
        if self._counter is None:
            raise RuntimeError("the shop is not open yet")
        return self._counter

    @property
    def is_open(self) -> bool:
        """Whether the shop is open, so that somebody can sign in."""
        return self._counter is not None

    @property
    def cover(self) -> str:
        """The kind of screen that covers the places, or "" when none does."""
        return self.window.cover_name

    def close(self) -> None:
        """Finish every write, leave the printer and the store in order."""
        from pos_desktop.ui.tasks import InlineTasks

        self._is_closed = True
        self.buyer_screen.close()
        self._idle.stop()
        if self._counter is not None:
            # The last answers may ask for more: a scan that waited behind another is still saved.
            self._counter.tasks = InlineTasks()
        if self._tasks is not None:
            self._tasks.close()
        self._let_go()
        self._backend.close()
        if self._crashes is not None:
            self._crashes.remove()
        if self._scan_filter is not None:
            self._scan_filter.setParent(None)  # it hears no keys of another till
            self._scan_filter = None

    def restore(self, order: RestoreOrder) -> None:
        """Put a backup in the shop's place: everything lets go of the shop first."""
        from pos_desktop.ui.shell.opening import OpeningCover

        if self._beginnings is None or self._tasks is None:
            raise RuntimeError("the shop is not open yet")
        cover = OpeningCover()
        cover.display(self.tr("Putting the backup back…"))
        self.window.show_cover(cover)
        self.window.clear_places()
        self._idle.stop()
        self._counter = None
        self._shift = self._backup = None
        beginnings = self._beginnings

        def go() -> None:
            # What was being read of the shop has been answered.
            self._let_go()
            beginnings.restore(order)

        self._tasks.read(lambda: None, lambda _none: go(), _raise)

    def _let_go(self) -> None:
        """End what works behind the screens; it is begun anew at the next opening."""
        if self._backups is not None:
            self._backups.close()
            self._backups = None
        self._printers.close()

    # --- opening --------------------------------------------------------------------------

    def _load(self) -> None:
        """After the first paint: everything that takes time."""
        from pos_desktop.ui.beginnings import Beginnings
        from pos_desktop.ui.qt_tasks import QtTasks
        from pos_desktop.ui.scanning.filter import ScanFilter
        from pos_desktop.ui.sign_in.idle_lock import IdleLock

        if self._is_closed:
            return
        self._backend.load()
        self._dress(self._backend.screen())
        self._tasks = QtTasks(self)
        self._scan_filter = ScanFilter(self)
        self._scan_filter.scanned.connect(self.window.deliver_scan)
        self._idle_lock = IdleLock(self)
        self._idle_lock.locked.connect(self.lock)
        self.window.messages.sounded.connect(self._dresser.sound)
        self.window.chip_pressed.connect(self._chip_pressed)
        self.window.place_changed.connect(self._display_hint)
        self._watch_crashes(self._tasks)
        self._beginnings = Beginnings(
            self._backend, self._tasks, self.window, self._opened, self.claim
        )
        self._beginnings.open()

    def _watch_crashes(self, tasks: QtTasks) -> None:
        from pos_desktop.ui.crash.watch import CrashWatch

        self._crashes = CrashWatch(self._backend, self.window, lambda: tasks)
        self._crashes.install()

    def _opened(self, desk: Desk) -> None:
        from msgspec.structs import replace

        from pos_desktop.ui.approval.ask import AskForApproval
        from pos_desktop.ui.backup_keeper import BackupKeeper
        from pos_desktop.ui.counter import Counter

        if self._tasks is None or self._is_closed:
            return
        desk = replace(desk, after_commit=self._after_commit)
        self._counter = Counter(desk, self._tasks, tell=self.window.display_message)
        self._counter.ask_approval = AskForApproval(self._counter, self.window)
        self._counter.rescue, self._counter.restore = (lambda: self._backend.rescue), self.restore
        self._counter.screen_changed = self._change_screen
        self._backups = BackupKeeper(self._backup_said)
        self._idle.start()
        if desk.session is None:
            self.ask_sign_in()
        else:
            self.signed_in(desk)

    # --- people ---------------------------------------------------------------------------

    def ask_sign_in(self) -> None:
        """Show who can sign in; whoever was there is signed out."""
        from pos_desktop.ui.sign_in.screen import SignInScreen

        self.window.show_cover(SignInScreen(self.counter, self.signed_in))

    def switch_user(self) -> None:
        """Let another person sign in over the cart, or go back to it."""
        from pos_desktop.ui.sign_in.screen import SignInScreen

        session = self.counter.desk.signed_in
        self.window.show_cover(
            SignInScreen(
                self.counter,
                self.signed_in,
                cancelled=self.window.uncover,
                kept=self.tr("The cart of {name} is kept.").format(name=session.user_name),
            )
        )

    def lock(self) -> None:
        """Nobody touched the till for a while: whoever comes signs in; the cart is kept."""
        from pos_desktop.ui.sign_in.screen import SignInScreen

        session = self.counter.desk.session
        if session is None or self.window.is_covered:
            return
        while (sheet := QApplication.activeModalWidget()) is not None and sheet.close():
            pass
        words = self.tr("Locked: nobody was here. The cart of {name} is kept.")
        kept = words.format(name=session.user_name)
        self.window.show_cover(
            SignInScreen(self.counter, self.signed_in, last_login=session.login, kept=kept)
        )

    def signed_in(self, desk: Desk) -> None:
        """Somebody is at the till: to the opening of the shift, or to billing."""
        from pos_desktop.application import outlet, preferences

        self.counter.desk = desk
        self.window.clear_places()
        # What was left to print waits in the store; whoever came wants to bill.
        self.counter.tasks.later(WARM_UP_MS, self._start_printing)
        # Before any place is made: their words are said once, when they are made.
        follow_keys(self.counter, self._make_places_anew)
        self.counter.read(preferences.get, preferences.GetPreferences(), self._dress)
        self.counter.read(outlet.get, outlet.GetOutlet(), self._know_outlet)

    def _start_printing(self) -> None:
        if self.is_open and not self._is_closed:
            self._printers.start(self.counter.tasks, self.counter.desk)

    def _know_outlet(self, outlet: object) -> None:
        from pos_desktop.application import opening
        from pos_desktop.application.outlet import OutletView

        if isinstance(outlet, OutletView):
            self.counter.outlet = outlet
        self.buyer_screen.follow(self.counter)
        self.counter.read(
            opening.current,
            opening.CurrentShift(),
            lambda now: self._enter(now.shift) if now.shift else self.ask_opening_cash(),
        )

    # --- the day --------------------------------------------------------------------------

    def ask_opening_cash(self) -> None:
        """No shift is open: nothing else can be done before one is."""
        from pos_desktop.ui.open_shift.screen import OpenShiftScreen

        self.window.show_cover(OpenShiftScreen(self.counter, self._enter, self.ask_sign_in))

    def _enter(self, shift: ShiftView) -> None:
        """Somebody is signed in and a shift is open: the places of the till."""
        from pos_desktop.ui.places import add_places

        self._shift = shift
        self._display_status()
        # A shift that follows another without a sign-in finds the places of the one before.
        self.window.clear_places()
        add_places(
            self.window, self.counter, shift_closed=self.ask_opening_cash, sound=self._dresser.sound
        )
        self.window.uncover()
        if self._idle_lock is not None and self.counter.outlet is not None:
            self._idle_lock.start(self.counter.outlet.auto_lock_minutes)
        self.counter.tasks.later(WARM_UP_MS, self._warm_up)

    def _dress(self, wanted: Preferences) -> None:
        """Colours, sizes and language of who is here; remembered for the next start."""
        if self._dresser.put_on(wanted) and self._counter is not None:
            self.counter.work(lambda: self._backend.keep_screen(wanted), lambda _none: None)

    def _change_screen(self, wanted: Preferences) -> None:
        """Who is signed in wants another look or language: the places are made anew."""
        self._dress(wanted)
        self._make_places_anew()

    def _make_places_anew(self) -> None:
        """Words and keys are those of when a place was made."""
        if self._shift is not None:
            place = self.window.place
            self._enter(self._shift)
            self.window.go(place)

    def _display_status(self) -> None:
        from pos_desktop.ui.strip import status_of

        session = self._counter.desk.session if self._counter else None
        if session is None:
            return
        self.window.display_status(
            status_of(
                self.counter.outlet,
                session,
                self._shift,
                self._printers.now,
                self._backup,
            )
        )

    def _display_hint(self, place: str) -> None:
        """What to know of a place, where messages appear, while there is none."""
        self.window.messages.display_hint(hint_of(place))

    def _chip_pressed(self, chip: str) -> None:
        if chip == "user" and not self.window.is_covered:
            self.switch_user()
        if chip == "printer" and not self.window.is_covered:
            self._open_print_queue()

    def _open_print_queue(self) -> None:
        """What waits for a printer; it follows what the printers say."""
        from pos_desktop.ui.print_queue.sheet import QueueSheet

        sheet = QueueSheet(self.counter, self.window)
        self._printers.changed.connect(sheet.presenter.printers_changed)
        sheet.open()

    # --- behind the screens ---------------------------------------------------------------

    def _backup_said(self, status: BackupStatus) -> None:
        self._backup = status
        self._display_status()

    def _after_commit(self, use_case: str) -> None:
        """On the writing thread: a transaction is durable."""
        self._committed = True
        if self._backups is not None:
            self._backups.committed(use_case)
        self._printers.committed(use_case)

    def _warm_up(self) -> None:
        """Import what the first payment and its receipt need, now that the till can be used."""
        if self.is_open and not self._is_closed:
            import pos_desktop.ui.billing.exact_cash
            import pos_desktop.ui.pay.sheet  # noqa: F401

            pages = ("crash.sheet", "bills.screen", "customers.screen", "balances.screen")
            prepare_places(self.counter.tasks, pages, lambda: not self._is_closed)
            self.counter.tasks.read(self._backend.warm_up, lambda _none: None, self._failed_behind)

    def _tidy(self) -> None:
        """Once nothing was committed for a while, let the store tidy up."""
        if self._committed:
            self._committed, self._wants_tidying = False, True
            return
        collect_old_garbage()
        if self._wants_tidying and self._tasks is not None:
            self._wants_tidying = False
            self._tasks.write(self._backend.tidy, lambda _none: None, self._failed_behind)
        elif self._backups is not None:
            self._backups.tick(self.counter.desk)
            self._warn(self._backend.warning())

    def _warn(self, warning: str) -> None:
        """Tell what was not told just before."""
        if warning and warning != self._warned:
            self.window.display_message(Message(kind="warning", text=warning))
        self._warned = warning

    def crashed(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """What nobody expected: written to the log, and told; the cart is in the store."""
        if self._crashes is not None:
            self._crashes.caught(kind, error, trace)
        else:
            _log.critical("a fault in the program", exc_info=(kind, error, trace))

    def _failed_behind(self, error: Exception) -> None:
        """Work that nobody waits for: the shop's faults go to the log, bugs to the crash sheet."""
        if not isinstance(error, PosError):
            raise error
        _log.error("work behind the screens failed", exc_info=error)


def _raise(error: Exception) -> None:
    raise error
