"""The check of a store: file, chains, head log, numbers and books, while it may be in use."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from pos_desktop.domain.chain import Head
from pos_desktop.domain.checks import Area, ChainKey, CheckReport, Fault, Progress
from pos_desktop.persistence.apart import ask
from pos_desktop.persistence.check_books import books
from pos_desktop.persistence.check_chain import ChainCheck
from pos_desktop.persistence.check_file import FILE_AREAS, MOST_FAULTS, file_faults
from pos_desktop.persistence.engine import connect
from pos_desktop.persistence.keys import StoreKeys

LARGE = 64_000_000
"""From so many bytes on processes of its own save more than they take to begin."""
# The books look several times at the rows of bills; to decrypt their pages is most of the work.
_CACHE_KIB = 256 * 1024


def check_store(
    path: Path,
    keys: StoreKeys,
    heads: dict[int, Head],
    *,
    first_key: ChainKey | None,
    tell: Progress,
) -> CheckReport:
    """Check the store at *path* on a connection of its own; it may be in use meanwhile.

    Args:
        path: the database file.
        keys: its keys.
        heads: what its head log said before: it may only have gone on since.
        first_key: from the recovery sheet, to prove the seals of earlier days too.
        tell: hears how far the check is.

    The driver's errors pass.
    """
    of_file: list[Fault] = []
    failed: list[BaseException] = []

    def beside() -> None:
        """SQLite's own checks let Python's work go on beside them."""
        try:
            of_file.extend(_file_faults(path, keys.store))
        except BaseException as error:  # noqa: BLE001 — raised again where it is waited for
            failed.append(error)
        for area in FILE_AREAS:
            tell(area, 1, 1)

    thread = threading.Thread(target=beside, name="check")
    thread.start()
    try:
        report = _facts_and_books(path, keys, heads, first_key, tell)
    finally:
        thread.join()
    if failed:
        raise failed[0]
    return replace(report, faults=(*of_file, *report.faults))


def _file_faults(path: Path, key: str) -> list[Fault]:
    if path.stat().st_size < LARGE:
        told = file_faults(path, key)
    else:
        told = ask("pos_desktop.persistence.check_file", path=str(path), key=key)
    return [Fault(area=Area(area), words=words) for area, words in told]


def _facts_and_books(
    path: Path,
    keys: StoreKeys,
    heads: dict[int, Head],
    first_key: ChainKey | None,
    tell: Progress,
) -> CheckReport:
    """Chain, anchors, and what the books must agree in, over one moment of the store."""
    with closing(connect(path, keys.store, reads_only=True)) as sql:
        sql.execute(f"PRAGMA cache_size = {-_CACHE_KIB}")
        sql.execute("BEGIN")
        epoch, key = sql.execute("SELECT epoch, key FROM chain_key").fetchone() or (0, bytes(32))
        proved_from = first_key or ChainKey(epoch=epoch, key=key)
        chain = ChainCheck(sql, keys.pepper, proved_from, tell)
        found: list[Fault] = []
        for area, faults in (
            (Area.CHAIN, chain.faults()),
            (Area.ANCHORS, _anchor_faults(sql, heads)),
            *books(sql),
        ):
            found.extend(islice(faults, MOST_FAULTS))
            tell(area, 1, 1)
        return CheckReport(
            faults=tuple(found),
            bills=sql.execute("SELECT count(*) FROM bill").fetchone()[0],
            entries=chain.entries,
            proved_from=proved_from.epoch,
        )


def _anchor_faults(sql: Any, heads: dict[int, Head]) -> Iterator[Fault]:
    for head in heads.values():
        row = sql.execute(
            "SELECT hash FROM chain_entry WHERE chain = ? AND seq = ?", (head.chain, head.seq)
        ).fetchone()
        if row is None:
            words = f"The end of chain {head.chain} was cut off: entry {head.seq} is missing."
            yield Fault(area=Area.ANCHORS, words=words)
        elif row[0] != head.hash:
            words = f"Chain {head.chain} was written anew: entry {head.seq} is another."
            yield Fault(area=Area.ANCHORS, words=words)
