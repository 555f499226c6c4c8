"""The drawer: cash in, cash out, and what should be there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.money import MOST_PAISE, PAISE_PER_RUPEE, Paise, format_rupees

DENOMINATIONS: tuple[int, ...] = (500, 200, 100, 50, 20, 10, 5, 2, 1)
"""Notes and coins in rupees, as they are counted; ₹2000 is accepted but no longer offered."""
_ACCEPTED = frozenset(str(rupees) for rupees in (2000, *DENOMINATIONS))


class CashKind(StrEnum):
    """Why cash moved. The sign of the amount says which way: into the drawer is positive."""

    SALE = "sale"
    COLLECTION = "collection"
    PAY_IN = "pay_in"
    PAYOUT = "payout"
    DROP = "drop"
    REFUND = "refund"
    CORRECTION = "correction"
    """Cash of a bill whose tender was written down wrong; either sign, part of the cash sales."""


class Outcome(StrEnum):
    """How a count came out, to look for."""

    ALL = "all"
    SHORT = "short"
    OVER = "over"
    EXACT = "exact"


class Shift(Struct, frozen=True, kw_only=True):
    """From opening to closing one terminal's drawer; the closing facts are in ShiftClose."""

    id: int
    uuid: str
    outlet_id: int
    terminal_id: int
    number: int
    business_date: date
    opened_at: datetime
    opened_by: int
    opened_by_name: str
    opening_cash: Paise
    handover_gap: Paise
    """Opening cash − closing cash of this terminal's shift before; 0 for the first."""
    holder_id: int = 0
    holder_name: str = ""
    """Who answers for the drawer of an open shift: the opener, or who took it over last."""
    counts_made: int = 0
    """How many counts of its close were handed in. After the first nothing is sold in it."""


class CashSums(Struct, frozen=True, kw_only=True):
    """Sums of the drawer's movements, each a positive figure.

    ``cash_sales`` are after corrections of tenders.
    """

    cash_sales: Paise = 0
    cash_collections: Paise = 0
    pay_ins: Paise = 0
    cash_refunds: Paise = 0
    cash_payouts: Paise = 0
    cash_drops: Paise = 0


class DrawerCount(Struct, frozen=True, kw_only=True):
    """What should be in the drawer, what was counted, and the variance."""

    opening_cash: Paise
    sums: CashSums
    closing_cash: Paise

    @property
    def expected_cash(self) -> Paise:
        """opening + sales + collections + pay-ins − refunds − payouts − drops."""
        s = self.sums
        return (
            self.opening_cash
            + s.cash_sales
            + s.cash_collections
            + s.pay_ins
            - s.cash_refunds
            - s.cash_payouts
            - s.cash_drops
        )

    @property
    def cash_variance(self) -> Paise:
        """closing − expected: positive is a surplus, negative a shortage."""
        return self.closing_cash - self.expected_cash


class CashMovement(Struct, frozen=True, kw_only=True):
    """Cash into (positive) or out of (negative) a drawer."""

    uuid: str
    outlet_id: int
    terminal_id: int
    shift_id: int
    kind: CashKind
    amount: Paise
    at: datetime
    user_id: int
    bill_id: int | None = None
    payment_id: int | None = None
    credit_note_id: int | None = None
    reason: str = ""


class LastClose(Struct, frozen=True, kw_only=True):
    """What the terminal's last close left in the drawer, and who counted it."""

    closing_cash: Paise
    closed_by_name: str


class ClosedShift(Struct, frozen=True, kw_only=True):
    """A shift with its closing facts, immutable."""

    uuid: str
    shift: Shift
    closed_at: datetime
    closed_by: int
    closed_by_name: str
    sums: CashSums
    expected_cash: Paise
    closing_cash: Paise
    cash_variance: Paise
    counts: str
    reason: str


def variance_in_words(variance: Paise) -> str:
    """``Short ₹150.00``, ``Over ₹20.00`` or ``Exact``."""
    if variance < 0:
        return f"Short {format_rupees(-variance)}"
    return f"Over {format_rupees(variance)}" if variance else "Exact"


def counted_cash(counts: Mapping[str, int], *, field: str) -> Paise:
    """The paise of a count by denomination, ``{"500": 12, …}``. Raises BadInput."""
    total = 0
    for key, count in counts.items():
        if key not in _ACCEPTED:
            known = ", ".join(str(d) for d in DENOMINATIONS)
            raise BadInput(
                f"There is no note or coin of ₹{key}. Count by {known}.",
                field=f"{field}.{key}",
                code="unknown_denomination",
            )
        if count < 0:
            raise BadInput(f"The number of ₹{key} cannot be negative.", field=f"{field}.{key}")
        total += int(key) * count * PAISE_PER_RUPEE
    if total > MOST_PAISE:
        raise BadInput(
            f"The count makes {format_rupees(total)}, more than a drawer holds. Check the numbers.",
            field=field,
            code="too_much_money",
        )
    return total
