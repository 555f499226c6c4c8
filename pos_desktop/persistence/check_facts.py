"""Chain, anchors and books of a store; as a program, in a process of its own (``apart``).

They are Python's work: in a thread they would take turns with a window and its sales.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import convert, to_builtins

from pos_desktop.domain.chain import Head
from pos_desktop.domain.checks import Area, ChainKey, CheckReport, Fault, Progress
from pos_desktop.persistence.check_books import books
from pos_desktop.persistence.check_chain import ChainCheck
from pos_desktop.persistence.check_file import MOST_FAULTS
from pos_desktop.persistence.engine import as_unavailable, connect
from pos_desktop.persistence.keys import StoreKeys

# The books look several times at the rows of bills; to decrypt their pages is most of the work.
_CACHE_KIB = 256 * 1024


def facts_and_books(
    path: Path,
    keys: StoreKeys,
    heads: dict[int, Head],
    first_key: ChainKey | None,
    tell: Progress,
) -> CheckReport:
    """The report on chain, anchors, and what the books must agree in, over one moment of the store.

    The arguments are those of ``check_store``; the driver's errors pass.
    """
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


def asked_of(path: Path, keys: StoreKeys, heads: dict[int, Head]) -> dict[str, Any]:
    """A store, its keys and how far its chains had come, as JSON."""
    return {"path": str(path), "keys": to_builtins(keys), "heads": to_builtins([*heads.values()])}


def store_of(asked: dict[str, Any]) -> tuple[Path, StoreKeys, dict[int, Head]]:
    """What :func:`asked_of` made JSON of."""
    heads = convert(asked["heads"], list[Head])
    return Path(asked["path"]), convert(asked["keys"], StoreKeys), {h.chain: h for h in heads}


def _asked(asked: dict[str, Any]) -> Any:
    from pos_desktop.persistence.apart import say

    first_key = convert(asked["first_key"], ChainKey | None)
    try:
        return to_builtins(facts_and_books(*store_of(asked), first_key, say))
    except Exception as error:
        raise as_unavailable(error, reads_only=True) or error from error


if __name__ == "__main__":
    from pos_desktop.persistence.apart import answer

    answer(_asked, gives_way=True)
