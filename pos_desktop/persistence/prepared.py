"""Statements that never change, compiled once and given to the driver as they are.

Core's own execution prepares every row's parameters and every result's columns anew, which took
half the time of a ten-line sale. Statements that depend on what is asked for still go through
Core. Both run in the same transaction. Core tells listeners of ``before_cursor_execute`` what it
runs; these tell ``heard_by``, for the event's own dispatch cost a twentieth of a sale.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Insert, Table, insert
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ClauseElement

from pos_desktop.persistence.engine import driver

_DIALECT = sqlite.dialect(paramstyle="named")
# The names of a row are known when it comes, too late for a class or for the type checker.
_row_type: Any = namedtuple  # noqa: PYI024
FACTS = "facts"
"""Where a connection keeps the facts of its transaction (``chain.Facts``)."""

_NOTHING: Mapping[str, Any] = {}

Values = Mapping[str, Any]

heard_by: list[Callable[[Connection, str, Any, bool], None]] = []
"""Told each statement before it runs here, with its values, and whether they are many rows."""


class Prepared:
    """A statement, compiled when it is first run.

    Values go to the driver unchanged: text, whole numbers, bytes or None. Rows are named tuples.
    """

    def __init__(self, statement: ClauseElement, *, columns: Iterable[str] | None = None) -> None:
        """Take a statement.

        Args:
            statement: what to run; its parameters are named.
            columns: which an INSERT or UPDATE sets from its values; for an INSERT all, but for
                the ``id``, unless it says.
        """
        self._statement = statement
        self._columns = columns
        self._row: Callable[[Iterable[Any]], Any] | None = None

    def run(self, sql: Connection, values: Values = _NOTHING) -> Any:
        """Run it; the driver's cursor tells ``rowcount``."""
        text, fixed = self._compiled
        if fixed:
            values = {**fixed, **values}
        return _connection(sql, text, values, many=False).execute(text, values)

    def add(self, sql: Connection, values: Values) -> int:
        """Run an INSERT and return the id of the row it made."""
        row_id: int = self.run(sql, values).lastrowid
        return row_id

    def run_each(self, sql: Connection, rows: Sequence[Values]) -> None:
        """Run it once for each of *rows*."""
        text, fixed = self._compiled
        assert not fixed, "every value of a row is given"
        _connection(sql, text, rows, many=True).executemany(text, rows)

    def rows(self, sql: Connection, values: Values = _NOTHING) -> list[Any]:
        """All rows it finds."""
        cursor = self.run(sql, values)
        make = self._row
        if make is None:
            names = [column[0] for column in cursor.description]
            make = self._row = _row_type("Row", names)._make
        return [make(row) for row in cursor.fetchall()]

    def first(self, sql: Connection, values: Values = _NOTHING) -> Any | None:
        """The first row it finds, or None."""
        rows = self.rows(sql, values)
        return rows[0] if rows else None

    def column(self, sql: Connection, values: Values = _NOTHING) -> list[Any]:
        """The first column of all rows it finds."""
        return [row[0] for row in self.run(sql, values).fetchall()]

    def value(self, sql: Connection, values: Values = _NOTHING) -> Any:
        """The one value it finds; there must be one."""
        (found,) = self.column(sql, values)
        return found

    def value_or_none(self, sql: Connection, values: Values = _NOTHING) -> Any | None:
        """The one value it finds, or None without one."""
        found = self.column(sql, values)
        return found[0] if found else None

    @cached_property
    def _compiled(self) -> tuple[str, dict[str, Any]]:
        """The text, and the values of parameters that are part of the statement."""
        columns = self._columns
        if columns is None and isinstance(self._statement, Insert):
            columns = _inserted(self._statement.table)
        keys = None if columns is None else list(columns)
        compiled = self._statement.compile(dialect=_DIALECT, column_keys=keys)
        assert isinstance(compiled, SQLCompiler)
        binds = compiled.binds
        fixed = {name: bind.value for name, bind in binds.items() if not bind.required}
        return str(compiled), fixed


class Adding(Prepared):
    """An INSERT into an append-only table: what it adds is noted for the chain of proof."""

    def __init__(self, table: Table) -> None:
        super().__init__(insert(table))
        self._table = table.name
        self._has_id = "id" in table.c
        self._values = itemgetter(*_inserted(table))

    def run(self, sql: Connection, values: Values = _NOTHING) -> Any:
        """Run it and note the row."""
        cursor = super().run(sql, values)
        row = self._values(values)
        _facts(sql).add(self._table, (cursor.lastrowid, *row) if self._has_id else row)
        return cursor

    def run_each(self, sql: Connection, rows: Sequence[Values]) -> None:
        """Run it once for each of *rows* and note them.

        Nobody else writes meanwhile, so the ids they get follow one another.
        """
        super().run_each(sql, rows)
        added = list(map(self._values, rows))
        if self._has_id:
            last = driver(sql).execute("SELECT last_insert_rowid()").fetchone()[0]
            ids = range(last - len(rows) + 1, last + 1)
            added = [(row_id, *row) for row_id, row in zip(ids, added, strict=True)]
        _facts(sql).add(self._table, *added)


def adding(table: Table) -> Prepared:
    """The statement that adds a row of a table, every column given but the ``id``."""
    return Adding(table) if table.info["append_only"] else Prepared(insert(table))


def _facts(sql: Connection) -> Any:
    facts = sql.info.get(FACTS)
    if facts is None:
        raise RuntimeError("a fact was added outside of the store's own transaction")
    return facts


def in_transaction(sql: Connection) -> Any:
    """The driver's connection, which must be in a transaction: it would commit by itself."""
    connection = driver(sql)
    if not connection.in_transaction:
        raise RuntimeError("the store was used after its transaction was committed")
    return connection


def _connection(sql: Connection, text: str, values: Any, *, many: bool) -> Any:
    connection = in_transaction(sql)
    for hear in heard_by:
        hear(sql, text, values, many)
    return connection


def _inserted(table: Any) -> list[str]:
    return [c.name for c in table.c if c.name != "id" and c.computed is None]
