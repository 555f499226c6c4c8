"""A report of tables on A4: title, what was asked, tables with totals, page x of y."""

from __future__ import annotations

from pos_desktop.application.table_report import ReportTable, TableReport
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

_MARGIN = 15.0
_SIZE = 8.5
_SMALLEST = 5.5
_LINE = 4.1
_ROW_PAD = 1.5
_BAR = 4.6
"""Millimetres from bar to bar."""


def report_pdf(report: TableReport) -> bytes:
    """The report as a PDF.

    Raises Refused (``figure_too_wide``) when its columns of figures do not fit side by side.
    """
    paper = (A4[1], A4[0]) if report.landscape else A4
    with pdf_pages(paper, title=report.title, author=report.outlet) as pages:
        # Twice: only after the first time is it known of how many pages this is.
        counting = _Writer(report, Pen(Nowhere(), *paper), total=0)
        counting.write()
        _Writer(report, pages.pen, total=counting.page).write()
        return pages.done()


class _Writer:
    """Sets one report, page by page."""

    def __init__(self, report: TableReport, pen: Pen, *, total: int) -> None:
        self.report = report
        self.pen = pen
        self.total = total
        self.page = 0
        self.y = 0.0
        self.right = pen.width - _MARGIN

    def write(self) -> None:
        """All of it."""
        self._begin_page()
        for table in self.report.tables:
            self._table(table)
        for note in self.report.notes:
            for line in wrapped(note, self.right - _MARGIN, 8):
                self._make_room(_LINE)
                self.y += _LINE
                self.pen.text(_MARGIN, self.y, line, 8, colour=MUTED)

    def _begin_page(self) -> None:
        report, pen = self.report, self.pen
        if self.page:
            pen.next_page()
        self.page += 1
        if report.is_demo:
            pen.watermark("DEMO")
        self._foot()
        self.y = _MARGIN
        if self.page > 1:
            pen.text(_MARGIN, self.y, report.title, 9, bold=True)
            pen.text(self.right, self.y, report.outlet, 9, side="right", colour=MUTED)
            self.y += 3
            pen.rule(self.y, _MARGIN, self.right)
            self.y += 3
            return
        half = (self.right - _MARGIN) / 2
        pen.text(_MARGIN, self.y + 4, report.title, 18, bold=True, colour=ACCENT)
        right = self.y + 1
        pen.fitted(self.right, right, report.outlet, 10, half, bold=True, side="right")
        for line in report.particulars:
            for part in wrapped(line, half, 8):
                right += 3.8
                pen.text(self.right, right, part, 8, side="right", colour=MUTED)
        left = self.y + 6
        for name, value in report.filters:
            for number, part in enumerate(wrapped(value, half - 28, 8.5)):
                left += 4.2
                pen.text(_MARGIN, left, name if not number else "", 8.5, colour=MUTED)
                pen.text(_MARGIN + 24, left, part, 8.5)
        self.y = max(left, right) + 4
        pen.rule(self.y, _MARGIN, self.right, colour=INK, points=0.8)
        self.y += 3

    def _foot(self) -> None:
        pen, at = self.pen, self.pen.height - 9
        when = f"{self.report.printed_at:%d-%m-%Y %H:%M}"
        pen.text(_MARGIN, at, f"Printed {when} by {self.report.printed_by}", 7.5, colour=MUTED)
        page = f"Page {self.page} of {self.total}"
        pen.text(self.right, at, page, 7.5, side="right", colour=MUTED)

    def _make_room(self, height: float) -> bool:
        """Begin a page when *height* does not fit on this one; whether it did."""
        if self.y + height <= self.pen.height - 15:
            return False
        self._begin_page()
        return True

    def _table(self, table: ReportTable) -> None:
        size, edges = columns_of(table, self.right - _MARGIN, largest=_SIZE, smallest=_SMALLEST)
        if table.heading:
            self._make_room(24)
            self.y += 6
            self.pen.text(_MARGIN, self.y, table.heading, 11, bold=True)
            self.y += 1
        self._bars(table)
        self._head(table, size, edges)
        if not table.rows:
            self.y += _LINE + _ROW_PAD
            self.pen.text(_MARGIN, self.y, table.empty, size, colour=MUTED)
            self.y += _ROW_PAD
        for row in table.rows:
            self._row(table, row, size, edges, bold=False)
        if table.totals is not None:
            self.pen.rule(self.y, _MARGIN, self.right, colour=INK, points=0.6)
            self._row(table, table.totals, size, edges, bold=True)
        self.y += 3

    def _bars(self, table: ReportTable) -> None:
        """A bar for each name, its figure at the right."""
        if not table.bars:
            return
        room = self.right - _MARGIN
        names = min(max(width_of(bar.name, _SIZE) for bar in table.bars), room * 0.3) + 3
        figures = max(width_of(bar.figure, _SIZE) for bar in table.bars) + 3
        self.y += 2
        for bar in table.bars:
            self._make_room(_BAR)
            middle = self.y + _BAR / 2
            (name,) = wrapped(bar.name, names - 2, _SIZE, most=1) or [""]
            self.pen.text(_MARGIN, middle + 1.1, name, _SIZE, colour=MUTED)
            self.pen.text(self.right, middle + 1.1, bar.figure, _SIZE, side="right")
            long = (room - names - figures) * bar.share / 1000
            if long > 0:
                self.pen.box(_MARGIN + names, middle - 1.3, long, 2.6, ACCENT)
            self.y += _BAR
        self.y += 2

    def _head(self, table: ReportTable, size: float, edges: list[tuple[float, float]]) -> None:
        cells = [
            wrapped(column.title, right - left, size - 0.5, bold=True)
            for column, (left, right) in zip(table.columns, edges, strict=True)
        ]
        deepest = max(map(len, cells))
        self._make_room((deepest + 2) * _LINE)
        self.y += 2
        for column, lines, (left, right) in zip(table.columns, cells, edges, strict=True):
            for number, line in enumerate(lines, start=deepest - len(lines) + 1):
                self.pen.text(
                    _MARGIN + (right if column.is_figure else left),
                    self.y + number * _LINE * 0.85,
                    line,
                    size - 0.5,
                    bold=True,
                    side="right" if column.is_figure else "left",
                    colour=MUTED,
                )
        self.y += deepest * _LINE * 0.85 + 1.4
        self.pen.rule(self.y, _MARGIN, self.right, colour=INK, points=0.6)

    def _row(
        self,
        table: ReportTable,
        row: tuple[str, ...],
        size: float,
        edges: list[tuple[float, float]],
        *,
        bold: bool,
    ) -> None:
        cells = [
            [text] if column.is_figure else wrapped(text, right - left, size, bold=bold)
            for column, text, (left, right) in zip(table.columns, row, edges, strict=True)
        ]
        height = max(map(len, cells)) * _LINE + _ROW_PAD
        if self._make_room(height):
            self._head(table, size, edges)
        for column, lines, (left, right) in zip(table.columns, cells, edges, strict=True):
            at = _MARGIN + (right if column.is_figure else left)
            for number, line in enumerate(lines, start=1):
                side = "right" if column.is_figure else "left"
                y = self.y + _ROW_PAD / 2 + number * _LINE - 1
                self.pen.text(at, y, line, size, bold=bold, side=side)  # type: ignore[arg-type]
        self.y += height
        if not bold:
            self.pen.rule(self.y, _MARGIN, self.right)
