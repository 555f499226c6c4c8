"""The numbers that each series of documents used in a period, as GSTR-1 table 13 lists them."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, text

from pos_desktop.domain.supplies import NumberRange
from pos_desktop.persistence.prepared import Prepared
from pos_desktop.persistence.supply_sources import days_between

_DIGITS = 6

# A cash memo is no invoice: the consolidated one that stands for it is. A receipt voucher is a
# payment with its tax beside it, a refund voucher an adjustment.
_BOOKS = {
    "bill": (
        "SELECT {0} FROM consolidated_invoice AS d",
        "SELECT {0} FROM bill AS d WHERE document <> 'cash_memo'",
    ),
    "credit_note": ("SELECT {0} FROM credit_note AS d",),
    "receipt_voucher": (
        "SELECT {0} FROM payment AS d JOIN receipt_voucher AS v ON v.payment_id = d.id",
    ),
    "refund_voucher": (
        (
            "SELECT {0} FROM (SELECT a.number, r.outlet_id, r.local_time FROM refund_voucher AS r"
            " JOIN adjustment AS a ON a.id = r.adjustment_id) AS d"
        ),
    ),
}


def _ranges(books: tuple[str, ...]) -> Prepared:
    book = " UNION ALL ".join(books).format("d.number, d.outlet_id, d.local_time")
    return Prepared(
        text(
            f"SELECT substr(number, 1, length(number) - {_DIGITS}) AS prefix,"
            f" min(CAST(substr(number, -{_DIGITS}) AS INTEGER)) AS first,"
            f" max(CAST(substr(number, -{_DIGITS}) AS INTEGER)) AS last, count(*) AS issued"
            f" FROM ({book}) WHERE outlet_id = :outlet_id AND local_time >= :first"
            " AND local_time < :after GROUP BY 1 ORDER BY 1"
        )
    )


def _between(books: tuple[str, ...]) -> tuple[Prepared, Prepared]:
    """How many numbers of a series, and which, from one to another, of whatever day.

    All that begin alike are of one kind, so nothing is asked but what the index of numbers says.
    """
    numbers = (book.partition(" WHERE ")[0].format("d.number, d.outlet_id") for book in books)
    wanted = (
        f"FROM ({' UNION ALL '.join(numbers)}) WHERE outlet_id = :outlet_id"
        " AND number >= :lowest AND number <= :highest AND length(number) = :long"
    )
    return Prepared(text(f"SELECT count(*) {wanted}")), Prepared(text(f"SELECT number {wanted}"))


_QUERIES = [(kind, _ranges(books), _between(books)) for kind, books in _BOOKS.items()]


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
    if row.issued == found.total:
        return replace(found, issued=found.total)
    # Some of the numbers are of other days: a clock was put right, or a document is missing.
    lowest, highest = found.number(found.first), found.number(found.last)
    values = {"outlet_id": outlet_id, "lowest": lowest, "highest": highest, "long": len(lowest)}
    issued = count.value(sql, values)
    if issued == found.total:
        return replace(found, issued=issued)
    # They are read only to find the one that is missing: an old shop has very many.
    there = set(listed.column(sql, values))
    numbers = map(found.number, range(found.first, found.last + 1))
    missing = tuple(number for number in numbers if number not in there)
    return replace(found, issued=issued, cancelled=missing)
