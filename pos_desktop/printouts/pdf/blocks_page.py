"""Any document of blocks on A4 or A5: reports, slips and vouchers in a page's typography.

A receipt's order stays: the shop at the top left, the document's title at the top right, then
section after section. A long one goes in two columns on A4.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from pos_desktop.application.letterhead import Language
from pos_desktop.application.table_report import ReportColumn, ReportTable
from pos_desktop.printouts.bitmap import png
from pos_desktop.printouts.blocks import (
    Align,
    Barcode,
    Block,
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
from pos_desktop.printouts.heading import DEMO_MARK
from pos_desktop.printouts.labels import demo_said, labels_of
from pos_desktop.printouts.pdf.grid import columns_of
from pos_desktop.printouts.pdf.pen import (
    A4,
    ACCENT,
    INK,
    MUTED,
    Nowhere,
    Pen,
    pdf_pages,
    width_of,
    wrapped,
)

_LOGO = (22.0, 15.0)
_QR = 32.0
_GUTTER = 12.0
_FOOT = 16.0
_LONG = 30
"""Rows from which a document goes in two columns on A4."""
_SMALLEST = 5.0


class _Parts(Struct, frozen=True, kw_only=True):
    """A document taken apart: who, what, and its sections."""

    name: str
    title: str
    marks: tuple[Text, ...]
    particulars: tuple[str, ...]
    sections: tuple[tuple[Block, ...], ...]
    is_demo: bool
    language: Language


def blocks_pdf(
    document: Document,
    paper: tuple[float, float],
    *,
    title: str,
    shop: str,
    logo: bytes = b"",
    foot: str = "",
    language: Language = Language.ENGLISH,
) -> bytes:
    """The document as a PDF. Raises Refused (``figure_too_wide``) when a table does not fit.

    *foot* stands at the foot of each page, where the title does unless it is given; *language* is
    that of the words around the document.
    """
    parts = _taken_apart(document, language)
    with pdf_pages(paper, title=title, author=shop or parts.name) as pages:
        # Twice: only after the first time is it known of how many pages this is.
        counting = _Writer(parts, Pen(Nowhere(), *paper), foot or title, logo, total=0)
        counting.write()
        _Writer(parts, pages.pen, foot or title, logo, total=counting.page).write()
        return pages.done()


def _taken_apart(document: Document, language: Language) -> _Parts:
    name = title = ""
    marks: list[Text] = []
    particulars: list[str] = []
    sections: list[list[Block]] = [[]]
    is_demo = False
    for block in document.blocks:
        in_head = len(sections) == 1
        if isinstance(block, Rule):
            sections.append([])
        elif not isinstance(block, Text):
            sections[-1].append(block)
        elif block.text == DEMO_MARK:
            is_demo = True
        elif block.align is not Align.CENTRE:
            sections[-1].append(block)
        elif not name and block.size is Size.BIG:
            name = block.text
        elif not name:
            marks.append(block)
        elif not title and block.bold:
            title = block.text
        elif in_head and marks and not name:
            marks.append(block)
        elif in_head:
            particulars.append(block.text)
        else:
            sections[-1].append(block)
    return _Parts(
        name=name,
        title=title,
        marks=tuple(marks),
        particulars=tuple(particulars),
        sections=tuple(tuple(section) for section in sections if section),
        is_demo=is_demo,
        language=language,
    )


class _Writer:
    """Sets one document, section by section."""

    def __init__(self, parts: _Parts, pen: Pen, foot: str, logo: bytes, *, total: int) -> None:
        self.parts = parts
        self.pen = pen
        self.foot = foot
        self.logo = logo
        self.total = total
        self.page = 0
        self.y = 0.0
        is_large = pen.width >= A4[0]
        self.margin = 18.0 if is_large else 12.0
        self.size = 9.5 if is_large else 8.5
        self.step = 5.2 if is_large else 4.7
        self.left = self.margin
        self.right = pen.width - self.margin
        self.bottom = pen.height - _FOOT
        rows = sum(len(section) for section in parts.sections)
        self.columns = 2 if is_large and rows > _LONG else 1
        self.column = 0
        self.top = 0.0

    def write(self) -> None:
        """All of it."""
        self._new_page()
        if self.columns == 1:
            for number, section in enumerate(self.parts.sections):
                self._section(section, is_first=not number)
            return
        heights = [self._height(section) for section in self.parts.sections]
        half, done = sum(heights) / 2, 0.0
        for section, height in zip(self.parts.sections, heights, strict=True):
            is_past = self.column == 0 and done + height / 2 > half
            if is_past or self.y + height > self.bottom > self.top + height:
                self._next_column()
            self._section(section, is_first=self.y == self.top)
            done += height

    # --- pages and columns ---

    def _new_page(self) -> None:
        if self.page:
            self.pen.next_page()
        self.page += 1
        pen, outer = self.pen, self.pen.width - self.margin
        if self.parts.is_demo:
            pen.watermark("DEMO", demo_said(self.parts.language))
        at = pen.height - 9
        pen.rule(at - 5, self.margin, outer)
        pen.text(self.margin, at, self.foot, 7.5, colour=MUTED)
        words = labels_of(self.parts.language)("Page {page} of {pages}")
        words = words.format(page=self.page, pages=self.total)
        pen.text(outer, at, words, 7.5, side="right", colour=MUTED)
        self.y = self.margin
        self.column = 0
        if self.page == 1:
            self._heading(outer)
        else:
            pen.text(self.margin, self.y, self.parts.name, 9, bold=True)
            pen.text(outer, self.y, self.parts.title, 9, side="right", colour=MUTED)
            self.y += 3
            pen.rule(self.y, self.margin, outer)
            self.y += 2
        self.top = self.y
        self._stand_in_column()

    def _stand_in_column(self) -> None:
        room = (self.pen.width - 2 * self.margin - _GUTTER * (self.columns - 1)) / self.columns
        self.left = self.margin + self.column * (room + _GUTTER)
        self.right = self.left + room

    def _next_column(self) -> None:
        if self.column + 1 == self.columns:
            self._new_page()
            return
        self.column += 1
        self.y = self.top
        self._stand_in_column()

    def _room(self, height: float) -> None:
        if self.y + height > self.bottom:
            self._next_column()

    def _height(self, section: tuple[Block, ...]) -> float:
        """How high a section is in one column."""
        trial = _Writer(self.parts, Pen(Nowhere(), self.pen.width, 9e9), "", b"", total=0)
        trial.page, trial.columns = 1, self.columns
        trial._stand_in_column()
        trial._section(section, is_first=False)
        return trial.y

    def _heading(self, outer: float) -> None:
        pen, parts, left = self.pen, self.parts, self.margin
        if self.logo:
            pen.picture(self.logo, left, self.y - 2, *_LOGO)
            left += _LOGO[0] + 4
        room = (outer - left) * 0.58
        y = self.y + 3
        for line in wrapped(parts.name, room, 14, bold=True, most=2):
            pen.text(left, y, line, 14, bold=True)
            y += 5.5
        for text in parts.particulars:
            for line in wrapped(text, room, 8):
                pen.text(left, y, line, 8, colour=MUTED)
                y += 4
        right, other = self.y + 3, (outer - left) * 0.4
        title = parts.title.capitalize() if parts.title.isupper() else parts.title
        pen.fitted(outer, right, title, 14, other, bold=True, side="right", colour=ACCENT)
        for mark in parts.marks:
            for line in wrapped(mark.text, other, 8.5, bold=mark.bold):
                right += 4.6
                pen.text(outer, right, line, 8.5, bold=mark.bold, side="right")
        logo = self.y + _LOGO[1] if self.logo else 0
        self.y = max(y, right + 4, logo)
        pen.rule(self.y, self.margin, outer, colour=INK, points=0.8)
        self.y += 1.5

    # --- what stands on them ---

    def _section(self, section: Sequence[Block], *, is_first: bool) -> None:
        if not is_first:
            self._room(3 * self.step)
            self.y += 2.4
            if self.y > self.top + 3:
                self.pen.rule(self.y, self.left, self.right)
            self.y += 0.6
        for block in section:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Text():
                self._text(block)
            case Row():
                self._row(block)
            case Item(name=name, note=note, row=row):
                self._row(Row(text=name, figure=note))
                self._row(row)
            case Table():
                self._table(block)
            case Qr(payload=payload) | Barcode(payload=payload):
                self._room(_QR)
                self.pen.qr(payload, self.left - 3, self.y + 1, _QR)
                self.y += _QR
            case Image(data=data):
                self._picture(data)
            case Dots(bitmap=bitmap):
                self._picture(png(bitmap))
            case Feed(lines=lines):
                self.y += lines * self.step
            case Rule() | Cut():
                pass

    def _picture(self, data: bytes) -> None:
        self._room(_LOGO[1] + 2)
        self.pen.picture(data, self.left, self.y + 1, *_LOGO)
        self.y += _LOGO[1] + 2

    def _text(self, block: Text) -> None:
        is_note = block.align is Align.CENTRE and not block.bold
        size = self.size - 1.5 if is_note else self.size
        if block.size is not Size.NORMAL:
            size += 2
        lines = wrapped(block.text, self.right - self.left, size, bold=block.bold)
        for line in lines:
            self._room(self.step)
            self.y += self.step
            colour = MUTED if is_note else INK
            self.pen.text(self.left, self.y, line, size, bold=block.bold, colour=colour)

    def _row(self, block: Row) -> None:
        """Words at the left, the figure whole at the right; the words wrap."""
        size = self.size + {Size.NORMAL: 0, Size.TALL: 1.5, Size.BIG: 4}[block.size]
        room = self.right - self.left
        taken = width_of(block.figure, size, bold=block.bold)
        words = f"{block.lead}{'  ' if block.lead and block.text else ''}{block.text}".strip()
        indent = 4.0 if block.text.startswith("  ") and not block.lead else 0.0
        smaller = min(size, self.size + 2)
        left = max(room - taken - indent - 4, room * 0.25)
        lines = wrapped(words, left, smaller, bold=block.bold) or [""]
        self._room(self.step * len(lines))
        if block.size is Size.BIG:
            self.y += 2
        for number, line in enumerate(lines):
            self.y += self.step
            self.pen.text(self.left + indent, self.y, line, smaller, bold=block.bold)
            if not number:
                most = room - (left if taken > room * 0.75 else 0)
                self.pen.fitted(
                    self.right, self.y, block.figure, size, most, bold=block.bold, side="right"
                )
        if block.size is Size.BIG:
            self.y += 1

    def _table(self, block: Table) -> None:
        table = ReportTable(
            columns=tuple(
                ReportColumn(title=title, is_figure=bool(number))
                for number, title in enumerate(block.head)
            ),
            rows=block.rows,
        )
        room = self.right - self.left
        size, edges = columns_of(table, room, largest=self.size - 0.5, smallest=_SMALLEST)
        self._room(self.step * 2)
        self._cells(block.head, table.columns, edges, size - 0.5, is_head=True)
        for cells in block.rows:
            if self.y + self.step > self.bottom:
                self._next_column()
                self._cells(block.head, table.columns, edges, size - 0.5, is_head=True)
            self._cells(cells, table.columns, edges, size)

    def _cells(
        self,
        cells: tuple[str, ...],
        columns: tuple[ReportColumn, ...],
        edges: list[tuple[float, float]],
        size: float,
        *,
        is_head: bool = False,
    ) -> None:
        """A row of a table: figures whole, words wrapped."""
        top = deepest = self.y
        for cell, column, (start, end) in zip(cells, columns, edges, strict=True):
            at = self.left + (end if column.is_figure else start)
            lines = [cell] if column.is_figure else wrapped(cell, end - start, size, bold=is_head)
            for number, line in enumerate(lines, start=1):
                y = top + number * self.step
                self.pen.text(
                    at,
                    y,
                    line,
                    size,
                    bold=is_head,
                    side="right" if column.is_figure else "left",
                    colour=MUTED if is_head else INK,
                )
                deepest = max(deepest, y)
        self.y = deepest
