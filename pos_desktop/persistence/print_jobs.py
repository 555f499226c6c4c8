"""The queue of print jobs, as the printers' threads see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, case, func, select, text, update

from pos_desktop.application.printing import JobCounts, JobKind, JobState, PrintJob
from pos_desktop.domain.errors import Refused
from pos_desktop.persistence import tables as t

if TYPE_CHECKING:
    from pos_desktop.persistence.store import SqlStore

_j = t.print_job.c
# Written out, not bound: SQLite uses the partial index only when it can see the condition.
_PENDING = text("print_job.is_pending = 1")
_NOT_A_KICK = _j.kind != JobKind.KICK.value
_IN_DOUBT = "The till stopped while this was printing. Look whether it came out."

_NEXT = (
    select(
        _j.id, _j.printer, _j.kind, _j.document, _j.number, _j.copy, _j.data, _j.attempts, _j.error
    )
    .where(_PENDING, _j.printer == bindparam("printer"), _j.state == JobState.QUEUED.value)
    .order_by(case((_NOT_A_KICK, 1), else_=0), _j.id)
    .limit(1)
)
_MARKS = {
    state: update(t.print_job)
    .where(
        _j.id == bindparam("job_id"),
        _j.state.in_(sorted(earlier.value for earlier in state.earlier)),
    )
    .values(
        state=state.value,
        error=bindparam("told"),
        attempts=_j.attempts + int(state is JobState.SENDING),
    )
    for state in JobState
    if state.earlier
}
_DOUBT = (
    update(t.print_job)
    .where(_PENDING, _j.state == JobState.SENDING.value)
    .values(state=JobState.UNCONFIRMED.value, error=_IN_DOUBT)
)
_CANCEL_KICKS = (
    update(t.print_job)
    .where(_PENDING, _j.state == JobState.QUEUED.value, _j.kind == JobKind.KICK.value)
    .values(state=JobState.CANCELLED.value)
)
_REQUEUE = (
    update(t.print_job)
    .where(
        _PENDING,
        _j.printer == bindparam("of_printer"),
        _j.state == JobState.NOT_SENT.value,
        _NOT_A_KICK,
    )
    .values(state=JobState.QUEUED.value, error=None)
)
_HAND_ON = (
    update(t.print_job)
    .where(
        _PENDING,
        _j.printer == bindparam("of_printer"),
        _j.state.in_((JobState.QUEUED.value, JobState.NOT_SENT.value)),
        _NOT_A_KICK,
    )
    .values(state=JobState.QUEUED.value, error=None, printer=bindparam("other"))
)
_COUNTS = (
    select(_j.state, _j.kind, func.count().label("jobs"))
    .where(_PENDING, _j.printer == bindparam("printer"))
    .group_by(_j.state, _j.kind)
)
_WAITING = frozenset({JobState.QUEUED, JobState.SENDING})


class SqlPrintJobs:
    """The port PrintJobs; every call is a transaction of its own."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def next_queued(self, printer: str) -> PrintJob | None:
        """The next queued job of *printer*, kicks first, then the oldest; or None."""
        with self._store.look() as look:
            row = look.sql.execute(_NEXT, {"printer": printer}).one_or_none()
        if row is None:
            return None
        return PrintJob(
            id=row.id,
            printer=row.printer,
            kind=JobKind(row.kind),
            document=row.document,
            number=row.number,
            copy=row.copy,
            data=row.data,
            attempts=row.attempts,
            error=row.error,
        )

    def mark(self, job_id: int, state: JobState, error: str | None = None) -> None:
        """Put a job into *state*; SENDING counts an attempt. Raises Refused when it may not."""
        statement = _MARKS.get(state)
        marked = statement is not None and self._write(statement, {"job_id": job_id, "told": error})
        if not marked:
            raise Refused(
                f"The print job can no longer become {state.value}.", code="print_job_state"
            )

    def sending_at_start(self) -> int:
        """Put jobs that were being sent in doubt and cancel queued kicks; returns the doubts."""
        with self._store.work() as work:
            in_doubt = work.sql.execute(_DOUBT).rowcount
            work.sql.execute(_CANCEL_KICKS)
            work.commit()
        return in_doubt

    def requeue_not_sent(self, printer: str) -> int:
        """Queue what could not be sent again, but for kicks; returns how many."""
        return self._write(_REQUEUE, {"of_printer": printer})

    def hand_on(self, printer: str, other: str) -> int:
        """Queue what was not sent at another printer, but for kicks; returns how many."""
        return self._write(_HAND_ON, {"of_printer": printer, "other": other})

    def counts(self, printer: str) -> JobCounts:
        """How many jobs of *printer* wait or need an answer."""
        with self._store.look() as look:
            rows = look.sql.execute(_COUNTS, {"printer": printer}).all()
        waiting = to_ask = 0
        for row in rows:
            state, is_kick = JobState(row.state), row.kind == JobKind.KICK.value
            if state in _WAITING or (state is JobState.NOT_SENT and not is_kick):
                waiting += row.jobs
            elif state is JobState.UNCONFIRMED and not is_kick:
                to_ask += row.jobs
        return JobCounts(waiting=waiting, to_ask=to_ask)

    def _write(self, statement: Any, values: dict[str, Any]) -> int:
        with self._store.work() as work:
            changed: int = work.sql.execute(statement, values).rowcount
            work.commit()
        return changed
