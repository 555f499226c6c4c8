"""The print queue at the counter, without Qt."""

from __future__ import annotations

from typing import Any, Protocol

from msgspec.structs import replace

from pos_desktop.application.print_queue import (
    Deed,
    DoAboutPrintJob,
    JobView,
    PrintQueueView,
    SeePrintQueue,
    do,
    see,
)
from pos_desktop.application.printing import JobKind, JobState
from pos_desktop.domain.errors import PosError
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.print_queue.state import JobRow, QueueState, state_of, told_of, what_of

_DONE = {
    Deed.CAME_OUT: "Noted: {what} came out.",
    Deed.AGAIN: "{what} is printed again, marked as a reprint.",
    Deed.OTHER: "{what} goes to the other printer.",
    Deed.SKIP: "{what} is given up.",
    Deed.RETRY: "{what} is tried again now.",
}


class QueueSheetView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: QueueState) -> None: ...


def _is_quiet_kick(job: JobView) -> bool:
    went_well = job.state not in (JobState.NOT_SENT, JobState.CANCELLED)
    return job.kind is JobKind.KICK and went_well


class QueuePresenter:
    """Reads the queue when the printers say something new, and does what a person says."""

    def __init__(self, counter: Counter, view: QueueSheetView) -> None:
        self._counter = counter
        self._view = view
        self._queue = PrintQueueView(jobs=(), printers=())
        self._state = QueueState()
        self._is_gone = False

    def opened(self) -> None:
        """The sheet is shown."""
        self._read()

    def gone(self) -> None:
        """The sheet was ended."""
        self._is_gone = True

    def printers_changed(self) -> None:
        """A printer said something new, or a job went on."""
        if not self._is_gone:
            self._read()

    def job_chosen(self, job_id: int) -> None:
        """A row is current."""
        if job_id != self._state.chosen:
            self._show(chosen=job_id, done="")

    def pressed(self, deed: Deed, printer: str = "") -> None:
        """Do something about the chosen job; *printer* is the other one."""
        job = self._job()
        if job is None or deed not in self._state.deeds or self._state.is_busy:
            return
        what = what_of(job)
        request = DoAboutPrintJob(job_id=job.id, deed=deed, printer=printer or None)
        self._show(is_busy=True)
        self._counter.write(
            do,
            request,
            lambda _job: self._done(_DONE[deed].format(what=what)),
            failed=self._failed,
            dropped=lambda: self._show(is_busy=False),
        )

    # -- inside --------------------------------------------------------------------------

    def _done(self, words: str) -> None:
        self._show(is_busy=False, done=words, done_tone="credit")
        self._read()

    def _failed(self, error: PosError) -> None:
        self._show(is_busy=False, done=error.message, done_tone="owes")
        self._read()

    def _read(self) -> None:
        self._counter.read(see, SeePrintQueue(), self._know, latest="print_queue")

    def _know(self, queue: PrintQueueView) -> None:
        # A drawer that opened, or is about to, is no printout; one that did not is told of.
        shown = tuple(job for job in queue.jobs if not _is_quiet_kick(job))
        self._queue = queue = replace(queue, jobs=shown)
        ids = [job.id for job in queue.jobs]
        chosen = self._state.chosen
        if chosen not in ids:
            # What asks for somebody comes first.
            asking = [job.id for job in queue.jobs if job.asks]
            chosen = next(iter([*asking, *ids]), 0)
        self._show(rows=tuple(map(self._row, queue.jobs)), chosen=chosen)

    def _row(self, job: JobView) -> JobRow:
        state, tone = state_of(job)
        at = self._counter.local_time(job.queued_at)
        return JobRow(
            id=job.id,
            at=f"{at:%d-%m %H:%M}",
            what=what_of(job),
            printer=job.printer,
            state=state,
            tone=tone,
        )

    def _job(self) -> JobView | None:
        return next((job for job in self._queue.jobs if job.id == self._state.chosen), None)

    def _show(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        job = self._job()
        told, tone = told_of(job) if job is not None else ("", "muted")
        others: tuple[str, ...] = ()
        if job is not None and Deed.OTHER in job.deeds:
            others = tuple(name for name in self._queue.printers if name != job.printer)
        self._state = replace(
            self._state,
            told=told,
            told_tone=tone,
            deeds=frozenset(job.deeds) if job is not None else frozenset(),
            others=others,
        )
        if not self._is_gone:
            self._view.display(self._state)
