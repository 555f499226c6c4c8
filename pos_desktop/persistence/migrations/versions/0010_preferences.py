"""How each person wants to see the till."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    statement = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").strip()
    # Not op.execute(): it would take a colon in a statement for a parameter.
    op.get_bind().exec_driver_sql(statement)
