"""Printers behind a queue of the system: the watching, CUPS' commands, and Windows' calls."""

from __future__ import annotations

import ctypes
import os
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pos_desktop.application.printing import JobState, PrinterStatus
from pos_desktop.devices import cups, spooler
from pos_desktop.devices.cups import CupsQueue, cups_queues
from pos_desktop.devices.spooled import (
    InDoubtError,
    Progress,
    QueueStoppedError,
    Seen,
    SpooledPrinter,
)
from pos_desktop.devices.spooler import WindowsQueue, windows_queues
from pos_desktop.devices.transport import Timing

PAPER_OUT = PrinterStatus(paper_out=True)


@dataclass
class Queue:
    """Plays a queue: what it says at each look, the last again and again."""

    says: list[Seen] = field(default_factory=lambda: [Seen(Progress.DONE)])
    stopped: QueueStoppedError | None = None
    refuses: OSError | None = None
    done: list[str] = field(default_factory=list)

    def check(self) -> None:
        if self.stopped is not None:
            raise self.stopped

    def hand_over(self, data: bytes, title: str) -> str:
        if self.refuses is not None:
            raise self.refuses
        self.done.append(f"took {data.decode()}")
        return "Q-1"

    def look(self, job: str) -> Seen:
        return self.says.pop(0) if len(self.says) > 1 else self.says[0]

    def take_back(self, job: str) -> None:
        self.done.append(f"took back {job}")


def test_a_job_that_leaves_the_queue_is_sent_and_nobody_is_asked(timing: Timing) -> None:
    queue = Queue([Seen(Progress.WAITING), Seen(Progress.DONE)])

    delivery = SpooledPrinter(queue, timing).send(b"receipt")

    assert (delivery.state, delivery.reason) == (JobState.UNCONFIRMED, None)
    assert queue.done == ["took receipt"]


def test_a_job_that_stays_in_the_queue_is_taken_back_and_in_doubt(timing: Timing) -> None:
    # Else it would come out by itself when the printer is back, hours later.
    queue = Queue([Seen(Progress.WAITING, "The printer is offline.")])

    delivery = SpooledPrinter(queue, timing).send(b"receipt")

    assert (delivery.state, delivery.reason) == (JobState.UNCONFIRMED, "The printer is offline.")
    assert queue.done == ["took receipt", "took back Q-1"]


def test_a_job_that_failed_in_the_queue_is_in_doubt(timing: Timing) -> None:
    queue = Queue([Seen(Progress.FAILED, "It was given up.")])

    delivery = SpooledPrinter(queue, timing).send(b"receipt")

    assert (delivery.state, delivery.reason) == (JobState.UNCONFIRMED, "It was given up.")


def test_a_queue_that_is_stopped_is_given_nothing(timing: Timing) -> None:
    queue = Queue(stopped=QueueStoppedError("Out of paper.", PAPER_OUT))
    printer = SpooledPrinter(queue, timing)

    delivery = printer.send(b"receipt")

    assert (delivery.state, delivery.status) == (JobState.NOT_SENT, PAPER_OUT)
    assert printer.status() == PAPER_OUT
    assert queue.done == []


@pytest.mark.parametrize(
    ("error", "state"),
    [(OSError("no"), JobState.NOT_SENT), (InDoubtError("perhaps"), JobState.UNCONFIRMED)],
)
def test_only_a_job_that_the_queue_surely_has_not_is_sent_again(
    error: OSError, state: JobState, timing: Timing
) -> None:
    assert SpooledPrinter(Queue(refuses=error), timing).send(b"receipt").state is state


def test_closing_the_till_takes_the_job_back(timing: Timing) -> None:
    queue = Queue([Seen(Progress.WAITING)])
    printer = SpooledPrinter(queue, timing)
    printer.abandon()

    delivery = printer.send(b"receipt")

    assert delivery.state is JobState.UNCONFIRMED
    assert queue.done[-1] == "took back Q-1"


# --- CUPS -----------------------------------------------------------------------------------

COMMANDS = {
    "lp": 'echo "$@" >> "$LOG"; cat > "$DATA"; [ -z "$SAYS_NO" ] || '
    '{ echo "$SAYS_NO" >&2; exit 1; }; echo "request id is Q-7 (0 file(s))"',
    "cancel": 'echo "cancel $@" >> "$LOG"',
    "lpstat": 'case "$*" in "-e") printf "Q\\nOffice\\n";; '
    '*-p*) cat "$STATE"; exit "${STATE_CODE:-0}";; '
    '*not-completed*) cat "$WAITING";; *) cat "$ENDED";; esac',
}


@dataclass
class Cups:
    """Commands on the PATH that play CUPS."""

    folder: Path

    def says(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")


@pytest.fixture
def played_cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cups:
    if sys.platform == "win32":
        pytest.skip("CUPS is not on Windows")
    for name, body in COMMANDS.items():
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    played = Cups(tmp_path)
    for variable, state in (
        ("LOG", ""), ("DATA", ""), ("WAITING", ""), ("ENDED", ""),
        ("STATE", "printer Q is idle.  enabled since now\nQ accepting requests since now\n"),
    ):  # fmt: skip
        played.says(variable, state)
        monkeypatch.setenv(variable, str(tmp_path / variable))
    return played


def test_cups_prints_a_receipt_as_it_is_and_a_pdf_as_a_page(
    played_cups: Cups, timing: Timing
) -> None:
    printer = SpooledPrinter(CupsQueue("Q"), timing)

    assert printer.send(b"\x1b@receipt", "-o title").reason is None
    assert printer.send(b"%PDF-1.4", "page").reason is None

    assert played_cups.read("LOG").splitlines() == [
        "-d Q -t -o title -o raw -- -",
        "-d Q -t page -- -",
    ]
    assert played_cups.read("DATA") == "%PDF-1.4"
    assert cups_queues() == ["Q", "Office"]


def test_what_cups_says_of_a_job_is_understood(played_cups: Cups) -> None:
    queue = CupsQueue("Q")
    played_cups.says("WAITING", "Q-7  anil  1024  now\n\tStatus: Printing\n\tqueued for Q\n")
    assert queue.look("Q-7") == Seen(Progress.WAITING)
    played_cups.says("STATE", "printer Q disabled since now -\n\treason unknown\n")
    assert "is stopped" in (queue.look("Q-7").reason or "")
    played_cups.says("WAITING", "Q-77  anil  1024  now\n")
    ended = "Q-9  anil\n\tAlerts: job-canceled-by-user\nQ-7  anil\n\tAlerts: {}\n"
    played_cups.says("ENDED", ended.format("job-completed-successfully"))
    assert queue.look("Q-7") == Seen(Progress.DONE)
    played_cups.says("ENDED", ended.format("aborted-by-system"))
    assert queue.look("Q-7").progress is Progress.FAILED


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("printer Q disabled since now -\nQ accepting requests\n", "is stopped"),
        ("printer Q is idle. enabled since now\nQ not accepting requests\n", "takes no jobs"),
    ],
)
def test_a_cups_queue_that_prints_nothing_is_given_nothing(
    said: str, words: str, played_cups: Cups, timing: Timing
) -> None:
    played_cups.says("STATE", said)

    delivery = SpooledPrinter(CupsQueue("Q"), timing).send(b"receipt")

    assert delivery.state is JobState.NOT_SENT
    assert words in (delivery.reason or "")
    assert played_cups.read("LOG") == ""


def test_an_unknown_cups_queue_is_told(
    played_cups: Cups, timing: Timing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STATE_CODE", "1")
    delivery = SpooledPrinter(CupsQueue("Q"), timing).send(b"receipt")
    assert "There is no printer queue Q" in (delivery.reason or "")


def test_what_cups_refuses_is_not_sent(
    played_cups: Cups, timing: Timing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYS_NO", "lp: Error - quota reached")
    delivery = SpooledPrinter(CupsQueue("Q"), timing).send(b"receipt")
    assert delivery.state is JobState.NOT_SENT
    assert "quota reached" in (delivery.reason or "")


def test_a_cups_that_hangs_with_a_job_leaves_it_in_doubt(
    played_cups: Cups, timing: Timing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cups, "PATIENCE_S", 0.5)
    (played_cups.folder / "lp").write_text("#!/bin/sh\nexec sleep 30\n", encoding="utf-8")

    assert SpooledPrinter(CupsQueue("Q"), timing).send(b"r").state is JobState.UNCONFIRMED


def test_without_cups_it_is_told_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OSError, match="cups-client"):
        cups_queues()


# --- Windows --------------------------------------------------------------------------------


class Spool:
    """Plays winspool.drv with one queue; `status` are its bits, `jobs` those of its jobs."""

    def __init__(self, status: int = 0, jobs: list[int | None] | None = None) -> None:
        self.status = status
        self.jobs = jobs if jobs is not None else [None]
        self.takes: int | None = None
        self.received = b""
        self.done: list[str] = []
        self.error = 0

    def OpenPrinterW(self, name: str, handle: Any, _defaults: Any) -> int:
        return int(name == "Receipt")

    def ClosePrinter(self, handle: Any) -> int:
        return 1

    def GetPrinterW(self, handle: Any, level: int, room: Any, size: int, needed: Any) -> int:
        info = spooler._PrinterInfo2(status=self.status)
        return self._filled(info, room, needed)

    def StartDocPrinterW(self, handle: Any, level: int, info: Any) -> int:
        document = ctypes.cast(info, ctypes.POINTER(spooler._DocInfo)).contents
        self.done.append(f"start {document.name} {document.data_type}")
        return 7

    def WritePrinter(self, handle: Any, data: bytes, size: int, written: Any) -> int:
        self.received = data if self.takes is None else data[: self.takes]
        ctypes.cast(written, ctypes.POINTER(ctypes.c_uint32)).contents.value = len(self.received)
        return 1

    def EndDocPrinter(self, handle: Any) -> int:
        self.done.append("end")
        return 1

    def AbortPrinter(self, handle: Any) -> int:
        self.done.append("abort")
        return 1

    def SetJobW(self, handle: Any, job: int, level: int, info: Any, command: int) -> int:
        self.done.append(f"delete {job}" if command == 5 else f"command {command}")
        return 1

    def GetJobW(self, handle: Any, job: int, level: int, room: Any, size: int, needed: Any) -> int:
        status = self.jobs[0]
        if status is None:
            self.error = 87
            return 0
        if room is not None and len(self.jobs) > 1:
            self.jobs.pop(0)
        return self._filled(spooler._JobInfo(status=status), room, needed)

    def EnumPrintersW(
        self, flags: int, name: Any, level: int, room: Any, size: Any, needed: Any, count: Any
    ) -> int:
        rows = (spooler._PrinterInfo4 * 2)()
        rows[0].name, rows[1].name = "Receipt", "Office A4"
        self.kept = rows
        ctypes.cast(count, ctypes.POINTER(ctypes.c_uint32)).contents.value = 2
        return self._filled(rows, room, needed)

    @staticmethod
    def _filled(value: Any, room: Any, needed: Any) -> int:
        size = ctypes.sizeof(value)
        ctypes.cast(needed, ctypes.POINTER(ctypes.c_uint32)).contents.value = size
        if room is None:
            return 0
        ctypes.memmove(room, ctypes.byref(value), size)
        return 1


@pytest.fixture
def windows(timing: Timing) -> Callable[[Spool], SpooledPrinter]:
    def printer(spool: Spool, name: str = "Receipt") -> SpooledPrinter:
        return SpooledPrinter(WindowsQueue(name, spool, lambda: spool.error), timing)

    return printer


def test_a_windows_queue_gets_the_bytes_as_they_are(windows: Any) -> None:
    spool = Spool(jobs=[0x10, 0x10, None])

    delivery = windows(spool).send(b"\x1b@receipt", "12-original-bill")

    assert (delivery.state, delivery.reason) == (JobState.UNCONFIRMED, None)
    assert spool.received == b"\x1b@receipt"
    assert spool.done == ["start 12-original-bill RAW", "end"]
    assert windows_queues(spool) == ["Receipt", "Office A4"]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (0x1, "is paused"),
        (0x10, "out of paper"),
        (0x80, "offline"),
        (0x400000, "cover is open"),
    ],
)
def test_a_windows_queue_that_cannot_print_is_given_nothing(
    status: int, words: str, windows: Any
) -> None:
    spool = Spool(status=status)

    delivery = windows(spool).send(b"receipt")

    assert delivery.state is JobState.NOT_SENT
    assert words in (delivery.reason or "")
    assert spool.done == []


@pytest.mark.parametrize(
    ("bits", "words"), [(0x40, "out of paper"), (0x20, "offline"), (0x02, "reports an error")]
)
def test_a_job_that_windows_keeps_is_deleted_and_in_doubt(
    bits: int, words: str, windows: Any
) -> None:
    spool = Spool(jobs=[bits])

    delivery = windows(spool).send(b"receipt")

    assert delivery.state is JobState.UNCONFIRMED
    assert words in (delivery.reason or "")
    assert spool.done[-1] == "delete 7"


@pytest.mark.parametrize(("takes", "state"), [(0, JobState.NOT_SENT), (3, JobState.UNCONFIRMED)])
def test_a_job_that_windows_takes_in_part_is_deleted(
    takes: int, state: JobState, windows: Any
) -> None:
    spool = Spool()
    spool.takes = takes

    assert windows(spool).send(b"receipt").state is state
    assert "delete 7" in spool.done


def test_an_unknown_windows_queue_is_told(windows: Any) -> None:
    delivery = windows(Spool(), "Gone").send(b"receipt")
    assert "There is no printer queue Gone" in (delivery.reason or "")


def test_elsewhere_there_is_no_spooler(timing: Timing) -> None:
    if sys.platform == "win32":
        pytest.skip("this is Windows")
    delivery = SpooledPrinter(WindowsQueue("Receipt"), timing).send(b"receipt")
    assert delivery.state is JobState.NOT_SENT
    assert "on Windows only" in (delivery.reason or "")
