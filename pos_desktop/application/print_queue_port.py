"""Print jobs as a person at the counter sees them, and where they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from pos_desktop.application.printing import JobKind, JobState


class JobRow(Struct, frozen=True, kw_only=True):
    """A job without its bytes. ``is_pending``: a printer or a person must still do something."""

    id: int
    printer: str
    kind: JobKind
    document: str
    number: str
    copy: int
    state: JobState
    attempts: int
    error: str | None
    at: datetime
    user_name: str
    is_pending: bool


class PrintQueue(Protocol):
    """The print jobs of a terminal."""

    def pending(self, terminal_id: int, limit: int) -> Sequence[JobRow]: ...
    def latest(self, terminal_id: int, limit: int) -> Sequence[JobRow]: ...
    def job(self, terminal_id: int, job_id: int) -> JobRow | None: ...
    def data(self, job_id: int) -> bytes: ...
    def step(self, job_id: int, now: JobState, later: JobState, error: str | None) -> bool:
        """Take a job from the state it was seen in; False when it left that meanwhile."""
        ...

    def move(self, job_id: int, printer: str) -> bool:
        """Queue a job that was not sent at another printer; False when it left that meanwhile."""
        ...
