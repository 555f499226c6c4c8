"""Pages that try a printer out: a short one, and one that shows which settings are right."""

from __future__ import annotations

from datetime import datetime

from pos_desktop.application.printing import PrinterSettings
from pos_desktop.application.table_report import ReportColumn, ReportTable, TableReport
from pos_desktop.printouts.bitmap import Bitmap
from pos_desktop.printouts.blocks import (
    Align,
    Barcode,
    Block,
    Cut,
    Document,
    Dots,
    Feed,
    Qr,
    Row,
    Rule,
    Size,
    Text,
)
from pos_desktop.printouts.heading import date_of, time_of

_WIDTHS = (384, 512, 546, 576, 640)
_COLUMNS = (32, 42, 48)
_BAR_ROWS = 16
_TAIL = 48
"""Dots of thick bar at the right end: seen whole only where the paper is that wide."""
_TEXT_FOR_CODES = "POS DESKTOP 123"


def trial_document(printer: PrinterSettings, shop: str, at: datetime) -> Document:
    """Half a hand of paper: that it prints, whose it is, and what it can do.

    *shop* is empty while a first run has no name for it yet.
    """
    return Document(
        (
            Text(text=shop or "POS Desktop", align=Align.CENTRE, size=Size.BIG, bold=True),
            Text(text="Test page", align=Align.CENTRE, bold=True),
            Row(lead=date_of(at), figure=time_of(at)),
            Rule(),
            Text(text="The figures below fill one line, from edge to edge:"),
            Row(lead=_ruler(printer.columns), figure=""),
            Row(text="Columns", figure=str(printer.columns)),
            Row(text="Dots", figure=str(printer.dots)),
            Row(text="Rupee sign", figure="₹1,23,456.78"),
            Text(text="नमस्ते வணக்கம் నమస్తే"),
            Rule(),
            Text(text="If you can read this, the printer works.", align=Align.CENTRE),
            Cut(),
        )
    )


def sheet_trial(printer: PrinterSettings, shop: str, at: datetime) -> TableReport:
    """A sheet that tries a page printer out."""
    return TableReport(
        title="Test page",
        outlet=shop,
        printed_at=at,
        printed_by=printer.name,
        tables=(
            ReportTable(
                columns=(ReportColumn(title="What"), ReportColumn(title="How", is_figure=True)),
                rows=(
                    ("Paper", printer.paper.upper()),
                    ("Rupee sign", "₹1,23,456.78"),
                    ("नमस्ते வணக்கம் నమస్తే", "OK"),
                ),
            ),
        ),
        notes=("If you can read this, the printer works.",),
    )


def calibration_document(printer: PrinterSettings, shop: str, at: datetime) -> Document:
    """Everything that a setting depends on, each with the setting to choose when it is right."""
    blocks: list[Block] = [
        Text(text=f"{shop}: calibration {date_of(at)} {time_of(at)}", bold=True),
        Rule(),
        Text(text="COLUMNS: the largest that stays in one line"),
    ]
    blocks += [Row(lead=_ruler(columns), figure="") for columns in _COLUMNS
               if columns <= printer.columns]  # fmt: skip
    if printer.pictures:
        blocks.append(Text(text="DOTS: the largest whose bar ends in a thick end"))
        for width in (width for width in _WIDTHS if width <= printer.dots):
            blocks += [Text(text=str(width)), Dots(_bar(width))]
    blocks += [
        Rule(),
        Text(text="RUPEE: three signs, by the printer's setting"),
        Row(text="Amount", figure="₹1,23,456.78"),
        Row(text="Amount", figure="₹99,99,99,999.99", size=Size.BIG, bold=True),
        Text(text="SCRIPTS: names as pictures"),
        Text(text="हिन्दी मराठी ગુજરાતી ਪੰਜਾਬੀ বাংলা"),
        Text(text="தமிழ் తెలుగు ಕನ್ನಡ മലയാളം"),
        Rule(),
        Text(text="QR drawn by the printer (right only if it can)"),
        Qr(payload=_TEXT_FOR_CODES, by="printer"),
        Text(text="QR drawn by the till"),
        Qr(payload=_TEXT_FOR_CODES, by="till"),
        Text(text="BARCODE drawn by the printer"),
        Barcode(payload="12345678"),
        Rule(),
        Text(text="Below this the paper is cut, if there is a knife."),
        Feed(),
        Cut(),
    ]
    return Document(tuple(blocks))


def _ruler(columns: int) -> str:
    """``1234567890`` again and again, up to the number of columns at the end."""
    digits = "".join(str(column % 10) for column in range(1, columns + 1))
    end = f"<{columns}"
    return digits[: columns - len(end)] + end


def _bar(width: int) -> Bitmap:
    """A thin line with a tick every 8 dots (1 mm), and a thick end."""
    thin = (1 << width) - 1
    ticks = sum(1 << (width - 1 - x) for x in range(0, width, 8))
    tail = (1 << _TAIL) - 1
    return Bitmap(width, (thin, *([ticks | tail] * (_BAR_ROWS - 2)), thin))
