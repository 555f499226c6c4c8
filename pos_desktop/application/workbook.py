"""Tables as an Excel workbook. Figures are numbers, so that a spreadsheet adds them up."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from pos_desktop.application.report_tables import Cell, Kind, ReportTable

_WIDTH = {
    Kind.TEXT: 24,
    Kind.COUNT: 10,
    Kind.MONEY: 15,
    Kind.QUANTITY: 12,
    Kind.RATE: 9,
    Kind.SHARE: 9,
}
_FORMATS = {
    Kind.TEXT: "@",
    Kind.COUNT: "0",
    # Lakh and crore; Excel has no other way to group as India does.
    Kind.MONEY: r"[>=10000000]##\,##\,##\,##0.00;[>=100000]##\,##\,##0.00;#,##0.00",
    Kind.QUANTITY: "0.###",
    Kind.RATE: "0.##",
    Kind.SHARE: "0.00",
}
_SCALE = {
    Kind.COUNT: 1,
    Kind.MONEY: 100,
    Kind.QUANTITY: 1000,
    Kind.RATE: 100,
    Kind.SHARE: 100,
}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31


def workbook(tables: Sequence[ReportTable], *, heading: str) -> bytes:
    """One sheet a table: what it is in the first row, then header, rows and totals."""
    import xlsxwriter  # slow to import, and few are made

    out = io.BytesIO()
    # Text stays text: a customer may be called “=1+1”, a product “http://…”.
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    bold = book.add_format({"bold": True})
    formats = {kind: book.add_format({"num_format": form}) for kind, form in _FORMATS.items()}
    totals = {
        kind: book.add_format({"num_format": form, "bold": True, "top": 1})
        for kind, form in _FORMATS.items()
    }
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    for table in tables:
        sheet = book.add_worksheet(_FORBIDDEN.sub(" ", table.title)[:_LONGEST_NAME])
        sheet.write_string(0, 0, f"{table.title} · {heading}", bold)
        for at, column in enumerate(table.columns):
            sheet.set_column(at, at, _WIDTH[column.kind])
            sheet.write_string(2, at, column.name, head)
        sheet.freeze_panes(3, 0)
        for line, row in enumerate(table.rows, start=3):
            _write(sheet, line, row, table, formats)
        if table.totals is not None:
            _write(sheet, 3 + len(table.rows), table.totals, table, totals)
    book.close()
    return out.getvalue()


def _write(
    sheet: Any, line: int, row: Sequence[Cell], table: ReportTable, formats: dict[Kind, Any]
) -> None:
    for at, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
        if isinstance(cell, str):
            sheet.write_string(line, at, cell, formats[Kind.TEXT])
        elif cell is not None:
            # A spreadsheet knows no other numbers; this one is only looked at and summed there.
            value = cell / _SCALE.get(column.kind, 1)
            sheet.write_number(line, at, value, formats[column.kind])
        else:
            sheet.write_blank(line, at, None, formats[column.kind])
