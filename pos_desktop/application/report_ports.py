"""What reports need from the store, as Protocols.

Days are inclusive: of GST reports those on the documents, of sales reports business dates.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pos_desktop.domain.sales import BusyHour, ItemCost, Sales, SalesBy
    from pos_desktop.domain.supplies import (
        DocumentPart,
        DocumentTotals,
        ItemGroup,
        NumberRange,
        ScantBuyer,
        SupplyGroup,
    )


class Supplies(Protocol):
    """Sums the stored lines of bills and credit notes; what has no GST effect is out."""

    def groups(self, outlet_id: int, first: date, last: date) -> Sequence[SupplyGroup]: ...
    def items(self, outlet_id: int, first: date, last: date) -> Sequence[ItemGroup]: ...
    def parts(self, outlet_id: int, first: date, last: date) -> Sequence[DocumentPart]: ...
    def totals(self, outlet_id: int, first: date, last: date) -> Sequence[DocumentTotals]: ...
    def ranges(self, outlet_id: int, first: date, last: date) -> Sequence[NumberRange]: ...
    def scant_buyers(self, outlet_id: int, first: date, last: date) -> Sequence[ScantBuyer]: ...


class SalesFigures(Protocol):
    """Sums bills and credit notes by business date; commercial notes among them."""

    def by(self, outlet_id: int, what: SalesBy, first: date, last: date) -> Sequence[Sales]: ...
    def busy_hours(self, outlet_id: int, first: date, last: date) -> Sequence[BusyHour]: ...
    def margins(self, outlet_id: int, first: date, last: date) -> Sequence[ItemCost]: ...
