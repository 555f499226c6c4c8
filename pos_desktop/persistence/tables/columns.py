"""The few kinds of columns there are, and how values become stored text.

Money is INTEGER paise, a quantity INTEGER thousandths, a rate INTEGER basis points, a yes-or-no
INTEGER 0 or 1, a moment TEXT in UTC with six decimals (so that text sorts as time), a date TEXT.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    literal_column,
)
from sqlalchemy import text as sql_text

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)


class Check(Struct, frozen=True):
    """A CHECK, as text: the migrations put it into a store, and a test holds them against this.

    SQLAlchemy's own kind takes ten times as long to make, and a start makes hundreds.
    """

    condition: str


def table(name: str, *parts: Any, rowid: bool = True, append_only: bool = False) -> Table:
    """A STRICT table; without *rowid* the rows lie in the order of their primary key.

    What is added to an *append_only* table is sealed in the chain of proof.
    """
    checks = [part for part in parts if isinstance(part, Check)]
    return Table(
        name,
        metadata,
        *(part for part in parts if not isinstance(part, Check)),
        sqlite_strict=True,
        sqlite_with_rowid=rowid,
        info={"append_only": append_only, "checks": checks},
    )


def column(name: str, kind: Any, check: Check, **given: Any) -> Column[Any]:
    """A column whose values keep to *check*."""
    return Column(name, kind, info={"checks": [check]}, **given)


def key() -> Column[int]:
    """The INTEGER PRIMARY KEY by which rows are joined."""
    return Column("id", Integer, primary_key=True)


def uuid(*, unique: bool = True) -> Column[str]:
    """The UUIDv7 by which the world knows a row; indexed where rows are looked up by it."""
    return Column("uuid", Text, nullable=False, unique=unique)


def text(name: str, *, optional: bool = False, folded: bool = False) -> Column[str]:
    """Text; *folded* compares without regard to the case of Latin letters."""
    kind = Text(collation="NOCASE") if folded else Text()
    return Column(name, kind, nullable=optional)


def filled(name: str, *, folded: bool = False) -> Column[str]:
    """Text that must not be empty."""
    kind = Text(collation="NOCASE") if folded else Text()
    return column(name, kind, Check(f"length({name}) > 0"), nullable=False)


def number(name: str, *, optional: bool = False) -> Column[int]:
    """A whole number: paise, thousandths, basis points, or a count."""
    return Column(name, Integer, nullable=optional)


def size(name: str, *, optional: bool = False) -> Column[int]:
    """A whole number that is never negative."""
    return column(name, Integer, Check(f"{name} >= 0"), nullable=optional)


def since(form: int, column: Column[Any]) -> Column[Any]:
    """A column that came to an append-only table with a later form of the chain's entries.

    It stands after those of earlier forms: what an older entry says is the beginning of its row.
    """
    column.info["form"] = form
    return column


def form_of(column: Column[Any]) -> int:
    """The form of the chain's entries in which this column first appears."""
    form: int = column.info.get("form", 1)
    return form


def later(name: str, default: str) -> Column[int]:
    """A whole number that a migration adds; rows that are there get *default*."""
    return column(
        name,
        Integer,
        Check(f"{name} >= 0"),
        server_default=sql_text(default),
        nullable=False,
    )


def later_flag(name: str) -> Column[int]:
    """Yes or no that a migration adds; rows that are there get no."""
    return column(
        name,
        Integer,
        Check(f"{name} IN (0, 1)"),
        server_default=sql_text("0"),
        nullable=False,
    )


def sealed() -> Column[int]:
    """The place in its terminal's chain of the entry that holds this row; None before chains."""
    return Column("chain_seq", Integer)


def flag(name: str) -> Column[int]:
    """Yes (1) or no (0)."""
    return column(name, Integer, Check(f"{name} IN (0, 1)"), nullable=False)


def refers(name: str, target: str, *, optional: bool = False, primary: bool = False) -> Column[int]:
    """A foreign key to the ``id`` of *target*; nothing is ever deleted along with it."""
    return Column(name, Integer, ForeignKey(f"{target}.id"), primary_key=primary, nullable=optional)


def checked(column: Column[int]) -> ColumnElement[int]:
    """A column to compare with, but never to look rows up by.

    Every row belongs to an outlet, and most to the same: SQLite, which keeps no statistics
    here, would otherwise prefer an index that begins with the outlet to one that finds the row.
    """
    return literal_column(f'+"{column.table.name}".{column.name}', Integer)


@lru_cache(maxsize=64)
def moment_text(moment: datetime) -> str:
    """A moment as it is stored: ``2026-02-18T09:30:00.000000Z``.

    Kept for the last few: all that a sale writes bears the same one.
    """
    return f"{moment.astimezone(UTC).isoformat(timespec='microseconds')[:-6]}Z"


def moment_of(stored: str) -> datetime:
    """The moment of a stored text, as an aware UTC datetime."""
    return datetime.fromisoformat(stored)


def day_of(stored: str) -> date:
    """The date of a stored text."""
    return date.fromisoformat(stored)
