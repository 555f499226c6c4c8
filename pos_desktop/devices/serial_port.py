"""Printers on a serial port, with pyserial, which is an extra.

A write that runs out of time must say how much went, or a job would be taken for one that was
not sent. pyserial's own ``write`` does not say it, so it is given only what it takes at once.
"""

from __future__ import annotations

import errno
import importlib
import select
import sys
import time
from threading import Event
from typing import Any

from pos_desktop.application.printer_addresses import port_and_speed
from pos_desktop.application.printing import PrinterSettings
from pos_desktop.devices.conversation import LinePrinter
from pos_desktop.devices.transport import CannotOpenError, Line, Timing

NEEDS_PYSERIAL = (
    "Serial printers need pyserial, which is not installed. Install it with: "
    'pip install "pos-desktop[serial]"'
)

_READ_BYTES = 256
_SHORTEST_WAIT_S = 0.01
_TOLD = {
    errno.ENOENT: "is not there. Check that the printer's cable is in",
    errno.ENODEV: "is not there. Check that the printer's cable is in",
    errno.ENXIO: "is not there. Check that the printer's cable is in",
    errno.EACCES: "may not be used by this user. Put the user into its group (dialout)",
    errno.EBUSY: "is in use by another program. Close that one",
    errno.EAGAIN: "is in use by another program. Close that one",
}
_OTHERWISE = "cannot be opened. Check its name, and that no other program uses it"


def load_pyserial() -> Any:
    """The module ``serial``. Raises CannotOpenError, whose text says how to get it."""
    try:
        return importlib.import_module("serial")
    except ImportError as error:
        raise CannotOpenError(NEEDS_PYSERIAL) from error


def serial_printer(settings: PrinterSettings, timing: Timing | None = None) -> LinePrinter:
    """The transport to the serial printer of *settings*."""
    path, speed = port_and_speed(settings.address)

    def open_line(_stop: Event) -> Line:
        return SerialLine(_open(path, speed))

    return LinePrinter(open_line, answers=settings.answers_status, timing=timing or Timing())


def _open(path: str, speed: int) -> Any:
    serial = load_pyserial()
    try:
        # XON and XOFF have a bit set that no answer of a printer has: they cannot be mixed up.
        return serial.Serial(
            path, speed, timeout=0, write_timeout=0, xonxoff=True, exclusive=_exclusive()
        )
    except (OSError, ValueError) as error:
        told = _TOLD.get(getattr(error, "errno", None) or 0, _OTHERWISE)
        raise CannotOpenError(f"The port {path} {told}.") from error


def _exclusive() -> bool | None:
    # On Windows a port is always opened by one alone, and pyserial refuses the word.
    return None if sys.platform == "win32" else True


class SerialLine:
    """An open serial port."""

    # The system knows how much the port has not sent yet.
    silent_end = False

    def __init__(self, port: Any) -> None:
        self._port = port

    if sys.platform == "win32":

        def write(self, data: bytes, wait_s: float) -> int:
            """Hand over what the port takes; see Line."""
            import serial

            self._port.write_timeout = max(wait_s, _SHORTEST_WAIT_S)
            for taken in range(len(data)):
                # One at a time: of a piece half sent when time is up, nobody would know the half.
                try:
                    self._port.write(data[taken : taken + 1])
                except serial.SerialTimeoutException:
                    return taken
            return len(data)

    else:

        def write(self, data: bytes, wait_s: float) -> int:
            """Hand over what the port takes; see Line."""
            _, ready, _ = select.select([], [self._port.fileno()], [], wait_s)
            if not ready:
                return 0
            # Without a time to wait, pyserial says how much the port took.
            return int(self._port.write(data) or 0)

    def read(self, wait_s: float) -> bytes:
        """What the printer sent; see Line. A port has no end to tell of."""
        self._port.timeout = wait_s
        first: bytes = self._port.read(1)
        if not first:
            return b""
        self._port.timeout = 0
        return first + bytes(self._port.read(_READ_BYTES))

    def end(self) -> None:
        """Nothing: a port has no end of writing."""

    def drained(self, wait_s: float) -> bool:
        """Whether the port has sent everything on."""
        if self._unsent() == 0:
            return True
        time.sleep(min(wait_s, _SHORTEST_WAIT_S))
        return False

    def close(self) -> None:
        """Close; what a stuck port holds is dropped, else closing would wait for it."""
        try:
            if self._unsent():
                self._port.reset_output_buffer()
        finally:
            self._port.close()

    def _unsent(self) -> int:
        try:
            return int(self._port.out_waiting)
        except OSError:
            raise
        except Exception as error:  # termios.error is no OSError, and Windows has none
            raise OSError(str(error)) from error
