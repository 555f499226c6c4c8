"""What the customers screen shows; every figure already in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import Enum

from msgspec import Struct

from pos_desktop.application.customers import CustomerView, OrderRow
from pos_desktop.domain.accounts import Ageing
from pos_desktop.domain.money import Paise, format_amount, format_rupees
from pos_desktop.domain.phones import format_phone
from pos_desktop.ui.bills.paging import FIRST_PAGE, PageState


class Found(Enum):
    """What the list says when it is empty, and why."""

    NOT_ASKED = "not_asked"
    """Nothing, or too little, was typed."""
    NOBODY = "nobody"
    SOME = "some"


class CustomerRow(Struct, frozen=True, kw_only=True):
    """A customer in the list. ``balance`` is signed paise for the balance words."""

    id: int
    name: str
    phone: str
    balance: Paise


class CardState(Struct, frozen=True, kw_only=True):
    """The chosen customer. ``room`` is what may still be bought on credit."""

    id: int
    name: str
    contact: str
    address: str
    company: str
    gst: str
    gstin_unproven: bool
    notes: str
    balance: Paise
    limit: str
    room: str
    over_limit: bool
    orders: str
    spent: str
    last_order: str
    ageing: Ageing
    promise: str = ""
    """When the customer said to pay, and what was said."""


class HistoryRow(Struct, frozen=True, kw_only=True):
    """One order of the history, newest first."""

    order_number: str
    bill_number: str
    moment: str
    order_type: str
    items: str
    subtotal: str
    tax: str
    total: str
    due: str


class CustomersState(Struct, frozen=True, kw_only=True):
    """The whole customers screen."""

    typed: str = ""
    found: Found = Found.NOT_ASKED
    rows: tuple[CustomerRow, ...] = ()
    card: CardState | None = None
    history: tuple[HistoryRow, ...] = ()
    page: PageState = FIRST_PAGE


def customer_row(customer: CustomerView) -> CustomerRow:
    """A customer as the list shows one."""
    return CustomerRow(
        id=customer.id,
        name=customer.name,
        phone=phone_words(customer.phone),
        balance=customer.balance,
    )


def card_state(customer: CustomerView, ageing: Ageing, last_order: datetime | None) -> CardState:
    """A customer as the card shows one; *last_order* is on the outlet's clock."""
    limit = customer.credit_limit
    room = None if limit is None else max(limit + min(customer.balance, 0), 0)
    return CardState(
        id=customer.id,
        name=customer.name,
        contact=_joined(phone_words(customer.phone), customer.email),
        address=customer.address,
        company=_joined(customer.company_name, customer.company_phone, customer.company_address),
        gst=_joined(customer.gstin, customer.gst_state),
        gstin_unproven=customer.gstin is not None and not customer.gstin_verified,
        notes=customer.notes,
        balance=customer.balance,
        limit="" if limit is None else format_rupees(limit),
        room="" if room is None else format_rupees(room),
        over_limit=limit is not None and -customer.balance > limit,
        orders=str(customer.total_orders),
        spent=format_rupees(customer.total_spent),
        last_order=f"{last_order:%d-%m-%Y}" if last_order else "",
        ageing=ageing,
        promise=_joined(
            f"{customer.promised_on:%d-%m-%Y}" if customer.promised_on else "",
            customer.promise_note,
        ),
    )


def history_rows(orders: Sequence[OrderRow]) -> tuple[HistoryRow, ...]:
    """Orders as the history shows them."""
    return tuple(
        HistoryRow(
            order_number=order.order_number,
            bill_number=order.bill_number,
            moment=f"{'-'.join(reversed(order.order_date.split('-')))}  {order.order_time[:5]}",
            order_type=order.order_type,
            items=str(order.item_count),
            subtotal=format_amount(order.subtotal),
            tax=format_amount(order.tax_amount),
            total=format_amount(order.total_amount),
            due=format_amount(order.balance_due) if order.balance_due else "",
        )
        for order in orders
    )


def phone_words(phone: str | None) -> str:
    """A phone as people read it, or ""."""
    return format_phone(phone) if phone else ""


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
