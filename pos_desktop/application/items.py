"""Finding what is sold."""

from __future__ import annotations

from msgspec import Struct

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.paging import page_of
from pos_desktop.application.ports import Work
from pos_desktop.domain.gst import Supply, Treatment
from pos_desktop.domain.items import Item
from pos_desktop.domain.measures import BasisPoints, Milli
from pos_desktop.domain.money import Paise
from pos_desktop.domain.people import Right


class SearchItems(Struct, frozen=True, kw_only=True):
    """Part of a name (also Hindi), code or barcode."""

    q: str
    limit: int = 20


class ByBarcode(Struct, frozen=True, kw_only=True):
    """An item by barcode."""

    barcode: str


class QuickKeys(Struct, frozen=True, kw_only=True):
    """The favourites, by category."""


class ItemView(Struct, frozen=True, kw_only=True):
    """An item as it is shown, with the tax terms of today."""

    id: int
    uuid: str
    code: str
    barcode: str | None
    name: str
    name_hi: str
    category_id: int | None
    hsn: str
    unit: str
    sold_by_weight: bool
    price: Paise
    price_includes_tax: bool
    mrp: Paise | None
    gst_rate: BasisPoints
    treatment: Treatment
    supply: Supply
    stock: Milli


class ItemList(Struct, frozen=True, kw_only=True):
    """Items found, best match first."""

    items: tuple[ItemView, ...]


class FoundItem(Struct, frozen=True, kw_only=True):
    """An item, or none."""

    item: ItemView | None


class CategoryView(Struct, frozen=True, kw_only=True):
    """A category with the colour of its keys."""

    id: int
    name: str
    name_hi: str
    colour: str


class QuickKeyList(Struct, frozen=True, kw_only=True):
    """Favourites and the categories they belong to."""

    categories: tuple[CategoryView, ...]
    items: tuple[ItemView, ...]


@use_case("items.search", right=Right.SELL, what="see items", writes=False)
def search(desk: Desk, work: Work, request: SearchItems) -> ItemList:
    """Items by part of a name, code or barcode."""
    page_of(1, request.limit)
    outlet = desk.outlet(work)
    today = outlet.local(desk.clock()).date()
    text = request.q.strip()
    found = work.items.search(outlet.id, text, today, request.limit) if text else ()
    return ItemList(items=tuple(view_item(item) for item in found))


@use_case("items.by_barcode", right=Right.SELL, what="see items", writes=False)
def by_barcode(desk: Desk, work: Work, request: ByBarcode) -> FoundItem:
    """The item with this barcode, or none."""
    outlet = desk.outlet(work)
    today = outlet.local(desk.clock()).date()
    item = work.items.by_barcode(outlet.id, request.barcode.strip(), today)
    return FoundItem(item=view_item(item) if item else None)


MOST_QUICK_KEYS = 120
"""More are not found faster than by typing; a long list would hold up the screen."""


@use_case("items.quick_keys", right=Right.SELL, what="see items", writes=False)
def quick_keys(desk: Desk, work: Work, request: QuickKeys) -> QuickKeyList:
    """The favourites, for keys of their own on the billing screen."""
    outlet = desk.outlet(work)
    today = outlet.local(desk.clock()).date()
    return QuickKeyList(
        categories=tuple(
            CategoryView(id=c.id, name=c.name, name_hi=c.name_hi, colour=c.colour)
            for c in work.items.categories(outlet.id)
        ),
        items=tuple(
            view_item(item) for item in work.items.favourites(outlet.id, today)[:MOST_QUICK_KEYS]
        ),
    )


def view_item(item: Item) -> ItemView:
    """An item, flat."""
    return ItemView(
        id=item.id,
        uuid=item.uuid,
        code=item.code,
        barcode=item.barcode,
        name=item.name,
        name_hi=item.name_hi,
        category_id=item.category_id,
        hsn=item.hsn,
        unit=item.unit,
        sold_by_weight=item.sold_by_weight,
        price=item.price,
        price_includes_tax=item.price_includes_tax,
        mrp=item.mrp,
        gst_rate=item.terms.gst_rate,
        treatment=item.terms.treatment,
        supply=item.terms.supply,
        stock=item.stock,
    )
