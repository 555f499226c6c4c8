"""Retail-price valuation, decisions by hand, named buyers, receipt vouchers, data of GST."""

from __future__ import annotations

from pathlib import Path

from alembic import op

from pos_desktop.persistence.schema import run_statements

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_statements(op.get_bind(), Path(__file__))
