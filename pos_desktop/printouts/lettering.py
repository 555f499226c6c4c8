"""Words of any script as dots: shaped and drawn by HarfBuzz, the same with a window and without.

HarfBuzz both shapes and draws: 0.1 ms a line, against 0.3 ms for Qt's QTextLayout, which the
command line would have to load just for this. It is imported when first needed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from msgspec import Struct

from pos_desktop.printouts.bitmap import Bitmap
from pos_desktop.printouts.scripts import FONTS, TYPEWRITER_EM, font_file, runs, written
from pos_desktop.printouts.wrapping import broken, cut

_INK = bytes(48 + (value >= 112) for value in range(256))
"""Coverage of a dot to ``0`` or ``1``: a little under half, so that thin strokes stay."""
_ELLIPSIS = ".."
_TYPEWRITER = "NotoSansMono-Regular"


class Glyph(Struct, frozen=True):
    """A glyph where its script's shaping put it, in ems."""

    font: Any
    number: int
    x: float
    y: float


@lru_cache(maxsize=32)
def _font(path: str) -> tuple[Any, int]:
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path))
    return uharfbuzz.Font(face), face.upem


@lru_cache(maxsize=1024)
def _shape(text: str, bold: bool) -> tuple[tuple[Glyph, ...], float]:
    """The glyphs of *text* and how many ems it takes."""
    import uharfbuzz

    glyphs: list[Glyph] = []
    x = 0.0
    for script, run in runs(text):
        font, upem = _font(str(font_file(script, bold=bold)))
        buffer = uharfbuzz.Buffer()
        buffer.add_str(run)
        buffer.guess_segment_properties()
        uharfbuzz.shape(font, buffer)
        for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            place = (x + at.x_offset / upem, at.y_offset / upem)
            glyphs.append(Glyph(font, info.codepoint, *place))
            x += at.x_advance / upem
    return tuple(glyphs), x


def width_of(text: str, em: int, *, bold: bool = False) -> int:
    """Dots that *text* takes at *em* dots an em, with one to spare for a stroke that overhangs."""
    return round(_shape(written(text), bold)[1] * em) + 1


def draw(
    text: str, em: int, *, bold: bool = False, above: int | None = None, below: int | None = None
) -> Bitmap:
    """*text* in one line, from its first dot of ink to its last.

    Args:
        text: words.
        em: dots an em.
        bold: in the bold font, where the script has one.
        above: rows of dots above the baseline; None leaves what the ink takes.
        below: rows of dots below it, likewise.
    """
    import uharfbuzz

    raster = uharfbuzz.RasterDraw()
    for glyph in _shape(written(text), bold)[0]:
        scale = em / _upem(glyph.font)
        raster.transform = (scale, 0, 0, scale, glyph.x * em, glyph.y * em)
        raster.draw_glyph(glyph.font, glyph.number)
    image = raster.render()
    extents = image.extents
    if not extents.width or not extents.height:
        return Bitmap(1, (0,) * ((above or 0) + (below or 0) or 1))
    dots = _bits(bytes(image.buffer), extents)
    width = extents.width
    # A stroke that begins left of the origin moves the whole line, not itself alone.
    left = max(extents.x_origin, 0)
    top = extents.y_origin + extents.height
    if above is not None:
        dots = dots[max(top - above, 0) :] if top > above else [0] * (above - top) + dots
    if below is not None:
        bottom = -extents.y_origin
        dots = (
            dots[: len(dots) - (bottom - below)]
            if bottom > below
            else dots + [0] * (below - bottom)
        )
    return Bitmap(width + left, tuple(dots))


def _upem(font: Any) -> int:
    return int(font.face.upem)


def _bits(buffer: bytes, extents: Any) -> list[int]:
    """Rows from top to bottom; HarfBuzz's begin at the bottom."""
    digits = buffer.translate(_INK)
    stride, width = extents.stride, extents.width
    ends = range((extents.height - 1) * stride, -1, -stride)
    return [int(digits[at : at + width], 2) for at in ends]


def wrapped(
    text: str, room: int, em: int, *, bold: bool = False, most: int | None = None
) -> list[str]:
    """Lines of at most *room* dots; more than *most* are cut, and end in two dots."""

    def fits(line: str) -> bool:
        return width_of(line, em, bold=bold) <= room

    return cut(broken(written(text).split(), fits), most, fits, ellipsis=_ELLIPSIS)


@lru_cache(maxsize=1024)
def typewriter(char: str, width: int, height: int, *, bold: bool = False) -> tuple[str, ...]:
    """A letter in a cell of the printer's own font, as rows of ``0`` and ``1``.

    Printers' letters are narrow and tall: the font is stretched to the cell.
    """
    import uharfbuzz

    font, upem = _font(str(FONTS / f"{_TYPEWRITER}.ttf"))
    blank = ("0" * width,) * height
    number = font.get_nominal_glyph(ord(char))
    if not number or char == " ":
        return blank
    across, along = width / TYPEWRITER_EM / upem, height / 1.12 / upem
    base = round(height * 0.22)
    raster = uharfbuzz.RasterDraw()
    raster.extents = uharfbuzz.RasterExtents(0, -base, width, height, 0)
    raster.transform = (across, 0, 0, along, 0, 0)
    raster.draw_glyph(font, number)
    image = raster.render()
    digits = bytes(image.buffer).translate(_INK).decode()
    stride = image.extents.stride
    rows = [digits[at : at + width] for at in range((height - 1) * stride, -1, -stride)]
    if bold:
        rows = [
            "".join("1" if "1" in row[max(i - 1, 0) : i + 1] else "0" for i in range(width))
            for row in rows
        ]
    return tuple(rows)
