"""Backups of a shop: taken while it sells, proved before they count, in two places.

A backup is one encrypted file with a note beside it (``.json``) that says which store it is of,
what it held, and the hash of its bytes.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from pos_desktop.domain.backups import Backup, Occasion, Place, kept
from pos_desktop.domain.chain import Head
from pos_desktop.domain.errors import Unavailable
from pos_desktop.persistence.apart import ask
from pos_desktop.persistence.backup import copy_moment, remove
from pos_desktop.persistence.check_facts import asked_of
from pos_desktop.persistence.durable import flush_file, move_durably, write_durably
from pos_desktop.persistence.engine import as_unavailable
from pos_desktop.persistence.heads import read_heads
from pos_desktop.persistence.keys import StoreKeys

FOLDER = "backups"
_STAMP = "%Y%m%d-%H%M%S"
_CHUNK = 1 << 20
COUNTS = {
    "bills": "SELECT count(*) FROM bill",
    "billed": "SELECT coalesce(sum(total), 0) FROM bill",
    "payments": "SELECT count(*) FROM payment",
    "balances": "SELECT coalesce(sum(balance), 0) FROM customer",
    "entries": "SELECT count(*) FROM chain_entry",
    "last_entry": "SELECT coalesce(max(id), 0) FROM chain_entry",
}


class BackupNote(Struct, frozen=True, kw_only=True):
    """What is known of a backup; counts and sums (paise) by name."""

    store_id: str
    schema: int
    taken_at: str
    size: int
    sha256: str
    counts: dict[str, int]

    @property
    def moment(self) -> datetime:
        """When it was taken, UTC."""
        return datetime.fromisoformat(self.taken_at)


class Source(Struct, frozen=True, kw_only=True):
    """A store that is backed up: its file, its id, its keys, and where its head log is."""

    path: Path
    store_id: str
    keys: StoreKeys
    heads: Path


def back_up(
    source: Source, *, second: str, now: datetime, occasion: Occasion
) -> tuple[Backup, ...]:
    """A backup in the first place, and its copy in *second* (empty: none); faults are told."""

    def told(place: Place, path: Path, size: int = 0, error: str = "") -> Backup:
        return Backup(
            at=now, occasion=occasion, place=place, path=str(path), size=size, error=error
        )

    first = source.path.parent / FOLDER
    try:
        path, note = take_backup(source, first, now)
    except Unavailable as error:
        return (told(Place.FIRST, first, error=error.message),)
    made = [told(Place.FIRST, path, note.size)]
    if second:
        try:
            copied = copy_backup(path, note, Path(second))
            made.append(told(Place.SECOND, copied, note.size))
        except Unavailable as error:
            made.append(told(Place.SECOND, Path(second), error=error.message))
    return tuple(made)


def take_backup(source: Source, place: Path, now: datetime) -> tuple[Path, BackupNote]:
    """Copy a store into *place*, proved; sales go on meanwhile.

    The copy stands after a moment; the whole check of it follows, and only then it is a backup.
    Raises Unavailable when it cannot be made or does not prove right; nothing half done is left
    but a file ending in ``.part``, and nothing is let go for it.
    """
    target = place / f"shop-{now.astimezone(UTC):{_STAMP}}.db"
    part = target.with_name(f"{target.name}.part")
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Read before: the log goes on with every sale, the copy does not.
        heads = read_heads(source.heads)
        copy_moment(source.path, part, source.keys.store)
        note = _proved(part, source, heads, now)
        move_durably(part, target)
        _write_note(target, note)
    except OSError as error:
        raise _place_fault(place, error) from error
    except Unavailable as error:
        if error.code != "copy_unsound":
            raise
        raise _set_aside(part, error) from error
    except Exception as error:
        told = as_unavailable(error)
        if told is None:
            raise
        raise told from error
    finally:
        remove(part)
    _let_go(place, source.store_id)
    return target, note


def _proved(part: Path, source: Source, heads: dict[int, Head], now: datetime) -> BackupNote:
    asked = asked_of(part, source.keys, heads)
    proved = ask("pos_desktop.persistence.prove_copy", **asked)
    return BackupNote(store_id=source.store_id, taken_at=now.astimezone(UTC).isoformat(), **proved)


def _set_aside(part: Path, error: Unavailable) -> Unavailable:
    """A copy whose facts do not prove right may still be the best there is; but it is no backup."""
    aside = part.with_name("unsound.db")
    move_durably(part, aside)
    return Unavailable(
        f"The copy does not prove right: {error.message} It is kept as {aside}, and no earlier "
        "backup was let go. Look at Settings, Check.",
        code="copy_unsound",
    )


def copy_backup(backup: Path, note: BackupNote, place: Path) -> Path:
    """A copy of a backup in another place, read back and compared. Raises Unavailable."""
    target = place / backup.name
    part = target.with_name(f"{target.name}.part")
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(backup, part)
        flush_file(part)
        if hash_of(part) != note.sha256:
            part.unlink()
            raise Unavailable(
                f"The copy in {place} is not what was written. Use another disk.",
                code="copy_damaged",
            )
        move_durably(part, target)
        _write_note(target, note)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise _place_fault(place, error) from error
    _let_go(place, note.store_id)
    return target


def backups_in(place: Path) -> list[tuple[Path, BackupNote]]:
    """The backups of a place, newest first; files without a readable note are passed over."""
    found = []
    for path in place.glob("shop-*.db"):
        try:
            found.append((path, read_note(path)))
        except Unavailable:
            continue
    return sorted(found, key=lambda pair: pair[1].moment, reverse=True)


def read_note(backup: Path) -> BackupNote:
    """The note beside a backup. Raises Unavailable."""
    try:
        return BackupNote(**json.loads(_note_path(backup).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise Unavailable(
            f"{backup.name} has no readable note ({_note_path(backup).name}) beside it, so it "
            "cannot be proved. Choose another backup.",
            code="backup_note",
        ) from error


def prove_backup(backup: Path, note: BackupNote, keys: StoreKeys) -> None:
    """Refuse a backup that is not, byte for byte and in its sums, what its note says.

    Raises Unavailable ``backup_damaged`` or ``backup_differs``.
    """
    try:
        if backup.stat().st_size != note.size or hash_of(backup) != note.sha256:
            raise Unavailable(
                f"{backup.name} was damaged after it was written. Choose another backup.",
                code="backup_damaged",
            )
        found = counts_of(backup, keys)
    except OSError as error:
        raise _place_fault(backup.parent, error) from error
    if found != note.counts:
        raise Unavailable(
            f"{backup.name} does not hold what its note says. Choose another backup.",
            code="backup_differs",
        )


def counts_of(store: Path, keys: StoreKeys) -> dict[str, int]:
    """The counts and sums by which two stores are compared."""
    with closing(connect_still(store, keys)) as sql:
        return {name: sql.execute(question).fetchone()[0] for name, question in COUNTS.items()}


def connect_still(store: Path, keys: StoreKeys) -> Any:
    """A connection to a store that nobody writes: no file appears beside it."""
    from sqlcipher3 import dbapi2

    uri = f"{store.absolute().as_uri()}?mode=ro&immutable=1"
    connection = dbapi2.connect(uri, uri=True, isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{keys.store}'\"")
    connection.execute("PRAGMA cipher_log_level = NONE")
    return connection


def _write_note(backup: Path, note: BackupNote) -> None:
    write_durably(_note_path(backup), json.dumps(asdict(note), indent=1) + "\n")


def _note_path(backup: Path) -> Path:
    return backup.with_suffix(".json")


def hash_of(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _let_go(place: Path, store_id: str) -> None:
    """Delete what need not be kept of this store; never a backup of another."""
    ours = [(path, note) for path, note in backups_in(place) if note.store_id == store_id]
    stay = kept(note.moment for _, note in ours)
    for path, note in ours:
        if note.moment not in stay:
            path.unlink(missing_ok=True)
            _note_path(path).unlink(missing_ok=True)


def _place_fault(place: Path, error: OSError) -> Unavailable:
    return Unavailable(
        f"The backup cannot be written to {place} ({error.strerror or error}). Check that the "
        "disk is connected and has room, or choose another folder.",
        code="backup_place",
    )
