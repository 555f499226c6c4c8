"""Money: whole paise in an int, never a float.

One rounding rule serves the whole product: half up on the absolute value, so that a refund
mirrors its sale to the paisa.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated

from pos_desktop.domain.errors import BadInput


class Unit:
    """Marks what a plain int counts, so that the JSON edge can read and write it."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"Unit({self.name!r})"


Paise = Annotated[int, Unit("paise")]
"""An amount of money in paise (₹1 = 100)."""

PAISE_PER_RUPEE = 100
MOST_PAISE = 99_99_99_999_99
"""The largest amount that can be typed: ₹99,99,99,999.99, which fits every printed column."""

# Commas only where India or the West groups thousands: "12,50" is a slip, not 1250.
_AMOUNT = re.compile(
    r"(₹\s*)?(-?)(?(1)|(?:₹\s*)?)"  # one sign of the rupee, before or after the minus
    r"(\d{1,12}|\d{1,3}(?:,\d{2,3}){0,4},\d{3})(?:\.(\d{1,2}))?",
    re.ASCII,
)


def divide_half_up(numerator: int, denominator: int) -> int:
    """Divide, rounding half away from zero. The one rounding function of the product."""
    if denominator <= 0:
        raise ValueError("the denominator must be positive")
    quotient = (2 * abs(numerator) + denominator) // (2 * denominator)
    return quotient if numerator >= 0 else -quotient


def group_indian(digits: str) -> str:
    """Group a string of digits as India writes numbers: 1234567 → 12,34,567."""
    if len(digits) <= 3:
        return digits
    head, tail = digits[:-3], digits[-3:]
    pairs = []
    while len(head) > 2:
        pairs.append(head[-2:])
        head = head[:-2]
    pairs.append(head)
    return ",".join(reversed(pairs)) + "," + tail


@lru_cache(maxsize=4096)
def format_amount(paise: Paise) -> str:
    """Indian grouping and two decimals, without a currency sign: 123456789 → 12,34,567.89.

    Kept for amounts seen lately: a screen and a receipt write the same ones again and again.
    """
    sign = "-" if paise < 0 else ""
    rupees, rest = divmod(abs(paise), PAISE_PER_RUPEE)
    return f"{sign}{group_indian(str(rupees))}.{rest:02d}"


def format_rupees(paise: Paise) -> str:
    """As people read it: ``₹12,34,567.89``, a minus sign in front, never parentheses."""
    text = format_amount(paise)
    return f"-₹{text[1:]}" if text.startswith("-") else f"₹{text}"


def plain_rupees(paise: Paise) -> str:
    """As programs read it: ``"1234567.89"``, always two decimals, never grouped."""
    sign = "-" if paise < 0 else ""
    rupees, rest = divmod(abs(paise), PAISE_PER_RUPEE)
    return f"{sign}{rupees}.{rest:02d}"


def parse_rupees(text: str, *, field: str) -> Paise:
    """Read rupees typed by a person or sent by a program, into paise.

    Accepts ``1260``, ``1260.5``, ``1,260.00``, ``₹1,260``, ``-₹75.00``. Raises BadInput that
    names *field*.
    """
    cleaned = text.strip()
    if not cleaned:
        raise BadInput("Type an amount, like 1260.50.", field=field, code="not_money")
    match = _AMOUNT.fullmatch(cleaned)
    if match is None:
        raise BadInput(
            f"“{text}” is not an amount of money. Write rupees and paise in digits, like 1260.50.",
            field=field,
            code="not_money",
        )
    _, sign, rupees, decimals = match.groups()
    whole = int(rupees.replace(",", ""))
    paise = whole * PAISE_PER_RUPEE + int((decimals or "0").ljust(2, "0"))
    if paise > MOST_PAISE:
        raise BadInput(
            f"{format_rupees(paise)} is more than the till can bill "
            f"({format_rupees(MOST_PAISE)}). Check the figure.",
            field=field,
            code="too_much_money",
        )
    return -paise if sign else paise


def round_to_rupee(paise: Paise) -> Paise:
    """The nearest whole rupee, half up (CGST Act s.170)."""
    return divide_half_up(paise, PAISE_PER_RUPEE) * PAISE_PER_RUPEE


def apportion(amount: Paise, weights: list[int]) -> list[Paise]:
    """Split *amount* over *weights* (none negative) so that the parts add up to it exactly.

    Each part is rounded down; the paise left over go to the largest weight, then to the next
    largest when the first is used up: no part ever exceeds its weight while
    ``amount <= sum(weights)``. Raises ValueError when there is nothing to split it over.
    """
    whole = sum(weights)
    if min(weights, default=0) < 0 or (whole == 0 and amount):
        raise ValueError(f"{amount} cannot be split over {weights}")
    if whole == 0:
        return [0] * len(weights)
    parts = [amount * weight // whole for weight in weights]
    left = amount - sum(parts)
    for index in sorted(range(len(weights)), key=lambda i: -weights[i]):
        extra = min(left, max(weights[index] - parts[index], 0)) if amount <= whole else left
        parts[index] += extra
        left -= extra
        if left == 0:
            break
    return parts
