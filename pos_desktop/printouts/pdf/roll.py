"""A receipt as a PDF 80 mm wide: the printer's own lines, in letters that can be searched."""

from __future__ import annotations

from pos_desktop.application.printing import PrinterSettings
from pos_desktop.printouts.blocks import Barcode, Cut, Document, Qr, Size
from pos_desktop.printouts.esc_pos import paper_of
from pos_desktop.printouts.layout import Printed, PrintedLine, lay_out
from pos_desktop.printouts.pdf.pen import PT_MM, Pen, pdf_pages
from pos_desktop.printouts.picture_lines import PictureLine

WIDTH = 80.0
_MARGIN = 4.0
_CELL_HEIGHT = 3.0
_PITCH = 3.75
"""Millimetres from line to line, as 30 dots at 8 dots a millimetre."""
_QR = 34.0


def roll_pdf(document: Document, printer: PrinterSettings, *, title: str, shop: str) -> bytes:
    """One page as long as the receipt. Raises Refused as the printer's renderer does."""
    lines = lay_out(document, paper_of(printer))
    scale = (WIDTH - 2 * _MARGIN) / printer.dots
    heights = [_height(line, scale) for line in lines]
    with pdf_pages((WIDTH, sum(heights) + 2 * _MARGIN), title=title, author=shop) as pages:
        y = _MARGIN
        for line, height in zip(lines, heights, strict=True):
            _draw(pages.pen, line, y, height, scale, printer)
            y += height
        return pages.done()


def _height(line: Printed, scale: float) -> float:
    match line:
        case PrintedLine():
            return _PITCH if line.size is Size.NORMAL else 2 * _CELL_HEIGHT + 0.75
        case PictureLine():
            return line.bitmap.height * scale + 0.6
        case Cut():
            return 0.0
        case _:
            return _QR


def _draw(
    pen: Pen, line: Printed, y: float, height: float, scale: float, printer: PrinterSettings
) -> None:
    match line:
        case PrintedLine():
            wide = 2 if line.size is Size.BIG else 1
            cell = printer.dots / printer.columns * scale * wide
            high = _CELL_HEIGHT * (1 if line.size is Size.NORMAL else 2)
            text = line.text if line.size is Size.BIG else line.shown
            if "₹" in line.shown:
                text = text.replace("`", "₹")
            pen.typewriter(_MARGIN, y + high * 0.85, text, cell, high, bold=line.bold)
        case PictureLine(pieces=()):
            from pos_desktop.printouts.bitmap import png

            width = line.bitmap.width * scale
            pen.picture(png(line.bitmap), _MARGIN, y, width, line.bitmap.height * scale)
        case PictureLine():
            size = line.em * scale * PT_MM
            for dots, words in line.pieces:
                pen.text(_MARGIN + dots * scale, y + height * 0.72, words, size, bold=line.bold)
        case Qr() | Barcode():
            pen.qr(line.payload, (WIDTH - _QR) / 2, y, _QR)
        case Cut():
            pass
