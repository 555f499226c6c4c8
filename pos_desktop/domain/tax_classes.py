"""Tax classes with their rates by date, as a shop keeps them."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from pos_desktop.domain.gst import Supply, Treatment
from pos_desktop.domain.measures import BasisPoints
from pos_desktop.domain.money import Paise


class DatedRate(Struct, frozen=True, kw_only=True):
    """The rates of a tax class from a day on, until a later one takes over."""

    valid_from: date
    gst_rate: BasisPoints
    cess_rate: BasisPoints = 0
    cess_per_unit: Paise = 0
    rsp_valued: bool = False


class TaxClass(Struct, frozen=True, kw_only=True):
    """Goods or services with the same rates at all times; the rates are in order of date."""

    id: int
    code: str
    name: str
    treatment: Treatment
    supply: Supply
    rates: tuple[DatedRate, ...]
    item_count: int

    def rate_on(self, day: date) -> DatedRate | None:
        """What holds on a day; None before the first."""
        return next((rate for rate in reversed(self.rates) if rate.valid_from <= day), None)


class TakenGstData(Struct, frozen=True, kw_only=True):
    """Data of the law that a shop took in from a file."""

    version: date
    content: str
    source: str
    by: str
