"""Customers and what their account says."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from pos_desktop.domain.credit import CreditTerms
from pos_desktop.domain.money import Paise, format_rupees
from pos_desktop.domain.outlet import CreditPolicy


class CustomerDetails(Struct, frozen=True, kw_only=True):
    """What the shop wrote down about a customer."""

    name: str
    phone: str | None = None
    email: str = ""
    address: str = ""
    is_gst_customer: bool = False
    company_name: str = ""
    gstin: str | None = None
    gstin_verified: bool = False
    gst_state_code: str | None = None
    company_phone: str = ""
    company_address: str = ""
    notes: str = ""
    credit_limit: Paise | None = None
    """The most the customer may owe; None is no limit set."""
    nickname: str = ""
    landmark: str = ""
    """How a customer without a phone is known: what people call them, and where they live."""
    credit_days: int | None = None
    credit_bills: int | None = None
    credit_policy: CreditPolicy | None = None
    temporary_limit: Paise | None = None
    temporary_until: date | None = None

    @property
    def terms(self) -> CreditTerms:
        """How far the customer is trusted."""
        return CreditTerms(
            limit=self.credit_limit,
            days=self.credit_days,
            bills=self.credit_bills,
            policy=self.credit_policy,
            temporary_limit=self.temporary_limit,
            temporary_until=self.temporary_until,
        )


class Customer(Struct, frozen=True, kw_only=True):
    """A customer with the account. balance = credits − debits: negative is owed to the shop."""

    id: int
    uuid: str
    outlet_id: int
    details: CustomerDetails
    balance: Paise
    total_orders: int
    total_spent: Paise
    last_order_at: datetime | None
    is_active: bool
    merged_into: int | None = None
    """The account that this one became part of; its own is empty since."""
    promised_on: date | None = None
    promise_note: str = ""
    """When the customer said to pay, and what was said."""
    reminded_at: datetime | None = None


def balance_in_words(balance: Paise) -> str:
    """``Owes ₹75.00``, ``Credit ₹50.00`` or ``Up to date``; never a bare sign."""
    if balance < 0:
        return f"Owes {format_rupees(-balance)}"
    return f"Credit {format_rupees(balance)}" if balance > 0 else "Up to date"
