"""What a watched program did to its disk, and the disks a power cut could have left.

A write is on the disk once its file was flushed; a name (made, renamed, removed) once its folder
was. What was not flushed before the cut may be there or not, each on its own, and one write may be
torn between two sectors.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

SECTOR = 512
_HEAD = struct.Struct("<c3xIIIq")
_DRAWS = 50


class Event(Struct, frozen=True, kw_only=True):
    """One entry of the shim's log.

    ``what``: W written, T cut to ``offset``, S flushed, C made, R renamed, U removed, A told on
    standard output. Paths are relative to the watched folder; the folder itself is empty.
    """

    what: str
    path: str
    other: str
    offset: int
    data: bytes


def read_log(log: Path, root: Path) -> list[Event]:
    """Every event of a log, in order."""
    content, at, events = log.read_bytes(), 0, []
    base = str(root.resolve())

    def taken(count: int) -> bytes:
        nonlocal at
        at += count
        return content[at - count : at]

    def inside(path: bytes) -> str:
        return path.decode().removeprefix(base).removeprefix("/")

    while at < len(content):
        what, path, other, data, offset = _HEAD.unpack(taken(_HEAD.size))
        events.append(
            Event(
                what=what.decode(),
                path=inside(taken(path)),
                other=inside(taken(other)),
                data=taken(data),
                offset=offset,
            )
        )
    return events


def read_tree(root: Path) -> dict[str, bytes]:
    """Every file below a folder but those that SQLite rebuilds."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.name.endswith("-shm")
    }


class Cut(Struct, frozen=True, kw_only=True):
    """A power cut after so many events, and what of the unflushed had reached the disk.

    ``writes`` and ``names`` are numbers of events; of the write ``torn`` only the bytes from
    ``torn_from`` up to ``torn_to`` are there.
    """

    after: int
    writes: frozenset[int] = frozenset()
    names: frozenset[int] = frozenset()
    torn: int = -1
    torn_from: int = 0
    torn_to: int = 0


class Disk:
    """A disk to which events happen: what is on it for sure, and what is on its way."""

    def __init__(self, tree: dict[str, bytes]) -> None:
        self.told = b""
        self.pending: dict[int, tuple[int, Event]] = {}
        self.pending_names: dict[int, dict[str, int | None]] = {}
        self._content = [bytearray(content) for content in tree.values()]
        self._names: dict[str, int] = {name: n for n, name in enumerate(tree)}
        self._now = dict(self._names)

    def happen(self, number: int, event: Event) -> None:
        """The event of this number."""
        if event.what == "A":
            self.told += event.data
        elif event.what in "WT":
            self.pending[number] = (self._now[event.path], event)
        elif event.what == "S":
            self._flush(event.path)
        else:
            self._rename(number, event)

    def left_by(self, cut: Cut) -> dict[str, bytearray]:
        """The files that the next start finds."""
        names = dict(self._names)
        for number in sorted(cut.names):
            _rename_in(names, self.pending_names[number])
        files = {name: bytearray(self._content[n]) for name, n in names.items()}
        by_content = {n: files[name] for name, n in names.items()}
        for number in sorted(cut.writes | ({cut.torn} - {-1})):
            n, event = self.pending[number]
            if n in by_content:
                span = (cut.torn_from, cut.torn_to) if number == cut.torn else None
                _write(by_content[n], event, span)
        return files

    def _flush(self, path: str) -> None:
        if path in self._now:
            n = self._now[path]
            for number in [k for k, (of, _) in self.pending.items() if of == n]:
                _write(self._content[n], self.pending.pop(number)[1])
            return
        for number, change in list(self.pending_names.items()):
            if all(name.rpartition("/")[0] == path for name in change):
                _rename_in(self._names, self.pending_names.pop(number))

    def _rename(self, number: int, event: Event) -> None:
        change: dict[str, int | None]
        if event.what == "C":
            self._content.append(bytearray())
            change = {event.path: len(self._content) - 1}
        elif event.what == "R":
            change = {event.path: None, event.other: self._now[event.path]}
        else:
            change = {event.path: None}
        self.pending_names[number] = change
        _rename_in(self._now, change)


def _rename_in(names: dict[str, int], change: dict[str, int | None]) -> None:
    for name, n in change.items():
        if n is None:
            names.pop(name, None)
        else:
            names[name] = n


def _write(content: bytearray, event: Event, span: tuple[int, int] | None = None) -> None:
    if event.what == "T":
        del content[event.offset :]
        content.extend(bytes(event.offset - len(content)))
        return
    begin, end = span or (event.offset, event.offset + len(event.data))
    content.extend(bytes(max(0, end - len(content))))
    content[begin:end] = event.data[begin - event.offset : end - event.offset]


def plan_cuts(
    tree: dict[str, bytes], events: Sequence[Event], count: int, rng: random.Random
) -> list[Cut]:
    """So many cuts that leave different disks, in the order of time.

    First those that lose most: right after each answer, with nothing unflushed on the disk but
    none, or all, of the names.
    """
    disk, waiting, after_answers = Disk(tree), [], []
    for number, event in enumerate(events):
        disk.happen(number, event)
        waiting.append((dict(disk.pending), tuple(disk.pending_names)))
        if event.what == "A":
            after_answers.append(number)
    planned: dict[Cut, None] = {}
    for at in after_answers:
        pending, names = waiting[at]
        for some in (frozenset(), frozenset(names)):
            planned[Cut(after=at, names=some)] = None
            planned[Cut(after=at, writes=frozenset(pending), names=some)] = None
    open_at = [at for at, (pending, names) in enumerate(waiting) if pending or names]
    for _ in range(count * _DRAWS):
        if len(planned) >= count:
            break
        at = rng.choice(open_at)
        planned[_drawn(at, *waiting[at], rng)] = None
    return sorted(planned, key=lambda cut: cut.after)[:count]


def _drawn(
    at: int, pending: dict[int, tuple[int, Event]], names: Sequence[int], rng: random.Random
) -> Cut:
    writes = _some(sorted(pending), rng)
    cut = Cut(after=at, writes=writes, names=_some(names, rng))
    tearable = [n for n in pending if _boundaries(pending[n][1])]
    if not tearable or rng.random() < 0.6:
        return cut
    # The newest write is the one that is most likely on its way.
    torn = max(tearable) if rng.random() < 0.5 else rng.choice(tearable)
    event = pending[torn][1]
    begin, end = event.offset, event.offset + len(event.data)
    middle = rng.choice(_boundaries(event))
    begin, end = (begin, middle) if rng.random() < 0.75 else (middle, end)
    return Cut(
        after=at,
        writes=writes - {torn},
        names=cut.names,
        torn=torn,
        torn_from=begin,
        torn_to=end,
    )


def _some(numbers: Sequence[int], rng: random.Random) -> frozenset[int]:
    """None, all, the first few, or any few."""
    how = rng.randrange(4)
    if how == 0:
        return frozenset()
    if how == 1:
        return frozenset(numbers)
    if how == 2:
        return frozenset(numbers[: rng.randint(0, len(numbers))])
    return frozenset(n for n in numbers if rng.random() < 0.5)


def _boundaries(event: Event) -> list[int]:
    if event.what != "W":
        return []
    first = event.offset // SECTOR * SECTOR + SECTOR
    return list(range(first, event.offset + len(event.data), SECTOR))


def disks_left(
    tree: dict[str, bytes], events: Sequence[Event], cuts: Sequence[Cut]
) -> Iterator[tuple[Cut, str, dict[str, bytearray]]]:
    """Of each cut (in the order of time): what had been told, and the files."""
    disk, number = Disk(tree), 0
    for cut in cuts:
        while number <= cut.after:
            disk.happen(number, events[number])
            number += 1
        yield cut, disk.told.decode(), disk.left_by(cut)
