"""What is written down about a drawer beside its cash: slips, counts, corrections, matches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from pos_desktop.domain.money import Paise
from pos_desktop.domain.outlet import Method

PAYOUT_CATEGORIES = (
    "Supplier",
    "Transport",
    "Staff advance",
    "Tea and food",
    "Repairs",
    "Stationery",
    "Other",
)
"""What a payout is usually for; another may be typed."""


class SlipKind(StrEnum):
    """Why the drawer was opened other than for a bill or a payment."""

    PAY_IN = "pay_in"
    PAYOUT = "payout"
    DROP = "drop"
    NO_SALE = "no_sale"


class Occasion(StrEnum):
    """When a drawer is counted: at its close, or when another person takes it over."""

    CLOSE = "close"
    HANDOVER = "handover"


class CashSlip(Struct, frozen=True, kw_only=True):
    """One numbered slip. ``amount`` has no sign; without a sale it is 0."""

    uuid: str
    number: str
    outlet_id: int
    terminal_id: int
    shift_id: int
    kind: SlipKind
    amount: Paise
    category: str = ""
    reason: str
    payee: str = ""
    at: datetime
    local_time: datetime
    business_date: date
    user_id: int
    user_name: str
    approved_by: str = ""
    proof: str = ""


class ShiftCount(Struct, frozen=True, kw_only=True):
    """A count that was handed in, with what was expected at that moment."""

    uuid: str
    outlet_id: int
    shift_id: int
    occasion: Occasion
    number: int
    at: datetime
    user_id: int
    user_name: str
    to_user_id: int | None = None
    to_user_name: str = ""
    counted: Paise
    expected: Paise
    counts: str = "{}"

    @property
    def variance(self) -> Paise:
        """counted − expected."""
        return self.counted - self.expected


class VariancePosting(Struct, frozen=True, kw_only=True):
    """The part of a shift's variance that one person answers for."""

    uuid: str
    outlet_id: int
    shift_id: int
    occasion: Occasion
    business_date: date
    at: datetime
    user_id: int
    user_name: str
    amount: Paise
    approved_by: str = ""
    reason: str = ""


class TenderCorrection(Struct, frozen=True, kw_only=True):
    """Takes *amount* of a bill from one way of paying and gives it to another."""

    uuid: str
    outlet_id: int
    terminal_id: int
    shift_id: int
    bill_id: int
    at: datetime
    user_id: int
    user_name: str
    approved_by: str
    reason: str
    taken_from: Method
    given_to: Method
    amount: Paise
    reference: str = ""


class Slip(Struct, frozen=True, kw_only=True):
    """A card slip, or a line of the UPI app's list."""

    amount: Paise
    reference: str = ""


class Recorded(Struct, frozen=True, kw_only=True):
    """A card or UPI tender as it was recorded; ``document`` is its bill's or payment's number."""

    document: str
    amount: Paise
    reference: str = ""


class Differing(Struct, frozen=True, kw_only=True):
    """The same reference with two amounts."""

    recorded: Recorded
    slip: Slip


class Matched(Struct, frozen=True, kw_only=True):
    """Slips against records: how many agree, and everything that does not."""

    matched: int
    without_slip: tuple[Recorded, ...]
    without_record: tuple[Slip, ...]
    differing: tuple[Differing, ...]


class SlipMatch(Struct, frozen=True, kw_only=True):
    """A match as it was written down. ``slips`` is JSON."""

    uuid: str
    outlet_id: int
    shift_id: int
    at: datetime
    user_id: int
    user_name: str
    method: Method
    recorded: Paise
    counted: Paise
    matched: int
    slips: str


def match_slips(recorded: Sequence[Recorded], slips: Sequence[Slip]) -> Matched:
    """Match by reference first, and by amount where one of the two has no reference."""
    left = list(slips)
    waiting: list[Recorded] = []
    differing: list[Differing] = []
    matched = 0
    by_reference: dict[str, list[Slip]] = {}
    for slip in slips:
        if _plain(slip.reference):
            by_reference.setdefault(_plain(slip.reference), []).append(slip)
    for record in recorded:
        same = by_reference.get(_plain(record.reference), [])
        if not same:
            waiting.append(record)
            continue
        slip = next((s for s in same if s.amount == record.amount), same[0])
        same.remove(slip)
        left.remove(slip)
        if slip.amount == record.amount:
            matched += 1
        else:
            differing.append(Differing(recorded=record, slip=slip))
    without_slip: list[Recorded] = []
    for record in waiting:
        alike = [
            slip
            for slip in left
            if slip.amount == record.amount and not (slip.reference and record.reference)
        ]
        if not alike:
            without_slip.append(record)
            continue
        left.remove(alike[0])
        matched += 1
    return Matched(
        matched=matched,
        without_slip=tuple(without_slip),
        without_record=tuple(left),
        differing=tuple(differing),
    )


def total_of(amounts: Iterable[Slip | Recorded]) -> Paise:
    """The sum of their amounts."""
    return sum(found.amount for found in amounts)


def _plain(reference: str) -> str:
    return "".join(reference.split()).upper()
