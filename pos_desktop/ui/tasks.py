"""Work that must not run on the GUI thread, as presenters see it. No Qt here.

A job is a callable without arguments. Its result or its exception comes home on the main thread.
`qt_tasks.QtTasks` runs jobs on worker threads; `InlineTasks` runs them at once, for tests.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Tasks(Protocol):
    """What a presenter may ask for."""

    def write(
        self,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run `job` on the one thread that writes to the store, after all writes before it."""

    def read(
        self,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        *,
        latest: str | None = None,
    ) -> None:
        """Run `job` on the reading thread.

        Of several reads with the same `latest` only the newest answers: one that has not begun
        is not run at all, and the answer of one that is already running is dropped.
        """

    def aside(
        self,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run `job` on a thread of its own: it is long, and no read waits for it."""

    def later(self, delay_ms: int, call: Callable[[], None]) -> None:
        """Call `call` on the main thread after `delay_ms` milliseconds."""


class InlineTasks:
    """Runs every job at once on the caller's thread; calls for later wait for `fire`."""

    def __init__(self) -> None:
        #: (delay in ms, call) in the order they were asked for.
        self.waiting: list[tuple[int, Callable[[], None]]] = []

    def write(
        self,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run `job` and answer before returning."""
        try:
            result = job()
        except Exception as error:
            failed(error)
            return
        done(result)

    def read(
        self,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        *,
        latest: str | None = None,
    ) -> None:
        """Run `job` and answer before returning; nothing can be overtaken here."""
        del latest
        self.write(job, done, failed)

    def aside(
        self,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run `job` and answer before returning."""
        self.write(job, done, failed)

    def later(self, delay_ms: int, call: Callable[[], None]) -> None:
        """Keep `call` until `fire`."""
        self.waiting.append((delay_ms, call))

    def fire(self) -> None:
        """Make the calls that wait, soonest first. Calls they ask for wait for the next `fire`."""
        calls, self.waiting = sorted(self.waiting, key=lambda pair: pair[0]), []
        for _, call in calls:
            call()
