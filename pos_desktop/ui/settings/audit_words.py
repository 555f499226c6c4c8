"""Entries of the audit log as sentences that an owner reads. No Qt."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from pos_desktop.domain.audit import MONEY_DETAILS, AuditEntry
from pos_desktop.domain.measures import format_quantity
from pos_desktop.domain.money import format_rupees
from pos_desktop.domain.people import Role
from pos_desktop.domain.shifts import variance_in_words
from pos_desktop.ui.language.catalogue import said
from pos_desktop.ui.roles import ROLE_WORDS
from pos_desktop.ui.settings.audit_actions import ACTIONS

"""What each action is called in the filter, and its sentence; English source texts."""

_LABELS = {
    "approved_by": "Approved by",
    "gstin": "GSTIN",
    "is_active": "Sign-in",
    "opening_cash": "Opening cash",
    "qty": "Quantity",
    "unit_price": "Price",
    "why": "Why",
}
_UNKNOWN = "…"
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class _Told(dict[str, str]):
    """Details of an older version may lack a word."""

    def __missing__(self, _key: str) -> str:
        return _UNKNOWN


Translate = Callable[[str], str]
"""A source text in the language of the screen."""


def untranslated(text: str) -> str:
    """The source text itself."""
    return text


def sentence_of(entry: AuditEntry, translate: Translate = untranslated) -> str:
    """One readable sentence; who approved it, and why, stand at the end."""
    details = details_of(entry)
    told = _Told({key: said(value_words(key, value)) for key, value in details.items()})
    told["subject"] = said(entry.subject)
    known = ACTIONS.get(entry.action)
    words = translate(known[1]).format_map(told) if known else _unknown_words(entry)
    if "approved_by" in details:
        words += f" · approved by {details['approved_by']}: {details.get('reason', _UNKNOWN)}"
    return words


def action_words(action: str, translate: Translate = untranslated) -> str:
    """What an action is called."""
    known = ACTIONS.get(action)
    return translate(known[0]) if known else action.replace(".", " ").replace("_", " ").capitalize()


def details_of(entry: AuditEntry) -> Mapping[str, Any]:
    """The details as they were written down."""
    found = json.loads(entry.details or "{}")
    return found if isinstance(found, dict) else {}


def is_of_machine(key: str, value: Any) -> bool:
    """Whether a detail is an id, which tells a person nothing."""
    return key in {"id", "uuid"} or key.endswith(("_id", "_uuid")) or is_id(str(value))


def is_id(text: str) -> bool:
    """Whether a text is a UUID."""
    return _UUID.fullmatch(text) is not None


def detail_label(key: str) -> str:
    """The name of a detail."""
    return _LABELS.get(key, key.replace("_", " ").capitalize())


def value_words(key: str, value: Any) -> str:
    """A detail as people read it: paise as rupees, thousandths as a quantity."""
    if isinstance(value, int) and not isinstance(value, bool):
        if key == "variance":
            return variance_in_words(value)
        if key in MONEY_DETAILS:
            return format_rupees(value)
        return format_quantity(value) if key == "qty" else str(value)
    if key == "is_active":
        return "signs in" if value else "no longer signs in"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if key == "role" and value in set(Role):
        return ROLE_WORDS[Role(value)]
    if isinstance(value, list):
        return ", ".join(str(part).replace("_", " ") for part in value)
    return str(value) if value not in (None, "") else _UNKNOWN


def _unknown_words(entry: AuditEntry) -> str:
    return f"{action_words(entry.action)}: {entry.subject}".rstrip(": ")
