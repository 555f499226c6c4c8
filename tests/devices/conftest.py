"""Fake printers on loopback, and a queue of jobs in memory."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from pos_desktop.application.printing import (
    JobCounts,
    JobKind,
    JobState,
    PrinterNow,
    PrinterSettings,
    PrintJob,
)
from pos_desktop.devices.transport import Timing
from pos_desktop.domain.errors import Refused

READY = {1: 0x12, 2: 0x12, 4: 0x12}
FENCE = b"\x1dr\x01"


@dataclass
class FakePrinter:
    """Listens on loopback and behaves as told.

    `answers` are its answers to DLE EOT by question, empty for one that never answers;
    `fence` its answer to GS r 1, None for none; `hangs_after` and `closes_after` count bytes of
    the job; `slow_s` delays each answer; `unasked` is sent before every answer.
    """

    answers: dict[int, int] = field(default_factory=lambda: dict(READY))
    fence: int | None = 0x00
    hangs_after: int | None = None
    closes_after: int | None = None
    slow_s: float = 0.0
    unasked: bytes = b""
    keeps_open: bool = False
    received: bytearray = field(default_factory=bytearray)
    connections: int = 0

    def __post_init__(self) -> None:
        self._stop = threading.Event()
        self._server = socket.socket()
        self._server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        self._server.bind(("127.0.0.1", 0))
        self._server.listen(4)
        self._server.settimeout(0.02)
        self.port = self._server.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def printed(self) -> bytes:
        """What came but for questions."""
        data = bytes(self.received)
        for question in (1, 2, 4):
            data = data.replace(bytes((0x10, 0x04, question)), b"")
        return data.replace(FENCE, b"")

    def close(self) -> None:
        self._stop.set()
        self._thread.join(2)
        self._server.close()
        assert not self._thread.is_alive()

    def _serve(self) -> None:
        while not self._stop.is_set():
            try:
                connection, _ = self._server.accept()
            except TimeoutError:
                continue
            self.connections += 1
            with connection:
                connection.settimeout(0.02)
                try:
                    self._talk(connection)
                except ConnectionError:
                    continue

    def _talk(self, connection: socket.socket) -> None:
        answered = len(self.received)
        while not self._stop.is_set():
            if self.hangs_after is not None and len(self.printed) >= self.hangs_after:
                self._stop.wait(0.02)
                continue
            if self.closes_after is not None and len(self.printed) >= self.closes_after:
                return
            try:
                # Small bites, so that a printer that stops after 300 bytes stops there.
                received = connection.recv(100)
            except TimeoutError:
                continue
            if not received:
                if self.keeps_open:
                    self._stop.wait()
                return
            self.received += received
            answered = self._answer(connection, answered)

    def _answer(self, connection: socket.socket, start: int) -> int:
        """Answer all questions that came since `start`; where the next look begins."""
        while True:
            found = [
                (at, size, byte)
                for what, size, byte in self._questions()
                if (at := self.received.find(what, start)) >= 0
            ]
            if not found:
                return max(start, len(self.received) - 2)
            at, size, byte = min(found)
            start = at + size
            if byte is not None:
                self._stop.wait(self.slow_s)
                connection.sendall(self.unasked + bytes((byte,)))

    def _questions(self) -> Iterator[tuple[bytes, int, int | None]]:
        for kind in (1, 2, 4):
            yield bytes((0x10, 0x04, kind)), 3, self.answers.get(kind)
        yield FENCE, 3, self.fence


@dataclass
class FakeJobs:
    """The port PrintJobs in memory; `fail_next` lists methods whose next call fails."""

    jobs: dict[int, PrintJob] = field(default_factory=dict)
    fail_next: list[str] = field(default_factory=list)
    history: list[tuple[int, JobState]] = field(default_factory=list)

    def add(self, kind: JobKind = JobKind.ORIGINAL, data: bytes = b"receipt") -> int:
        number = len(self.jobs) + 1
        self.jobs[number] = PrintJob(
            id=number,
            printer="Counter",
            kind=kind,
            document="bill",
            number=f"A-{number}",
            copy=0,
            data=data,
        )
        return number

    def states(self) -> list[JobState]:
        return [self.jobs[number].state for number in sorted(self.jobs)]

    def next_queued(self, printer: str) -> PrintJob | None:
        self._perhaps_fail("next_queued")
        queued = [
            job
            for job in self.jobs.values()
            if job.printer == printer and job.state is JobState.QUEUED
        ]
        return min(queued, key=lambda job: (job.kind is not JobKind.KICK, job.id), default=None)

    def mark(self, job_id: int, state: JobState, error: str | None = None) -> None:
        self._perhaps_fail(f"mark {state}")
        job = self.jobs[job_id]
        if not job.state.may_become(state):
            raise Refused("It may not.", code="print_job_state")
        attempts = job.attempts + (state is JobState.SENDING)
        self.jobs[job_id] = replace(job, state=state, error=error, attempts=attempts)
        self.history.append((job_id, state))

    def sending_at_start(self) -> int:
        raise AssertionError("that is done before workers start")

    def requeue_not_sent(self, printer: str) -> int:
        waiting = [
            job
            for job in self.jobs.values()
            if job.printer == printer
            and job.state is JobState.NOT_SENT
            and job.kind is not JobKind.KICK
        ]
        for job in waiting:
            self.mark(job.id, JobState.QUEUED)
        return len(waiting)

    def hand_on(self, printer: str, other: str) -> int:
        waiting = [
            job
            for job in self.jobs.values()
            if job.printer == printer
            and job.state in (JobState.QUEUED, JobState.NOT_SENT)
            and job.kind is not JobKind.KICK
        ]
        for job in waiting:
            self.jobs[job.id] = replace(job, printer=other, state=JobState.QUEUED, error=None)
        return len(waiting)

    def counts(self, printer: str) -> JobCounts:
        self._perhaps_fail("counts")
        waits = (JobState.QUEUED, JobState.SENDING, JobState.NOT_SENT)
        mine = [job for job in self.jobs.values() if job.printer == printer]
        return JobCounts(
            waiting=sum(
                job.state in waits
                and not (job.kind is JobKind.KICK and job.state is JobState.NOT_SENT)
                for job in mine
            ),
            to_ask=sum(
                job.state is JobState.UNCONFIRMED
                and job.error is not None
                and job.kind is not JobKind.KICK
                for job in mine
            ),
        )

    def _perhaps_fail(self, call: str) -> None:
        if call in self.fail_next:
            self.fail_next.remove(call)
            raise OSError("disk full")


@pytest.fixture
def jobs() -> FakeJobs:
    return FakeJobs()


@pytest.fixture
def told() -> list[PrinterNow]:
    """What the status strip was told."""
    return []


@pytest.fixture
def timing() -> Timing:
    """Short patience with printers that never do what is waited for."""
    return Timing(
        connect_s=0.1,
        status_s=0.1,
        stall_s=0.15,
        finish_s=0.25,
        bytes_per_s=1e6,
        drain_s=0.15,
        farewell_s=0.05,
        slice_s=0.02,
    )


@pytest.fixture
def patient() -> Timing:
    """For what must succeed however busy the machine is: no wait is that long."""
    return Timing(
        connect_s=20,
        status_s=20,
        stall_s=20,
        finish_s=20,
        bytes_per_s=1e6,
        drain_s=20,
        farewell_s=20,
        slice_s=0.02,
    )


@pytest.fixture
def fake_printer() -> Iterator[Callable[..., FakePrinter]]:
    """Makes printers, and switches them off at the end."""
    made: list[FakePrinter] = []

    def make(**behaviour: Any) -> FakePrinter:
        made.append(FakePrinter(**behaviour))
        return made[-1]

    yield make
    for printer in made:
        printer.close()


@pytest.fixture
def full_port() -> Iterator[int]:
    """A port whose backlog is full: it never accepts and never refuses."""
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    server.listen(0)
    callers = []
    for _ in range(4):
        caller = socket.socket()
        caller.setblocking(False)
        caller.connect_ex(server.getsockname())
        callers.append(caller)
    yield server.getsockname()[1]
    for caller in callers:
        caller.close()
    server.close()


@pytest.fixture
def closed_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        port: int = server.getsockname()[1]
    return port


@pytest.fixture
def network_settings() -> Callable[..., PrinterSettings]:
    def settings(port: int, *, answers: bool = True) -> PrinterSettings:
        return PrinterSettings(
            name="Counter",
            connection="network",
            address=f"127.0.0.1:{port}",
            answers_status=answers,
        )

    return settings


@pytest.fixture
def path_settings() -> Callable[..., PrinterSettings]:
    def settings(path: Path | str, *, connection: Any, answers: bool = False) -> PrinterSettings:
        return PrinterSettings(
            name="Counter", connection=connection, address=str(path), answers_status=answers
        )

    return settings
