"""What is sold: looked up, searched, and counted down."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, and_, bindparam, func, select, text, update

from pos_desktop.application.ports import NewUuid
from pos_desktop.domain.errors import Refused
from pos_desktop.domain.item_cards import PrintedPrice
from pos_desktop.domain.items import Category, Item
from pos_desktop.domain.measures import ONE, Milli
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.prepared import Prepared, adding
from pos_desktop.persistence.search import WordSearch, clean, match_parts, words_of
from pos_desktop.persistence.tables.columns import checked, moment_text
from pos_desktop.persistence.tax_terms import terms_of

if TYPE_CHECKING:
    from pos_desktop.domain.bills import Bill
    from pos_desktop.domain.credit_notes import CreditNote

_i, _rate, _moved = t.item.c, t.tax_rate.c, t.item_tax_class.c
_earlier = t.tax_rate.alias("earlier")
_barcodes = t.item_barcode.alias("own_barcode")
_moved_to = (
    select(_moved.tax_class_id)
    .correlate(t.item)
    .where(_moved.item_id == _i.id, _moved.valid_from <= bindparam("day"))
    .order_by(_moved.valid_from.desc())
    .limit(1)
    .scalar_subquery()
)
_valid_from = (
    select(func.max(_earlier.c.valid_from))
    .correlate(t.tax_class)
    .where(_earlier.c.tax_class_id == t.tax_class.c.id, _earlier.c.valid_from <= bindparam("day"))
    .scalar_subquery()
)
_first_barcode = (
    select(_barcodes.c.barcode)
    .where(_barcodes.c.item_id == _i.id)
    .order_by(_barcodes.c.id)
    .limit(1)
    .scalar_subquery()
)
_dated, _other_date = t.item_price.c, t.item_price.alias("other_date")
_price_from = (
    select(func.max(_other_date.c.valid_from))
    .where(_other_date.c.item_id == _i.id, _other_date.c.valid_from <= bindparam("day"))
    .scalar_subquery()
)
_ITEMS: Select[Any] = (
    select(
        t.item,
        _dated.price.label("dated_price"),
        _dated.mrp.label("dated_mrp"),
        t.tax_class.c.name.label("tax_class_name"),
        t.tax_class.c.treatment,
        t.tax_class.c.supply,
        _rate.gst_rate,
        _rate.cess_rate,
        _rate.cess_per_unit,
        _rate.rsp_valued,
        _first_barcode.label("barcode"),
    )
    .select_from(t.item)
    .join(t.tax_class, t.tax_class.c.id == func.coalesce(_moved_to, _i.tax_class_id))
    .outerjoin(
        t.tax_rate,
        and_(_rate.tax_class_id == t.tax_class.c.id, _rate.valid_from == _valid_from),
    )
    .outerjoin(t.item_price, and_(_dated.item_id == _i.id, _dated.valid_from == _price_from))
    .where(text("item.is_active = 1"))
)
_OF_OUTLET = _ITEMS.where(_i.outlet_id == bindparam("outlet_id"))
_CHECKED = _ITEMS.where(checked(_i.outlet_id) == bindparam("outlet_id"))
_BY_ID = Prepared(_CHECKED.where(_i.id == bindparam("id")))
_BY_IDS = Prepared(_CHECKED.where(text("item.id IN (SELECT value FROM json_each(:ids))")))
_BY_CODE = Prepared(_OF_OUTLET.where(_i.code == bindparam("code")))
_BY_BARCODE = Prepared(
    _CHECKED.add_columns(t.item_barcode.c.qty.label("pack"))
    .join(t.item_barcode, t.item_barcode.c.item_id == _i.id)
    .where(
        t.item_barcode.c.outlet_id == bindparam("outlet_id"),
        t.item_barcode.c.barcode == bindparam("code"),
    )
)
_FAVOURITES = Prepared(_OF_OUTLET.where(text("item.is_favourite = 1")).order_by(_i.name))
_CATEGORIES = Prepared(
    select(t.category)
    .where(t.category.c.outlet_id == bindparam("outlet_id"))
    .order_by(t.category.c.id)
)
_MRPS = Prepared(text("SELECT mrp, price FROM item_mrp WHERE item_id = :id ORDER BY mrp DESC"))
_STOCK = Prepared(select(_i.stock).where(_i.id == bindparam("id")))
_EXACT = Prepared(
    text(
        "SELECT id FROM item WHERE outlet_id = :outlet_id AND code = :typed AND is_active = 1"
        " UNION ALL SELECT o.id FROM item_barcode b JOIN item o ON o.id = b.item_id"
        " WHERE b.outlet_id = :outlet_id AND b.barcode >= :typed AND b.barcode < :after"
        " AND o.is_active = 1 LIMIT :limit"
    )
)
_IN_BARCODE = Prepared(
    text(
        "SELECT o.id FROM barcode_grams CROSS JOIN item_barcode b ON b.id = barcode_grams.rowid"
        " CROSS JOIN item o ON o.id = b.item_id WHERE o.outlet_id = :outlet_id"
        " AND o.is_active = 1 AND barcode_grams MATCH :parts LIMIT :limit"
    )
)
_SEARCH = WordSearch("item")
_LONG_ENOUGH = 3
_LAST_CHARACTER = "\U0010ffff"

_MOVE = adding(t.stock_movement)
_COUNT_UP = Prepared(
    update(t.item)
    .where(_i.id == bindparam("returned_id"))
    .values(stock=_i.stock + bindparam("returned"))
)
_COUNT_DOWN = Prepared(
    update(t.item).where(_i.id == bindparam("sold_id")).values(stock=_i.stock - bindparam("sold"))
)


class SqlItems:
    """The port Items. Only active items are found."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def by_barcode(self, outlet_id: int, barcode: str, day: date) -> Item | None:
        """The item with that barcode, which the value then carries; or None."""
        row = self._one(_BY_BARCODE, outlet_id, day, code=barcode)
        return _item_of(row, day, barcode, row.pack) if row else None

    def by_code(self, outlet_id: int, code: str, day: date) -> Item | None:
        """The item with that code, in capitals or not; or None."""
        row = self._one(_BY_CODE, outlet_id, day, code=code)
        return _item_of(row, day) if row else None

    def by_id(self, outlet_id: int, item_id: int, day: date) -> Item | None:
        """The item of that id, or None."""
        row = self._one(_BY_ID, outlet_id, day, id=item_id)
        return _item_of(row, day) if row else None

    def search(self, outlet_id: int, text: str, day: date, limit: int) -> Sequence[Item]:
        """Items by code, barcode and words of either name; an exact code or barcode first."""
        typed = clean(text)
        if not typed:
            return []
        scope = {"outlet_id": outlet_id, "limit": limit}
        after = typed + _LAST_CHARACTER
        exact = _EXACT.column(self._sql, scope | {"typed": typed, "after": after})
        ids = _SEARCH.ids(self._sql, outlet_id, typed, limit, first=exact)
        words = words_of(typed)
        if len(ids) < limit and len(words) == 1 and len(words[0]) >= _LONG_ENOUGH:
            scope["limit"] = limit + len(ids)
            more = _IN_BARCODE.column(self._sql, scope | {"parts": match_parts(words)})
            ids = list(dict.fromkeys([*ids, *more]))[:limit]
        return self._items(outlet_id, ids, day)

    def favourites(self, outlet_id: int, day: date) -> Sequence[Item]:
        """The items with a quick key, by name."""
        scope = {"outlet_id": outlet_id, "day": day.isoformat()}
        return [_item_of(row, day) for row in _FAVOURITES.rows(self._sql, scope)]

    def categories(self, outlet_id: int) -> Sequence[Category]:
        """The outlet's categories, in the order they were written down."""
        rows = _CATEGORIES.rows(self._sql, {"outlet_id": outlet_id})
        return [Category(id=r.id, name=r.name, name_hi=r.name_hi, colour=r.colour) for r in rows]

    def move_stock(self, bill: Bill, new_uuid: NewUuid) -> None:
        """Take what a bill sold off the stock on hand, and write down why.

        The bill must carry its stored id. Lines without an item move nothing.
        """
        sold: dict[int, Milli] = {}
        for line in bill.lines:
            if line.item_id is not None:
                sold[line.item_id] = sold.get(line.item_id, 0) + line.qty
        if not sold:
            return
        at = moment_text(bill.issued_at)
        _MOVE.run_each(
            self._sql,
            [
                {
                    "uuid": new_uuid(),
                    "outlet_id": bill.outlet_id,
                    "item_id": item_id,
                    "bill_id": bill.id,
                    "kind": "sale",
                    "qty": -qty,
                    "at": at,
                    "credit_note_id": None,
                }
                for item_id, qty in sold.items()
            ],
        )
        _COUNT_DOWN.run_each(
            self._sql, [{"sold_id": item_id, "sold": qty} for item_id, qty in sold.items()]
        )

    def take_back(self, note: CreditNote, new_uuid: NewUuid) -> None:
        """Put what came back on the shelf, and write down why; the note has its stored id."""
        back: dict[int, Milli] = {}
        for line in note.lines:
            if line.item_id is not None and line.restock:
                back[line.item_id] = back.get(line.item_id, 0) + line.qty
        for item_id, qty in back.items():
            _MOVE.run(
                self._sql,
                {
                    "uuid": new_uuid(),
                    "outlet_id": note.outlet_id,
                    "item_id": item_id,
                    "bill_id": None,
                    "kind": "return",
                    "qty": qty,
                    "at": moment_text(note.issued_at),
                    "credit_note_id": note.id,
                },
            )
            _COUNT_UP.run(self._sql, {"returned_id": item_id, "returned": qty})

    def further_mrps(self, item_id: int) -> Sequence[PrintedPrice]:
        """Printed prices beside the item's own, highest first."""
        rows = _MRPS.rows(self._sql, {"id": item_id})
        return [PrintedPrice(mrp=row.mrp, price=row.price) for row in rows]

    def stock(self, item_id: int) -> Milli:
        """The stock on hand; there must be such an item."""
        stock: int = _STOCK.value(self._sql, {"id": item_id})
        return stock

    def _one(self, query: Prepared, outlet_id: int, day: date, **values: object) -> Any:
        values |= {"outlet_id": outlet_id, "day": day.isoformat()}
        return query.first(self._sql, values)

    def _items(self, outlet_id: int, ids: list[int], day: date) -> list[Item]:
        """The items of these ids, in this order."""
        if not ids:
            return []
        values = {"outlet_id": outlet_id, "day": day.isoformat(), "ids": json.dumps(ids)}
        found = {row.id: row for row in _BY_IDS.rows(self._sql, values)}
        return [_item_of(found[item_id], day) for item_id in ids]


def _item_of(row: Any, day: date, barcode: str | None = None, pack: Milli = ONE) -> Item:
    if row.gst_rate is None:
        raise Refused(
            f"{row.name}: the tax class “{row.tax_class_name}” has no rate valid on "
            f"{day.isoformat()}. Add one before selling it.",
            code="no_tax_rate",
        )
    is_dated = row.dated_price is not None
    return Item(
        id=row.id,
        uuid=row.uuid,
        code=row.code,
        name=row.name,
        name_hi=row.name_hi,
        category_id=row.category_id,
        hsn=row.hsn,
        unit=row.unit,
        sold_by_weight=bool(row.sold_by_weight),
        price=row.dated_price if is_dated else row.price,
        price_includes_tax=bool(row.price_includes_tax),
        mrp=row.dated_mrp if is_dated else row.mrp,
        terms=terms_of(row),
        stock=row.stock,
        is_favourite=bool(row.is_favourite),
        barcode=barcode or row.barcode,
        pack=pack,
    )
