"""Printers behind a device path such as /dev/usb/lp0, and pipes. Not on Windows.

Everything is opened and written without blocking: a printer that is out of paper would
otherwise hold its thread for ever.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from threading import Event

from pos_desktop.application.printing import PrinterSettings
from pos_desktop.devices.conversation import LinePrinter
from pos_desktop.devices.transport import CannotOpenError, Line, Timing

_READ_BYTES = 256
_SHORTEST_WAIT_S = 0.01

_TOLD = {
    errno.ENOENT: "is not there. Check that the printer is on and its cable is in",
    errno.ENODEV: "is not there. Check that the printer is on and its cable is in",
    errno.EACCES: "may not be written by this user. Put the user into its group (lp or dialout)",
    errno.EBUSY: "is in use by another program. Close that one",
    errno.ENXIO: "has nobody at the other end. Switch the printer or its program on",
}


def device_printer(settings: PrinterSettings, timing: Timing | None = None) -> LinePrinter:
    """The transport to the device path of *settings*."""
    both_ways = settings.answers_status

    def open_line(_stop: Event) -> Line:
        return _open(settings.address, both_ways=both_ways)

    return LinePrinter(open_line, answers=both_ways, timing=timing or Timing())


if sys.platform == "win32":

    def _open(path: str, *, both_ways: bool) -> Line:  # noqa: ARG001 - one signature everywhere
        raise CannotOpenError(f"Windows has no device path like {path}. Choose another connection.")

else:
    import fcntl
    import select
    import struct
    import termios
    import time
    import tty

    class DeviceLine:
        """An open character device or pipe."""

        # The system knows how much the device has not taken yet.
        silent_end = False

        def __init__(self, descriptor: int) -> None:
            self._descriptor = descriptor
            self._is_terminal = os.isatty(descriptor)
            if self._is_terminal:
                # Else the system would write a carriage return before each line feed.
                tty.setraw(descriptor, termios.TCSANOW)

        def write(self, data: bytes, wait_s: float) -> int:
            """Hand over what the device takes; see Line."""
            if not self._ready(select.POLLOUT, wait_s):
                return 0
            try:
                return os.write(self._descriptor, data)
            except BlockingIOError:
                # A pipe has room, but less than the piece: come again when a little was read.
                time.sleep(min(wait_s, _SHORTEST_WAIT_S))
                return 0

        def read(self, wait_s: float) -> bytes:
            """What the printer sent; see Line. A device has no end to tell of."""
            if not self._ready(select.POLLIN, wait_s):
                return b""
            try:
                received = os.read(self._descriptor, _READ_BYTES)
            except BlockingIOError:
                received = b""
            if not received:
                # The USB printer driver is always readable, with nothing in it.
                time.sleep(min(wait_s, _SHORTEST_WAIT_S))
            return received

        def end(self) -> None:
            """Nothing: a device path has no end of writing."""

        def drained(self, wait_s: float) -> bool:
            """Whether the driver has passed everything on; closing a USB printer drops the rest."""
            if not self._is_terminal:
                return self._ready(select.POLLOUT, wait_s)
            if self._unsent() == 0:
                return True
            time.sleep(min(wait_s, _SHORTEST_WAIT_S))
            return False

        def close(self) -> None:
            """Close; what a stuck serial line holds is dropped, else closing waits for it."""
            try:
                if self._is_terminal and self._unsent():
                    termios.tcflush(self._descriptor, termios.TCOFLUSH)
            except termios.error as error:  # which is no OSError
                raise OSError(str(error)) from error
            finally:
                os.close(self._descriptor)

        def _unsent(self) -> int:
            held = fcntl.ioctl(self._descriptor, termios.TIOCOUTQ, struct.pack("i", 0))
            count: int = struct.unpack("i", held)[0]
            return count

        def _ready(self, event: int, wait_s: float) -> bool:
            waiting = select.poll()
            waiting.register(self._descriptor, event)
            # Errors and hang-ups also end the wait: reading or writing then tells them.
            return bool(waiting.poll(wait_s * 1000))

    def _open(path: str, *, both_ways: bool) -> Line:
        flags = os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
        flags |= os.O_RDWR if both_ways else os.O_WRONLY
        try:
            descriptor = os.open(path, flags)
        except OSError as error:
            told = _TOLD.get(error.errno or 0, f"cannot be opened ({error.strerror})")
            raise CannotOpenError(f"{path} {told}.") from error
        problem = _unfit(descriptor, both_ways=both_ways)
        if problem is not None:
            os.close(descriptor)
            raise CannotOpenError(f"{path} {problem}")
        try:
            return DeviceLine(descriptor)
        except termios.error as error:
            os.close(descriptor)
            raise CannotOpenError(f"{path} cannot be set up as a printer ({error}).") from error

    def _unfit(descriptor: int, *, both_ways: bool) -> str | None:
        """Why nothing may be written there, or None: a disk or a file would be overwritten."""
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISFIFO(mode):
            # Opened both ways, a pipe would give us our own questions to read.
            told = "is a pipe and cannot answer. Set the printer up as one that does not."
            return told if both_ways else None
        if stat.S_ISCHR(mode):
            return None
        return "is no device. To keep printouts in a file, choose the file connection."
