"""Customers and what their account says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pos_desktop.domain.money import Paise, format_rupees


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerDetails:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
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


def balance_in_words(balance: Paise) -> str:
    """``Owes ₹75.00``, ``Credit ₹50.00`` or ``Up to date``; never a bare sign."""
    if balance < 0:
        return f"Owes {format_rupees(-balance)}"
    return f"Credit {format_rupees(balance)}" if balance > 0 else "Up to date"
