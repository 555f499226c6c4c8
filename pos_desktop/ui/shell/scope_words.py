"""Where keys are heard, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from pos_desktop.ui.key_scopes import Scope

_OF_PLACE = {
    "billing": Scope.BILLING,
    "bills": Scope.ACCOUNTS,
    "customers": Scope.ACCOUNTS,
    "balances": Scope.ACCOUNTS,
    "shift": Scope.SHIFT,
    "items": Scope.ITEMS,
    "reports": Scope.REPORTS,
    "settings": Scope.SETTINGS,
}


def scope_of_place(place_id: str) -> Scope:
    """Which keys are heard at a place besides those that are heard everywhere."""
    return _OF_PLACE.get(place_id, Scope.EVERYWHERE)


def scope_words() -> dict[str, str]:
    """The word for each scope by its value."""
    word = QCoreApplication.translate
    return {
        Scope.EVERYWHERE.value: word("KeysSheet", "Everywhere"),
        Scope.BILLING.value: word("KeysSheet", "Billing"),
        Scope.PAY.value: word("KeysSheet", "Payment"),
        Scope.ACCOUNTS.value: word("KeysSheet", "Customers and bills"),
        Scope.PRINTOUT.value: word("KeysSheet", "A printout on the screen"),
        Scope.RETURN.value: word("KeysSheet", "Returns"),
        Scope.SHIFT.value: word("KeysSheet", "Shift"),
        Scope.ITEMS.value: word("KeysSheet", "Items"),
        Scope.SETTINGS.value: word("KeysSheet", "Settings"),
        Scope.QUEUE.value: word("KeysSheet", "Print queue"),
        Scope.REPORTS.value: word("KeysSheet", "Reports"),
    }
