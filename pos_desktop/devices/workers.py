"""The printers of a terminal at work: a thread each, so that none waits for another."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from threading import Lock
from time import monotonic

from msgspec import Struct

from pos_desktop.application.printing import (
    PrinterNow,
    PrinterSettings,
    PrinterState,
    PrintJobs,
)
from pos_desktop.application.terminal_printers import TerminalPrinters
from pos_desktop.devices.queue import BACKOFF_S
from pos_desktop.devices.transport import Transport
from pos_desktop.devices.worker import PrintWorker

_log = logging.getLogger(__name__)


class _Post(Struct, frozen=True):
    """What a worker was started for; another makes another worker."""

    settings: PrinterSettings
    spare: str | None


class PrintWorkers:
    """One worker for each printer that is set up; :meth:`reload` after the settings changed.

    *on_change* is called in the printers' threads, with what the status strip shows. A printer
    that was taken away is not told of again.
    """

    def __init__(
        self,
        read_printers: Callable[[], TerminalPrinters],
        jobs: PrintJobs,
        transport_for: Callable[[PrinterSettings], Transport],
        on_change: Callable[[PrinterNow], None],
        *,
        backoff: Sequence[float] = BACKOFF_S,
    ) -> None:
        self._read_printers = read_printers
        self._jobs = jobs
        self._transport_for = transport_for
        self._on_change = on_change
        self._backoff = backoff
        self._lock = Lock()
        self._workers: dict[_Post, PrintWorker] = {}
        self._is_closed = False

    def reload(self) -> bool:
        """Put the printers that are set up now to work, and no other; whether there is one.

        May wait a second for a printer that is busy. Raises Unavailable without the store.
        """
        with self._lock:
            if self._is_closed:
                return False
            # Within the lock: of two at once the later one must not go by older settings.
            printers = self._read_printers()
            wanted = [_Post(one, _name_of(printers.spare_for(one.name))) for one in printers.set_up]
            for post in [post for post in self._workers if post not in wanted]:
                _log.info("printer %s is set up anew", post.settings.name)
                self._workers.pop(post).close()
                self._on_change(
                    PrinterNow(printer=post.settings.name, state=PrinterState.UNKNOWN, is_gone=True)
                )
            for post in wanted:
                if post not in self._workers:
                    self._workers[post] = self._started(post)
        return bool(wanted)

    def wake(self) -> None:
        """Say that a job was queued or a printer may be back. Returns at once; any thread."""
        for worker in list(self._workers.values()):
            worker.wake()

    def close(self, patience_seconds: float = 0.5) -> None:
        """End every worker; all together get *patience_seconds* for what is being sent."""
        with self._lock:
            self._is_closed = True
            workers = list(self._workers.values())
            self._workers = {}
        until = monotonic() + patience_seconds
        for worker in workers:
            worker.end_soon()
        for worker in workers:
            worker.close(max(0.0, until - monotonic()))

    def _started(self, post: _Post) -> PrintWorker:
        worker = PrintWorker(
            post.settings,
            self._jobs,
            self._transport_for,
            self._on_change,
            backoff=self._backoff,
            spare=post.spare,
            on_handed_on=self.wake,
        )
        worker.start()
        return worker


def _name_of(printer: PrinterSettings | None) -> str | None:
    return printer.name if printer else None
