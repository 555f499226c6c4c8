"""Keeping what is sold: the list of items, their cards, prices by date."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.item_ports import ItemFilter, ItemShow, ItemSort, ListedItem
from pos_desktop.application.items import CategoryView
from pos_desktop.application.keeping_items import (
    add_item,
    category_named,
    clean_name,
    known_card,
    save_item,
    stripped,
    tax_class_coded,
    today,
)
from pos_desktop.application.paging import MOST_ROWS
from pos_desktop.application.ports import Work
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.item_cards import (
    IN_STORE_PREFIXES,
    DatedPrice,
    ItemCard,
    ItemFacts,
    PackBarcode,
    PrintedPrice,
    TaxClass,
    check_prices,
    own_barcode,
)
from pos_desktop.domain.measures import Milli
from pos_desktop.domain.money import Paise
from pos_desktop.domain.people import Answer, Right, may
from pos_desktop.domain.scale_codes import free_prefixes, parse_templates
from pos_desktop.domain.units import UNITS


class CreateItem(Struct, frozen=True, kw_only=True):
    """A new item. Without a code it gets the next number; a new category is made."""

    name: str
    price: Paise
    tax_class: str
    """The code of its tax class."""
    code: str = ""
    name_hi: str = ""
    category: str = ""
    hsn: str = ""
    unit: str = "NOS"
    sold_by_weight: bool = False
    price_includes_tax: bool = True
    mrp: Paise | None = None
    cost: Paise | None = None
    stock: Milli = 0
    low_stock: Milli | None = None
    is_favourite: bool = False
    barcodes: tuple[PackBarcode, ...] = ()
    mrps: tuple[PrintedPrice, ...] = ()


class UpdateItem(Struct, frozen=True, kw_only=True):
    """Changes to an item; what is not given stays. A price given holds from today on."""

    id: int
    name: str | None = None
    price: Paise | None = None
    tax_class: str | None = None
    code: str | None = None
    name_hi: str | None = None
    category: str | None = None
    hsn: str | None = None
    unit: str | None = None
    sold_by_weight: bool | None = None
    price_includes_tax: bool | None = None
    mrp: Paise | None = None
    no_mrp: bool = False
    cost: Paise | None = None
    low_stock: Milli | None = None
    no_low_stock: bool = False
    is_favourite: bool | None = None
    is_active: bool | None = None
    barcodes: tuple[PackBarcode, ...] | None = None
    mrps: tuple[PrintedPrice, ...] | None = None


class ItemId(Struct, frozen=True, kw_only=True):
    """An item."""

    id: int


class SchedulePrice(Struct, frozen=True, kw_only=True):
    """A price that takes over on a day to come; without one the plan for that day is dropped."""

    id: int
    valid_from: date
    price: Paise | None = None
    mrp: Paise | None = None


class ListItems(Struct, frozen=True, kw_only=True):
    """Which items, and from where on; ``q`` is part of a name, code or barcode."""

    q: str = ""
    category_id: int | None = None
    show: ItemShow = ItemShow.ACTIVE
    sort: ItemSort = ItemSort.NAME
    descending: bool = False
    offset: int = 0
    limit: int = 100


class ItemRows(Struct, frozen=True, kw_only=True):
    """A part of the list of items, and how long the whole is."""

    items: tuple[ListedItem, ...]
    offset: int
    total: int


class AskChoices(Struct, frozen=True, kw_only=True):
    """What an item can be given."""


class ItemChoices(Struct, frozen=True, kw_only=True):
    """Categories and tax classes as they are today, and the units of GST."""

    categories: tuple[CategoryView, ...]
    tax_classes: tuple[TaxClass, ...]
    units: tuple[str, ...]
    may_set_tax: bool


@use_case("items.list", right=Right.SELL, what="see items", writes=False)
def listed(desk: Desk, work: Work, request: ListItems) -> ItemRows:
    """The list of items, any part of it."""
    if request.offset < 0:
        raise BadInput("The list begins at 0.", field="offset")
    if not 1 <= request.limit <= MOST_ROWS:
        raise BadInput(f"A part has 1 to {MOST_ROWS} rows.", field="limit")
    wanted = ItemFilter(
        text=request.q,
        category_id=request.category_id,
        show=request.show,
        sort=request.sort,
        descending=request.descending,
        offset=request.offset,
        limit=request.limit,
    )
    outlet = desk.outlet(work)
    rows, total = work.item_cards.listed(outlet.id, wanted, today(desk, work))
    return ItemRows(items=tuple(rows), offset=request.offset, total=total)


@use_case("items.card", right=Right.EDIT_ITEMS, what="change items", writes=False)
def card(desk: Desk, work: Work, request: ItemId) -> ItemCard:
    """Everything that is kept of an item, its cost too."""
    return known_card(desk, work, request.id)


@use_case("items.choices", right=Right.EDIT_ITEMS, what="change items", writes=False)
def choices(desk: Desk, work: Work, request: AskChoices) -> ItemChoices:
    """What an item can be given: categories, tax classes, units."""
    outlet_id = desk.signed_in.outlet_id
    return ItemChoices(
        categories=tuple(
            CategoryView(id=c.id, name=c.name, name_hi=c.name_hi, colour=c.colour)
            for c in work.items.categories(outlet_id)
        ),
        tax_classes=tuple(work.item_cards.tax_classes(outlet_id, today(desk, work))),
        units=tuple(UNITS),
        may_set_tax=may(desk.signed_in.role, Right.EDIT_TAX) is Answer.YES,
    )


@use_case("items.create", right=Right.EDIT_ITEMS, what="add items", writes=True)
def create(desk: Desk, work: Work, request: CreateItem) -> ItemCard:
    """Add an item with its barcodes and opening stock."""
    facts = ItemFacts(
        code=request.code.strip() or work.item_cards.next_code(desk.signed_in.outlet_id),
        name=clean_name(request.name),
        name_hi=clean_name(request.name_hi),
        category_id=category_named(desk, work, request.category),
        tax_class_id=tax_class_coded(desk, work, request.tax_class).id,
        hsn=request.hsn.strip(),
        unit=request.unit.strip().upper(),
        sold_by_weight=request.sold_by_weight,
        price=request.price,
        price_includes_tax=request.price_includes_tax,
        mrp=request.mrp,
        low_stock=request.low_stock,
        is_favourite=request.is_favourite,
        barcodes=stripped(request.barcodes),
        mrps=request.mrps,
    )
    item_id = add_item(desk, work, facts, stock=request.stock, cost=request.cost)
    desk.audit(work, "item.created", facts.code, name=facts.name, price=facts.price)
    return known_card(desk, work, item_id)


@use_case("items.update", right=Right.EDIT_ITEMS, what="change items", writes=True)
def update(desk: Desk, work: Work, request: UpdateItem) -> ItemCard:
    """Change an item from now on; bills that were issued stay as they are."""
    before = known_card(desk, work, request.id)
    facts = _changed(desk, work, before.facts, request)
    if facts.tax_class_id != before.facts.tax_class_id:
        desk.require(Right.EDIT_TAX, "change how an item is taxed")
    save_item(desk, work, before, facts, cost=request.cost)
    names = ItemFacts.__struct_fields__
    changed = [name for name in names if getattr(facts, name) != getattr(before.facts, name)]
    if changed or request.cost is not None:
        desk.audit(
            work,
            "item.updated",
            facts.code,
            name=facts.name,
            changed=[*changed, *(["cost"] if request.cost is not None else [])],
            before=before.facts.price,
            after=facts.price,
        )
    return known_card(desk, work, request.id)


@use_case("items.schedule_price", right=Right.EDIT_ITEMS, what="change prices", writes=True)
def schedule_price(desk: Desk, work: Work, request: SchedulePrice) -> ItemCard:
    """Plan a price for a day to come, or drop the plan."""
    before = known_card(desk, work, request.id)
    if request.valid_from <= today(desk, work):
        raise BadInput(
            "A planned price begins on a day to come. Change the price itself for today.",
            field="valid_from",
        )
    day = request.valid_from
    if request.price is None:
        work.item_cards.forget_prices(request.id, first=day, last=day)
    else:
        check_prices(request.price, request.mrp, includes_tax=before.facts.price_includes_tax)
        planned = DatedPrice(valid_from=day, price=request.price, mrp=request.mrp)
        work.item_cards.set_price_from(request.id, planned)
    desk.audit(
        work,
        "item.price_planned",
        before.facts.code,
        name=before.facts.name,
        day=day.isoformat(),
        price=request.price,
    )
    return known_card(desk, work, request.id)


@use_case("items.make_barcode", right=Right.EDIT_ITEMS, what="change items", writes=True)
def make_barcode(desk: Desk, work: Work, request: ItemId) -> ItemCard:
    """Give an item without a barcode one of the shop's own (EAN-13, prefix 20 to 29).

    It is none that another item has, and none that a label of the scale could be. An item that
    has one of them already keeps it.
    """
    before = known_card(desk, work, request.id)
    own = {own_barcode(before.id, prefix) for prefix in IN_STORE_PREFIXES}
    if not own & {pack.barcode for pack in before.facts.barcodes}:
        made = PackBarcode(barcode=_free_barcode(desk, work, before.id))
        facts = replace(before.facts, barcodes=(*before.facts.barcodes, made))
        save_item(desk, work, before, facts)
        desk.audit(work, "item.updated", facts.code, name=facts.name, changed=["barcodes"])
    return known_card(desk, work, request.id)


def _free_barcode(desk: Desk, work: Work, item_id: int) -> str:
    outlet = desk.outlet(work)
    templates = parse_templates(outlet.scale_codes, field="scale_codes")
    for prefix in free_prefixes(templates):
        barcode = own_barcode(item_id, prefix)
        if work.item_cards.holder(outlet.id, barcode) is None:
            return barcode
    raise Refused(
        "The labels of the scale take every number that a shop may give out (20 to 29). Write in "
        "Settings, Shop, with which two digits they begin, like 21CCCCCWWwwwK.",
        code="no_free_barcode",
    )


def _changed(desk: Desk, work: Work, before: ItemFacts, request: UpdateItem) -> ItemFacts:
    given: dict[str, Any] = {
        "name": None if request.name is None else clean_name(request.name),
        "name_hi": None if request.name_hi is None else clean_name(request.name_hi),
        "code": None if request.code is None else request.code.strip(),
        "hsn": None if request.hsn is None else request.hsn.strip(),
        "unit": None if request.unit is None else request.unit.strip().upper(),
        "price": request.price,
        "sold_by_weight": request.sold_by_weight,
        "price_includes_tax": request.price_includes_tax,
        "mrp": request.mrp,
        "low_stock": request.low_stock,
        "is_favourite": request.is_favourite,
        "is_active": request.is_active,
        "mrps": request.mrps,
        "barcodes": None if request.barcodes is None else stripped(request.barcodes),
    }
    facts = replace(before, **{name: value for name, value in given.items() if value is not None})
    if request.tax_class is not None:
        facts = replace(facts, tax_class_id=tax_class_coded(desk, work, request.tax_class).id)
    if request.category is not None:
        facts = replace(facts, category_id=category_named(desk, work, request.category))
    if request.no_mrp:
        facts = replace(facts, mrp=None)
    if request.no_low_stock:
        facts = replace(facts, low_stock=None)
    return facts
