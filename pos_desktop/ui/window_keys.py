"""The keys that are heard everywhere, places among them: action, keys, label, help."""

from __future__ import annotations

from pos_desktop.ui.key_table import KeyRows
from pos_desktop.ui.marking import QT_TRANSLATE_NOOP

_T = QT_TRANSLATE_NOOP

WINDOW_KEYS: KeyRows = (
    ("keys", "F1", _T("Keys", "Keys"), _T("Keys", "Show all keys")),
    ("help", "Shift+F1", _T("Keys", "Help"), _T("Keys", "How to do it: the user guide")),
    ("full_screen", "F11", _T("Keys", "Full screen"), _T("Keys", "Full screen and back")),
    (
        "print_queue",
        "Alt+Q",
        _T("Keys", "Print queue"),
        _T("Keys", "What waits for a printer, and what to do about it"),
    ),
    ("go_to", "Alt+G", _T("Keys", "Go to"), _T("Keys", "Go to another place")),
    ("back", "Esc", _T("Keys", "Back"), _T("Keys", "Go back; the cart is never lost")),
    ("undo", "Ctrl+Z", _T("Keys", "Undo"), _T("Keys", "Undo the last change")),
    ("redo", "Ctrl+Y", _T("Keys", "Redo"), _T("Keys", "Do it again")),
    (
        "create",
        "Alt+C",
        _T("Keys", "Create"),
        _T("Keys", "Create the item or customer that was not found"),
    ),
    ("place.billing", "Ctrl+1", _T("Keys", "Billing"), _T("Keys", "Ring up and take money")),
    ("place.bills", "Ctrl+2", _T("Keys", "Bills"), _T("Keys", "Bills already issued")),
    ("place.customers", "Ctrl+3", _T("Keys", "Customers"), _T("Keys", "Customer accounts")),
    ("place.balances", "Ctrl+4", _T("Keys", "Balances"), _T("Keys", "Who owes how much")),
    ("place.shift", "F12", _T("Keys", "Shift"), _T("Keys", "Cash in and out, close the shift")),
    ("place.items", "Ctrl+6", _T("Keys", "Items"), _T("Keys", "What is sold, and its stock")),
    ("place.reports", "Ctrl+7", _T("Keys", "Reports"), _T("Keys", "Sales, GST and GSTR-1")),
    (
        "place.settings",
        "Ctrl+9",
        _T("Keys", "Settings"),
        _T("Keys", "People, backups, what was done, the shop"),
    ),
)
