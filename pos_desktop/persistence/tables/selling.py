"""Orders while they are rung up, and bills once they are issued."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Text, UniqueConstraint
from sqlalchemy import text as sql

from pos_desktop.persistence.tables.columns import (
    Check,
    filled,
    flag,
    key,
    later_flag,
    refers,
    sealed,
    since,
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

_ORDER_TYPES = "order_type IN ('counter', 'dine_in', 'takeaway', 'delivery')"

# What a person decided about the place of supply against the rule.
_OVERRIDE = ("override_supply", "override_state", "override_reason", "override_by")

order = table(
    "order",
    key(),
    uuid(),
    refers("outlet_id", "outlet"),
    refers("terminal_id", "terminal"),
    filled("number"),
    text("business_date"),
    text("opened_at"),
    refers("opened_by", "user"),
    text("status"),
    text("order_type"),
    refers("customer_id", "customer", optional=True),
    text("gst_gstin", optional=True),
    text("gst_company_name", optional=True),
    text("gst_state_code", optional=True),
    flag("gst_is_sez"),
    size("discount_amount", optional=True),
    size("discount_percent", optional=True),
    text("label"),
    text("changed_at"),
    *(text(name, optional=True) for name in ("buyer_name", "buyer_address", *_OVERRIDE)),
    UniqueConstraint("outlet_id", "number"),
    Check("status IN ('open', 'held', 'completed', 'cancelled')"),
    Check(_ORDER_TYPES),
)
# Open and held orders are a handful among all that ever were.
Index(
    "ix_order_waiting",
    order.c.outlet_id,
    order.c.id,
    sqlite_where=sql("status IN ('open', 'held')"),
)

order_line = table(
    "order_line",
    refers("order_id", "order", primary=True),
    Column("line", Integer, primary_key=True, nullable=False),
    *goods_and_terms(),
    size("discount_amount", optional=True),
    size("discount_percent", optional=True),
    later_flag("rsp_valued"),
    Check("qty > 0"),
    rowid=False,
)

# Seller and buyer are copied: a reprint never looks at what they are now. What is asked for in
# queries has a column; the rest of the seller's particulars are one JSON text.
bill = table(
    "bill",
    key(),
    uuid(),
    filled("number"),
    refers("outlet_id", "outlet"),
    refers("terminal_id", "terminal"),
    refers("shift_id", "shift"),
    refers("order_id", "order"),
    filled("order_number"),
    text("document"),
    text("order_type"),
    text("issued_at"),
    text("local_time"),
    text("business_date"),
    refers("cashier_id", "user"),
    text("cashier_name"),
    refers("customer_id", "customer", optional=True),
    *parties_and_place(),
    text("reason"),
    *document_sums(),
    size("change"),
    size("item_count"),
    sealed(),
    *(since(5, text(name, optional=True)) for name in _OVERRIDE),
    since(7, Column("order_label", Text, server_default=sql("''"), nullable=False)),
    UniqueConstraint("outlet_id", "number"),
    UniqueConstraint("order_id"),
    *document_rules(),
    Check(_ORDER_TYPES),
    append_only=True,
)
# Long, so that what the owner looks at is summed from it alone: a bill's row is a whole page of
# paper, and a month has thousands.
Index(
    "ix_bill_business_date",
    bill.c.outlet_id,
    bill.c.business_date,
    bill.c.local_time,
    bill.c.cashier_name,
    bill.c.order_type,
    bill.c.discount,
    bill.c.taxable,
    bill.c.round_off,
    bill.c.total,
)
# Returns go by the date on the document, which a shift that was left open differs from.
Index("ix_bill_local_time", bill.c.outlet_id, bill.c.local_time)
Index("ix_bill_customer_id", bill.c.customer_id, sqlite_where=sql("customer_id IS NOT NULL"))

bill_line = table(
    "bill_line",
    refers("bill_id", "bill", primary=True),
    Column("line", Integer, primary_key=True, nullable=False),
    uuid(unique=False),
    *goods_and_terms(),
    *line_sums(),
    since(5, later_flag("rsp_valued")),
    *line_rules(),
    rowid=False,
    append_only=True,
)

tender = table(
    "tender",
    refers("bill_id", "bill", primary=True),
    Column("line", Integer, primary_key=True, nullable=False),
    uuid(unique=False),
    text("method"),
    size("amount"),
    size("handed"),
    text("reference"),
    Check("method IN ('cash', 'card', 'upi', 'credit', 'advance', 'exchange')"),
    Check("handed >= amount"),
    rowid=False,
    append_only=True,
)
