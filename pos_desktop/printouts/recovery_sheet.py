"""The recovery sheet: one A4 page that an owner prints and keeps away from the till."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pos_desktop

_FONTS = Path(pos_desktop.__file__).parent / "resources" / "fonts"
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
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    for name in ("NotoSans-Regular", "NotoSans-Bold", "NotoSansMono-Regular"):
        pdfmetrics.registerFont(TTFont(name, str(_FONTS / f"{name}.ttf")))
    content = io.BytesIO()
    page = Canvas(content, pagesize=A4)
    page.setTitle("Recovery sheet")
    y = A4[1] - 25 * mm
    page.setFont("NotoSans-Bold", 20)
    page.drawString(20 * mm, y, "Recovery sheet")
    page.setFont("NotoSans-Regular", 12)
    page.drawString(20 * mm, y - 9 * mm, f"{shop}, printed {printed_on:%d-%m-%Y}")
    page.setFont("NotoSans-Regular", 10)
    for number, sentence in enumerate(_TOLD):
        page.drawString(20 * mm, y - (20 + 6 * number) * mm, sentence)
    _draw_qr(page, text, 20 * mm, y - (48 + _QR_MM) * mm, _QR_MM * mm)
    page.setFont("NotoSansMono-Regular", 14)
    for number, line in enumerate(lines, start=1):
        page.drawString(20 * mm, y - (56 + _QR_MM + 9 * number) * mm, f"{number:2d}   {line}")
    page.showPage()
    page.save()
    return content.getvalue()


def _draw_qr(page: Any, text: str, x: float, y: float, size: float) -> None:
    from reportlab.graphics import renderPDF
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.shapes import Drawing

    code = QrCodeWidget(text, barLevel="M", barWidth=size, barHeight=size)
    drawing = Drawing(size, size)
    drawing.add(code)
    renderPDF.draw(drawing, page, x, y)
