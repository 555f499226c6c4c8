"""How an outlet's papers look."""

from __future__ import annotations

from sqlalchemy import Column, LargeBinary, Text
from sqlalchemy import text as sql

from pos_desktop.persistence.tables.columns import Check, flag, refers, table, text

letterhead = table(
    "letterhead",
    refers("outlet_id", "outlet", primary=True),
    text("language"),
    flag("is_compact"),
    text("bank_details"),
    Column("logo", LargeBinary, nullable=False),
    flag("prints_code"),
    Column("terms", Text, server_default=sql("''"), nullable=False),
    Check("language IN ('en', 'hi')"),
)
