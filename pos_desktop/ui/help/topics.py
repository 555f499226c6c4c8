"""Which page of the guide helps on which screen. No Qt."""

from __future__ import annotations

from collections.abc import Iterable

_OPEN = "sign-in-and-open-the-shift"
_PAPERS = "find-and-print-an-old-bill"
_ASIDE = "put-a-bill-aside"
_DECISIONS = "a-large-bill-another-state-an-advance"
_BACK = "take-goods-back"
_DUES = "take-dues"
_CLOSE = "close-the-day"
_CASH = "cash-in-and-out"
_ITEMS = "items-prices-and-stock"
_FIGURES = "look-at-the-days-figures"
_RETURN = "file-gstr-1"
_SET_UP = "set-up-your-shop"
_PEOPLE = "lock-and-who-may-sign-in"
_PROOF = "is-everything-there-and-unchanged"
_PRINTERS = "when-the-printer-fails"
_SCALE = "scale-mrps-tables-second-screen"

PAGES = {
    # Covers, by their class.
    "SignInScreen": _OPEN,
    "OpenShiftScreen": _OPEN,
    "FirstRunScreen": _SET_UP,
    "NotOpenedScreen": "backups",
    # Sheets, by theirs; one that is not named here is helped by the place behind it.
    "PaySheet": "take-the-money",
    "CustomerSheet": "sell-on-account",
    "GstSheet": "bill-a-business",
    "SupplySheet": _DECISIONS,
    "AdvanceSheet": _DECISIONS,
    "HoldSheet": _ASIDE,
    "RecallSheet": _ASIDE,
    "DiscardSheet": _ASIDE,
    "OrderTypeSheet": _SCALE,
    "MrpSheet": _SCALE,
    "NewItemSheet": _SET_UP,
    "PreviewSheet": "send-a-bill-without-paper",
    "ReturnSheet": _BACK,
    "GstBillSheet": "make-a-gst-bill-of-a-bill",
    "CollectSheet": _DUES,
    "ReminderSheet": "khata",
    "CashMoveSheet": _CASH,
    "HandOverSheet": _CASH,
    "NoSaleSheet": _CASH,
    "MatchSheet": _CLOSE,
    "LabelsSheet": "print-labels",
    "QueueSheet": _PRINTERS,
    "CalibrateSheet": _PRINTERS,
    "CrashSheet": "when-the-program-was-killed",
    "RestoreSheet": "backups",
    # Places, by their id; pages of Settings and Reports after a dot.
    "billing": "bill-a-customer",
    "bills": _PAPERS,
    "customers": "khata",
    "balances": _DUES,
    "shift": _CLOSE,
    "items": _ITEMS,
    "reports": _FIGURES,
    "reports.gstr1": _RETURN,
    "settings": _SET_UP,
    "settings.people": _PEOPLE,
    "settings.backups": "backups",
    "settings.audit": _PROOF,
    "settings.exceptions": _PROOF,
    "settings.screen": "your-language-colours-and-size-of-text",
    "settings.shop": _SCALE,
    "settings.tax": _DECISIONS,
    "settings.printers": _PRINTERS,
}


def page_for(names: Iterable[str]) -> str:
    """The page for what is in front, its innermost name first; "" where none helps."""
    return next((PAGES[name] for name in names if name in PAGES), "")
