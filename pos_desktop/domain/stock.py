"""Goods that came in, and corrections of the stock."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from pos_desktop.domain.measures import Milli
from pos_desktop.domain.money import Paise


class StockKind(StrEnum):
    """Why stock changed without a sale."""

    RECEIVED = "received"
    ADJUSTED = "adjusted"
    COUNTED = "counted"


class StockLine(Struct, frozen=True, kw_only=True):
    """What one item's stock changed by; ``unit_cost`` before tax, for goods that came in."""

    uuid: str
    item_id: int
    qty: Milli
    unit_cost: Paise | None = None


class StockEntry(Struct, frozen=True, kw_only=True):
    """A document of the stock: it is never changed, another corrects it."""

    uuid: str
    outlet_id: int
    terminal_id: int
    kind: StockKind
    at: datetime
    business_date: date
    user_id: int
    user_name: str
    supplier: str
    reference: str
    """The number of the supplier's bill."""
    reason: str
    lines: tuple[StockLine, ...]


class StockValue(Struct, frozen=True, kw_only=True):
    """What the stock on hand is worth; items that are oversold count as nothing."""

    items: int
    at_cost: Paise
    at_price: Paise
    without_cost: int
    oversold: int
