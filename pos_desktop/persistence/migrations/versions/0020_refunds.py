"""Refund vouchers: advances for services that were paid back."""

from __future__ import annotations

from pathlib import Path

from alembic import op

from pos_desktop.persistence.schema import change_constraint

revision = "0020"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    connection = op.get_bind()
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in statements.strip().split("\n\n"):
        # Not op.execute(): it would take a colon in a statement for a parameter.
        connection.exec_driver_sql(statement)
    kinds = "'discount', 'reversal'"
    driver = connection.connection.driver_connection
    change_constraint(driver, "adjustment", f"{kinds})", f"{kinds}, 'refund')")
