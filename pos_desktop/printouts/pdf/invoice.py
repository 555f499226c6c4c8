"""An invoice on A4 or A5: what one business hands to another.

The page knows nothing of bills: a bill, and whatever else has a seller, a buyer, lines and
totals (a credit note), is brought into this shape first.
"""

from __future__ import annotations

from msgspec import Struct

from pos_desktop.application.table_report import ReportColumn, ReportTable
from pos_desktop.domain.money import Paise, format_amount
from pos_desktop.printouts.pdf.grid import GAP, columns_of
from pos_desktop.printouts.pdf.pen import (
    A4,
    ACCENT,
    INK,
    MUTED,
    Nowhere,
    Pen,
    Side,
    pdf_pages,
    wrapped,
)

_FOOT = 16.0
"""Millimetres at the bottom of each page that belong to its number."""


class Party(Struct, frozen=True, kw_only=True):
    """A seller or a buyer: the name in bold, then lines of particulars."""

    heading: str
    name: str
    lines: tuple[str, ...] = ()


class InvoiceLine(Struct, frozen=True, kw_only=True):
    """A line in texts for the table's columns; *amount* is what is carried to the next page."""

    cells: tuple[str, ...]
    amount: Paise


class InvoicePage(Struct, frozen=True, kw_only=True):
    """All that stands on an invoice, in the words and figures that are printed.

    Attributes:
        mark: ``ORIGINAL FOR RECIPIENT``, or which reprint this is.
        top: what the law makes some sellers say at the top; empty for most.
        legend: what kind of note it is, where that must be said; empty for most.
        facts: number, date and the like, by name.
        refers_to: the bill that a credit note takes back, by name.
        columns, lines: the goods; the last column is the amount.
        carried: the words for what is carried over to the next page, and brought from it.
        sums: below the amounts, by name; the last one is the grand total.
        words: the total in words.
        taxes: the summary by HSN and rate; None on a bill without tax.
        paid: how it was paid and what is due, by name.
        bank: lines of bank details.
        qr: a UPI link, and
        qr_words: what stands below it.
        signature: who signs.
        foot: at the bottom of each page.
        page_words: ``Page {page} of {pages}`` in the paper's language.
        demo_words: below the mark of a demo shop, in the paper's language.
    """

    title: str
    mark: str
    top: str = ""
    legend: str = ""
    logo: bytes
    seller: Party
    buyer: Party
    facts: tuple[tuple[str, str], ...]
    refers_to: tuple[tuple[str, str], ...] = ()
    columns: tuple[ReportColumn, ...]
    lines: tuple[InvoiceLine, ...]
    carried: tuple[str, str]
    sums: tuple[tuple[str, str], ...]
    words_heading: str
    words: str
    taxes: ReportTable | None
    notes: tuple[str, ...]
    paid: tuple[tuple[str, str], ...]
    bank_heading: str
    bank: tuple[str, ...]
    qr: str
    qr_words: str
    signature: tuple[str, str]
    footer: str
    foot: str
    page_words: str
    is_demo: bool
    demo_words: str = ""


def invoice_pdf(invoice: InvoicePage, paper: tuple[float, float]) -> bytes:
    """The invoice as a PDF. Raises Refused (``figure_too_wide``) when figures do not fit."""
    with pdf_pages(paper, title=invoice.title, author=invoice.seller.name) as pages:
        counting = _Writer(invoice, Pen(Nowhere(), *paper), total=0)
        counting.write()
        _Writer(invoice, pages.pen, total=counting.page).write()
        return pages.done()


class _Writer:
    """Sets one invoice, page by page."""

    def __init__(self, invoice: InvoicePage, pen: Pen, *, total: int) -> None:
        self.invoice = invoice
        self.pen = pen
        self.total = total
        self.page = 0
        self.y = 0.0
        is_large = pen.width >= A4[0]
        self.margin = 15.0 if is_large else 10.0
        self.body = 9.0 if is_large else 7.5
        self.small = 7.5 if is_large else 6.5
        self.step = 4.3 if is_large else 3.6
        self.right = pen.width - self.margin
        self.bottom = pen.height - _FOOT
        self.sum_so_far = 0

    def write(self) -> None:
        """All of it."""
        self._new_page()
        self._heading()
        self._parties()
        self._lines()
        self._sums()
        self._taxes()
        self._end()

    # --- pages ---

    def _new_page(self) -> None:
        if self.page:
            self.pen.next_page()
        self.page += 1
        if self.invoice.is_demo:
            self.pen.watermark("DEMO", self.invoice.demo_words)
        at = self.pen.height - 8
        self.pen.rule(at - 4, self.margin, self.right)
        words = self.invoice.page_words.format(page=self.page, pages=self.total)
        self.pen.text(self.margin, at, self.invoice.foot, self.small, colour=MUTED)
        self.pen.text(self.right, at, words, self.small, side="right", colour=MUTED)
        self.y = self.margin
        if self.page > 1:
            number = " ".join(self.invoice.facts[0])
            self.pen.text(self.margin, self.y, self.invoice.seller.name, self.body, bold=True)
            self.pen.text(self.right, self.y, f"{self.invoice.title}  {number}", self.body,
                          side="right", colour=MUTED)  # fmt: skip
            self.y += 3

    def _room(self, height: float) -> None:
        if self.y + height > self.bottom:
            self._new_page()

    # --- the head of the first page ---

    def _heading(self) -> None:
        invoice, pen = self.invoice, self.pen
        for line in wrapped(invoice.top, self.right - self.margin, self.body, bold=True):
            pen.text(pen.width / 2, self.y, line, self.body, bold=True, side="centre")
            self.y += self.step
        top = self.y
        left = self.margin
        if invoice.logo:
            pen.picture(invoice.logo, left, top - 2, 26, 18)
            left += 30
        split = self.margin + (self.right - self.margin) * 0.60
        y = top + 3
        for line in wrapped(invoice.seller.name, split - left, self.body + 6, bold=True, most=2):
            pen.text(left, y, line, self.body + 6, bold=True)
            y += self.step * 1.45
        y -= self.step * 0.35
        for text in invoice.seller.lines:
            for line in wrapped(text, split - left, self.body - 0.5):
                pen.text(left, y, line, self.body - 0.5, colour=MUTED)
                y += self.step * 0.95
        right = top + 3
        room = self.right - split - 4
        pen.fitted(self.right, right, invoice.title, self.body + 6, room, bold=True,
                   side="right", colour=ACCENT)  # fmt: skip
        for line in wrapped(invoice.mark, room, self.small):
            right += self.step
            pen.text(self.right, right, line, self.small, side="right", colour=MUTED)
        right += self.step * 0.6
        for name, value in (*invoice.facts, *invoice.refers_to):
            right += self.step
            pen.text(split + 4, right, name, self.body - 0.5, colour=MUTED)
            pen.fitted(self.right, right, value, self.body, room * 0.62, side="right", bold=True)
        self.y = max(y, right + 3, top + (20 if invoice.logo else 0))
        if invoice.legend:
            for line in wrapped(invoice.legend, self.right - self.margin, self.body, bold=True):
                pen.text(self.margin, self.y + 2, line, self.body, bold=True)
                self.y += self.step
        pen.rule(self.y, self.margin, self.right, colour=INK, points=0.8)

    def _parties(self) -> None:
        buyer, pen = self.invoice.buyer, self.pen
        if not buyer.name and not buyer.lines:
            self.y += 1
            return
        self.y += self.step * 1.2
        pen.text(self.margin, self.y, buyer.heading, self.small, colour=MUTED)
        self.y += self.step
        room = self.right - self.margin
        if buyer.name:
            for line in wrapped(buyer.name, room, self.body + 2, bold=True, most=3):
                pen.text(self.margin, self.y, line, self.body + 2, bold=True)
                self.y += self.step
        for text in buyer.lines:
            for line in wrapped(text, room, self.body):
                pen.text(self.margin, self.y, line, self.body)
                self.y += self.step
        self.y -= self.step * 0.2

    # --- the goods ---

    def _lines(self) -> None:
        table = ReportTable(
            columns=self.invoice.columns,
            rows=tuple(line.cells for line in self.invoice.lines),
        )
        room = self.right - self.margin
        size, edges = columns_of(table, room, largest=self.body - 0.5, smallest=5)
        self._head(self.invoice.columns, size, edges)
        lines = self.invoice.lines
        for number, line in enumerate(lines):
            height = self._row_height(self.invoice.columns, line.cells, size, edges)
            if self.y + height + self.step * 2 > self.bottom and number < len(lines):
                self._carry(0)
                self._new_page()
                self._head(self.invoice.columns, size, edges)
                self._carry(1)
            self._row(self.invoice.columns, line.cells, size, edges)
            self.sum_so_far += line.amount
            self.pen.rule(self.y, self.margin, self.right)

    def _carry(self, end: int) -> None:
        amount = format_amount(self.sum_so_far)
        self.y += self.step
        words = self.invoice.carried[end]
        self.pen.text(self.margin, self.y, words, self.body - 0.5, colour=MUTED)
        self.pen.text(self.right, self.y, amount, self.body - 0.5, bold=True, side="right")
        self.y += self.step * 0.5
        self.pen.rule(self.y, self.margin, self.right)

    def _head(
        self, columns: tuple[ReportColumn, ...], size: float, edges: list[tuple[float, float]]
    ) -> None:
        cells = [
            wrapped(column.title, right - left + GAP / 2, size - 0.5, bold=True)
            for column, (left, right) in zip(columns, edges, strict=True)
        ]
        deepest = max(map(len, cells))
        self.y += self.step * 0.6
        for column, lines, (left, right) in zip(columns, cells, edges, strict=True):
            for number, line in enumerate(lines, start=deepest - len(lines) + 1):
                at = self.margin + (right if column.is_figure else left)
                side: Side = "right" if column.is_figure else "left"
                y = self.y + number * self.step * 0.82
                self.pen.text(at, y, line, size - 0.5, bold=True, side=side, colour=MUTED)
        self.y += deepest * self.step * 0.82 + 1.3
        self.pen.rule(self.y, self.margin, self.right, colour=INK, points=0.6)

    def _row_height(
        self,
        columns: tuple[ReportColumn, ...],
        row: tuple[str, ...],
        size: float,
        edges: list[tuple[float, float]],
    ) -> float:
        most = max(
            1 if column.is_figure else len(wrapped(text, right - left, size))
            for column, text, (left, right) in zip(columns, row, edges, strict=True)
        )
        return most * self.step * 0.92 + 1.6

    def _row(
        self,
        columns: tuple[ReportColumn, ...],
        row: tuple[str, ...],
        size: float,
        edges: list[tuple[float, float]],
        *,
        bold: bool = False,
        step: float = 0,
    ) -> None:
        height = step or self._row_height(columns, row, size, edges)
        for column, text, (left, right) in zip(columns, row, edges, strict=True):
            lines = [text] if column.is_figure else wrapped(text, right - left, size, bold=bold)
            at = self.margin + (right if column.is_figure else left)
            side: Side = "right" if column.is_figure else "left"
            for number, line in enumerate(lines, start=1):
                y = self.y + 0.4 + number * self.step * 0.92 - 0.6
                self.pen.text(at, y, line, size, bold=bold, side=side)
        self.y += height

    # --- what follows the goods ---

    def _sums(self) -> None:
        invoice, pen = self.invoice, self.pen
        middle = self.margin + (self.right - self.margin) * 0.56
        words = wrapped(invoice.words, middle - self.margin - 6, self.body, bold=True)
        sums_high = (len(invoice.sums) + len(invoice.paid) + 2) * self.step * 1.05
        self._room(max(sums_high, (len(words) + 3) * self.step) + 4)
        top = self.y + self.step * 0.4
        y = top
        for name, value in invoice.sums[:-1]:
            y += self.step * 1.05
            pen.text(middle, y, name, self.body, colour=MUTED)
            pen.text(self.right, y, value, self.body, side="right")
        name, value = invoice.sums[-1]
        y += 2
        pen.rule(y, middle, self.right, colour=INK, points=0.6)
        y += self.step * 1.5
        pen.text(middle, y, name, self.body + 2, bold=True)
        room = (self.right - middle) * 0.7
        pen.fitted(self.right, y, value, self.body + 4, room, bold=True, side="right")
        y += 2.2
        pen.rule(y, middle, self.right, colour=INK, points=0.6)
        for name, value in invoice.paid:
            y += self.step * 1.1
            pen.fitted(middle, y, name, self.body, (self.right - middle) * 0.6, colour=MUTED)
            pen.text(self.right, y, value, self.body, side="right")
        left = top + self.step
        pen.text(self.margin, left, invoice.words_heading, self.small, colour=MUTED)
        for line in words:
            left += self.step
            pen.text(self.margin, left, line, self.body, bold=True)
        for note in invoice.notes:
            left += self.step * 0.3
            for line in wrapped(note, middle - self.margin - 6, self.body - 0.5):
                left += self.step
                pen.text(self.margin, left, line, self.body - 0.5, colour=MUTED)
        self.y = max(y, left) + 3

    def _taxes(self) -> None:
        table = self.invoice.taxes
        if table is None:
            return
        room = self.right - self.margin
        size, edges = columns_of(table, room, largest=self.body - 1, smallest=5)
        self._room(self.step * 5)
        self.y += self.step
        self.pen.text(self.margin, self.y, table.heading, self.body, bold=True)
        self._head(table.columns, size, edges)
        self.y += 0.6
        for row in table.rows:
            if self.y + self.step * 2 > self.bottom:
                self._new_page()
                self._head(table.columns, size, edges)
            self._row(table.columns, row, size, edges, step=self.step * 0.84)
        if table.totals is not None:
            self.y += 1.2
            self.pen.rule(self.y, self.margin, self.right)
            self._row(table.columns, table.totals, size, edges, bold=True)

    def _end(self) -> None:
        """Bank, QR code and signature, at the foot of the last page."""
        invoice, pen = self.invoice, self.pen
        qr_size = 30.0 if pen.width >= A4[0] else 24.0
        bank_room = (self.right - self.margin) * 0.34
        bank = [line for text in invoice.bank for line in wrapped(text, bank_room, self.body - 0.5)]
        height = max(
            qr_size + self.step * 1.6 if invoice.qr else 0,
            (len(bank) + 2) * self.step if bank else 0,
            self.step * 6,
        )
        footer = wrapped(invoice.footer, self.right - self.margin, self.body - 0.5)
        whole = height + (len(footer) + 1) * self.step
        self._room(whole + 3)
        top = max(self.y + 3, self.bottom - whole)
        if bank:
            pen.text(self.margin, top + self.step, invoice.bank_heading, self.small, colour=MUTED)
            for number, line in enumerate(bank, start=2):
                pen.text(self.margin, top + number * self.step, line, self.body - 0.5)
        if invoice.qr:
            x = self.margin + (bank_room + 6 if bank else 0)
            pen.qr(invoice.qr, x, top, qr_size)
            pen.fitted(x + qr_size / 2, top + qr_size + self.step * 0.6, invoice.qr_words,
                       self.small, qr_size * 1.5, side="centre", colour=MUTED)  # fmt: skip
        by, role = invoice.signature
        if by:
            width = (self.right - self.margin) * 0.34
            for number, line in enumerate(wrapped(by, width, self.body - 0.5, most=2), start=1):
                pen.text(self.right, top + number * self.step, line, self.body - 0.5, side="right")
            pen.rule(top + self.step * 5.2, self.right - width, self.right, colour=MUTED)
            pen.text(self.right, top + self.step * 6, role, self.small, side="right", colour=MUTED)
        for number, line in enumerate(footer):
            y = top + height + (number + 1) * self.step
            pen.text(pen.width / 2, y, line, self.body - 0.5, side="centre", colour=MUTED)
