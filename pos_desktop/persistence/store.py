"""The shop's store: one writer, some readers, and transactions that must be committed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, select
from sqlalchemy.engine import RootTransaction
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from pos_desktop.domain.backups import Backup, Occasion
from pos_desktop.domain.checks import ChainKey, CheckReport, Progress
from pos_desktop.domain.clock import Moment
from pos_desktop.domain.errors import Unavailable
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.chain import Facts
from pos_desktop.persistence.engine import (
    BUSY_SECONDS,
    as_unavailable,
    driver,
    reader_engine,
    writer_engine,
)
from pos_desktop.persistence.heads import HeadLog, read_heads
from pos_desktop.persistence.kept import Keeper, keeper_of, watch
from pos_desktop.persistence.keys import StoreKeys
from pos_desktop.persistence.prepared import FACTS
from pos_desktop.persistence.print_jobs import SqlPrintJobs
from pos_desktop.persistence.secrets import Argon2Secrets
from pos_desktop.persistence.work import SqlWork

_log = logging.getLogger(__name__)


class SqlStore:
    """The port Store over one encrypted file. It may be used from several threads."""

    def __init__(self, path: Path, keys: StoreKeys, heads: HeadLog) -> None:
        self.path = path
        self.heads = heads
        self.store_id = heads.path.stem
        self._keys = keys
        self.secrets = Argon2Secrets(keys.pepper)
        self._writer = writer_engine(path, keys.store)
        self._reader = reader_engine(path, keys.store)
        self._connection: Connection | None = None
        self._lock = threading.Lock()
        self._owner: int | None = None
        self._is_closed = False

    @contextmanager
    def work(self, terminal_id: int = 0, now: Moment | None = None) -> Iterator[SqlWork]:
        """A transaction with the write lock; leaving it without commit rolls back.

        What it adds is sealed in the chain of *terminal_id* (0: at none) as of *now*.

        Raises Unavailable for what disk and lock may do; any other error passes unchanged.
        """
        self._take_lock()
        try:
            with _told_in_words():
                yield from self._transaction(terminal_id, now)
        finally:
            self._release_lock()

    @contextmanager
    def look(self) -> Iterator[SqlWork]:
        """A view of one moment of the store, which takes no lock and cannot write."""
        self._refuse_when_closed()
        told = _told_in_words(reads_only=True)
        with told, self._reader.connect() as connection, connection.begin():
            yield SqlWork(connection, _no_commit)

    def print_jobs(self) -> SqlPrintJobs:
        """The queue of print jobs, for the printers' threads."""
        return SqlPrintJobs(self)

    def check(self, first_key: ChainKey | None, tell: Progress) -> CheckReport:
        """Check everything that is stored; sales go on meanwhile. Raises Unavailable."""
        from pos_desktop.persistence.checking import check_store

        heads = read_heads(self.heads.path)
        with _told_in_words(reads_only=True):
            return check_store(self.path, self._keys, heads, first_key=first_key, tell=tell)

    def back_up(self, second: str, now: datetime, occasion: Occasion) -> tuple[Backup, ...]:
        """A proved copy beside the shop, and one in *second*; sales go on meanwhile."""
        from pos_desktop.persistence.backups import Source, back_up

        source = Source(
            path=self.path, store_id=self.store_id, keys=self._keys, heads=self.heads.path
        )
        return back_up(source, second=second, now=now, occasion=occasion)

    def row_counts(self) -> dict[str, int]:
        """How many rows each table has."""
        with self.look() as look:
            return {
                name: look.sql.execute(select(func.count()).select_from(table)).scalar_one()
                for name, table in t.metadata.tables.items()
            }

    def backup_place(self) -> str:
        """The folder in which backups lie first, beside the shop."""
        from pos_desktop.persistence.backups import FOLDER

        return str(self.path.parent / FOLDER)

    def recovery_code(self) -> tuple[list[str], str]:
        """The lines and the QR text of the recovery sheet, as of today."""
        from pos_desktop.persistence.recovery import Recovery, recovery_lines, recovery_text

        with self.look() as look:
            epoch, key = look.sql.execute(select(t.chain_key.c.epoch, t.chain_key.c.key)).one()
        chain_key = ChainKey(epoch=epoch, key=key)
        recovery = Recovery(store_id=self.store_id, keys=self._keys, chain_key=chain_key)
        return recovery_lines(recovery), recovery_text(recovery)

    def checkpoint(self) -> None:
        """Move committed pages from the log into the file, as far as nobody is in the way.

        For idle moments: a sale then never waits for it. Does nothing while a write is on.
        """
        if not self._lock.acquire(blocking=False):
            return
        try:
            if not self._is_closed:
                with _told_in_words():
                    self._on_driver("PRAGMA wal_checkpoint(PASSIVE)")
        finally:
            self._lock.release()

    def close(self) -> None:
        """Close every connection; SQLite removes the log when nobody else has the store open."""
        self._take_lock(even_when_closed=True)
        try:
            if self._is_closed:
                return
            self._is_closed = True
            self._reader.dispose()
            with _told_in_words():
                self._on_driver("PRAGMA wal_checkpoint(PASSIVE)")
        finally:
            self._drop_connection()
            self._writer.dispose()
            self.heads.close()
            self._release_lock()

    def _transaction(self, terminal_id: int, now: Moment | None) -> Iterator[SqlWork]:
        connection = self._open_connection()
        transaction = connection.begin()
        try:
            keeper = keeper_of(connection)
            assert keeper is not None
            keeper.begin()
            facts = Facts(connection, pepper=self._keys.pepper, chain=terminal_id, now=now)
            connection.info[FACTS] = facts
            yield SqlWork(connection, lambda: self._commit(transaction, facts, keeper))
        except BaseException:
            self._roll_back(transaction)
            raise
        if connection.in_transaction() and not transaction.is_active:
            self._drop_connection()
            raise RuntimeError("the store was used after its transaction was committed")
        self._roll_back(transaction)

    def _commit(self, transaction: RootTransaction, facts: Facts, keeper: Keeper) -> None:
        if not transaction.is_active:
            raise RuntimeError("a transaction is committed once")
        facts.finish()
        try:
            transaction.commit()
        except DBAPIError as error:
            # Whether it reached the disk is not known: only a new connection can tell.
            self._drop_connection()
            self._look_up(facts, error)
        keeper.committed()
        if facts.sealed is not None:
            self.heads.note(facts.sealed)

    def _look_up(self, facts: Facts, error: DBAPIError) -> None:
        """Find out what a commit that failed has left behind; return when it is all there.

        A new transaction is made durable first: it writes over what a failed one may have left in
        the log, and proves that the disk takes writes again. Raises Unavailable ``not_saved`` or,
        when the disk does not answer or the transaction sealed nothing, ``commit_unknown``.
        """
        unknown = Unavailable(
            "The disk did not confirm that this was saved. Look whether it is there before doing "
            "it again.",
            code="commit_unknown",
        )
        try:
            is_there = self._is_sealed(facts)
        except (DBAPIError, dbapi2.Error):
            self._drop_connection()
            raise unknown from error
        if is_there is None:
            raise unknown from error
        if not is_there:
            raise Unavailable(
                "The disk failed, so this was not saved. Check the disk and try again.",
                code="not_saved",
            ) from error
        _log.warning("a commit was reported as failed, and is there")

    def _is_sealed(self, facts: Facts) -> bool | None:
        """Whether the transaction's last entry is in the store; None when it made none."""
        connection = self._open_connection()
        with connection.begin():
            version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            connection.exec_driver_sql(f"PRAGMA user_version = {version:d}")
            if facts.sealed is None:
                return None
            found = connection.execute(
                select(t.chain_entry.c.hash).where(
                    t.chain_entry.c.chain == facts.chain,
                    t.chain_entry.c.seq == facts.sealed.seq,
                )
            ).scalar_one_or_none()
        self._on_driver("PRAGMA wal_checkpoint(FULL)")
        return found == facts.sealed.hash

    def _roll_back(self, transaction: RootTransaction) -> None:
        if self._connection is None or not transaction.is_active:
            return
        try:
            transaction.rollback()
        except DBAPIError:
            # A failing disk may already have ended the transaction. Closing rolls back, too.
            self._drop_connection()

    def _open_connection(self) -> Connection:
        if self._connection is None:
            self._connection = self._writer.connect()
            try:
                watch(self._connection, driver(self._connection))
            except BaseException:
                # Half of the triggers are there: this connection cannot be had again.
                self._drop_connection()
                raise
        return self._connection

    def _drop_connection(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    def _on_driver(self, pragma: str) -> None:
        driver(self._open_connection()).execute(pragma).fetchall()

    def _take_lock(self, *, even_when_closed: bool = False) -> None:
        if self._owner == threading.get_ident():
            raise RuntimeError("work inside work: use the one that is there")
        if not self._lock.acquire(timeout=BUSY_SECONDS):
            raise Unavailable(
                "Another task is still writing to the shop's data. Try again.", code="store_busy"
            )
        self._owner = threading.get_ident()
        if self._is_closed and not even_when_closed:
            self._release_lock()
            self._refuse_when_closed()

    def _release_lock(self) -> None:
        self._owner = None
        self._lock.release()

    def _refuse_when_closed(self) -> None:
        if self._is_closed:
            raise Unavailable("The shop is closed. Start the till again.", code="store_closed")


@contextmanager
def _told_in_words(*, reads_only: bool = False) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        told = as_unavailable(error, reads_only=reads_only)
        if told is None:
            raise
        raise told from error


def _no_commit() -> None:
    raise RuntimeError("a look has nothing to commit")
