"""Audit entries, answers given to request ids, and print jobs as a sale leaves them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, text

from pos_desktop.application.printing import JobState, NewPrintJob
from pos_desktop.domain.backups import Backup, Place
from pos_desktop.domain.people import Session
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.prepared import Prepared, adding
from pos_desktop.persistence.tables.columns import moment_of, moment_text

_a, _j = t.answer.c, t.print_job.c
_ADD_AUDIT, _ADD_ANSWER, _ADD_JOB = adding(t.audit_entry), adding(t.answer), adding(t.print_job)
_ADD_BACKUP = adding(t.backup_run)
_LAST_BACKUP = Prepared(
    select(t.backup_run.c.at)
    .where(t.backup_run.c.place == bindparam("place"), text("error = ''"))
    .order_by(t.backup_run.c.id.desc())
    .limit(1)
)
_ANSWER = Prepared(
    select(_a.use_case, _a.result).where(
        _a.scope == bindparam("scope"), _a.request_id == bindparam("request_id")
    )
)
_COPIES = Prepared(
    select(func.count(_j.id)).where(
        _j.document == bindparam("document"),
        _j.number == bindparam("number"),
        text("print_job.kind = 'reprint'"),
    )
)


class SqlJournal:
    """The port Journal."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def add_audit(
        self,
        *,
        uuid: str,
        at: datetime,
        session: Session | None,
        action: str,
        subject: str,
        details: str,
        outlet_id: int | None = None,
    ) -> None:
        """Write down who did what; without a session nobody was signed in, at *outlet_id*."""
        row = {
            "uuid": uuid,
            "at": moment_text(at),
            "outlet_id": session.outlet_id if session else outlet_id,
            "terminal_id": session.terminal.id if session else None,
            "user_id": session.user_id if session else None,
            "user_name": session.user_name if session else "",
            "action": action,
            "subject": subject,
            "details": details,
        }
        _ADD_AUDIT.run(self._sql, row)

    def answer(self, scope: int, request_id: str) -> tuple[str, str] | None:
        """The use case and result that answered a request id before, or None."""
        values = {"scope": scope, "request_id": request_id}
        row = _ANSWER.first(self._sql, values)
        return (row.use_case, row.result) if row else None

    def add_answer(
        self, *, scope: int, request_id: str, use_case: str, result: str, at: datetime
    ) -> None:
        """Keep the answer to a request id, in the transaction that it tells of."""
        row = {"scope": scope, "request_id": request_id, "use_case": use_case}
        _ADD_ANSWER.run(self._sql, {**row, "result": result, "at": moment_text(at)})

    def add_print_jobs(self, jobs: Sequence[NewPrintJob]) -> None:
        """Queue print jobs, to be printed in this order."""
        if jobs:
            _ADD_JOB.run_each(self._sql, [self._job_row(job) for job in jobs])

    @staticmethod
    def _job_row(job: NewPrintJob) -> dict[str, Any]:
        return {
            "uuid": job.uuid,
            "terminal_id": job.terminal_id,
            "printer": job.printer,
            "kind": job.kind.value,
            "document": job.document,
            "number": job.number,
            "copy": job.copy,
            "data": job.data,
            "state": JobState.QUEUED.value,
            "attempts": 0,
            "error": None,
            "at": moment_text(job.at),
            "user_id": job.user_id,
        }

    def add_backup(self, backup: Backup, uuid: str) -> None:
        """Write down that a backup was taken, or tried."""
        row = {
            "uuid": uuid,
            "at": moment_text(backup.at),
            "occasion": backup.occasion.value,
            "place": backup.place.value,
            "path": backup.path,
            "bytes": backup.size,
            "error": backup.error,
        }
        _ADD_BACKUP.run(self._sql, row)

    def last_backup(self, place: Place) -> datetime | None:
        """When the last good backup was taken in a place."""
        at = _LAST_BACKUP.value_or_none(self._sql, {"place": place.value})
        return moment_of(at) if at else None

    def copies(self, document: str, number: str) -> int:
        """How many reprints of a document were queued so far."""
        values = {"document": document, "number": number}
        count: int = _COPIES.value(self._sql, values)
        return count
