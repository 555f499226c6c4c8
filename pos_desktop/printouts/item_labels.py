"""Labels for items: on sheets of A4, and one after another on the roll of a receipt printer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pos_desktop.application.label_drawing import Bar, LabelFacts, LabelPage, LabelSheet, Words
from pos_desktop.domain.errors import Refused
from pos_desktop.printouts.bars import black_bars, with_quiet
from pos_desktop.printouts.blocks import Align, Barcode, Block, Cut, Document, Text
from pos_desktop.printouts.pdf.pen import A4, PT_MM, Pen, pdf_pages, width_of, wrapped

_PAD = 1.5
"""Kept free at the edges of a label: sheets are never fed to the tenth of a millimetre."""
_MODULE = 0.33
"""The nominal width of a module; no wider one is needed."""
_LEAST_MODULE = 0.17
"""The narrowest module that an office printer prints so that it can be read: 4 dots at 600 dpi."""
_EM = 0.11
"""The size of type, as a part of the label's height."""
_SMALL = 0.9
_LEADING = 1.18
_BELOW = 0.22
"""What letters take below their baseline, as a part of their size."""
_MM = 1000
_BLACK = (0.0, 0.0, 0.0)
_MOST_NAME_LINES = 2


def label_document(labels: Iterable[LabelFacts]) -> Document:
    """Labels on a roll: each is cut off as the printer's settings say."""
    blocks: list[Block] = []
    for label in labels:
        blocks.append(Text(label.name, align=Align.CENTRE, bold=True, most_lines=_MOST_NAME_LINES))
        prices = "   ".join(filter(None, (label.mrp, label.price)))
        blocks.append(Text(prices, align=Align.CENTRE, bold=True))
        blocks.append(Barcode(payload=label.barcode, symbol=label.symbol, only_bars=True))
        blocks.append(Text(label.barcode, align=Align.CENTRE))
        blocks.append(Cut())
    return Document(tuple(blocks))


def labels_pdf(labels: Sequence[LabelFacts], sheet: LabelSheet, start: int, shop: str) -> bytes:
    """Sheets of A4, the first label at place *start*, counted from 1.

    Raises Refused (``barcode_too_long``) where the bars of a label would be too narrow to read.
    """
    with pdf_pages(A4, title="Labels", author=shop) as pages:
        for number, page in enumerate(_pages(labels, sheet, start)):
            if number:
                pages.pen.next_page()
            _draw(pages.pen, page)
        return pages.done()


def label_page(labels: Sequence[LabelFacts], sheet: LabelSheet, start: int) -> LabelPage:
    """The first page, as :func:`labels_pdf` draws it."""
    return next(_pages(labels, sheet, start), LabelPage())


def _draw(pen: Pen, page: LabelPage) -> None:
    for bar in page.bars:
        pen.box(bar.x / _MM, bar.y / _MM, bar.width / _MM, bar.height / _MM, _BLACK)
    for words in page.words:
        size = words.em / _MM * PT_MM
        pen.text(
            words.x / _MM, words.y / _MM, words.text, size,
            bold=words.bold, side="centre", colour=_BLACK,
        )  # fmt: skip


def _pages(labels: Sequence[LabelFacts], sheet: LabelSheet, start: int) -> Iterator[LabelPage]:
    for begins in range(1 - start, len(labels), sheet.count):
        here = labels[max(begins, 0) : begins + sheet.count]
        words: list[Words] = []
        bars: list[Bar] = []
        for number, label in enumerate(here, start=max(-begins, 0)):
            left, top = sheet.place(number)
            _label(label, sheet, left, top, words, bars)
        yield LabelPage(words=tuple(words), bars=tuple(bars))


def _label(
    label: LabelFacts,
    sheet: LabelSheet,
    left: float,
    top: float,
    words: list[Words],
    bars: list[Bar],
) -> None:
    """Name, prices, bars, and the digits below them; type grows with the label's height."""
    em = sheet.height * _EM
    room = sheet.width - 2 * _PAD
    middle = left + sheet.width / 2
    y = top + _PAD
    for line in wrapped(label.name, room, em * PT_MM, bold=True, most=_MOST_NAME_LINES):
        y += em * _LEADING
        words.append(_words(middle, y - em * _BELOW, line, em, room, bold=True))
    prices = "  ".join(filter(None, (label.mrp, label.price)))
    y += em * _LEADING
    words.append(_words(middle, y - em * _BELOW, prices, em, room, bold=True))
    small = em * _SMALL
    bottom = top + sheet.height - _PAD
    words.append(_words(middle, bottom - small * _BELOW, label.barcode, small, room, bold=False))
    bars.extend(_bars(label, middle, sheet, y + _BELOW * em, bottom - small * _LEADING))


def _words(x: float, y: float, text: str, em: float, room: float, *, bold: bool) -> Words:
    """Figures are made smaller, never cut."""
    taken = width_of(text, em * PT_MM, bold=bold)
    fitted = em * min(1.0, room / taken) if taken else em
    return Words(x=_um(x), y=_um(y), text=text, em=_um(fitted), bold=bold)


def _bars(
    label: LabelFacts, middle: float, sheet: LabelSheet, top: float, bottom: float
) -> Iterator[Bar]:
    count = with_quiet(label.barcode, label.symbol)
    module = min(sheet.width / count, _MODULE)
    if module < _LEAST_MODULE:
        raise Refused(
            f"The barcode {label.barcode} is too long for this label. Choose a larger label.",
            code="barcode_too_long",
        )
    left = middle - count * module / 2
    for at, width in black_bars(label.barcode, label.symbol):
        yield Bar(
            x=_um(left + at * module),
            y=_um(top),
            width=_um(width * module),
            height=_um(bottom - top),
        )


def _um(millimetres: float) -> int:
    return round(millimetres * _MM)
