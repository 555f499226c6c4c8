"""Where keys are heard, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from pos_desktop.ui.key_scopes import Scope


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
