"""The one table of keys. Buttons print from it, shortcuts are made from it, F1 shows it.

No plain letter or digit may be a shortcut: it would eat the characters of a barcode scanner.
Labels are English source texts; a view translates them in the context ``Keys``.
"""

from __future__ import annotations

from pos_desktop.ui.account_keys import ACCOUNT_KEYS
from pos_desktop.ui.key_scopes import Scope
from pos_desktop.ui.key_table import Key, KeyConflict, KeyTable, is_typed_by_scanner
from pos_desktop.ui.marking import QT_TRANSLATE_NOOP
from pos_desktop.ui.printer_keys import PRINTER_KEYS, QUEUE_KEYS
from pos_desktop.ui.report_keys import REPORT_KEYS
from pos_desktop.ui.shift_keys import SHIFT_KEYS

__all__ = [
    "DEFAULT_KEYS",
    "QT_TRANSLATE_NOOP",
    "Key",
    "KeyConflict",
    "KeyTable",
    "Scope",
    "is_typed_by_scanner",
    "keys_in_use",
    "use_keys",
]


def _key(action: str, keys: str, label: str, help_text: str, scope: Scope) -> Key:
    return Key(action=action, keys=keys, label=label, help=help_text, scope=scope)


def _everywhere(action: str, keys: str, label: str, help_text: str) -> Key:
    return _key(action, keys, label, help_text, Scope.EVERYWHERE)


def _billing(action: str, keys: str, label: str, help_text: str) -> Key:
    return _key(action, keys, label, help_text, Scope.BILLING)


def _pay(action: str, keys: str, label: str, help_text: str) -> Key:
    return _key(action, keys, label, help_text, Scope.PAY)


def _accounts(action: str, keys: str, label: str, help_text: str) -> Key:
    return _key(f"accounts.{action}", keys, label, help_text, Scope.ACCOUNTS)


def _returns(action: str, keys: str, label: str, help_text: str) -> Key:
    return _key(f"returns.{action}", keys, label, help_text, Scope.RETURN)


def _shift(action: str, keys: str, label: str, help_text: str) -> Key:
    return _key(f"shift.{action}", keys, label, help_text, Scope.SHIFT)


def _printout(action: str, keys: str, label: str, help_text: str) -> Key:
    return _key(f"printout.{action}", keys, label, help_text, Scope.PRINTOUT)


def _settings(action: str, keys: str, label: str, help_text: str) -> Key:
    return _key(f"settings.{action}", keys, label, help_text, Scope.SETTINGS)


def _items(action: str, keys: str, label: str, help_text: str) -> Key:
    return _key(f"items.{action}", keys, label, help_text, Scope.ITEMS)


_T = QT_TRANSLATE_NOOP

DEFAULT_KEYS = KeyTable(
    (
        _everywhere("keys", "F1", _T("Keys", "Keys"), _T("Keys", "Show all keys")),
        _everywhere(
            "full_screen", "F11", _T("Keys", "Full screen"), _T("Keys", "Full screen and back")
        ),
        _everywhere(
            "print_queue",
            "Alt+Q",
            _T("Keys", "Print queue"),
            _T("Keys", "What waits for a printer, and what to do about it"),
        ),
        _everywhere("go_to", "Alt+G", _T("Keys", "Go to"), _T("Keys", "Go to another place")),
        _everywhere(
            "back", "Esc", _T("Keys", "Back"), _T("Keys", "Go back; the cart is never lost")
        ),
        _everywhere("undo", "Ctrl+Z", _T("Keys", "Undo"), _T("Keys", "Undo the last change")),
        _everywhere("redo", "Ctrl+Y", _T("Keys", "Redo"), _T("Keys", "Do it again")),
        _everywhere(
            "create",
            "Alt+C",
            _T("Keys", "Create"),
            _T("Keys", "Create the item or customer that was not found"),
        ),
        _everywhere(
            "place.billing", "Ctrl+1", _T("Keys", "Billing"), _T("Keys", "Ring up and take money")
        ),
        _everywhere(
            "place.bills", "Ctrl+2", _T("Keys", "Bills"), _T("Keys", "Bills already issued")
        ),
        _everywhere(
            "place.customers", "Ctrl+3", _T("Keys", "Customers"), _T("Keys", "Customer accounts")
        ),
        _everywhere(
            "place.balances", "Ctrl+4", _T("Keys", "Balances"), _T("Keys", "Who owes how much")
        ),
        _everywhere(
            "place.shift",
            "F12",
            _T("Keys", "Shift"),
            _T("Keys", "Cash in and out, close the shift"),
        ),
        _everywhere(
            "place.items", "Ctrl+6", _T("Keys", "Items"), _T("Keys", "What is sold, and its stock")
        ),
        _everywhere(
            "place.reports", "Ctrl+7", _T("Keys", "Reports"), _T("Keys", "Sales, GST and GSTR-1")
        ),
        _everywhere(
            "place.settings",
            "Ctrl+9",
            _T("Keys", "Settings"),
            _T("Keys", "People, backups, what was done, the shop"),
        ),
        _billing(
            "item_search", "F2", _T("Keys", "Items"), _T("Keys", "Search an item by name or code")
        ),
        _billing(
            "customer", "F3", _T("Keys", "Customer"), _T("Keys", "Choose or create the customer")
        ),
        _billing(
            "quantity", "F4", _T("Keys", "Quantity"), _T("Keys", "Change the line's quantity")
        ),
        _billing(
            "price",
            "F5",
            _T("Keys", "Price / disc."),
            _T("Keys", "Change the line's price or discount"),
        ),
        _billing("hold", "F6", _T("Keys", "Hold"), _T("Keys", "Hold this order for later")),
        _billing("recall", "F7", _T("Keys", "Recall"), _T("Keys", "Recall a held order")),
        _billing("return", "F8", _T("Keys", "Return"), _T("Keys", "Take goods of a bill back")),
        _billing("pay", "F9", _T("Keys", "Pay"), _T("Keys", "Take the payment")),
        _billing(
            "reprint", "F10", _T("Keys", "Reprint"), _T("Keys", "Print the last bill once more")
        ),
        _billing(
            "exact_cash",
            "Ctrl+Return",
            _T("Keys", "Exact cash"),
            _T("Keys", "Exact cash, save and print"),
        ),
        _billing("remove_line", "Del", _T("Keys", "Remove"), _T("Keys", "Remove the line")),
        _billing("receipt", "Ctrl+P", _T("Keys", "Receipt"), _T("Keys", "See how it printed")),
        _billing(
            "gst_details",
            "Alt+T",
            _T("Keys", "GST details"),
            _T("Keys", "Put the buyer's GSTIN, or name and address, on the bill"),
        ),
        _billing(
            "supply",
            "Alt+S",
            _T("Keys", "Place of supply"),
            _T("Keys", "Decide by hand: within the State or interstate"),
        ),
        _billing(
            "advance",
            "Alt+V",
            _T("Keys", "Advance"),
            _T("Keys", "Take an advance for a service; it prints a receipt voucher"),
        ),
        _billing(
            "usual",
            "Alt+U",
            _T("Keys", "Usual order"),
            _T("Keys", "Put what the customer usually buys into the cart"),
        ),
        _billing(
            "collect",
            "Alt+L",
            _T("Keys", "Collect payment"),
            _T("Keys", "Take a payment on the customer's account, beside the bill"),
        ),
        _billing(
            "unlink",
            "Alt+R",
            _T("Keys", "Take off the bill"),
            _T("Keys", "Take the customer off the bill"),
        ),
        _billing(
            "no_sale",
            "Alt+D",
            _T("Keys", "Open drawer"),
            _T("Keys", "Open the drawer without a sale; why is written down"),
        ),
        _billing(
            "order_type",
            "Alt+O",
            _T("Keys", "Order type"),
            _T("Keys", "Dine in, takeaway or delivery, and the table or token"),
        ),
        _billing(
            "type.counter", "Alt+1", _T("Keys", "Counter"), _T("Keys", "The order is for here")
        ),
        _billing(
            "type.dine_in", "Alt+2", _T("Keys", "Dine in"), _T("Keys", "The order is for a table")
        ),
        _billing(
            "type.takeaway",
            "Alt+3",
            _T("Keys", "Takeaway"),
            _T("Keys", "The order is taken along"),
        ),
        _billing(
            "type.delivery",
            "Alt+4",
            _T("Keys", "Delivery"),
            _T("Keys", "The order is brought to the buyer"),
        ),
        _pay("pay.cash", "F2", _T("Keys", "Cash"), _T("Keys", "Paid in cash")),
        _pay("pay.upi", "F3", _T("Keys", "UPI"), _T("Keys", "Paid by UPI")),
        _pay("pay.card", "F4", _T("Keys", "Card"), _T("Keys", "Paid by card")),
        _pay("pay.credit", "F5", _T("Keys", "On account"), _T("Keys", "Put it on the account")),
        _pay("pay.advance", "F6", _T("Keys", "Advance"), _T("Keys", "Take it from the advance")),
        _pay(
            "pay.rest",
            "F8",
            _T("Keys", "Rest to account"),
            _T("Keys", "Put what remains on the account, and finish"),
        ),
        _pay(
            "pay.keep_change",
            "Alt+K",
            _T("Keys", "Keep change"),
            _T("Keys", "Keep the change on the account, and finish"),
        ),
        _pay("amount.1", "Alt+1", _T("Keys", "Amount 1"), _T("Keys", "The exact amount")),
        _pay("amount.2", "Alt+2", _T("Keys", "Amount 2"), _T("Keys", "The second amount offered")),
        _pay("amount.3", "Alt+3", _T("Keys", "Amount 3"), _T("Keys", "The third amount offered")),
        _pay("amount.4", "Alt+4", _T("Keys", "Amount 4"), _T("Keys", "The fourth amount offered")),
        _pay("amount.5", "Alt+5", _T("Keys", "Amount 5"), _T("Keys", "The fifth amount offered")),
        *(_accounts(*row) for row in ACCOUNT_KEYS),
        _returns("start", "F8", _T("Keys", "Return"), _T("Keys", "Take goods of the bill back")),
        _returns(
            "gst_bill",
            "F7",
            _T("Keys", "Make GST bill"),
            _T("Keys", "Make the bill out anew to a business"),
        ),
        _returns(
            "notes", "F6", _T("Keys", "Credit notes"), _T("Keys", "Credit notes, or bills again")
        ),
        _returns("all", "Alt+A", _T("Keys", "All"), _T("Keys", "All that is left of the bill")),
        _returns("method.cash", "Alt+1", _T("Keys", "Cash"), _T("Keys", "Give it back in cash")),
        _returns("method.upi", "Alt+2", _T("Keys", "UPI"), _T("Keys", "Give it back by UPI")),
        _returns("method.card", "Alt+3", _T("Keys", "Card"), _T("Keys", "Give it back by card")),
        _returns(
            "method.account",
            "Alt+4",
            _T("Keys", "On account"),
            _T("Keys", "Keep it on the customer's account"),
        ),
        _returns(
            "exchange",
            "Alt+5",
            _T("Keys", "Exchange"),
            _T("Keys", "Let it pay the cart that is open"),
        ),
        *(_shift(a, keys, word, told) for a, keys, word, told in SHIFT_KEYS),
        _printout("save", "F5", _T("Keys", "Save"), _T("Keys", "Save it as a PDF or a picture")),
        _printout("copy", "F6", _T("Keys", "Copy"), _T("Keys", "Copy it as a picture")),
        _printout("whatsapp", "F8", _T("Keys", "WhatsApp"), _T("Keys", "Copy, and open WhatsApp")),
        _items("edit", "F2", _T("Keys", "Edit"), _T("Keys", "Change the item")),
        _items("search", "F3", _T("Keys", "Search"), _T("Keys", "Go to the search field")),
        _items("plan", "F4", _T("Keys", "Plan a price"), _T("Keys", "A price for a day to come")),
        _items(
            "stock", "F6", _T("Keys", "Stock"), _T("Keys", "Goods in, a correction, or a count")
        ),
        _items("import", "F9", _T("Keys", "Import"), _T("Keys", "Bring in a CSV or Excel file")),
        _items(
            "undo_import",
            "Alt+U",
            _T("Keys", "Undo import"),
            _T("Keys", "Take the last import back"),
        ),
        _items("save", "Ctrl+Return", _T("Keys", "Save"), _T("Keys", "Save what was typed")),
        _settings("before", "Alt+Up", _T("Keys", "Page before"), _T("Keys", "The page above")),
        _settings("after", "Alt+Down", _T("Keys", "Page after"), _T("Keys", "The page below")),
        _settings("change", "F2", _T("Keys", "Change"), _T("Keys", "Change name or role")),
        _settings("search", "F3", _T("Keys", "Search"), _T("Keys", "Go to the search field")),
        _settings("secret", "F4", _T("Keys", "New PIN"), _T("Keys", "Give a new PIN or password")),
        _settings(
            "active",
            "F6",
            _T("Keys", "End sign-in"),
            _T("Keys", "End somebody's sign-in, or let them in again"),
        ),
        _settings("own", "F7", _T("Keys", "My PIN"), _T("Keys", "Change your own PIN")),
        _settings(
            "second_place",
            "F8",
            _T("Keys", "Second place"),
            _T("Keys", "Choose where the second copy of every backup goes"),
        ),
        _settings("back_up", "F9", _T("Keys", "Back up now"), _T("Keys", "Take a backup now")),
        _settings(
            "sheet",
            "F10",
            _T("Keys", "Recovery sheet"),
            _T("Keys", "Make the sheet that opens the backups on another computer"),
        ),
        _settings(
            "take_back", "Del", _T("Keys", "Take back"), _T("Keys", "Take back a change to come")
        ),
        _settings(
            "take_in", "Ctrl+O", _T("Keys", "Take in a file"), _T("Keys", "Take in newer GST data")
        ),
        _settings(
            "drop_logo", "Alt+L", _T("Keys", "No logo"), _T("Keys", "Print without the logo")
        ),
        _settings("save", "Ctrl+Return", _T("Keys", "Save"), _T("Keys", "Save what was typed")),
        _settings(
            "restore",
            "Alt+B",
            _T("Keys", "Put a backup back"),
            _T("Keys", "Put a backup in the shop's place"),
        ),
        _settings(
            "demo",
            "F5",
            _T("Keys", "Try the demo shop"),
            _T("Keys", "Open a shop with goods and customers to try things with"),
        ),
        _settings(
            "try_printer",
            "Ctrl+P",
            _T("Keys", "Print a test"),
            _T("Keys", "Print a page to see whether the printer works"),
        ),
        *(_settings(*row) for row in PRINTER_KEYS),
        *(_key(f"queue.{a}", keys, word, told, Scope.QUEUE) for a, keys, word, told in QUEUE_KEYS),
        *(
            _key(f"reports.{a}", keys, word, told, Scope.REPORTS)
            for a, keys, word, told in REPORT_KEYS
        ),
    )
)

_in_use: KeyTable = DEFAULT_KEYS


def keys_in_use() -> KeyTable:
    """The table that buttons and shortcuts made from now on are made from."""
    return _in_use


def use_keys(table: KeyTable) -> None:
    """Use another table. Called once, at start, before any screen is made."""
    global _in_use
    _in_use = table
