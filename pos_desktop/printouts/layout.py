"""Blocks to lines: where each character stands on paper of so many columns.

Screen preview and printer bytes are both made from these lines, and so cannot differ.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from pos_desktop.domain.errors import Refused
from pos_desktop.printouts.blocks import (
    Align,
    Cut,
    Document,
    Feed,
    Qr,
    Row,
    Rule,
    Size,
    Table,
    Text,
)
from pos_desktop.printouts.paper import cells, on_paper, wrap

_LEAST_ROOM = 10
"""Words with less room than this beside a figure get lines of their own above it."""
_MOST_BIG_LINES = 2


class PrintedLine(NamedTuple):
    """One line as it comes out.

    Attributes:
        text: what is sent, in characters of this size (BIG ones take two columns each).
        shown: the same line on a screen, where every character takes one column.
    """

    text: str
    shown: str
    size: Size = Size.NORMAL
    bold: bool = False


Printed = PrintedLine | Qr | Cut


def lay_out(document: Document, columns: int) -> list[Printed]:
    """The lines of *document*. Raises Refused (``figure_too_wide``) when a figure cannot fit."""
    out: list[Printed] = []
    for block in document.blocks:
        match block:
            case Row():
                _row(block, columns, out)
            case Text():
                out.extend(_text(block, columns))
            case Table():
                _table(block, columns, out)
            case Rule():
                rule = "-" * columns
                out.append(PrintedLine(rule, rule))
            case Feed():
                out.extend([PrintedLine("", "")] * block.lines)
            case Qr() | Cut():
                out.append(block)
    return out


@lru_cache(maxsize=512)
def _text(block: Text, columns: int) -> tuple[PrintedLine, ...]:
    """A text's lines; kept, since a heading and a footer are the same on every bill."""
    out: list[PrintedLine] = []
    text, size, width = on_paper(block.text), block.size, columns
    if size is Size.BIG:
        width = columns // 2
        if len(wrap(text, width)) > _MOST_BIG_LINES:
            size, width = Size.TALL, columns
    for line in wrap(text, width, block.most_lines):
        if block.align is Align.LEFT:
            out.append(PrintedLine(line, line, size, block.bold))
            continue
        taken = cells(line)
        shown = " " * ((columns - taken) // 2) + line
        printed = " " * ((width - taken) // 2) + line if size is Size.BIG else shown
        out.append(PrintedLine(printed, shown, size, block.bold))
    return tuple(out)


def _row(row: Row, columns: int, out: list[Printed]) -> None:
    lead, text, figure = on_paper(row.lead), on_paper(row.text), on_paper(row.figure)
    left = f"{lead}  {text}" if lead and text else lead or text
    used = cells(left) + cells(figure)
    if used < columns or (used == columns and not (left and figure)):
        out.append(_one_line(row, left, figure, columns, used))
        return

    def put(left: str, right: str) -> None:
        out.append(_one_line(row, left, right, columns, cells(left) + cells(right)))

    _check(lead, columns)
    _check(figure, columns)
    if lead:
        if cells(lead) + 1 + cells(figure) <= columns:
            put(lead, figure)
        else:
            put(lead, "")
            put("", figure)
        for line in wrap(text, columns, row.most_lines):
            put(line, "")
        return
    room = columns - cells(figure) - 1
    beside = room >= _LEAST_ROOM
    # White space alone is no line, but its figure needs one.
    *above, last = wrap(text, room if beside else columns, row.most_lines) or [""]
    for line in above:
        put(line, "")
    if beside:
        put(last, figure)
    else:
        put(last, "")
        put("", figure)


def _one_line(row: Row, left: str, right: str, columns: int, used: int) -> PrintedLine:
    """Both ends of a line that takes *used* cells of the columns."""
    size = row.size
    shown = left + " " * (columns - used) + right if right else left
    if size is not Size.BIG:
        return PrintedLine(shown, shown, size, row.bold)
    space = columns // 2 - used
    if space < 1:
        return PrintedLine(shown, shown, Size.TALL, row.bold)
    text = left + " " * space + right if right else left
    return PrintedLine(text, shown, Size.BIG, row.bold)


def _table(table: Table, columns: int, out: list[Printed]) -> None:
    grid = [tuple(on_paper(cell) for cell in row) for row in (table.head, *table.rows)]
    widths = [max(cells(cell) for cell in column) for column in zip(*grid, strict=True)]
    spare = columns - sum(widths) - (len(widths) - 1)
    if spare < 0:
        for row in table.rows:
            _row(Row(text=f"{table.head[0]} {row[0]}", figure=""), columns, out)
            for name, figure in zip(table.head[1:], row[1:], strict=True):
                _row(Row(text=f"  {name}", figure=figure), columns, out)
        return
    share, rest = divmod(spare, len(widths) - 1)
    first = widths[0] + rest
    for line in grid:
        parts = [line[0] + " " * (first - cells(line[0]))]
        parts += [
            " " * (width + share - cells(cell)) + cell
            for cell, width in zip(line[1:], widths[1:], strict=True)
        ]
        text = " ".join(parts)
        out.append(PrintedLine(text, text))


def _check(figure: str, columns: int) -> None:
    if cells(figure) > columns:
        raise Refused(
            f"“{figure}” does not fit in the {columns} columns of the printer's paper. Print it "
            "on wider paper.",
            code="figure_too_wide",
        )
