"""What the system's printer queues have in common: a job is handed over whole, then watched.

A queue prints what it holds whenever its printer is back, hours later, without us. So a job that
the queue has not finished in time is taken back, and nobody claims to know what came of it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from enum import Enum
from threading import Event
from time import monotonic
from typing import Protocol

from msgspec import Struct

from pos_desktop.application.printing import PrinterStatus
from pos_desktop.devices.transport import SILENT, UNREACHABLE, Delivery, Timing

_log = logging.getLogger(__name__)

_GIVEN_UP = "The till was closed while this was in the printer queue; it was taken out."


class Progress(Enum):
    """How far the queue is with a job."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


class Seen(Struct, frozen=True):
    """A look at a job: how far it is, and what the queue says of it, for a person."""

    progress: Progress
    reason: str | None = None


class QueueStoppedError(OSError):
    """The queue takes nothing now; the text tells a person why and what to do."""

    def __init__(self, told: str, status: PrinterStatus = UNREACHABLE) -> None:
        super().__init__(told)
        self.status = status


class InDoubtError(OSError):
    """Nobody knows whether the queue has the job; the text is told to a person."""


class SystemQueue(Protocol):
    """One printer queue of the system. Each call is short, or gives up by itself.

    Every call raises OSError, whose text is told to a person, when the system does not answer.
    """

    def check(self) -> None:
        """Raise QueueStoppedError when a job would only lie there."""
        ...

    def hand_over(self, data: bytes, title: str) -> str:
        """Hand a job over; returns its id.

        Raises InDoubtError when the queue may have some of it; any other OSError: it has none.
        """
        ...

    def look(self, job: str) -> Seen:
        """How far it is."""
        ...

    def take_back(self, job: str) -> None:
        """Take it out of the queue, whatever of it was printed."""
        ...


class SpooledPrinter:
    """A printer behind a queue of the system. It never confirms what is on the paper."""

    def __init__(self, queue: SystemQueue, timing: Timing | None = None) -> None:
        self._queue = queue
        self._timing = timing or Timing()
        self._stop = Event()

    def send(self, data: bytes, title: str = "") -> Delivery:
        """Hand one job over and watch it leave the queue; see Transport."""
        try:
            self._queue.check()
            job = self._queue.hand_over(data, title or "printout")
        except QueueStoppedError as stopped:
            return Delivery.not_sent(str(stopped), stopped.status)
        except InDoubtError as error:
            return Delivery.unconfirmed(str(error), UNREACHABLE)
        except OSError as error:
            _log.info("%s was not handed over: %s", title or "a job", error)
            return Delivery.not_sent(str(error))
        return self._watch(job, len(data))

    def status(self) -> PrinterStatus:
        """Whether the queue would take a job; of the paper it knows nothing."""
        try:
            self._queue.check()
        except QueueStoppedError as stopped:
            return stopped.status
        except OSError as error:
            _log.info("the printer queue does not answer: %s", error)
            return UNREACHABLE
        return SILENT

    def listen(self, heard: Callable[[PrinterStatus], None]) -> None:
        """Nothing: of the paper a queue knows nothing."""

    def abandon(self) -> None:
        """Stop watching, and take the job back."""
        self._stop.set()

    def _watch(self, job: str, size: int) -> Delivery:
        timing = self._timing
        until = monotonic() + timing.finish_s + size / timing.bytes_per_s
        seen = Seen(Progress.WAITING)
        while monotonic() < until and not self._stop.wait(timing.slice_s):
            try:
                seen = self._queue.look(job)
            except OSError as error:
                seen = Seen(Progress.WAITING, str(error))
                continue
            if seen.progress is Progress.DONE:
                return Delivery.unconfirmed(None)
            if seen.progress is Progress.FAILED:
                break
        if self._stop.is_set():
            told = _GIVEN_UP
        else:
            told = seen.reason or "The printer queue did not finish this in time; it was taken out."
        self._take_back(job)
        return Delivery.unconfirmed(told, UNREACHABLE)

    def _take_back(self, job: str) -> None:
        try:
            self._queue.take_back(job)
        except OSError as error:
            _log.warning("job %s was not taken out of the printer queue: %s", job, error)
