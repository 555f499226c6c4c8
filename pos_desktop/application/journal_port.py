"""What the use cases need to write down beside the books, as a Protocol."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from pos_desktop.application.printing import NewPrintJob
from pos_desktop.domain.backups import Backup, Place
from pos_desktop.domain.people import Session


class Journal(Protocol):
    """Audit entries, answers given to request ids, and print jobs to be."""

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
    ) -> None: ...
    def answer(self, scope: int, request_id: str) -> tuple[str, str] | None: ...
    def add_answer(
        self, *, scope: int, request_id: str, use_case: str, result: str, at: datetime
    ) -> None: ...
    def add_print_jobs(self, jobs: Sequence[NewPrintJob]) -> None: ...
    def add_backup(self, backup: Backup, uuid: str) -> None: ...
    def last_backup(self, place: Place) -> datetime | None: ...
    def copies(self, document: str, number: str) -> int:
        """How many reprints of a document were queued so far."""
        ...
