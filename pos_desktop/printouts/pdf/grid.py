"""How wide the columns of a table are on a page."""

from __future__ import annotations

from pos_desktop.application.table_report import ReportTable
from pos_desktop.domain.errors import Refused
from pos_desktop.printouts.pdf.pen import width_of

GAP = 4.0
"""Millimetres between two columns, at the largest size."""
_LEAST_WORDS = 16.0
"""Millimetres that a column of words keeps beside its figures."""


def columns_of(
    table: ReportTable, room: float, *, largest: float, smallest: float
) -> tuple[float, list[tuple[float, float]]]:
    """The size of type, and the left and right edge of each column: figures whole, words wrapped.

    The size steps down from *largest*. Columns of words share what the figures leave: short ones
    have what they need, long ones wrap.
    Raises Refused (``figure_too_wide``) when the figures do not fit at *smallest*.
    """
    size = largest
    while True:
        gap = GAP * size / largest
        need = [_need(table, index, size) for index in range(len(table.columns))]
        words = [index for index, column in enumerate(table.columns) if not column.is_figure]
        figures = sum(need[i] for i in range(len(need)) if i not in words)
        left = room - figures - gap * (len(need) - 1)
        if left >= sum(min(need[i], _LEAST_WORDS) for i in words):
            break
        size -= 0.5
        if size < smallest:
            raise Refused(
                f"The columns of “{table.heading or 'the report'}” do not fit on the page. Print "
                "it landscape, or export it to a table.",
                code="figure_too_wide",
            )
    wanted = sum(need[i] for i in words)
    if wanted > left:
        _share(need, words, left)
    else:
        spare = (left - wanted) / len(need)
        need = [width + spare for width in need]
    edges, at = [], 0.0
    for width in need:
        edges.append((at, at + width))
        at += width + gap
    return size, edges


def _share(need: list[float], words: list[int], room: float) -> None:
    """Narrow the widest columns of words to one width at which all fit in *room*."""
    for done, index in enumerate(sorted(words, key=lambda i: need[i])):
        need[index] = min(need[index], room / (len(words) - done))
        room -= need[index]


def _need(table: ReportTable, index: int, size: float) -> float:
    """Millimetres that a column would take in one line."""
    column = table.columns[index]
    texts = [row[index] for row in table.rows]
    width = max((width_of(text, size) for text in texts), default=0.0)
    if table.totals is not None:
        width = max(width, width_of(table.totals[index], size, bold=True))
    title = column.title.split() if column.is_figure else [column.title]
    head = max((width_of(word, size - 0.5, bold=True) for word in title), default=0.0)
    return max(width, head) + 0.2
