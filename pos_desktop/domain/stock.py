"""Goods that came in, and corrections of the stock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pos_desktop.domain.measures import Milli
from pos_desktop.domain.money import Paise


class StockKind(StrEnum):
    """Why stock changed without a sale."""

    RECEIVED = "received"
    ADJUSTED = "adjusted"
    COUNTED = "counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class StockLine:
    """What one item's stock changed by; ``unit_cost`` before tax, for goods that came in."""

    uuid: str
    item_id: int
    qty: Milli
    unit_cost: Paise | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StockEntry:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class StockValue:
    """What the stock on hand is worth; items that are oversold count as nothing."""

    items: int
    at_cost: Paise
    at_price: Paise
    without_cost: int
    oversold: int
