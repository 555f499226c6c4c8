"""A card: one figure, what it is, and a note."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.tones import Tone
from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX
from pos_desktop.ui.widgets.elided_label import ElidedLabel
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.painting import draw_box


class Panel(QWidget):
    """A rounded surface to put things on."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        look = appearance_in_use().look
        painter = QPainter(self)
        draw_box(painter, QRectF(self.rect()), fill=look.base, border=look.hairline)
        painter.end()


class Card(Panel):
    """Title, large figure, note."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = TextLabel(title, tone="muted")
        self._figure = TextLabel(size="figure", bold=True)
        self._note = ElidedLabel(size="small", tone="muted")
        self._note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID_PX, GRID_PX, 2 * GRID_PX, GRID_PX + HALF_GRID_PX)
        column.setSpacing(HALF_GRID_PX)
        for label in (self._title, self._figure, self._note):
            column.addWidget(label)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def display(self, figure: str, note: str = "", tone: Tone = "text") -> None:
        """Show a figure, already formatted, in the colour of its meaning."""
        self._figure.display(figure, tone)
        self._note.display(note)
        self._note.setVisible(bool(note))
        told = (self._title.text(), self._figure.text(), self._note.text())
        self.setAccessibleName(" ".join(part for part in told if part))
