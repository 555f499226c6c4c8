"""Barcodes that a scale prints: item and weight, or item and price, in one code.

A shop writes down how its scale makes them: digits stand for themselves, ``C`` for the digits of
the item's code, ``W`` for whole units and ``w`` for thousandths of the weight, ``P`` for rupees
and ``p`` for paise of the price, ``K`` at the end for the check digit of an EAN.
``21CCCCCWWwwwK`` is the label of many Indian scales: item, kilos and grams.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.item_cards import IN_STORE_PREFIXES, ean13
from pos_desktop.domain.measures import ONE, Milli, amount_of
from pos_desktop.domain.money import PAISE_PER_RUPEE, Paise, divide_half_up

MOST_TEMPLATES = 10
_TEMPLATE = re.compile(r"\d*C+(?:W*w{0,3}|P*p{0,2})K?")
_LENGTHS = range(8, 25)
_EAN_LENGTH = 13


class ScaleLabel(Struct, frozen=True, kw_only=True):
    """What a label says: the item's code, and how much of it, by weight or by price."""

    code: str
    qty: Milli | None = None
    worth: Paise | None = None


class ScaleTemplate(Struct, frozen=True):
    """How one kind of label is made up."""

    text: str

    def read(self, barcode: str) -> ScaleLabel | None:
        """What *barcode* says, when it is such a label; else None.

        A label whose check digit is wrong, or that says nothing of anything, is none.
        """
        if len(barcode) != len(self.text) or not barcode.isascii() or not barcode.isdigit():
            return None
        parts: dict[str, str] = {}
        for kind, digit in zip(self.text, barcode, strict=True):
            if kind.isdigit():
                if kind != digit:
                    return None
                continue
            parts[kind] = parts.get(kind, "") + digit
        if "K" in parts and len(barcode) == _EAN_LENGTH and ean13(barcode[:-1]) != barcode:
            return None
        code = parts["C"].lstrip("0")
        weight = _figure(parts.get("W", ""), parts.get("w", ""), places=3)
        price = _figure(parts.get("P", ""), parts.get("p", ""), places=2)
        if not code or not (weight or price):
            return None
        if weight:
            return ScaleLabel(code=code, qty=weight)
        return ScaleLabel(code=code, worth=price)


def parse_templates(text: str, *, field: str) -> tuple[ScaleTemplate, ...]:
    """Templates with spaces or commas between them. Raises BadInput naming *field*."""
    parts = text.replace(",", " ").split()
    if len(parts) > MOST_TEMPLATES:
        raise BadInput(f"Give at most {MOST_TEMPLATES} kinds of labels.", field=field)
    for part in parts:
        holds_a_figure = bool(set(part) & set("WwPp"))
        if not _TEMPLATE.fullmatch(part) or not holds_a_figure or len(part) not in _LENGTHS:
            raise BadInput(
                f"“{part}” is no kind of label. Write digits, then C for the item's code, then W "
                "and w for kilos and grams or P and p for rupees and paise, like 21CCCCCWWwwwK.",
                field=field,
                code="bad_template",
            )
    return tuple(ScaleTemplate(part) for part in parts)


def read_label(templates: Sequence[ScaleTemplate], barcode: str) -> ScaleLabel | None:
    """What the first template that fits makes of a barcode."""
    for template in templates:
        label = template.read(barcode)
        if label is not None:
            return label
    return None


def free_prefixes(templates: Sequence[ScaleTemplate]) -> tuple[str, ...]:
    """The in-store prefixes of which no template could read an EAN-13 as a label of the scale."""
    fixed = [
        template.text[: len(template.text) - len(template.text.lstrip("0123456789"))]
        for template in templates
        if len(template.text) == _EAN_LENGTH
    ]
    return tuple(
        prefix
        for prefix in IN_STORE_PREFIXES
        if not any(digits.startswith(prefix) or prefix.startswith(digits) for digits in fixed)
    )


def bought_for(worth: Paise, price: Paise, *, field: str) -> tuple[Milli, Paise]:
    """The thousandths that *worth* buys at *price*, rounded up where they do not come to it
    exactly; and how much too much they then come to: less than a thousandth costs, or a paisa.

    Raises BadInput naming *field* for an item without a price.
    """
    if price <= 0:
        raise BadInput("This item has no price to find its weight by.", field=field)
    nearest = divide_half_up(worth * ONE, price)
    if nearest > 0 and amount_of(nearest, price) == worth:
        return nearest, 0
    qty = -(-worth * ONE // price)
    return qty, amount_of(qty, price) - worth


def _figure(whole: str, part: str, *, places: int) -> int:
    """Whole units and their part as one number of the smallest: ``01`` and ``250`` are 1250."""
    unit = ONE if places == len("000") else PAISE_PER_RUPEE
    return int(whole or "0") * unit + int((part or "0").ljust(places, "0")[:places])
