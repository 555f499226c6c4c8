from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from pos_desktop.application.printing import (
    JobKind,
    JobState,
    PrinterNow,
    PrinterSettings,
    PrinterState,
    PrinterStatus,
)
from pos_desktop.devices import queue as queue_module
from pos_desktop.devices.connections import transport_for
from pos_desktop.devices.file import FilePrinter
from pos_desktop.devices.queue import BACKOFF_S, PrinterQueue
from pos_desktop.devices.transport import Delivery
from pos_desktop.domain.errors import Unavailable

READY = PrinterStatus()
OFF = PrinterStatus(offline=True)
SETTINGS = PrinterSettings(name="Counter", connection="file", address="out")


@dataclass
class FakeTransport:
    """Gives the deliveries it was told, then prints all; looks as `now` says."""

    results: list[Delivery | Exception] = field(default_factory=list)
    now: PrinterStatus = READY
    sent: list[bytes] = field(default_factory=list)
    looks: int = 0
    abandoned: bool = False
    while_sending: Callable[[], None] = lambda: None

    def send(self, data: bytes, title: str = "") -> Delivery:
        self.while_sending()
        self.sent.append(data)
        result = self.results.pop(0) if self.results else Delivery.printed(READY)
        if isinstance(result, Exception):
            raise result
        return result

    def status(self) -> PrinterStatus:
        self.looks += 1
        return self.now

    def listen(self, heard: Any) -> None:
        self.heard = heard

    def abandon(self) -> None:
        self.abandoned = True


@pytest.fixture
def transport() -> FakeTransport:
    return FakeTransport()


@pytest.fixture
def queue(jobs: Any, transport: FakeTransport, told: list[PrinterNow]) -> PrinterQueue:
    return PrinterQueue(SETTINGS, jobs, lambda _settings: transport, told.append)


def turns_until_idle(queue: PrinterQueue) -> None:
    for _ in range(50):
        if queue.turn() is None:
            return
    raise AssertionError("the queue never came to rest")


def test_jobs_are_printed_in_order(
    queue: PrinterQueue, jobs: Any, transport: FakeTransport
) -> None:
    for data in (b"1", b"2", b"3"):
        jobs.add(data=data)

    turns_until_idle(queue)

    assert transport.sent == [b"1", b"2", b"3"]
    assert jobs.states() == [JobState.PRINTED] * 3


def test_a_drawer_opens_before_older_printouts(
    queue: PrinterQueue, jobs: Any, transport: FakeTransport
) -> None:
    jobs.add(data=b"old")
    jobs.add(JobKind.KICK, data=b"kick")

    turns_until_idle(queue)

    assert transport.sent == [b"kick", b"old"]


def test_a_job_is_marked_sending_before_its_first_byte(
    queue: PrinterQueue, jobs: Any, transport: FakeTransport
) -> None:
    number = jobs.add()
    seen = []
    transport.while_sending = lambda: seen.append(jobs.jobs[number].state)

    queue.turn()

    assert seen == [JobState.SENDING]


def test_a_job_that_was_not_sent_waits_longer_each_time_and_then_prints(
    queue: PrinterQueue, jobs: Any, transport: FakeTransport
) -> None:
    number = jobs.add()
    transport.results = [Delivery.not_sent("Switch it on.") for _ in range(6)]

    waits = [queue.turn() for _ in range(6)]
    assert jobs.jobs[number].error == "Switch it on."
    turns_until_idle(queue)

    assert waits == [1.0, 2.0, 5.0, 10.0, 10.0, 10.0]
    assert jobs.states() == [JobState.PRINTED]
    assert jobs.jobs[number].attempts == 7


def test_after_a_printout_the_waits_begin_anew(
    queue: PrinterQueue, jobs: Any, transport: FakeTransport
) -> None:
    jobs.add()
    transport.results = [Delivery.not_sent("off"), Delivery.not_sent("off")]
    queue.turn()
    queue.turn()
    turns_until_idle(queue)

    jobs.add()
    transport.results = [Delivery.not_sent("off")]

    assert queue.turn() == BACKOFF_S[0]


def test_a_printer_that_is_off_costs_the_store_nothing(
    queue: PrinterQueue, jobs: Any, transport: FakeTransport
) -> None:
    jobs.add()
    transport.results = [Delivery.not_sent("off")]
    queue.turn()
    written = list(jobs.history)
    transport.now = OFF

    for _ in range(20):
        queue.turn()

    assert jobs.history == written
    assert len(transport.sent) == 1
    transport.now = READY
    turns_until_idle(queue)
    assert jobs.states() == [JobState.PRINTED]


def test_an_unconfirmed_job_is_never_sent_again(
    queue: PrinterQueue, jobs: Any, transport: FakeTransport
) -> None:
    jobs.add(data=b"1")
    jobs.add(data=b"2")
    transport.results = [Delivery.unconfirmed("It broke.", READY)]

    turns_until_idle(queue)

    assert transport.sent == [b"1", b"2"]
    assert jobs.states() == [JobState.UNCONFIRMED, JobState.PRINTED]


def test_a_transport_that_fails_leaves_the_job_in_doubt_and_the_next_is_printed(
    queue: PrinterQueue, jobs: Any, transport: FakeTransport, caplog: pytest.LogCaptureFixture
) -> None:
    number = jobs.add(data=b"1")
    jobs.add(data=b"2")
    transport.results = [RuntimeError("a bug")]

    turns_until_idle(queue)

    assert jobs.states() == [JobState.UNCONFIRMED, JobState.PRINTED]
    assert "a bug" in jobs.jobs[number].error
    assert "RuntimeError" in caplog.text


def test_a_drawer_that_could_not_be_opened_is_not_opened_later(
    queue: PrinterQueue, jobs: Any, transport: FakeTransport
) -> None:
    jobs.add(data=b"receipt")
    transport.results = [Delivery.not_sent("off")]
    queue.turn()
    transport.now = OFF
    jobs.add(JobKind.KICK, data=b"kick")

    queue.turn()
    assert jobs.states() == [JobState.NOT_SENT, JobState.CANCELLED]
    transport.now = READY
    turns_until_idle(queue)

    assert transport.sent == [b"receipt", b"receipt"]
    assert jobs.states() == [JobState.PRINTED, JobState.CANCELLED]
    assert jobs.jobs[2].error == "off"
    # The store is written once for it: behind a dead printer that is all a sale costs.
    assert jobs.jobs[2].attempts == 0


def test_a_drawer_opens_though_the_paper_is_out(
    queue: PrinterQueue, jobs: Any, transport: FakeTransport
) -> None:
    transport.now = PrinterStatus(paper_out=True)
    queue.turn()
    jobs.add(data=b"receipt")
    jobs.add(JobKind.KICK, data=b"kick")
    queue.turn()
    assert transport.sent == [b"kick"]


@pytest.mark.parametrize(
    ("patience", "sent", "state"),
    [
        (10.0, [b"receipt"], JobState.CANCELLED),
        (1e9, [b"receipt", b"kick"], JobState.PRINTED),  # without the protection it opens late
    ],
)
def test_a_drawer_that_waited_behind_a_stuck_printer_is_not_opened(
    jobs: Any,
    transport: FakeTransport,
    told: list[PrinterNow],
    monkeypatch: pytest.MonkeyPatch,
    patience: float,
    sent: list[bytes],
    state: JobState,
) -> None:
    monkeypatch.setattr(queue_module, "KICK_PATIENCE_S", patience)
    now = [0.0]
    queue = PrinterQueue(
        SETTINGS, jobs, lambda _settings: transport, told.append, clock=lambda: now[0]
    )
    jobs.add(data=b"receipt")
    queue.turn()

    def stuck() -> None:
        transport.while_sending = lambda: None
        now[0] += 30
        jobs.add(JobKind.KICK, data=b"kick")

    jobs.add(data=b"receipt")
    transport.sent.clear()
    transport.while_sending = stuck
    turns_until_idle(queue)

    assert transport.sent == sent
    assert jobs.jobs[3].state is state


def test_a_drawer_opens_again_once_the_printer_is_free(
    jobs: Any, transport: FakeTransport, told: list[PrinterNow]
) -> None:
    now = [0.0]
    queue = PrinterQueue(
        SETTINGS, jobs, lambda _settings: transport, told.append, clock=lambda: now[0]
    )
    jobs.add(data=b"receipt")
    transport.while_sending = lambda: now.__setitem__(0, now[0] + 30)
    turns_until_idle(queue)

    jobs.add(JobKind.KICK, data=b"kick")
    turns_until_idle(queue)

    assert transport.sent == [b"receipt", b"kick"]


def test_a_drawer_of_the_last_run_is_not_opened_at_a_start(
    queue: PrinterQueue, jobs: Any, transport: FakeTransport
) -> None:
    old = jobs.add(JobKind.KICK, data=b"old kick")
    jobs.add(data=b"receipt")

    queue.begin()
    jobs.add(JobKind.KICK, data=b"new kick")
    turns_until_idle(queue)

    assert jobs.jobs[old].state is JobState.CANCELLED
    assert transport.sent == [b"new kick", b"receipt"]


@pytest.mark.parametrize("call", ["next_queued", "mark cancelled"])
def test_a_drawer_of_the_last_run_stays_shut_when_the_store_was_away_at_the_start(
    queue: PrinterQueue,
    jobs: Any,
    transport: FakeTransport,
    caplog: pytest.LogCaptureFixture,
    call: str,
) -> None:
    jobs.add(JobKind.KICK, data=b"old kick")
    jobs.fail_next = [call]

    queue.begin()
    turns_until_idle(queue)

    assert jobs.states() == [JobState.CANCELLED]
    assert transport.sent == []
    assert "disk full" in caplog.text


def test_a_drawer_does_not_open_after_the_store_was_away(
    queue: PrinterQueue, jobs: Any, transport: FakeTransport
) -> None:
    jobs.add(JobKind.KICK, data=b"kick")
    jobs.fail_next = ["next_queued"]

    assert queue.turn() == BACKOFF_S[0]
    turns_until_idle(queue)

    assert jobs.states() == [JobState.CANCELLED]
    assert transport.sent == []


def test_no_kick_waits_behind_one_that_was_not_sent(
    queue: PrinterQueue, jobs: Any, transport: FakeTransport
) -> None:
    transport.now = OFF
    queue.turn()
    jobs.add(data=b"receipt")
    for _ in range(3):
        jobs.add(JobKind.KICK, data=b"kick")

    waits = [queue.turn() for _ in range(4)]

    assert waits[:3] == [0, 0, 0]
    assert waits[3]
    assert jobs.states() == [JobState.QUEUED, *[JobState.CANCELLED] * 3]


def test_a_drawer_that_opens_brings_back_what_was_not_sent(
    queue: PrinterQueue, jobs: Any, transport: FakeTransport
) -> None:
    jobs.add(data=b"receipt")
    transport.results = [Delivery.not_sent("off")]
    queue.turn()

    jobs.add(JobKind.KICK, data=b"kick")
    turns_until_idle(queue)

    assert transport.sent == [b"receipt", b"kick", b"receipt"]
    assert jobs.states() == [JobState.PRINTED, JobState.PRINTED]


@pytest.mark.parametrize("reached_the_disk", [True, False])
@pytest.mark.parametrize("kind", [JobKind.ORIGINAL, JobKind.KICK])
def test_a_mark_that_may_have_reached_the_disk_leaves_no_job_sending(
    queue: PrinterQueue,
    jobs: Any,
    transport: FakeTransport,
    monkeypatch: pytest.MonkeyPatch,
    reached_the_disk: bool,
    kind: JobKind,
) -> None:
    jobs.add(kind)
    mark = jobs.mark

    def unsure(job_id: int, state: JobState, error: str | None = None) -> None:
        monkeypatch.setattr(jobs, "mark", mark)
        if reached_the_disk:
            mark(job_id, state, error)
        raise Unavailable("The disk did not confirm.", code="commit_unknown")

    monkeypatch.setattr(jobs, "mark", unsure)
    assert queue.turn() == BACKOFF_S[0]
    turns_until_idle(queue)

    is_kick = kind is JobKind.KICK
    assert jobs.states() == [JobState.CANCELLED if is_kick else JobState.PRINTED]
    assert len(transport.sent) == (0 if is_kick else 1)


def test_a_fault_that_is_over_is_no_longer_told(
    queue: PrinterQueue, jobs: Any, told: list[PrinterNow]
) -> None:
    turns_until_idle(queue)
    jobs.fail_next = ["next_queued"]
    queue.turn()
    turns_until_idle(queue)

    assert [now.problem for now in told] == [None, "Printing has a fault.", None]


def test_jobs_that_the_last_run_could_not_send_are_printed_at_the_start(
    queue: PrinterQueue, jobs: Any, transport: FakeTransport
) -> None:
    number = jobs.add()
    jobs.mark(number, JobState.SENDING)
    jobs.mark(number, JobState.NOT_SENT, "off")

    turns_until_idle(queue)

    assert jobs.states() == [JobState.PRINTED]


def test_a_job_withdrawn_meanwhile_is_not_sent(
    queue: PrinterQueue, jobs: Any, transport: FakeTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = jobs.add()
    queued = jobs.next_queued("Counter")
    jobs.mark(number, JobState.CANCELLED)
    answers = [queued]
    monkeypatch.setattr(jobs, "next_queued", lambda _name: answers.pop() if answers else None)

    turns_until_idle(queue)

    assert transport.sent == []
    assert jobs.states() == [JobState.CANCELLED]


def test_nothing_is_sent_that_could_not_be_marked(
    queue: PrinterQueue, jobs: Any, transport: FakeTransport, caplog: pytest.LogCaptureFixture
) -> None:
    jobs.add()
    jobs.fail_next = ["mark sending"]

    assert queue.turn() == BACKOFF_S[0]
    assert transport.sent == []
    turns_until_idle(queue)

    assert jobs.states() == [JobState.PRINTED]
    assert "disk full" in caplog.text


def test_an_outcome_that_could_not_be_kept_is_kept_before_anything_else(
    queue: PrinterQueue, jobs: Any, transport: FakeTransport
) -> None:
    jobs.add(data=b"1")
    jobs.add(data=b"2")
    jobs.fail_next = ["mark printed"]

    assert queue.turn() == BACKOFF_S[0]
    assert jobs.states()[0] is JobState.SENDING
    turns_until_idle(queue)

    assert transport.sent == [b"1", b"2"]
    assert jobs.states() == [JobState.PRINTED, JobState.PRINTED]


def test_the_strip_hears_each_change_once(
    queue: PrinterQueue, jobs: Any, transport: FakeTransport, told: list[PrinterNow]
) -> None:
    low = PrinterStatus(paper_low=True)
    jobs.add()
    jobs.add()
    transport.results = [Delivery.printed(low), Delivery.unconfirmed("It broke.", low)]

    turns_until_idle(queue)
    turns_until_idle(queue)

    assert [(now.state, now.waiting, now.to_ask, now.problem) for now in told] == [
        (PrinterState.READY, 2, 0, None),
        (PrinterState.PAPER_LOW, 1, 0, None),
        (PrinterState.PAPER_LOW, 0, 1, "It broke."),
    ]


def test_an_idle_printer_without_paper_is_looked_at_until_it_has_some(
    queue: PrinterQueue, transport: FakeTransport, told: list[PrinterNow]
) -> None:
    transport.now = PrinterStatus(paper_out=True)
    assert queue.turn() == BACKOFF_S[0]
    transport.now = READY
    assert queue.turn() is None

    assert [now.state for now in told] == [PrinterState.PAPER_OUT, PrinterState.READY]
    assert "Load a new roll" in (told[0].problem or "")
    assert told[1].problem is None


def test_a_listener_that_fails_stops_no_printing(
    jobs: Any, transport: FakeTransport, caplog: pytest.LogCaptureFixture
) -> None:
    def listener(_now: PrinterNow) -> None:
        raise RuntimeError("the strip is gone")

    jobs.add()
    turns_until_idle(PrinterQueue(SETTINGS, jobs, lambda _settings: transport, listener))

    assert jobs.states() == [JobState.PRINTED]
    assert "the strip is gone" in caplog.text


def test_a_printer_that_is_not_set_up_is_told_and_its_jobs_wait(
    jobs: Any, told: list[PrinterNow], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    jobs.add()
    none = PrinterSettings(name="Counter", connection="none")
    queue = PrinterQueue(none, jobs, transport_for, told.append)

    assert queue.turn() == BACKOFF_S[0]

    assert jobs.states() == [JobState.QUEUED]
    assert told[-1].problem == "No printer is set up on this counter."


def test_each_connection_has_its_transport() -> None:
    assert isinstance(transport_for(SETTINGS), FilePrinter)
    for connection, address in (("network", "127.0.0.1"), ("device", "lp0")):
        settings = PrinterSettings(
            name="Counter",
            connection=connection,  # type: ignore[arg-type]
            address=address,
        )
        assert transport_for(settings).send is not None
    with pytest.raises(Unavailable):
        transport_for(PrinterSettings(name="Counter", connection="none"))
