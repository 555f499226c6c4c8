"""Quantities in thousandths and rates in hundredths of a percent: ints, like money."""

from __future__ import annotations

import re
from typing import Annotated

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.money import Paise, Unit, divide_half_up

Milli = Annotated[int, Unit("milli")]
"""A quantity in thousandths of the item's unit (1 piece = 1000; 250 g of a kilo = 250)."""

BasisPoints = Annotated[int, Unit("basis_points")]
"""A rate in hundredths of a percent (18 % = 1800; 0.25 % = 25)."""

ONE: Milli = 1000
MOST_MILLI: Milli = 9_999_999 * ONE
HUNDRED_PERCENT: BasisPoints = 10_000

_QUANTITY = re.compile(r"(-?)(\d{1,10})(?:\.(\d{1,3})0*)?")
_PERCENT = re.compile(r"(\d{1,4})(?:\.(\d{1,2})0*)?")


def parse_quantity(text: str, *, field: str) -> Milli:
    """Read a quantity such as ``2`` or ``0.250``. Raises BadInput that names *field*."""
    cleaned = text.strip()
    if not cleaned:
        raise BadInput("Type a quantity, like 2 or 0.250.", field=field, code="not_a_quantity")
    match = _QUANTITY.fullmatch(cleaned) if cleaned.isascii() else None
    if match is None:
        raise BadInput(
            f"“{text}” is not a quantity. Write a number with at most three decimals, like 0.250.",
            field=field,
            code="not_a_quantity",
        )
    sign, whole, decimals = match.groups()
    milli = int(whole) * ONE + int((decimals or "0").ljust(3, "0"))
    return -milli if sign else milli


def check_sold_quantity(qty: Milli, *, field: str) -> None:
    """Refuse a quantity that cannot be sold: zero, negative, or beyond ten million."""
    if qty <= 0:
        raise BadInput(
            "The quantity must be more than zero. To take goods back, use Return on the bill.",
            field=field,
            code="quantity_not_positive",
        )
    if qty > MOST_MILLI:
        raise BadInput(
            f"{format_quantity(qty)} is more than can be sold on one line. Check the quantity.",
            field=field,
            code="quantity_too_large",
        )


def format_quantity(qty: Milli) -> str:
    """The shortest exact form: 2000 → ``2``, 250 → ``0.25``."""
    sign = "-" if qty < 0 else ""
    whole, rest = divmod(abs(qty), ONE)
    return f"{sign}{whole}" + (f".{rest:03d}".rstrip("0") if rest else "")


def parse_percent(text: str, *, field: str) -> BasisPoints:
    """Read a percentage such as ``18``, ``2.5`` or ``18 %``. Raises BadInput."""
    cleaned = text.strip().removesuffix("%").strip()
    if not cleaned:
        raise BadInput("Type a percentage, like 2.5.", field=field, code="not_a_percentage")
    match = _PERCENT.fullmatch(cleaned) if cleaned.isascii() else None
    if match is None:
        raise BadInput(
            f"“{text}” is not a percentage. Write a number with at most two decimals, like 2.5.",
            field=field,
            code="not_a_percentage",
        )
    whole, decimals = match.groups()
    return int(whole) * 100 + int((decimals or "0").ljust(2, "0"))


def format_percent(rate: BasisPoints) -> str:
    """The shortest exact form, without the sign: 1800 → ``18``, 250 → ``2.5``."""
    whole, rest = divmod(rate, 100)
    return f"{whole}" + (f".{rest:02d}".rstrip("0") if rest else "")


def amount_of(qty: Milli, unit_price: Paise) -> Paise:
    """Quantity × price, half up to the paisa."""
    return divide_half_up(qty * unit_price, ONE)


def percent_of(amount: Paise, rate: BasisPoints) -> Paise:
    """A percentage of an amount, half up to the paisa."""
    return divide_half_up(amount * rate, HUNDRED_PERCENT)
