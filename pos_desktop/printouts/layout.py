"""Blocks to lines: where each character stands on paper of so many columns.

Screen preview and printer bytes are both made from these lines, and so cannot differ.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.printing import RupeeSign
from pos_desktop.domain.errors import Refused
from pos_desktop.printouts.blocks import (
    Align,
    Barcode,
    Cut,
    Document,
    Dots,
    Feed,
    Image,
    Item,
    Qr,
    Row,
    Rule,
    Size,
    Table,
    Text,
)
from pos_desktop.printouts.paper import cells, gap, on_paper, tabbed, wrap
from pos_desktop.printouts.picture_lines import PictureLine, picture_row, picture_text
from pos_desktop.printouts.scripts import needs_pictures

_LEAST_ROOM = 10
"""Words with less room than this beside a figure get lines of their own above it."""
_MOST_BIG_LINES = 2
RUPEE_CODE = "`"
"""The character that a printer draws as a rupee sign, once it is told how."""


class PrintedLine(Struct, frozen=True):
    """One line as it comes out.

    Attributes:
        text: what is sent, in characters of this size (BIG ones take two columns each, the others
            have tab stops).
        shown: the same line on a screen, where every character takes one column.
    """

    text: str
    shown: str
    size: Size = Size.NORMAL
    bold: bool = False


Printed = PrintedLine | PictureLine | Qr | Barcode | Cut


class PaperFacts(Struct, frozen=True, cache_hash=True):
    """What the lines depend on.

    Attributes:
        dots: across the paper; 0 for paper that takes no pictures.
        rupee: how the rupee sign is printed.
    """

    columns: int
    dots: int = 0
    rupee: RupeeSign = "Rs."


def lay_out(document: Document, paper: PaperFacts) -> list[Printed]:
    """The lines of *document*. Raises Refused (``figure_too_wide``) when a figure cannot fit."""
    out: list[Printed] = []
    for block in document.blocks:
        match block:
            case Row():
                _row(block, paper, out)
            case Item():
                out.extend(_item(block, paper))
            case Text():
                out.extend(_text(block, paper))
            case Table():
                _table(block, paper, out)
            case Rule():
                out.append(_rule(paper.columns))
            case Feed():
                out.extend([PrintedLine("", "")] * block.lines)
            case Image() | Dots():
                if paper.dots:
                    out.append(_picture(block, paper.dots))
            case Qr() | Barcode() | Cut():
                out.append(block)
    return out


@lru_cache(maxsize=16)
def _rule(columns: int) -> PrintedLine:
    return PrintedLine("-" * columns, "-" * columns)


def _picture(block: Image | Dots, dots: int) -> PictureLine:
    if isinstance(block, Dots):
        return PictureLine(block.bitmap, "", 0, False, ())
    from pos_desktop.printouts.images import dithered

    return PictureLine(dithered(block.data, dots), "", 0, False, ())


def _pictured(paper: PaperFacts, *texts: str) -> bool:
    """Whether a line can only be printed as a picture."""
    if not paper.dots or "".join(texts).isascii():
        return False
    return any(needs_pictures(text) or (paper.rupee == "raster" and "₹" in text) for text in texts)


def _is_as_sent(text: str) -> bool:
    """Whether every printer is sent *text* as it is, and shows it so: nearly always."""
    return text.isascii() and text.isprintable() and RUPEE_CODE not in text


def _plain(text: str, paper: PaperFacts) -> str:
    """*text* as the printer is sent it."""
    if paper.rupee != "character" or not paper.dots:
        return on_paper(text)
    if "₹" not in text and RUPEE_CODE not in text:
        return on_paper(text)
    parts = text.replace(RUPEE_CODE, "'").split("₹")
    return RUPEE_CODE.join(on_paper(part) for part in parts)


def _line(text: str, shown: str, size: Size, bold: bool, paper: PaperFacts) -> PrintedLine:
    if paper.rupee == "character" and paper.dots:
        shown = shown.replace(RUPEE_CODE, "₹")
    return PrintedLine(text, shown, size, bold)


@lru_cache(maxsize=512)
def _text(block: Text, paper: PaperFacts) -> tuple[Printed, ...]:
    """A text's lines; kept, since a heading and a footer are the same on every bill."""
    if _pictured(paper, block.text):
        return tuple(picture_text(block, paper.dots))
    out: list[Printed] = []
    columns = paper.columns
    text, size, width = _plain(block.text, paper), block.size, columns
    if size is Size.BIG:
        width = columns // 2
        if len(wrap(text, width)) > _MOST_BIG_LINES:
            size, width = Size.TALL, columns
    for line in wrap(text, width, block.most_lines):
        if block.align is Align.LEFT:
            printed = line if size is Size.BIG else tabbed(line)
            out.append(_line(printed, line, size, block.bold, paper))
            continue
        taken = cells(line)
        shown = " " * ((columns - taken) // 2) + line
        printed = " " * ((width - taken) // 2) + line if size is Size.BIG else tabbed(shown)
        out.append(_line(printed, shown, size, block.bold, paper))
    return tuple(out)


@lru_cache(maxsize=1024)
def _item(item: Item, paper: PaperFacts) -> tuple[Printed, ...]:
    """The lines of what was sold; kept, since a shop sells the same again and again."""
    out: list[Printed] = []
    if not _pictured(paper, item.name):
        if item.is_short and not item.note:
            lead, figure = item.row.lead.strip(), item.row.figure
            short = Row(text=f"{item.name}  {lead}", figure=figure)
            if cells(on_paper(short.text)) + 2 + cells(figure) <= paper.columns:
                _row(short, paper, out)
                return tuple(out)
        _row(Row(text=item.name, figure=item.note), paper, out)
        _row(item.row, paper, out)
        return tuple(out)
    out.extend(picture_text(Text(text=item.name, most_lines=2), paper.dots))
    words = "  ".join(part for part in (item.row.text, item.note) if part)
    _row(replace(item.row, text=words), paper, out)
    return tuple(out)


def _row(row: Row, paper: PaperFacts, out: list[Printed]) -> None:
    columns, lead, text, figure = paper.columns, row.lead, row.text, row.figure
    if not _is_as_sent(lead + text + figure):
        if _pictured(paper, lead, text, figure):
            out.extend(picture_row(row, paper.dots))
            return
        lead, text, figure = (_plain(part, paper) for part in (lead, text, figure))
    left = f"{lead}  {text}" if lead and text else lead or text
    # All of it is ASCII by now: a character is a cell.
    used = len(left) + len(figure)
    if used < columns or (used == columns and not (left and figure)):
        out.append(_one_line(row, left, figure, paper, used))
        return

    def put(left: str, right: str) -> None:
        out.append(_one_line(row, left, right, paper, len(left) + len(right)))

    _check(lead, columns)
    _check(figure, columns)
    if lead:
        if len(lead) + 1 + len(figure) <= columns:
            put(lead, figure)
        else:
            put(lead, "")
            put("", figure)
        for line in wrap(text, columns, row.most_lines):
            put(line, "")
        return
    room = columns - len(figure) - 1
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


def _one_line(row: Row, left: str, right: str, paper: PaperFacts, used: int) -> PrintedLine:
    """Both ends of a line that takes *used* cells of the columns."""
    size, columns = row.size, paper.columns
    shown = f"{left}{' ' * (columns - used)}{right}" if right else left
    if size is Size.BIG:
        space = columns // 2 - used
        if space >= 1:
            text = left + " " * space + right if right else left
            return _line(text, shown, Size.BIG, row.bold, paper)
        size = Size.TALL
    sent = tabbed(left)
    if right:
        # The stops of the room between them are counted, not looked for: most lines are such.
        sent += gap(len(left), columns - len(right)) + right
    return _line(sent, shown, size, row.bold, paper)


def _table(table: Table, paper: PaperFacts, out: list[Printed]) -> None:
    columns = paper.columns
    grid = [tuple(map(on_paper, row)) for row in (table.head, *table.rows)]
    widths = [max(map(len, column)) for column in zip(*grid, strict=True)]
    spare = columns - sum(widths) - (len(widths) - 1)
    if spare < 0:
        for row in table.rows:
            _row(Row(text=f"{table.head[0]} {row[0]}", figure=""), paper, out)
            for name, figure in zip(table.head[1:], row[1:], strict=True):
                _row(Row(text=f"  {name}", figure=figure), paper, out)
        return
    share, rest = divmod(spare, len(widths) - 1)
    first, *others = widths
    # The first column is named at the left, the figures stand at the right of theirs.
    line_of = f"{{:<{first + rest}}}" + "".join(f" {{:>{width + share}}}" for width in others)
    for line in grid:
        text = line_of.format(*line)
        out.append(PrintedLine(tabbed(text), text))


def _check(figure: str, columns: int) -> None:
    if len(figure) > columns:
        raise Refused(
            f"“{figure}” does not fit in the {columns} columns of the printer's paper. Print it "
            "on wider paper.",
            code="figure_too_wide",
        )
