"""Looking for printers on this computer, and at a network address."""

from __future__ import annotations

import glob
import importlib
import logging
import sys
from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import replace

from pos_desktop.application.printer_finding import Findings, FoundPrinter
from pos_desktop.application.printing import PrinterSettings
from pos_desktop.devices.cups import cups_queues
from pos_desktop.devices.network import network_printer
from pos_desktop.devices.serial_port import load_pyserial
from pos_desktop.devices.spooler import windows_queues
from pos_desktop.devices.transport import UNREACHABLE, Timing
from pos_desktop.devices.usb_port import address_of, load_pyusb, printers_on_usb
from pos_desktop.domain.errors import Unavailable

_log = logging.getLogger(__name__)

DEVICE_PATHS = ("/dev/usb/lp*", "/dev/lp[0-9]*")

Way = Callable[[], list[FoundPrinter]]


class Finder:
    """The port PrinterFinder."""

    def __init__(
        self, *, timing: Timing | None = None, ways: tuple[Way, ...] | None = None
    ) -> None:
        self._timing = timing or Timing()
        self._ways = ways if ways is not None else usual_ways()

    def find(self) -> Findings:
        """Everything that every way of looking finds; a way that cannot look says why."""
        printers: list[FoundPrinter] = []
        hints: list[str] = []
        for way in self._ways:
            try:
                printers += way()
            except OSError as error:
                _log.info("printers were not looked for in one way: %s", error)
                hints.append(str(error))
        return Findings(printers=tuple(printers), hints=tuple(hints))

    def look_at(self, address: str) -> FoundPrinter:
        """Connect, and ask; see PrinterFinder."""
        asked = PrinterSettings(
            name="Printer", connection="network", address=address, answers_status=True
        )
        if network_printer(asked, self._timing).status() != UNREACHABLE:
            return _on_network(address, answers=True)
        silent = network_printer(replace(asked, answers_status=False), self._timing)
        if silent.status().offline:
            raise Unavailable(
                f"No printer answers at {address}. Check that it is on and connected, and print "
                "its own self-test: the address stands there.",
                code="no_printer_there",
            )
        return _on_network(address, answers=False)


def usual_ways() -> tuple[Way, ...]:
    """How printers are looked for on this system."""
    if sys.platform == "win32":
        return (on_usb, on_serial_ports, in_windows_queues)
    return (on_usb, on_device_paths, on_serial_ports, in_cups_queues)


def on_usb() -> list[FoundPrinter]:
    """Interfaces of the printers' class. Raises OSError without pyusb or libusb."""
    usb = load_pyusb()
    return [
        FoundPrinter(
            connection="usb",
            address=address_of(usb, device),
            told=f"USB: {_name_of(usb, device)}",
        )
        for device in printers_on_usb(usb)
    ]


def on_device_paths() -> list[FoundPrinter]:
    """The paths of the system's own printer driver."""
    paths = sorted(path for pattern in DEVICE_PATHS for path in glob.glob(pattern))  # noqa: PTH207
    return [
        FoundPrinter(connection="device", address=path, told=f"Device {path}") for path in paths
    ]


def on_serial_ports() -> list[FoundPrinter]:
    """Serial ports, real ones first. Raises OSError without pyserial."""
    load_pyserial()
    listing = importlib.import_module("serial.tools.list_ports")
    ports = [port for port in listing.comports() if _may_be_wired(port)]
    return [
        FoundPrinter(
            connection="serial",
            address=port.device,
            told=f"Serial port {port.device}: {port.description}",
        )
        for port in sorted(ports, key=lambda port: (port.vid is None, port.device))
    ]


def in_cups_queues() -> list[FoundPrinter]:
    """The queues of CUPS. Raises OSError where it is not installed."""
    return [
        FoundPrinter(connection="cups", address=name, told=f"Printer queue {name}")
        for name in cups_queues()
    ]


def in_windows_queues() -> list[FoundPrinter]:
    """The queues of Windows."""
    return [
        FoundPrinter(connection="windows", address=name, told=f"Printer queue {name}")
        for name in windows_queues()
    ]


def _on_network(address: str, *, answers: bool) -> FoundPrinter:
    how = "answers" if answers else "takes data, and answers nothing"
    return FoundPrinter(
        connection="network",
        address=address.strip(),
        told=f"Network printer {address.strip()}: it {how}",
        answers_status=answers,
    )


def _may_be_wired(port: Any) -> bool:
    # Linux lists 32 ports of boards that have none; such a one has no hardware to tell of.
    return bool(port.hwid) and port.hwid != "n/a"


def _name_of(usb: Any, device: Any) -> str:
    def parts() -> Iterator[str]:
        for index in (device.iManufacturer, device.iProduct):
            try:
                text = usb.util.get_string(device, index) if index else ""
            except (OSError, ValueError, NotImplementedError):
                continue
            if text:
                yield str(text)

    return " ".join(parts()) or f"{device.idVendor:04x}:{device.idProduct:04x}"
