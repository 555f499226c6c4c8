"""What is written down about a drawer beside its cash: slips, counts, variances, Z reports."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

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

# One numbered slip for every pay-in, payout, cash drop and opening without a sale. The amount
# has no sign: the kind says which way; without a sale nothing moves.
cash_slip = table(
    "cash_slip",
    key(),
    uuid(),
    filled("number"),
    refers("outlet_id", "outlet"),
    refers("terminal_id", "terminal"),
    refers("shift_id", "shift"),
    refers("cash_movement_id", "cash_movement", optional=True),
    text("kind"),
    size("amount"),
    text("category"),
    text("reason"),
    text("payee"),
    text("at"),
    text("local_time"),
    text("business_date"),
    refers("user_id", "user"),
    text("user_name"),
    text("approved_by"),
    sealed(),
    UniqueConstraint("outlet_id", "number"),
    Check("kind IN ('pay_in', 'payout', 'drop', 'no_sale')"),
    Check("(kind = 'no_sale') = (cash_movement_id IS NULL)"),
    Check("(kind = 'no_sale') = (amount = 0)"),
    append_only=True,
)
Index("ix_cash_slip_shift_id", cash_slip.c.shift_id)

# Every count that was handed in: at the close one and one more, at a hand-over one. What was
# expected is that of the moment of the count.
shift_count = table(
    "shift_count",
    key(),
    uuid(),
    refers("outlet_id", "outlet"),
    refers("shift_id", "shift"),
    text("occasion"),
    size("number"),
    text("at"),
    refers("user_id", "user"),
    text("user_name"),
    refers("to_user_id", "user", optional=True),
    text("to_user_name"),
    size("counted"),
    number("expected"),
    number("variance"),
    text("counts"),
    UniqueConstraint("shift_id", "occasion", "number"),
    Check("occasion IN ('close', 'handover')"),
    Check("counted - expected = variance"),
    Check("(occasion = 'handover') = (to_user_id IS NOT NULL)"),
    append_only=True,
)

# Who answers for which part of a shift's variance: the parts add up to that of its close.
variance_posting = table(
    "variance_posting",
    key(),
    uuid(unique=False),
    refers("outlet_id", "outlet"),
    refers("shift_id", "shift"),
    text("occasion"),
    text("business_date"),
    text("at"),
    refers("user_id", "user"),
    text("user_name"),
    number("amount"),
    text("approved_by"),
    text("reason"),
    Check("occasion IN ('close', 'handover')"),
    append_only=True,
)
Index(
    "ix_variance_posting_business_date",
    variance_posting.c.outlet_id,
    variance_posting.c.business_date,
)
Index("ix_variance_posting_shift_id", variance_posting.c.shift_id)

# A tender that was written down wrong, put right in pairs: one entry takes the amount from the
# one way of paying, the other of the same uuid gives it to the other. The bill stays as it is.
tender_correction = table(
    "tender_correction",
    key(),
    uuid(unique=False),
    refers("outlet_id", "outlet"),
    refers("terminal_id", "terminal"),
    refers("shift_id", "shift"),
    refers("bill_id", "bill"),
    text("at"),
    refers("user_id", "user"),
    text("user_name"),
    text("approved_by"),
    text("reason"),
    text("method"),
    number("amount"),
    text("reference"),
    Check("method IN ('cash', 'card', 'upi')"),
    Check("amount <> 0"),
    append_only=True,
)
Index("ix_tender_correction_shift_id", tender_correction.c.shift_id)
Index("ix_tender_correction_bill_id", tender_correction.c.bill_id)

# Card slips or the UPI list of a counted shift against what was recorded.
slip_match = table(
    "slip_match",
    key(),
    uuid(),
    refers("outlet_id", "outlet"),
    refers("shift_id", "shift"),
    text("at"),
    refers("user_id", "user"),
    text("user_name"),
    text("method"),
    size("recorded"),
    size("counted"),
    size("matched"),
    text("slips"),
    Check("method IN ('card', 'upi')"),
    append_only=True,
)
Index("ix_slip_match_shift_id", slip_match.c.shift_id)

# Everything the Z report says, as JSON: a reprint reads nothing else.
z_report = table(
    "z_report",
    key(),
    uuid(),
    filled("number"),
    refers("outlet_id", "outlet"),
    refers("terminal_id", "terminal"),
    refers("shift_id", "shift"),
    text("at"),
    text("business_date"),
    filled("facts"),
    sealed(),
    UniqueConstraint("outlet_id", "number"),
    UniqueConstraint("shift_id"),
    append_only=True,
)
