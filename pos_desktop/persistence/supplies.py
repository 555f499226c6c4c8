"""The lines of bills and credit notes, summed for GST reports.

Reports differ only in what they group by. Bills and notes are summed apart and put together by
who asks.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    bindparam,
    case,
    cast,
    func,
    select,
    text,
)

from pos_desktop.domain.gst_return import BUYER_DETAILS_FROM, LARGE_B2C
from pos_desktop.domain.supplies import (
    DocumentPart,
    DocumentTotals,
    ItemGroup,
    NumberRange,
    ScantBuyer,
    SupplyGroup,
    TaxStatus,
    TaxSums,
)
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.prepared import Prepared
from pos_desktop.persistence.supply_sources import BILLS, NOTES, SOURCES, SUMS, Source
from pos_desktop.persistence.tables.columns import day_of

_DIGITS = 6


def _groups(source: Source) -> Prepared:
    keys: list[Any] = [
        source.document.c.document,
        (source.gstin() != "").label("to_registered"),
        source.across().label("is_interstate"),
        source.status().label("status"),
        source.rate().label("rate"),
    ]
    return Prepared(
        select(*keys, *source.sums())
        .select_from(source.lines)
        .where(*source.on_day)
        # Beside its label is_interstate is a column too: places in the list are not mistaken.
        .group_by(*(text(str(place)) for place in range(1, len(keys) + 1)))
    )


def _items(source: Source) -> Prepared:
    line = source.line.c
    keys: list[Any] = [
        line.item_id,
        line.hsn,
        line.unit,
        (line.supply != "goods").label("is_service"),
        (source.gstin() != "").label("to_registered"),
        source.status().label("status"),
        source.rate().label("rate"),
        # Things without an item are told apart by what they are called.
        case((line.item_id.is_(None), line.description), else_="").label("thing"),
    ]
    grouped = (
        select(
            *keys,
            func.min(line.description).label("description"),
            source.signed(line.qty).label("qty"),
            func.count().label("lines"),
            func.max(source.document.c.number).label("example"),
            *source.sums(),
        )
        .select_from(source.lines)
        .where(*source.on_day)
        .group_by(*(text(str(place)) for place in range(1, len(keys) + 1)))
        .subquery()
    )
    return Prepared(
        select(grouped, func.coalesce(t.item.c.hsn, "").label("item_hsn")).outerjoin(
            t.item, t.item.c.id == grouped.c.item_id
        )
    )


def _parts(source: Source) -> Prepared:
    c = source.document.c
    day = func.substr(c.local_time, 1, 10)
    original: tuple[Any, Any] = (day, c.total)
    tables = source.lines
    if source is NOTES:
        original = (c.bill_date, t.bill.c.total)
        tables = tables.join(t.bill, t.bill.c.id == c.bill_id)
    # Thousands of small bills over the counter are told by no number: one row for all of a kind.
    may_stand_alone = (c.buyer_gstin.is_not(None)) | (
        (c.is_interstate == 1) & (original[1] > bindparam("least"))
    )
    keys: list[Any] = [
        case((may_stand_alone, c.id), else_=0).label("document"),
        source.across().label("is_interstate"),
        source.place().label("place"),
        source.status().label("status"),
        source.rate().label("rate"),
    ]
    told = {
        "number": c.number,
        "day": day,
        "gstin": source.gstin(),
        "buyer_is_sez": c.buyer_is_sez,
        "total": c.total,
        "original_day": original[0],
        "original_total": original[1],
    }
    return Prepared(
        select(
            *keys,
            *(func.max(column).label(name) for name, column in told.items()),
            *(func.sum(source.line.c[name]).label(name) for name in SUMS),
        )
        .select_from(tables)
        .where(*source.on_day)
        .group_by(*(text(str(place)) for place in range(1, len(keys) + 1)))
        # What goes to another State comes first: it says the place of the whole document.
        .order_by(text("1"), text("2 DESC"), text("3"), text("4"), text("5"))
    )


def _totals(source: Source) -> Prepared:
    c = source.document.c
    return Prepared(
        select(
            c.document,
            func.count().label("count"),
            *(source.signed(c[name]).label(name) for name in (*SUMS, "round_off", "total")),
        )
        .where(*source.on_day)
        .group_by(c.document)
    )


def _ranges(source: Source) -> Prepared:
    number = source.document.c.number
    sequence = cast(func.substr(number, -_DIGITS), Integer)
    return Prepared(
        select(
            func.substr(number, 1, func.length(number) - _DIGITS).label("prefix"),
            func.min(sequence).label("first"),
            func.max(sequence).label("last"),
        )
        .where(*source.issued)
        .group_by(text("1"))
        .order_by(text("1"))
    )


def _between(source: Source) -> tuple[Prepared, Prepared]:
    """How many numbers of a series, and which, from one to another, of whatever day."""
    c = source.document.c

    def numbers(column: ColumnElement[Any]) -> Prepared:
        return Prepared(
            select(column).where(
                c.outlet_id == bindparam("outlet_id"),
                c.number >= bindparam("lowest"),
                c.number <= bindparam("highest"),
                func.length(c.number) == bindparam("long"),
            )
        )

    return numbers(func.count()), numbers(c.number)


_b = t.bill.c
_SCANT = Prepared(
    select(_b.number, _b.total, _b.buyer_name, _b.buyer_address, _b.buyer_state_code)
    .where(
        *BILLS.on_day,
        _b.taxable >= bindparam("least"),
        _b.buyer_gstin.is_(None),
        _b.document != "plain_bill",
        _b.buyer_name.is_(None) | _b.buyer_address.is_(None) | _b.buyer_state_code.is_(None),
    )
    .order_by(_b.id)
)

_GROUPS = [(source, _groups(source)) for source in SOURCES]
_ITEMS = [(source, _items(source)) for source in SOURCES]
_PARTS = [(source, _parts(source)) for source in SOURCES]
_TOTALS = [(source, _totals(source)) for source in SOURCES]
_RANGES = [(source, _ranges(source), _between(source)) for source in SOURCES]


class SqlSupplies:
    """The port Supplies."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def groups(self, outlet_id: int, first: date, last: date) -> list[SupplyGroup]:
        """Sums by document, buyer, kind of supply and rate."""
        return [
            SupplyGroup(
                document=row.document if source.sign > 0 else source.kind,
                to_registered=bool(row.to_registered),
                is_interstate=bool(row.is_interstate),
                status=TaxStatus(row.status),
                rate=row.rate,
                sums=_sums_of(row),
            )
            for source, query in _GROUPS
            for row in query.rows(self._sql, _days(outlet_id, first, last))
        ]

    def items(self, outlet_id: int, first: date, last: date) -> list[ItemGroup]:
        """Sums by item, HSN, unit and rate."""
        return [
            ItemGroup(
                item_id=row.item_id,
                hsn=row.hsn,
                item_hsn=row.item_hsn,
                description=row.description,
                unit=row.unit,
                is_service=bool(row.is_service),
                to_registered=bool(row.to_registered),
                status=TaxStatus(row.status),
                rate=row.rate,
                qty=row.qty,
                sums=_sums_of(row),
                lines=row.lines,
                example=row.example,
            )
            for _, query in _ITEMS
            for row in query.rows(self._sql, _days(outlet_id, first, last))
        ]

    def parts(self, outlet_id: int, first: date, last: date) -> list[DocumentPart]:
        """Every document that returns tell by number, rate by rate; the others added up."""
        least = {"least": min(limit for _, limit in LARGE_B2C)}
        return [
            DocumentPart(
                number=row.number,
                day=day_of(row.day),
                is_note=source.sign < 0,
                buyer_gstin=row.gstin,
                buyer_is_sez=bool(row.buyer_is_sez),
                place=row.place,
                is_interstate=bool(row.is_interstate),
                total=row.total,
                original_day=day_of(row.original_day),
                original_total=row.original_total,
                status=TaxStatus(row.status),
                rate=row.rate,
                sums=_sums_of(row),
            )
            for source, query in _PARTS
            for row in query.rows(self._sql, _days(outlet_id, first, last) | least)
        ]

    def totals(self, outlet_id: int, first: date, last: date) -> list[DocumentTotals]:
        """Documents by kind, as their own totals say."""
        return [
            DocumentTotals(
                document=row.document if source.sign > 0 else source.kind,
                count=row.count,
                sums=_sums_of(row),
                round_off=row.round_off,
                total=row.total,
            )
            for source, query in _TOTALS
            for row in query.rows(self._sql, _days(outlet_id, first, last))
        ]

    def ranges(self, outlet_id: int, first: date, last: date) -> list[NumberRange]:
        """The numbers that each series used, and those among them that no document has."""
        return [
            self._range(outlet_id, source.kind, row, *between)
            for source, query, between in _RANGES
            for row in query.rows(self._sql, _days(outlet_id, first, last))
        ]

    def scant_buyers(self, outlet_id: int, first: date, last: date) -> list[ScantBuyer]:
        """Large bills to unregistered buyers without name, address or State."""
        days = _days(outlet_id, first, last)
        return [
            ScantBuyer(
                number=row.number,
                total=row.total,
                missing=tuple(
                    word
                    for word, said in (
                        ("name", row.buyer_name),
                        ("address", row.buyer_address),
                        ("State", row.buyer_state_code),
                    )
                    if not said
                ),
            )
            for row in _SCANT.rows(self._sql, days | {"least": BUYER_DETAILS_FROM})
        ]

    def _range(
        self, outlet_id: int, kind: str, row: Any, count: Prepared, listed: Prepared
    ) -> NumberRange:
        found = NumberRange(
            kind=kind, prefix=row.prefix, first=row.first, last=row.last, digits=_DIGITS, issued=0
        )
        lowest, highest = found.number(found.first), found.number(found.last)
        values = {
            "outlet_id": outlet_id, "lowest": lowest, "highest": highest, "long": len(lowest)
        }  # fmt: skip
        (issued,) = count.column(self._sql, values)
        # A month of an old shop has very many numbers; they are read only to find one missing.
        there = set(listed.column(self._sql, values)) if issued < found.total else set()
        missing = [
            number
            for number in map(found.number, range(found.first, found.last + 1))
            if there and number not in there
        ]
        return replace(found, issued=issued, cancelled=tuple(missing))


def _days(outlet_id: int, first: date, last: date) -> dict[str, object]:
    after = last + timedelta(days=1)
    return {"outlet_id": outlet_id, "first": first.isoformat(), "after": after.isoformat()}


def _sums_of(row: Any) -> TaxSums:
    return TaxSums(
        taxable=row.taxable,
        cgst=row.cgst,
        sgst=row.sgst,
        utgst=row.utgst,
        igst=row.igst,
        cess=row.cess,
    )
