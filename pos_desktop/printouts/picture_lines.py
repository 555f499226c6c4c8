"""Lines that only a picture can show: names and labels in the scripts of India.

A picture is trimmed to its ink, for its bytes are what a slow cable waits for.
"""

from __future__ import annotations

from msgspec import Struct

from pos_desktop.domain.errors import Refused
from pos_desktop.printouts.bitmap import Bitmap, beside
from pos_desktop.printouts.blocks import Align, Row, Size, Text
from pos_desktop.printouts.lettering import draw, width_of, wrapped
from pos_desktop.printouts.scripts import written

_EM = {Size.NORMAL: 26, Size.TALL: 38, Size.BIG: 48}
"""Dots an em: the letters are as high as the printer's own beside them."""
_SMALLEST_EM = 16
_GAP = 16
"""Dots between words and the figure at their right."""
_LEAST_ROOM = 120
"""Words with less room than this beside a figure get lines of their own above it."""
_ABOVE, _BELOW = 3, 4
"""White rows around a picture; the printer leaves some below its text, and none above."""
_MOST_BIG_LINES = 2


class PictureLine(Struct, frozen=True):
    """One line as a picture.

    Attributes:
        bitmap: the dots, from the left edge of the paper.
        shown: what it says, for a screen or a file of text.
        em: dots an em, and
        bold: for a renderer that writes
        pieces: these words, each at so many dots from the left, instead of dots.
    """

    bitmap: Bitmap
    shown: str
    em: int
    bold: bool
    pieces: tuple[tuple[int, str], ...]


def picture_text(block: Text, dots: int) -> list[PictureLine]:
    """The lines of a text."""
    size = block.size
    lines = wrapped(block.text, dots, _EM[size], bold=block.bold)
    if size is Size.BIG and len(lines) > _MOST_BIG_LINES:
        size = Size.TALL
    em = _EM[size]
    out = []
    for line in wrapped(block.text, dots, em, bold=block.bold, most=block.most_lines):
        bitmap = draw(line, em, bold=block.bold).trimmed()
        indent = (dots - bitmap.width) // 2 if block.align is Align.CENTRE else 0
        placed = bitmap.moved(max(indent, 0))
        out.append(_line(placed, line, em, block.bold, ((max(indent, 0), line),)))
    return out


def picture_row(row: Row, dots: int) -> list[PictureLine]:
    """A row of words and a figure. Raises Refused (``figure_too_wide``)."""
    lead, text, figure = written(row.lead), written(row.text), written(row.figure)
    em = _EM[row.size]
    while max(width_of(lead, em, bold=row.bold), width_of(figure, em, bold=row.bold)) > dots:
        em -= 2
        if em < _SMALLEST_EM:
            raise Refused(
                f"“{figure or lead}” does not fit on the printer's paper. Print it on wider paper.",
                code="figure_too_wide",
            )
    left = f"{lead}  {text}" if lead and text else lead or text
    taken = width_of(figure, em, bold=row.bold) if figure else 0
    room = dots - taken - _GAP if taken else dots
    if lead and width_of(lead, em, bold=row.bold) > room:
        room = dots
    beside_it = room >= _LEAST_ROOM and room < dots
    most = None if lead else row.most_lines
    *above, last = wrapped(left, room, em, bold=row.bold, most=most) or [""]
    out = [_ends(line, "", dots, em, row.bold) for line in above]
    if beside_it or not figure:
        out.append(_ends(last, figure, dots, em, row.bold))
    else:
        out += [_ends(last, "", dots, em, row.bold), _ends("", figure, dots, em, row.bold)]
    return out


def _ends(left: str, right: str, dots: int, em: int, bold: bool) -> PictureLine:
    """Words at the left and a figure at the right of one line, on one baseline."""
    shown = f"{left}  {right}".strip()
    if not right:
        return _line(draw(left, em, bold=bold).trimmed(), shown, em, bold, ((0, left),))
    height, depth = round(em * 1.15), round(em * 0.55)
    words = draw(left, em, bold=bold, above=height, below=depth)
    figure = draw(right, em, bold=bold, above=height, below=depth)
    both = beside(words, figure, dots) if left else figure.moved(dots - figure.width)
    pieces = ((0, left), (dots - figure.width, right))
    return _line(both.trimmed(), shown, em, bold, pieces)


def _line(
    bitmap: Bitmap, shown: str, em: int, bold: bool, pieces: tuple[tuple[int, str], ...]
) -> PictureLine:
    return PictureLine(bitmap.spaced(_ABOVE, _BELOW), shown, em, bold, pieces)
