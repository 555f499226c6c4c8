"""The rows of append-only tables, held against what the entries of the chain say of them.

``SealedRows`` answers fast whether they are the same, to the letter; ``row_faults`` looks at every
value, and says which row is not what its entry made. Only a store with a fault needs it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from pos_desktop.domain.chain import FORM
from pos_desktop.domain.checks import Area, Fault
from pos_desktop.persistence.tables.columns import form_of

_ROWS_AT_ONCE = 1000
# Quotation marks inside of a JSON string have a backslash before them, so no text of a shop looks
# like the end of one table's rows and the name of the next.
_NEXT_TABLE = re.compile(rb'\]\],"([a-z_]+)":\[\[')
NAMES = {
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
    "gst_data_version": "version of the tax data",
    "receipt_voucher": "receipt voucher",
    "voucher_use": "use of a receipt voucher",
    "refund_voucher": "refund voucher",
    "consolidated_invoice": "consolidated invoice",
    "consolidated_line": "line of a consolidated invoice",
    "consolidated_memo": "memo of a consolidated invoice",
}
"""What the report calls a row of each sealed table."""

_IN_NONE = "The {name} number {shown} is in no entry of the chain."
_DELETED = "The {name} number {shown} was deleted."
_CHANGED = "The {name} number {shown} was changed."


class SealedRows:
    """All rows of the sealed tables as the text their entries must hold, passed with them."""

    def __init__(self, sql: Any, tables: Iterable[Any]) -> None:
        """Take a driver connection in a read transaction."""
        self._texts = {table.name.encode(): _RowText(sql, table) for table in tables}

    def pass_entries(self, entries: Iterable[tuple[bytes, int]]) -> bool:
        """Whether the next *entries* are what the next rows make; then pass these.

        An entry is its body, canonical JSON, and form. The rows that several say of a table are
        compared at once.
        """
        for form, alike in groupby(entries, key=itemgetter(1)):
            said: dict[bytes, list[bytes]] = {name: [] for name in self._texts}
            if not all(_say(body, said) for body, _ in alike):
                return False
            for name, rows in said.items():
                if rows and not self._texts[name].pass_rows(b"[%b]" % b"],[".join(rows), form):
                    return False
        return True

    def are_over(self) -> bool:
        """Whether every row was passed."""
        return all(text.is_over() for text in self._texts.values())


def _say(body: bytes, said: dict[bytes, list[bytes]]) -> bool:
    """Add the rows of each table that *body* names to what was *said* of it; False if it cannot."""
    if not body.startswith(b'{"') or not body.endswith(b"]]}"):
        return False
    first, found, rest = body[2:-3].partition(b'":[[')
    parts = _NEXT_TABLE.split(rest)
    names = [first, *parts[1::2]]
    if not found or len(set(names)) < len(names):
        return False
    for name, rows in zip(names, parts[::2], strict=True):
        if name not in said:
            return False
        said[name].append(rows)
    return True


class _RowText:
    """The rows of one table in the order of their making: ``[1,"x"],[2,"y"]``.

    SQLite makes the text of many rows at a time; to take them one by one took Python longer.
    """

    def __init__(self, sql: Any, table: Any) -> None:
        self._sql = sql
        self._table = table
        self._form = FORM
        self._text, self._at = b"", 0
        self._next: tuple[str, int] | None = None
        self._is_read = False

    def pass_rows(self, rows: bytes, form: int) -> bool:
        """Whether the text goes on with *rows*, of entries of *form*; then pass them."""
        if form != self._form:
            self._turn_to(form)
        while len(self._text) - self._at < len(rows) and self._read_on():
            pass
        if not self._text.startswith(rows, self._at):
            return False
        end = self._at + len(rows)
        follows = self._text[end : end + 1]
        self._at = end + len(follows)
        return follows in (b"", b",")

    def is_over(self) -> bool:
        """Whether every row was passed."""
        while self._at == len(self._text) and self._read_on():
            pass
        return self._at == len(self._text)

    def _turn_to(self, form: int) -> None:
        """Go on from the next row with the columns that entries of *form* hold."""
        if not self.is_over() and _columns(self._table, form) != _columns(self._table, self._form):
            row, _ = json.JSONDecoder().raw_decode(self._text[self._at :].decode())
            self._text, self._at = b"", 0
            self._next, self._is_read = (">=", row[0]), False
        self._form = form

    def _read_on(self) -> bool:
        """Add the text of the next rows; False when all were read.

        Rows of one document share the first column of their key, and are read together.
        """
        if self._is_read:
            return False
        name, key = f'"{self._table.name}"', _key_of(self._table)
        where, values = "1", []
        if self._next is not None:
            where, values = f"{key[0]} {self._next[0]} ?", [self._next[1]]
        last = self._sql.execute(
            f"SELECT {key[0]} FROM {name} WHERE {where}"
            f" ORDER BY {key[0]} LIMIT 1 OFFSET {_ROWS_AT_ONCE}",
            values,
        ).fetchone()
        if last is None:
            self._is_read = True
        else:
            where += f" AND {key[0]} <= ?"
            values += last
            self._next = (">", last[0])
        columns = ", ".join(_columns(self._table, self._form))
        # A range of the key is read in its order; a sorted query within took a third longer.
        (text,) = self._sql.execute(
            f"SELECT CAST(group_concat(json_array({columns})) AS BLOB) FROM {name} WHERE {where}",
            values,
        ).fetchone()
        left = self._text[self._at :]
        self._text, self._at = b",".join(part for part in (left, text) if part), 0
        return True


def row_faults(
    sql: Any, tables: Iterable[Any], entries: Iterable[tuple[int, int, bytes]]
) -> Iterator[Fault]:
    """What is wrong with the rows of *tables*: changed, deleted, or in no entry.

    Args:
        sql: a driver connection in a read transaction.
        tables: the sealed ones.
        entries: id, form and body of each, in the order of their making.
    """
    rows_of = {table.name: _Rows(sql, table) for table in tables}
    for entry_id, form, body in entries:
        try:
            # Pairs, not a dict: a table that is named twice must not hide its first rows.
            for name, rows in json.loads(body, object_pairs_hook=list):
                for row in rows:
                    yield from rows_of[name].expect(row, form)
        except (ValueError, TypeError, KeyError, AttributeError):
            yield chain_fault(f"What entry {entry_id} says cannot be read.")
    for rows in rows_of.values():
        yield from rows.left_over()


class _Rows:
    """The rows of an append-only table in the order of their making, value by value."""

    def __init__(self, sql: Any, table: Any) -> None:
        self._table = table
        self._width = len(table.primary_key)
        columns = ", ".join(_columns(table, FORM))
        # A cursor of its own: the entries are being read on another.
        self._cursor = sql.cursor().execute(
            f'SELECT json_array({columns}) FROM "{table.name}" ORDER BY {", ".join(_key_of(table))}'
        )
        self._read_next()

    def expect(self, wanted: list[Any], form: int) -> Iterator[Fault]:
        """Pass the row of the same key; what is wrong with it, or with rows before it."""
        key = wanted[: self._width]
        while self._next is not None and self._next[: self._width] < key:
            yield self._fault(self._next, _IN_NONE)
            self._read_next()
        if self._next is None or self._next[: self._width] > key:
            yield self._fault(key, _DELETED)
            return
        if self._next[: len(_columns(self._table, form))] != wanted:
            yield self._fault(key, _CHANGED)
        self._read_next()

    def left_over(self) -> Iterator[Fault]:
        """Rows after the last entry's."""
        while self._next is not None:
            yield self._fault(self._next, _IN_NONE)
            self._read_next()

    def _read_next(self) -> None:
        row = self._cursor.fetchone()
        self._next: list[Any] | None = None if row is None else json.loads(row[0])

    def _fault(self, row: list[Any], words: str) -> Fault:
        shown = "/".join(map(str, row[: self._width]))
        name = NAMES.get(self._table.name, self._table.name)
        return chain_fault(words.format(name=name, shown=shown))


def chain_fault(words: str) -> Fault:
    """A fault of the chain."""
    return Fault(area=Area.CHAIN, words=words)


@cache
def _columns(table: Any, form: int) -> list[str]:
    """The columns that an entry of *form* holds of a row, in its order: later ones at the end."""
    held = [column for column in table.c if form_of(column) <= form]
    return [f'"{column.name}"' for column in sorted(held, key=form_of)]


def _key_of(table: Any) -> list[str]:
    return [f'"{column.name}"' for column in table.primary_key]
