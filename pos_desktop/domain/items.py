"""What is sold."""

from __future__ import annotations

from msgspec import Struct

from pos_desktop.domain.gst import Supply, Treatment
from pos_desktop.domain.measures import ONE, BasisPoints, Milli
from pos_desktop.domain.money import Paise


class TaxTerms(Struct, frozen=True, kw_only=True):
    """How a thing is taxed on a given day: a tax class with its rates of that day."""

    treatment: Treatment
    supply: Supply
    gst_rate: BasisPoints
    cess_rate: BasisPoints = 0
    cess_per_unit: Paise = 0
    rsp_valued: bool = False
    """Whether tax is on the retail price printed on the pack (CGST Rule 31D)."""


class Item(Struct, frozen=True, kw_only=True):
    """Something the shop sells, with the price and the tax terms that are valid now."""

    id: int
    uuid: str
    code: str
    name: str
    name_hi: str
    category_id: int | None
    hsn: str
    unit: str
    """The GST unit quantity code: PCS, KGS, …"""
    sold_by_weight: bool
    price: Paise
    price_includes_tax: bool
    mrp: Paise | None
    terms: TaxTerms
    stock: Milli
    is_favourite: bool
    barcode: str | None = None
    pack: Milli = ONE
    """How much of it one scan of ``barcode`` is."""


class Category(Struct, frozen=True, kw_only=True):
    """A group of items with the colour of its quick keys."""

    id: int
    name: str
    name_hi: str
    colour: str
