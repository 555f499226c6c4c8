"""The keys of the drawer, as rows of the table of keys: action, keys, label, help."""

from __future__ import annotations

from pos_desktop.ui.key_table import KeyRows
from pos_desktop.ui.marking import QT_TRANSLATE_NOOP

_T = QT_TRANSLATE_NOOP

SHIFT_KEYS: KeyRows = (
    ("pay_in", "F2", _T("Keys", "Pay-in"), _T("Keys", "Put cash into the drawer")),
    ("payout", "F3", _T("Keys", "Payout"), _T("Keys", "Pay cash out of the drawer")),
    ("cash_drop", "F4", _T("Keys", "Cash drop"), _T("Keys", "Take cash to the safe")),
    (
        "no_sale",
        "F5",
        _T("Keys", "Open drawer"),
        _T("Keys", "Open the drawer without a sale; why is written down"),
    ),
    (
        "count_mode",
        "F6",
        _T("Keys", "Amount or notes"),
        _T("Keys", "Count by amount, or by notes and coins"),
    ),
    (
        "close",
        "F9",
        _T("Keys", "Close the shift"),
        _T("Keys", "Count the drawer and close the shift"),
    ),
    ("hand_over", "F7", _T("Keys", "Hand over"), _T("Keys", "Another takes the drawer")),
    ("x_report", "F8", _T("Keys", "X report"), _T("Keys", "What it comes to so far")),
    ("owner_slip", "Ctrl+D", _T("Keys", "Day slip"), _T("Keys", "All shifts of today")),
    ("recount", "Ctrl+R", _T("Keys", "Count again"), _T("Keys", "Count once more")),
    ("match", "Ctrl+M", _T("Keys", "Card and UPI"), _T("Keys", "Compare with slips")),
    ("export", "Ctrl+S", _T("Keys", "Export CSV"), _T("Keys", "Save all shifts as a file")),
    ("trend", "Ctrl+T", _T("Keys", "Trend"), _T("Keys", "Variances by person")),
    ("newer", "Ctrl+PgUp", _T("Keys", "Newer"), _T("Keys", "Newer shifts of the history")),
    ("older", "Ctrl+PgDown", _T("Keys", "Older"), _T("Keys", "Older shifts of the history")),
)
