"""Labels for items: what stands on one, and a page of them as marks."""

from __future__ import annotations

from msgspec import Struct

from pos_desktop.domain.bar_codes import Symbol, symbol_of


class LabelFacts(Struct, frozen=True, kw_only=True):
    """What stands on a label; ``name`` in the language of the outlet's papers.

    Attributes:
        mrp: the printed retail price, ``MRP ₹60.00``, or "".
        price: what the shop asks, ``₹55.00``; "" where that is the MRP.
    """

    name: str
    mrp: str
    price: str
    barcode: str

    @property
    def symbol(self) -> Symbol:
        """The kind of its bars."""
        return symbol_of(self.barcode)


class LabelSheet(Struct, frozen=True, kw_only=True):
    """An A4 sheet of labels; all in millimetres.

    Attributes:
        left: from the paper's edge to the first label, and
        top: likewise.
        gap: between two labels of a row; rows have none.
    """

    across: int
    down: int
    width: float
    height: float
    left: float
    top: float
    gap: float

    @property
    def count(self) -> int:
        """Labels on a sheet."""
        return self.across * self.down

    def place(self, number: int) -> tuple[float, float]:
        """Left and top of a label, numbered from 0 row by row."""
        row, column = divmod(number, self.across)
        return self.left + column * (self.width + self.gap), self.top + row * self.height


SHEETS = {
    65: LabelSheet(across=5, down=13, width=38.1, height=21.2, left=4.75, top=10.7, gap=2.5),
    40: LabelSheet(across=4, down=10, width=45.7, height=25.4, left=9.7, top=21.5, gap=2.6),
    24: LabelSheet(across=3, down=8, width=63.5, height=33.9, left=7.25, top=12.9, gap=2.5),
}
"""The common ones, by how many labels they have."""


class Words(Struct, frozen=True, kw_only=True):
    """One line of text, its middle at ``x``, its baseline at ``y``; ``em`` is its size.

    Micrometres: whole numbers go through the wire.
    """

    x: int
    y: int
    text: str
    em: int
    bold: bool = False


class Bar(Struct, frozen=True, kw_only=True):
    """A black bar by its top left corner, in micrometres."""

    x: int
    y: int
    width: int
    height: int


class LabelPage(Struct, frozen=True, kw_only=True):
    """What is drawn on a page."""

    words: tuple[Words, ...] = ()
    bars: tuple[Bar, ...] = ()
