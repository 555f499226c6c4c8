"""USB printers, with the devices and their library played."""

from __future__ import annotations

import errno
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from pos_desktop.application.printing import JobState, PrinterSettings
from pos_desktop.devices import usb_port
from pos_desktop.devices.transport import CannotOpenError, Timing
from pos_desktop.devices.usb_port import usb_printer

FENCE = b"\x1dr\x01"
OUT, IN = 0x01, 0x82


@dataclass
class Outward:
    """Takes `room` bytes in all, 64 at a time, as a small printer does."""

    printer: Device
    bEndpointAddress: int = OUT
    bmAttributes: int = 2

    def write(self, data: bytes, timeout: int) -> int:
        assert timeout > 0, "0 would wait for ever"
        if self.printer.unplugged:
            raise OSError(errno.ENODEV, "gone")
        room = self.printer.room - len(self.printer.taken)
        if room <= 0:
            raise OSError(errno.ETIMEDOUT, "timeout")
        took = bytes(data[: min(64, room)])
        self.printer.taken += took
        return len(took)


@dataclass
class Inward:
    """Answers what was asked, while the printer takes anything."""

    printer: Device
    bEndpointAddress: int = IN
    bmAttributes: int = 2

    def read(self, size: int, timeout: int) -> Any:
        assert timeout > 0
        asked = self.printer.taken.count(b"\x10\x04") + self.printer.taken.count(FENCE)
        if not self.printer.answers or self.printer.answered >= asked:
            raise OSError(errno.ETIMEDOUT, "timeout")
        self.printer.answered += 1
        return b"\x00" if self.printer.taken.endswith(FENCE) else b"\x12"


@dataclass
class Device:
    """One printer: its interfaces, and what its driver did."""

    idVendor: int = 0x04B8
    idProduct: int = 0x0202
    serial: str = ""
    room: int = 1_000_000
    answers: bool = False
    has_driver: bool = True
    classes: tuple[int, ...] = (3, 7)
    taken: bytearray = field(default_factory=bytearray)
    answered: int = 0
    unplugged: bool = False
    refuses: int = 0
    done: list[str] = field(default_factory=list)
    iManufacturer: int = 0
    iProduct: int = 0

    @property
    def iSerialNumber(self) -> int:
        return 3 if self.serial else 0

    def __iter__(self) -> Any:
        interfaces = []
        for number, kind in enumerate(self.classes):
            ends = [Inward(self), Outward(self)] if kind == 7 else []
            interfaces.append(Interface(number, kind, ends))
        return iter([interfaces])

    def is_kernel_driver_active(self, number: int) -> bool:
        return self.has_driver

    def detach_kernel_driver(self, number: int) -> None:
        self.done.append(f"detach {number}")

    def attach_kernel_driver(self, number: int) -> None:
        self.done.append(f"attach {number}")


class Interface(list[Any]):
    def __init__(self, number: int, kind: int, ends: list[Any]) -> None:
        super().__init__(ends)
        self.bInterfaceNumber = number
        self.bInterfaceClass = kind


class Library:
    """The part of pyusb that is used."""

    def __init__(self, *devices: Device) -> None:
        def find(*, find_all: bool, custom_match: Any) -> Any:
            return (device for device in devices if custom_match(device))

        def claim(device: Device, number: int) -> None:
            if device.refuses:
                raise OSError(device.refuses, "refused")
            device.done.append(f"claim {number}")

        self.core = SimpleNamespace(find=find)
        self.util = SimpleNamespace(
            ENDPOINT_OUT=0,
            ENDPOINT_TYPE_BULK=2,
            endpoint_type=lambda attributes: attributes & 3,
            endpoint_direction=lambda address: address & 0x80,
            get_string=lambda device, index: device.serial,
            claim_interface=claim,
            release_interface=lambda device, number: device.done.append(f"release {number}"),
            dispose_resources=lambda device: device.done.append("dispose"),
        )


@pytest.fixture
def plug_in(monkeypatch: pytest.MonkeyPatch) -> Any:
    def plugged(*devices: Device) -> None:
        monkeypatch.setattr(usb_port, "load_pyusb", lambda: Library(*devices))

    return plugged


def settings(address: str = "04b8:0202", *, answers: bool = False) -> PrinterSettings:
    return PrinterSettings(
        name="Counter", connection="usb", address=address, answers_status=answers
    )


def test_a_usb_printer_gets_every_byte_and_its_driver_back(plug_in: Any, timing: Timing) -> None:
    device = Device()
    plug_in(Device(idProduct=0x9999), device)

    delivery = usb_printer(settings(), timing).send(b"receipt" * 100)

    assert (delivery.state, delivery.reason) == (JobState.UNCONFIRMED, None)
    assert device.taken == b"receipt" * 100
    assert device.done == ["detach 1", "claim 1", "release 1", "attach 1", "dispose"]


def test_a_usb_printer_that_answers_confirms(plug_in: Any, timing: Timing) -> None:
    device = Device(answers=True, has_driver=False)
    plug_in(device)

    delivery = usb_printer(settings(answers=True), timing).send(b"receipt")

    assert delivery.state is JobState.PRINTED
    assert device.taken.endswith(b"receipt" + FENCE)


def test_of_two_alike_the_one_of_that_number_is_used(plug_in: Any, timing: Timing) -> None:
    first, second = Device(serial="A1"), Device(serial="A2")
    plug_in(first, second)

    usb_printer(settings("04b8:0202:A2"), timing).send(b"receipt")

    assert (bytes(first.taken), bytes(second.taken)) == (b"", b"receipt")


def test_a_usb_printer_that_stops_taking_leaves_the_job_in_doubt(
    plug_in: Any, timing: Timing
) -> None:
    plug_in(Device(room=130))

    delivery = usb_printer(settings(), timing).send(b"x" * 500)

    assert delivery.state is JobState.UNCONFIRMED
    assert "after 130 of 500 bytes" in (delivery.reason or "")


def test_a_usb_printer_that_takes_nothing_is_not_sent(plug_in: Any, timing: Timing) -> None:
    plug_in(Device(room=0))

    assert usb_printer(settings(), timing).send(b"receipt").state is JobState.NOT_SENT


@pytest.mark.parametrize(
    ("device", "words"),
    [
        (Device(idVendor=1), "is not there"),
        (Device(classes=(3, 8)), "is not there"),
        (Device(refuses=errno.EACCES), "may not be used by this user"),
        (Device(refuses=errno.EBUSY), "is in use by another program"),
        (Device(unplugged=True), "broke"),
    ],
)
def test_what_is_wrong_is_told_in_words(
    device: Device, words: str, plug_in: Any, timing: Timing
) -> None:
    plug_in(device)

    delivery = usb_printer(settings(), timing).send(b"receipt")

    assert delivery.state is JobState.NOT_SENT
    assert words in (delivery.reason or "")


def test_without_libusb_it_is_told_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, timing: Timing
) -> None:
    library = Library()

    def no_backend(**_kinds: Any) -> Any:
        raise ValueError("No backend available")

    library.core.find = no_backend
    monkeypatch.setattr(usb_port, "load_pyusb", lambda: library)
    delivery = usb_printer(settings(), timing).send(b"receipt")

    assert delivery.state is JobState.NOT_SENT
    assert "libusb" in (delivery.reason or "")


def test_without_pyusb_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(usb_port.importlib, "import_module", missing)
    with pytest.raises(CannotOpenError, match=r"pos-desktop\[usb\]"):
        usb_port.load_pyusb()
