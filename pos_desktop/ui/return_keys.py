"""The keys of taking goods back: action, keys, label, help."""

from __future__ import annotations

from pos_desktop.ui.key_table import KeyRows
from pos_desktop.ui.marking import QT_TRANSLATE_NOOP

_T = QT_TRANSLATE_NOOP

RETURN_KEYS: KeyRows = (
    ("start", "F8", _T("Keys", "Return"), _T("Keys", "Take goods of the bill back")),
    (
        "gst_bill",
        "F7",
        _T("Keys", "Make GST bill"),
        _T("Keys", "Make the bill out anew to a business"),
    ),
    ("notes", "F6", _T("Keys", "Credit notes"), _T("Keys", "Credit notes, or bills again")),
    ("all", "Alt+A", _T("Keys", "All"), _T("Keys", "All that is left of the bill")),
    ("method.cash", "Alt+1", _T("Keys", "Cash"), _T("Keys", "Give it back in cash")),
    ("method.upi", "Alt+2", _T("Keys", "UPI"), _T("Keys", "Give it back by UPI")),
    ("method.card", "Alt+3", _T("Keys", "Card"), _T("Keys", "Give it back by card")),
    (
        "method.account",
        "Alt+4",
        _T("Keys", "On account"),
        _T("Keys", "Keep it on the customer's account"),
    ),
    ("exchange", "Alt+5", _T("Keys", "Exchange"), _T("Keys", "Let it pay the cart that is open")),
)
