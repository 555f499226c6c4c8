"""Shifts and the cash that moves in them."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

from pos_desktop.persistence.tables.columns import (
    Check,
    key,
    later,
    number,
    refers,
    sealed,
    since,
    size,
    table,
    text,
    uuid,
)

shift = table(
    "shift",
    key(),
    uuid(),
    refers("outlet_id", "outlet"),
    refers("terminal_id", "terminal"),
    number("number"),
    text("business_date"),
    text("opened_at"),
    refers("opened_by", "user"),
    text("opened_by_name"),
    size("opening_cash"),
    number("handover_gap"),
    text("counts"),
    UniqueConstraint("terminal_id", "number"),
    append_only=True,
)

# The one row a terminal has while its shift is open: who holds its drawer now (the opener, or who
# took it over last; a user's id), and how many counts of its close were handed in.
open_shift = table(
    "open_shift",
    refers("terminal_id", "terminal", primary=True),
    refers("shift_id", "shift"),
    later("holder_id", "0"),
    later("counts_made", "0"),
    UniqueConstraint("shift_id"),
)

SUMS = (
    "cash_sales",
    "cash_collections",
    "pay_ins",
    "cash_refunds",
    "cash_payouts",
    "cash_drops",
)

shift_close = table(
    "shift_close",
    key(),
    uuid(),
    refers("shift_id", "shift"),
    refers("outlet_id", "outlet"),
    text("business_date"),
    text("closed_at"),
    refers("closed_by", "user"),
    text("closed_by_name"),
    *(size(name) for name in SUMS),
    number("expected_cash"),
    size("closing_cash"),
    number("cash_variance"),
    text("counts"),
    text("reason"),
    sealed(),
    UniqueConstraint("shift_id"),
    Check("closing_cash - expected_cash = cash_variance"),
    append_only=True,
)
Index("ix_shift_close_business_date", shift_close.c.outlet_id, shift_close.c.business_date)

# Into the drawer is positive, out of it negative.
cash_movement = table(
    "cash_movement",
    key(),
    uuid(unique=False),
    refers("outlet_id", "outlet"),
    refers("terminal_id", "terminal"),
    refers("shift_id", "shift"),
    text("kind"),
    number("amount"),
    text("at"),
    refers("user_id", "user"),
    refers("bill_id", "bill", optional=True),
    refers("payment_id", "payment", optional=True),
    text("reason"),
    since(4, refers("credit_note_id", "credit_note", optional=True)),
    Check(
        "(kind IN ('sale', 'collection', 'pay_in') AND amount > 0)"
        " OR (kind IN ('payout', 'drop', 'refund') AND amount < 0)"
        " OR (kind = 'correction' AND amount <> 0 AND bill_id IS NOT NULL)"
    ),
    append_only=True,
)
Index(
    "ix_cash_movement_shift_id",
    cash_movement.c.shift_id,
    cash_movement.c.kind,
    cash_movement.c.amount,
)
