"""A printer with every fault, over a real store, with the till killed in the middle.

The printer on loopback keeps what reached its paper. In the end each receipt must be there once,
or a person must have been asked about it: nothing is lost in silence, nothing doubled in silence,
and the drawer opened at most once for each cash sale, and never later.
"""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any

import pytest
from msgspec.structs import replace

from pos_desktop.application import outlet
from pos_desktop.application.print_queue import Deed, DoAboutPrintJob, SeePrintQueue, do, see
from pos_desktop.application.printing import JobKind, JobState, PrinterNow, PrinterState
from pos_desktop.application.terminal_printers import TerminalPrinters
from pos_desktop.devices.network import network_printer
from pos_desktop.devices.transport import Delivery, Timing
from pos_desktop.devices.workers import PrintWorkers
from tests.faulty_printer import Paper, Printer

FAULTS = (
    "", "", "refuse", "never_accept", "hang", "reset", "slow", "paper_out", "cover", "mute",
    "prints_unsaid",
)  # fmt: skip
QUICK = Timing(
    connect_s=0.3, status_s=0.3, stall_s=0.3, finish_s=0.5, bytes_per_s=1e6, drain_s=0.2,
    load_s=0.6, look_s=0.05, farewell_s=0.05, slice_s=0.02, piece_bytes=256,
)  # fmt: skip


class Till:
    """A shop whose till can be killed and started anew."""

    def __init__(self, shop: Any, printer: Printer) -> None:
        self.shop = shop
        self.printer = printer
        self.told: list[PrinterNow] = []
        self.told_at: dict[PrinterState, float] = {}
        outlet.set_printer(
            shop.owner,
            outlet.SetPrinter(
                connection="network",
                address=f"127.0.0.1:{printer.port}",
                answers_status=True,
                drawer_pin=2,
            ),
        )
        self.workers = self._start()

    def _start(self) -> PrintWorkers:
        terminal = self.shop.cashier.signed_in.terminal.id

        def printers() -> TerminalPrinters:
            with self.shop.store.look() as look:
                found: TerminalPrinters = look.terminal_printers.get(terminal)
                return found

        jobs = self.shop.store.print_jobs()
        jobs.sending_at_start()
        workers = PrintWorkers(
            printers,
            jobs,
            lambda settings: network_printer(settings, QUICK),
            self._hear,
            backoff=(0.05, 0.1),
        )
        workers.reload()
        self.desk = replace(self.shop.cashier, after_commit=lambda _name: workers.wake())
        return workers

    def _hear(self, now: PrinterNow) -> None:
        self.told.append(now)
        self.told_at.setdefault(now.state, monotonic())

    def sell(self) -> str:
        return str(self.shop.sell("100.00", cash=100_00, desk=self.desk).bill_number)

    def kill_and_start(self) -> None:
        """End the workers in the middle of what they do, without their saying goodbye."""
        for worker in self.workers._workers.values():
            worker._hurry.set()
            worker._queue.abandon()
        self.workers.close(0)
        self.workers = self._start()

    def jobs(self, kind: JobKind) -> list[Any]:
        return [job for job in see(self.shop.cashier, SeePrintQueue()).jobs if job.kind is kind]

    def settle(self) -> None:
        """Until nothing waits any more."""
        until = monotonic() + 60
        waits = (JobState.QUEUED, JobState.SENDING, JobState.NOT_SENT)
        while True:
            with self.shop.store.look() as look:
                left = look.sql.exec_driver_sql(
                    "SELECT count(*) FROM print_job WHERE kind <> 'kick' AND state IN (?, ?, ?)",
                    tuple(state.value for state in waits),
                ).scalar_one()
            if not left:
                return
            assert monotonic() < until, "a receipt never left the queue"
            self.workers.wake()
            threading.Event().wait(0.05)


@pytest.fixture
def printer() -> Iterator[Printer]:
    made = Printer(seed=7)
    yield made
    made.close()


@pytest.fixture
def till(open_shop_today: Any, printer: Printer) -> Iterator[Till]:
    made = Till(open_shop_today, printer)
    yield made
    made.workers.close(0.2)


def whole(paper: Paper, frozen: bytes) -> int:
    """How often a receipt's bytes stand whole on the paper."""
    return sum(job.count(frozen) for job in paper.jobs)


def verdicts(till: Till) -> Iterator[tuple[str, JobState, str | None, bytes]]:
    """Every receipt: its number, what the till says of it, why, and its bytes."""
    with till.shop.store.look() as look:
        rows = look.sql.exec_driver_sql(
            "SELECT number, state, error, data FROM print_job WHERE kind = 'original'"
        ).all()
    for number, state, error, data in rows:
        yield number, JobState(state), error, bytes(data)


def play(till: Till, receipts: int, seed: int) -> Counter[str]:
    """Sell under changing faults, with kills between; counts what came of it."""
    chance = random.Random(seed)
    for _ in range(receipts):
        till.printer.fault = chance.choice(FAULTS)
        till.sell()
        threading.Event().wait(chance.random() * 0.15)
        if chance.random() < 0.2:
            till.kill_and_start()
        if chance.random() < 0.5:
            till.printer.loaded.set()
            till.printer.out_since = None
    till.printer.fault = ""
    till.printer.loaded.set()
    till.settle()
    till.workers.close(5)
    found: Counter[str] = Counter()
    for number, state, error, data in verdicts(till):
        times = whole(till.printer.paper, data)
        found[state.value] += 1
        assert times <= 1, f"{number} was printed {times} times, and nobody asked for it"
        if state is JobState.PRINTED:
            assert times == 1, f"{number} is said to be printed and is not there"
        else:
            assert state is JobState.UNCONFIRMED
            assert error, f"{number} is in doubt, and nobody is asked"
    return found


def check_drawer(till: Till, sales: int) -> None:
    """The drawer opened for as many sales as the till says, and never twice for one."""
    with till.shop.store.look() as look:
        rows = look.sql.exec_driver_sql(
            "SELECT state, count(*) FROM print_job WHERE kind = 'kick' GROUP BY state"
        ).all()
    kicks = {JobState(state): count for state, count in rows}
    assert sum(kicks.values()) == sales
    sure = kicks.get(JobState.PRINTED, 0)
    doubtful = kicks.get(JobState.UNCONFIRMED, 0)
    assert sure <= till.printer.paper.pulses <= sure + doubtful


def test_no_receipt_is_lost_or_doubled_in_silence(till: Till) -> None:
    found = play(till, receipts=15, seed=3)
    assert sum(found.values()) == 15
    check_drawer(till, 15)


def test_without_that_care_receipts_double(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(reason: str | None, status: Any = None) -> Delivery:
        return Delivery.not_sent(reason or "It may have come out.")

    monkeypatch.setattr(Delivery, "unconfirmed", careless)
    till.printer.fault = "prints_unsaid"
    till.sell()
    wait_until(lambda: bool(till.printer.paper.jobs))
    with pytest.raises(AssertionError, match=r"was printed [2-9] times"):
        play(till, receipts=0, seed=1)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_receipt_of_three_hundred_is_lost_or_doubled(till: Till, seed: int) -> None:
    found = play(till, receipts=100, seed=seed)
    assert sum(found.values()) == 100
    check_drawer(till, 100)
    print(seed, dict(found))


def test_without_faults_every_drawer_opens_and_every_receipt_is_printed(till: Till) -> None:
    for _ in range(5):
        till.sell()
        till.settle()
    till.workers.close(5)
    assert {state for _, state, _, _ in verdicts(till)} == {JobState.PRINTED}
    assert till.printer.paper.pulses == 5


def test_paper_that_runs_out_is_shown_and_the_receipt_prints_once_when_it_is_loaded(
    open_shop_today: Any, printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{__name__}.QUICK", replace(QUICK, finish_s=20, load_s=20, look_s=1.0))
    till = Till(open_shop_today, printer)
    printer.fault = "paper_out"
    till.sell()
    wait_until(lambda: PrinterState.PAPER_OUT in till.told_at)
    assert printer.out_since is not None
    printer.fault = ""

    printer.loaded.set()
    till.settle()
    till.workers.close(5)

    ((_, state, _, data),) = verdicts(till)
    assert state is JobState.PRINTED
    assert whole(printer.paper, data) == 1
    assert till.told[-1].state is PrinterState.READY


def test_a_receipt_in_doubt_is_printed_again_only_when_somebody_says_so(
    till: Till, printer: Printer
) -> None:
    printer.fault = "reset"
    till.sell()
    wait_until(lambda: any(job.asks for job in till.jobs(JobKind.ORIGINAL)))
    printer.fault = ""
    till.workers.wake()
    (job,) = till.jobs(JobKind.ORIGINAL)
    do(till.desk, DoAboutPrintJob(job_id=job.id, deed=Deed.AGAIN))
    till.settle()
    till.workers.close(5)
    (again,) = till.jobs(JobKind.REPRINT)
    assert again.state is JobState.PRINTED
    assert b"REPRINT 1" in printer.paper.jobs[-1]


def wait_until(met: Callable[[], bool]) -> None:
    until = monotonic() + 20
    while not met():
        assert monotonic() < until, "it never came"
        threading.Event().wait(0.01)
