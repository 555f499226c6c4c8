"""Rows of a table that somebody made elsewhere: CSV text, or the first sheet of an .xlsx file.

An .xlsx file is a zip of XML (ECMA-376). Only texts and numbers of the first sheet are read, with
what Python brings along; formulas give the value they had when the file was saved.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from pos_desktop.domain.errors import BadInput

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_ROWS = 20_000
_MOST_BYTES = 40_000_000
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CELL = re.compile(r"([A-Z]+)[0-9]+")


def csv_rows(text: str) -> list[list[str]]:
    """The rows of CSV text; commas, semicolons or tabs between the cells. Raises BadInput."""
    text = text.lstrip("\ufeff")
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    try:
        rows = [
            [cell.strip() for cell in row]
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ]
    except csv.Error as error:
        raise BadInput(f"This is no CSV file: {error}.", field="text") from error
    return _limited(rows)


def xlsx_rows(data: bytes) -> list[list[str]]:
    """The rows of the first sheet of an .xlsx file. Raises BadInput when it is none."""
    import zipfile
    from xml.etree.ElementTree import ParseError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST_BYTES:
                raise BadInput("This file is too large to import.", field="content_base64")
            names = set(archive.namelist())
            shared: list[str] = []
            if "xl/sharedStrings.xml" in names:
                strings = _xml(archive.read("xl/sharedStrings.xml"))
                shared = [
                    "".join(part.text or "" for part in one.iter(f"{_MAIN}t"))
                    for one in strings.iter(f"{_MAIN}si")
                ]
            first = min(name for name in names if name.startswith("xl/worksheets/sheet"))
            sheet = _xml(archive.read(first))
            return _limited(list(_sheet(sheet, shared)))
    except (zipfile.BadZipFile, ParseError, KeyError, ValueError) as error:
        raise BadInput(
            "This is no Excel file (.xlsx). Save it as .xlsx or as CSV.", field="content_base64"
        ) from error


def _xml(data: bytes) -> Element:
    # Expat has bounded what entities may grow to since 2.4.1, and no entity is needed here.
    if b"<!DOCTYPE" in data:
        raise ValueError("a sheet declares no document type")
    from xml.etree.ElementTree import fromstring

    return fromstring(data)  # noqa: S314 - see above


def _sheet(sheet: Element, shared: list[str]) -> Iterator[list[str]]:
    for row in sheet.iter(f"{_MAIN}row"):
        cells: list[str] = []
        for cell in row.iter(f"{_MAIN}c"):
            place = _CELL.fullmatch(cell.get("r", ""))
            column = _column(place[1]) if place else len(cells)
            cells += [""] * (column - len(cells))
            cells.append(_value(cell, shared))
        yield cells


def _value(cell: Element, shared: list[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(f"{_MAIN}t")).strip()
    text = (cell.findtext(f"{_MAIN}v") or "").strip()
    if kind == "s" and text:
        return shared[int(text)].strip()
    return _plain(text) if kind == "n" else text


def _plain(text: str) -> str:
    """A number as people write it: a phone is stored as 9.87654321E9, 0.1 with rounding noise."""
    try:
        number = Decimal(text).quantize(Decimal("0.000001")).normalize()
    except InvalidOperation:
        return text
    return f"{number:f}"


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _limited(rows: list[list[str]]) -> list[list[str]]:
    if len(rows) > MOST_ROWS:
        raise BadInput(f"At most {MOST_ROWS} rows are taken at once.", field="text")
    return rows
