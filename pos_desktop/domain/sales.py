"""Sales of a period, as the owner looks at them. Amounts are unsigned."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from pos_desktop.domain.measures import Milli
from pos_desktop.domain.money import Paise


class SalesBy(StrEnum):
    """What sales are summed by."""

    DAY = "day"
    HOUR = "hour"
    ITEM = "item"
    CATEGORY = "category"
    METHOD = "method"
    CASHIER = "cashier"
    ORDER_TYPE = "order_type"


class Sales(Struct, frozen=True, kw_only=True):
    """What was sold under one key, and what of it came back.

    ``key`` tells rows apart, ``name`` is for people. ``bills`` counts documents; ``qty`` is kept
    for items and categories only. ``total`` includes tax and, of whole bills, the round-off.
    """

    key: str
    name: str = ""
    bills: int = 0
    qty: Milli = 0
    discount: Paise = 0
    taxable: Paise = 0
    tax: Paise = 0
    total: Paise = 0
    returned: Paise = 0

    @property
    def net(self) -> Paise:
        """What remains sold."""
        return self.total - self.returned


class BusyHour(Struct, frozen=True, kw_only=True):
    """What was billed in an hour of the clock on one kind of weekday (1 is Monday)."""

    weekday: int
    hour: int
    bills: int
    total: Paise


class ItemCost(Struct, frozen=True, kw_only=True):
    """What was sold of an item less what came back, before tax, and what it had cost.

    ``known`` is the part of ``taxable`` from days on which the cost was known.
    """

    item_id: int
    name: str
    qty: Milli
    taxable: Paise
    known: Paise
    cost: Paise
