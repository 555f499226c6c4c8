"""What is painted first, before anything is loaded."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, Qt
from PySide6.QtWidgets import QWidget

from pos_desktop.ui.look.appearance import appearance_in_use


class OpeningCover(QWidget):
    """A sentence in the middle. It paints itself: no label, layout or style sheet is made yet."""

    #: Once, on the first idle turn after the first paint: now the rest may be loaded.
    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = self.tr("Opening the shop…")
        self._is_painted = False
        self.setAccessibleName(self._words)

    def display(self, words: str) -> None:
        """Say what is going on now: "Bringing the data up to date…"."""
        self._words = words
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        appearance = appearance_in_use()
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(appearance.look.window))
        font = self.font()
        font.setPointSizeF(appearance.scale.section_pt)
        painter.setFont(font)
        painter.setPen(QColor(appearance.look.muted))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._words)
        painter.end()
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)
