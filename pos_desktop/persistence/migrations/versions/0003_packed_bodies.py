"""Bodies of chain entries may be packed; those that are there stay as they are."""

from __future__ import annotations

from alembic import op

from pos_desktop.persistence.schema import change_constraint

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    driver = op.get_bind().connection.driver_connection
    change_constraint(driver, "chain_entry", "body TEXT NOT NULL", "body ANY NOT NULL")
