"""The head log: how far each chain had come, on another path than the store.

A store that is put back to an older copy, or cut off at its end, is behind its log; one that was
rewritten has another hash there. The log is written after the commit by a thread of its own, so no
sale waits for it: it may be behind the store after a crash, never ahead of it.
"""

from __future__ import annotations

import logging
import os
import threading
from pathlib import Path
from queue import SimpleQueue

from pos_desktop.domain.chain import Head
from pos_desktop.persistence.durable import write_durably

_log = logging.getLogger(__name__)

_COMPACT_BYTES = 1_000_000
_FIELDS = 3


def head_log(keys: Path, store_id: str) -> Path:
    """Where the head log of a store is: with its key, outside the shop's folder."""
    return keys / f"{store_id}.heads"


def read_heads(path: Path) -> dict[int, Head]:
    """The last head of each chain; a line that a power cut left torn is passed over."""
    try:
        lines = path.read_text(encoding="ascii", errors="replace").splitlines()
    except FileNotFoundError:
        return {}
    heads = {}
    for line in lines:
        parts = line.split()
        if len(parts) != _FIELDS or not (parts[0].isdigit() and parts[1].isdigit()):
            continue
        try:
            entry_hash = bytes.fromhex(parts[2])
        except ValueError:
            continue
        if len(entry_hash) == 32:
            head = Head(chain=int(parts[0]), seq=int(parts[1]), hash=entry_hash)
            heads[head.chain] = head
    return heads


class HeadLog:
    """Writes the newest head of each chain down, soon after it was committed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._new: SimpleQueue[Head | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._is_closed = False

    def note(self, head: Head) -> None:
        """A commit was durable up to *head*. Returns at once."""
        if self._is_closed:
            return
        self._new.put(head)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="head-log", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Write what is noted and end."""
        self._is_closed = True
        self._new.put(None)
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        self._compact()
        is_closed = False
        while not is_closed:
            # Whatever came while the last ones were written goes to the disk together.
            noted = [self._new.get()]
            while not self._new.empty():
                noted.append(self._new.get())
            is_closed = None in noted
            heads = {head.chain: head for head in noted if head is not None}
            try:
                self._write(list(heads.values()))
            except OSError as error:
                # The store itself is safe; the check at the next start has less to compare with.
                _log.error("the head log %s cannot be written: %s", self.path, error.strerror)

    def _write(self, heads: list[Head]) -> None:
        if not heads:
            return
        lines = "".join(f"{head.chain} {head.seq} {head.hash.hex()}\n" for head in heads)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        descriptor = os.open(self.path, flags, 0o600)
        try:
            os.write(descriptor, lines.encode("ascii"))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def _compact(self) -> None:
        """Keep one line a chain of a log that has grown long; and begin on a line of its own."""
        try:
            size = self.path.stat().st_size
        except OSError:
            return
        heads = read_heads(self.path)
        if size > _COMPACT_BYTES or not _ends_whole(self.path):
            lines = "".join(f"{h.chain} {h.seq} {h.hash.hex()}\n" for h in heads.values())
            try:
                write_durably(self.path, lines)
            except OSError as error:
                _log.error("the head log %s cannot be renewed: %s", self.path, error.strerror)


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(0, os.SEEK_END)
        if file.tell() == 0:
            return True
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
