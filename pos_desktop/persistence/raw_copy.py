"""The bytes of a store in use, copied by a process that has nothing else to do with it.

It is run as a program (see ``apart``): the shop's own process must never close a file that SQLite
has open, or its locks are gone. Whoever runs it holds a read transaction meanwhile, and so what is
copied is whole: pages that a checkpoint moves into the file are in the log as well, and nothing
newer than the transaction is moved there. Only a log that was begun anew while it was read is of
no use, and read again.
"""

from __future__ import annotations

import os
from io import FileIO
from pathlib import Path

_CHUNK = 8 << 20
"""Flushed as it is written: one great flush at the end would hold up a sale's."""

_LOCK_PAGE = range(0x40000000, 0x40000000 + 65536)
"""Where SQLite keeps its locks: no data is ever there, and Windows lets nobody read it."""

_LOG_HEADER = 32
_TRIES = 5


def copy_raw(source: Path, target: Path) -> None:
    """Copy the file at *source*, then its log; the copy of the log is beside that of the file.

    OSError passes; TimeoutError when the log was never still.
    """
    _copy(source, target)
    log, copied = (path.with_name(f"{path.name}-wal") for path in (source, target))
    for _ in range(_TRIES):
        begun = _log_header(log)
        if not begun:
            return
        _copy(log, copied)
        if _log_header(log) == begun:
            return
        copied.unlink()
    raise TimeoutError("the log was begun anew each time it was read")


def _copy(source: Path, target: Path) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with (
        source.open("rb", buffering=0) as read,
        os.fdopen(os.open(target, flags, 0o600), "wb", buffering=0) as write,
    ):
        buffer = memoryview(bytearray(_CHUNK))
        while count := _read_on(read, write, buffer):
            _write(write, buffer[:count])
            os.fsync(write.fileno())


def _write(file: FileIO, content: memoryview) -> None:
    """A disk that is nearly full takes a part, and refuses the rest the next time."""
    while content:
        content = content[file.write(content) :]


def _read_on(read: FileIO, write: FileIO, buffer: memoryview) -> int:
    at = read.tell()
    if at in _LOCK_PAGE:
        at = _LOCK_PAGE.stop
        read.seek(at)
        write.seek(at)
    most = len(buffer)
    if at < _LOCK_PAGE.start:
        most = min(most, _LOCK_PAGE.start - at)
    return read.readinto(buffer[:most]) or 0


def _log_header(log: Path) -> bytes:
    """What changes when a log is begun anew; empty without one."""
    try:
        with log.open("rb", buffering=0) as file:
            return file.read(_LOG_HEADER)
    except FileNotFoundError:
        return b""


if __name__ == "__main__":
    from pos_desktop.persistence.apart import answer

    answer(lambda asked: copy_raw(Path(asked["source"]), Path(asked["target"])), gives_way=False)
