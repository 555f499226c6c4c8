"""The one model of a printed document: blocks, made from stored facts.

A document says what is printed and in which order; a renderer knows how. Texts are as the shop
wrote them, in any script: the layout takes out what its paper cannot show.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from msgspec import Struct

from pos_desktop.domain.bar_codes import Symbol
from pos_desktop.printouts.bitmap import Bitmap


class Align(StrEnum):
    """Where a text stands between the margins."""

    LEFT = "left"
    CENTRE = "centre"


class Size(StrEnum):
    """How large characters are: ordinary, of double height, or of double height and width."""

    NORMAL = "normal"
    TALL = "tall"
    BIG = "big"


class Text(Struct, frozen=True, cache_hash=True):
    """Words, wrapped between the margins.

    Attributes:
        size: BIG steps down to TALL when the text would need more than two lines.
        most_lines: what is longer is cut, and ends in two dots; None is never cut.
    """

    text: str
    align: Align = Align.LEFT
    size: Size = Size.NORMAL
    bold: bool = False
    most_lines: int | None = None


class Row(Struct, frozen=True):
    """Words at the left with a figure at the right margin, in one line where they fit.

    The words give way: they wrap, and are cut after ``most_lines``. ``lead`` and ``figure``
    carry numbers and are never wrapped, cut or dropped.

    Attributes:
        lead: a figure at the left margin, before the words.
        size: BIG steps down to TALL when the row would not fit in one line.
    """

    figure: str
    text: str = ""
    lead: str = ""
    size: Size = Size.NORMAL
    bold: bool = False
    most_lines: int | None = 2


class Item(Struct, frozen=True, cache_hash=True):
    """What was sold: its name with a note at the right margin, above its row of figures.

    Where the name prints as a picture, the note joins the words of the row, and the paper of a
    line is saved.

    Attributes:
        is_short: name and figures go in one line where that fits, without the row's words: a
            bill says the rates again in its table of taxes.
    """

    name: str
    note: str
    row: Row
    is_short: bool = False


class Table(Struct, frozen=True, kw_only=True):
    """Rows of figures under one head; the first column names the row.

    A table too wide for the paper is set row by row, each figure after its column's head. No
    figure is ever wrapped, cut or dropped.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Rule(Struct, frozen=True, kw_only=True):
    """A line across the paper."""


class Qr(Struct, frozen=True, kw_only=True):
    """A QR code of *payload*, ASCII; left out by a renderer that is told it cannot draw one.

    Attributes:
        by: who draws it: ``printer`` or ``till``; None is whoever can, the printer first.
    """

    payload: str
    by: Literal["printer", "till"] | None = None


class Barcode(Struct, frozen=True, kw_only=True):
    """Bars of *payload*, ASCII; a QR code where they do not fit on the paper.

    Attributes:
        symbol: the kind of bars, which *payload* fits.
        only_bars: a scanner at the counter reads it: drawn by the till where the printer does not
            draw it, and refused where it does not fit.
    """

    payload: str
    symbol: Symbol = Symbol.CODE128
    only_bars: bool = False


class Image(Struct, frozen=True, kw_only=True):
    """A picture file of any common kind, dithered to black dots, in the middle."""

    data: bytes


class Dots(Struct, frozen=True):
    """A picture as it is, from the left edge of the paper."""

    bitmap: Bitmap


class Feed(Struct, frozen=True, kw_only=True):
    """Empty lines."""

    lines: int = 1


class Cut(Struct, frozen=True, kw_only=True):
    """The end of a piece of paper: fed past the knife, and cut where there is one."""


Block = Text | Row | Item | Table | Rule | Qr | Barcode | Image | Dots | Feed | Cut


class Document(Struct, frozen=True):
    """What is printed, from top to bottom."""

    blocks: tuple[Block, ...]
