"""Cash slips, counts, variances, corrected tenders, Z reports."""

from __future__ import annotations

from pathlib import Path

from alembic import op

from pos_desktop.persistence.schema import change_constraint

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_OLD = "OR (kind IN ('payout', 'drop', 'refund') AND amount < 0)"
_NEW = f"{_OLD} OR (kind = 'correction' AND amount <> 0 AND bill_id IS NOT NULL)"


def upgrade() -> None:
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in statements.strip().split("\n\n"):
        # Not op.execute(): it would take a colon in a statement for a parameter.
        op.get_bind().exec_driver_sql(statement)
    change_constraint(op.get_bind().connection.driver_connection, "cash_movement", _OLD, _NEW)
