"""What a stored line is to a return: one definition, which every GST report sums by."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Table, bindparam, case, func

from pos_desktop.domain.supplies import TaxStatus
from pos_desktop.persistence import tables as t

SUMS = ("taxable", "cgst", "sgst", "utgst", "igst", "cess")


class Source(Struct, frozen=True, kw_only=True):
    """A kind of document: its table, that of its lines, and whether it sells or takes back."""

    kind: str
    document: Table
    line: Table
    owner: str
    sign: int

    @property
    def issued(self) -> list[ColumnElement[bool]]:
        """Documents of an outlet from ``first`` until before ``after``, by their own date."""
        c = self.document.c
        return [
            c.outlet_id == bindparam("outlet_id"),
            c.local_time >= bindparam("first"),
            c.local_time < bindparam("after"),
        ]

    @property
    def on_day(self) -> list[ColumnElement[bool]]:
        """Those of them that count for GST: a refund after the last day gives no tax back."""
        return self.issued if self.sign > 0 else [*self.issued, self.document.c.is_gst == 1]

    @property
    def lines(self) -> Any:
        """Documents joined with their lines."""
        return self.document.join(self.line, self.line.c[self.owner] == self.document.c.id)

    def signed(self, column: ColumnElement[int]) -> ColumnElement[int]:
        """A sum that is negative of what takes back."""
        return func.sum(column) if self.sign > 0 else -func.sum(column)

    def sums(self) -> list[ColumnElement[int]]:
        """The signed sums of the lines."""
        return [self.signed(self.line.c[name]).label(name) for name in SUMS]

    def status(self) -> ColumnElement[str]:
        """How a line stands with GST; see `TaxStatus`."""
        return case(
            (self.line.c.treatment != "taxable", self.line.c.treatment),
            (self.is_untaxed(), TaxStatus.NOT_CHARGED.value),
            else_="taxable",
        )

    def rate(self) -> ColumnElement[int]:
        """The rate a line bears."""
        untaxed = (self.line.c.treatment != "taxable") | self.is_untaxed()
        return case((untaxed, 0), else_=self.line.c.gst_rate)

    def across(self) -> ColumnElement[int]:
        """Whether a line goes to another State; a meal never does (IGST Act s.12(4))."""
        is_meal = self.line.c.supply == "restaurant"
        return case((is_meal, 0), else_=self.document.c.is_interstate)

    def place(self) -> ColumnElement[str]:
        """A line's place of supply."""
        c = self.document.c
        is_meal = self.line.c.supply == "restaurant"
        return case((is_meal, c.seller_state_code), else_=c.place_of_supply)

    def gstin(self) -> ColumnElement[str]:
        """The buyer's GSTIN, or ""."""
        return func.coalesce(self.document.c.buyer_gstin, "")

    def is_untaxed(self) -> ColumnElement[bool]:
        """Whether the outlet charged no tax: a regular one taxes on no such document."""
        kind = self.document.c.document
        return (kind == "bill_of_supply") | (kind == "plain_bill")


def days_between(outlet_id: int, first: date, last: date) -> dict[str, object]:
    """The values of queries by local date, both days inclusive."""
    after = last + timedelta(days=1)
    return {"outlet_id": outlet_id, "first": first.isoformat(), "after": after.isoformat()}


BILLS = Source(kind="bill", document=t.bill, line=t.bill_line, owner="bill_id", sign=1)
NOTES = Source(
    kind="credit_note",
    document=t.credit_note,
    line=t.credit_note_line,
    owner="credit_note_id",
    sign=-1,
)
SOURCES = (BILLS, NOTES)
"""What sells, and what takes back."""
