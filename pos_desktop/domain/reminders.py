"""Reminding somebody of what is owed: the words, and the links that carry them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from urllib.parse import quote

from msgspec import Struct

from pos_desktop.domain.accounts import DueBill
from pos_desktop.domain.money import Paise, format_rupees

MOST_BILLS_NAMED = 5


class Language(StrEnum):
    """What a reminder is written in."""

    ENGLISH = "en"
    HINDI = "hi"


class _Words(Struct, frozen=True, kw_only=True):
    greeting: str
    owed: str
    bill: str
    more: str
    pay: str
    promised: str
    thanks: str


_WORDS = {
    Language.ENGLISH: _Words(
        greeting="Dear {name},",
        owed="{amount} is due on your account at {shop}.",
        bill="{number} of {day}: {due}",
        more="and {count} more",
        pay="Pay by UPI: {link}",
        promised="You said you would pay on {day}.",
        thanks="Thank you, {shop}",
    ),
    Language.HINDI: _Words(
        greeting="नमस्ते {name} जी,",
        owed="{shop} में आपके खाते पर {amount} बाकी है।",
        bill="{number}, {day}: {due}",
        more="और {count} बिल",
        pay="UPI से भुगतान करें: {link}",
        promised="आपने {day} को भुगतान करने को कहा था।",
        thanks="धन्यवाद, {shop}",
    ),
}


def reminder_text(
    *,
    language: Language,
    name: str,
    shop: str,
    owed: Paise,
    dues: Sequence[DueBill],
    link: str,
    promised_on: date | None = None,
) -> str:
    """The reminder: the amount, the oldest bills, how to pay."""
    words = _WORDS[language]
    lines = [
        words.greeting.format(name=name),
        words.owed.format(amount=format_rupees(owed), shop=shop),
    ]
    if promised_on is not None:
        lines.append(words.promised.format(day=_day(promised_on)))
    for due in dues[:MOST_BILLS_NAMED]:
        day, amount = _day(due.business_date), format_rupees(due.due)
        lines.append("- " + words.bill.format(number=due.bill_number, day=day, due=amount))
    if len(dues) > MOST_BILLS_NAMED:
        lines.append("- " + words.more.format(count=len(dues) - MOST_BILLS_NAMED))
    if link:
        lines.append(words.pay.format(link=link))
    lines.append(words.thanks.format(shop=shop))
    return "\n".join(lines)


def whatsapp_link(phone: str, text: str) -> str:
    """A link that opens WhatsApp with the text to a phone as it is stored."""
    return f"https://wa.me/{_international(phone)}?text={quote(text, safe='')}"


def sms_link(phone: str, text: str) -> str:
    """A link that opens the message program with the text (RFC 5724)."""
    return f"sms:+{_international(phone)}?body={quote(text, safe='')}"


def _international(phone: str) -> str:
    return phone[1:] if phone.startswith("+") else f"91{phone}"


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"
