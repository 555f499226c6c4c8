from __future__ import annotations

import sys
from typing import Any

import pytest

from pos_desktop.application.printer_finding import FoundPrinter
from pos_desktop.devices import finding
from pos_desktop.devices.finding import Finder
from pos_desktop.devices.transport import CannotOpenError, Timing
from pos_desktop.domain.errors import BadInput, Unavailable


def test_what_one_way_finds_is_told_though_another_cannot_look() -> None:
    queue = FoundPrinter(connection="cups", address="Q", told="Printer queue Q")

    def none_here() -> list[FoundPrinter]:
        raise CannotOpenError("Install it.")

    found = Finder(ways=(none_here, lambda: [queue])).find()

    assert found.printers == (queue,)
    assert found.hints == ("Install it.",)


def test_a_network_printer_that_answers_is_known_as_one(fake_printer: Any, patient: Timing) -> None:
    printer = fake_printer()

    found = Finder(timing=patient, ways=()).look_at(f"127.0.0.1:{printer.port}")

    assert (found.connection, found.answers_status) == ("network", True)
    assert printer.printed == b"", "a look prints nothing"


def test_a_network_printer_that_answers_nothing_is_known_as_one(
    fake_printer: Any, timing: Timing
) -> None:
    printer = fake_printer(answers={})

    found = Finder(timing=timing, ways=()).look_at(f"127.0.0.1:{printer.port}")

    assert found.answers_status is False
    assert "answers nothing" in found.told


def test_an_address_where_nobody_listens_is_told(closed_port: int, timing: Timing) -> None:
    with pytest.raises(Unavailable, match="No printer answers at"):
        Finder(timing=timing, ways=()).look_at(f"127.0.0.1:{closed_port}")


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(BadInput):
        Finder(ways=()).look_at("two words")


def test_every_usual_way_finds_or_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "cups_queues", lambda: ["Receipt"])

    found = Finder().find()

    if sys.platform != "win32":
        assert "Receipt" in [one.address for one in found.printers]
    assert all(one.told for one in found.printers)


def test_ports_of_boards_that_are_not_there_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from serial.tools import list_ports, list_ports_common

    def port(device: str, hwid: str, vid: int | None) -> Any:
        made = list_ports_common.ListPortInfo(device, skip_link_detection=True)
        made.hwid, made.vid = hwid, vid
        return made

    ports = [port("/dev/ttyS9", "n/a", None), port("/dev/ttyS0", "PNP0501", None)]
    ports.append(port("/dev/ttyUSB0", "USB VID:PID=067B:2303", 0x067B))
    monkeypatch.setattr(list_ports, "comports", lambda: ports)

    assert [one.address for one in finding.on_serial_ports()] == ["/dev/ttyUSB0", "/dev/ttyS0"]
