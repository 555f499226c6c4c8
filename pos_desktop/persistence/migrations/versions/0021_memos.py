"""Cash memos for small sales, and the day's one tax invoice for them."""

from __future__ import annotations

from pathlib import Path

from alembic import op

from pos_desktop.persistence.schema import run_statements

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_statements(op.get_bind(), Path(__file__))
