"""Credit notes, and what they move: cash, stock, accounts."""

from __future__ import annotations

from pathlib import Path

from alembic import op

from pos_desktop.persistence.schema import change_constraint, run_statements

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# The foreign key before which that of the credit note stands is the table's last.
_MOVED = {
    "ledger_entry": "payment_id) REFERENCES payment (id)",
    "payment_allocation": "bill_id) REFERENCES bill (id)",
    "cash_movement": "payment_id) REFERENCES payment (id)",
    "stock_movement": "bill_id) REFERENCES bill (id)",
}


def upgrade() -> None:
    connection = op.get_bind()
    run_statements(connection, Path(__file__))
    driver = connection.connection.driver_connection
    # ADD COLUMN takes a foreign key only beside its column, not among the table's constraints.
    for table, last in _MOVED.items():
        key = f"CONSTRAINT fk_{table}_credit_note_id FOREIGN KEY(credit_note_id)"
        change_constraint(driver, table, last, f"{last}, {key} REFERENCES credit_note (id)")
    change_constraint(driver, "tender", "'credit', 'advance')", "'credit', 'advance', 'exchange')")
    kinds = "kind IN ('opening', 'sale'"
    change_constraint(driver, "stock_movement", f"{kinds})", f"{kinds}, 'return')")
