"""Where keys are heard. No Qt."""

from __future__ import annotations

from enum import Enum


class Scope(Enum):
    """Where a key is heard. A key heard everywhere may be used by no other scope."""

    EVERYWHERE = "everywhere"
    BILLING = "billing"
    PAY = "pay"
    ACCOUNTS = "accounts"
    """Customers, balances and bills, and their sheets."""
    RETURN = "return"
    """Taking goods back, and the bills they are taken back from."""
    SHIFT = "shift"
    """The drawer: opening it, cash in and out, closing with a count."""
    PRINTOUT = "printout"
    """A printout on the screen: saved, copied, sent."""
    ITEMS = "items"
    """The list of items and its sheets."""
    SETTINGS = "settings"
    """The pages of Settings, their sheets, and setting up a new shop."""
    QUEUE = "queue"
    """What waits for a printer."""
    REPORTS = "reports"
    """The reports and the page of GSTR-1."""
