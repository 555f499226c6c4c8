"""The two engines of a store, its pragmas, and what its failures mean. SQLite's own ways end here.

The writer has one connection and begins every transaction with BEGIN IMMEDIATE; the reader
cannot write. Every pragma on which durability stands is read back: a store that does not have
them is not opened.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from pos_desktop.domain.errors import Unavailable

BUSY_SECONDS = 5
"""How long a write waits for another's before it is called unavailable."""

_CHECKPOINT_PAGES = 4000
# Decrypting a page costs more than all that is done with it afterwards; yet each connection that
# went through a large shop keeps as much, and a till has a writer and some readers.
_CACHE_KIB = 12 * 1024
_READERS = 4
_STATEMENTS_KEPT = 256

# These releases can corrupt a database in WAL mode (sqlite.org/wal.html, "The WAL-reset bug").
_WAL_UNSAFE_FROM, _WAL_SAFE_FROM = (3, 7, 0), (3, 51, 3)

_PRAGMAS = {
    "synchronous": ("FULL", 2),
    "foreign_keys": ("ON", 1),
    # Without them INSERT OR REPLACE deletes rows behind the append-only triggers' back.
    "recursive_triggers": ("ON", 1),
    "trusted_schema": ("OFF", 0),
    "cell_size_check": ("ON", 1),
    "cache_size": (str(-_CACHE_KIB), -_CACHE_KIB),
    "wal_autocheckpoint": (str(_CHECKPOINT_PAGES), _CHECKPOINT_PAGES),
}

_FAILURES = {
    dbapi2.SQLITE_BUSY: ("store_busy", "Another program is writing the shop's data. Try again."),
    dbapi2.SQLITE_LOCKED: ("store_busy", "Another program is writing the shop's data. Try again."),
    dbapi2.SQLITE_FULL: (
        "store_full",
        "The disk is full, so nothing was saved. Free some space on it and try again.",
    ),
    dbapi2.SQLITE_IOERR: (
        "store_io",
        "The shop's data could not be read or written. Check the disk and its cable and try again.",
    ),
    dbapi2.SQLITE_READONLY: (
        "store_folder",
        "The shop's data cannot be written. Give this user the right to write its folder.",
    ),
    dbapi2.SQLITE_CANTOPEN: (
        "store_folder",
        "The shop's data cannot be opened. Check that its folder is there and may be written.",
    ),
    dbapi2.SQLITE_CORRUPT: (
        "store_damaged",
        "The shop's data is damaged. Stop billing and restore the last backup.",
    ),
    dbapi2.SQLITE_NOTADB: (
        "store_foreign",
        "The shop's data does not open with its key. Restore the last backup, or its key file.",
    ),
}


def as_unavailable(error: BaseException, *, reads_only: bool = False) -> Unavailable | None:
    """What a failure of the disk or the lock means in words; None for any other error.

    On a connection that *reads_only* a refused write is a fault of the program, not of a disk.
    """
    cause = error.orig if isinstance(error, DBAPIError) else error
    if not isinstance(cause, dbapi2.Error):
        return None
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if reads_only and code == dbapi2.SQLITE_READONLY:
        return None
    told = _FAILURES.get(code)
    return Unavailable(told[1], code=told[0]) if told else None


def check_driver(version: tuple[int, ...] = dbapi2.sqlite_version_info) -> None:
    """Refuse a SQLite that can corrupt a WAL database. Raises Unavailable."""
    if _WAL_UNSAFE_FROM <= version < _WAL_SAFE_FROM:
        raise Unavailable(
            f"This SQLite ({'.'.join(map(str, version))}) can damage the shop's data. Install "
            "the program again with its own libraries.",
            code="sqlite_unsafe",
        )


def connect(path: Path, key: str, *, create: bool = False, reads_only: bool = False) -> Any:
    """A driver connection with the key given and every pragma set and read back.

    Args:
        path: the database file; it is made only when *create* is set.
        key: 64 hexadecimal digits, used as they are.
        create: make the file when there is none.
        reads_only: refuse every write on this connection.

    Raises Unavailable when a pragma does not hold, and the driver's errors.
    """
    check_driver()
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_SECONDS,
        cached_statements=_STATEMENTS_KEPT,
    )
    try:
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
        # SQLCipher would write to standard error what is told in words here.
        connection.execute("PRAGMA cipher_log_level = NONE")
        _set_pragmas(connection, reads_only=reads_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_pragmas(connection: Any, *, reads_only: bool) -> None:
    mode = "PRAGMA journal_mode" if reads_only else "PRAGMA journal_mode = WAL"
    _demand("journal_mode", connection.execute(mode).fetchone(), "wal")
    for name, (wanted, expected) in _PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {wanted}")
        _demand(name, connection.execute(f"PRAGMA {name}").fetchone(), expected)
    _demand(
        "busy_timeout", connection.execute("PRAGMA busy_timeout").fetchone(), BUSY_SECONDS * 1000
    )
    if reads_only:
        connection.execute("PRAGMA query_only = ON")
        _demand("query_only", connection.execute("PRAGMA query_only").fetchone(), 1)


def _demand(name: str, row: tuple[Any, ...] | None, expected: object) -> None:
    found = row[0] if row else None
    if found != expected:
        raise Unavailable(
            f"The shop's data cannot be kept safely here: {name} is {found}, not {expected}. "
            "Keep the shop's folder on a disk of this computer.",
            code="store_unsafe",
        )


def writer_engine(path: Path, key: str) -> Engine:
    """The engine whose transactions take the write lock when they begin."""
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        # What is bound to a statement is somebody's name or phone: no error tells it.
        hide_parameters=True,
        creator=lambda: connect(path, key),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        driver(connection).execute("BEGIN IMMEDIATE")

    return engine


def reader_engine(path: Path, key: str) -> Engine:
    """The engine that never writes; each of its transactions sees one moment of the store."""
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        hide_parameters=True,
        creator=lambda: connect(path, key, reads_only=True),
        poolclass=QueuePool,
        pool_size=_READERS,
        max_overflow=_READERS,
        # The one that was used last has the most pages decrypted.
        pool_use_lifo=True,
        pool_timeout=BUSY_SECONDS,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        driver(connection).execute("BEGIN")

    return engine


def driver(connection: Connection) -> Any:
    """The driver's connection beneath one of SQLAlchemy's."""
    return connection.connection.dbapi_connection
