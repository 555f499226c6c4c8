"""The rows of a table that people bring, read as items: which column is what, and each cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from msgspec.structs import replace

from pos_desktop.application.desk import Desk
from pos_desktop.application.keeping_items import category_named, clean_name, known_card, today
from pos_desktop.application.ports import Work
from pos_desktop.application.spreadsheet import Table
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gst import Supply, Treatment
from pos_desktop.domain.item_cards import ItemCard, ItemFacts, PackBarcode, TaxClass
from pos_desktop.domain.measures import Milli, parse_percent, parse_quantity
from pos_desktop.domain.money import Paise, parse_rupees


class Column(StrEnum):
    """What a column of the file can be."""

    CODE = "code"
    BARCODE = "barcode"
    NAME = "name"
    NAME_HI = "name_hi"
    CATEGORY = "category"
    HSN = "hsn"
    UNIT = "unit"
    PRICE = "price"
    MRP = "mrp"
    COST = "cost"
    TAX = "tax"
    STOCK = "stock"
    LOW_STOCK = "low_stock"


_WORDS: Mapping[Column, str] = {
    Column.CODE: "code itemcode sku productcode",
    Column.BARCODE: "barcode ean upc gtin",
    Column.NAME: "name item itemname product productname description particulars",
    Column.NAME_HI: "namehi namehindi hindi hindiname",
    Column.CATEGORY: "category group department",
    Column.HSN: "hsn hsncode hsnsac sac",
    Column.UNIT: "unit uom uqc",
    Column.PRICE: "price rate saleprice sellingprice salesprice sp",
    Column.MRP: "mrp maximumretailprice",
    Column.COST: "cost costprice purchaseprice purchaserate cp",
    Column.TAX: "tax gst gstrate taxrate gstpercent taxclass taxpercent",
    Column.STOCK: "stock openingstock qty quantity onhand closingstock",
    Column.LOW_STOCK: "lowstock reorder reorderlevel minimumstock minstock",
}


def matched_columns(header: tuple[str, ...], given: dict[str, str] | None) -> dict[Column, int]:
    """Which column is where: as given, else by the words people use for it.

    Raises BadInput naming ``columns`` when there is neither a name nor a code to go by.
    """
    found: dict[Column, int] = {}
    for column, words in _WORDS.items():
        for i, title in enumerate(header):
            if re.sub(r"[^a-z]", "", title.lower()) in words.split() and i not in found.values():
                found[column] = i
                break
    for name, title in (given or {}).items():
        if name not in set(Column):
            raise BadInput(f"There is no field “{name}”. Use {', '.join(Column)}.", field="columns")
        if title and title not in header:
            raise BadInput(f"The file has no column “{title}”.", field="columns")
        found.pop(Column(name), None)
        if title:
            found[Column(name)] = header.index(title)
    if not {Column.NAME, Column.CODE, Column.BARCODE} & set(found):
        raise BadInput(
            "Say which column holds the item's name, code or barcode.",
            field="columns",
            code="columns_unknown",
        )
    return found


class ItemReader:
    """Reads rows as items, with what the outlet has at hand."""

    def __init__(self, desk: Desk, work: Work, table: Table, columns: Mapping[Column, int]) -> None:
        self.desk = desk
        self.work = work
        self._header = table.header
        self._columns = columns
        self._outlet_id = desk.signed_in.outlet_id
        self._classes = work.item_cards.tax_classes(self._outlet_id, today(desk, work))
        self._categories: dict[str, int | None] = {}

    def header_of(self, column: str) -> str:
        """The header of the column that a field came from."""
        index = self._columns.get(Column(column)) if column in set(Column) else None
        return "" if index is None else self._header[index]

    def card(self, row: tuple[str, ...]) -> ItemCard | None:
        """The item the row speaks of, if the shop has it."""
        code, barcode = self.text(row, Column.CODE), self.text(row, Column.BARCODE)
        item_id = self.work.item_cards.id_by_code(self._outlet_id, code) if code else None
        if item_id is None and barcode:
            holder = self.work.item_cards.holder(self._outlet_id, barcode)
            item_id = holder[0] if holder else None
        return known_card(self.desk, self.work, item_id) if item_id is not None else None

    def facts(self, row: tuple[str, ...], before: ItemFacts | None) -> ItemFacts:
        """What the row says, over what was *before*. Raises BadInput naming the column."""
        made = before or self._blank(row)
        text = self.text
        barcode = text(row, Column.BARCODE)
        if barcode and barcode not in {pack.barcode for pack in made.barcodes}:
            made = replace(made, barcodes=(*made.barcodes, PackBarcode(barcode=barcode)))
        given: dict[str, Any] = {"is_active": True}
        for column, name in ((Column.NAME, "name"), (Column.NAME_HI, "name_hi")):
            if text(row, column):
                given[name] = clean_name(text(row, column))
        if text(row, Column.HSN):
            given["hsn"] = text(row, Column.HSN)
        if text(row, Column.UNIT):
            given["unit"] = text(row, Column.UNIT).upper()
        if text(row, Column.TAX):
            given["tax_class_id"] = self._tax_class(text(row, Column.TAX)).id
        for column, name in ((Column.PRICE, "price"), (Column.MRP, "mrp")):
            amount = self.money(row, column)
            if amount is not None:
                given[name] = amount
        if text(row, Column.LOW_STOCK):
            given["low_stock"] = self.quantity(row, Column.LOW_STOCK)
        made = replace(made, **given).check()
        # Last: a row with a fault makes no category.
        if text(row, Column.CATEGORY):
            made = replace(made, category_id=self._category(text(row, Column.CATEGORY)))
        return made

    def text(self, row: tuple[str, ...], column: Column) -> str:
        """The cell of a column, empty where the file has none."""
        index = self._columns.get(column)
        return "" if index is None else row[index].strip()

    def money(self, row: tuple[str, ...], column: Column) -> Paise | None:
        """The rupees in a cell; None when it is empty."""
        text = self.text(row, column)
        return parse_rupees(text, field=column.value) if text else None

    def quantity(self, row: tuple[str, ...], column: Column) -> Milli:
        """The quantity in a cell; zero when it is empty."""
        return parse_quantity(self.text(row, column) or "0", field=column.value)

    def _blank(self, row: tuple[str, ...]) -> ItemFacts:
        for column in (Column.NAME, Column.TAX):
            if not self.text(row, column):
                raise BadInput(f"A new item needs its {column.value}.", field=column.value)
        price = self.money(row, Column.PRICE)
        price = self.money(row, Column.MRP) if price is None else price
        if price is None:
            raise BadInput("A new item needs a price.", field=Column.PRICE.value)
        code = self.text(row, Column.CODE) or self.work.item_cards.next_code(self._outlet_id)
        return ItemFacts(code=code, name="", tax_class_id=0, price=price)

    def _category(self, name: str) -> int | None:
        key = clean_name(name).casefold()
        if key not in self._categories:
            self._categories[key] = category_named(self.desk, self.work, name)
        return self._categories[key]

    def _tax_class(self, text: str) -> TaxClass:
        """By its code, or the plain class of goods at a rate such as ``18`` or ``18 %``."""
        for tax_class in self._classes:
            if tax_class.code.casefold() == text.casefold():
                return tax_class
        try:
            rate = parse_percent(text, field="tax")
        except BadInput as error:
            known = ", ".join(tax_class.code for tax_class in self._classes)
            raise BadInput(
                f"“{text}” is neither a rate nor one of {known}.", field="tax"
            ) from error
        treatment = Treatment.TAXABLE if rate else Treatment.NIL
        for tax_class in self._classes:
            if (tax_class.gst_rate, tax_class.treatment, tax_class.supply) == (
                rate,
                treatment,
                Supply.GOODS,
            ):
                return tax_class
        raise BadInput(f"No tax class of goods has the rate {text} today.", field="tax")
