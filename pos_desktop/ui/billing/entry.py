"""What is typed or scanned into the one field of the billing screen."""

from __future__ import annotations

import re

from msgspec import Struct

from pos_desktop.application.items import ItemView
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.measures import (
    ONE,
    Milli,
    check_sold_quantity,
    format_quantity,
    parse_quantity,
)
from pos_desktop.domain.money import Paise, divide_half_up, format_rupees, parse_rupees

_TIMES = re.compile(r"\s*(₹?)\s*([\d.,]+)\s*[*×x]\s*(.*)", re.IGNORECASE | re.DOTALL)


class Entry(Struct, frozen=True, kw_only=True):
    """A text to find an item by, with how much of it: a quantity, or rupees' worth."""

    text: str
    qty: Milli | None = None
    worth: Paise | None = None

    @property
    def prefix(self) -> str:
        """The "how much" by itself, as the field shows it while it waits for the item."""
        if self.qty is None and self.worth is None:
            return ""
        return (
            f"{format_rupees(self.worth)} *"
            if self.worth is not None
            else f"{format_quantity(self.qty or ONE)} ×"
        )

    def fits(self, item: ItemView) -> bool:
        """Whether what was found is what was meant: a number after ``3*`` is a whole code.

        ``1040*3``, typed the wrong way round, must not sell 1,040 of the first thing with a 3.
        """
        is_number = self.prefix and self.text.isdecimal()
        return not is_number or self.text in (item.code, item.barcode)

    def qty_at(self, price: Paise) -> Milli:
        """The quantity at a price: as given, one, or what the rupees buy (to the gram)."""
        if self.worth is None:
            return ONE if self.qty is None else self.qty
        if price <= 0:
            raise BadInput("This item has no price to count rupees' worth by.", field="qty")
        return divide_half_up(self.worth * ONE, price)


def parse_entry(typed: str) -> Entry:
    """Read ``3*890…``, ``0.250*potato``, ``₹50*`` or plain text. Raises BadInput."""
    match = _TIMES.fullmatch(typed)
    if match is None:
        return Entry(text=typed.strip())
    rupee, figure, rest = match.groups()
    if rupee:
        return Entry(text=rest.strip(), worth=parse_rupees(figure, field="qty"))
    qty = parse_quantity(figure, field="qty")
    check_sold_quantity(qty, field="qty")
    return Entry(text=rest.strip(), qty=qty)
