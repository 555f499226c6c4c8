"""The items that are sold, counted without reading them."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in statements.strip().split("\n\n"):
        # Not op.execute(): it would take a colon in a statement for a parameter.
        op.get_bind().exec_driver_sql(statement)
