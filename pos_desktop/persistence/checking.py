"""The check of a store: file, chains, head log, numbers and books, while it may be in use."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from pos_desktop.domain.chain import Head
from pos_desktop.domain.checks import Area, ChainKey, CheckReport, Fault, Progress
from pos_desktop.persistence.check_books import books
from pos_desktop.persistence.check_chain import ChainCheck
from pos_desktop.persistence.engine import connect
from pos_desktop.persistence.keys import StoreKeys

MOST_FAULTS = 50
"""So many of one area are told; whoever reads them wants to know what, not all of it."""

_FILE_CHECKS: tuple[tuple[Area, str, list[Any]], ...] = (
    (Area.PAGES, "PRAGMA cipher_integrity_check", []),
    (Area.DATABASE, "PRAGMA integrity_check", [("ok",)]),
    (Area.REFERENCES, "PRAGMA foreign_key_check", []),
)
# SQLite looks at every page several times; to decrypt it is most of the work.
_MOST_CACHE_KIB = 512 * 1024


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
    found: dict[Area, list[Fault]] = {}
    failed: list[BaseException] = []

    def beside() -> None:
        """SQLite's own checks and the books let Python's work go on beside them."""
        try:
            _file_and_books(path, keys, tell, found)
        except BaseException as error:  # noqa: BLE001 — raised again where it is waited for
            failed.append(error)

    thread = threading.Thread(target=beside, name="check")
    thread.start()
    try:
        report = _facts(path, keys, heads, first_key, tell, found)
    finally:
        thread.join()
    if failed:
        raise failed[0]
    return replace(report, faults=tuple(fault for area in Area for fault in found.get(area, ())))


def _file_and_books(
    path: Path, keys: StoreKeys, tell: Progress, found: dict[Area, list[Fault]]
) -> None:
    """The file and its tables, and what the books must agree in, over one moment of the store."""
    with closing(connect(path, keys.store, reads_only=True)) as sql:
        sql.execute(f"PRAGMA cache_size = {-_MOST_CACHE_KIB}")
        sql.execute("BEGIN")
        # Without free pages, the check of the database reads and so authenticates every page.
        is_full = sql.execute("PRAGMA freelist_count").fetchone() == (0,)
        for area, pragma, sound in _FILE_CHECKS:
            if area is Area.PAGES and is_full:
                continue
            found[area] = _most(_file_faults(sql, area, pragma, sound))
            tell(area, 1, 1)
        for area, faults in books(sql):
            found[area] = _most(faults)
            tell(area, 1, 1)


def _facts(
    path: Path,
    keys: StoreKeys,
    heads: dict[int, Head],
    first_key: ChainKey | None,
    tell: Progress,
    found: dict[Area, list[Fault]],
) -> CheckReport:
    """Chain and anchors over one moment of the store; the report is without its faults."""
    with closing(connect(path, keys.store, reads_only=True)) as sql:
        sql.execute("BEGIN")
        epoch, key = sql.execute("SELECT epoch, key FROM chain_key").fetchone() or (0, bytes(32))
        proved_from = first_key or ChainKey(epoch=epoch, key=key)
        chain = ChainCheck(sql, keys.pepper, proved_from, tell)
        for area, faults in (
            (Area.CHAIN, chain.faults()),
            (Area.ANCHORS, _anchor_faults(sql, heads)),
        ):
            found[area] = _most(faults)
            tell(area, 1, 1)
        return CheckReport(
            faults=(),
            bills=sql.execute("SELECT count(*) FROM bill").fetchone()[0],
            entries=chain.entries,
            proved_from=proved_from.epoch,
        )


def _most(faults: Iterable[Fault]) -> list[Fault]:
    return list(islice(faults, MOST_FAULTS))


def _file_faults(sql: Any, area: Area, pragma: str, sound: list[Any]) -> Iterator[Fault]:
    found = sql.execute(pragma).fetchall()
    if found != sound:
        for row in found:
            yield Fault(area=area, words=" ".join(map(str, row)))


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
