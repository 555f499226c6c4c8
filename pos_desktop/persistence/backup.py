"""Copying a store in use: a copy that stands, and a copy that is verified or not there."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from pos_desktop.domain.errors import Unavailable
from pos_desktop.persistence.apart import ask
from pos_desktop.persistence.durable import flush_file, move_durably
from pos_desktop.persistence.engine import connect

_PAGES_A_STEP = 2048
"""Flushed as they are written: one great flush at the end would hold up a sale's."""


def copy_store(source: Path, target: Path, key: str) -> None:
    """Copy the store at *source* to *target*, encrypted with the same key, and verify its file.

    It may be in use meanwhile. Raises Unavailable when the copy does not prove right; then
    *target* is as it was. The driver's errors and OSError pass.
    """
    part = target.with_name(f"{target.name}.part")
    remove(part)
    try:
        with (
            closing(connect(source, key)) as original,
            closing(connect(part, key, create=True)) as copy,
        ):
            # One moment of the store for all steps: else it would start anew at every sale.
            original.execute("BEGIN")
            original.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            original.backup(copy, pages=_PAGES_A_STEP, progress=lambda *_: flush_file(part))
            original.execute("COMMIT")
            _verify(copy)
            # One file, without a log beside it.
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()
        flush_file(part)
        move_durably(part, target)
    finally:
        remove(part)


def copy_moment(source: Path, part: Path, key: str) -> None:
    """One moment of the store at *source* as a store of its own, flushed; nothing is proved yet.

    Its bytes are copied by another process: no page is decrypted, and no sale waits for it.
    """
    remove(part)
    with closing(connect(source, key)) as original:
        # While somebody reads this moment, no checkpoint puts a newer one into the file.
        original.execute("BEGIN")
        original.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        ask("pos_desktop.persistence.raw_copy", source=str(source), target=str(part))
        original.execute("COMMIT")
    with closing(connect(part, key)) as copy:
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _verify(copy: Any) -> None:
    for check, sound in (
        ("PRAGMA cipher_integrity_check", []),
        ("PRAGMA integrity_check", [("ok",)]),
        ("PRAGMA foreign_key_check", []),
    ):
        found = copy.execute(check).fetchall()
        if found != sound:
            raise Unavailable(
                "The copy of the shop's data is not sound, so nothing was changed. Check the "
                f"disk. ({check}: {found[:3]})",
                code="copy_damaged",
            )


def remove(part: Path) -> None:
    """Leave nothing of a copy that is not finished."""
    for name in (part.name, f"{part.name}-wal", f"{part.name}-shm", f"{part.name}-journal"):
        part.with_name(name).unlink(missing_ok=True)
