"""The page that a new printer is tried with: whether it prints, how wide, and whether it cuts."""

from __future__ import annotations

from datetime import datetime

from pos_desktop.application.printing import PrinterSettings
from pos_desktop.domain.money import format_rupees
from pos_desktop.printouts.blocks import Align, Block, Cut, Document, Qr, Row, Rule, Size, Text
from pos_desktop.printouts.esc_pos import render_esc_pos

_SAMPLE_PAISE = 1_23_456_78


def trial_bytes(shop: str, printer: PrinterSettings, at: datetime) -> bytes:
    """The page as one ESC/POS job.

    Args:
        shop: the shop's name, as it will stand on receipts; may be empty.
        printer: as it was set up; its columns, dots and cutter are what is tried.
        at: on the shop's clock.
    """
    ruler = "".join(str(place % 10) for place in range(1, printer.columns + 1))
    blocks: list[Block] = [
        Text(text=shop or "POS Desktop", align=Align.CENTRE, size=Size.BIG, bold=True),
        Text(text="Test page", align=Align.CENTRE),
        Rule(),
        Text(text="The figures below fill one line, from edge to edge:"),
        Text(text=ruler),
        Row(text="An amount", figure=format_rupees(_SAMPLE_PAISE)),
        Row(text="TOTAL", figure=format_rupees(_SAMPLE_PAISE), size=Size.BIG, bold=True),
        Row(text=f"{at:%d-%m-%Y}", figure=f"{at:%H:%M}"),
        Rule(),
        Cut(),
    ]
    if printer.native_qr:
        blocks.insert(-1, Qr(payload="POS Desktop"))
    return render_esc_pos(Document(tuple(blocks)), printer)
