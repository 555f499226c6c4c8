"""A pen that writes every script of India on PDF pages, in millimetres from the top left.

reportlab shapes letters only in fonts registered as shapable, and neither splits a text by script
nor falls back to another font: both are done here, for every text of every page.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Literal

from pos_desktop.printouts.scripts import LATIN, TYPEWRITER_EM, font_file, runs, written
from pos_desktop.printouts.wrapping import broken, cut

Side = Literal["left", "right", "centre"]
Colour = tuple[float, float, float]

INK: Colour = (0.09, 0.11, 0.14)
MUTED: Colour = (0.36, 0.40, 0.45)
HAIRLINE: Colour = (0.78, 0.81, 0.84)
ACCENT: Colour = (0.043, 0.361, 0.678)
"""The one colour beside ink: what the till's own screens use."""
_WATERMARK: Colour = (0.93, 0.94, 0.95)

PT_MM = 72 / 25.4
"""Points in a millimetre."""
_HAIRLINE_PT = 0.4
_ELLIPSIS = "…"
_MONO = "Mono"

A4 = (210.0, 297.0)
A5 = (148.0, 210.0)
"""Width and height in millimetres."""

_one_at_a_time = threading.RLock()
"""A font of reportlab's belongs to one document at a time."""


@lru_cache(maxsize=64)
def _font(script: str, bold: bool) -> str:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    path = font_file(script, bold=bold)
    pdfmetrics.registerFont(TTFont(path.stem, str(path), shapable=script not in (LATIN, _MONO)))
    return path.stem


@lru_cache(maxsize=4096)
def _run_width(run: str, font: str) -> float:
    """Of a run at one point."""
    from reportlab.pdfbase import pdfmetrics

    shaped = _shaped(run, font)
    data = getattr(shaped, "__shapeData__", None)
    if data is None:
        return float(pdfmetrics.stringWidth(run, font, 1.0))
    return float(sum(part.x_advance for part in data)) / 1000


def _shaped(run: str, font: str) -> Any:
    from reportlab.pdfbase.pdfmetrics import getFont
    from reportlab.pdfbase.ttfonts import shapeStr

    return shapeStr(run, font, 1) if getFont(font).shapable else run


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Millimetres that *text* takes at *size* points."""
    if text.isascii():
        return _run_width(text, _font(LATIN, bold)) * size / PT_MM
    return sum(_run_width(run, _font(s, bold)) for s, run in runs(written(text))) * size / PT_MM


def wrapped(
    text: str, room: float, size: float, *, bold: bool = False, most: int | None = None
) -> list[str]:
    """Lines of at most *room* millimetres; more than *most* are cut and end in an ellipsis."""

    def fits(line: str) -> bool:
        return width_of(line, size, bold=bold) <= room

    paragraphs = (written(paragraph).split() for paragraph in text.splitlines())
    lines = [line for words in paragraphs for line in broken(words, fits)]
    return cut(lines, most, fits, ellipsis=_ELLIPSIS)


class Pen:
    """Draws on the pages of one document; y grows downwards, x to the right, in millimetres."""

    def __init__(self, canvas: Any, width: float, height: float) -> None:
        self._canvas = canvas
        self.width = width
        self.height = height

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 9,
        *,
        bold: bool = False,
        side: Side = "left",
        colour: Colour = INK,
    ) -> None:
        """One line whose baseline is at *y*; *x* is its left end, right end or middle."""
        clean = written(text)
        if not clean:
            return
        if side != "left":
            x -= width_of(clean, size, bold=bold) / (1 if side == "right" else 2)
        pen = self._canvas.beginText(x * PT_MM, (self.height - y) * PT_MM)
        pen.setFillColorRGB(*colour)
        for script, run in runs(clean):
            font = _font(script, bold)
            pen.setFont(font, size)
            pen._textOut(_shaped(run, font))
            pen.setXPos(0)
            x += _run_width(run, font) * size / PT_MM
            pen.setTextOrigin(x * PT_MM, (self.height - y) * PT_MM)
        self._canvas.drawText(pen)

    def fitted(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        room: float,
        *,
        bold: bool = False,
        side: Side = "left",
        colour: Colour = INK,
    ) -> None:
        """One line made smaller until it fits in *room*: a figure is never cut."""
        taken = width_of(text, size, bold=bold)
        if taken > room:
            size *= room / taken
        self.text(x, y, text, size, bold=bold, side=side, colour=colour)

    def typewriter(
        self, x: float, y: float, text: str, cell: float, high: float, *, bold: bool = False
    ) -> None:
        """*text* in cells of *cell* by *high* millimetres, as a receipt printer writes."""
        canvas = self._canvas
        em = cell / TYPEWRITER_EM * PT_MM
        canvas.saveState()
        canvas.translate(x * PT_MM, (self.height - y) * PT_MM)
        canvas.scale(1, high * PT_MM / em / 1.2)
        pen = canvas.beginText(0, 0)
        pen.setFont(_font(_MONO, False), em)
        pen.setFillColorRGB(*INK)
        pen.setStrokeColorRGB(*INK)
        if bold:
            canvas.setLineWidth(em / 22)
            pen.setTextRenderMode(2)
        pen.textOut(text)
        canvas.drawText(pen)
        canvas.restoreState()

    def rule(
        self,
        y: float,
        left: float,
        right: float,
        *,
        colour: Colour = HAIRLINE,
        points: float = _HAIRLINE_PT,
    ) -> None:
        """A line across."""
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.setLineWidth(points)
        at = (self.height - y) * PT_MM
        self._canvas.line(left * PT_MM, at, right * PT_MM, at)

    def box(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A filled rectangle whose top left is (x, y)."""
        self._canvas.setFillColorRGB(*colour)
        at = (self.height - y - height) * PT_MM
        self._canvas.rect(x * PT_MM, at, width * PT_MM, height * PT_MM, stroke=0, fill=1)

    def qr(self, payload: str, x: float, y: float, size: float) -> None:
        """A QR code of *size* with its quiet zone within it; vectors, so sharp on any printer."""
        from reportlab.graphics import renderPDF
        from reportlab.graphics.barcode.qr import QrCodeWidget
        from reportlab.graphics.shapes import Drawing

        code = QrCodeWidget(
            payload, barLevel="M", barWidth=size * PT_MM, barHeight=size * PT_MM, barBorder=4
        )
        drawing = Drawing(size * PT_MM, size * PT_MM)
        drawing.add(code)
        renderPDF.draw(drawing, self._canvas, x * PT_MM, (self.height - y - size) * PT_MM)

    def picture(self, data: bytes, x: float, y: float, width: float, height: float) -> None:
        """A PNG or JPEG within a box, keeping its shape, at the box's top left."""
        from reportlab.lib.utils import ImageReader

        image = ImageReader(io.BytesIO(data))
        wide, high = image.getSize()
        scale = min(width / wide, height / high)
        self._canvas.drawImage(
            image,
            x * PT_MM,
            (self.height - y - high * scale) * PT_MM,
            wide * scale * PT_MM,
            high * scale * PT_MM,
            mask="auto",
        )

    def watermark(self, word: str, words: str = "") -> None:
        """A large pale word across the page, under whatever is drawn after it, *words* below it."""
        self._canvas.saveState()
        self._canvas.translate(self.width / 2 * PT_MM, self.height / 2 * PT_MM)
        self._canvas.rotate(45)
        self._canvas.setFillColorRGB(*_WATERMARK)
        size = self.width * 0.8
        self._canvas.setFont(_font(LATIN, True), size)
        self._canvas.drawCentredString(0, -size / 3, word)
        # The page's middle is where this measures from now.
        below = self.height + size * 0.62 / PT_MM
        self.text(0, below, words, size / 6, bold=True, side="centre", colour=_WATERMARK)
        self._canvas.restoreState()

    def next_page(self) -> None:
        """End this page and begin another."""
        self._canvas.showPage()


class Nowhere:
    """A canvas that keeps nothing: to find out on how many pages something is written."""

    def __getattr__(self, _name: str) -> Nowhere:
        return self

    def __call__(self, *_args: object, **_kwargs: object) -> Nowhere:
        """Whatever is drawn."""
        return self


class Pages:
    """A PDF being written."""

    def __init__(self, pen: Pen, canvas: Any, content: io.BytesIO) -> None:
        self.pen = pen
        self._canvas = canvas
        self._content = content

    def done(self) -> bytes:
        """The whole file."""
        self._canvas.showPage()
        self._canvas.save()
        return self._content.getvalue()


@contextmanager
def pdf_pages(size: tuple[float, float], *, title: str, author: str) -> Iterator[Pages]:
    """A new document of pages of *size* millimetres; the same facts give the same bytes."""
    from reportlab.pdfgen.canvas import Canvas

    with _one_at_a_time:
        content = io.BytesIO()
        points = (size[0] * PT_MM, size[1] * PT_MM)
        canvas = Canvas(content, pagesize=points, invariant=1)
        canvas.setTitle(written(title))
        canvas.setAuthor(written(author))
        canvas.setCreator("POS Desktop")
        yield Pages(Pen(canvas, *size), canvas, content)
