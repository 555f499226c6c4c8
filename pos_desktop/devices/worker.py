"""One printer at work: one thread takes its queued jobs in order, and says how it goes."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from pos_desktop.application.printing import (
    JobKind,
    JobState,
    PrinterNow,
    PrinterSettings,
    PrinterState,
    PrinterStatus,
    PrintJob,
    PrintJobs,
)
from pos_desktop.devices.network import NetworkTransport
from pos_desktop.devices.path import DeviceTransport, FileTransport
from pos_desktop.devices.transport import Delivery, MakeTransport, Outcome, Transport
from pos_desktop.domain.errors import PosError, Refused

_log = logging.getLogger(__name__)

BACKOFF_SECONDS = (1.0, 2.0, 5.0, 10.0)
_STATES = {
    Outcome.PRINTED: JobState.PRINTED,
    Outcome.UNCONFIRMED: JobState.UNCONFIRMED,
    Outcome.NOT_SENT: JobState.NOT_SENT,
}


def transport_for(settings: PrinterSettings) -> Transport:
    """The transport a printer's settings ask for. Raises Refused for a printer without one."""
    if settings.connection == "network":
        return NetworkTransport(settings)
    if settings.connection == "device":
        return DeviceTransport(settings)
    if settings.connection == "file":
        return FileTransport(settings)
    raise Refused("No printer is set up here.", code="no_printer")


class PrintWorker:
    """Sends the queued jobs of one printer, each once.

    It tries again by itself only what never left this machine, after 1, 2, 5, then 10 seconds.
    Nothing the transport or the store does ends its thread.
    """

    def __init__(
        self,
        settings: PrinterSettings,
        jobs: PrintJobs,
        make_transport: MakeTransport,
        on_change: Callable[[PrinterNow], None],
        *,
        backoff_seconds: tuple[float, ...] = BACKOFF_SECONDS,
    ) -> None:
        self._printer = settings.name
        self._jobs = jobs
        self._transport = make_transport(settings)
        self._on_change = on_change
        self._backoff = backoff_seconds
        self._failures = 0
        self._status = PrinterStatus(known=False)
        self._problem: str | None = None
        self._wake = threading.Event()
        self._ends = threading.Event()
        self._thread = threading.Thread(
            target=self._work, name=f"printer {settings.name}", daemon=True
        )

    def start(self) -> None:
        """Begin; jobs left over from before are sent first."""
        self._wake.set()
        self._thread.start()

    def wake(self) -> None:
        """There may be something to print. From any thread; returns at once."""
        self._wake.set()

    def close(self, patience_seconds: float = 1.0) -> None:
        """End after the job that is being sent, or after *patience_seconds*.

        What is not sent by then stays in the store for the next start.
        """
        self._ends.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(patience_seconds)

    def _work(self) -> None:
        while not self._ends.is_set():
            self._wake.wait(self._pause())
            self._wake.clear()
            try:
                self._send_all()
            except PosError as error:
                self._failed(error.message)
            except Exception:  # noqa: BLE001 - a printer's thread must outlive any single fault
                _log.exception("the worker of %s met a fault", self._printer)
                self._failed("The printer's worker met a fault; the log says more.")
        self._last_jobs()

    def _pause(self) -> float | None:
        """Seconds until the next try; None is until somebody wakes it."""
        if not self._failures:
            return None
        return self._backoff[min(self._failures, len(self._backoff)) - 1]

    def _send_all(self) -> None:
        if self._failures:
            self._jobs.requeue_not_sent(self._printer)
        while not self._ends.is_set():
            job = self._jobs.next_queued(self._printer)
            if job is None:
                break
            if not self._send(job):
                return
        self._failures = 0
        self._tell()

    def _last_jobs(self) -> None:
        """At the end: what was queued in the last moment, while the printer takes it."""
        try:
            while not self._failures and (job := self._jobs.next_queued(self._printer)):
                if not self._send(job):
                    return
        except PosError as error:
            _log.warning("printing ended: %s", error.message)

    def _send(self, job: PrintJob) -> bool:
        """Send one job; False when the printer takes nothing now."""
        try:
            self._jobs.mark(job.id, JobState.SENDING)
        except Refused:
            return True  # somebody cancelled it meanwhile: go on with the next
        self._tell()
        delivery = self._deliver(job)
        self._jobs.mark(job.id, _STATES[delivery.outcome], delivery.reason)
        if delivery.status is not None:
            self._status = delivery.status
        if delivery.outcome is Outcome.NOT_SENT and job.kind is not JobKind.KICK:
            self._failed(delivery.reason)
            return False
        self._problem = delivery.reason
        return True

    def _deliver(self, job: PrintJob) -> Delivery:
        try:
            return self._transport.send(job.data)
        except Exception as error:  # noqa: BLE001 - whether bytes went out is then not known
            _log.exception("sending %s %s failed", job.document, job.number)
            return Delivery(
                outcome=Outcome.UNCONFIRMED, reason=f"The printer's driver failed: {error}"
            )

    def _failed(self, reason: str | None) -> None:
        self._failures += 1
        self._problem = reason
        self._tell(unreachable=not self._status.blocked)

    def _tell(self, *, unreachable: bool = False) -> None:
        counts = self._jobs.counts(self._printer)
        state = PrinterState.OFFLINE if unreachable else self._status.state
        self._on_change(
            PrinterNow(
                printer=self._printer,
                state=state,
                waiting=counts.waiting,
                to_ask=counts.to_ask,
                problem=self._problem,
            )
        )
