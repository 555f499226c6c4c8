"""The khata: entries of an account, unpaid parts of bills, payments, and ageing.

balance = credits − debits: negative is owed to the shop, positive is an advance.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from pos_desktop.domain.money import Paise
from pos_desktop.domain.outlet import Method


class EntryKind(StrEnum):
    """Why an account was debited or credited."""

    BILL = "bill"
    ADVANCE_USED = "advance_used"
    PAYMENT = "payment"
    CREDIT_NOTE = "credit_note"
    OPENING = "opening"
    CORRECTION = "correction"
    WRITE_OFF = "write_off"
    DISCOUNT = "discount"
    REVERSAL = "reversal"
    REFUND = "refund"
    """An advance for a service that was paid back, with a refund voucher."""
    MERGE = "merge"
    """The balance that went along when two accounts became one: out of one, into the other."""


class Entry(Struct, frozen=True, kw_only=True):
    """One debit or credit of a customer's account; exactly one of the two is not 0."""

    uuid: str
    outlet_id: int
    customer_id: int
    at: datetime
    business_date: date
    kind: EntryKind
    bill_id: int | None = None
    payment_id: int | None = None
    credit_note_id: int | None = None
    adjustment_id: int | None = None
    debit: Paise = 0
    credit: Paise = 0

    def __post_init__(self) -> None:
        if (self.debit > 0) == (self.credit > 0) or min(self.debit, self.credit) < 0:
            raise ValueError(f"an entry is either a debit or a credit: {self!r}")


class StatementLine(Struct, frozen=True, kw_only=True):
    """An entry as a statement shows it, with the balance after it."""

    at: datetime
    kind: EntryKind
    document: str
    """The number of the bill, payment receipt or credit note behind the entry."""
    debit: Paise
    credit: Paise
    balance: Paise
    reason: str = ""
    """Of an adjustment: why it was made."""


class DueBill(Struct, frozen=True, kw_only=True):
    """What is still unpaid of one bill, or of what an adjustment put on the account.

    ``bill_id`` is None and ``bill_number`` the adjustment's for the latter.
    """

    bill_id: int | None
    bill_number: str
    business_date: date
    total: Paise
    due: Paise
    due_id: int = 0


class BalanceTotal(Struct, frozen=True, kw_only=True):
    """One row of the balance report: an account, or one bill without a customer."""

    customer_id: int | None
    name: str | None
    phone: str | None
    balance: Paise
    bill: DueBill | None = None


class BalanceState(StrEnum):
    """Which accounts the balance report lists."""

    OWING = "owing"
    CREDIT = "credit"
    SETTLED = "settled"
    ALL = "all"


class BalanceSort(StrEnum):
    """How the balance report is ordered."""

    BALANCE = "balance"
    NAME = "name"
    OLDEST = "oldest"


class Ageing(Struct, frozen=True, kw_only=True):
    """Dues by the age of their bills, in days since the business date."""

    days_0_30: Paise = 0
    days_31_60: Paise = 0
    days_61_90: Paise = 0
    over_90: Paise = 0


def age_dues(dues: Sequence[DueBill], today: date) -> Ageing:
    """Sum dues into the four buckets by age on *today*."""
    sums = [0, 0, 0, 0]
    for bill in dues:
        days = (today - bill.business_date).days
        sums[0 if days <= 30 else 1 if days <= 60 else 2 if days <= 90 else 3] += bill.due
    return Ageing(days_0_30=sums[0], days_31_60=sums[1], days_61_90=sums[2], over_90=sums[3])


class Allocation(Struct, frozen=True, kw_only=True):
    """The part of a payment that settled one bill."""

    bill_id: int | None
    bill_number: str
    amount: Paise
    due_id: int = 0


class PaymentReceipt(Struct, frozen=True, kw_only=True):
    """Money a customer paid on account, as its receipt states it."""

    id: int
    uuid: str
    number: str
    outlet_name: str
    outlet_address: str
    outlet_phone: str
    is_demo: bool
    customer_id: int
    customer_name: str
    customer_phone: str | None
    received_at: datetime
    """UTC."""
    local_time: datetime
    business_date: date
    terminal_id: int
    user_id: int
    cashier_name: str
    method: Method
    amount: Paise
    reference: str
    balance_before: Paise
    balance_after: Paise
    allocations: tuple[Allocation, ...]
    discount: Paise = 0
    """What the shop let off besides; ``balance_before`` is after it."""
    proof: str = ""
    """What its printout shows of its entry in the chain of proof."""


def allocate_oldest_first(amount: Paise, dues: Sequence[DueBill]) -> list[Allocation]:
    """Spread *amount* over dues in the order given, each up to what is due of it."""
    allocations = []
    for bill in dues:
        part = min(amount, bill.due)
        if part:
            allocations.append(
                Allocation(
                    bill_id=bill.bill_id,
                    bill_number=bill.bill_number,
                    amount=part,
                    due_id=bill.due_id,
                )
            )
        amount -= part
    return allocations


class AdjustmentKind(StrEnum):
    """Why an amount that is neither bill nor payment stands on an account."""

    OPENING = "opening"
    CORRECTION = "correction"
    WRITE_OFF = "write_off"
    DISCOUNT = "discount"
    REVERSAL = "reversal"
    REFUND = "refund"
    """Of an advance, by a refund voucher; its number is of the series of those."""


class Adjustment(Struct, frozen=True, kw_only=True):
    """An amount on an account that is neither bill nor payment, with who, and why.

    Exactly one of ``debit`` (owed to the shop) and ``credit`` is not 0. A reversal names the
    payment, or the adjustment (``reverses``), that it takes back.
    """

    id: int
    uuid: str
    number: str
    outlet_id: int
    terminal_id: int
    customer_id: int
    kind: AdjustmentKind
    at: datetime
    business_date: date
    user_id: int
    user_name: str
    approved_by: str
    reason: str
    debit: Paise = 0
    credit: Paise = 0
    payment_id: int | None = None
    reverses: int | None = None
    batch: str = ""
    """The import it came with."""


class Settled(Struct, frozen=True, kw_only=True):
    """A debit that could be due again: how much of it was paid out of the account."""

    due_id: int | None
    """None for a bill of which nothing was ever due: an advance paid it when it was issued."""
    bill_id: int | None
    business_date: date
    total: Paise
    settled: Paise


class AccountStatement(Struct, frozen=True, kw_only=True):
    """An account over a period, with all that its paper says."""

    outlet_name: str
    outlet_address: str
    outlet_phone: str
    is_demo: bool
    printed_at: datetime
    """On the outlet's clock, as are the moments beside the lines."""
    customer_id: int
    customer_name: str
    customer_phone: str | None
    first: date | None
    last: date | None
    opening_balance: Paise
    closing_balance: Paise
    balance_now: Paise
    lines: tuple[tuple[datetime, StatementLine], ...]
    unpaid: tuple[DueBill, ...]
    upi_link: str
    """To pay what is owed now; empty when nothing is, or without a UPI id."""
