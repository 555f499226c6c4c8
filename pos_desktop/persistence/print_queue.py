"""Print jobs as a person at the counter sees them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select, text, update

from pos_desktop.application.print_queue_port import JobRow
from pos_desktop.application.printing import JobKind, JobState
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.tables.columns import checked, moment_of

_j = t.print_job.c
_SHOWN = (
    _j.id, _j.printer, _j.kind, _j.document, _j.number, _j.copy, _j.state, _j.attempts,
    _j.error, _j.at, _j.is_pending, t.user.c.name.label("user_name"),
)  # fmt: skip
_ROWS = (
    select(*_SHOWN)
    .join_from(t.print_job, t.user, t.user.c.id == _j.user_id)
    .where(checked(_j.terminal_id) == bindparam("terminal_id"))
)
# Written out, not bound: SQLite uses the partial index only when it can see the condition.
_PENDING = _ROWS.where(text("print_job.is_pending = 1")).order_by(_j.id).limit(bindparam("most"))
_LATEST = _ROWS.order_by(_j.id.desc()).limit(bindparam("most"))
_ONE = _ROWS.where(_j.id == bindparam("job_id"))
_STEP = update(t.print_job).where(_j.id == bindparam("job_id"), _j.state == bindparam("now"))
_UNSENT = (JobState.QUEUED.value, JobState.NOT_SENT.value)


class SqlPrintQueue:
    """The port PrintQueue."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def pending(self, terminal_id: int, limit: int) -> Sequence[JobRow]:
        """What a printer or a person must still do something about, the oldest first."""
        values = {"terminal_id": terminal_id, "most": limit}
        return [_row_of(row) for row in self._sql.execute(_PENDING, values)]

    def latest(self, terminal_id: int, limit: int) -> Sequence[JobRow]:
        """The last jobs, the newest first."""
        values = {"terminal_id": terminal_id, "most": limit}
        return [_row_of(row) for row in self._sql.execute(_LATEST, values)]

    def job(self, terminal_id: int, job_id: int) -> JobRow | None:
        """One job of the terminal, or None."""
        values = {"terminal_id": terminal_id, "job_id": job_id}
        row = self._sql.execute(_ONE, values).one_or_none()
        return _row_of(row) if row else None

    def data(self, job_id: int) -> bytes:
        """The bytes of a job that is there."""
        return bytes(self._sql.execute(select(_j.data).where(_j.id == job_id)).scalar_one())

    def step(self, job_id: int, now: JobState, later: JobState, error: str | None) -> bool:
        """Take a job from one state to another; False when it is no longer in the first."""
        if not now.may_become(later):
            return False
        statement = _STEP.values(state=later.value, error=error)
        done: int = self._sql.execute(statement, {"job_id": job_id, "now": now.value}).rowcount
        return done == 1

    def move(self, job_id: int, printer: str) -> bool:
        """Queue a job of which nothing was sent at another printer."""
        statement = (
            update(t.print_job)
            .where(_j.id == job_id, _j.state.in_(_UNSENT))
            .values(printer=printer, state=JobState.QUEUED.value, error=None)
        )
        done: int = self._sql.execute(statement).rowcount
        return done == 1


def _row_of(row: Any) -> JobRow:
    return JobRow(
        id=row.id,
        printer=row.printer,
        kind=JobKind(row.kind),
        document=row.document,
        number=row.number,
        copy=row.copy,
        state=JobState(row.state),
        attempts=row.attempts,
        error=row.error,
        at=moment_of(row.at),
        user_name=row.user_name,
        is_pending=bool(row.is_pending),
    )
