"""Customers and their khata."""

from __future__ import annotations

from sqlalchemy import Column, Index, Text, UniqueConstraint
from sqlalchemy import text as sql

from pos_desktop.persistence.tables.columns import (
    Check,
    column,
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
    Column("nickname", Text, server_default=sql("''"), nullable=False),
    Column("landmark", Text, server_default=sql("''"), nullable=False),
    size("credit_days", optional=True),
    size("credit_bills", optional=True),
    column("credit_policy", Text, Check("credit_policy IN ('warn', 'stop')")),
    size("temporary_limit", optional=True),
    text("temporary_until", optional=True),
    # The account that this one was merged into; a merged account is empty for ever.
    number("merged_into", optional=True),
    text("promised_on", optional=True),
    Column("promise_note", Text, server_default=sql("''"), nullable=False),
    text("reminded_at", optional=True),
    UniqueConstraint("outlet_id", "phone"),
)
# The balance report reads its rows in this order, highest debt first.
Index("ix_customer_balance", customer.c.outlet_id, customer.c.balance)
Index(
    "ix_customer_merged_into",
    customer.c.merged_into,
    sqlite_where=sql("merged_into IS NOT NULL"),
)

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
    since(6, number("adjustment_id", optional=True)),
    Check("(debit > 0) <> (credit > 0)"),
    append_only=True,
)
Index("ix_ledger_entry_customer_id", ledger_entry.c.customer_id, ledger_entry.c.business_date)

# What was put on all accounts of an outlet and taken off them, day by day: the balances over time
# without reading every entry. Moved in the transaction of every entry.
account_day = table(
    "account_day",
    refers("outlet_id", "outlet", primary=True),
    Column("business_date", Text, primary_key=True),
    size("debit"),
    size("credit"),
    rowid=False,
)

# What is still unpaid of a bill, or of an amount that an adjustment put on the account: the one
# figure of either that changes.
bill_due = table(
    "bill_due",
    key(),
    refers("bill_id", "bill", optional=True),
    refers("adjustment_id", "adjustment", optional=True),
    refers("outlet_id", "outlet"),
    refers("customer_id", "customer", optional=True),
    text("business_date"),
    size("total"),
    size("due"),
    UniqueConstraint("bill_id"),
    Check("due <= total"),
    Check("(bill_id IS NULL) <> (adjustment_id IS NULL)"),
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
    Check("amount > 0"),
    Check("balance_before + amount = balance_after"),
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
    Check("amount > 0"),
    append_only=True,
)
Index(
    "ix_payment_allocation_payment_id",
    payment_allocation.c.payment_id,
    sqlite_where=sql("payment_id IS NOT NULL"),
)

# An amount on an account that is neither a bill nor a payment: an opening balance, a write-off, a
# correction, a settlement discount, or what takes back one of these or a payment.
adjustment = table(
    "adjustment",
    key(),
    uuid(),
    filled("number"),
    refers("outlet_id", "outlet"),
    refers("terminal_id", "terminal"),
    refers("customer_id", "customer"),
    text("kind"),
    size("debit"),
    size("credit"),
    text("at"),
    text("business_date"),
    refers("user_id", "user"),
    text("user_name"),
    text("approved_by"),
    filled("reason"),
    refers("payment_id", "payment", optional=True),
    refers("reverses", "adjustment", optional=True),
    text("batch"),
    UniqueConstraint("outlet_id", "number"),
    Check("(debit > 0) <> (credit > 0)"),
    Check("kind IN ('opening', 'correction', 'write_off', 'discount', 'reversal', 'refund')"),
    append_only=True,
)
# Nothing is taken back twice.
Index(
    "ix_adjustment_reverses",
    adjustment.c.reverses,
    unique=True,
    sqlite_where=sql("reverses IS NOT NULL"),
)
Index(
    "ix_adjustment_reversed_payment",
    adjustment.c.payment_id,
    unique=True,
    sqlite_where=sql("kind = 'reversal' AND payment_id IS NOT NULL"),
)
Index("ix_adjustment_payment_id", adjustment.c.payment_id)
Index("ix_adjustment_batch", adjustment.c.batch, sqlite_where=sql("batch <> ''"))

# What settled a due (negative) or made it due again (positive), beside the payments of bills.
due_change = table(
    "due_change",
    key(),
    uuid(unique=False),
    refers("outlet_id", "outlet"),
    refers("due_id", "bill_due"),
    number("amount"),
    refers("payment_id", "payment", optional=True),
    refers("adjustment_id", "adjustment", optional=True),
    text("at"),
    Check("amount <> 0"),
    append_only=True,
)
Index("ix_due_change_due_id", due_change.c.due_id)
Index("ix_due_change_payment_id", due_change.c.payment_id)

# Whose bill it was, found out after it was issued; the bill stays as it is.
bill_customer = table(
    "bill_customer",
    key(),
    uuid(unique=False),
    refers("outlet_id", "outlet"),
    refers("bill_id", "bill"),
    refers("customer_id", "customer"),
    text("at"),
    refers("user_id", "user"),
    UniqueConstraint("bill_id"),
    append_only=True,
)
Index("ix_bill_customer_customer_id", bill_customer.c.customer_id)

Index(
    "ix_payment_allocation_credit_note_id",
    payment_allocation.c.credit_note_id,
    sqlite_where=sql("credit_note_id IS NOT NULL"),
)
