"""A printer behind a path: a device (``/dev/usb/lp0``, a FIFO), or files kept on disk."""

from __future__ import annotations

import os
import re
import select
import stat
import time
from pathlib import Path

from pos_desktop.application.printing import PrinterSettings, PrinterStatus
from pos_desktop.devices.transport import Delivery, Outcome

PIECE_BYTES = 1024
STALL_SECONDS = 5.0
_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")


class DeviceTransport:
    """Writes to a device without ever waiting for it for long; a device gives no answers."""

    def __init__(self, settings: PrinterSettings, stall_seconds: float = STALL_SECONDS) -> None:
        self._path = Path(settings.address)
        self._stall = stall_seconds

    def send(self, data: bytes) -> Delivery:
        """Write one job in pieces, giving up when the device takes nothing for too long."""
        try:
            # Not blocking: opening a FIFO that nobody reads would otherwise wait for ever.
            device = os.open(self._path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        except OSError as error:
            return Delivery(outcome=Outcome.NOT_SENT, reason=self._unreachable(error))
        sent = 0
        try:
            while sent < len(data):
                if not _writable(device, self._stall):
                    return self._stopped(sent, "The printer stopped taking data.")
                sent += os.write(device, data[sent : sent + PIECE_BYTES])
        except OSError as error:
            return self._stopped(sent, f"The printer broke off ({error.strerror}).")
        finally:
            os.close(device)
        return Delivery(outcome=Outcome.UNCONFIRMED)

    def status(self) -> PrinterStatus:
        """Offline when the device is not there; else it does not say."""
        if not self._path.exists():
            return PrinterStatus(offline=True)
        return PrinterStatus(known=False)

    def _stopped(self, sent: int, reason: str) -> Delivery:
        outcome = Outcome.UNCONFIRMED if sent else Outcome.NOT_SENT
        return Delivery(outcome=outcome, reason=reason)

    def _unreachable(self, error: OSError) -> str:
        return (
            f"The printer at {self._path} cannot be reached ({error.strerror}). Check that it is "
            "plugged in and switched on, and that this user may write to it."
        )


class FileTransport:
    """Keeps each job's bytes: a file a job in a folder, or all of them behind one another."""

    def __init__(self, settings: PrinterSettings) -> None:
        self._path = Path(settings.address)

    def send(self, data: bytes) -> Delivery:
        """Write one job and flush it to the disk; only then it counts as printed."""
        try:
            if self._path.is_dir():
                target = self._path / f"{time.time_ns()}-{os.getpid()}.escpos"
                _write(target, data, os.O_EXCL)
            else:
                _refuse_device(self._path)
                _write(self._path, data, os.O_APPEND)
        except OSError as error:
            return Delivery(
                outcome=Outcome.NOT_SENT,
                reason=f"{self._path} cannot be written ({error.strerror or error}). "
                "Check that the folder is there and its disk is not full.",
            )
        return Delivery(outcome=Outcome.PRINTED, status=PrinterStatus())

    def status(self) -> PrinterStatus:
        """Ready when its folder is there."""
        there = self._path.is_dir() or self._path.parent.is_dir()
        return PrinterStatus(offline=not there)


def _write(target: Path, data: bytes, how: int) -> None:
    file = os.open(target, os.O_WRONLY | os.O_CREAT | how, 0o600)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(file, view) :]
        os.fsync(file)
    finally:
        os.close(file)


def _refuse_device(path: Path) -> None:
    """A device set up as a file would be waited for: it has a connection of its own."""
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        raise OSError(f"{path} is not a file; set it up as a device")


def _writable(device: int, seconds: float) -> bool:
    _, ready, _ = select.select([], [device], [], seconds)
    return bool(ready)
