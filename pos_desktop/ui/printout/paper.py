"""The printer's lines on white paper, in the same columns as they print."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.fonts import MONOSPACE
from pos_desktop.ui.look.type_scale import GRID_PX

_MARGIN_PX = 3 * GRID_PX


class Paper(QWidget):
    """White in every theme: this is what the buyer will hold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[str, ...] = ()
        self._columns = 0
        self.setObjectName("paper")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def lines(self) -> tuple[str, ...]:
        """What is on the paper."""
        return self._lines

    def display(self, lines: tuple[str, ...], columns: int) -> None:
        """Show lines on paper of so many columns."""
        if (lines, columns) == (self._lines, self._columns):
            return
        self._lines, self._columns = lines, columns
        self.setAccessibleName("\n".join(line.strip() for line in lines if line.strip()))
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        metrics = QFontMetricsF(self._type())
        width = self._columns * metrics.horizontalAdvance("0") + 2 * _MARGIN_PX
        height = len(self._lines) * metrics.lineSpacing() + 2 * _MARGIN_PX
        return QSize(round(width), round(height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: only the lines that are asked for."""
        font = self._type()
        metrics = QFontMetricsF(font)
        spacing = metrics.lineSpacing()
        painter = QPainter(self)
        painter.fillRect(event.rect(), Qt.GlobalColor.white)
        painter.setPen(QColor(appearance_in_use().look.line))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.setFont(font)
        painter.setPen(Qt.GlobalColor.black)
        first = max(0, int((event.rect().top() - _MARGIN_PX) / spacing) - 1)
        last = int((event.rect().bottom() - _MARGIN_PX) / spacing) + 2
        for number, line in enumerate(self._lines[first:last], start=first):
            top = _MARGIN_PX + number * spacing
            painter.drawText(round(_MARGIN_PX), round(top + metrics.ascent()), line)
        painter.end()

    def _type(self) -> QFont:
        font = QFont()
        font.setFamilies(MONOSPACE)
        font.setPointSizeF(appearance_in_use().scale.body_pt)
        return font
