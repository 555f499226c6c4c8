"""Paints the rows of a `TableView`, straight from their values.

Qt's way asks the model some seven questions a cell, each a call into Python, and shapes every text
anew at every paint. Here a row is one pass, and a text once shaped is kept: a full screen of lines
is painted in a fraction of the time.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QStaticText, QTransform

from pos_desktop.ui.look.appearance import Appearance, appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.rows_model import RowsModel

_MARK_PX = 4
#: Texts kept shaped; a long scroll starts over.
_KEPT_TEXTS = 4096

#: Where a column stands: its number, left edge and width in pixels.
Span = tuple[int, int, int]


class RowPainter:
    """Row background by state and meaning, text elided, figures to the right."""

    def __init__(self, model: RowsModel[Any]) -> None:
        self._model = model
        #: The row that flashes now, or -1.
        self.flashing = -1
        self._appearance: Appearance | None = None
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[bool, tuple[QFont, QFontMetrics]] = {}
        self._texts: dict[tuple[str, bool, int], tuple[QStaticText, int, int]] = {}

    def prepare(self, font: QFont) -> None:
        """Before a paint: notice a new look or text size."""
        appearance = appearance_in_use()
        if appearance is self._appearance and self._fonts[False][0] == font:
            return
        self._appearance = appearance
        bold = QFont(font)
        bold.setBold(True)
        self._fonts = {False: (font, QFontMetrics(font)), True: (bold, QFontMetrics(bold))}
        self._texts.clear()

    def paint_row(
        self,
        painter: QPainter,
        number: int,
        place: tuple[int, int],
        spans: list[Span],
        *,
        selected: bool,
    ) -> None:
        """Paint one row at `place` (top and height), one cell for each of `spans`."""
        look = appearance_in_use().look
        model = self._model
        row = model.rows[number]
        row_tone = model.row_tone(row) if model.row_tone is not None else "text"
        top, height = place
        left, right = spans[0][1], spans[-1][1] + spans[-1][2]
        if number == self.flashing:  # also when it is selected: the line just added mostly is
            fill = look.flash
        elif selected:
            fill = look.selection
        elif row_tone != "text":
            fill = look.tint(row_tone)
        else:
            fill = look.alternate if number % 2 else look.base
        painter.fillRect(left, top, right - left, height, self._colour(fill))
        if selected:
            painter.fillRect(left, top, _MARK_PX, height, self._colour(look.accent))
        for column_number, cell_left, width in spans:
            column = model.columns[column_number]
            text = column.words(row)
            if text:
                tone = column.tone(row) if column.tone is not None else row_tone
                painter.setPen(self._colour(look.tone(tone)))
                is_right = column.align == "right"
                self._draw(painter, text, (cell_left, top, width, height), column.bold, is_right)

    def is_cut(self, text: str, column_number: int, width: int) -> bool:
        """Whether `text` does not fit into a column of this width."""
        _, metrics = self._fonts[self._model.columns[column_number].bold]
        return metrics.horizontalAdvance(text) > width - 2 * GRID_PX

    def _draw(
        self,
        painter: QPainter,
        text: str,
        cell: tuple[int, int, int, int],
        bold: bool,
        is_right: bool,
    ) -> None:
        left, top, width, height = cell
        room = width - 2 * GRID_PX
        shaped = self._texts.get((text, bold, room))
        if shaped is None:
            shaped = self._shape(text, bold, room)
        static, text_width, text_height = shaped
        x = left + GRID_PX + (room - text_width if is_right else 0)
        painter.setFont(self._fonts[bold][0])
        painter.drawStaticText(QPoint(x, top + (height - text_height) // 2), static)

    def _shape(self, text: str, bold: bool, room: int) -> tuple[QStaticText, int, int]:
        if len(self._texts) >= _KEPT_TEXTS:
            self._texts.clear()
        font, metrics = self._fonts[bold]
        static = QStaticText(text)
        static.setTextFormat(Qt.TextFormat.PlainText)  # an item may be called "<b>"
        static.prepare(QTransform(), font)
        size = static.size()  # asking the metrics first would shape every text twice
        if size.width() > room:
            static.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))
            static.prepare(QTransform(), font)
            size = static.size()
        shaped = (static, round(size.width()), round(size.height()))
        self._texts[text, bold, room] = shaped
        return shaped

    def _colour(self, name: str) -> QColor:
        colour = self._colours.get(name)
        if colour is None:
            colour = self._colours[name] = QColor(name)
        return colour
