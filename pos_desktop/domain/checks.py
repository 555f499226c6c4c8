"""What a check of the shop's data looks at, and what it finds."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct


class Area(StrEnum):
    """A part of the check, in the order in which it is done."""

    PAGES = "pages"
    DATABASE = "database"
    REFERENCES = "references"
    CHAIN = "chain"
    ANCHORS = "anchors"
    NUMBERING = "numbering"
    TOTALS = "totals"
    CASH = "cash"
    ACCOUNTS = "accounts"
    STOCK = "stock"

    @property
    def words(self) -> str:
        """What is checked, for people."""
        return _WORDS[self]


_WORDS = {
    Area.PAGES: "Every page of the file is as it was written",
    Area.DATABASE: "The database is sound",
    Area.REFERENCES: "Everything that is referred to is there",
    Area.CHAIN: "Nothing was changed, left out or put in afterwards",
    Area.ANCHORS: "The data is the newest that this computer saved",
    Area.NUMBERING: "The numbers of documents have no gap",
    Area.TOTALS: "Bills add up to their totals, and were paid in full",
    Area.CASH: "The drawers' cash is that of bills, payments and closes",
    Area.ACCOUNTS: "Customers' balances are those of their entries",
    Area.STOCK: "Stock is what its movements say",
}


class Fault(Struct, frozen=True, kw_only=True):
    """One thing that is not as it must be, in plain words."""

    area: Area
    words: str


class CheckReport(Struct, frozen=True, kw_only=True):
    """What was looked at and found; sound when there are no faults.

    ``proved_from`` is the epoch (day) of the chain from which every seal was proved: the present
    one, or an earlier one when its key was given, from the recovery sheet.
    """

    faults: tuple[Fault, ...]
    bills: int
    entries: int
    proved_from: int

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


class ChainKey(Struct, frozen=True, kw_only=True):
    """The key of the chains from an epoch on."""

    epoch: int
    key: bytes


Progress = Callable[[Area, int, int], None]
"""Told the area, and how much of how much is done in it."""
