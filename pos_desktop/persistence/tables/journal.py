"""Who did what, what was answered to whom, and what is to be printed."""

from __future__ import annotations

from sqlalchemy import Column, Computed, Index, Integer, LargeBinary, Text
from sqlalchemy import text as sql

from pos_desktop.persistence.tables.columns import (
    Check,
    column,
    filled,
    key,
    refers,
    size,
    table,
    text,
    uuid,
)

audit_entry = table(
    "audit_entry",
    key(),
    uuid(unique=False),
    text("at"),
    refers("outlet_id", "outlet", optional=True),
    refers("terminal_id", "terminal", optional=True),
    refers("user_id", "user", optional=True),
    text("user_name"),
    filled("action"),
    text("subject"),
    text("details"),
    append_only=True,
)
# Bills are the bulk of what is done; what an owner looks for is among the rest.
Index(
    "ix_audit_entry_notable",
    audit_entry.c.outlet_id,
    audit_entry.c.at,
    sqlite_where=sql("action <> 'bill.issued'"),
)

# ``scope`` is the outlet's id, or 0 where nobody was signed in.
answer = table(
    "answer",
    Column("scope", Integer, primary_key=True, nullable=False),
    Column("request_id", Text, primary_key=True, nullable=False),
    filled("use_case"),
    text("result"),
    text("at"),
)

# ``is_pending``: something must still be done about the job, by a printer or by a person. The
# partial index holds these few among all jobs that ever were.
print_job = table(
    "print_job",
    key(),
    uuid(),
    refers("terminal_id", "terminal"),
    filled("printer"),
    text("kind"),
    text("document"),
    text("number"),
    size("copy"),
    column("data", LargeBinary, Check("length(data) > 0"), nullable=False),
    text("state"),
    size("attempts"),
    text("error", optional=True),
    text("at"),
    refers("user_id", "user"),
    Column(
        "is_pending",
        Integer,
        Computed(
            "state IN ('queued', 'sending', 'not_sent')"
            " OR (state = 'unconfirmed' AND error IS NOT NULL)",
            persisted=False,
        ),
    ),
    Check("state IN ('queued', 'sending', 'printed', 'unconfirmed', 'not_sent', 'cancelled')"),
    Check("kind IN ('original', 'reprint', 'kick', 'report')"),
)
Index(
    "ix_print_job_pending",
    print_job.c.printer,
    print_job.c.id,
    sqlite_where=sql("is_pending = 1"),
)
# Copies are few; they are counted before the next is printed.
Index(
    "ix_print_job_reprint",
    print_job.c.number,
    print_job.c.document,
    sqlite_where=sql("kind = 'reprint'"),
)
