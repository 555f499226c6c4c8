"""Takes the backups that are due of themselves, on a thread of their own. No Qt.

The window asks now and then, when nobody is waiting; a sale never waits for a backup.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pos_desktop.domain.backups import Occasion
from pos_desktop.domain.errors import PosError

if TYPE_CHECKING:
    from pos_desktop.application.backups import BackupStatus
    from pos_desktop.application.desk import Desk

_log = logging.getLogger(__name__)

LOOK_EVERY = timedelta(minutes=10)
CLOSES_A_SHIFT = "shifts.close"
TELLS_OTHERWISE = frozenset({"shop.backup", "shop.recovery_sheet_kept", "outlet.update"})
"""After these the strip may have something else to say: it is looked at once."""


class BackupKeeper:
    """One shop's backups. ``told`` hears how fresh they are, on the thread that calls ``tick``."""

    def __init__(self, told: Callable[[BackupStatus], None]) -> None:
        self._told = told
        self._thread: threading.Thread | None = None
        self._status: BackupStatus | None = None
        self._shift_closed = False
        self._looked_at: datetime | None = None
        self._desk: Desk | None = None

    def committed(self, use_case: str) -> None:
        """A transaction is durable; on any thread."""
        if use_case == CLOSES_A_SHIFT:
            self._shift_closed = True
        elif use_case in TELLS_OTHERWISE:
            self._looked_at = None

    def tick(self, desk: Desk) -> None:
        """Nobody is waiting: tell what is known, and begin what is due."""
        if self._thread is not None:
            if self._thread.is_alive():
                return
            self._thread = None
            if self._status is not None:
                self._told(self._status)
        if desk.session is None:
            return
        self._desk = desk
        now = desk.clock()
        is_old = self._looked_at is None or now - self._looked_at >= LOOK_EVERY
        if not (self._shift_closed or is_old):
            return
        occasion = Occasion.SHIFT_CLOSE if self._shift_closed else Occasion.DAILY
        self._shift_closed, self._looked_at = False, now
        self._thread = threading.Thread(target=self._keep, args=(desk, occasion), name="backup")
        self._thread.start()

    def close(self) -> None:
        """Finish what is begun, and the backup of a shift that was closed just now."""
        if self._thread is not None:
            self._thread.join()
        if self._shift_closed and self._desk is not None:
            self._shift_closed = False
            self._keep(self._desk, Occasion.SHIFT_CLOSE)

    def _keep(self, desk: Desk, occasion: Occasion) -> None:
        from pos_desktop.application.backups import keep

        try:
            self._status = keep(desk, occasion)
        except PosError as error:
            _log.error("the backup could not be taken: %s", error.code)
        except Exception:  # noqa: BLE001 — the till goes on without a backup; the log says why
            _log.exception("a fault while a backup was taken")
