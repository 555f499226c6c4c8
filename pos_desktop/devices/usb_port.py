"""USB printers without a driver of the system, with pyusb, which is an extra.

A printer is an interface of class 7 with a bulk endpoint out of the computer, and mostly one
into it, which brings its answers.
"""

from __future__ import annotations

import errno
import importlib
import logging
import time
from threading import Event
from typing import Any

from msgspec import Struct

from pos_desktop.application.printer_addresses import UsbAddress, usb_address
from pos_desktop.application.printing import PrinterSettings
from pos_desktop.devices.conversation import LinePrinter
from pos_desktop.devices.transport import CannotOpenError, Line, Timing

_log = logging.getLogger(__name__)

NEEDS_PYUSB = (
    "USB printers without a driver need pyusb, which is not installed. Install it with: "
    'pip install "pos-desktop[usb]"'
)
NEEDS_LIBUSB = (
    "USB printers need the library libusb. Install it (libusb-1.0-0), or choose the device path "
    "or the system's printer queue."
)
NOT_THERE = "The USB printer is not there. Check that it is on and its cable is in."

PRINTER_CLASS = 7
_OUT_OF_TIME = frozenset({errno.ETIMEDOUT, 60, 110, 10060})
_READ_BYTES = 256
_SHORTEST_WAIT_S = 0.01
_TOLD = {
    errno.EACCES: "may not be used by this user. Give the user the right to USB printers (lp)",
    errno.EBUSY: "is in use by another program or by the system's printer queue",
    errno.ENODEV: "was just unplugged. Plug it in again",
}


def load_pyusb() -> Any:
    """The module ``usb`` with ``usb.core`` and ``usb.util``. Raises CannotOpenError."""
    try:
        usb = importlib.import_module("usb")
        importlib.import_module("usb.core")
        importlib.import_module("usb.util")
    except ImportError as error:
        raise CannotOpenError(NEEDS_PYUSB) from error
    return usb


def printers_on_usb(usb: Any) -> list[Any]:
    """Every device with an interface of the printers' class. Raises CannotOpenError."""
    try:
        found = list(usb.core.find(find_all=True, custom_match=_has_printer))
    except ValueError as error:  # pyusb: no backend
        raise CannotOpenError(NEEDS_LIBUSB) from error
    return found


def address_of(usb: Any, device: Any) -> str:
    """How the settings name this device: maker, product and, where it may be read, its serial."""
    try:
        number = usb.util.get_string(device, device.iSerialNumber) if device.iSerialNumber else ""
    except (OSError, ValueError, NotImplementedError):
        number = ""
    base = f"{device.idVendor:04x}:{device.idProduct:04x}"
    is_plain = bool(number) and number.isprintable() and not any(c.isspace() for c in number)
    return f"{base}:{number}" if is_plain else base


def usb_printer(settings: PrinterSettings, timing: Timing | None = None) -> LinePrinter:
    """The transport to the USB printer of *settings*."""
    address = usb_address(settings.address)

    def open_line(_stop: Event) -> Line:
        return _open(address, settings.address)

    return LinePrinter(open_line, answers=settings.answers_status, timing=timing or Timing())


class _Interface(Struct, frozen=True):
    """The printer's interface, and its two directions."""

    number: int
    outward: Any
    inward: Any | None


def _has_printer(device: Any) -> bool:
    try:
        return any(
            interface.bInterfaceClass == PRINTER_CLASS
            for configuration in device
            for interface in configuration
        )
    except (OSError, NotImplementedError):
        return False  # a device that may not be looked at is none of ours


def _open(address: UsbAddress, told: str) -> UsbLine:
    usb = load_pyusb()
    for device in printers_on_usb(usb):
        if (device.idVendor, device.idProduct) != (address.maker, address.product):
            continue
        if address.number and not address_of(usb, device).endswith(f":{address.number}"):
            continue
        return _claim(usb, device, told)
    raise CannotOpenError(NOT_THERE)


def _claim(usb: Any, device: Any, told: str) -> UsbLine:
    had_driver = False
    try:
        interface = _interface_of(usb, device)
        if interface is not None:
            had_driver = _take_from_driver(device, interface.number)
            usb.util.claim_interface(device, interface.number)
    except OSError as error:
        usb.util.dispose_resources(device)
        words = _TOLD.get(error.errno or 0, f"cannot be opened ({error.strerror or error})")
        raise CannotOpenError(f"The USB printer {words}.") from error
    if interface is None:
        raise CannotOpenError(f"The USB device {told} takes no data. Find the printer again.")
    return UsbLine(usb, device, interface, had_driver=had_driver)


def _interface_of(usb: Any, device: Any) -> _Interface | None:
    for configuration in device:
        for interface in configuration:
            if interface.bInterfaceClass != PRINTER_CLASS:
                continue
            outward = inward = None
            for endpoint in interface:
                if usb.util.endpoint_type(endpoint.bmAttributes) != usb.util.ENDPOINT_TYPE_BULK:
                    continue
                direction = usb.util.endpoint_direction(endpoint.bEndpointAddress)
                if direction == usb.util.ENDPOINT_OUT:
                    outward = outward or endpoint
                else:
                    inward = inward or endpoint
            if outward is not None:
                return _Interface(interface.bInterfaceNumber, outward, inward)
    return None


def _take_from_driver(device: Any, number: int) -> bool:
    """Take the interface from the system's own driver; whether it had one."""
    try:
        if not device.is_kernel_driver_active(number):
            return False
        device.detach_kernel_driver(number)
    except NotImplementedError:  # Windows has nothing of the kind
        return False
    return True


class UsbLine:
    """A claimed interface. What a write says was taken lies in the printer's own buffer."""

    silent_end = False

    def __init__(self, usb: Any, device: Any, interface: _Interface, *, had_driver: bool) -> None:
        self._usb = usb
        self._device = device
        self._interface = interface
        self._had_driver = had_driver

    def write(self, data: bytes, wait_s: float) -> int:
        """Hand over what the printer takes; see Line."""
        try:
            return int(self._interface.outward.write(data, _ms(wait_s)))
        except OSError as error:
            if _is_only_late(error):
                return 0
            raise

    def read(self, wait_s: float) -> bytes:
        """What the printer sent; see Line."""
        if self._interface.inward is None:
            time.sleep(min(wait_s, _SHORTEST_WAIT_S))
            return b""
        try:
            received = bytes(self._interface.inward.read(_READ_BYTES, _ms(wait_s)))
        except OSError as error:
            if _is_only_late(error):
                return b""
            raise
        if not received:
            # Some printers answer every look with nothing, at once.
            time.sleep(min(wait_s, _SHORTEST_WAIT_S))
        return received

    def end(self) -> None:
        """Nothing: an interface has no end of writing."""

    def drained(self, wait_s: float) -> bool:
        """Always: what was taken is in the printer."""
        del wait_s
        return True

    def close(self) -> None:
        """Give the interface back, to the system's driver where it had one."""
        number = self._interface.number
        try:
            self._usb.util.release_interface(self._device, number)
            if self._had_driver:
                self._device.attach_kernel_driver(number)
        finally:
            self._usb.util.dispose_resources(self._device)


def _ms(seconds: float) -> int:
    # To libusb 0 means for ever.
    return max(1, int(seconds * 1000))


def _is_only_late(error: OSError) -> bool:
    return isinstance(error, TimeoutError) or error.errno in _OUT_OF_TIME
