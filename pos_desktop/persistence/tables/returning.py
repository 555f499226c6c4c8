"""Credit notes: what takes back all of a bill or parts of it, and how the money went back.

Amounts are not signed: a note says what was given back as a bill says what was sold.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, UniqueConstraint
from sqlalchemy import text as sql

from pos_desktop.persistence.tables.columns import (
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

_TAXES = ("taxable", "cgst", "sgst", "utgst", "igst", "cess")

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
    text("seller_gstin", optional=True),
    text("seller_state_code"),
    text("seller"),
    text("buyer_name", optional=True),
    text("buyer_phone", optional=True),
    text("buyer_address", optional=True),
    text("buyer_gstin", optional=True),
    text("buyer_company_name", optional=True),
    text("buyer_state_code", optional=True),
    flag("buyer_is_sez"),
    text("place_of_supply"),
    text("place_name"),
    flag("is_interstate"),
    size("discount"),
    *(size(name) for name in _TAXES),
    number("round_off"),
    size("total"),
    size("item_count"),
    sealed(),
    UniqueConstraint("outlet_id", "number"),
    CheckConstraint("taxable + cgst + sgst + utgst + igst + cess + round_off = total"),
    CheckConstraint("cgst = sgst + utgst"),
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
    refers("item_id", "item", optional=True),
    text("description"),
    text("description_hi"),
    text("hsn"),
    number("qty"),
    text("unit"),
    size("unit_price"),
    flag("price_includes_tax"),
    size("mrp", optional=True),
    text("treatment"),
    text("supply"),
    *(size(name) for name in ("gst_rate", "cess_rate", "cess_per_unit")),
    *(size(name) for name in ("gross", "discount", "bill_discount")),
    *(size(name) for name in _TAXES),
    size("total"),
    flag("restock"),
    UniqueConstraint("credit_note_id", "bill_line"),
    CheckConstraint("qty > 0"),
    CheckConstraint("taxable + cgst + sgst + utgst + igst + cess = total"),
    CheckConstraint("cgst = sgst + utgst"),
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
    CheckConstraint("method IN ('cash', 'upi', 'card', 'account', 'exchange')"),
    CheckConstraint("amount > 0"),
    rowid=False,
    append_only=True,
)
