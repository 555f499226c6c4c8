"""Writing a new item down in a few fields, in the middle of a sale."""

from __future__ import annotations

from dataclasses import dataclass

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.items import ItemView, view_item
from pos_desktop.application.ports import NewItem, Work
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gst import Supply, Treatment
from pos_desktop.domain.money import Paise
from pos_desktop.domain.people import Right

LONGEST_NAME = 120
LONGEST_CODE = 40
MOST_PRICE: Paise = 1_00_00_000_00
_HSN_DIGITS = (2, 4, 6, 8)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTaxClasses:
    """The tax classes that an item can have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxClassView:
    """A tax class by its code; the one the shop's type suggests comes first."""

    code: str
    name: str
    treatment: Treatment
    supply: Supply


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxClassList:
    """Every tax class of the outlet."""

    tax_classes: tuple[TaxClassView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateItem:
    """A new item. Without a code it gets the next free number; a barcode is one of its own."""

    name: str
    price: Paise
    tax_class: str
    price_includes_tax: bool = True
    hsn: str = ""
    unit: str = "NOS"
    code: str = ""
    barcode: str = ""


@use_case("items.tax_classes", right=Right.SELL, what="see items", writes=False)
def tax_classes(desk: Desk, work: Work, request: ListTaxClasses) -> TaxClassList:
    """The tax classes that an item can have."""
    found = work.catalogue.tax_classes(desk.signed_in.outlet_id)
    return TaxClassList(
        tax_classes=tuple(
            TaxClassView(code=tax.code, name=tax.name, treatment=tax.treatment, supply=tax.supply)
            for tax in found
        )
    )


@use_case("items.create", right=Right.EDIT_ITEMS, what="add items", writes=True)
def create(desk: Desk, work: Work, request: CreateItem) -> ItemView:
    """Write a new item down; it can be sold at once."""
    outlet = desk.outlet(work)
    today = outlet.local(desk.clock()).date()
    name = request.name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise BadInput(f"An item has a name of 1 to {LONGEST_NAME} characters.", field="name")
    if not 0 <= request.price <= MOST_PRICE:
        raise BadInput("Give the price of one, in rupees.", field="price")
    hsn = request.hsn.strip()
    if hsn and not (hsn.isascii() and hsn.isdecimal() and len(hsn) in _HSN_DIGITS):
        raise BadInput("An HSN or SAC code has 2, 4, 6 or 8 digits.", field="hsn")
    classes = work.catalogue.tax_classes(outlet.id)
    chosen = next((tax for tax in classes if tax.code == request.tax_class.strip()), None)
    if chosen is None:
        raise BadInput("Choose how the item is taxed.", field="tax_class")
    code, barcode = request.code.strip(), request.barcode.strip()
    for field, text in (("code", code), ("barcode", barcode)):
        _check_code(desk, work, field, text)
    item_id = work.catalogue.add_item(
        outlet.id,
        NewItem(
            uuid=desk.new_uuid(),
            code=code or work.catalogue.next_code(outlet.id),
            name=name,
            tax_class_id=chosen.id,
            hsn=hsn,
            unit=request.unit.strip() or "NOS",
            price=request.price,
            price_includes_tax=request.price_includes_tax,
            barcodes=(barcode,) if barcode else (),
        ),
        at=desk.clock(),
    )
    item = work.items.by_id(outlet.id, item_id, today)
    if item is None:
        raise RuntimeError("the item that was just written down is not there")
    desk.audit(work, "item.created", item.code, name=name, price=request.price, tax=chosen.name)
    return view_item(item)


def _check_code(desk: Desk, work: Work, field: str, text: str) -> None:
    """Refuse a code or barcode that finds another item. Raises BadInput naming *field*."""
    if not text:
        return
    if len(text) > LONGEST_CODE or not text.isprintable():
        raise BadInput(f"At most {LONGEST_CODE} characters fit here.", field=field)
    outlet = desk.outlet(work)
    today = outlet.local(desk.clock()).date()
    taken = work.items.by_code(outlet.id, text, today) or work.items.by_barcode(
        outlet.id, text, today
    )
    if taken is not None:
        raise BadInput(f"{text} is {taken.name} already.", field=field, code="code_taken")
