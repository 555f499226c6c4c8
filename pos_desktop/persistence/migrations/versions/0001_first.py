"""The first schema: tables and indexes, append-only triggers, and search kept in step.

The tables are in ``0001_first.sql``, one statement a paragraph.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

from pos_desktop.persistence.schema import run_statements

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Issued documents, ledger entries, cash movements and audit entries are never changed.
APPEND_ONLY = (
    "bill",
    "bill_line",
    "tender",
    "ledger_entry",
    "payment",
    "payment_allocation",
    "shift",
    "shift_close",
    "cash_movement",
    "stock_movement",
    "audit_entry",
)
OF_A_SHIFT = ("bill", "payment", "cash_movement")

# Vowel signs (Mn, Mc) stay in their word: without them a Devanagari word falls apart.
WORDS = (
    """prefix = '1 2', tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\""""
)
GRAMS = """tokenize = "trigram remove_diacritics 1\""""

SEARCHED = {
    "item": ("name", "name_hi", "code"),
    "customer": ("name", "phone", "company_name", "gstin"),
}


def upgrade() -> None:
    run_statements(op.get_bind(), Path(__file__))
    for table in APPEND_ONLY:
        refuse(table, "update", "UPDATE", f"{table} rows are never changed")
        refuse(table, "delete", "DELETE", f"{table} rows are never deleted")
    for table in OF_A_SHIFT:
        closed = "EXISTS (SELECT 1 FROM shift_close WHERE shift_id = NEW.shift_id)"
        refuse(table, "closed", "INSERT", "the shift is closed", when=closed)
    refuse(
        "number_series",
        "gap",
        "UPDATE",
        "a number series counts on by one",
        when="NEW.last <> OLD.last + 1",
    )
    refuse("number_series", "delete", "DELETE", "a number series is never deleted")
    for table, columns in SEARCHED.items():
        search(f"{table}_words", table, columns, WORDS)
        search(f"{table}_grams", table, columns, GRAMS)
    search("barcode_grams", "item_barcode", ("barcode",), GRAMS, active=False)


def run(statement: str) -> None:
    # Not op.execute(): it would take a colon in a statement for a parameter.
    op.get_bind().exec_driver_sql(statement)


def refuse(table: str, name: str, event: str, message: str, *, when: str = "") -> None:
    condition = f" WHEN {when}" if when else ""
    run(
        f"CREATE TRIGGER {table}_no_{name} BEFORE {event} ON {table}{condition}"
        f" BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def search(
    index: str, table: str, columns: tuple[str, ...], options: str, *, active: bool = True
) -> None:
    """A full-text index that holds the rows of a table (the active ones) and no text itself."""
    names = ", ".join(columns)
    values = ", ".join(f"NEW.{column}" for column in columns)
    watched = f"{names}, is_active" if active else names
    only = " WHERE NEW.is_active = 1" if active else ""
    add = f"INSERT INTO {index} (rowid, {names}) SELECT NEW.id, {values}{only};"
    drop = f"DELETE FROM {index} WHERE rowid = OLD.id;"
    run(
        f"CREATE VIRTUAL TABLE {index} USING fts5"
        f"({names}, content = '', contentless_delete = 1, {options})"
    )
    run(f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN {add} END")
    run(
        f"CREATE TRIGGER {index}_update AFTER UPDATE OF {watched} ON {table} BEGIN {drop} {add} END"
    )
    run(f"CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN {drop} END")
