"""The thread of one printer. A sale only wakes it, and never waits for it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from threading import Event, Thread

from pos_desktop.application.printing import PrinterNow, PrinterSettings, PrintJobs
from pos_desktop.devices.connections import transport_for
from pos_desktop.devices.queue import BACKOFF_S, PrinterQueue
from pos_desktop.devices.transport import Transport

__all__ = ["PrintWorker", "transport_for"]

_log = logging.getLogger(__name__)

_BREAK_OFF_S = 0.4


class PrintWorker:
    """Prints one printer's queued jobs in a thread of its own.

    *on_change* is called in that thread, with what the status strip shows, whenever it changes.
    """

    def __init__(
        self,
        settings: PrinterSettings,
        jobs: PrintJobs,
        transport_for: Callable[[PrinterSettings], Transport],
        on_change: Callable[[PrinterNow], None],
        *,
        backoff: Sequence[float] = BACKOFF_S,
        spare: str | None = None,
        on_handed_on: Callable[[], None] = lambda: None,
    ) -> None:
        self._queue = PrinterQueue(
            settings,
            jobs,
            transport_for,
            on_change,
            backoff=backoff,
            spare=spare,
            on_handed_on=on_handed_on,
        )
        self._woken = Event()
        self._closing = Event()
        self._hurry = Event()
        # A daemon: a look-up of a name or a disk that hangs cannot keep the till from closing.
        self._thread = Thread(target=self._run, name=f"printer {settings.name}", daemon=True)

    def start(self) -> None:
        """Begin, with a look at the printer and the jobs the last run left. Call it once.

        A kick that the last run left is cancelled before this returns; one queued later is not.
        """
        self._queue.begin()
        self._thread.start()

    def wake(self) -> None:
        """Say that a job was queued or the printer may be back. Returns at once; any thread."""
        self._woken.set()

    def end_soon(self) -> None:
        """Begin nothing once nothing can be printed; returns at once. :meth:`close` follows."""
        self._closing.set()
        self._woken.set()

    def close(self, patience_seconds: float = 0.5) -> None:
        """Stop as soon as nothing more can be printed now, and soon after *patience_seconds*.

        What is being sent then is broken off and unconfirmed; what was not begun stays queued
        for the next start. Without a longer patience this takes less than a second.
        """
        self.end_soon()
        if not self._thread.is_alive():
            return
        self._thread.join(patience_seconds)
        self._hurry.set()
        self._queue.abandon()
        self._thread.join(_BREAK_OFF_S)
        if self._thread.is_alive():
            _log.warning("%s is still busy and is left behind", self._thread.name)

    def _run(self) -> None:
        while not self._hurry.is_set():
            wait = self._queue.turn()
            if wait == 0:
                continue
            if self._closing.is_set():
                return
            self._woken.wait(wait)
            self._woken.clear()
