"""The keys of the pages of Settings: action, keys, label, help."""

from __future__ import annotations

from pos_desktop.ui.key_table import KeyRows
from pos_desktop.ui.marking import QT_TRANSLATE_NOOP

_T = QT_TRANSLATE_NOOP

SETTINGS_KEYS: KeyRows = (
    ("before", "Alt+Up", _T("Keys", "Page before"), _T("Keys", "The page above")),
    ("after", "Alt+Down", _T("Keys", "Page after"), _T("Keys", "The page below")),
    ("change", "F2", _T("Keys", "Change"), _T("Keys", "Change name or role")),
    ("search", "F3", _T("Keys", "Search"), _T("Keys", "Go to the search field")),
    ("secret", "F4", _T("Keys", "New PIN"), _T("Keys", "Give a new PIN or password")),
    (
        "active",
        "F6",
        _T("Keys", "End sign-in"),
        _T("Keys", "End somebody's sign-in, or let them in again"),
    ),
    ("own", "F7", _T("Keys", "My PIN"), _T("Keys", "Change your own PIN")),
    (
        "second_place",
        "F8",
        _T("Keys", "Second place"),
        _T("Keys", "Choose where the second copy of every backup goes"),
    ),
    ("back_up", "F9", _T("Keys", "Back up now"), _T("Keys", "Take a backup now")),
    (
        "sheet",
        "F10",
        _T("Keys", "Recovery sheet"),
        _T("Keys", "Make the sheet that opens the backups on another computer"),
    ),
    ("check", "Alt+K", _T("Keys", "Check now"), _T("Keys", "Check all that is stored")),
    ("take_back", "Del", _T("Keys", "Take back"), _T("Keys", "Take back a change to come")),
    ("take_in", "Ctrl+O", _T("Keys", "Take in a file"), _T("Keys", "Take in newer GST data")),
    ("drop_logo", "Alt+L", _T("Keys", "No logo"), _T("Keys", "Print without the logo")),
    ("save", "Ctrl+Return", _T("Keys", "Save"), _T("Keys", "Save what was typed")),
    (
        "restore",
        "Alt+B",
        _T("Keys", "Put a backup back"),
        _T("Keys", "Put a backup in the shop's place"),
    ),
    (
        "demo",
        "F5",
        _T("Keys", "Try the demo shop"),
        _T("Keys", "Open a shop with goods and customers to try things with"),
    ),
    (
        "try_printer",
        "Ctrl+P",
        _T("Keys", "Print a test"),
        _T("Keys", "Print a page to see whether the printer works"),
    ),
)
