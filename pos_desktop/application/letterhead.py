"""How the outlet's papers look: language, logo, bank details, and how much paper they take.

These are no particulars of a bill: a reprint says what was issued, on today's paper.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from msgspec import Struct


class Language(StrEnum):
    """The language of the words that are printed around names and figures."""

    ENGLISH = "en"
    HINDI = "hi"


class Letterhead(Struct, frozen=True, kw_only=True, cache_hash=True):
    """How papers look.

    Attributes:
        language: of labels and of the amount in words; items print their Hindi names with it.
        is_compact: saves paper: short heading, an item in one line where it fits.
        bank_details: lines on A4 and A5 invoices, for who pays by transfer.
        terms: lines on A4 and A5 invoices, such as until when goods may come back.
        logo: a small grey PNG, as ``Printouts.kept_logo`` makes it; empty for none.
        prints_code: whether a bill ends in its number as a barcode or QR code, to be scanned.
    """

    language: Language = Language.ENGLISH
    is_compact: bool = False
    bank_details: str = ""
    terms: str = ""
    logo: bytes = b""
    prints_code: bool = False


PLAIN = Letterhead()


class Letterheads(Protocol):
    """How an outlet's papers look."""

    def get(self, outlet_id: int) -> Letterhead: ...
    def set(self, outlet_id: int, letterhead: Letterhead) -> None: ...
