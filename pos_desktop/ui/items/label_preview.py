"""The first page of labels, drawn as it is printed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_desktop.application.label_drawing import SHEETS, LabelPage, Words
from pos_desktop.ui.look.fonts import FAMILIES

_WIDTH_UM, _HEIGHT_UM = 210_000, 297_000
_UM = 1000
#: Paper is white and ink black in every look.
_PAPER, _INK, _EDGE = Qt.GlobalColor.white, Qt.GlobalColor.black, Qt.GlobalColor.lightGray


class LabelPreview(QWidget):
    """A sheet of A4 as large as there is room, with the edges of its labels."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page, self._sheet = LabelPage(), 0
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def display(self, page: LabelPage, sheet: int) -> None:
        """Show another page, or another kind of sheet."""
        if (page, sheet) != (self._page, self._sheet):
            self._page, self._sheet = page, sheet
            self.update()

    def display_height(self, height_px: int) -> None:
        """Be so high, and as wide as A4 is then."""
        self.setFixedSize(QSize(round(height_px * _WIDTH_UM / _HEIGHT_UM), height_px))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(_PAPER))
        scale = self.width() / _WIDTH_UM
        painter.setPen(QColor(_EDGE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        self._paint_edges(painter, scale)
        for bar in self._page.bars:
            area = QRectF(bar.x * scale, bar.y * scale, bar.width * scale, bar.height * scale)
            painter.fillRect(area, QColor(_INK))
        painter.setPen(QColor(_INK))
        for words in self._page.words:
            _paint_words(painter, words, scale)
        painter.end()

    def _paint_edges(self, painter: QPainter, scale: float) -> None:
        sheet = SHEETS.get(self._sheet)
        if sheet is None:
            return
        width, height = sheet.width * _UM * scale, sheet.height * _UM * scale
        for number in range(sheet.count):
            left, top = (place * _UM * scale for place in sheet.place(number))
            painter.drawRect(QRectF(left, top, width, height))


def _paint_words(painter: QPainter, words: Words, scale: float) -> None:
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setBold(words.bold)
    font.setPixelSize(max(1, round(words.em * scale)))
    painter.setFont(font)
    half = QFontMetricsF(font).horizontalAdvance(words.text) / 2
    painter.drawText(QPointF(words.x * scale - half, words.y * scale), words.text)
