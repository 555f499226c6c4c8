"""Reminders: their text and links for one or many; what was sent is remembered."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from pos_desktop.application.customers import known_customer
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.paging import MOST_ROWS
from pos_desktop.application.ports import Work
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.money import Paise
from pos_desktop.domain.outlet import Outlet
from pos_desktop.domain.people import Right
from pos_desktop.domain.reminders import Language, reminder_text, sms_link, whatsapp_link
from pos_desktop.domain.upi import upi_link


class Channel(StrEnum):
    """How a reminder is sent."""

    WHATSAPP = "whatsapp"
    SMS = "sms"
    CLIPBOARD = "clipboard"


class RemindersFor(Struct, frozen=True, kw_only=True):
    """Whose reminders, and in which language."""

    customer_ids: tuple[int, ...]
    language: Language = Language.ENGLISH


class Reminder(Struct, frozen=True, kw_only=True):
    """A reminder that can be sent; the links are empty without a phone."""

    customer_id: int
    name: str
    phone: str | None
    owed: Paise
    text: str
    whatsapp: str
    sms: str
    reminded_at: datetime | None
    promised_on: date | None


class Reminders(Struct, frozen=True, kw_only=True):
    """Those of the asked who owe something; the others have no reminder."""

    reminders: tuple[Reminder, ...]


class Remind(Struct, frozen=True, kw_only=True):
    """A reminder that is being sent."""

    customer_id: int
    channel: Channel


class Reminded(Struct, frozen=True, kw_only=True):
    """When the customer was reminded last."""

    customer_id: int
    reminded_at: datetime


@use_case("accounts.reminders", right=Right.SEE_BALANCES, what="see accounts", writes=False)
def reminders(desk: Desk, work: Work, request: RemindersFor) -> Reminders:
    """The reminders of these customers, each with its text and its links."""
    if len(request.customer_ids) > MOST_ROWS:
        raise BadInput(f"At most {MOST_ROWS} customers at once.", field="customer_ids")
    outlet = desk.outlet(work)
    found = []
    for i, customer_id in enumerate(request.customer_ids):
        reminder = _reminder(
            desk, work, outlet, customer_id, request.language, field=f"customer_ids[{i}]"
        )
        if reminder is not None:
            found.append(reminder)
    return Reminders(reminders=tuple(found))


@use_case("accounts.remind", right=Right.SEE_BALANCES, what="remind customers", writes=True)
def remind(desk: Desk, work: Work, request: Remind) -> Reminded:
    """Remember that a customer is being reminded; opening the link is the screen's."""
    customer = known_customer(desk, work, request.customer_id, field="customer_id")
    if customer.balance >= 0:
        raise Refused(f"{customer.details.name} owes nothing.", code="nothing_owed")
    now = desk.clock()
    work.customers.reminded(customer.id, now)
    desk.audit(
        work,
        "account.reminded",
        customer.uuid,
        name=customer.details.name,
        owed=-customer.balance,
        by=request.channel.value,
    )
    return Reminded(customer_id=customer.id, reminded_at=now)


def payment_link(outlet: Outlet, owed: Paise, reference: str) -> str:
    """The UPI link for what is owed on an account; empty without a UPI id or a debt."""
    if not outlet.upi_id or owed <= 0:
        return ""
    return upi_link(
        payee=outlet.upi_id,
        name=outlet.name,
        amount=owed,
        reference=reference,
        note=f"Account {reference}",
    )


def _reminder(
    desk: Desk, work: Work, outlet: Outlet, customer_id: int, language: Language, *, field: str
) -> Reminder | None:
    customer = known_customer(desk, work, customer_id, field=field)
    owed = -customer.balance
    if owed <= 0:
        return None
    phone = customer.details.phone
    text = reminder_text(
        language=language,
        name=customer.details.name,
        shop=outlet.name,
        owed=owed,
        dues=work.accounts.dues(outlet.id, customer.id),
        link=payment_link(outlet, owed, f"KHATA{customer.id}"),
        promised_on=customer.promised_on,
    )
    return Reminder(
        customer_id=customer.id,
        name=customer.details.name,
        phone=phone,
        owed=owed,
        text=text,
        whatsapp=whatsapp_link(phone, text) if phone else "",
        sms=sms_link(phone, text) if phone else "",
        reminded_at=customer.reminded_at,
        promised_on=customer.promised_on,
    )
