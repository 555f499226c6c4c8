"""Terms on invoices, and how many digits of an HSN the outlet must give."""

from __future__ import annotations

from pathlib import Path

from alembic import op

from pos_desktop.persistence.schema import run_statements

revision = "0015"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_statements(op.get_bind(), Path(__file__))
