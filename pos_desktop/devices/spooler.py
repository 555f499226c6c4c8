"""The printer queues of Windows (its spooler), called in ``winspool.drv``.

The calls and structures are those of Microsoft's reference (winspool.h): OpenPrinterW,
StartDocPrinterW with the data type RAW, WritePrinter, EndDocPrinter, GetJobW, SetJobW,
GetPrinterW and EnumPrintersW.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import wintypes
from typing import Any

from pos_desktop.application.printing import PrinterSettings, PrinterStatus
from pos_desktop.devices.spooled import (
    InDoubtError,
    Progress,
    QueueStoppedError,
    Seen,
    SpooledPrinter,
)
from pos_desktop.devices.transport import UNREACHABLE, Timing

NOT_WINDOWS = "Printer queues of Windows are on Windows only. Choose another connection."

_INVALID_PARAMETER = 87
"""What GetJobW says of a job that has left the queue."""

_JOB_DELETE = 5
_LOCAL_AND_CONNECTED = 0x2 | 0x4
_WORK_OFFLINE = 0x400

_PAUSED, _ERROR, _PAPER_OUT, _OFFLINE, _NOT_AVAILABLE, _DOOR_OPEN = (
    0x1, 0x2, 0x10, 0x80, 0x1000, 0x400000,
)  # fmt: skip
_JOB_DONE = 0x80 | 0x1000  # printed, complete
_JOB_TROUBLE = (
    (0x40, "The printer is out of paper. Load a new roll."),
    (0x20, "The printer is offline. Check its power, cable and feed button."),
    (0x02 | 0x200, "The printer queue reports an error while printing this."),
)
_JOB_DELETED = 0x4 | 0x100


class _DocInfo(ctypes.Structure):
    _fields_ = (
        ("name", wintypes.LPWSTR),
        ("output", wintypes.LPWSTR),
        ("data_type", wintypes.LPWSTR),
    )


class _JobInfo(ctypes.Structure):
    """JOB_INFO_1W."""

    _fields_ = (
        ("job_id", wintypes.DWORD),
        ("printer", wintypes.LPWSTR),
        ("machine", wintypes.LPWSTR),
        ("user", wintypes.LPWSTR),
        ("document", wintypes.LPWSTR),
        ("data_type", wintypes.LPWSTR),
        ("status_text", wintypes.LPWSTR),
        ("status", wintypes.DWORD),
        ("priority", wintypes.DWORD),
        ("position", wintypes.DWORD),
        ("pages", wintypes.DWORD),
        ("printed", wintypes.DWORD),
        ("submitted", wintypes.WORD * 8),
    )


class _PrinterInfo2(ctypes.Structure):
    """PRINTER_INFO_2W."""

    _fields_ = (
        ("server", wintypes.LPWSTR),
        ("name", wintypes.LPWSTR),
        ("share", wintypes.LPWSTR),
        ("port", wintypes.LPWSTR),
        ("driver", wintypes.LPWSTR),
        ("comment", wintypes.LPWSTR),
        ("location", wintypes.LPWSTR),
        ("device_mode", ctypes.c_void_p),
        ("separator", wintypes.LPWSTR),
        ("processor", wintypes.LPWSTR),
        ("data_type", wintypes.LPWSTR),
        ("parameters", wintypes.LPWSTR),
        ("security", ctypes.c_void_p),
        ("attributes", wintypes.DWORD),
        ("priority", wintypes.DWORD),
        ("default_priority", wintypes.DWORD),
        ("start", wintypes.DWORD),
        ("until", wintypes.DWORD),
        ("status", wintypes.DWORD),
        ("jobs", wintypes.DWORD),
        ("speed", wintypes.DWORD),
    )


class _PrinterInfo4(ctypes.Structure):
    """PRINTER_INFO_4W."""

    _fields_ = (
        ("name", wintypes.LPWSTR),
        ("server", wintypes.LPWSTR),
        ("attributes", wintypes.DWORD),
    )


def windows_printer(settings: PrinterSettings, timing: Timing | None = None) -> SpooledPrinter:
    """The transport to the Windows queue of *settings*."""
    return SpooledPrinter(WindowsQueue(settings.address), timing)


def windows_queues(library: Any = None) -> list[str]:
    """The names of all queues of this computer. Raises OSError where there is no spooler."""
    spool = library or _library()
    size, count = wintypes.DWORD(), wintypes.DWORD()
    asked = (_LOCAL_AND_CONNECTED, None, 4)
    spool.EnumPrintersW(*asked, None, 0, ctypes.byref(size), ctypes.byref(count))
    room = ctypes.create_string_buffer(max(1, size.value))
    told = spool.EnumPrintersW(*asked, room, size, ctypes.byref(size), ctypes.byref(count))
    if not told:
        raise OSError("Windows does not say which printers there are.")
    found = ctypes.cast(room, ctypes.POINTER(_PrinterInfo4))
    return [str(found[number].name) for number in range(count.value)]


if sys.platform == "win32":

    def _library() -> Any:
        return ctypes.WinDLL("winspool.drv", use_last_error=True)

    def _last_error() -> int:
        return ctypes.get_last_error()

else:

    def _library() -> Any:
        raise OSError(NOT_WINDOWS)

    def _last_error() -> int:
        return 0


class WindowsQueue:
    """The port SystemQueue over the spooler."""

    def __init__(self, name: str, library: Any = None, last_error: Any = _last_error) -> None:
        self._name = name
        self._given = library
        self._last_error = last_error

    def check(self) -> None:
        """Refuse a queue whose printer is known to be off, paused or without paper."""
        with self._opened() as (spool, handle):
            size = wintypes.DWORD()
            spool.GetPrinterW(handle, 2, None, 0, ctypes.byref(size))
            room = ctypes.create_string_buffer(max(size.value, ctypes.sizeof(_PrinterInfo2)))
            if not spool.GetPrinterW(handle, 2, room, len(room), ctypes.byref(size)):
                return  # a queue that says nothing may still print
            info = ctypes.cast(room, ctypes.POINTER(_PrinterInfo2)).contents
            status, offline = int(info.status), bool(info.attributes & _WORK_OFFLINE)
        if status & _PAUSED:
            raise QueueStoppedError(
                f"The printer queue {self._name} is paused. Let it go on in Windows' settings."
            )
        now = PrinterStatus(
            offline=offline or bool(status & (_OFFLINE | _NOT_AVAILABLE)),
            paper_out=bool(status & _PAPER_OUT),
            cover_open=bool(status & _DOOR_OPEN),
            fault=bool(status & _ERROR),
        )
        if now.problem is not None:
            raise QueueStoppedError(now.problem, now)

    def hand_over(self, data: bytes, title: str) -> str:
        """Hand a job over as it is; one that the queue takes only in part is taken back."""
        with self._opened() as (spool, handle):
            info = _DocInfo(title, None, "RAW")
            job = int(spool.StartDocPrinterW(handle, 1, ctypes.byref(info)))
            if not job:
                raise OSError(f"The printer queue {self._name} did not take this.")
            written = wintypes.DWORD()
            whole = spool.WritePrinter(handle, data, len(data), ctypes.byref(written))
            if not whole or written.value != len(data):
                spool.SetJobW(handle, job, 0, None, _JOB_DELETE)
                spool.AbortPrinter(handle)
                told = f"The printer queue {self._name} did not take all of this."
                # A queue may begin to print before it has everything.
                raise InDoubtError(told) if written.value else OSError(told)
            if not spool.EndDocPrinter(handle):
                raise InDoubtError(f"The printer queue {self._name} did not confirm this.")
        return str(job)

    def look(self, job: str) -> Seen:
        """How far a job is; one that is no longer in the queue was passed on to the printer."""
        with self._opened() as (spool, handle):
            size = wintypes.DWORD()
            spool.GetJobW(handle, int(job), 1, None, 0, ctypes.byref(size))
            if not size.value and self._last_error() == _INVALID_PARAMETER:
                return Seen(Progress.DONE)
            room = ctypes.create_string_buffer(max(size.value, ctypes.sizeof(_JobInfo)))
            if not spool.GetJobW(handle, int(job), 1, room, len(room), ctypes.byref(size)):
                is_gone = self._last_error() == _INVALID_PARAMETER
                return Seen(Progress.DONE if is_gone else Progress.WAITING)
            status = int(ctypes.cast(room, ctypes.POINTER(_JobInfo)).contents.status)
        if status & _JOB_DELETED:
            return Seen(Progress.FAILED, "Somebody took this out of the printer queue.")
        if status & _JOB_DONE:
            return Seen(Progress.DONE)
        told = next((words for bits, words in _JOB_TROUBLE if status & bits), None)
        return Seen(Progress.WAITING, told)

    def take_back(self, job: str) -> None:
        """Delete it."""
        with self._opened() as (spool, handle):
            if not spool.SetJobW(handle, int(job), 0, None, _JOB_DELETE):
                raise OSError("Windows did not take the job out of its queue.")

    @contextmanager
    def _opened(self) -> Iterator[tuple[Any, Any]]:
        spool = self._given or _library()
        handle = wintypes.HANDLE()
        if not spool.OpenPrinterW(self._name, ctypes.byref(handle), None):
            raise QueueStoppedError(
                f"There is no printer queue {self._name} on this computer. Find it again.",
                UNREACHABLE,
            )
        try:
            yield spool, handle
        finally:
            spool.ClosePrinter(handle)
