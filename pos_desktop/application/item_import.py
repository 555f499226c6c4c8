"""Items from a file: columns matched, every row judged, nothing half done, and a way back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.item_ports import ItemChange, ItemImport
from pos_desktop.application.keeping_items import (
    add_item,
    category_named,
    clean_name,
    known_card,
    save_item,
    today,
)
from pos_desktop.application.ports import Work
from pos_desktop.application.spreadsheet import Table, read_table
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.gst import Supply, Treatment
from pos_desktop.domain.item_cards import ItemCard, ItemFacts, PackBarcode, TaxClass
from pos_desktop.domain.measures import Milli, parse_percent, parse_quantity
from pos_desktop.domain.money import Paise, parse_rupees
from pos_desktop.domain.people import Right

SAMPLE_ROWS = 5
MOST_TOLD = 200
"""Faults beyond these are counted and not told one by one."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportItems:
    """A file of items; ``columns`` says which header is what, where it is not guessed right.

    Rows with faults stop the import unless ``skip_faulty``.
    """

    file_name: str
    content_base64: str
    columns: dict[str, str] | None = None
    skip_faulty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFault:
    """What is wrong with a row; ``row`` is its number in the spreadsheet."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did, or would do."""

    header: tuple[str, ...]
    columns: dict[str, str]
    """By what it is: the header of its column."""
    sample: tuple[tuple[str, ...], ...]
    created: int
    changed: int
    unchanged: int
    faulty: int
    faults: tuple[RowFault, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoImport:
    """The last import, as if it had not been."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoneImport:
    """What an undone import had brought; items changed since by a person stayed as they are."""

    file_name: str
    restored: int
    ended: int
    kept: int


@dataclass(slots=True)
class _Tally:
    changes: dict[int, ItemChange] = field(default_factory=dict)
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    faulty: int = 0
    faults: list[RowFault] = field(default_factory=list)


@use_case("items.check_import", right=Right.EDIT_ITEMS, what="import items", writes=False)
def check_import(desk: Desk, work: Work, request: ImportItems) -> ImportReport:
    """What an import of this file would do, row by row; nothing is kept of it."""
    # Done in earnest and rolled back: only so two rows of one item are judged as they will be.
    with desk.work() as tried:
        return _bring_in(desk, tried, request)[0]


@use_case("items.import", right=Right.EDIT_ITEMS, what="import items", writes=True)
def import_items(desk: Desk, work: Work, request: ImportItems) -> ImportReport:
    """Bring in items from CSV or Excel: new ones are added, known ones (by code, barcode) changed.

    The stock column is the opening stock of new items; the stock of known ones is counted.
    """
    report, changes = _bring_in(desk, work, request)
    if report.faulty and not request.skip_faulty:
        first = report.faults[0]
        raise BadInput(
            f"{report.faulty} rows have faults, the first in row {first.row}: {first.message} "
            "Mend the file, or leave the faulty rows out.",
            field="content_base64",
            code="faulty_rows",
        )
    if not changes:
        return report
    session = desk.signed_in
    work.item_cards.add_import(
        ItemImport(
            uuid=desk.new_uuid(),
            outlet_id=session.outlet_id,
            at=desk.clock(),
            user_id=session.user_id,
            user_name=session.user_name,
            file_name=request.file_name.strip() or "items",
            created=report.created,
            changed=report.changed,
            changes=changes,
        )
    )
    desk.audit(
        work,
        "items.imported",
        request.file_name,
        created=report.created,
        changed=report.changed,
        left_out=report.faulty,
    )
    return report


def _bring_in(
    desk: Desk, work: Work, request: ImportItems
) -> tuple[ImportReport, dict[int, ItemChange]]:
    table = read_table(request.content_base64)
    columns = _matched(table.header, request.columns)
    reader, tally = _Reader(desk, work, table, columns), _Tally()
    for number, row in enumerate(table.rows, start=table.first_row):
        if any(row):
            _take(reader, row, number, tally)
    report = ImportReport(
        header=table.header,
        columns={column.value: table.header[i] for column, i in columns.items()},
        sample=table.rows[:SAMPLE_ROWS],
        created=tally.created,
        changed=tally.changed,
        unchanged=tally.unchanged,
        faulty=tally.faulty,
        faults=tuple(tally.faults),
    )
    return report, tally.changes


def _matched(header: tuple[str, ...], given: dict[str, str] | None) -> dict[Column, int]:
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


@use_case("items.undo_import", right=Right.EDIT_ITEMS, what="undo an import", writes=True)
def undo_import(desk: Desk, work: Work, request: UndoImport) -> UndoneImport:
    """Take the last import back: changed items are as before, new ones are no longer sold."""
    last = work.item_cards.last_import(desk.signed_in.outlet_id)
    if last is None:
        raise Refused("There is no import to undo.", code="nothing_to_undo")
    restored = ended = kept = 0
    for item_id, change in last.changes.items():
        card = known_card(desk, work, item_id)
        if card.facts != change.after:
            kept += 1
        elif change.before is None:
            # It may have been sold meanwhile: items are never deleted.
            save_item(desk, work, card, replace(card.facts, is_active=False, barcodes=()))
            ended += 1
        else:
            save_item(desk, work, card, change.before)
            restored += 1
    work.item_cards.end_import(last.id, at=desk.clock())
    desk.audit(work, "items.import_undone", last.file_name, restored=restored, ended=ended)
    return UndoneImport(file_name=last.file_name, restored=restored, ended=ended, kept=kept)


class _Reader:
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


def _take(reader: _Reader, row: tuple[str, ...], number: int, tally: _Tally) -> None:
    desk, work = reader.desk, reader.work
    try:
        card = reader.card(row)
        facts = reader.facts(row, card.facts if card else None)
        cost, stock = reader.money(row, Column.COST), reader.quantity(row, Column.STOCK)
        if card is not None and facts.tax_class_id != card.facts.tax_class_id:
            desk.require(Right.EDIT_TAX, "change how an item is taxed")
        if card is None:
            item_id = add_item(desk, work, facts, stock=stock, cost=cost)
        else:
            item_id = card.id
            save_item(desk, work, card, facts, cost=cost)
    except (BadInput, Refused) as error:
        tally.faulty += 1
        if len(tally.faults) < MOST_TOLD:
            column = reader.header_of(error.field or "")
            tally.faults.append(RowFault(row=number, column=column, message=error.message))
        return
    # A second row of the same item: the way back leads to what was before the first.
    first = tally.changes.get(item_id)
    before = first.before if first else (card.facts if card else None)
    if card is None:
        tally.created += 1
    elif facts == card.facts and cost in (None, card.cost):
        tally.unchanged += 1
        return
    else:
        tally.changed += 1
    tally.changes[item_id] = ItemChange(before=before, after=facts)
