"""One key of the till: what it does, what it is called, and where it is heard."""

from __future__ import annotations

from dataclasses import dataclass
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
    ITEMS = "items"
    """The list of items and its sheets."""
    SETTINGS = "settings"
    """The pages of Settings, their sheets, and setting up a new shop."""
    REPORTS = "reports"
    """The reports and the page of GSTR-1."""


class KeyConflict(ValueError):
    """The key asked for is already taken, or is one a scanner types."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One action and its key.

    `keys` is Qt's portable text ("Ctrl+Return"), `label` the word on the button, `help` the
    sentence of the F1 page.
    """

    action: str
    keys: str
    label: str
    help: str
    scope: Scope = Scope.EVERYWHERE

    @property
    def printed(self) -> str:
        """The key as it is printed on a button: the words on the keyboard's own caps."""
        return self.keys.replace("Return", "Enter").replace("PgDown", "PgDn")
