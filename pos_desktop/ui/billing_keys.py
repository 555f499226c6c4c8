"""The keys of ringing up and of the payment sheet: action, keys, label, help."""

from __future__ import annotations

from pos_desktop.ui.key_table import KeyRows
from pos_desktop.ui.marking import QT_TRANSLATE_NOOP

_T = QT_TRANSLATE_NOOP

BILLING_KEYS: KeyRows = (
    ("item_search", "F2", _T("Keys", "Items"), _T("Keys", "Search an item by name or code")),
    ("customer", "F3", _T("Keys", "Customer"), _T("Keys", "Choose or create the customer")),
    ("quantity", "F4", _T("Keys", "Quantity"), _T("Keys", "Change the line's quantity")),
    ("price", "F5", _T("Keys", "Price / disc."), _T("Keys", "Change the line's price or discount")),
    ("hold", "F6", _T("Keys", "Hold"), _T("Keys", "Hold this order for later")),
    ("recall", "F7", _T("Keys", "Recall"), _T("Keys", "Recall a held order")),
    ("return", "F8", _T("Keys", "Return"), _T("Keys", "Take goods of a bill back")),
    ("pay", "F9", _T("Keys", "Pay"), _T("Keys", "Take the payment")),
    ("reprint", "F10", _T("Keys", "Reprint"), _T("Keys", "Print the last bill once more")),
    (
        "exact_cash",
        "Ctrl+Return",
        _T("Keys", "Exact cash"),
        _T("Keys", "Exact cash, save and print"),
    ),
    ("remove_line", "Del", _T("Keys", "Remove"), _T("Keys", "Remove the line")),
    ("receipt", "Ctrl+P", _T("Keys", "Receipt"), _T("Keys", "See how it printed")),
    (
        "gst_details",
        "Alt+T",
        _T("Keys", "GST details"),
        _T("Keys", "Put the buyer's GSTIN, or name and address, on the bill"),
    ),
    (
        "supply",
        "Alt+S",
        _T("Keys", "Place of supply"),
        _T("Keys", "Decide by hand: within the State or interstate"),
    ),
    (
        "advance",
        "Alt+V",
        _T("Keys", "Advance"),
        _T("Keys", "Take an advance for a service; it prints a receipt voucher"),
    ),
    (
        "collect",
        "Alt+L",
        _T("Keys", "Collect payment"),
        _T("Keys", "Take a payment on the customer's account, beside the bill"),
    ),
    (
        "usual",
        "Alt+U",
        _T("Keys", "Usual order"),
        _T("Keys", "Put what the customer usually buys into the cart"),
    ),
    (
        "unlink",
        "Alt+R",
        _T("Keys", "Take off the bill"),
        _T("Keys", "Take the customer off the bill"),
    ),
    (
        "no_sale",
        "Alt+D",
        _T("Keys", "Open drawer"),
        _T("Keys", "Open the drawer without a sale; why is written down"),
    ),
    (
        "order_type",
        "Alt+O",
        _T("Keys", "Order type"),
        _T("Keys", "Dine in, takeaway or delivery, and the table or token"),
    ),
    ("type.counter", "Alt+1", _T("Keys", "Counter"), _T("Keys", "The order is for here")),
    ("type.dine_in", "Alt+2", _T("Keys", "Dine in"), _T("Keys", "The order is for a table")),
    ("type.takeaway", "Alt+3", _T("Keys", "Takeaway"), _T("Keys", "The order is taken along")),
    (
        "type.delivery",
        "Alt+4",
        _T("Keys", "Delivery"),
        _T("Keys", "The order is brought to the buyer"),
    ),
)

PAY_KEYS: KeyRows = (
    ("pay.cash", "F2", _T("Keys", "Cash"), _T("Keys", "Paid in cash")),
    ("pay.upi", "F3", _T("Keys", "UPI"), _T("Keys", "Paid by UPI")),
    ("pay.card", "F4", _T("Keys", "Card"), _T("Keys", "Paid by card")),
    ("pay.credit", "F5", _T("Keys", "On account"), _T("Keys", "Put it on the account")),
    ("pay.advance", "F6", _T("Keys", "Advance"), _T("Keys", "Take it from the advance")),
    (
        "pay.rest",
        "F8",
        _T("Keys", "Rest to account"),
        _T("Keys", "Put what remains on the account, and finish"),
    ),
    (
        "pay.keep_change",
        "Alt+K",
        _T("Keys", "Keep change"),
        _T("Keys", "Keep the change on the account, and finish"),
    ),
    (
        "pay.invoice",
        "Alt+I",
        _T("Keys", "Invoice asked for"),
        _T("Keys", "The buyer of a small sale wants a tax invoice, or not after all"),
    ),
    ("amount.1", "Alt+1", _T("Keys", "Amount 1"), _T("Keys", "The exact amount")),
    ("amount.2", "Alt+2", _T("Keys", "Amount 2"), _T("Keys", "The second amount offered")),
    ("amount.3", "Alt+3", _T("Keys", "Amount 3"), _T("Keys", "The third amount offered")),
    ("amount.4", "Alt+4", _T("Keys", "Amount 4"), _T("Keys", "The fourth amount offered")),
    ("amount.5", "Alt+5", _T("Keys", "Amount 5"), _T("Keys", "The fifth amount offered")),
)
