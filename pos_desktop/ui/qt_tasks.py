"""`Tasks` on worker threads: one writes, one reads, what is long has its own."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

T = TypeVar("T")

_GIVES_WAY_S = 0.0005
"""A worker lets the window's thread into the interpreter after so long; Python's own 5 ms are a
third of the time in which a key's answer is to be painted."""


class _Job:
    """One job on its way to a worker and home again.

    What it holds is let go on the main thread only: a callback often holds the last reference to
    a widget, and a widget that ends on another thread takes the program with it.
    """

    __slots__ = ("done", "error", "failed", "latest", "result", "run", "turn")

    def __init__(
        self,
        run: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        latest: str | None = None,
        turn: int = 0,
    ) -> None:
        self.run: Callable[[], Any] | None = run
        self.done: Callable[[Any], None] | None = done
        self.failed: Callable[[Exception], None] | None = failed
        self.latest = latest
        self.turn = turn
        self.result: Any = None
        self.error: Exception | None = None

    def work(self) -> None:
        """Run it; on a worker thread."""
        if self.run is None:
            return
        try:
            self.result = self.run()
        except Exception as error:  # the asker's `failed` decides what each error means
            self.error = error
        except BaseException as error:  # SystemExit in a job must not end the thread of all others
            stopped = RuntimeError(f"A job tried to stop its thread: {error!r}")
            stopped.__cause__ = error
            self.error = stopped

    def answer(self, *, wanted: bool) -> None:
        """Give the answer, if it is still wanted, and let everything go; on the main thread."""
        done, failed, result, error = self.done, self.failed, self.result, self.error
        self.run = self.done = self.failed = self.result = self.error = None
        if not wanted:
            return
        if error is not None and failed is not None:
            _call(lambda: failed(error))
        elif done is not None:
            _call(lambda: done(result))


class QtTasks(QObject):
    """Make it on the main thread, call it from the main thread, and `close` it before the end."""

    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answered.connect(self._come_home, Qt.ConnectionType.QueuedConnection)
        sys.setswitchinterval(_GIVES_WAY_S)
        self._closed = False
        #: name given to `latest` -> the turn of the newest read with that name. Written on the
        #: main thread only; the reader's look at it needs no lock.
        self._newest: dict[str, int] = {}
        self._turn = 0
        self._writes: SimpleQueue[_Job | None] = SimpleQueue()
        self._reads: SimpleQueue[_Job | None] = SimpleQueue()
        self._writer = self._start("store-writer", self._writes)
        self._reader = self._start("store-reader", self._reads)
        self._aside: list[threading.Thread] = []

    def write(
        self,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """See `Tasks.write`. Raises RuntimeError after `close`."""
        self._refuse_if_closed()
        self._writes.put(_Job(job, done, failed))

    def read(
        self,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        *,
        latest: str | None = None,
    ) -> None:
        """See `Tasks.read`. Raises RuntimeError after `close`."""
        self._refuse_if_closed()
        self._turn += 1
        if latest is not None:
            self._newest[latest] = self._turn
        self._reads.put(_Job(job, done, failed, latest, self._turn))

    def aside(
        self,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """See `Tasks.aside`. Raises RuntimeError after `close`, which waits for it."""
        self._refuse_if_closed()
        jobs: SimpleQueue[_Job | None] = SimpleQueue()
        jobs.put(_Job(job, done, failed))
        jobs.put(None)
        self._aside = [thread for thread in self._aside if thread.is_alive()]
        self._aside.append(self._start("aside", jobs))

    def later(self, delay_ms: int, call: Callable[[], None]) -> None:
        """See `Tasks.later`. A call that waits when the tasks are deleted is not made."""
        QTimer.singleShot(delay_ms, self, lambda: _call(call))

    def close(self) -> None:
        """Finish every write asked for and give its answer; drop the reads not yet begun."""
        if self._closed:
            return
        self._closed = True
        self._writes.put(None)
        self._reads.put(None)
        self._writer.join()
        self._reader.join()
        for thread in self._aside:
            thread.join()
        QCoreApplication.sendPostedEvents(self)

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise RuntimeError("The tasks are closed: nothing can be written or read any more.")

    def _start(self, name: str, jobs: SimpleQueue[_Job | None]) -> threading.Thread:
        # A daemon, so that a crash elsewhere can still end the process; `close` joins it.
        thread = threading.Thread(target=self._work, args=(jobs,), name=name, daemon=True)
        thread.start()
        return thread

    def _work(self, jobs: SimpleQueue[_Job | None]) -> None:
        while (job := jobs.get()) is not None:
            if not self._is_dropped(job, jobs):
                job.work()
            # Home also when nobody wants the answer: see `_Job`.
            self._answered.emit(job)

    def _is_dropped(self, job: _Job, jobs: SimpleQueue[_Job | None]) -> bool:
        return self._is_overtaken(job) or (jobs is self._reads and self._closed)

    def _is_overtaken(self, job: _Job) -> bool:
        return job.latest is not None and self._newest[job.latest] != job.turn

    def _come_home(self, job: _Job) -> None:
        is_read = job.turn > 0
        job.answer(wanted=not (self._is_overtaken(job) or (is_read and self._closed)))


def _call(call: Callable[[], None]) -> None:
    """Make a call that came home; what it does not catch is a bug and goes to the crash hook."""
    try:
        call()
    except Exception:
        sys.excepthook(*sys.exc_info())
