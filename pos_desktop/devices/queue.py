"""What a printer's worker does next, without its thread: one turn at a time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pos_desktop.application.printing import (
    JobKind,
    JobState,
    PrinterNow,
    PrinterSettings,
    PrintJob,
    PrintJobs,
)
from pos_desktop.devices.transport import SILENT, UNREACHABLE, Delivery, Transport
from pos_desktop.domain.errors import PosError, Refused

_log = logging.getLogger(__name__)

BACKOFF_S = (1.0, 2.0, 5.0, 10.0)
"""Seconds before each next try at a printer that cannot print; the last one again and again."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of a job, until the store has it."""

    job_id: int
    state: JobState
    error: str | None


class PrinterQueue:
    """One printer's jobs, in order.

    A job is marked sending before its first byte leaves, so that a crash leaves it in doubt and
    never prints it twice. Only a job that was not sent is sent again by itself, and before that
    the printer is looked at: one that is off all night costs the store nothing.

    Not for several threads, but for :meth:`abandon`.
    """

    def __init__(
        self,
        settings: PrinterSettings,
        jobs: PrintJobs,
        transport_for: Callable[[PrinterSettings], Transport],
        on_change: Callable[[PrinterNow], None],
        *,
        backoff: Sequence[float] = BACKOFF_S,
    ) -> None:
        self._settings = settings
        self._jobs = jobs
        self._transport_for = transport_for
        self._on_change = on_change
        self._backoff = tuple(backoff)
        self._step = 0
        self._transport: Transport | None = None
        self._abandoned = False
        # At the start nothing is known, and jobs of the last run may wait as not sent.
        self._blocked = True
        self._unsaved: _Outcome | None = None
        self._status = SILENT
        self._problem: str | None = None
        self._told: PrinterNow | None = None

    def turn(self) -> float | None:
        """Do one thing: send a job, or look whether the printer is back.

        Returns the seconds to wait before the next turn: 0 for none, None until something
        is new. Never raises: a fault here must not end the printing of later sales.
        """
        try:
            return self._turn()
        except Exception as error:  # noqa: BLE001 - the next sale must still be printed
            _log.exception("the queue of printer %s stumbled", self._settings.name)
            self._problem = str(error) if isinstance(error, PosError) else "Printing has a fault."
            self._tell()
            return self._next_wait()

    def abandon(self) -> None:
        """Break off what is being sent. From any thread."""
        self._abandoned = True
        transport = self._transport
        if transport is not None:
            transport.abandon()

    def _turn(self) -> float | None:
        self._save_outcome()
        transport = self._open_transport()
        job = self._jobs.next_queued(self._settings.name)
        # A drawer is kicked at once or not at all: it must not open by itself later.
        if self._blocked and (job is None or job.kind is not JobKind.KICK):
            self._status = transport.status()
            if self._status.blocked:
                if self._status != UNREACHABLE or self._problem is None:
                    # Why it cannot be reached was told better when that was tried.
                    self._problem = self._status.problem
                self._tell()
                return self._next_wait()
            self._blocked = False
            self._problem = None
            if self._jobs.requeue_not_sent(self._settings.name):
                job = self._jobs.next_queued(self._settings.name)
        if job is None:
            self._step = 0
            self._tell()
            return None
        return self._send(transport, job)

    def _open_transport(self) -> Transport:
        if self._transport is None:
            self._transport = self._transport_for(self._settings)
            if self._abandoned:
                self._transport.abandon()
        return self._transport

    def _send(self, transport: Transport, job: PrintJob) -> float:
        try:
            self._jobs.mark(job.id, JobState.SENDING)
        except Refused:
            _log.info("job %d was withdrawn before it was sent", job.id)
            return 0
        self._tell()
        delivery = self._deliver(transport, job)
        self._unsaved = _Outcome(job.id, delivery.state, delivery.reason)
        self._status = delivery.status
        self._problem = delivery.reason
        self._blocked = delivery.state is JobState.NOT_SENT or delivery.status.blocked
        self._save_outcome()
        self._tell()
        if self._blocked:
            return self._next_wait()
        self._step = 0
        return 0

    def _deliver(self, transport: Transport, job: PrintJob) -> Delivery:
        title = f"{job.id}-{job.kind}-{job.document}-{job.number}-{job.copy}"
        try:
            delivery = transport.send(job.data, title)
        except Exception as error:  # noqa: BLE001 - whatever failed, the job is in doubt
            _log.exception("the transport of printer %s failed", self._settings.name)
            return Delivery.unconfirmed(f"Sending to the printer failed ({error}).", SILENT)
        if delivery.reason is not None:
            _log.warning("job %d is %s: %s", job.id, delivery.state, delivery.reason)
        return delivery

    def _save_outcome(self) -> None:
        """Keep the last job's outcome; it stays for the next turn when the store is away."""
        if self._unsaved is None:
            return
        outcome = self._unsaved
        try:
            self._jobs.mark(outcome.job_id, outcome.state, outcome.error)
        except Refused as error:
            _log.warning("job %d cannot become %s: %s", outcome.job_id, outcome.state, error)
        self._unsaved = None

    def _next_wait(self) -> float:
        wait = self._backoff[min(self._step, len(self._backoff) - 1)]
        self._step += 1
        return wait

    def _tell(self) -> None:
        try:
            counts = self._jobs.counts(self._settings.name)
            now = PrinterNow(
                printer=self._settings.name,
                state=self._status.state,
                waiting=counts.waiting,
                to_ask=counts.to_ask,
                problem=self._problem,
            )
            if now != self._told:
                self._told = now
                self._on_change(now)
        except Exception:  # noqa: BLE001 - who is told is no reason to print less
            _log.exception("the state of printer %s was not shown", self._settings.name)
