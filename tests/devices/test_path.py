from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from pos_desktop.application.printing import JobState, PrinterState
from pos_desktop.devices.path import DeviceLine, device_printer
from pos_desktop.devices.transport import Timing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="device paths are POSIX")

RECEIPT = b"\x1b@line one\nline two\n" * 50


class Reader:
    """Reads a descriptor in a thread; answers as a ready printer does when told to."""

    def __init__(self, descriptor: int, *, answers: bool = False) -> None:
        self.received = bytearray()
        self._descriptor = descriptor
        self._answers = answers
        self._stop = threading.Event()
        os.set_blocking(descriptor, False)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop_when(self, size: int) -> bytes:
        for _ in range(1000):
            if len(self.received) >= size:
                break
            self._stop.wait(0.005)
        self.close()
        return bytes(self.received)

    def close(self) -> None:
        self._stop.set()
        self._thread.join(5)

    def _run(self) -> None:
        answered = 0
        while not self._stop.is_set():
            try:
                self.received += os.read(self._descriptor, 4096)
            except OSError:  # nothing to read, or nobody has it open just now
                self._stop.wait(0.005)
                continue
            if self._answers:
                asked = self.received.count(b"\x10\x04")
                asked += self.received.count(b"\x1dr\x01")
                for _ in range(answered, asked):
                    fence = self.received.endswith(b"\x1dr\x01")
                    os.write(self._descriptor, b"\x00" if fence else b"\x12")
                answered = asked


@pytest.fixture
def fifo(tmp_path: Path) -> Path:
    path = tmp_path / "printer"
    os.mkfifo(path)
    return path


@pytest.fixture
def terminal() -> Iterator[tuple[int, str]]:
    """A pseudo-terminal: our side, and the path that stands for a printer."""
    ours, theirs = os.openpty()
    yield ours, os.ttyname(theirs)
    os.close(ours)
    os.close(theirs)


def test_a_pipe_that_is_read_gets_every_byte(
    fifo: Path, path_settings: Any, patient: Timing
) -> None:
    descriptor = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    reader = Reader(descriptor)

    delivery = device_printer(path_settings(fifo, connection="device"), patient).send(RECEIPT * 200)

    assert delivery.state is JobState.UNCONFIRMED
    assert delivery.reason is None
    assert reader.stop_when(len(RECEIPT) * 200) == RECEIPT * 200
    os.close(descriptor)


def test_a_pipe_that_nobody_reads_is_not_sent(
    fifo: Path, path_settings: Any, timing: Timing
) -> None:
    transport = device_printer(path_settings(fifo, connection="device"), timing)

    assert transport.send(RECEIPT).state is JobState.NOT_SENT
    assert transport.status().state is PrinterState.OFFLINE


def test_a_pipe_that_stops_being_read_leaves_the_job_in_doubt(
    fifo: Path, path_settings: Any, timing: Timing
) -> None:
    descriptor = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)

    delivery = device_printer(path_settings(fifo, connection="device"), timing).send(RECEIPT * 200)

    assert delivery.state is JobState.UNCONFIRMED
    assert "stopped taking data" in (delivery.reason or "")
    os.close(descriptor)


def test_a_character_device_takes_the_bytes_as_they_are(
    terminal: tuple[int, str], path_settings: Any, patient: Timing
) -> None:
    ours, path = terminal
    reader = Reader(ours)

    delivery = device_printer(path_settings(path, connection="device"), patient).send(RECEIPT)

    assert delivery.state is JobState.UNCONFIRMED
    assert reader.stop_when(len(RECEIPT)) == RECEIPT  # no carriage returns were added


def test_a_device_that_answers_confirms(
    terminal: tuple[int, str], path_settings: Any, patient: Timing
) -> None:
    ours, path = terminal
    reader = Reader(ours, answers=True)
    settings = path_settings(path, connection="device", answers=True)
    transport = device_printer(settings, patient)

    assert transport.status().state is PrinterState.READY
    delivery = transport.send(RECEIPT)

    assert delivery.state is JobState.PRINTED
    assert RECEIPT in reader.stop_when(len(RECEIPT))


def test_a_device_that_hangs_does_not_hold_the_thread(
    terminal: tuple[int, str], path_settings: Any, timing: Timing
) -> None:
    _ours, path = terminal

    delivery = device_printer(path_settings(path, connection="device"), timing).send(RECEIPT * 200)

    assert delivery.state is JobState.UNCONFIRMED
    assert delivery.reason is not None


def test_a_device_that_is_not_plugged_in_is_not_sent(
    tmp_path: Path, path_settings: Any, timing: Timing
) -> None:
    path = tmp_path / "lp0"

    delivery = device_printer(path_settings(path, connection="device"), timing).send(RECEIPT)

    assert delivery.state is JobState.NOT_SENT
    assert "is not there" in (delivery.reason or "")
    assert not path.exists()


def test_an_ordinary_file_is_not_taken_for_a_device(
    tmp_path: Path, path_settings: Any, timing: Timing
) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(b"mine")

    delivery = device_printer(path_settings(path, connection="device"), timing).send(RECEIPT)

    assert delivery.state is JobState.NOT_SENT
    assert path.read_bytes() == b"mine"


def test_a_pipe_that_should_answer_is_refused(
    fifo: Path, path_settings: Any, timing: Timing
) -> None:
    settings = path_settings(fifo, connection="device", answers=True)

    delivery = device_printer(settings, timing).send(RECEIPT)

    assert delivery.state is JobState.NOT_SENT
    assert "cannot answer" in (delivery.reason or "")


def test_a_serial_line_is_given_time_to_send_what_the_system_holds(
    terminal: tuple[int, str],
    path_settings: Any,
    patient: Timing,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _ours, path = terminal
    held = [4, 3, 2, 1]
    monkeypatch.setattr(DeviceLine, "_unsent", lambda _line: held.pop() if held else 0)
    # What a line knows is waited for, however short a silent printer's time is.
    hasty = replace(patient, drain_s=0.0, farewell_s=0.0)

    delivery = device_printer(path_settings(path, connection="device"), hasty).send(b"receipt")

    assert delivery.reason is None
    assert held == []
