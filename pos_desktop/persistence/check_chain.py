"""Proving the chains: every entry in its place, sealed, and equal to the rows it made.

Rows are read beside the entries, both in the order of their making, so a shop of any size is
checked in one pass and little memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pos_desktop.domain.chain import (
    FORM,
    NO_HASH,
    Head,
    Link,
    key_of,
    mac_of,
    sealing_key,
)
from pos_desktop.domain.checks import Area, ChainKey, Fault, Progress
from pos_desktop.persistence.chain import sealed_tables
from pos_desktop.persistence.tables.columns import form_of

_TELL_EVERY = 2000
_ENTRIES = (
    "SELECT id, chain, seq, epoch, form, at, boot, uptime_ms, is_sure, body, hash, mac"
    " FROM chain_entry ORDER BY id"
)
_NAMES = {
    "bill": "bill",
    "bill_line": "line of a bill",
    "tender": "tender of a bill",
    "credit_note": "credit note",
    "credit_note_line": "line of a credit note",
    "credit_note_refund": "refund of a credit note",
    "ledger_entry": "entry of an account",
    "payment": "payment",
    "payment_allocation": "part of a payment",
    "adjustment": "adjustment of an account",
    "due_change": "change of what is due",
    "bill_customer": "customer of a bill",
    "shift": "shift",
    "shift_close": "closed shift",
    "cash_movement": "movement of cash",
    "stock_movement": "movement of stock",
    "stock_entry": "entry of stock",
    "stock_entry_line": "line of an entry of stock",
    "audit_entry": "audit entry",
}


class ChainCheck:
    """Goes through the chains of a store once; ``faults`` yields what is wrong with them."""

    def __init__(self, sql: Any, pepper: bytes, proved_from: ChainKey, tell: Progress) -> None:
        """Take a driver connection in a read transaction, and the key from which to prove seals."""
        self._sql = sql
        self._pepper = pepper
        self._from = proved_from
        self._tell = tell
        self._heads: dict[int, Head] = {}
        self._keys: dict[int, bytes] = {}
        self.entries = 0

    def faults(self) -> Iterator[Fault]:
        """Every entry against the one before it, its seal, and the rows it made."""
        tables = {table.name: _Rows(self._sql, table) for table in sealed_tables()}
        total = self._sql.execute("SELECT count(*) FROM chain_entry").fetchone()[0]
        for row in self._sql.execute(_ENTRIES):
            self.entries += 1
            if self.entries % _TELL_EVERY == 0:
                self._tell(Area.CHAIN, self.entries, total)
            yield from self._entry(row)
            yield from _rows_of(row[9], tables, row[0], row[4])
        for rows in tables.values():
            yield from rows.left_over()
        last = self._sql.execute("SELECT epoch FROM chain_key").fetchone()
        newest = self._sql.execute("SELECT max(epoch) FROM chain_entry").fetchone()[0]
        if last is None or last[0] < (newest or 0):
            yield _fault("The key of the chain is older than its last entry.")

    def _entry(self, row: Any) -> Iterator[Fault]:
        _, chain, seq, epoch, form, at, boot, uptime_ms, is_sure, body, entry_hash, mac = row
        link = Link(
            chain=chain,
            seq=seq,
            epoch=epoch,
            form=form,
            at=at,
            boot=boot,
            uptime_ms=uptime_ms,
            is_sure=bool(is_sure),
            body=body,
        )
        before = self._heads.get(chain) or Head(chain=chain, seq=0, hash=NO_HASH)
        self._heads[chain] = Head(chain=chain, seq=seq, hash=entry_hash)
        where = f"Entry {seq} of chain {chain} ({at})"
        if seq != before.seq + 1:
            yield _fault(f"{where} follows entry {before.seq}: entries are missing.")
        elif link.hash_after(before.hash) != entry_hash:
            yield _fault(f"{where} or the one before it was changed.")
        if not 1 <= form <= FORM:
            yield _fault(f"{where} has the unknown form {form}.")
        if epoch >= self._from.epoch and mac_of(self._key(epoch), entry_hash) != mac:
            yield _fault(f"{where} was not sealed by this program.")

    def _key(self, epoch: int) -> bytes:
        known = self._keys.get(epoch)
        if known is None:
            chain_key = key_of(self._from.key, epoch=self._from.epoch, wanted=epoch)
            known = self._keys[epoch] = sealing_key(chain_key, self._pepper)
        return known


class _Rows:
    """The rows of an append-only table in the order of their making."""

    def __init__(self, sql: Any, table: Any) -> None:
        names = ", ".join(f'"{column.name}"' for column in table.c)
        order = ", ".join(f'"{column.name}"' for column in table.primary_key)
        self.name = table.name
        self._width = len(table.primary_key)
        forms = [form_of(column) for column in table.c]
        self._columns = {form: sum(since <= form for since in forms) for form in range(1, FORM + 1)}
        self._cursor = sql.cursor().execute(f'SELECT {names} FROM "{table.name}" ORDER BY {order}')
        self._next = self._cursor.fetchone()

    def follows(self, wanted: tuple[Any, ...], form: int) -> bool:
        """Whether the next row is *wanted*, of an entry of that form; then it is passed."""
        if not self._is_next(wanted, form):
            return False
        self._next = self._cursor.fetchone()
        return True

    def _is_next(self, wanted: tuple[Any, ...], form: int) -> bool:
        if form == FORM:
            return bool(self._next == wanted)
        known = self._columns.get(form)
        return self._next is not None and bool(self._next[:known] == wanted)

    def expect(self, wanted: tuple[Any, ...], form: int) -> Iterator[Fault]:
        """What is wrong when the next row is not *wanted*."""
        key = wanted[: self._width]
        while self._next is not None and self._next[: self._width] < key:
            yield self._fault(self._next[: self._width], "is in no entry of the chain")
            self._next = self._cursor.fetchone()
        if self._next is None or self._next[: self._width] > key:
            yield self._fault(key, "was deleted")
            return
        if not self._is_next(wanted, form):
            yield self._fault(key, "was changed")
        self._next = self._cursor.fetchone()

    def left_over(self) -> Iterator[Fault]:
        """Rows after the last entry's."""
        while self._next is not None:
            yield self._fault(self._next[: self._width], "is in no entry of the chain")
            self._next = self._cursor.fetchone()

    def _fault(self, key: tuple[Any, ...], what: str) -> Fault:
        shown = "/".join(map(str, key))
        return _fault(f"The {_NAMES.get(self.name, self.name)} {shown} {what}.")


def _rows_of(body: str, tables: dict[str, _Rows], entry_id: int, form: int) -> Iterator[Fault]:
    try:
        for name, rows in json.loads(body).items():
            table = tables[name]
            for row in rows:
                if not table.follows(tuple(row), form):
                    yield from table.expect(tuple(row), form)
    except (ValueError, TypeError, KeyError, AttributeError):
        yield _fault(f"What entry {entry_id} says cannot be read.")


def _fault(words: str) -> Fault:
    return Fault(area=Area.CHAIN, words=words)
