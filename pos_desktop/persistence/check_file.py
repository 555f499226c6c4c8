"""What SQLite itself finds wrong with a store's file: its pages, its tables, what they refer to.

As a program it does so in a process of its own (``apart``): two threads that both read at full
speed wait for each other wherever SQLite counts the memory it uses.
"""

from __future__ import annotations

from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from pos_desktop.domain.checks import Area
from pos_desktop.persistence.engine import as_unavailable, connect

MOST_FAULTS = 50
"""So many of one area are told; whoever reads them wants to know what, not all of it."""

_CHECKS: dict[Area, tuple[str, list[Any]]] = {
    Area.PAGES: ("PRAGMA cipher_integrity_check", []),
    Area.DATABASE: ("PRAGMA integrity_check", [("ok",)]),
    Area.REFERENCES: ("PRAGMA foreign_key_check", []),
}
"""What SQLite is asked, and what it answers of a sound file."""
FILE_AREAS = tuple(_CHECKS)
# SQLite looks at every page several times; to decrypt it is most of the work.
_CACHE_KIB = 512 * 1024


def file_faults(path: Path, key: str) -> list[tuple[str, str]]:
    """The area and the words of each fault of the file at *path*, over one moment of it.

    *key* is the store's; the driver's errors pass.
    """
    told: list[tuple[str, str]] = []
    with closing(connect(path, key, reads_only=True)) as sql:
        sql.execute(f"PRAGMA cache_size = {-_CACHE_KIB}")
        sql.execute("BEGIN")
        # Without free pages, the check of the database reads and so authenticates every page.
        is_full = sql.execute("PRAGMA freelist_count").fetchone() == (0,)
        for area, (pragma, sound) in _CHECKS.items():
            if area is Area.PAGES and is_full:
                continue
            found = sql.execute(pragma).fetchall()
            if found != sound:
                told += [(area, " ".join(map(str, row))) for row in islice(found, MOST_FAULTS)]
    return told


def _asked(asked: dict[str, Any]) -> list[tuple[str, str]]:
    try:
        return file_faults(Path(asked["path"]), asked["key"])
    except Exception as error:
        raise as_unavailable(error, reads_only=True) or error from error


if __name__ == "__main__":
    from pos_desktop.persistence.apart import answer

    answer(_asked, gives_way=True)
