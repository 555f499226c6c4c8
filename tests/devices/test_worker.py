from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from queue import Queue
from threading import Lock, Thread
from typing import Any

import pytest

from pos_desktop.application.printing import JobKind, JobState, PrinterNow, PrinterSettings
from pos_desktop.devices.network import network_printer
from pos_desktop.devices.transport import Timing
from pos_desktop.devices.worker import PrintWorker, transport_for

NEVER_S = 3600.0


class Strip:
    """Waits for what a worker tells."""

    def __init__(self) -> None:
        self._told: Queue[PrinterNow] = Queue()

    def __call__(self, now: PrinterNow) -> None:
        self._told.put(now)

    def wait_for(self, wanted: Callable[[PrinterNow], bool]) -> PrinterNow:
        while not wanted(now := self._told.get(timeout=20)):
            pass
        return now


@pytest.fixture
def strip() -> Strip:
    return Strip()


def test_a_woken_worker_prints_what_was_queued_since(
    jobs: Any, strip: Strip, tmp_path: Path
) -> None:
    path = tmp_path / "out.bin"
    settings = PrinterSettings(name="Counter", connection="file", address=str(path))
    worker = PrintWorker(settings, jobs, transport_for, strip)
    worker.start()
    strip.wait_for(lambda now: now.waiting == 0)

    jobs.add(data=b"receipt")
    worker.wake()
    worker.close(patience_seconds=20)

    assert jobs.states() == [JobState.PRINTED]
    assert path.read_bytes() == b"receipt"


def test_closing_prints_all_that_is_queued_when_it_can(jobs: Any, tmp_path: Path) -> None:
    path = tmp_path / "out.bin"
    settings = PrinterSettings(name="Counter", connection="file", address=str(path))
    for number in range(5):
        jobs.add(data=b"%d" % number)
    worker = PrintWorker(settings, jobs, transport_for, lambda _now: None)

    worker.start()
    worker.close(patience_seconds=20)

    assert path.read_bytes() == b"01234"


def test_a_worker_that_waits_to_try_again_can_be_woken_and_closed(
    jobs: Any, strip: Strip, tmp_path: Path
) -> None:
    path = tmp_path / "later" / "out.bin"
    settings = PrinterSettings(name="Counter", connection="file", address=str(path))
    jobs.add()
    worker = PrintWorker(settings, jobs, transport_for, strip, backoff=[NEVER_S])
    worker.start()
    strip.wait_for(lambda now: now.problem is not None)

    path.parent.mkdir()
    worker.wake()
    strip.wait_for(lambda now: now.waiting == 0)
    path.unlink()
    path.parent.rmdir()
    jobs.add()
    worker.wake()
    strip.wait_for(lambda now: now.problem is not None)
    worker.close()

    assert jobs.states() == [JobState.PRINTED, JobState.NOT_SENT]
    assert not worker._thread.is_alive()


def test_closing_breaks_off_a_printer_that_never_confirms(
    jobs: Any, strip: Strip, fake_printer: Any, network_settings: Any
) -> None:
    printer = fake_printer(fence=None)
    settings = network_settings(printer.port)
    patience = Timing(finish_s=NEVER_S, slice_s=0.02)
    jobs.add()
    jobs.add()

    worker = PrintWorker(settings, jobs, lambda it: network_printer(it, patience), strip)
    worker.start()
    for _ in range(2000):
        if printer.received.endswith(b"\x1dr\x01"):
            break
        printer._stop.wait(0.005)
    worker.close(patience_seconds=0.05)

    assert not worker._thread.is_alive()
    assert jobs.states() == [JobState.UNCONFIRMED, JobState.QUEUED]
    assert "closed" in jobs.jobs[1].error


def test_a_worker_that_never_began_can_be_closed(jobs: Any) -> None:
    settings = PrinterSettings(name="Counter", connection="file", address="out")

    PrintWorker(settings, jobs, transport_for, lambda _now: None).close()


class LockedJobs:
    """Jobs in memory for several threads."""

    def __init__(self, jobs: Any) -> None:
        self._jobs = jobs
        self._lock = Lock()

    def __getattr__(self, name: str) -> Any:
        call = getattr(self._jobs, name)

        def locked(*given: Any, **named: Any) -> Any:
            with self._lock:
                return call(*given, **named)

        return locked


def test_no_wake_from_any_thread_is_lost(jobs: Any, strip: Strip, tmp_path: Path) -> None:
    settings = PrinterSettings(name="Counter", connection="file", address=str(tmp_path / "out"))
    locked = LockedJobs(jobs)
    worker = PrintWorker(settings, locked, transport_for, strip)
    worker.start()

    def sell() -> None:
        for _ in range(10):
            locked.add(data=b"r")
            worker.wake()

    sellers = [Thread(target=sell) for _ in range(8)]
    for seller in sellers:
        seller.start()
    for seller in sellers:
        seller.join(20)
    # No further wake and no close: what was queued last must be printed by its own wake.
    strip.wait_for(lambda now: now.waiting == 0 and JobState.QUEUED not in jobs.states())
    worker.close()

    assert jobs.states() == [JobState.PRINTED] * 80
    assert (tmp_path / "out").read_bytes() == b"r" * 80
    assert [job.attempts for job in jobs.jobs.values()] == [1] * 80


def test_a_kick_left_by_the_last_run_is_gone_when_start_returns(jobs: Any, tmp_path: Path) -> None:
    settings = PrinterSettings(name="Counter", connection="file", address=str(tmp_path / "out"))
    jobs.add(JobKind.KICK)
    worker = PrintWorker(settings, jobs, transport_for, lambda _now: None)

    worker.start()
    assert jobs.states() == [JobState.CANCELLED]
    worker.close(patience_seconds=20)

    assert not (tmp_path / "out").exists()


def test_a_wake_while_the_worker_comes_to_rest_is_not_lost(
    jobs: Any, strip: Strip, tmp_path: Path
) -> None:
    settings = PrinterSettings(name="Counter", connection="file", address=str(tmp_path / "out"))
    sold = []

    def sell_once(now: PrinterNow) -> None:
        strip(now)
        if not sold:  # the worker's first look found nothing, and it does not wait yet
            sold.append(jobs.add(data=b"receipt"))
            worker.wake()

    worker = PrintWorker(settings, jobs, transport_for, sell_once)
    worker.start()
    strip.wait_for(lambda now: now.waiting == 1)
    strip.wait_for(lambda now: now.waiting == 0)
    worker.close()

    assert (tmp_path / "out").read_bytes() == b"receipt"
