"""The whole check over a copy, in a process that gives way to the till: then it may be a backup."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from pos_desktop.domain.chain import Head
from pos_desktop.domain.checks import Area
from pos_desktop.domain.errors import Unavailable
from pos_desktop.persistence.apart import answer
from pos_desktop.persistence.backups import counts_of, hash_of
from pos_desktop.persistence.check_facts import store_of
from pos_desktop.persistence.checking import check_store
from pos_desktop.persistence.durable import flush_file
from pos_desktop.persistence.engine import as_unavailable, connect
from pos_desktop.persistence.keys import StoreKeys

_OF_THE_FILE = (Area.PAGES, Area.DATABASE, Area.REFERENCES)


def prove_copy(path: Path, keys: StoreKeys, heads: dict[int, Head]) -> dict[str, Any]:
    """Prove the copy at *path* and make it one flushed file; returns what its note says of it.

    Raises Unavailable ``copy_damaged`` when the file is not sound, ``copy_unsound`` when what it
    holds is not. The driver's errors and OSError pass.
    """
    report = check_store(path, keys, heads, first_key=None, tell=lambda *_: None)
    for fault in report.faults:
        if fault.area in _OF_THE_FILE:
            raise Unavailable(
                "The copy of the shop's data is not sound, so nothing was changed. Check the "
                f"disk. ({fault.words})",
                code="copy_damaged",
            )
    with closing(connect(path, keys.store)) as sql:
        (schema,) = sql.execute("PRAGMA user_version").fetchone()
        # One file, without a log beside it.
        sql.execute("PRAGMA journal_mode = DELETE").fetchall()
    flush_file(path)
    if report.faults:
        raise Unavailable(report.faults[0].words, code="copy_unsound")
    return {
        "schema": schema,
        "size": path.stat().st_size,
        "sha256": hash_of(path),
        "counts": counts_of(path, keys),
    }


def _asked(asked: dict[str, Any]) -> dict[str, Any]:
    path, keys, heads = store_of(asked)
    try:
        return prove_copy(path, keys, heads)
    except Exception as error:
        raise as_unavailable(error) or error from error


if __name__ == "__main__":
    answer(_asked, gives_way=True)
