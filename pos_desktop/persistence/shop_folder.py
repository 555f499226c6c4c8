"""A shop's folder: making one, and opening one that proves to be ours.

``shop.db`` (with its log beside it) is the store, ``shop.json`` says which key it needs. The
key is elsewhere: see ``keys.py``. A shop is there when ``shop.db`` is, and that file appears
last and whole.
"""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from pos_desktop.domain.errors import Refused, Unavailable
from pos_desktop.persistence import schema
from pos_desktop.persistence.durable import flush_file, move_durably, write_durably
from pos_desktop.persistence.engine import as_unavailable, check_driver, connect
from pos_desktop.persistence.heads import HeadLog, head_log, read_heads
from pos_desktop.persistence.keys import StoreKeys, keys_folder, make_keys, read_keys
from pos_desktop.persistence.mounts import refuse_network
from pos_desktop.persistence.store import SqlStore
from pos_desktop.persistence.uuids import new_uuid

STORE = "shop.db"
ABOUT = "shop.json"
FORMAT = 1
"""Of the folder's layout, not of the schema."""


def create_shop(folder: Path, *, keys: Path | None = None) -> SqlStore:
    """Make a new shop in *folder* and open it.

    Args:
        folder: made when it is not there, readable by this user only.
        keys: where key files are kept; by default as :func:`keys_folder` says.

    Raises Refused ``shop_exists`` when there is a shop already, and Unavailable.
    """
    check_driver()
    store_id = new_uuid()
    path, new = folder / STORE, folder / f"{STORE}.new"
    try:
        refuse_network(folder)
        _refuse_leftovers(folder)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = make_keys(keys_folder(keys), store_id)
        write_durably(folder / ABOUT, json.dumps({"store_id": store_id, "format": FORMAT}) + "\n")
        for leftover in folder.glob(f"{STORE}.new*"):
            leftover.unlink()
        connect(new, made.store, create=True).close()
        _migrate(new, made)
        flush_file(new)
        move_durably(new, path)
        heads = head_log(keys_folder(keys), store_id)
    except OSError as error:
        raise _folder_fault(folder, error) from error
    except dbapi2.Error as error:
        raise as_unavailable(error) or error from error
    return SqlStore(path, made, HeadLog(heads))


def is_vacant(folder: Path) -> bool:
    """Whether there never was a shop in *folder*, as far as can be seen."""
    return not any((folder / name).exists() for name in (ABOUT, STORE, f"{STORE}-wal"))


def move_shop(made: Path, folder: Path) -> None:
    """Put a shop that was made beside its place, and is closed, into *folder*; its store last.

    So a making that is broken off leaves nothing that looks like a finished shop.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in (ABOUT, STORE):
        move_durably(made / name, folder / name)


def finish_moving(made: Path, folder: Path) -> None:
    """Go on with a :func:`move_shop` that was broken off in its middle."""
    if (folder / ABOUT).exists() and not (folder / STORE).exists() and (made / STORE).exists():
        move_durably(made / STORE, folder / STORE)


def open_shop(folder: Path, *, keys: Path | None = None) -> SqlStore:
    """Open the shop in *folder*; an older schema is migrated, after a verified copy.

    Raises Unavailable with one of the codes ``store_missing``, ``store_empty``,
    ``store_foreign``, ``store_newer``, ``store_older``, ``store_changed``, ``store_damaged``,
    ``store_folder``, ``store_busy``, ``store_network``, ``key_missing``, ``key_…``; the message
    says the mend. Never makes a file.
    """
    check_driver()
    path = folder / STORE
    try:
        refuse_network(folder)
        store_id = _store_id(folder)
        _check_file(path)
        opened = read_keys(keys_folder(keys), store_id)
        version = _check_store(path, opened)
        if version < schema.HEAD:
            from pos_desktop.persistence.backup import copy_store

            copy_store(path, path.with_name(f"{STORE}.before-{schema.HEAD:04d}"), opened.store)
            _migrate(path, opened)
        heads = head_log(keys_folder(keys), store_id)
        _check_schema(path, opened, heads)
    except OSError as error:
        raise _folder_fault(folder, error) from error
    except dbapi2.Error as error:
        raise as_unavailable(error) or error from error
    return SqlStore(path, opened, HeadLog(heads))


def _refuse_leftovers(folder: Path) -> None:
    for name in (STORE, f"{STORE}-wal"):
        if (folder / name).exists():
            raise Refused(
                f"{folder} already has a shop ({name}). Open it, or choose an empty folder.",
                code="shop_exists",
            )


def _store_id(folder: Path) -> str:
    """Which store the folder is, from ``shop.json``."""
    about = folder / ABOUT
    if not about.exists():
        raise Unavailable(
            f"There is no shop in {folder}. Choose its folder, set up a new shop, or restore a "
            "backup.",
            code="store_missing",
        )
    try:
        told = json.loads(about.read_text(encoding="utf-8"))
        store_id, layout = str(told["store_id"]), int(told["format"])
    except (ValueError, KeyError, TypeError) as error:
        raise Unavailable(
            f"{about} is not a shop's. Restore it from a backup of this folder.",
            code="store_foreign",
        ) from error
    if layout > FORMAT:
        raise _too_new()
    if not store_id.replace("-", "").isalnum():
        raise Unavailable(f"{about} names no shop. Restore it.", code="store_foreign")
    return store_id


def _check_file(path: Path) -> None:
    # Only looked at, never opened: closing a file drops SQLite's locks on it.
    if not path.exists():
        raise Unavailable(
            f"The shop's data is not in {path.parent}: {path.name} is missing. Restore the last "
            "backup.",
            code="store_missing",
        )
    if not path.is_file():
        raise Unavailable(f"{path} is not a file. Restore the last backup.", code="store_foreign")
    if path.stat().st_size == 0:
        raise Unavailable(
            f"The shop's data in {path} is empty. Restore the last backup.", code="store_empty"
        )


def _check_store(path: Path, opened: StoreKeys) -> int:
    """The schema's revision, once the file has proved to be a store of this program."""
    with closing(connect(path, opened.store)) as connection:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != schema.APPLICATION_ID:
        raise Unavailable(
            f"{path} is another program's database. Choose the shop's folder, or restore a backup.",
            code="store_foreign",
        )
    if version > schema.HEAD:
        raise _too_new()
    return version


def _check_schema(path: Path, opened: StoreKeys, heads: Path) -> None:
    with closing(connect(path, opened.store, reads_only=True)) as connection:
        found = schema.fingerprint(connection)
        if found == schema.FINGERPRINT:
            _check_heads(connection, heads)
    if found != schema.FINGERPRINT:
        raise Unavailable(
            "The shop's data was changed by another program: its tables or safeguards are not "
            "as they were made. Restore the last backup.",
            code="store_changed",
        )


def _check_heads(connection: Any, heads: Path) -> None:
    """Refuse a store that is behind its head log, or has another history than it tells of."""
    for head in read_heads(heads).values():
        row = connection.execute(
            "SELECT hash FROM chain_entry WHERE chain = ? AND seq = ?", (head.chain, head.seq)
        ).fetchone()
        if row is None:
            raise Unavailable(
                "The shop's data is an older copy: what was done after it is missing. Put the "
                "newest data back, or restore a backup with pos-desktop restore.",
                code="store_older",
            )
        if row[0] != head.hash:
            raise Unavailable(
                "The shop's data is not what this computer saved last. Restore the last backup "
                "with pos-desktop restore.",
                code="store_changed",
            )


def _migrate(path: Path, opened: StoreKeys) -> None:
    from pos_desktop.persistence.migrate import migrate

    migrate(
        path,
        opened.store,
        head=schema.HEAD,
        application_id=schema.APPLICATION_ID,
        pepper=opened.pepper,
    )


def _too_new() -> Unavailable:
    return Unavailable(
        "A newer version of the program has used this shop's data. Install that version here.",
        code="store_newer",
    )


def _folder_fault(folder: Path, error: OSError) -> Unavailable:
    return Unavailable(
        f"The shop's folder {folder} cannot be used ({error.strerror or error}). Check that its "
        "disk is connected and that this user may write there.",
        code="store_folder",
    )
