"""Refund vouchers: advances for services that were paid back."""

from __future__ import annotations

from pathlib import Path

from alembic import op

from pos_desktop.persistence.schema import change_constraint, run_statements

revision = "0020"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    connection = op.get_bind()
    run_statements(connection, Path(__file__))
    kinds = "'discount', 'reversal'"
    driver = connection.connection.driver_connection
    change_constraint(driver, "adjustment", f"{kinds})", f"{kinds}, 'refund')")
