"""Several printers at once: none holds another up, and the settings may change meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from queue import Queue
from typing import Any

import pytest
from msgspec.structs import replace

from pos_desktop.application.printing import (
    JobKind,
    JobState,
    PrinterNow,
    PrinterSettings,
    PrinterState,
    PrinterStatus,
)
from pos_desktop.application.terminal_printers import Place, TerminalPrinters
from pos_desktop.devices.queue import SPARE_PATIENCE_S, PrinterQueue
from pos_desktop.devices.transport import UNREACHABLE, Delivery
from pos_desktop.devices.workers import PrintWorkers

READY = PrinterStatus()


@dataclass
class Transport:
    """One printer's line. While `stuck` is set a call does not come back."""

    now: PrinterStatus = READY
    sent: list[bytes] = field(default_factory=list)
    stuck: threading.Event | None = None
    entered: threading.Event = field(default_factory=threading.Event)

    def send(self, data: bytes, title: str = "") -> Delivery:
        self.entered.set()
        if self.stuck is not None:
            self.stuck.wait(20)
            return Delivery.not_sent("It was stuck.")
        if self.now.blocked:
            return Delivery.not_sent("It cannot.", self.now)
        self.sent.append(data)
        return Delivery.printed(READY)

    def status(self) -> PrinterStatus:
        return self.now

    def listen(self, heard: Any) -> None:
        """Nothing is told meanwhile."""

    def abandon(self) -> None:
        if self.stuck is not None:
            self.stuck.set()


class Counter:
    """Workers over played printers."""

    def __init__(self, jobs: Any) -> None:
        self.jobs = jobs
        self.lines: dict[str, Transport] = {}
        self.told: Queue[PrinterNow] = Queue()
        self.printers = TerminalPrinters()
        self.workers = PrintWorkers(lambda: self.printers, jobs, self._line, self.told.put)

    def set_up(self, place: Place, **settings: Any) -> Transport:
        one = replace(self.printers.by_place[place], connection="file", address="x", **settings)
        self.printers = self.printers.with_printer(place, one)
        return self.lines.setdefault(one.name, Transport())

    def wait_for(self, wanted: Callable[[PrinterNow], bool]) -> PrinterNow:
        while not wanted(now := self.told.get(timeout=20)):
            pass
        return now

    def _line(self, settings: PrinterSettings) -> Transport:
        return self.lines[settings.name]


@pytest.fixture
def counter(jobs: Any) -> Iterator[Counter]:
    made = Counter(jobs)
    yield made
    made.workers.close()


def job_of(jobs: Any, printer: str, kind: JobKind = JobKind.ORIGINAL, data: bytes = b"r") -> int:
    number = jobs.add(kind, data)
    jobs.jobs[number] = replace(jobs.jobs[number], printer=printer)
    return int(number)


def test_a_dead_second_printer_never_holds_the_receipt_printer_up(
    counter: Counter, jobs: Any
) -> None:
    receipt = counter.set_up(Place.RECEIPT)
    second = counter.set_up(Place.SECOND)
    second.stuck = threading.Event()
    job_of(jobs, "Second printer")
    counter.workers.reload()
    assert second.entered.wait(20)

    for number in range(5):
        job_of(jobs, "Receipt printer", data=b"%d" % number)
    counter.workers.wake()
    counter.wait_for(lambda now: len(receipt.sent) == 5 and now.printer == "Receipt printer")

    assert b"".join(receipt.sent) == b"01234"
    assert second.sent == []


def test_a_printer_that_is_set_up_anew_gets_a_new_worker_and_the_others_stay(
    counter: Counter, jobs: Any
) -> None:
    counter.set_up(Place.RECEIPT)
    counter.set_up(Place.SECOND)
    counter.workers.reload()
    before = dict(counter.workers._workers)

    counter.set_up(Place.SECOND, columns=32, dots=384)
    counter.workers.reload()

    after = counter.workers._workers
    assert [post.settings.columns for post in after] == [48, 32]
    kept = [post for post in before if post in after]
    assert [post.settings.name for post in kept] == ["Receipt printer"]
    assert all(before[post] is after[post] for post in kept)


def test_a_printer_that_is_taken_away_is_told_of_once_more(counter: Counter, jobs: Any) -> None:
    counter.set_up(Place.RECEIPT)
    counter.workers.reload()
    counter.printers = TerminalPrinters()

    assert not counter.workers.reload()

    assert counter.wait_for(lambda now: now.is_gone).printer == "Receipt printer"
    # What is queued for it stays, to be seen to by a person or by the printer when it is back.
    number = job_of(jobs, "Receipt printer")
    counter.workers.wake()
    assert jobs.jobs[number].state is JobState.QUEUED


def test_closing_ends_every_worker_in_the_time_of_one(counter: Counter, jobs: Any) -> None:
    lines = [counter.set_up(place) for place in Place]
    for line, name in zip(lines, counter.lines, strict=True):
        line.stuck = threading.Event()
        job_of(jobs, name)
    counter.workers.reload()
    assert all(line.entered.wait(20) for line in lines)

    counter.workers.close(0.1)

    assert all(line.stuck is not None and line.stuck.is_set() for line in lines)
    assert set(jobs.states()) == {JobState.NOT_SENT}
    assert not counter.workers.reload(), "nothing begins after the end"


# --- the spare printer ----------------------------------------------------------------------


class Hands:
    """A queue with a spare printer, a clock to set, and no thread."""

    def __init__(self, jobs: Any, *, spare: str | None = "Spare printer") -> None:
        self.line = Transport()
        self.time = 0.0
        self.handed_on = 0
        settings = PrinterSettings(name="Receipt printer", connection="file", address="x")
        self.queue = PrinterQueue(
            settings,
            jobs,
            lambda _settings: self.line,
            lambda _now: None,
            spare=spare,
            on_handed_on=self._count,
            clock=lambda: self.time,
        )

    def _count(self) -> None:
        self.handed_on += 1


def test_after_a_while_the_spare_printer_gets_what_was_not_sent(jobs: Any) -> None:
    hands = Hands(jobs)
    hands.line.now = UNREACHABLE
    receipt = job_of(jobs, "Receipt printer")
    hands.queue.turn()
    hands.time = SPARE_PATIENCE_S - 1
    hands.queue.turn()
    assert jobs.jobs[receipt].printer == "Receipt printer", "a roll may just be changed"

    hands.time = SPARE_PATIENCE_S
    hands.queue.turn()

    assert jobs.jobs[receipt].printer == "Spare printer"
    assert jobs.jobs[receipt].state is JobState.QUEUED
    assert hands.handed_on == 1


def test_what_may_have_come_out_and_kicks_never_go_to_the_spare_printer(jobs: Any) -> None:
    hands = Hands(jobs)
    doubt = job_of(jobs, "Receipt printer")
    jobs.mark(doubt, JobState.SENDING)
    jobs.mark(doubt, JobState.UNCONFIRMED, "It broke.")
    kick = job_of(jobs, "Receipt printer", JobKind.KICK)
    hands.line.now = UNREACHABLE
    for hands.time in (0.0, SPARE_PATIENCE_S, 2 * SPARE_PATIENCE_S):
        hands.queue.turn()

    assert {jobs.jobs[doubt].printer, jobs.jobs[kick].printer} == {"Receipt printer"}
    assert jobs.jobs[kick].state is JobState.CANCELLED
    assert hands.handed_on == 0


def test_without_the_setting_nothing_goes_elsewhere(jobs: Any) -> None:
    hands = Hands(jobs, spare=None)
    hands.line.now = UNREACHABLE
    receipt = job_of(jobs, "Receipt printer")
    for hands.time in (0.0, 100.0):
        hands.queue.turn()
    assert jobs.jobs[receipt].printer == "Receipt printer"


def test_paper_that_is_out_for_a_moment_counts_anew(jobs: Any) -> None:
    hands = Hands(jobs)
    hands.line.now = UNREACHABLE
    hands.queue.turn()
    hands.line.now = READY
    hands.queue.turn()
    hands.line.now = UNREACHABLE
    hands.time = SPARE_PATIENCE_S
    receipt = job_of(jobs, "Receipt printer")
    hands.queue.turn()
    assert jobs.jobs[receipt].printer == "Receipt printer"


# --- looking at a printer that rests ---------------------------------------------------------


def test_paper_taken_out_of_a_resting_printer_is_told(jobs: Any, told: list[PrinterNow]) -> None:
    line = Transport()
    settings = PrinterSettings(name="Counter", connection="file", address="x", answers_status=True)
    queue = PrinterQueue(settings, jobs, lambda _settings: line, told.append)
    wait = queue.turn()
    assert wait is not None
    assert wait < 2, "paper out is to be seen in two seconds"

    line.now = PrinterStatus(paper_out=True)
    wait = queue.turn()

    assert told[-1].state is PrinterState.PAPER_OUT
    assert wait is not None
    assert wait < 2
    line.now = READY
    queue.turn()
    assert told[-1].state is PrinterState.READY
    assert told[-1].problem is None
