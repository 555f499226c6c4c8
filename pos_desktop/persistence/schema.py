"""Which schema this program speaks, and whether a store has exactly that."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

APPLICATION_ID = 0x504F5344
"""``POSD`` in the header of every store, so that another program's database is told apart."""

HEAD = 22
"""The newest revision; also PRAGMA user_version. Revision n is migration ``000n``."""

FINGERPRINT = "fb3fa48c067c8eca4fde10f4d58a3d7dbc734e74f583c557ae7ae468b399fa81"
"""Of the schema at HEAD: a lost trigger or index is noticed when the store is opened."""


def fingerprint(connection: Any) -> str:
    """A hash over the tables, indexes, triggers and search tables of a driver connection.

    Alembic's own table, the tables in which SQLite keeps its search indexes, and those of its
    query planner's statistics (ANALYZE) are left out: their text is the libraries' affair.
    """
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
        " AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')"
        " AND name <> 'alembic_version'"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name"
    )
    digest = hashlib.sha256()
    for row in rows:
        digest.update("\0".join([*row, ""]).encode())
    return digest.hexdigest()


def run_statements(connection: Any, migration: Path) -> None:
    """Run the statements that lie beside a migration, with empty lines between them.

    Not by Alembic's ``op.execute``: it would take a colon in a statement for a parameter.
    *connection* is SQLAlchemy's, in a transaction.
    """
    statements = migration.with_suffix(".sql").read_text(encoding="utf-8")
    for statement in statements.strip().split("\n\n"):
        connection.exec_driver_sql(statement)


def change_constraint(connection: Any, table: str, old: str, new: str) -> None:
    """Put *new* in the place of the text *old* of a table's definition, in a migration.

    SQLite has no statement that changes a CHECK; this is the way its manual gives for changes that
    leave the rows as they are stored (sqlite.org/lang_altertable.html, "Making Other Kinds Of Table
    Schema Changes"). *connection* is a driver connection in a transaction. The rows must already
    satisfy the new constraint. Raises RuntimeError when *old* does not stand there exactly once.
    """
    (text,) = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", (table,)
    ).fetchone()
    if text.count(old) != 1:
        raise RuntimeError(f"the definition of {table} does not hold {old!r} once")
    (version,) = connection.execute("PRAGMA schema_version").fetchone()
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?",
        (text.replace(old, new), table),
    )
    # Other connections, and this one, read the schema anew when its version changed.
    connection.execute(f"PRAGMA schema_version = {version + 1:d}")
    connection.execute("PRAGMA writable_schema = RESET")
