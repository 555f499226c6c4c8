"""Cash slips, counts, variances, corrected tenders, Z reports."""

from __future__ import annotations

from pathlib import Path

from alembic import op

from pos_desktop.persistence.schema import change_constraint, run_statements

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_OLD = "OR (kind IN ('payout', 'drop', 'refund') AND amount < 0)"
_NEW = f"{_OLD} OR (kind = 'correction' AND amount <> 0 AND bill_id IS NOT NULL)"


def upgrade() -> None:
    run_statements(op.get_bind(), Path(__file__))
    change_constraint(op.get_bind().connection.driver_connection, "cash_movement", _OLD, _NEW)
