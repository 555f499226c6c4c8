"""How papers look, and what more a printer can do."""

from __future__ import annotations

from pathlib import Path

from alembic import op

from pos_desktop.persistence.schema import run_statements

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_statements(op.get_bind(), Path(__file__))
