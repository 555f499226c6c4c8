"""What the customer sheet of the billing screen shows. No Qt."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from pos_desktop.application.customers import CustomerView, OrderRow
from pos_desktop.domain.accounts import Ageing
from pos_desktop.domain.money import Paise, format_rupees
from pos_desktop.domain.phones import format_phone
from pos_desktop.ui.billing.gstin_advice import NO_ADVICE, GstinAdvice


class CustomerPage(StrEnum):
    """What the sheet is doing."""

    FIND = "find"
    CREATE = "create"


class FoundCustomerRow(Struct, frozen=True, kw_only=True):
    """A customer in the list. ``balance`` is signed paise, for the balance words."""

    customer_id: int
    name: str
    company: str
    phone: str
    balance: Paise


class LastOrderRow(Struct, frozen=True, kw_only=True):
    """An order on the card."""

    bill_number: str
    when: str
    total: str
    due: str


class CustomerCard(Struct, frozen=True, kw_only=True):
    """The customer that is highlighted."""

    customer_id: int
    name: str
    company: str
    phone: str
    gst: str
    balance: Paise
    limit: str
    notes: str
    ages: str = ""
    """What is due by age, in words; "" while it is not known, or nothing is due."""
    last_orders: tuple[LastOrderRow, ...] = ()
    orders_known: bool = False
    """Whether ``last_orders`` has come yet: none and not yet are two things."""


class CustomerForm(Struct, frozen=True, kw_only=True):
    """What the fields for a new customer begin with."""

    name: str = ""
    phone: str = ""
    gstin: str = ""


class CustomerState(Struct, frozen=True, kw_only=True):
    """The whole sheet. ``fill`` is given only when the fields are to be filled in."""

    page: CustomerPage = CustomerPage.FIND
    searched: str = ""
    """The text that ``rows`` were found for."""
    rows: tuple[FoundCustomerRow, ...] = ()
    card: CustomerCard | None = None
    offer: str = ""
    """The phone or name that a new customer can be created with."""
    linked: str = ""
    """The customer on the bill, who can be taken off it."""
    fill: CustomerForm | None = None
    advice: GstinAdvice = NO_ADVICE
    state_name: str = ""
    problem: str = ""
    problem_at: str = ""
    """``name``, ``phone`` or ``gstin``."""


def found_row(customer: CustomerView) -> FoundCustomerRow:
    """A customer as the list shows it."""
    company = customer.company_name if customer.company_name != customer.name else ""
    return FoundCustomerRow(
        customer_id=customer.id,
        name=customer.name,
        company=company,
        phone=format_phone(customer.phone or ""),
        balance=customer.balance,
    )


def card_of(customer: CustomerView) -> CustomerCard:
    """The card, before the last orders have come."""
    gst = " · ".join(part for part in (customer.gstin, customer.gst_state) if part)
    return CustomerCard(
        customer_id=customer.id,
        name=customer.name,
        company=customer.company_name,
        phone=format_phone(customer.phone or ""),
        gst=gst,
        balance=customer.balance,
        limit="" if customer.credit_limit is None else format_rupees(customer.credit_limit),
        notes=customer.notes,
    )


def ages_words(ageing: Ageing) -> str:
    """What is due, by the age of the bills, the oldest first: ``31–60 days ₹50.00 · 0–30 ₹9.00``.

    The first says of what its numbers are; there is little room.
    """
    ages = (
        ("Over 90 days {amount}", "", ageing.over_90),
        ("61–90 days {amount}", "61–90 {amount}", ageing.days_61_90),
        ("31–60 days {amount}", "31–60 {amount}", ageing.days_31_60),
        ("0–30 days {amount}", "0–30 {amount}", ageing.days_0_30),
    )
    owed = [(first, later, due) for first, later, due in ages if due]
    return " · ".join(
        (later if number else first).format(amount=format_rupees(due))
        for number, (first, later, due) in enumerate(owed)
    )


def last_order_row(order: OrderRow) -> LastOrderRow:
    """An order as the card shows it: the day as people here write it."""
    year, month, day = order.order_date.split("-")
    return LastOrderRow(
        bill_number=order.bill_number,
        when=f"{day}-{month}-{year}",
        total=format_rupees(order.total_amount),
        due=format_rupees(order.balance_due) if order.balance_due else "",
    )
