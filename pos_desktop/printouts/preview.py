"""A receipt as it comes out of the printer, dot by dot: for the screen, and to share."""

from __future__ import annotations

from functools import lru_cache

from pos_desktop.application.printing import PrinterSettings
from pos_desktop.printouts.bitmap import Bitmap, png, stacked
from pos_desktop.printouts.blocks import Barcode, Cut, Document, Qr, Size
from pos_desktop.printouts.esc_pos import bar_dots, bars_picture, paper_of, qr_picture
from pos_desktop.printouts.layout import PrintedLine, lay_out
from pos_desktop.printouts.lettering import typewriter
from pos_desktop.printouts.picture_lines import PictureLine

_CELL_HEIGHT = 24
_PITCH = 30
"""Rows of dots from line to line."""
_MARGIN = 24


def render_picture(document: Document, printer: PrinterSettings) -> bytes:
    """The receipt as a PNG of the printer's own dots."""
    return png(receipt_bitmap(document, printer), margin=_MARGIN)


def receipt_bitmap(document: Document, printer: PrinterSettings) -> Bitmap:
    """The receipt's dots. Raises Refused as :func:`render_esc_pos` does."""
    parts: list[Bitmap] = []
    for printed in lay_out(document, paper_of(printer)):
        match printed:
            case PrintedLine():
                parts.append(_line(printed, printer.columns, printer.dots))
            case PictureLine():
                parts.append(printed.bitmap)
            case Barcode() if printed.only_bars or (
                printer.native_barcode and bar_dots(printed, printer)
            ):
                parts.append(bars_picture(printed, printer))
            case Qr() | Barcode():
                if printer.native_qr or printer.pictures:
                    parts.append(qr_picture(printed.payload, printer.dots))
            case Cut():
                pass
    return stacked(parts, printer.dots)


@lru_cache(maxsize=256)
def _line(line: PrintedLine, columns: int, dots: int) -> Bitmap:
    """A line of the printer's own letters, as wide as its columns make them."""
    width = dots // columns * (2 if line.size is Size.BIG else 1)
    height = _CELL_HEIGHT * (1 if line.size is Size.NORMAL else 2)
    # The line as it is sent, but for the sign that stands for the rupee's.
    text = line.text if line.size is Size.BIG else line.shown
    if line.size is Size.BIG and "₹" in line.shown:
        text = text.replace("`", "₹")
    cells = [typewriter(char, width, height, bold=line.bold) for char in text]
    rows = tuple(int("0" + "".join(cell[y] for cell in cells), 2) for y in range(height))
    return Bitmap(width * len(text), rows).spaced(0, max(_PITCH - height, 6))
