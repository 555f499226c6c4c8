"""What was supplied in a period, as returns and reports sum it.

A credit note takes back: its sums are negative here, whatever document it is printed on. All
reports are made of these few kinds of rows, which sum the same stored lines.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from pos_desktop.domain.measures import BasisPoints, Milli
from pos_desktop.domain.money import Paise


class TaxStatus(StrEnum):
    """How a supply stands with GST, as returns tell it apart."""

    TAXABLE = "taxable"
    NIL = "nil"
    EXEMPT = "exempt"
    NON_GST = "non_gst"
    NOT_CHARGED = "not_charged"
    """Taxable by itself, but sold by an unregistered or composition outlet."""


class TaxSums(Struct, frozen=True, kw_only=True):
    """A taxable value and its taxes."""

    taxable: Paise = 0
    cgst: Paise = 0
    sgst: Paise = 0
    utgst: Paise = 0
    igst: Paise = 0
    cess: Paise = 0

    def __add__(self, other: TaxSums) -> TaxSums:
        return TaxSums(
            taxable=self.taxable + other.taxable,
            cgst=self.cgst + other.cgst,
            sgst=self.sgst + other.sgst,
            utgst=self.utgst + other.utgst,
            igst=self.igst + other.igst,
            cess=self.cess + other.cess,
        )

    @property
    def tax(self) -> Paise:
        """All taxes and cess."""
        return self.cgst + self.sgst + self.utgst + self.igst + self.cess


class SupplyGroup(Struct, frozen=True, kw_only=True):
    """All lines of a period that are alike to the GST summary; notes negative."""

    document: str
    to_registered: bool
    is_interstate: bool
    status: TaxStatus
    rate: BasisPoints
    sums: TaxSums


class ItemGroup(Struct, frozen=True, kw_only=True):
    """All lines of a period that are alike to the HSN summary; notes negative.

    ``hsn`` is that of the lines; ``item_hsn`` what the item says by now, "" without one.
    """

    item_id: int | None
    hsn: str
    item_hsn: str
    description: str
    unit: str
    is_service: bool
    to_registered: bool
    status: TaxStatus
    rate: BasisPoints
    qty: Milli
    sums: TaxSums
    lines: int
    example: str
    """The number of one of the documents."""

    @property
    def reported_hsn(self) -> str:
        """The HSN under which it is summed.

        What a line lacks, its item may say by now: an HSN filled in or made longer since.
        """
        return self.item_hsn if self.item_hsn.startswith(self.hsn) else self.hsn


class DocumentPart(Struct, frozen=True, kw_only=True):
    """What one document says at one rate. Amounts are unsigned, of notes too.

    Small bills to unregistered buyers, of which a return tells no number, may be one part
    together; then only place, status, rate and sums count.

    ``original_day`` and ``original_total`` are those of the bill a note refers to, and the
    document's own on a bill.
    """

    number: str
    day: date
    is_note: bool
    buyer_gstin: str
    buyer_is_sez: bool
    place: str
    is_interstate: bool
    total: Paise
    original_day: date
    original_total: Paise
    status: TaxStatus
    rate: BasisPoints
    sums: TaxSums


class DocumentTotals(Struct, frozen=True, kw_only=True):
    """Bills, or notes, of a period as documents. ``round_off`` is no supply; notes negative."""

    document: str
    count: int
    sums: TaxSums
    round_off: Paise
    total: Paise


class NumberRange(Struct, frozen=True, kw_only=True):
    """The numbers of one series that a period used, from the first to the last.

    ``issued`` of them are documents; the rest were cancelled.
    """

    kind: str
    prefix: str
    first: int
    last: int
    digits: int
    issued: int
    cancelled: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many numbers, cancelled ones too."""
        return self.last - self.first + 1

    def number(self, sequence: int) -> str:
        """The document's number as it is printed."""
        return f"{self.prefix}{sequence:0{self.digits}d}"


class ScantBuyer(Struct, frozen=True, kw_only=True):
    """A bill whose ``taxable`` supplies may make it say more of its buyer (Rule 46(e)), and what
    it does not say.
    """

    number: str
    day: date
    total: Paise
    taxable: Paise
    missing: tuple[str, ...]
