"""The keys of the reports, as rows of the table of keys: action, keys, label, help."""

from __future__ import annotations

from pos_desktop.ui.key_table import KeyRows
from pos_desktop.ui.marking import QT_TRANSLATE_NOOP

_T = QT_TRANSLATE_NOOP

REPORT_KEYS: KeyRows = (
    ("before", "Alt+Up", _T("Keys", "Report before"), _T("Keys", "The report above")),
    ("after", "Alt+Down", _T("Keys", "Report after"), _T("Keys", "The report below")),
    ("hsn", "F2", _T("Keys", "Give HSN"), _T("Keys", "Give the item its HSN")),
    ("period", "F3", _T("Keys", "Period"), _T("Keys", "Choose the days")),
    ("refresh", "F5", _T("Keys", "Refresh"), _T("Keys", "Read the figures anew")),
    ("part", "F6", _T("Keys", "Next table"), _T("Keys", "The report's next table")),
    ("issue", "F4", _T("Keys", "Issue them"), _T("Keys", "Issue invoices of days left open")),
    ("stop", "F7", _T("Keys", "Stop"), _T("Keys", "Stop what takes long")),
    ("bill", "F8", _T("Keys", "See bill"), _T("Keys", "Go to the bill that shows it")),
    ("csv", "Ctrl+S", _T("Keys", "Save CSV"), _T("Keys", "Save the report as CSV")),
    ("excel", "Ctrl+E", _T("Keys", "Save Excel"), _T("Keys", "Save it for Excel")),
    ("pdf", "Ctrl+P", _T("Keys", "Save PDF"), _T("Keys", "Save the report to print on A4")),
    ("portal", "Ctrl+J", _T("Keys", "GSTR-1 JSON"), _T("Keys", "Save the file for the portal")),
)
