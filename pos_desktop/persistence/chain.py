"""What a transaction adds to append-only tables, and the entries that seal it.

Nobody has to remember the chain: every row that goes into an append-only table through
``prepared.adding`` is noted here, and the commit seals what was noted. A receipt that shows the
proof asks for the seal earlier, once all of its document is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from msgspec import Struct
from msgspec.json import Encoder
from msgspec.structs import replace
from sqlalchemy import Connection, Table, text

from pos_desktop.domain.chain import FORM, NO_HASH, Head, Link, mac_of, next_key, sealing_key
from pos_desktop.domain.clock import Doubt, Moment, doubt
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.kept import keeper_of
from pos_desktop.persistence.machine import boot_id, uptime_ms
from pos_desktop.persistence.packing import packed
from pos_desktop.persistence.prepared import FACTS, Prepared, adding
from pos_desktop.persistence.tables.columns import moment_of, moment_text

_HEAD = Prepared(
    text(
        "SELECT k.epoch, k.key, e.seq, e.hash, e.at, e.boot, e.uptime_ms, e.is_sure"
        " FROM chain_key AS k LEFT JOIN chain_entry AS e ON e.chain = :chain"
        " AND e.seq = (SELECT max(seq) FROM chain_entry WHERE chain = :chain)"
    )
)
_SURE = Prepared(
    text(
        "SELECT at, boot, uptime_ms FROM chain_entry WHERE chain = :chain AND is_sure = 1"
        " ORDER BY seq DESC LIMIT 1"
    )
)
_ADD = adding(t.chain_entry)
_NEXT_KEY = Prepared(text("UPDATE chain_key SET epoch = :epoch, key = :key"))


_ADOPTED_AT_ONCE = 500
_ENCODER = Encoder()


class _Start(Struct, frozen=True, kw_only=True):
    """Where the chain stands when the transaction first adds to it."""

    epoch: int
    key: bytes
    sealing: bytes
    head: Head
    sure: Moment | None


class Facts:
    """The facts of one transaction at one terminal (chain 0: at none)."""

    def __init__(
        self, sql: Connection, *, pepper: bytes, chain: int = 0, now: Moment | None = None
    ) -> None:
        self.chain = chain
        self.sealed: Head | None = None
        self._sql = sql
        self._pepper = pepper
        self._now = now or machine_moment()
        self._is_trusted = False
        self._last_sure: Moment | None = None
        self._rows: dict[str, list[Sequence[Any]]] = {}
        self._ends_epoch = False

    def add(self, table: str, *rows: Sequence[Any]) -> None:
        """Note rows that were added: their values in the order of the table's columns."""
        self._rows.setdefault(table, []).extend(rows)

    def seq_for(self, terminal_id: int) -> int | None:
        """The place of the entry that will hold what is noted now; None in another's chain."""
        return self.head.seq + 1 if terminal_id == self.chain else None

    @property
    def head(self) -> Head:
        """The last entry of the chain, as this transaction sees it."""
        return self.sealed or self._start.head

    def seal(self) -> bytes | None:
        """Bind what was noted to the chain; returns the entry's hash, None without any."""
        if not self._rows:
            return None
        start, before = self._start, self.head
        link = Link(
            chain=self.chain,
            seq=before.seq + 1,
            epoch=start.epoch,
            form=FORM,
            at=moment_text(self._now.at),
            boot=self._now.boot,
            uptime_ms=self._now.uptime_ms,
            is_sure=self._is_trusted or self.clock_doubt() is None,
            body=body_of(self._rows),
        )
        if link.is_sure:
            self._last_sure = self._now
        entry_hash = link.hash_after(before.hash)
        add_entry(self._sql, link, entry_hash, start.sealing)
        self.sealed = Head(chain=link.chain, seq=link.seq, hash=entry_hash)
        self._rows = {}
        return entry_hash

    def clock_doubt(self) -> tuple[Doubt, datetime] | None:
        """Why this transaction's moment cannot be believed, and the last one that is."""
        return self._doubted

    @cached_property
    def _doubted(self) -> tuple[Doubt, datetime] | None:
        sure = self._start.sure
        why = doubt(self._now, sure)
        return (why, sure.at) if why and sure else None

    def trust_clock(self) -> None:
        """Somebody who may said that the clock is right, or a new day's shift is opened."""
        self._is_trusted = True

    def end_epoch(self) -> None:
        """The day is closed: once all is sealed, the key is replaced and cannot be had again."""
        self._ends_epoch = True

    def finish(self) -> None:
        """Seal what is left, just before the commit."""
        self.seal()
        keeper = keeper_of(self._sql)
        if self._ends_epoch:
            start = self._start
            values = {"epoch": start.epoch + 1, "key": next_key(start.key)}
            _NEXT_KEY.run(self._sql, values)
        elif self.sealed is not None and keeper is not None:
            keeper.chains.promise(self.chain, self._end())

    def _end(self) -> _Start:
        """Where the chain stands for the next transaction, once this one is committed."""
        start = self._start
        return replace(start, head=self.head, sure=self._last_sure or start.sure)

    @cached_property
    def _start(self) -> _Start:
        keeper = keeper_of(self._sql)
        kept: _Start | None = keeper.chains.get(self.chain) if keeper else None
        return kept or self._read_start()

    def _read_start(self) -> _Start:
        row = _HEAD.first(self._sql, {"chain": self.chain})
        if row is None:
            raise RuntimeError("the store has no chain key")
        known = row.seq is not None
        head = Head(
            chain=self.chain,
            seq=row.seq if known else 0,
            hash=row.hash if known else NO_HASH,
        )
        # Nearly always the last entry is the last whose time nobody doubts.
        last = row if row.is_sure or not known else _SURE.first(self._sql, {"chain": self.chain})
        sure = None
        if last is not None and last.at is not None:
            sure = Moment(at=moment_of(last.at), boot=last.boot, uptime_ms=last.uptime_ms)
        sealing = sealing_key(row.key, self._pepper)
        return _Start(epoch=row.epoch, key=row.key, sealing=sealing, head=head, sure=sure)


def machine_moment() -> Moment:
    """Now, as the machine knows it."""
    return Moment(at=datetime.now(UTC), boot=boot_id(), uptime_ms=uptime_ms())


def facts_of(sql: Connection) -> Facts:
    """The facts of the transaction that a connection is in."""
    facts: Facts = sql.info[FACTS]
    return facts


def body_of(rows: dict[str, list[Sequence[Any]]]) -> str:
    """The canonical form: compact JSON, tables and rows in the order of their writing."""
    return _ENCODER.encode(rows).decode()


def add_entry(sql: Connection, link: Link, entry_hash: bytes, key: bytes) -> None:
    """Write an entry, sealed with the key of its epoch."""
    row = {
        "chain": link.chain,
        "seq": link.seq,
        "epoch": link.epoch,
        "form": link.form,
        "at": link.at,
        "boot": link.boot,
        "uptime_ms": link.uptime_ms,
        "is_sure": int(link.is_sure),
        "body": packed(link.body),
        "hash": entry_hash,
        "mac": mac_of(key, entry_hash),
    }
    _ADD.run(sql, row)


def begin_chain(sql: Connection, pepper: bytes) -> None:
    """Give a store its first key; rows from before the chains are sealed as they are found."""
    if sql.execute(text("SELECT count(*) FROM chain_key")).scalar_one():
        return
    import secrets

    row = {"id": 1, "epoch": 0, "key": secrets.token_bytes(32)}
    sql.execute(t.chain_key.insert(), row)
    facts = Facts(sql, pepper=pepper)
    for table in sealed_tables():
        names = ", ".join(f'"{column.name}"' for column in table.c)
        order = ", ".join(column.name for column in table.primary_key)
        found = sql.exec_driver_sql(f'SELECT {names} FROM "{table.name}" ORDER BY {order}')
        while rows := found.fetchmany(_ADOPTED_AT_ONCE):
            for added in rows:
                facts.add(table.name, tuple(added))
            facts.seal()


def sealed_tables() -> list[Table]:
    """The tables whose rows are sealed, those that others refer to first."""
    return [table for table in t.metadata.sorted_tables if table.info["append_only"]]
