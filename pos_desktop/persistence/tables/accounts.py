"""Customers and their khata."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy import text as sql

from pos_desktop.persistence.tables.columns import (
    filled,
    flag,
    key,
    number,
    refers,
    sealed,
    since,
    size,
    table,
    text,
    uuid,
)

# balance = credits − debits, moved in the transaction of every entry: negative owes.
customer = table(
    "customer",
    key(),
    uuid(),
    refers("outlet_id", "outlet"),
    filled("name"),
    text("phone", optional=True),
    text("email"),
    text("address"),
    flag("is_gst_customer"),
    text("company_name"),
    text("gstin", optional=True),
    flag("gstin_verified"),
    text("gst_state_code", optional=True),
    text("company_phone"),
    text("company_address"),
    text("notes"),
    size("credit_limit", optional=True),
    number("balance"),
    size("total_orders"),
    number("total_spent"),
    text("last_order_at", optional=True),
    flag("is_active"),
    text("created_at"),
    text("changed_at"),
    UniqueConstraint("outlet_id", "phone"),
)
# The balance report reads its rows in this order, highest debt first.
Index("ix_customer_balance", customer.c.outlet_id, customer.c.balance)

ledger_entry = table(
    "ledger_entry",
    key(),
    uuid(unique=False),
    refers("outlet_id", "outlet"),
    refers("customer_id", "customer"),
    text("at"),
    text("business_date"),
    text("kind"),
    refers("bill_id", "bill", optional=True),
    refers("payment_id", "payment", optional=True),
    size("debit"),
    size("credit"),
    since(4, refers("credit_note_id", "credit_note", optional=True)),
    CheckConstraint("(debit > 0) <> (credit > 0)"),
    append_only=True,
)
Index("ix_ledger_entry_customer_id", ledger_entry.c.customer_id, ledger_entry.c.business_date)

# What is still unpaid of a bill: the one figure of a bill that changes.
bill_due = table(
    "bill_due",
    refers("bill_id", "bill", primary=True),
    refers("outlet_id", "outlet"),
    refers("customer_id", "customer", optional=True),
    text("business_date"),
    size("total"),
    size("due"),
    CheckConstraint("due <= total"),
)
Index(
    "ix_bill_due_open",
    bill_due.c.outlet_id,
    bill_due.c.customer_id,
    bill_due.c.business_date,
    bill_due.c.due,
    sqlite_where=sql("due > 0"),
)

payment = table(
    "payment",
    key(),
    uuid(),
    filled("number"),
    refers("outlet_id", "outlet"),
    refers("terminal_id", "terminal"),
    refers("shift_id", "shift"),
    refers("customer_id", "customer"),
    text("outlet_name"),
    text("outlet_address"),
    text("outlet_phone"),
    flag("is_demo"),
    text("customer_name"),
    text("customer_phone", optional=True),
    text("received_at"),
    text("local_time"),
    text("business_date"),
    refers("user_id", "user"),
    text("cashier_name"),
    text("method"),
    number("amount"),
    text("reference"),
    number("balance_before"),
    number("balance_after"),
    sealed(),
    UniqueConstraint("outlet_id", "number"),
    CheckConstraint("amount > 0"),
    CheckConstraint("balance_before + amount = balance_after"),
    append_only=True,
)
Index("ix_payment_shift_id", payment.c.shift_id)

# Without a payment or a credit note, an advance paid earlier settled this part when the bill was
# issued.
payment_allocation = table(
    "payment_allocation",
    key(),
    uuid(unique=False),
    refers("payment_id", "payment", optional=True),
    refers("bill_id", "bill"),
    number("amount"),
    text("at"),
    since(4, refers("credit_note_id", "credit_note", optional=True)),
    CheckConstraint("amount > 0"),
    append_only=True,
)
Index(
    "ix_payment_allocation_payment_id",
    payment_allocation.c.payment_id,
    sqlite_where=sql("payment_id IS NOT NULL"),
)
