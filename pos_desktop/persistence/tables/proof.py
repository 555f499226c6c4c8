"""The chains of proof, who may try to sign in, and which backups were taken."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Text, UniqueConstraint
from sqlalchemy.types import UserDefinedType

from pos_desktop.persistence.tables.columns import (
    Check,
    column,
    flag,
    key,
    number,
    refers,
    size,
    table,
    text,
    uuid,
)


class _TextOrBytes(UserDefinedType[str | bytes]):
    """A value that is kept as it is given."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        return "ANY"


# ``chain`` is the terminal's id, or 0 for what happens at none. The body holds every row that the
# transaction added to an append-only table, so that its document can be made anew from it; see
# ``persistence.packing``.
chain_entry = table(
    "chain_entry",
    key(),
    size("chain"),
    size("seq"),
    size("epoch"),
    size("form"),
    text("at"),
    text("boot"),
    size("uptime_ms"),
    flag("is_sure"),
    column("body", _TextOrBytes, Check("length(body) > 0"), nullable=False),
    column("hash", LargeBinary, Check("length(hash) = 32"), nullable=False),
    column("mac", LargeBinary, Check("length(mac) = 32"), nullable=False),
    UniqueConstraint("chain", "seq"),
)

# One row: the key of the epoch that is running. Earlier ones are nowhere in the store.
chain_key = table(
    "chain_key",
    column("id", Integer, Check("id = 1"), primary_key=True),
    size("epoch"),
    column("key", LargeBinary, Check("length(key) = 32"), nullable=False),
)

# Wrong tries since the last right one; a lock counts by the machine's uptime, not its clock.
sign_in_guard = table(
    "sign_in_guard",
    refers("user_id", "user", primary=True),
    size("failures"),
    size("locks"),
    size("locked_ms"),
    size("uptime_ms"),
)

backup_run = table(
    "backup_run",
    key(),
    uuid(unique=False),
    text("at"),
    text("occasion"),
    text("place"),
    text("path"),
    number("bytes"),
    Column("error", Text, nullable=False),
    Check("occasion IN ('shift_close', 'daily', 'demand', 'migration')"),
    Check("place IN ('first', 'second')"),
)
Index("ix_backup_run_place", backup_run.c.place, backup_run.c.id)
