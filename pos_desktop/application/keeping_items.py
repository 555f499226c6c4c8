"""Writing items down, whoever asks for it: a person at a card, or a file that is imported."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from pos_desktop.application.desk import Desk
from pos_desktop.application.ports import NewItem, Work
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.item_cards import (
    LONGEST_NAME,
    ItemCard,
    ItemFacts,
    PackBarcode,
    TaxClass,
    check_cost,
)
from pos_desktop.domain.measures import Milli
from pos_desktop.domain.money import Paise

COLOURS = (
    "#2F7D3B",
    "#2C6E9E",
    "#8A6445",
    "#786A1C",
    "#8B3A62",
    "#4B5D9B",
    "#A0522D",
    "#3B7A78",
)
"""For the keys of new categories, in turn; white letters read on each."""


def add_item(
    desk: Desk, work: Work, facts: ItemFacts, *, stock: Milli = 0, cost: Paise | None = None
) -> int:
    """Write a new item down; returns its id. Raises BadInput naming the field."""
    outlet_id = desk.signed_in.outlet_id
    facts.check()
    check_cost(cost)
    _refuse_taken(work, outlet_id, facts, own_id=0)
    item_id = work.catalogue.add_item(
        outlet_id,
        NewItem(
            uuid=desk.new_uuid(),
            code=facts.code,
            name=facts.name,
            name_hi=facts.name_hi,
            category_id=facts.category_id,
            tax_class_id=facts.tax_class_id,
            hsn=facts.hsn,
            unit=facts.unit,
            sold_by_weight=facts.sold_by_weight,
            price=facts.price,
            price_includes_tax=facts.price_includes_tax,
            mrp=facts.mrp,
            stock=stock,
            low_stock=facts.low_stock,
            is_favourite=facts.is_favourite,
        ),
        at=desk.clock(),
    )
    work.item_cards.set_barcodes(outlet_id, item_id, facts.barcodes)
    if facts.mrps:
        work.item_cards.set_mrps(item_id, facts.mrps)
    _set_cost(desk, work, item_id, cost)
    return item_id


def save_item(
    desk: Desk, work: Work, before: ItemCard, facts: ItemFacts, *, cost: Paise | None = None
) -> None:
    """Put *facts* in the place of what is kept of an item. Raises BadInput naming the field."""
    outlet_id = desk.signed_in.outlet_id
    facts.check()
    check_cost(cost)
    _refuse_taken(work, outlet_id, facts, own_id=before.id)
    work.item_cards.save(before.id, facts)
    if facts.barcodes != before.facts.barcodes:
        work.item_cards.set_barcodes(outlet_id, before.id, facts.barcodes)
    if facts.mrps != before.facts.mrps:
        work.item_cards.set_mrps(before.id, facts.mrps)
    # The price that was planned for a day gone by is the item's own now.
    work.item_cards.forget_prices(before.id, first=None, last=today(desk, work))
    _set_cost(desk, work, before.id, cost)


def known_card(desk: Desk, work: Work, item_id: int) -> ItemCard:
    """The card of an item of this outlet. Raises BadInput naming ``id``."""
    found = work.item_cards.card(desk.signed_in.outlet_id, item_id, today(desk, work))
    if found is None:
        raise BadInput(f"There is no item {item_id}.", field="id", code="unknown_item")
    return found


def category_named(desk: Desk, work: Work, name: str) -> int | None:
    """The category of that name, made when there is none; None without a name."""
    wanted = clean_name(name)
    if not wanted:
        return None
    if len(wanted) > LONGEST_NAME:
        raise BadInput("The category's name is too long.", field="category")
    outlet_id = desk.signed_in.outlet_id
    there = work.items.categories(outlet_id)
    for category in there:
        if category.name.casefold() == wanted.casefold():
            return category.id
    return work.catalogue.add_category(
        outlet_id,
        uuid=desk.new_uuid(),
        name=wanted,
        name_hi="",
        colour=COLOURS[len(there) % len(COLOURS)],
    )


def tax_class_coded(desk: Desk, work: Work, code: str) -> TaxClass:
    """The tax class of that code. Raises BadInput naming ``tax_class``."""
    classes = work.item_cards.tax_classes(desk.signed_in.outlet_id, today(desk, work))
    for tax_class in classes:
        if tax_class.code.casefold() == code.strip().casefold():
            return tax_class
    raise BadInput(
        f"There is no tax class “{code}”. Use one of {', '.join(c.code for c in classes)}.",
        field="tax_class",
        code="unknown_tax_class",
    )


def clean_name(text: str) -> str:
    """A name without spaces around and doubled inside it."""
    return " ".join(text.split())


def stripped(packs: tuple[PackBarcode, ...]) -> tuple[PackBarcode, ...]:
    """Barcodes without spaces around them; those without a character are left out."""
    return tuple(
        replace(pack, barcode=pack.barcode.strip()) for pack in packs if pack.barcode.strip()
    )


def _refuse_taken(work: Work, outlet_id: int, facts: ItemFacts, *, own_id: int) -> None:
    holder = work.item_cards.id_by_code(outlet_id, facts.code)
    if holder not in (None, own_id):
        raise BadInput(
            f"Another item has the code {facts.code}. Choose another, or leave it empty.",
            field="code",
            code="code_taken",
        )
    for i, pack in enumerate(facts.barcodes):
        other = work.item_cards.holder(outlet_id, pack.barcode)
        if other is not None and other[0] != own_id:
            raise BadInput(
                f"“{other[1]}” has the barcode {pack.barcode}. Take it away there first.",
                field=f"barcodes[{i}].barcode",
                code="barcode_taken",
            )


def _set_cost(desk: Desk, work: Work, item_id: int, cost: Paise | None) -> None:
    if cost is not None:
        work.item_cards.set_cost(item_id, cost, since=today(desk, work))


def today(desk: Desk, work: Work) -> date:
    """The outlet's date now: prices and taxes go by it."""
    return desk.outlet(work).local(desk.clock()).date()
