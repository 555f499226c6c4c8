"""The lines of bills and credit notes, summed for GST reports.

Reports differ only in what they group by. Bills and notes are summed apart and put together by
who asks.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import (
    Connection,
    bindparam,
    case,
    func,
    select,
    text,
)

from pos_desktop.domain.documents import DocumentKind
from pos_desktop.domain.gst_data import Threshold, gst_data
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
from pos_desktop.persistence.number_ranges import number_ranges
from pos_desktop.persistence.prepared import Prepared
from pos_desktop.persistence.supply_sources import (
    BILLS,
    NOTES,
    SOURCES,
    SUMS,
    Source,
    days_between,
)
from pos_desktop.persistence.tables.columns import day_of


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


_b = t.bill.c
_l = t.bill_line.c
# What is nil-rated, exempt or outside GST asks for no buyer (Rule 49).
_TAXABLE = func.sum(_l.taxable).filter(_l.treatment == "taxable")
_SCANT = Prepared(
    select(
        _b.number,
        func.substr(_b.local_time, 1, 10).label("day"),
        _b.total,
        _TAXABLE.label("taxable"),
        _b.buyer_name,
        _b.buyer_address,
        _b.buyer_state_code,
    )
    .select_from(BILLS.lines)
    .where(
        *BILLS.on_day,
        _b.taxable >= bindparam("least"),
        _b.buyer_gstin.is_(None),
        (_b.document == DocumentKind.TAX_INVOICE.value)
        | (_b.document == DocumentKind.INVOICE_CUM_BILL_OF_SUPPLY.value),
        _b.buyer_name.is_(None) | _b.buyer_address.is_(None) | _b.buyer_state_code.is_(None),
    )
    .group_by(_b.id)
    .having(bindparam("least") <= _TAXABLE)
    .order_by(_b.id)
)

_GROUPS = [(source, _groups(source)) for source in SOURCES]
_ITEMS = [(source, _items(source)) for source in SOURCES]
_PARTS = [(source, _parts(source)) for source in SOURCES]
_TOTALS = [(source, _totals(source)) for source in SOURCES]


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
            for row in query.rows(self._sql, days_between(outlet_id, first, last))
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
            for row in query.rows(self._sql, days_between(outlet_id, first, last))
        ]

    def parts(self, outlet_id: int, first: date, last: date) -> list[DocumentPart]:
        """Every document that returns tell by number, rate by rate; the others added up."""
        least = {"least": gst_data().least(Threshold.B2C_LARGE)}
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
            for row in query.rows(self._sql, days_between(outlet_id, first, last) | least)
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
            for row in query.rows(self._sql, days_between(outlet_id, first, last))
        ]

    def ranges(self, outlet_id: int, first: date, last: date) -> list[NumberRange]:
        """The numbers that each series used, and those among them that no document has."""
        return number_ranges(self._sql, outlet_id, first, last)

    def scant_buyers(self, outlet_id: int, first: date, last: date) -> list[ScantBuyer]:
        """Invoices to unregistered buyers that may be large, without name, address or State."""
        least = {"least": gst_data().least(Threshold.BUYER_DETAILS)}
        return [
            ScantBuyer(
                number=row.number,
                day=day_of(row.day),
                total=row.total,
                taxable=row.taxable,
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
            for row in _SCANT.rows(self._sql, days_between(outlet_id, first, last) | least)
        ]


def _sums_of(row: Any) -> TaxSums:
    return TaxSums(
        taxable=row.taxable,
        cgst=row.cgst,
        sgst=row.sgst,
        utgst=row.utgst,
        igst=row.igst,
        cess=row.cess,
    )
