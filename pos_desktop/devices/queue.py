"""What a printer's worker does next, without its thread: one turn at a time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from time import monotonic

from msgspec import Struct

from pos_desktop.application.printing import (
    JobKind,
    JobState,
    PrinterNow,
    PrinterSettings,
    PrinterStatus,
    PrintJob,
    PrintJobs,
)
from pos_desktop.devices.transport import SILENT, UNREACHABLE, Delivery, Transport
from pos_desktop.domain.errors import PosError, Refused, Unavailable

_log = logging.getLogger(__name__)

BACKOFF_S = (1.0, 2.0, 5.0, 10.0)
"""Seconds before each next try at a printer that cannot print; the last one again and again."""

KICK_PATIENCE_S = 10.0
"""After a job that took longer, nobody knows how long a kick behind it has waited."""

SPARE_PATIENCE_S = 5.0
"""So long a printer may be without paper before the spare one prints in its place."""

IDLE_LOOK_S = 1.5
"""So often a printer that answers is looked at while there is nothing to print."""

_TOO_LATE = "The drawer was not opened: the printer was not free in time."


class _Outcome(Struct, frozen=True):
    """What came of a job, until the store has it."""

    job_id: int
    state: JobState
    error: str | None


def _note(words: str, printer: str, error: Exception) -> None:
    """Log a fault; what the shop's data refused in words is none of the program's."""
    _log.error(f"{words}: %s", printer, error, exc_info=not isinstance(error, PosError))


class PrinterQueue:
    """One printer's jobs, in order.

    A job is marked sending before its first byte leaves, so that a crash leaves it in doubt and
    never prints it twice. Only a job that was not sent is sent again by itself, and before that
    the printer is looked at: one that is off all night costs the store nothing.

    A drawer is kicked at its sale or not at all: it must not open by itself later, when nobody
    stands there. A kick that was not sent, or may have waited long, is cancelled.

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
        spare: str | None = None,
        on_handed_on: Callable[[], None] = lambda: None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._settings = settings
        self._jobs = jobs
        self._transport_for = transport_for
        self._on_change = on_change
        self._backoff = tuple(backoff)
        self._spare = spare
        self._on_handed_on = on_handed_on
        self._blocked_since: float | None = None
        self._clock = clock
        self._step = 0
        self._transport: Transport | None = None
        self._abandoned = False
        # At the start nothing is known, and jobs of the last run may wait as not sent.
        self._blocked = True
        self._owes_retry = True
        self._kicks_are_late = False
        self._has_fault = False
        self._is_resting = False
        self._unsaved: list[_Outcome] = []
        self._status = SILENT
        self._problem: str | None = None
        self._told: PrinterNow | None = None

    def begin(self) -> None:
        """Cancel the kicks that the last run left, before a sale can queue a new one."""
        self._kicks_are_late = True
        try:
            self._next_job()
        except Exception as error:  # noqa: BLE001 - the first look that succeeds cancels them
            _note("the queue of printer %s was not looked at", self._settings.name, error)

    def turn(self) -> float | None:
        """Do one thing: send a job, or look whether the printer is back.

        Returns the seconds to wait before the next turn: 0 for none, None until something
        is new. Never raises: a fault here must not end the printing of later sales.
        """
        try:
            return self._turn()
        except Exception as error:  # noqa: BLE001 - the next sale must still be printed
            _note("the queue of printer %s stumbled", self._settings.name, error)
            self._problem = str(error) if isinstance(error, PosError) else "Printing has a fault."
            self._has_fault = True
            self._kicks_are_late = True
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
        job = self._next_job()
        if self._has_fault:
            self._has_fault = False
            self._problem = None
        if job is not None and job.kind is JobKind.KICK and self._is_still_away(transport):
            self._give_up(job, self._problem or UNREACHABLE.problem)
            return 0
        if self._blocked and (job is None or job.kind is not JobKind.KICK):
            self._status = transport.status()
            if self._status.blocked:
                if self._status != UNREACHABLE or self._problem is None:
                    # Why it cannot be reached was told better when that was tried.
                    self._problem = self._status.problem
                self._hand_on()
                self._tell()
                return self._next_wait()
            self._blocked = False
            self._blocked_since = None
            self._problem = None
        if self._owes_retry and not self._blocked:
            self._jobs.requeue_not_sent(self._settings.name)
            self._owes_retry = False
            job = self._next_job()
        if job is None:
            return self._rest(transport)
        return self._send(transport, job)

    def _rest(self, transport: Transport) -> float | None:
        """Nothing is to be printed; a printer that answers is looked at now and then.

        Somebody may take the paper out, or open the cover, and the strip must say so.
        """
        self._step = 0
        if self._settings.answers_status and self._is_resting:
            self._status = transport.status()
            self._blocked = self._status.blocked
            if self._blocked:
                self._problem = self._status.problem
        self._is_resting = True
        self._tell()
        return IDLE_LOOK_S if self._settings.answers_status else None

    def _hand_on(self) -> None:
        """After a while, give what waits to the spare printer: not one byte of it was sent."""
        if self._spare is None:
            return
        now = self._clock()
        if self._blocked_since is None:
            self._blocked_since = now
        if now - self._blocked_since < SPARE_PATIENCE_S:
            return
        moved = self._jobs.hand_on(self._settings.name, self._spare)
        if moved:
            _log.warning("%d jobs of %s go to %s", moved, self._settings.name, self._spare)
            self._on_handed_on()

    def _is_still_away(self, transport: Transport) -> bool:
        """Whether a printer that could not be reached still cannot.

        All day long each sale then costs the store one commit for its kick, and not three.
        """
        if not self._blocked or self._status != UNREACHABLE:
            return False
        self._status = transport.status()
        return self._status == UNREACHABLE

    def _give_up(self, kick: PrintJob, why: str | None) -> None:
        _log.warning("job %d, a kick, is cancelled: %s", kick.id, why)
        self._unsaved.append(_Outcome(kick.id, JobState.CANCELLED, why))
        self._save_outcome()

    def _next_job(self) -> PrintJob | None:
        """The next queued job. Kicks come first, so those that are late are met here."""
        job = self._jobs.next_queued(self._settings.name)
        while self._kicks_are_late and job is not None and job.kind is JobKind.KICK:
            self._give_up(job, _TOO_LATE)
            job = self._jobs.next_queued(self._settings.name)
        self._kicks_are_late = False
        return job

    def _open_transport(self) -> Transport:
        if self._transport is None:
            self._transport = self._transport_for(self._settings)
            self._transport.listen(self._heard_meanwhile)
            if self._abandoned:
                self._transport.abandon()
        return self._transport

    def _send(self, transport: Transport, job: PrintJob) -> float:
        if not self._mark_sending(job):
            return 0
        self._is_resting = False
        self._tell()
        begun = self._clock()
        delivery = self._deliver(transport, job)
        self._kicks_are_late = self._clock() - begun > KICK_PATIENCE_S
        self._status = delivery.status
        self._problem = delivery.reason
        self._blocked = delivery.state is JobState.NOT_SENT or delivery.status.blocked
        if delivery.state is JobState.NOT_SENT:
            self._was_not_sent(job, delivery.reason)
        else:
            self._unsaved.append(_Outcome(job.id, delivery.state, delivery.reason))
        self._save_outcome()
        self._tell()
        if self._blocked and job.kind is not JobKind.KICK:
            return self._next_wait()
        # Behind a kick that was not sent there may be another, which must not wait either.
        if not self._blocked:
            self._step = 0
        return 0

    def _heard_meanwhile(self, status: PrinterStatus) -> None:
        """In the middle of a job: paper ran out, or was loaded."""
        self._status = status
        self._problem = status.problem
        self._tell()

    def _mark_sending(self, job: PrintJob) -> bool:
        """Mark a job before its first byte leaves; False when it was withdrawn meanwhile."""
        try:
            self._jobs.mark(job.id, JobState.SENDING)
        except Refused:
            _log.info("job %d was withdrawn before it was sent", job.id)
            return False
        except Unavailable:
            # It may be marked all the same: a commit that fails is no answer. Nothing was sent.
            self._was_not_sent(job, None)
            raise
        return True

    def _was_not_sent(self, job: PrintJob, reason: str | None) -> None:
        self._unsaved.append(_Outcome(job.id, JobState.NOT_SENT, reason))
        if job.kind is JobKind.KICK:
            self._unsaved.append(_Outcome(job.id, JobState.CANCELLED, reason))
        self._owes_retry = True

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
        """Keep what came of jobs; it stays for the next turn when the store is away."""
        while self._unsaved:
            outcome = self._unsaved[0]
            try:
                self._jobs.mark(outcome.job_id, outcome.state, outcome.error)
            except Refused as error:
                _log.warning("job %d: %s", outcome.job_id, error)
            del self._unsaved[0]

    def _next_wait(self) -> float:
        wait = self._backoff[min(self._step, len(self._backoff) - 1)]
        self._step += 1
        if self._status.known and self._status != UNREACHABLE:
            # It answers, so somebody is likely to be loading paper just now.
            return min(wait, IDLE_LOOK_S)
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
