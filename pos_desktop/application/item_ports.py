"""What keeping items and their stock needs from the store, as Protocols."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from pos_desktop.domain.gst import Treatment
from pos_desktop.domain.item_cards import ItemFacts
from pos_desktop.domain.measures import BasisPoints, Milli
from pos_desktop.domain.money import Paise

if TYPE_CHECKING:
    from pos_desktop.domain.item_cards import (
        DatedPrice,
        ItemCard,
        PackBarcode,
        PrintedPrice,
        TaxClass,
    )
    from pos_desktop.domain.stock import StockEntry, StockValue


class ItemShow(StrEnum):
    """Which items of a list."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    LOW_STOCK = "low_stock"
    OVERSOLD = "oversold"
    FAVOURITE = "favourite"


class ItemSort(StrEnum):
    """In which order."""

    NAME = "name"
    CODE = "code"
    PRICE = "price"
    STOCK = "stock"


class ItemFilter(Struct, frozen=True, kw_only=True):
    """Which items of the list, and from where on."""

    text: str = ""
    category_id: int | None = None
    show: ItemShow = ItemShow.ACTIVE
    sort: ItemSort = ItemSort.NAME
    descending: bool = False
    offset: int = 0
    limit: int = 100


class ListedItem(Struct, frozen=True, kw_only=True):
    """A row of the list of items, priced as of today."""

    id: int
    code: str
    name: str
    name_hi: str
    category: str
    hsn: str
    unit: str
    price: Paise
    mrp: Paise | None
    treatment: Treatment
    gst_rate: BasisPoints | None
    stock: Milli
    low_stock: Milli | None
    is_favourite: bool
    is_active: bool
    keeps_stock: bool
    """Goods; nobody counts meals and services, and none of them is ever short."""


class ItemChange(Struct, frozen=True, kw_only=True):
    """An item before (None: there was none) and after an import."""

    before: ItemFacts | None
    after: ItemFacts


class ItemImport(Struct, frozen=True, kw_only=True):
    """What a file brought in, by item id."""

    id: int = 0
    uuid: str
    outlet_id: int
    at: datetime
    user_id: int
    user_name: str
    file_name: str
    created: int
    changed: int
    changes: Mapping[int, ItemChange]


class ItemCards(Protocol):
    """Everything that is kept of items, those no longer sold too."""

    def card(self, outlet_id: int, item_id: int, day: date) -> ItemCard | None: ...
    def id_by_code(self, outlet_id: int, code: str) -> int | None: ...
    def holder(self, outlet_id: int, barcode: str) -> tuple[int, str] | None: ...
    def next_code(self, outlet_id: int) -> str: ...
    def save(self, item_id: int, facts: ItemFacts) -> None: ...
    def set_barcodes(self, outlet_id: int, item_id: int, packs: Sequence[PackBarcode]) -> None: ...
    def set_mrps(self, item_id: int, mrps: Sequence[PrintedPrice]) -> None: ...
    def set_price_from(self, item_id: int, price: DatedPrice) -> None: ...
    def forget_prices(self, item_id: int, *, first: date | None, last: date | None) -> None: ...
    def set_cost(self, item_id: int, cost: Paise, *, since: date) -> None: ...
    def listed(
        self, outlet_id: int, wanted: ItemFilter, day: date
    ) -> tuple[Sequence[ListedItem], int]: ...
    def tax_classes(self, outlet_id: int, day: date) -> Sequence[TaxClass]: ...
    def add_import(self, record: ItemImport) -> int: ...
    def last_import(self, outlet_id: int) -> ItemImport | None: ...
    def end_import(self, import_id: int, *, at: datetime) -> None: ...


class Stock(Protocol):
    """What is on hand, and the documents that changed it."""

    def add(self, entry: StockEntry) -> None: ...
    def value(self, outlet_id: int, day: date) -> StockValue: ...
    def entries(
        self, outlet_id: int, *, offset: int, limit: int
    ) -> tuple[Sequence[StockEntry], int]: ...
