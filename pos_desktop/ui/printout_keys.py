"""The keys of a printout on the screen: action, keys, label, help."""

from __future__ import annotations

from pos_desktop.ui.key_table import KeyRows
from pos_desktop.ui.marking import QT_TRANSLATE_NOOP

_T = QT_TRANSLATE_NOOP

PRINTOUT_KEYS: KeyRows = (
    ("save", "F5", _T("Keys", "Save"), _T("Keys", "Save it as a PDF or a picture")),
    ("copy", "F6", _T("Keys", "Copy"), _T("Keys", "Copy it as a picture")),
    ("whatsapp", "F8", _T("Keys", "WhatsApp"), _T("Keys", "Copy, and open WhatsApp")),
)
