"""Items are kept in the till: dated prices, costs, pack barcodes, entries of stock, imports."""

from __future__ import annotations

from pathlib import Path

from alembic import op

from pos_desktop.persistence.schema import change_constraint, run_statements

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

APPEND_ONLY = ("stock_entry", "stock_entry_line")


def upgrade() -> None:
    connection = op.get_bind()
    run_statements(connection, Path(__file__))
    for table in APPEND_ONLY:
        for name, event, done in (("update", "UPDATE", "changed"), ("delete", "DELETE", "deleted")):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_no_{name} BEFORE {event} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{table} rows are never {done}'); END"
            )
    change_constraint(
        connection.connection.driver_connection,
        "stock_movement",
        "CHECK (kind IN ('opening', 'sale', 'return'))",
        "CHECK (kind IN ('opening', 'sale', 'return', 'entry'))",
    )
