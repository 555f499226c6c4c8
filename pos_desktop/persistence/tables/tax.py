"""Advances for services, and the data of the law that a shop took in."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

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

_TAXES = ("taxable", "cgst", "sgst", "utgst", "igst")

# A payment that is an advance for services, with the tax that is due on it (CGST Rule 50).
receipt_voucher = table(
    "receipt_voucher",
    refers("payment_id", "payment", primary=True),
    uuid(),
    refers("outlet_id", "outlet"),
    refers("customer_id", "customer"),
    filled("description"),
    text("sac"),
    text("supply"),
    size("gst_rate"),
    size("amount"),
    *(size(name) for name in _TAXES),
    text("seller"),
    text("buyer_gstin", optional=True),
    text("buyer_address"),
    text("buyer_state_code", optional=True),
    text("place_of_supply"),
    text("place_name"),
    flag("is_interstate"),
    text("reason"),
    Check("taxable + cgst + sgst + utgst + igst = amount"),
    Check("cgst = sgst + utgst"),
    Check("supply IN ('service', 'restaurant')"),
    append_only=True,
)
Index("ix_receipt_voucher_customer_id", receipt_voucher.c.customer_id)

# The part of a voucher that a bill used up, with the tax that was paid on it already.
voucher_use = table(
    "voucher_use",
    key(),
    uuid(unique=False),
    refers("payment_id", "payment"),
    refers("bill_id", "bill"),
    size("amount"),
    *(size(name) for name in _TAXES),
    text("at"),
    UniqueConstraint("bill_id", "payment_id"),
    Check("amount > 0"),
    Check("taxable + cgst + sgst + utgst + igst = amount"),
    append_only=True,
)
Index("ix_voucher_use_payment_id", voucher_use.c.payment_id)

# An advance that was paid back, or a part of it: the tax that the adjustment took back with it
# (CGST Rule 51). The receipt voucher says the buyer, the rate and the place.
refund_voucher = table(
    "refund_voucher",
    refers("adjustment_id", "adjustment", primary=True),
    uuid(),
    refers("outlet_id", "outlet"),
    refers("terminal_id", "terminal"),
    refers("shift_id", "shift"),
    refers("payment_id", "payment"),
    size("amount"),
    *(size(name) for name in _TAXES),
    text("seller"),
    text("method"),
    text("reference"),
    text("local_time"),
    number("balance_after"),
    sealed(),
    Check("amount > 0"),
    Check("taxable + cgst + sgst + utgst + igst = amount"),
    Check("cgst = sgst + utgst"),
    Check("method IN ('cash', 'card', 'upi')"),
    append_only=True,
)
Index("ix_refund_voucher_payment_id", refund_voucher.c.payment_id)
Index("ix_refund_voucher_shift_id", refund_voucher.c.shift_id)

gst_data_version = table(
    "gst_data_version",
    key(),
    uuid(),
    filled("version"),
    filled("content"),
    text("source"),
    text("taken_at"),
    refers("user_id", "user"),
    text("user_name"),
    append_only=True,
)
