"""Sales by day, hour, item, category, payment method, cashier and order type.

What is summed of whole bills reads one index (``ix_bill_business_date``) and never the bills.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, Table, bindparam, case, func, select, text, union_all

from pos_desktop.domain.measures import amount_of
from pos_desktop.domain.money import Paise
from pos_desktop.domain.sales import BusyHour, ItemCost, Sales, SalesBy
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.prepared import Prepared

_ON_ACCOUNT = "credit"


def _days(table: Table) -> list[Any]:
    c = table.c
    return [
        c.outlet_id == bindparam("outlet_id"),
        c.business_date >= bindparam("first"),
        c.business_date <= bindparam("last"),
    ]


def _hour(table: Table) -> Any:
    return func.substr(table.c.local_time, 12, 2)


def _sold(key: Any) -> Prepared:
    """Bills by a key of the bill."""
    b = t.bill.c
    return Prepared(
        select(
            key.label("key"),
            func.count().label("bills"),
            func.sum(b.discount).label("discount"),
            func.sum(b.taxable).label("taxable"),
            func.sum(b.total - b.taxable - b.round_off).label("tax"),
            func.sum(b.total).label("total"),
        )
        .where(*_days(t.bill))
        .group_by(text("1"))
    )


def _returned(key: Any) -> Prepared:
    """Notes by a key of the note, or of its bill."""
    n = t.credit_note.c
    return Prepared(
        select(key.label("key"), func.sum(n.total).label("returned"))
        .select_from(t.credit_note.join(t.bill, t.bill.c.id == n.bill_id))
        .where(*_days(t.credit_note))
        .group_by(text("1"))
    )


_WHOLE = {
    SalesBy.DAY: (_sold(t.bill.c.business_date), _returned(t.credit_note.c.business_date)),
    SalesBy.HOUR: (_sold(_hour(t.bill)), _returned(_hour(t.credit_note))),
    SalesBy.CASHIER: (_sold(t.bill.c.cashier_name), _returned(t.credit_note.c.cashier_name)),
    SalesBy.ORDER_TYPE: (_sold(t.bill.c.order_type), _returned(t.bill.c.order_type)),
}


def _lines(document: Table, line: Table, owner: str) -> Prepared:
    """Lines by item, with its category; things without an item by what they are called."""
    c = line.c
    grouped = (
        select(
            func.coalesce(c.item_id, 0).label("item_id"),
            case((c.item_id.is_(None), c.description), else_="").label("thing"),
            func.max(c.description).label("name"),
            func.count(c[owner].distinct()).label("bills"),
            func.sum(c.qty).label("qty"),
            func.sum(c.discount + c.bill_discount).label("discount"),
            func.sum(c.taxable).label("taxable"),
            func.sum(c.total - c.taxable).label("tax"),
            func.sum(c.total).label("total"),
        )
        .select_from(document.join(line, c[owner] == document.c.id))
        .where(*_days(document))
        .group_by(text("1"), text("2"))
        .subquery()
    )
    return Prepared(
        select(grouped, func.coalesce(t.category.c.name, "").label("category"))
        .outerjoin(t.item, t.item.c.id == grouped.c.item_id)
        .outerjoin(t.category, t.category.c.id == t.item.c.category_id)
    )


_LINES = _lines(t.bill, t.bill_line, "bill_id")
_LINES_BACK = _lines(t.credit_note, t.credit_note_line, "credit_note_id")


def _paid(tenders: Table) -> Any:
    return (
        select(tenders.c.bill_id, tenders.c.method, tenders.c.amount)
        .select_from(t.bill.join(tenders, tenders.c.bill_id == t.bill.c.id))
        .where(*_days(t.bill))
    )


# How a bill was really paid: a corrected way of which nothing is left paid nothing of it.
_EACH = union_all(_paid(t.tender), _paid(t.tender_correction)).subquery()
_OF_BILLS = (
    select(_EACH.c.bill_id, _EACH.c.method, func.sum(_EACH.c.amount).label("amount"))
    .group_by(_EACH.c.bill_id, _EACH.c.method)
    .having(func.sum(_EACH.c.amount) != 0)
    .subquery()
)
_TENDERS = Prepared(
    select(
        _OF_BILLS.c.method.label("key"),
        func.count().label("bills"),
        func.sum(_OF_BILLS.c.amount).label("total"),
    ).group_by(text("1"))
)
_REFUNDS = Prepared(
    select(
        t.credit_note_refund.c.method.label("key"),
        func.sum(t.credit_note_refund.c.amount).label("returned"),
    )
    .select_from(
        t.credit_note.join(
            t.credit_note_refund, t.credit_note_refund.c.credit_note_id == t.credit_note.c.id
        )
    )
    .where(*_days(t.credit_note))
    .group_by(text("1"))
)


def _costs(document: Table, line: Table, owner: str, moved: Any) -> Prepared:
    """Lines by item and day, with what one unit had cost by then."""
    c, cost = line.c, t.item_cost.c
    grouped = (
        select(
            c.item_id,
            document.c.business_date.label("day"),
            func.max(c.description).label("name"),
            func.sum(c.qty).label("qty"),
            func.sum(c.taxable).label("taxable"),
            func.sum(moved).label("moved"),
        )
        .select_from(document.join(line, c[owner] == document.c.id))
        .where(*_days(document), c.item_id.is_not(None))
        .group_by(c.item_id, document.c.business_date)
        .subquery()
    )
    of_the_day = (
        select(cost.cost)
        .where(cost.item_id == grouped.c.item_id, cost.valid_from <= grouped.c.day)
        .order_by(cost.valid_from.desc())
        .limit(1)
        .scalar_subquery()
    )
    return Prepared(select(grouped, of_the_day.label("cost")))


_COSTS = _costs(t.bill, t.bill_line, "bill_id", t.bill_line.c.qty)
# What came back broken still cost what it did.
_COSTS_BACK = _costs(
    t.credit_note,
    t.credit_note_line,
    "credit_note_id",
    t.credit_note_line.c.qty * t.credit_note_line.c.restock,
)
_OTHERS = Prepared(
    select(func.coalesce(func.sum(t.bill_line.c.taxable), 0))
    .select_from(t.bill.join(t.bill_line, t.bill_line.c.bill_id == t.bill.c.id))
    .where(*_days(t.bill), t.bill_line.c.item_id.is_(None))
)
_BUSY = Prepared(
    select(
        t.bill.c.business_date.label("day"),
        _hour(t.bill).label("hour"),
        func.count().label("bills"),
        func.sum(t.bill.c.total).label("total"),
    )
    .where(*_days(t.bill))
    .group_by(text("1"), text("2"))
)


class SqlSales:
    """The port SalesFigures."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def by(self, outlet_id: int, what: SalesBy, first: date, last: date) -> list[Sales]:
        """Sales by one key, in no order that matters."""
        days = {"outlet_id": outlet_id, "first": first.isoformat(), "last": last.isoformat()}
        if what is SalesBy.ITEM:
            return self._items(days)
        if what is SalesBy.CATEGORY:
            return self._categories(days)
        if what is SalesBy.METHOD:
            refunds = {
                _ON_ACCOUNT if row.key == "account" else row.key: row.returned
                for row in _REFUNDS.rows(self._sql, days)
            }
            return _joined(_TENDERS.rows(self._sql, days), refunds)
        sold, returned = _WHOLE[what]
        back = {row.key: row.returned for row in returned.rows(self._sql, days)}
        return _joined(sold.rows(self._sql, days), back)

    def busy_hours(self, outlet_id: int, first: date, last: date) -> list[BusyHour]:
        """Bills by weekday and hour of the clock; a trading day keeps the weekday it began on."""
        sums: dict[tuple[int, int], tuple[int, Paise]] = defaultdict(lambda: (0, 0))
        days = {"outlet_id": outlet_id, "first": first.isoformat(), "last": last.isoformat()}
        for row in _BUSY.rows(self._sql, days):
            key = (date.fromisoformat(row.day).isoweekday(), int(row.hour))
            bills, total = sums[key]
            sums[key] = (bills + row.bills, total + row.total)
        return [
            BusyHour(weekday=weekday, hour=hour, bills=bills, total=total)
            for (weekday, hour), (bills, total) in sorted(sums.items())
        ]

    def margins(self, outlet_id: int, first: date, last: date) -> list[ItemCost]:
        """What items brought and cost; things sold without an item are one row, of no cost."""
        days = {"outlet_id": outlet_id, "first": first.isoformat(), "last": last.isoformat()}
        found: dict[int, ItemCost] = {}
        for query, sign in ((_COSTS, 1), (_COSTS_BACK, -1)):
            for row in query.rows(self._sql, days):
                before = found.get(row.item_id) or _no_cost(row.item_id, row.name)
                known = row.cost is not None
                found[row.item_id] = replace(
                    before,
                    qty=before.qty + sign * row.qty,
                    taxable=before.taxable + sign * row.taxable,
                    known=before.known + (sign * row.taxable if known else 0),
                    cost=before.cost + (sign * amount_of(row.moved, row.cost) if known else 0),
                )
        others = _OTHERS.value(self._sql, days)
        rows = list(found.values())
        return [*rows, replace(_no_cost(0, ""), taxable=others)] if others else rows

    def _items(self, days: dict[str, Any]) -> list[Sales]:
        found: dict[tuple[int, str], Sales] = {}
        for row in _LINES.rows(self._sql, days):
            key = str(row.item_id or "")
            found[row.item_id, row.thing] = Sales(key=key, name=row.name, **_figures(row))
        for row in _LINES_BACK.rows(self._sql, days):
            known = found.get((row.item_id, row.thing))
            known = known or Sales(key=str(row.item_id or ""), name=row.name)
            found[row.item_id, row.thing] = replace(known, returned=row.total)
        return list(found.values())

    def _categories(self, days: dict[str, Any]) -> list[Sales]:
        """Without a count of bills: one may hold several items of a category."""
        sums: dict[str, Counter[str]] = defaultdict(Counter)
        for row in _LINES.rows(self._sql, days):
            sums[row.category].update(_figures(row) | {"bills": 0})
        for row in _LINES_BACK.rows(self._sql, days):
            sums[row.category].update({"returned": row.total})
        return [Sales(key=name, name=name, **figures) for name, figures in sums.items()]


def _figures(row: Any) -> dict[str, int]:
    """What is summed of lines."""
    names = ("bills", "qty", "discount", "taxable", "tax", "total")
    return {name: getattr(row, name) for name in names}


def _joined(sold: Iterable[Any], returned: dict[str, Paise]) -> list[Sales]:
    """Rows of sales with what came back; a key that only came back is a row too."""
    rows = {row.key: Sales(**{"name": row.key, **row._asdict()}) for row in sold}
    for key, amount in returned.items():
        row = rows.get(key) or Sales(key=key, name=key)
        rows[key] = replace(row, returned=amount)
    return list(rows.values())


def _no_cost(item_id: int, name: str) -> ItemCost:
    return ItemCost(item_id=item_id, name=name, qty=0, taxable=0, known=0, cost=0)
