"""The numbers that each series of documents used in a period, as GSTR-1 table 13 lists them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from pos_desktop.domain.supplies import NumberRange
from pos_desktop.persistence.prepared import Prepared
from pos_desktop.persistence.supply_sources import days_between

_DIGITS = 6

# A cash memo is no invoice: the consolidated one that stands for it is. A receipt voucher is a
# payment with its tax beside it, a refund voucher an adjustment.
_NO_MEMO = " WHERE document <> 'cash_memo'"
_BOOKS = {
    "bill": (
        "SELECT number, outlet_id, local_time FROM consolidated_invoice"
        f" UNION ALL SELECT number, outlet_id, local_time FROM bill{_NO_MEMO}"
    ),
    "credit_note": "SELECT number, outlet_id, local_time FROM credit_note",
    "receipt_voucher": (
        "SELECT p.number, p.outlet_id, p.local_time FROM payment AS p"
        " JOIN receipt_voucher AS v ON v.payment_id = p.id"
    ),
    "refund_voucher": (
        "SELECT a.number, r.outlet_id, r.local_time FROM refund_voucher AS r"
        " JOIN adjustment AS a ON a.id = r.adjustment_id"
    ),
}


def _ranges(book: str) -> Prepared:
    return Prepared(
        text(
            f"SELECT substr(number, 1, length(number) - {_DIGITS}) AS prefix,"
            f" min(CAST(substr(number, -{_DIGITS}) AS INTEGER)) AS first,"
            f" max(CAST(substr(number, -{_DIGITS}) AS INTEGER)) AS last"
            f" FROM ({book}) WHERE outlet_id = :outlet_id AND local_time >= :first"
            " AND local_time < :after GROUP BY 1 ORDER BY 1"
        )
    )


def _between(book: str) -> tuple[Prepared, Prepared]:
    """How many numbers of a series, and which, from one to another, of whatever day.

    All that have the same beginning are of one kind, so no row is looked up for its kind.
    """
    wanted = (
        f"FROM ({book.removesuffix(_NO_MEMO)}) WHERE outlet_id = :outlet_id AND number >= :lowest"
        " AND number <= :highest AND length(number) = :long"
    )
    return Prepared(text(f"SELECT count(*) {wanted}")), Prepared(text(f"SELECT number {wanted}"))


_QUERIES = [(kind, _ranges(book), _between(book)) for kind, book in _BOOKS.items()]


def number_ranges(sql: Connection, outlet_id: int, first: date, last: date) -> list[NumberRange]:
    """The numbers that each series used, and those among them that no document has."""
    return [
        _range(sql, outlet_id, kind, row, *between)
        for kind, query, between in _QUERIES
        for row in query.rows(sql, days_between(outlet_id, first, last))
    ]


def _range(
    sql: Connection, outlet_id: int, kind: str, row: Any, count: Prepared, listed: Prepared
) -> NumberRange:
    found = NumberRange(
        kind=kind, prefix=row.prefix, first=row.first, last=row.last, digits=_DIGITS, issued=0
    )
    lowest, highest = found.number(found.first), found.number(found.last)
    values = {"outlet_id": outlet_id, "lowest": lowest, "highest": highest, "long": len(lowest)}
    issued = count.value(sql, values)
    # A month of an old shop has very many numbers; they are read only to find one missing.
    there = set(listed.column(sql, values)) if issued < found.total else set()
    missing = [
        number
        for number in map(found.number, range(found.first, found.last + 1))
        if there and number not in there
    ]
    return replace(found, issued=issued, cancelled=tuple(missing))
