"""What the store's writer need not read again: who may sell, the shop, its printers, the order.

Every sale asks for them. The writer keeps them for as long as they are true: triggers of its
own connection tell of every change it makes to the tables they come from, and SQLite's
``data_version`` tells whether another connection has committed anything at all.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import Column, Connection, Table
from sqlalchemy.sql.expression import ClauseElement
from sqlalchemy.sql.visitors import iterate

from pos_desktop.persistence.prepared import Prepared, in_transaction

_KEEPER = "keeper"
_SETTLED = ("letterhead", "open_shift", "outlet", "printer", "shift", "user")
_ORDERS = ("order", "order_line")
_CHAINS = ("chain_entry", "chain_key")

Value = TypeVar("Value")


class Shelf:
    """Values that come from some tables, by key. None is never one of them.

    A transaction is kept or given up as a whole: what a savepoint gave back would stay promised,
    so there are none (a test looks).
    """

    def __init__(self) -> None:
        self._kept: dict[Hashable, Any] = {}
        self._promised: dict[Hashable, Any] = {}
        self._is_changed = False

    def get(self, key: Hashable) -> Any:
        """What is kept under *key*, or None."""
        return self._kept.get(key)

    def keep(self, key: Hashable, value: Any) -> None:
        """Keep what was read, unless it may be of this transaction: that may be rolled back."""
        if not self._is_changed:
            self._kept[key] = value

    def promise(self, key: Hashable, value: Any) -> None:
        """Keep what this transaction has just written, once it is committed."""
        self._promised[key] = value

    def forget(self) -> None:
        """A table has changed in this transaction."""
        self._kept.clear()
        self._promised.clear()
        self._is_changed = True

    def begin(self, *, is_true: bool, is_committed: bool) -> None:
        """Begin a transaction: *is_true* is what was kept unless others changed it."""
        if not is_true:
            self._kept.clear()
        elif is_committed:
            self._kept |= self._promised
        self._promised.clear()
        self._is_changed = False


class Keeper:
    """The shelves of one writing connection."""

    def __init__(self, driver: Any) -> None:
        """Watch the tables through the driver's connection.

        The triggers are temporary: they belong to this connection and are in no file.
        """
        self.settled, self.orders, self.chains = Shelf(), Shelf(), Shelf()
        self._driver = driver
        self._version: int | None = None
        self._is_committed = False
        for name, shelf, tables in (
            ("settled_changed", self.settled, _SETTLED),
            ("order_changed", self.orders, _ORDERS),
            ("chain_changed", self.chains, _CHAINS),
        ):
            driver.create_function(name, 0, shelf.forget)
            for table in tables:
                for action in ("INSERT", "UPDATE", "DELETE"):
                    driver.execute(
                        f'CREATE TEMP TRIGGER "{table}_{action}" AFTER {action} ON main."{table}" '
                        f"BEGIN SELECT {name}(); END"
                    )

    def begin(self) -> None:
        """A transaction has begun: forget what others may have changed since the last."""
        version = self._driver.execute("PRAGMA data_version").fetchone()[0]
        for shelf in (self.settled, self.orders, self.chains):
            shelf.begin(is_true=version == self._version, is_committed=self._is_committed)
        self._version, self._is_committed = version, False

    def committed(self) -> None:
        """The transaction is durable."""
        self._is_committed = True


def watch(sql: Connection, driver: Any) -> None:
    """Let a writing connection, over the driver's, keep what it reads."""
    sql.info[_KEEPER] = Keeper(driver)


def keeper_of(sql: Connection) -> Keeper | None:
    """The keeper of a writing connection, which must be in a transaction; None of a reading one."""
    keeper: Keeper | None = sql.info.get(_KEEPER)
    if keeper is not None:
        in_transaction(sql)
    return keeper


class Kept(Generic[Value]):
    """A query of tables that seldom change, and what is made of its rows."""

    def __init__(
        self, statement: ClauseElement, make: Callable[[Sequence[Any]], Value | None]
    ) -> None:
        """Take a statement.

        Args:
            statement: what to ask; its parameters are named.
            make: makes the value of the rows; None says that there is none, and is not kept.
        """
        unwatched = _tables_of(statement).difference(_SETTLED)
        if unwatched:
            raise ValueError(f"not watched: {', '.join(sorted(unwatched))}")
        self._query = Prepared(statement)
        self._make = make

    def get(self, sql: Connection, values: Mapping[str, Any]) -> Value | None:
        """The value as it is now."""
        keeper = keeper_of(sql)
        if keeper is None:
            return self._make(self._query.rows(sql, values))
        key = (self, *values.items())
        value: Value | None = keeper.settled.get(key)
        if value is None:
            value = self._make(self._query.rows(sql, values))
            if value is not None:
                keeper.settled.keep(key, value)
        return value


def _tables_of(statement: ClauseElement) -> set[str]:
    found = set()
    for part in iterate(statement):
        table = part.table if isinstance(part, Column) else part
        if isinstance(table, Table):
            found.add(table.name)
    return found
