"""The day's one tax invoice for small sales, and the cash memos that it stands for."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, UniqueConstraint
from sqlalchemy import text as sql

from pos_desktop.persistence.tables.columns import (
    Check,
    filled,
    key,
    number,
    refers,
    sealed,
    size,
    table,
    text,
    uuid,
)
from pos_desktop.persistence.tables.selling import bill

_SUMS = ("taxable", "cgst", "sgst", "utgst", "igst", "cess")

consolidated_invoice = table(
    "consolidated_invoice",
    key(),
    uuid(),
    filled("number"),
    refers("outlet_id", "outlet"),
    refers("terminal_id", "terminal"),
    refers("shift_id", "shift", optional=True),
    text("day"),
    text("issued_at"),
    text("local_time"),
    refers("user_id", "user"),
    text("user_name"),
    text("seller"),
    text("place_of_supply"),
    text("place_name"),
    filled("first_memo"),
    filled("last_memo"),
    size("memos"),
    *(size(name) for name in _SUMS),
    number("round_off"),
    size("total"),
    sealed(),
    UniqueConstraint("outlet_id", "number"),
    Check("memos > 0"),
    Check("taxable + cgst + sgst + utgst + igst + cess + round_off = total"),
    append_only=True,
)
Index(
    "ix_consolidated_invoice_local_time",
    consolidated_invoice.c.outlet_id,
    consolidated_invoice.c.local_time,
)

consolidated_line = table(
    "consolidated_line",
    refers("consolidated_id", "consolidated_invoice", primary=True),
    Column("line", Integer, primary_key=True, nullable=False),
    text("hsn"),
    text("description"),
    text("unit"),
    number("qty"),
    size("gst_rate"),
    *(size(name) for name in _SUMS),
    size("total"),
    Check("taxable + cgst + sgst + utgst + igst + cess = total"),
    rowid=False,
    append_only=True,
)

# A memo is in one consolidated invoice at most: its id is the key.
consolidated_memo = table(
    "consolidated_memo",
    refers("bill_id", "bill", primary=True),
    refers("consolidated_id", "consolidated_invoice"),
    rowid=False,
    append_only=True,
)
Index("ix_consolidated_memo_consolidated_id", consolidated_memo.c.consolidated_id)

# Found at every close, however many bills there are: by their ids, which every index ends with.
Index("ix_bill_cash_memo", bill.c.terminal_id, sqlite_where=sql("document = 'cash_memo'"))
