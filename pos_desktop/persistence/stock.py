"""Entries of stock: goods that came in, and corrections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from pos_desktop.domain.stock import StockEntry, StockKind, StockLine, StockValue
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.chain import facts_of
from pos_desktop.persistence.prepared import Prepared, adding
from pos_desktop.persistence.tables.columns import day_of, moment_of, moment_text

_ADD, _ADD_LINE, _MOVE = (
    adding(t.stock_entry),
    adding(t.stock_entry_line),
    adding(t.stock_movement),
)
_COUNT = Prepared(text("UPDATE item SET stock = stock + :qty WHERE id = :item_id"))
_COST = (
    "(SELECT cost FROM item_cost WHERE item_id = i.id AND valid_from <= :day"
    " ORDER BY valid_from DESC LIMIT 1)"
)
# A thousandth of a unit times paise: divided once, at the end.
_VALUE = Prepared(
    text(
        "WITH kept AS (SELECT stock, price, " + _COST + " AS cost FROM item AS i"
        " WHERE outlet_id = :outlet_id AND is_active = 1"
        " AND tax_class_id IN (SELECT id FROM tax_class WHERE supply = 'goods'))"
        " SELECT count(*) AS items,"
        " coalesce(sum(CASE WHEN stock > 0 THEN stock * cost END), 0) AS at_cost,"
        " coalesce(sum(CASE WHEN stock > 0 THEN stock * price END), 0) AS at_price,"
        " coalesce(sum(stock > 0 AND cost IS NULL), 0) AS without_cost,"
        " coalesce(sum(stock < 0), 0) AS oversold FROM kept"
    )
)
_ENTRIES = Prepared(
    text(
        "SELECT * FROM stock_entry WHERE outlet_id = :outlet_id"
        " ORDER BY at DESC, id DESC LIMIT :limit OFFSET :offset"
    )
)
_HOW_MANY = Prepared(text("SELECT count(*) FROM stock_entry WHERE outlet_id = :outlet_id"))
_LINES = Prepared(text("SELECT * FROM stock_entry_line WHERE entry_id = :id ORDER BY line"))


class SqlStock:
    """The port Stock."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def add(self, entry: StockEntry) -> None:
        """Write an entry down, with the movements it makes, and count the stock."""
        at = moment_text(entry.at)
        entry_id = _ADD.add(
            self._sql,
            {
                "uuid": entry.uuid,
                "outlet_id": entry.outlet_id,
                "terminal_id": entry.terminal_id,
                "kind": entry.kind.value,
                "at": at,
                "business_date": entry.business_date.isoformat(),
                "user_id": entry.user_id,
                "user_name": entry.user_name,
                "supplier": entry.supplier,
                "reference": entry.reference,
                "reason": entry.reason,
                "chain_seq": facts_of(self._sql).seq_for(entry.terminal_id),
            },
        )
        _ADD_LINE.run_each(
            self._sql,
            [
                {
                    "entry_id": entry_id,
                    "line": number,
                    "uuid": line.uuid,
                    "item_id": line.item_id,
                    "qty": line.qty,
                    "unit_cost": line.unit_cost,
                }
                for number, line in enumerate(entry.lines, start=1)
            ],
        )
        moved = {"outlet_id": entry.outlet_id, "kind": "entry", "at": at}
        moved |= {"bill_id": None, "credit_note_id": None}
        _MOVE.run_each(
            self._sql,
            [moved | {"uuid": n.uuid, "item_id": n.item_id, "qty": n.qty} for n in entry.lines],
        )
        _COUNT.run_each(self._sql, [{"qty": n.qty, "item_id": n.item_id} for n in entry.lines])

    def value(self, outlet_id: int, day: date) -> StockValue:
        """What is on hand, at its cost of *day* and at its price, to the nearest paisa below."""
        row = _VALUE.first(self._sql, {"outlet_id": outlet_id, "day": day.isoformat()})
        assert row is not None, "an aggregate without groups has one row"
        return StockValue(
            items=row.items,
            at_cost=row.at_cost // 1000,
            at_price=row.at_price // 1000,
            without_cost=row.without_cost,
            oversold=row.oversold,
        )

    def entries(
        self, outlet_id: int, *, offset: int, limit: int
    ) -> tuple[Sequence[StockEntry], int]:
        """Entries, the newest first, and how many there are."""
        values = {"outlet_id": outlet_id, "offset": offset, "limit": limit}
        rows = _ENTRIES.rows(self._sql, values)
        total: int = _HOW_MANY.value(self._sql, {"outlet_id": outlet_id})
        return [self._entry(row) for row in rows], total

    def _entry(self, row: Any) -> StockEntry:
        lines = _LINES.rows(self._sql, {"id": row.id})
        return StockEntry(
            uuid=row.uuid,
            outlet_id=row.outlet_id,
            terminal_id=row.terminal_id,
            kind=StockKind(row.kind),
            at=moment_of(row.at),
            business_date=day_of(row.business_date),
            user_id=row.user_id,
            user_name=row.user_name,
            supplier=row.supplier,
            reference=row.reference,
            reason=row.reason,
            lines=tuple(
                StockLine(uuid=n.uuid, item_id=n.item_id, qty=n.qty, unit_cost=n.unit_cost)
                for n in lines
            ),
        )
