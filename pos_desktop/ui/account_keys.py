"""The keys of customers, balances and bills, and of their sheets: action, key, label, help."""

from __future__ import annotations

from pos_desktop.ui.key_table import KeyRows
from pos_desktop.ui.marking import QT_TRANSLATE_NOOP

_T = QT_TRANSLATE_NOOP

ACCOUNT_KEYS: KeyRows = (
    ("search", "F3", _T("Keys", "Search"), _T("Keys", "Go to the search field")),
    ("edit", "F2", _T("Keys", "Edit"), _T("Keys", "Change what is written of the customer")),
    ("refresh", "F5", _T("Keys", "Refresh"), _T("Keys", "Read the figures anew")),
    ("statement", "F8", _T("Keys", "Statement"), _T("Keys", "The account, entry by entry")),
    (
        "collect",
        "F9",
        _T("Keys", "Collect payment"),
        _T("Keys", "Take money for the account"),
    ),
    ("whatsapp", "Alt+W", _T("Keys", "WhatsApp"), _T("Keys", "Send it by WhatsApp")),
    ("sms", "Alt+M", _T("Keys", "SMS"), _T("Keys", "Send it as a text message")),
    ("clipboard", "Alt+Y", _T("Keys", "Copy"), _T("Keys", "Copy the text")),
    ("remind", "F7", _T("Keys", "Remind"), _T("Keys", "Remind who owes, one by one")),
    ("more", "F6", _T("Keys", "More"), _T("Keys", "What else can be done")),
    (
        "take_back",
        "Alt+B",
        _T("Keys", "Take back"),
        _T("Keys", "Take the payment or the adjustment back"),
    ),
    ("undo_import", "Alt+Z", _T("Keys", "Undo import"), _T("Keys", "Take the last import back")),
    (
        "this_bill",
        "Alt+O",
        _T("Keys", "For this bill"),
        _T("Keys", "The payment is for the chosen bill first"),
    ),
    ("history", "Alt+H", _T("Keys", "Over time"), _T("Keys", "How the balance went over time")),
    ("print", "Ctrl+P", _T("Keys", "Print"), _T("Keys", "Print the statement with its code")),
    (
        "correct",
        "Alt+T",
        _T("Keys", "Correct the payment"),
        _T("Keys", "Put right how a bill of this shift was paid"),
    ),
    ("link", "F4", _T("Keys", "Link customer"), _T("Keys", "Say whose bill it was")),
    (
        "discount",
        "Alt+D",
        _T("Keys", "Let off"),
        _T("Keys", "Let the customer off what is left"),
    ),
    ("copy", "F10", _T("Keys", "Print copy"), _T("Keys", "Print the bill once more")),
    ("export", "Ctrl+S", _T("Keys", "Export"), _T("Keys", "Save all rows as a file")),
    ("stop", "Alt+X", _T("Keys", "Stop"), _T("Keys", "Stop the export; no file is written")),
    ("save", "Ctrl+Return", _T("Keys", "Save"), _T("Keys", "Save what was typed")),
    ("newer", "Ctrl+PgUp", _T("Keys", "Previous"), _T("Keys", "The page before this one")),
    ("older", "Ctrl+PgDown", _T("Keys", "Next"), _T("Keys", "The next page")),
    ("method.cash", "Alt+1", _T("Keys", "Cash"), _T("Keys", "Paid in cash")),
    ("method.upi", "Alt+2", _T("Keys", "UPI"), _T("Keys", "Paid by UPI")),
    ("method.card", "Alt+3", _T("Keys", "Card"), _T("Keys", "Paid by card")),
    ("use_gstin", "Alt+U", _T("Keys", "Use"), _T("Keys", "Take the GSTIN that is offered")),
    (
        "keep_gstin",
        "Alt+K",
        _T("Keys", "Keep as typed"),
        _T("Keys", "Keep the GSTIN as it was typed"),
    ),
)
