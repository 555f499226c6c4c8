"""The recovery sheet: one A4 page that an owner prints and keeps away from the till."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pos_desktop.printouts.pdf.pen import A4, pdf_pages

_LEFT_MM, _TOP_MM = 20, 25
_CODE_CELL_MM, _CODE_HIGH_MM = 3.0, 6.0
_QR_MM = 62
_TOLD = (
    "With this sheet and a backup the shop can be opened on another computer:",
    "pos-desktop restore BACKUP --recovery @FILE, the lines below in FILE, or the QR code scanned.",
    "Whoever holds it can read every backup. Keep it in a safe, never beside the till.",
    "Print it anew after a change of owner; it also proves the books from this day on.",
)


def recovery_pdf(shop: str, printed_on: date, lines: Sequence[str], text: str) -> bytes:
    """The sheet as a PDF.

    Args:
        shop: the outlet's name.
        printed_on: the day of printing, on the outlet's clock.
        lines: the code as it is typed.
        text: the code as its QR carries it.
    """
    with pdf_pages(A4, title="Recovery sheet", author=shop) as pages:
        pen, y = pages.pen, _TOP_MM
        pen.text(_LEFT_MM, y, "Recovery sheet", 20, bold=True)
        pen.text(_LEFT_MM, y + 9, f"{shop}, printed {printed_on:%d-%m-%Y}", 12)
        for number, sentence in enumerate(_TOLD):
            pen.text(_LEFT_MM, y + 20 + 6 * number, sentence, 10)
        pen.qr(text, _LEFT_MM, y + 48, _QR_MM)
        for number, line in enumerate(lines, start=1):
            below = y + 56 + _QR_MM + 9 * number
            told = f"{number:2d}   {line}"
            pen.typewriter(_LEFT_MM, below, told, _CODE_CELL_MM, _CODE_HIGH_MM)
        return pages.done()
