"""Numbers that follow one another without a gap: taken inside the transaction that uses them.

One statement takes a number, so nothing can come between reading and writing it; a transaction
that is not committed gives it back.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert as upsert

from pos_desktop.persistence import tables as t
from pos_desktop.persistence.prepared import Prepared

_OF_TERMINAL = Prepared(
    upsert(t.number_series)
    .values(last=1)
    .on_conflict_do_update(
        index_elements=["terminal_id", "series", "year"],
        set_={"last": t.number_series.c.last + 1},
    )
    .returning(t.number_series.c.last)
)
_OF_DAY = Prepared(
    upsert(t.order_series)
    .values(last=1)
    .on_conflict_do_update(
        index_elements=["outlet_id", "day"], set_={"last": t.order_series.c.last + 1}
    )
    .returning(t.order_series.c.last)
)


def next_of_terminal(sql: Connection, terminal_id: int, series: str, year: str) -> int:
    """The next number of a terminal's series in a year (empty for a series without years)."""
    values = {"terminal_id": terminal_id, "series": series, "year": year}
    number: int = _OF_TERMINAL.value(sql, values)
    return number


def next_of_day(sql: Connection, outlet_id: int, day: date) -> int:
    """The next order number of an outlet's day."""
    number: int = _OF_DAY.value(sql, {"outlet_id": outlet_id, "day": day.isoformat()})
    return number
