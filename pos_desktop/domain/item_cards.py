"""Everything that is kept of an item, and what can be kept: the rules of the item's card."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from msgspec import Struct

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gst import Supply, Treatment
from pos_desktop.domain.measures import MOST_MILLI, ONE, BasisPoints, Milli
from pos_desktop.domain.money import MOST_PAISE, Paise, format_rupees
from pos_desktop.domain.units import UNITS

LONGEST_NAME = 100
LONGEST_CODE = 20
LONGEST_BARCODE = 48
MOST_BARCODES = 20
MOST_MRPS = 8
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_-]*")
_BARCODE = re.compile(r"[!-~]{3,48}")
_HSN = re.compile(r"\d{4}|\d{6}|\d{8}")


class PackBarcode(Struct, frozen=True, kw_only=True):
    """A barcode, and how much of the item one scan of it is: a carton has one of its own."""

    barcode: str
    qty: Milli = ONE


class PrintedPrice(Struct, frozen=True, kw_only=True):
    """A retail price on packs of the item, and what the shop asks for such a pack."""

    mrp: Paise
    price: Paise


class DatedPrice(Struct, frozen=True, kw_only=True):
    """A price that takes over from a day on; ``mrp`` None: no retail price is printed on it."""

    valid_from: date
    price: Paise
    mrp: Paise | None = None


class TaxClass(Struct, frozen=True, kw_only=True):
    """A tax class with its rate of a day; None when it has none on that day."""

    id: int
    code: str
    name: str
    treatment: Treatment
    supply: Supply
    gst_rate: BasisPoints | None


class ItemFacts(Struct, frozen=True, kw_only=True):
    """What a person writes down of an item."""

    code: str
    name: str
    name_hi: str = ""
    category_id: int | None = None
    tax_class_id: int
    hsn: str = ""
    unit: str = "NOS"
    sold_by_weight: bool = False
    price: Paise
    price_includes_tax: bool = True
    mrp: Paise | None = None
    low_stock: Milli | None = None
    """At or below it the item is on the low-stock list; None: never."""
    is_favourite: bool = False
    is_active: bool = True
    barcodes: tuple[PackBarcode, ...] = ()
    mrps: tuple[PrintedPrice, ...] = ()
    """Further printed prices, of older or newer stock under the same barcode."""

    def check(self) -> ItemFacts:
        """Itself, when a shop can sell so. Raises BadInput naming the field."""
        check_code(self.code)
        check_name(self.name, field="name")
        if self.name_hi:
            check_name(self.name_hi, field="name_hi")
        check_hsn(self.hsn)
        if self.unit not in UNITS:
            raise BadInput(
                f"“{self.unit}” is no unit of GST. Use one of {', '.join(UNITS)}.",
                field="unit",
                code="unknown_unit",
            )
        check_prices(self.price, self.mrp, includes_tax=self.price_includes_tax)
        if self.low_stock is not None and not 0 <= self.low_stock <= MOST_MILLI:
            raise BadInput("The low-stock mark cannot be negative.", field="low_stock")
        check_barcodes(self.barcodes)
        check_mrps(self.mrps, self.mrp, includes_tax=self.price_includes_tax)
        return self


class ItemCard(Struct, frozen=True, kw_only=True):
    """An item as the shop keeps it; ``cost`` is of one unit, before tax, None while unknown."""

    id: int
    uuid: str
    facts: ItemFacts
    stock: Milli
    cost: Paise | None
    upcoming: tuple[DatedPrice, ...] = ()


def check_code(code: str) -> None:
    """Refuse a code that cannot be typed or printed. Raises BadInput naming ``code``."""
    if len(code) > LONGEST_CODE or not _CODE.fullmatch(code):
        raise BadInput(
            f"A code has 1 to {LONGEST_CODE} letters, digits, dots or dashes, like 1024 or TEA-5.",
            field="code",
            code="bad_code",
        )


def check_name(name: str, *, field: str) -> None:
    """Refuse an empty, endless or unprintable name. Raises BadInput naming *field*."""
    if not 1 <= len(name) <= LONGEST_NAME:
        raise BadInput(f"A name has 1 to {LONGEST_NAME} characters.", field=field)
    # Joiners are part of Indian scripts, though they are of category Cf.
    if any(unicodedata.category(c).startswith("C") and c not in "\u200c\u200d" for c in name):
        raise BadInput(
            "The name has a character that cannot be printed. Type it anew.", field=field
        )


def check_hsn(hsn: str) -> None:
    """Refuse what is no HSN or SAC code. Raises BadInput naming ``hsn``."""
    if hsn and not _HSN.fullmatch(hsn):
        raise BadInput(
            f"“{hsn}” is no HSN or SAC code: it has 4, 6 or 8 digits. Leave it empty if unknown.",
            field="hsn",
            code="bad_hsn",
        )


def check_prices(price: Paise, mrp: Paise | None, *, includes_tax: bool) -> None:
    """Refuse prices no bill can carry, and one above the printed retail price.

    Legal Metrology (Packaged Commodities) Rules, rule 18(2): nobody sells above the MRP, which
    includes all taxes. Raises BadInput naming ``price`` or ``mrp``.
    """
    if not 0 <= price <= MOST_PAISE:
        raise BadInput(f"A price is between ₹0.00 and {format_rupees(MOST_PAISE)}.", field="price")
    if mrp is None:
        return
    if not 0 < mrp <= MOST_PAISE:
        raise BadInput(
            "The MRP must be more than zero. Leave it empty if none is printed.", field="mrp"
        )
    if includes_tax and price > mrp:
        raise BadInput(
            f"The price {format_rupees(price)} is above the MRP {format_rupees(mrp)}, which the "
            "law forbids. Lower the price or correct the MRP.",
            field="price",
            code="above_mrp",
        )


def check_mrps(mrps: tuple[PrintedPrice, ...], own: Paise | None, *, includes_tax: bool) -> None:
    """Refuse further printed prices that say one twice, or a price above its MRP.

    Raises BadInput naming ``mrps``.
    """
    if mrps and own is None:
        raise BadInput("Give the MRP of the usual pack first.", field="mrp")
    if len(mrps) > MOST_MRPS:
        raise BadInput(f"An item has at most {MOST_MRPS} further MRPs.", field="mrps")
    seen = {own}
    for printed in mrps:
        if printed.mrp in seen:
            raise BadInput(f"The MRP {format_rupees(printed.mrp)} is there twice.", field="mrps")
        seen.add(printed.mrp)
        try:
            check_prices(printed.price, printed.mrp, includes_tax=includes_tax)
        except BadInput as error:
            raise BadInput(error.message, field="mrps", code=error.code) from error


def check_cost(cost: Paise | None) -> None:
    """Refuse a cost below nothing. Raises BadInput naming ``cost``."""
    if cost is not None and not 0 <= cost <= MOST_PAISE:
        raise BadInput("A cost is not negative, and no more than a bill can be.", field="cost")


def check_barcodes(barcodes: tuple[PackBarcode, ...]) -> None:
    """Refuse barcodes that no scanner reads. Raises BadInput naming ``barcodes[i]``."""
    if len(barcodes) > MOST_BARCODES:
        raise BadInput(f"An item has at most {MOST_BARCODES} barcodes.", field="barcodes")
    seen: set[str] = set()
    for i, pack in enumerate(barcodes):
        if not _BARCODE.fullmatch(pack.barcode):
            raise BadInput(
                f"“{pack.barcode}” is no barcode: 3 to {LONGEST_BARCODE} letters, digits or "
                "signs, without spaces.",
                field=f"barcodes[{i}].barcode",
                code="bad_barcode",
            )
        if not 0 < pack.qty <= MOST_MILLI:
            raise BadInput("A pack holds more than nothing.", field=f"barcodes[{i}].qty")
        if pack.barcode in seen:
            raise BadInput(
                f"The barcode {pack.barcode} is there twice.", field=f"barcodes[{i}].barcode"
            )
        seen.add(pack.barcode)


def ean13(digits: str) -> str:
    """Twelve digits with their check digit (ISO/IEC 15420): what a label carries.

    Raises BadInput naming ``barcode`` when they are not twelve.
    """
    if len(digits) != 12 or not digits.isascii() or not digits.isdigit():
        raise BadInput("An EAN-13 barcode is made from twelve digits.", field="barcode")
    weighed = sum(int(digit) * (3 if i % 2 else 1) for i, digit in enumerate(digits))
    return f"{digits}{-weighed % 10}"


IN_STORE_PREFIXES = tuple(str(prefix) for prefix in range(20, 30))
"""EAN prefixes that are a shop's own (GS1 General Specifications, restricted circulation)."""


def own_barcode(item_id: int, prefix: str = IN_STORE_PREFIXES[0]) -> str:
    """A barcode for an item that came without one."""
    return ean13(f"{prefix}{item_id:010d}")
