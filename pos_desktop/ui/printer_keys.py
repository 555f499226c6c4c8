"""The keys of the print queue and the page of printers: action, keys, label, help."""

from __future__ import annotations

from pos_desktop.ui.key_table import KeyRows
from pos_desktop.ui.marking import QT_TRANSLATE_NOOP

_T = QT_TRANSLATE_NOOP

QUEUE_KEYS: KeyRows = (
    ("came_out", "F2", _T("Keys", "It came out"), _T("Keys", "The paper is there: nothing to do")),
    (
        "again",
        "F4",
        _T("Keys", "Print again"),
        _T("Keys", "Print it once more, marked as a reprint"),
    ),
    ("retry", "F5", _T("Keys", "Try now"), _T("Keys", "Send what was not sent again, now")),
    ("other", "F6", _T("Keys", "Other printer"), _T("Keys", "Print it on another printer")),
    ("skip", "Del", _T("Keys", "Skip"), _T("Keys", "Give this printout up")),
)

PRINTER_KEYS: KeyRows = (
    (
        "find_printers",
        "Ctrl+F",
        _T("Keys", "Find printers"),
        _T("Keys", "Look for printers on this computer, or at the address typed"),
    ),
    (
        "calibrate",
        "Ctrl+K",
        _T("Keys", "Calibrate"),
        _T("Keys", "Print a page of trials, and say what looked right"),
    ),
)
