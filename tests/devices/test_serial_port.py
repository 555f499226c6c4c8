from __future__ import annotations

import importlib
import os
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from pos_desktop.application.printing import JobState, PrinterSettings
from pos_desktop.devices import serial_port
from pos_desktop.devices.serial_port import SerialLine, serial_printer
from pos_desktop.devices.transport import Timing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")

RECEIPT = bytes(range(256)) * 40


class Printer:
    """The far end of a pseudo-terminal; answers like a ready printer, or takes only `takes`."""

    def __init__(self, descriptor: int, *, answers: bool = False, takes: int | None = None) -> None:
        self.received = bytearray()
        self._descriptor = descriptor
        self._answers = answers
        self._takes = takes
        self._stop = threading.Event()
        os.set_blocking(descriptor, False)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop_when(self, size: int) -> bytes:
        for _ in range(2000):
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
            if self._takes is not None and len(self.received) >= self._takes:
                self._stop.wait(0.005)
                continue
            try:
                self.received += os.read(self._descriptor, 256)
            except OSError:  # nothing to read yet
                self._stop.wait(0.002)
                continue
            asked = self.received.count(b"\x10\x04") + self.received.count(b"\x1dr\x01")
            for _ in range(answered, asked if self._answers else answered):
                fence = self.received.endswith(b"\x1dr\x01")
                os.write(self._descriptor, b"\x00" if fence else b"\x12")
            answered = asked


@pytest.fixture
def terminal() -> Iterator[tuple[int, str]]:
    ours, theirs = os.openpty()
    yield ours, os.ttyname(theirs)
    os.close(ours)
    os.close(theirs)


def settings(address: str, *, answers: bool = False) -> PrinterSettings:
    return PrinterSettings(
        name="Counter", connection="serial", address=address, answers_status=answers
    )


def test_a_serial_printer_gets_every_byte_as_it_is(
    terminal: tuple[int, str], patient: Timing
) -> None:
    ours, path = terminal
    printer = Printer(ours)
    # A pseudo-terminal stops at an XOFF and goes on at an XON, as a serial port does, only when
    # they come from the other side: what we send goes through.
    delivery = serial_printer(settings(f"{path}@19200"), patient).send(RECEIPT)

    assert (delivery.state, delivery.reason) == (JobState.UNCONFIRMED, None)
    assert printer.stop_when(len(RECEIPT)) == RECEIPT


def test_a_serial_printer_that_answers_confirms(terminal: tuple[int, str], patient: Timing) -> None:
    ours, path = terminal
    printer = Printer(ours, answers=True)
    receipt = b"one line\n" * 30

    delivery = serial_printer(settings(path, answers=True), patient).send(receipt)

    printer.close()
    assert delivery.state is JobState.PRINTED
    assert receipt in printer.received


def test_a_serial_printer_that_stops_taking_leaves_the_job_in_doubt(
    terminal: tuple[int, str], timing: Timing
) -> None:
    ours, path = terminal
    printer = Printer(ours, takes=256)

    delivery = serial_printer(settings(path), timing).send(b"x" * 100_000)

    printer.close()
    assert delivery.state is JobState.UNCONFIRMED
    assert delivery.reason is not None
    assert "stopped taking data after" in delivery.reason


def test_a_full_port_takes_nothing_and_says_so(terminal: tuple[int, str]) -> None:
    # With a time to wait, pyserial raises after it has written: that job would be printed twice.
    _, path = terminal
    line = SerialLine(serial_port._open(path, 9600))
    try:
        taken = 0
        while took := line.write(b"x" * 1024, 0.05):
            taken += took
        assert taken > 0
        assert line.write(b"x", 0.05) == 0
    finally:
        line.close()


@pytest.mark.parametrize(
    ("address", "words"),
    [("/dev/ttyNONE7", "is not there"), ("/dev/null", "cannot be opened")],
)
def test_a_port_that_cannot_be_opened_is_told_in_words(
    address: str, words: str, timing: Timing
) -> None:
    delivery = serial_printer(settings(address), timing).send(b"receipt")

    assert delivery.state is JobState.NOT_SENT
    assert delivery.reason is not None
    assert words in delivery.reason


def test_a_port_in_use_is_told_in_words(terminal: tuple[int, str], timing: Timing) -> None:
    _, path = terminal
    first = serial_port._open(path, 9600)
    try:
        delivery = serial_printer(settings(path), timing).send(b"receipt")
    finally:
        first.close()
    assert delivery.state is JobState.NOT_SENT
    assert "is in use by another program" in (delivery.reason or "")


def test_without_pyserial_it_is_told_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, timing: Timing
) -> None:
    def missing(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    delivery = serial_printer(settings("COM3"), timing).send(b"receipt")

    assert delivery.state is JobState.NOT_SENT
    assert 'pip install "pos-desktop[serial]"' in (delivery.reason or "")
