"""What was done, as the owner reads it; and what stands out, by who did it."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from pos_desktop.domain.money import Paise

MONEY_DETAILS = frozenset(
    {
        "after", "amount", "balance", "before", "computed", "counted", "credit", "debit", "due",
        "gap", "opening_cash", "owed", "price", "recorded", "stored", "total", "unit_price",
        "variance",
    }
)  # fmt: skip
"""The details that are amounts, in paise; a search for rupees looks at these."""


class AuditEntry(Struct, frozen=True, kw_only=True):
    """One thing that was done. ``details`` is JSON as it was written; amounts in paise."""

    at: datetime
    user_name: str
    action: str
    subject: str
    details: str


class Exceptions(Struct, frozen=True, kw_only=True):
    """What stands out of one person's work in a period, beside how much they billed."""

    user_name: str
    bills: int = 0
    billed: Paise = 0
    discounts: int = 0
    discounted: Paise = 0
    price_changes: int = 0
    removed_lines: int = 0
    discarded_carts: int = 0
    discarded: Paise = 0
    reprints: int = 0
    no_sales: int = 0
    returns: int = 0
    wrong_pins: int = 0
