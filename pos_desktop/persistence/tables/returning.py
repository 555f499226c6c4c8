"""Credit notes: what takes back all of a bill or parts of it, and how the money went back.

Amounts are not signed: a note says what was given back as a bill says what was sold.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, UniqueConstraint
from sqlalchemy import text as sql

from pos_desktop.persistence.tables.columns import (
    Check,
    filled,
    flag,
    key,
    number,
    refers,
    sealed,
    size,
    table,
    text,
    uuid,
)
from pos_desktop.persistence.tables.sold_columns import (
    document_rules,
    document_sums,
    goods_and_terms,
    line_rules,
    line_sums,
    parties_and_place,
)

# ``is_gst`` 0: a refund after the last day on which tax may be given back; it has no taxes, and
# ``taxable`` is all that was refunded. ``document`` and ``bill_date`` are those of the bill.
credit_note = table(
    "credit_note",
    key(),
    uuid(),
    filled("number"),
    refers("outlet_id", "outlet"),
    refers("terminal_id", "terminal"),
    refers("shift_id", "shift"),
    refers("bill_id", "bill"),
    filled("bill_number"),
    text("bill_date"),
    text("document"),
    flag("is_gst"),
    text("issued_at"),
    text("local_time"),
    text("business_date"),
    refers("cashier_id", "user"),
    text("cashier_name"),
    text("approved_by", optional=True),
    filled("reason"),
    refers("customer_id", "customer", optional=True),
    *parties_and_place(),
    *document_sums(),
    size("item_count"),
    sealed(),
    UniqueConstraint("outlet_id", "number"),
    *document_rules(),
    append_only=True,
)
Index("ix_credit_note_bill_id", credit_note.c.bill_id)
Index("ix_credit_note_business_date", credit_note.c.outlet_id, credit_note.c.business_date)
Index("ix_credit_note_local_time", credit_note.c.outlet_id, credit_note.c.local_time)
Index(
    "ix_credit_note_customer_id",
    credit_note.c.customer_id,
    sqlite_where=sql("customer_id IS NOT NULL"),
)

# ``bill_line`` is the number of the line on the bill; ``restock`` whether the goods came back.
credit_note_line = table(
    "credit_note_line",
    refers("credit_note_id", "credit_note", primary=True),
    Column("line", Integer, primary_key=True, nullable=False),
    uuid(unique=False),
    size("bill_line"),
    *goods_and_terms(),
    *line_sums(),
    flag("restock"),
    UniqueConstraint("credit_note_id", "bill_line"),
    *line_rules(),
    rowid=False,
    append_only=True,
)

# ``exchange``: it paid a new bill, whose tender names this note in its reference.
credit_note_refund = table(
    "credit_note_refund",
    refers("credit_note_id", "credit_note", primary=True),
    Column("line", Integer, primary_key=True, nullable=False),
    uuid(unique=False),
    text("method"),
    number("amount"),
    text("reference"),
    Check("method IN ('cash', 'upi', 'card', 'account', 'exchange')"),
    Check("amount > 0"),
    rowid=False,
    append_only=True,
)
