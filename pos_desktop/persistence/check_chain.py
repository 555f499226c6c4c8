"""Proving the chains: every entry in its place, sealed, and equal to the rows it made.

Rows are read beside the entries, both in the order of their making, so a shop of any size is
checked in one pass and little memory. SQLite writes each row as the JSON that its entry must hold,
and an entry is first held against that text: only where they differ are values looked at.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pos_desktop.domain.chain import (
    FORM,
    NO_HASH,
    Head,
    hash_entry,
    key_of,
    mac_of,
    sealing_key,
)
from pos_desktop.domain.checks import Area, ChainKey, Fault, Progress
from pos_desktop.persistence.chain import sealed_tables
from pos_desktop.persistence.packing import unpacked
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
    "cash_slip": "cash slip",
    "shift_count": "count of a drawer",
    "variance_posting": "posted variance",
    "tender_correction": "correction of a tender",
    "slip_match": "match of slips",
    "z_report": "Z report",
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
            try:
                body = unpacked(row[9])
            except ValueError:
                body = b""
            yield from self._entry(row, body)
            yield from _rows_of(body, tables, row[0], row[4])
        for rows in tables.values():
            yield from rows.left_over()
        last = self._sql.execute("SELECT epoch FROM chain_key").fetchone()
        newest = self._sql.execute("SELECT max(epoch) FROM chain_entry").fetchone()[0]
        if last is None or last[0] < (newest or 0):
            yield _fault("The key of the chain is older than its last entry.")

    def _entry(self, row: Any, body: bytes) -> Iterator[Fault]:
        _, chain, seq, epoch, form, at, _, _, _, _, entry_hash, mac = row
        before = self._heads.get(chain) or Head(chain=chain, seq=0, hash=NO_HASH)
        self._heads[chain] = Head(chain=chain, seq=seq, hash=entry_hash)
        where = f"Entry {seq} of chain {chain} ({at})"
        if seq != before.seq + 1:
            yield _fault(f"{where} follows entry {before.seq}: entries are missing.")
        elif hash_entry(before.hash, row[1:9], body) != entry_hash:
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
    """The rows of an append-only table in the order of their making, as JSON."""

    def __init__(self, sql: Any, table: Any) -> None:
        self.name = table.name
        self._width = len(table.primary_key)
        # A later form of the entries adds columns at the end: one array a form that added some.
        added: dict[int, list[str]] = {}
        for column in table.c:
            added.setdefault(form_of(column), []).append(f'"{column.name}"')
        self._forms = sorted(added)
        arrays = ", ".join(
            f"CAST(json_array({', '.join(added[form])}) AS BLOB)" for form in self._forms
        )
        order = ", ".join(f'"{column.name}"' for column in table.primary_key)
        # A cursor of its own: the entries are being read on another.
        self._cursor = sql.cursor().execute(f'SELECT {arrays} FROM "{table.name}" ORDER BY {order}')
        self._next = self._cursor.fetchone()

    def pass_those_in(self, body: bytes, at: int, form: int) -> tuple[int, int]:
        """Pass the rows that stand in *body* from *at* on, until one differs.

        Returns where the text of the last one ends, and how many they were.
        """
        known = sum(since <= form for since in self._forms)
        count, row, fetch = 0, self._next, self._cursor.fetchone
        while row is not None:
            text = row[0] if known == 1 else b"[%b]" % b",".join([p[1:-1] for p in row[:known]])
            if not body.startswith(text, at):
                break
            at += len(text)
            count += 1
            row = fetch()
            if not body.startswith(b",[", at):
                break
            at += 1
        self._next = row
        return at, count

    def expect(self, wanted: list[Any], form: int) -> Iterator[Fault]:
        """Pass the row of the same key; what is wrong with it, or with rows before it."""
        key = wanted[: self._width]
        while self._next is not None and self._values(FORM)[: self._width] < key:
            yield self._fault(self._values(FORM)[: self._width], "is in no entry of the chain")
            self._next = self._cursor.fetchone()
        if self._next is None or self._values(FORM)[: self._width] > key:
            yield self._fault(key, "was deleted")
            return
        if self._values(form) != wanted:
            yield self._fault(key, "was changed")
        self._next = self._cursor.fetchone()

    def left_over(self) -> Iterator[Fault]:
        """Rows after the last entry's."""
        while self._next is not None:
            yield self._fault(self._values(FORM)[: self._width], "is in no entry of the chain")
            self._next = self._cursor.fetchone()

    def _values(self, form: int) -> list[Any]:
        parts = zip(self._forms, self._next, strict=True)
        return [value for since, part in parts if since <= form for value in json.loads(part)]

    def _fault(self, key: list[Any], what: str) -> Fault:
        shown = "/".join(map(str, key))
        return _fault(f"The {_NAMES.get(self.name, self.name)} {shown} {what}.")


def _rows_of(body: bytes, tables: dict[str, _Rows], entry_id: int, form: int) -> Iterator[Fault]:
    passed: dict[str, int] = {}
    if _is_held_by(body, tables, form, passed):
        return
    try:
        # Pairs, not a dict: a table that is named twice must not hide its first rows.
        for name, rows in json.loads(body, object_pairs_hook=list):
            for row in rows[passed.pop(name, 0) :]:
                yield from tables[name].expect(row, form)
    except (ValueError, TypeError, KeyError, AttributeError):
        yield _fault(f"What entry {entry_id} says cannot be read.")


def _is_held_by(body: bytes, tables: dict[str, _Rows], form: int, passed: dict[str, int]) -> bool:
    """Whether *body* is, to the letter, what the next rows make; counts those that it passes."""
    at = 1
    while (name_end := body.find(b'":[[', at)) > 0:
        name = body[at + 1 : name_end].decode(errors="replace")
        rows = tables.get(name)
        if rows is None or name in passed or body[at - 1 : at + 1] not in (b'{"', b',"'):
            return False
        at, passed[name] = rows.pass_those_in(body, name_end + 3, form)
        if body[at : at + 1] != b"]":
            return False
        at += 2
    return len(passed) > 0 and at == len(body) and body.endswith(b"]}")


def _fault(words: str) -> Fault:
    return Fault(area=Area.CHAIN, words=words)
