"""The keys of labels: action, keys, label, help."""

from __future__ import annotations

from pos_desktop.ui.key_table import KeyRows
from pos_desktop.ui.marking import QT_TRANSLATE_NOOP

_T = QT_TRANSLATE_NOOP

LABEL_KEYS: KeyRows = (
    ("labels", "F7", _T("Keys", "Labels"), _T("Keys", "Print labels with barcodes")),
    (
        "make_barcode",
        "Alt+B",
        _T("Keys", "Make barcode"),
        _T("Keys", "Give the item a barcode of the shop's own"),
    ),
    ("take_out", "Alt+R", _T("Keys", "Take out"), _T("Keys", "No labels of this item")),
    (
        "print_labels",
        "Ctrl+P",
        _T("Keys", "Print on the roll"),
        _T("Keys", "Print the labels on the receipt printer"),
    ),
)
