"""Reading tables that people bring: CSV as any program writes it, and Excel workbooks."""

from __future__ import annotations

import base64
import binascii
import csv
import io
from datetime import date, datetime
from itertools import islice

from msgspec import Struct

from pos_desktop.domain.errors import BadInput

MOST_ROWS = 100_000
MOST_COLUMNS = 100
_ZIP = b"PK\x03\x04"
_ENCODINGS = ("utf-8-sig", "utf-16", "cp1252")


class Table(Struct, frozen=True, kw_only=True):
    """A header and its rows, all of them text; every row is as long as the header.

    ``first_row`` is the number a spreadsheet shows beside the first of the rows.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first_row: int = 2


def read_table(content_base64: str, *, field: str = "content_base64") -> Table:
    """The first sheet, or the CSV text, of a file's bytes in base64.

    Raises BadInput naming *field* for what is no table, has no rows, or has too many.
    """
    try:
        content = base64.b64decode(content_base64, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadInput("The file's content is not in base64.", field=field) from error
    cells = _workbook(content, field) if content.startswith(_ZIP) else _csv(content, field)
    # Blank lines at the top of a sheet are decoration.
    skipped = next((i for i, row in enumerate(cells) if any(row)), len(cells))
    cells = cells[skipped:]
    if len(cells) < 2:
        raise BadInput(
            "The file has no rows under a header. Its first line names the columns.", field=field
        )
    if len(cells) - 1 > MOST_ROWS:
        raise BadInput(
            f"The file has more than {MOST_ROWS} rows. Bring it in by parts.", field=field
        )
    width = max(i + 1 for i, cell in enumerate(cells[0]) if cell)
    rows = tuple((*row[:width], *[""] * (width - len(row))) for row in cells[1:])
    return Table(header=cells[0][:width], rows=rows, first_row=skipped + 2)


def _csv(content: bytes, field: str) -> list[tuple[str, ...]]:
    text = _text(content, field)
    head = text[:4096]
    first = head.splitlines()[0] if head.strip() else ""
    delimiter = max(",;\t|", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        rows = [tuple(cell.strip() for cell in row) for row in islice(reader, MOST_ROWS + 2)]
    except csv.Error as error:
        raise BadInput(f"The file cannot be read as a table: {error}.", field=field) from error
    return [row[:MOST_COLUMNS] for row in rows]


def _text(content: bytes, field: str) -> str:
    for encoding in _ENCODINGS:
        if encoding == "utf-16" and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        if "\x00" not in text:
            return text
    raise BadInput(
        "The file is neither text nor an Excel workbook. Save it as CSV or .xlsx.", field=field
    )


def _workbook(content: bytes, field: str) -> list[tuple[str, ...]]:
    import zipfile

    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = islice(
            book.worksheets[0].iter_rows(values_only=True, max_col=MOST_COLUMNS), MOST_ROWS + 2
        )
        cells = [tuple(_cell(value) for value in row) for row in rows]
        book.close()
    except (InvalidFileException, zipfile.BadZipFile, KeyError, IndexError, ValueError) as error:
        raise BadInput(
            "The workbook cannot be read. Open it in a spreadsheet and save it as .xlsx again.",
            field=field,
        ) from error
    return cells


def _cell(value: object) -> str:
    """A cell as it was typed: Excel keeps every number as a float, a code among them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(round(value, 6))
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return str(value).strip()
