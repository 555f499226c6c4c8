"""The keys of the items and their sheets: action, keys, label, help."""

from __future__ import annotations

from pos_desktop.ui.key_table import KeyRows
from pos_desktop.ui.marking import QT_TRANSLATE_NOOP

_T = QT_TRANSLATE_NOOP

ITEM_KEYS: KeyRows = (
    ("edit", "F2", _T("Keys", "Edit"), _T("Keys", "Change the item")),
    ("search", "F3", _T("Keys", "Search"), _T("Keys", "Go to the search field")),
    ("plan", "F4", _T("Keys", "Plan a price"), _T("Keys", "A price for a day to come")),
    ("stock", "F6", _T("Keys", "Stock"), _T("Keys", "Goods in, a correction, or a count")),
    ("import", "F9", _T("Keys", "Import"), _T("Keys", "Bring in a CSV or Excel file")),
    ("undo_import", "Alt+Z", _T("Keys", "Undo import"), _T("Keys", "Take the last import back")),
    ("save", "Ctrl+Return", _T("Keys", "Save"), _T("Keys", "Save what was typed")),
)
