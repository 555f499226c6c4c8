"""The cards of items: everything that is kept of them, lists of any length, imports."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from msgspec import to_builtins
from sqlalchemy import Connection, bindparam, text, update

from pos_desktop.application.item_ports import (
    ItemChange,
    ItemFilter,
    ItemImport,
    ItemShow,
    ItemSort,
    ListedItem,
)
from pos_desktop.domain.gst import Supply, Treatment
from pos_desktop.domain.item_cards import (
    DatedPrice,
    ItemCard,
    ItemFacts,
    PackBarcode,
    PrintedPrice,
    TaxClass,
)
from pos_desktop.domain.money import Paise
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.prepared import Prepared, adding
from pos_desktop.persistence.search import clean, matching_ids
from pos_desktop.persistence.tables.columns import day_of, moment_of, moment_text

_COLUMNS = (
    "code",
    "name",
    "name_hi",
    "category_id",
    "tax_class_id",
    "hsn",
    "unit",
    "sold_by_weight",
    "price",
    "price_includes_tax",
    "mrp",
    "low_stock",
    "is_favourite",
    "is_active",
)
_SAVE = Prepared(update(t.item).where(t.item.c.id == bindparam("item_id")), columns=_COLUMNS)
_CARD = Prepared(text("SELECT * FROM item WHERE id = :id AND outlet_id = :outlet_id"))
_BARCODES = Prepared(text("SELECT barcode, qty FROM item_barcode WHERE item_id = :id ORDER BY id"))
_COST = Prepared(
    text(
        "SELECT cost FROM item_cost WHERE item_id = :id AND valid_from <= :day"
        " ORDER BY valid_from DESC LIMIT 1"
    )
)
_PRICES = Prepared(
    text("SELECT valid_from, price, mrp FROM item_price WHERE item_id = :id ORDER BY valid_from")
)
_BY_CODE = Prepared(text("SELECT id FROM item WHERE outlet_id = :outlet_id AND code = :code"))
_HOLDER = Prepared(
    text(
        "SELECT i.id, i.name FROM item_barcode AS b JOIN item AS i ON i.id = b.item_id"
        " WHERE b.outlet_id = :outlet_id AND b.barcode = :barcode"
    )
)
_LAST_CODE = Prepared(
    text(
        "SELECT max(CAST(code AS INTEGER)) FROM item WHERE outlet_id = :outlet_id"
        " AND code <> '' AND code NOT GLOB '*[^0-9]*' AND length(code) <= 9"
    )
)
_MRPS = Prepared(text("SELECT mrp, price FROM item_mrp WHERE item_id = :id ORDER BY mrp DESC"))
_DROP_MRPS = Prepared(text("DELETE FROM item_mrp WHERE item_id = :id"))
_ADD_MRP = Prepared(text("INSERT INTO item_mrp (item_id, mrp, price) VALUES (:id, :mrp, :price)"))
_DROP_BARCODES = Prepared(text("DELETE FROM item_barcode WHERE item_id = :id"))
_ADD_BARCODE = adding(t.item_barcode)
_SET_PRICE = Prepared(
    text(
        "INSERT INTO item_price (item_id, valid_from, price, mrp)"
        " VALUES (:id, :valid_from, :price, :mrp) ON CONFLICT (item_id, valid_from)"
        " DO UPDATE SET price = excluded.price, mrp = excluded.mrp"
    )
)
_FORGET_PRICES = Prepared(
    text(
        "DELETE FROM item_price WHERE item_id = :id AND valid_from >= :first"
        " AND valid_from <= :last"
    )
)
_SET_COST = Prepared(
    text(
        "INSERT INTO item_cost (item_id, valid_from, cost) VALUES (:id, :since, :cost)"
        " ON CONFLICT (item_id, valid_from) DO UPDATE SET cost = excluded.cost"
    )
)
_TAX_CLASSES = Prepared(
    text(
        "SELECT c.id, c.code, c.name, c.treatment, c.supply, (SELECT r.gst_rate FROM tax_rate AS r"
        " WHERE r.tax_class_id = c.id AND r.valid_from <= :day ORDER BY r.valid_from DESC LIMIT 1)"
        " AS gst_rate FROM tax_class AS c WHERE c.outlet_id = :outlet_id ORDER BY c.id"
    )
)
_LAST_IMPORT = Prepared(
    text(
        "SELECT * FROM item_import WHERE outlet_id = :outlet_id AND undone_at IS NULL"
        " ORDER BY id DESC LIMIT 1"
    )
)
_END_IMPORT = Prepared(text("UPDATE item_import SET undone_at = :at WHERE id = :id"))
_ADD_IMPORT = adding(t.item_import)
_FIRST_DAY, _LAST_DAY = "0000-00-00", "9999-99-99"

_GOODS = "i.tax_class_id IN (SELECT id FROM tax_class WHERE supply = 'goods')"
_SHOWN = {
    ItemShow.ACTIVE: "i.is_active = 1",
    ItemShow.INACTIVE: "i.is_active = 0",
    ItemShow.LOW_STOCK: f"i.is_active = 1 AND i.stock <= i.low_stock AND {_GOODS}",
    ItemShow.OVERSOLD: f"i.is_active = 1 AND i.stock < 0 AND {_GOODS}",
    ItemShow.FAVOURITE: "i.is_active = 1 AND i.is_favourite = 1",
}
# As the index of active items says it: to count all of them no item is read.
_COUNTED = {ItemShow.ACTIVE: "i.is_active <> 0"}
_SORTED = {
    ItemSort.NAME: "i.name {0}, i.id {0}",
    ItemSort.CODE: "i.code {0}",
    ItemSort.PRICE: "i.price {0}, i.id {0}",
    ItemSort.STOCK: "i.stock {0}, i.id {0}",
}
_LISTED = (
    "SELECT i.id, i.code, i.name, i.name_hi, coalesce(c.name, '') AS category, i.hsn, i.unit,"
    " coalesce(p.price, i.price) AS price, CASE WHEN p.price IS NULL THEN i.mrp ELSE p.mrp END"
    " AS mrp, (SELECT r.gst_rate FROM tax_rate AS r WHERE r.tax_class_id = i.tax_class_id"
    " AND r.valid_from <= :day ORDER BY r.valid_from DESC LIMIT 1) AS gst_rate,"
    " (SELECT k.treatment FROM tax_class AS k WHERE k.id = i.tax_class_id) AS treatment, i.stock,"
    f" i.low_stock, i.is_favourite, i.is_active, {_GOODS} AS keeps_stock"
    " FROM item AS i LEFT JOIN category AS c ON c.id = i.category_id"
    " LEFT JOIN item_price AS p ON p.item_id = i.id AND p.valid_from ="
    " (SELECT max(valid_from) FROM item_price WHERE item_id = i.id AND valid_from <= :day)"
    " WHERE {where} ORDER BY {order} LIMIT :limit OFFSET :offset"
)


class SqlItemCards:
    """The port ItemCards."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def card(self, outlet_id: int, item_id: int, day: date) -> ItemCard | None:
        """Everything that is kept of an item, with its price of *day*; or None."""
        row = _CARD.first(self._sql, {"id": item_id, "outlet_id": outlet_id})
        if row is None:
            return None
        prices = [
            DatedPrice(valid_from=day_of(p.valid_from), price=p.price, mrp=p.mrp)
            for p in _PRICES.rows(self._sql, {"id": item_id})
        ]
        past = [price for price in prices if price.valid_from <= day]
        price, mrp = (past[-1].price, past[-1].mrp) if past else (row.price, row.mrp)
        packs = _BARCODES.rows(self._sql, {"id": item_id})
        facts = ItemFacts(
            **{name: getattr(row, name) for name in _COLUMNS}
            | {name: bool(getattr(row, name)) for name in _FLAGS}
            | {"price": price, "mrp": mrp},
            barcodes=tuple(PackBarcode(barcode=p.barcode, qty=p.qty) for p in packs),
            mrps=tuple(
                PrintedPrice(mrp=p.mrp, price=p.price)
                for p in _MRPS.rows(self._sql, {"id": item_id})
            ),
        )
        cost = _COST.value_or_none(self._sql, {"id": item_id, "day": day.isoformat()})
        upcoming = tuple(price for price in prices if price.valid_from > day)
        return ItemCard(
            id=row.id, uuid=row.uuid, facts=facts, stock=row.stock, cost=cost, upcoming=upcoming
        )

    def id_by_code(self, outlet_id: int, code: str) -> int | None:
        """The item that has a code, in capitals or not."""
        return _BY_CODE.value_or_none(self._sql, {"outlet_id": outlet_id, "code": code})

    def holder(self, outlet_id: int, barcode: str) -> tuple[int, str] | None:
        """The id and name of the item that has a barcode; also one no longer sold."""
        row = _HOLDER.first(self._sql, {"outlet_id": outlet_id, "barcode": barcode})
        return (row.id, row.name) if row else None

    def next_code(self, outlet_id: int) -> str:
        """A number for an item that is given no code: after the highest there is."""
        highest = _LAST_CODE.value(self._sql, {"outlet_id": outlet_id})
        return str(max(highest or 0, 1000) + 1)

    def save(self, item_id: int, facts: ItemFacts) -> None:
        """Replace what is kept of an item, but for its barcodes and later prices."""
        values = {name: getattr(facts, name) for name in _COLUMNS}
        values |= {name: int(getattr(facts, name)) for name in _FLAGS}
        _SAVE.run(self._sql, values | {"item_id": item_id})

    def set_barcodes(self, outlet_id: int, item_id: int, packs: Sequence[PackBarcode]) -> None:
        """Give an item these barcodes and no others; the first is the one that is shown."""
        _DROP_BARCODES.run(self._sql, {"id": item_id})
        for pack in packs:
            row = {"outlet_id": outlet_id, "item_id": item_id}
            _ADD_BARCODE.run(self._sql, row | {"barcode": pack.barcode, "qty": pack.qty})

    def set_mrps(self, item_id: int, mrps: Sequence[PrintedPrice]) -> None:
        """Give an item these further printed prices and no others."""
        _DROP_MRPS.run(self._sql, {"id": item_id})
        for printed in mrps:
            _ADD_MRP.run(self._sql, {"id": item_id, "mrp": printed.mrp, "price": printed.price})

    def set_price_from(self, item_id: int, price: DatedPrice) -> None:
        """A price from a day on; the same day again replaces it."""
        values = {"id": item_id, "valid_from": price.valid_from.isoformat()}
        _SET_PRICE.run(self._sql, values | {"price": price.price, "mrp": price.mrp})

    def forget_prices(self, item_id: int, *, first: date | None, last: date | None) -> None:
        """Drop the dated prices of these days; None is without an end."""
        values = {
            "first": first.isoformat() if first else _FIRST_DAY,
            "last": last.isoformat() if last else _LAST_DAY,
        }
        _FORGET_PRICES.run(self._sql, values | {"id": item_id})

    def set_cost(self, item_id: int, cost: Paise, *, since: date) -> None:
        """What a unit costs from a day on."""
        _SET_COST.run(self._sql, {"id": item_id, "since": since.isoformat(), "cost": cost})

    def listed(
        self, outlet_id: int, wanted: ItemFilter, day: date
    ) -> tuple[Sequence[ListedItem], int]:
        """The rows of a part of the list, and how many the whole list has."""
        where = ["i.outlet_id = :outlet_id"]
        values: dict[str, Any] = {"outlet_id": outlet_id}
        if wanted.category_id is not None:
            where.append("i.category_id = :category_id")
            values["category_id"] = wanted.category_id
        typed = clean(wanted.text)
        if typed:
            found, more = _matching(typed, is_indexed=wanted.show is not ItemShow.INACTIVE)
            where.append(found)
            values |= more
        counted = " AND ".join((*where, _COUNTED.get(wanted.show, _SHOWN[wanted.show])))
        total = self._sql.execute(
            text(f"SELECT count(*) FROM item AS i WHERE {counted}"), values
        ).scalar_one()
        listed = " AND ".join((*where, _SHOWN[wanted.show]))
        order = _SORTED[wanted.sort].format("DESC" if wanted.descending else "ASC")
        rows = self._sql.execute(
            text(_LISTED.format(where=listed, order=order)),
            values | {"day": day.isoformat(), "limit": wanted.limit, "offset": wanted.offset},
        )
        return [_listed(row) for row in rows], total

    def tax_classes(self, outlet_id: int, day: date) -> Sequence[TaxClass]:
        """The outlet's tax classes with their rates of *day*, in the order they were made."""
        values = {"outlet_id": outlet_id, "day": day.isoformat()}
        return [
            TaxClass(
                id=row.id,
                code=row.code,
                name=row.name,
                treatment=Treatment(row.treatment),
                supply=Supply(row.supply),
                gst_rate=row.gst_rate,
            )
            for row in _TAX_CLASSES.rows(self._sql, values)
        ]

    def add_import(self, record: ItemImport) -> int:
        """Keep what a file brought in and how things stood before; returns its id."""
        changes = {str(item_id): to_builtins(change) for item_id, change in record.changes.items()}
        row = {
            "uuid": record.uuid,
            "outlet_id": record.outlet_id,
            "at": moment_text(record.at),
            "user_id": record.user_id,
            "user_name": record.user_name,
            "file_name": record.file_name,
            "created": record.created,
            "changed": record.changed,
            "changes": json.dumps(changes, ensure_ascii=False),
            "undone_at": None,
        }
        return _ADD_IMPORT.add(self._sql, row)

    def last_import(self, outlet_id: int) -> ItemImport | None:
        """The last import that was not undone."""
        row = _LAST_IMPORT.first(self._sql, {"outlet_id": outlet_id})
        if row is None:
            return None
        return ItemImport(
            id=row.id,
            uuid=row.uuid,
            outlet_id=row.outlet_id,
            at=moment_of(row.at),
            user_id=row.user_id,
            user_name=row.user_name,
            file_name=row.file_name,
            created=row.created,
            changed=row.changed,
            changes={
                int(item_id): ItemChange(
                    before=_facts_kept(kept["before"]) if kept["before"] else None,
                    after=_facts_kept(kept["after"]),
                )
                for item_id, kept in json.loads(row.changes).items()
            },
        )

    def end_import(self, import_id: int, *, at: datetime) -> None:
        """Note that an import was undone."""
        _END_IMPORT.run(self._sql, {"id": import_id, "at": moment_text(at)})


_FLAGS = ("sold_by_weight", "price_includes_tax", "is_favourite", "is_active")


def _facts_kept(kept: dict[str, Any]) -> ItemFacts:
    packs = tuple(PackBarcode(**pack) for pack in kept.pop("barcodes"))
    # Imports of before further MRPs were kept say nothing of them.
    mrps = tuple(PrintedPrice(**printed) for printed in kept.pop("mrps", ()))
    return ItemFacts(**kept, barcodes=packs, mrps=mrps)


def _matching(typed: str, *, is_indexed: bool) -> tuple[str, dict[str, str]]:
    """The condition for items that match what was typed, and its values.

    Only items that are sold are in the search index; those no longer sold are few.
    """
    values = {"typed": f"%{_escaped(typed)}%", "starts": f"{_escaped(typed)}%"}
    codes = (
        "i.code LIKE :starts ESCAPE '\\' OR i.id IN (SELECT item_id FROM item_barcode"
        " WHERE outlet_id = :outlet_id AND barcode LIKE :starts ESCAPE '\\')"
    )
    words = matching_ids("item", typed) if is_indexed else None
    if words is None:
        return f"({codes} OR i.name LIKE :typed ESCAPE '\\')", values
    bound = words.compile().params
    return f"({codes} OR i.id IN ({words.text}))", {"starts": values["starts"], **bound}


def _escaped(typed: str) -> str:
    for sign in "\\%_":
        typed = typed.replace(sign, f"\\{sign}")
    return typed


def _listed(row: Any) -> ListedItem:
    return ListedItem(
        id=row.id,
        code=row.code,
        name=row.name,
        name_hi=row.name_hi,
        category=row.category,
        hsn=row.hsn,
        unit=row.unit,
        price=row.price,
        mrp=row.mrp,
        treatment=Treatment(row.treatment),
        gst_rate=row.gst_rate,
        stock=row.stock,
        low_stock=row.low_stock,
        is_favourite=bool(row.is_favourite),
        is_active=bool(row.is_active),
        keeps_stock=bool(row.keeps_stock),
    )
