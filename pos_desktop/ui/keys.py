"""The one table of keys. Buttons print from it, shortcuts are made from it, F1 shows it.

No plain letter or digit may be a shortcut: it would eat the characters of a barcode scanner.
The rows stand in a module an activity (``billing_keys`` …). Labels are English source texts; a
view translates them in the context ``Keys``.
"""

from __future__ import annotations

from pos_desktop.ui.account_keys import ACCOUNT_KEYS
from pos_desktop.ui.billing_keys import BILLING_KEYS, PAY_KEYS
from pos_desktop.ui.item_keys import ITEM_KEYS
from pos_desktop.ui.key_scopes import Scope
from pos_desktop.ui.key_table import Key, KeyConflict, KeyRows, KeyTable, is_typed_by_scanner
from pos_desktop.ui.label_keys import LABEL_KEYS
from pos_desktop.ui.printer_keys import PRINTER_KEYS, QUEUE_KEYS
from pos_desktop.ui.printout_keys import PRINTOUT_KEYS
from pos_desktop.ui.report_keys import REPORT_KEYS
from pos_desktop.ui.return_keys import RETURN_KEYS
from pos_desktop.ui.settings_keys import SETTINGS_KEYS
from pos_desktop.ui.shift_keys import SHIFT_KEYS
from pos_desktop.ui.window_keys import WINDOW_KEYS

__all__ = [
    "DEFAULT_KEYS",
    "Key",
    "KeyConflict",
    "KeyTable",
    "Scope",
    "is_typed_by_scanner",
    "keys_in_use",
    "use_keys",
]

_TABLES: tuple[tuple[Scope, str, KeyRows], ...] = (
    (Scope.EVERYWHERE, "", WINDOW_KEYS),
    (Scope.BILLING, "", BILLING_KEYS),
    (Scope.PAY, "", PAY_KEYS),
    (Scope.ACCOUNTS, "accounts.", ACCOUNT_KEYS),
    (Scope.RETURN, "returns.", RETURN_KEYS),
    (Scope.SHIFT, "shift.", SHIFT_KEYS),
    (Scope.PRINTOUT, "printout.", PRINTOUT_KEYS),
    (Scope.ITEMS, "items.", ITEM_KEYS),
    (Scope.ITEMS, "items.", LABEL_KEYS),
    (Scope.SETTINGS, "settings.", SETTINGS_KEYS),
    (Scope.SETTINGS, "settings.", PRINTER_KEYS),
    (Scope.QUEUE, "queue.", QUEUE_KEYS),
    (Scope.REPORTS, "reports.", REPORT_KEYS),
)
"""Where the keys of each table are heard, what their actions begin with, and its rows."""

DEFAULT_KEYS = KeyTable(
    tuple(
        Key(action=prefix + action, keys=keys, label=label, help=told, scope=scope)
        for scope, prefix, rows in _TABLES
        for action, keys, label, told in rows
    )
)

_in_use: KeyTable = DEFAULT_KEYS


def keys_in_use() -> KeyTable:
    """The table that buttons and shortcuts made from now on are made from."""
    return _in_use


def use_keys(table: KeyTable) -> None:
    """Use another table. Called once, at start, before any screen is made."""
    global _in_use
    _in_use = table
