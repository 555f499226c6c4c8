"""What billing takes in and shows beside the cart."""

from __future__ import annotations

from pathlib import Path

from alembic import op

from pos_desktop.persistence.schema import run_statements

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_statements(op.get_bind(), Path(__file__))
