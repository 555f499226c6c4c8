"""Entries of the audit log as sentences that an owner reads. No Qt."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pos_desktop.domain.audit import AuditEntry
from pos_desktop.domain.measures import format_quantity
from pos_desktop.domain.money import format_rupees
from pos_desktop.domain.people import Role
from pos_desktop.ui.roles import ROLE_WORDS

ACTIONS: dict[str, tuple[str, str]] = {
    "approval.failed": (
        "Wrong PIN at an approval",
        "A wrong PIN was typed to approve as {subject}",
    ),
    "approval.locked": ("Approval while locked", "An approval as {subject} was tried while locked"),
    "backup.done": ("Backup", "A backup was taken: {subject}"),
    "backup.failed": ("Backup failed", "A backup failed: {problem}"),
    "backup.restored": ("Restore", "A backup of {subject} was put in the shop's place by {user}"),
    "balance.repaired": (
        "Balance repaired",
        "Repaired the balance of customer {subject}: {stored} became {computed}",
    ),
    "bill.discounted": ("Discount", "Gave {amount} off on bill {subject}"),
    "bill.issued": ("Bill", "Issued bill {subject} of {total}"),
    "bill.made_anew": (
        "GST bill made",
        "Made bill {subject} out anew to {gstin}: bill {new}",
    ),
    "bill.reprinted": ("Reprint", "Printed bill {subject} once more: copy {copy}"),
    "cash.drop": ("Cash drop", "Took {amount} to the safe: {why}"),
    "cash.pay_in": ("Pay-in", "Put {amount} into the drawer: {why}"),
    "cash.payout": ("Payout", "Paid {amount} out of the drawer: {why}"),
    "clock.confirmed": ("Clock confirmed", "Went on although {words}"),
    "credit_note.issued": (
        "Return",
        "Took {total} of bill {bill} back with credit note {subject}: {why}",
    ),
    "credit_note.reprinted": (
        "Reprint of a note",
        "Printed credit note {subject} once more: copy {copy}",
    ),
    "customer.created": ("New customer", "Wrote a customer down"),
    "customer.updated": ("Customer changed", "Changed what is written of a customer"),
    "drawer.opened": ("No-sale", "Opened the drawer without a sale: {why}"),
    "item.created": ("New item", "Added the item {name} ({subject}) at {price}"),
    "item.price_planned": ("Price planned", "Planned the price of {name} from {day}: {price}"),
    "item.updated": ("Item changed", "Changed {name} ({subject}): {changed}"),
    "items.import_undone": ("Import undone", "Took the import of {subject} back"),
    "items.imported": (
        "Import",
        "Brought in {subject}: {created} items added, {changed} changed",
    ),
    "line.price_changed": (
        "Price change",
        "Changed the price of {description} from {before} to {after} on {subject}",
    ),
    "line.removed": (
        "Line removed",
        "Took {description} ({qty} at {unit_price}) off {subject}",
    ),
    "order.cancelled": ("Discarded cart", "Discarded {subject} of {total}: {why}"),
    "outlet.updated": ("Settings", "Changed settings: {changed}"),
    "own_secret.failed": (
        "Wrong PIN at a change",
        "A wrong PIN or password was typed to change that of {subject}",
    ),
    "own_secret.locked": (
        "Change of PIN while locked",
        "A change of the PIN or password of {subject} was tried while locked",
    ),
    "payment.received": ("Payment on account", "Took {amount} on account: receipt {subject}"),
    "printer.set": ("Printer", "Set up the printer of counter {subject}: {connection}"),
    "printout.failed": ("Printout failed", "The {document} {subject} could not be laid out"),
    "recovery_sheet.printed": ("Recovery sheet", "Made the recovery sheet"),
    "report.exported": ("Export", "Saved the report {subject} as a file"),
    "shift.closed": ("Shift closed", "Closed the shift; over or short: {variance}"),
    "shift.opened": ("Shift opened", "Opened a shift with {opening_cash}"),
    "shop.set_up": ("Shop set up", "The shop {subject} was set up"),
    "sign_in": ("Sign-in", "Signed in"),
    "sign_in.failed": ("Wrong PIN", "A wrong PIN or password was typed to sign in as {subject}"),
    "sign_in.locked": ("Sign-in while locked", "A sign-in as {subject} was tried while locked"),
    "stock.adjusted": ("Stock corrected", "Corrected the stock: {why}"),
    "stock.counted": ("Stock counted", "Counted the stock, {lines} items differed: {why}"),
    "stock.received": ("Goods in", "Took goods in from {supplier}: {lines} items, bill {subject}"),
    "user.created": ("Person added", "Added {subject} as {role}"),
    "user.secret_set": ("New PIN", "Gave {subject} a new PIN or password"),
    "user.updated": ("Person changed", "Changed {subject}: {name}, {role}, {is_active}"),
}
"""What each action is called in the filter, and its sentence."""

_RUPEES = frozenset(
    {
        "after", "amount", "before", "computed", "gap", "opening_cash", "stored", "total",
        "price", "unit_price", "variance",
    }
)  # fmt: skip
_LABELS = {
    "approved_by": "Approved by",
    "is_active": "Sign-in",
    "opening_cash": "Opening cash",
    "qty": "Quantity",
    "unit_price": "Price",
    "why": "Why",
}
_UNKNOWN = "…"


class _Told(dict[str, str]):
    """Details of an older version may lack a word."""

    def __missing__(self, _key: str) -> str:
        return _UNKNOWN


def sentence_of(entry: AuditEntry) -> str:
    """One readable sentence; who approved it, and why, stand at the end."""
    details = details_of(entry)
    told = _Told({key: value_words(key, value) for key, value in details.items()})
    told["subject"] = entry.subject
    known = ACTIONS.get(entry.action)
    words = known[1].format_map(told) if known else _unknown_words(entry)
    if "approved_by" in details:
        words += f" · approved by {details['approved_by']}: {details.get('reason', _UNKNOWN)}"
    return words


def action_words(action: str) -> str:
    """What an action is called."""
    known = ACTIONS.get(action)
    return known[0] if known else action.replace(".", " ").replace("_", " ").capitalize()


def details_of(entry: AuditEntry) -> Mapping[str, Any]:
    """The details as they were written down."""
    found = json.loads(entry.details or "{}")
    return found if isinstance(found, dict) else {}


def detail_label(key: str) -> str:
    """The name of a detail."""
    return _LABELS.get(key, key.replace("_", " ").capitalize())


def value_words(key: str, value: Any) -> str:
    """A detail as people read it: paise as rupees, thousandths as a quantity."""
    if isinstance(value, int) and not isinstance(value, bool):
        if key in _RUPEES:
            return format_rupees(value)
        return format_quantity(value) if key == "qty" else str(value)
    if key == "is_active":
        return "signs in" if value else "no longer signs in"
    if key == "role" and value in set(Role):
        return ROLE_WORDS[Role(value)]
    if isinstance(value, list):
        return ", ".join(str(part).replace("_", " ") for part in value)
    return str(value) if value not in (None, "") else _UNKNOWN


def _unknown_words(entry: AuditEntry) -> str:
    return f"{action_words(entry.action)}: {entry.subject}".rstrip(": ")
