"""Printing into a file: appended to one, or one file a job in a folder.

For a program that collects printouts, and for trying the till without a printer.
"""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Callable
from pathlib import Path

from pos_desktop.application.printing import PrinterSettings, PrinterStatus
from pos_desktop.devices.transport import UNREACHABLE, Delivery

_log = logging.getLogger(__name__)

_ALLOWED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
_LONGEST_NAME = 80
_MOST_OF_ONE_NAME = 10_000
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
# Without O_NONBLOCK a pipe would hold the thread until somebody reads it.
_APPEND = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_APPEND
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NONBLOCK", 0)
)


class FilePrinter:
    """Writes each job durably; a job that cannot be written whole leaves nothing behind."""

    def __init__(self, settings: PrinterSettings) -> None:
        self._path = Path(settings.address)

    def send(self, data: bytes, title: str = "") -> Delivery:
        """Write one job and flush it to the disk; see Transport.

        A job that is written but not known to be on the disk is unconfirmed.
        """
        try:
            if self._path.is_dir():
                return self._as_new_file(data, title)
            return self._appended(data)
        except OSError as error:
            _log.warning("%s was not written to %s: %s", title or "a job", self._path, error)
            return Delivery.not_sent(_told(self._path, error))

    def status(self) -> PrinterStatus:
        """Ready when there is something that may be written to."""
        target = self._path if self._path.exists() else self._path.parent
        return PrinterStatus() if os.access(target, os.W_OK) else UNREACHABLE

    def listen(self, heard: Callable[[PrinterStatus], None]) -> None:
        """Nothing: a disk has nothing to tell meanwhile."""

    def abandon(self) -> None:
        """Nothing: a write to a disk cannot be broken off."""

    def _as_new_file(self, data: bytes, title: str) -> Delivery:
        name = safe_name(title)
        # It gets its real name only when it is whole: a collector never sees half a receipt.
        part = self._path / f".{name}.part"
        part.unlink(missing_ok=True)
        try:
            descriptor = os.open(part, _NEW_FILE, 0o600)
            try:
                _write_all(descriptor, data)
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            part.rename(_free_name(self._path, name))
        except OSError:
            part.unlink(missing_ok=True)
            raise
        return self._flushed_folder()

    def _flushed_folder(self) -> Delivery:
        if os.name == "nt":  # where a folder cannot be flushed, and need not be
            return Delivery.printed(PrinterStatus())
        try:
            descriptor = os.open(self._path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            _log.warning("the folder %s was not flushed: %s", self._path, error)
            return Delivery.unconfirmed("The disk did not confirm the file.", PrinterStatus())
        return Delivery.printed(PrinterStatus())

    def _appended(self, data: bytes) -> Delivery:
        descriptor = os.open(self._path, _APPEND, 0o600)
        try:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                return Delivery.not_sent(
                    f"{self._path} is a device. Choose the device connection for it."
                )
            try:
                _write_all(descriptor, data)
                os.fsync(descriptor)
            except OSError as error:
                return self._taken_back(descriptor, found.st_size, error)
        finally:
            os.close(descriptor)
        return Delivery.printed(PrinterStatus())

    def _taken_back(self, descriptor: int, size: int, cause: OSError) -> Delivery:
        told = _told(self._path, cause)
        try:
            os.ftruncate(descriptor, size)
        except OSError as error:
            _log.warning("half a job stays in %s: %s", self._path, error)
            return Delivery.unconfirmed(told, PrinterStatus())
        return Delivery.not_sent(told)


def safe_name(title: str) -> str:
    """A file name without its ending, from the letters A–Z, digits, "-" and "_" of *title*."""
    letters = "".join(letter if letter in _ALLOWED else "-" for letter in title)
    # "job-" keeps clear of the names that Windows reserves, such as CON.
    return f"job-{letters.strip('-')[:_LONGEST_NAME] or 'untitled'}"


def _free_name(folder: Path, name: str) -> Path:
    for number in range(1, _MOST_OF_ONE_NAME):
        path = folder / (f"{name}.bin" if number == 1 else f"{name}-{number}.bin")
        if not path.exists():
            return path
    raise FileExistsError(f"too many files called {name}")


def _write_all(descriptor: int, data: bytes) -> None:
    written = 0
    while written < len(data):
        written += os.write(descriptor, data[written:])


def _told(path: Path, error: OSError) -> str:
    return f"The printout could not be written to {path} ({error.strerror or error})."
