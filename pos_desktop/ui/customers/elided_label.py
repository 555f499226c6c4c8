"""Words that end in “…” where their place is too narrow; the tip has all of them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_desktop.ui.look.tones import Tone
from pos_desktop.ui.widgets.figures import TextLabel, TextSize


class ElidedLabel(TextLabel):
    """One line, never the reason that a page grows wider."""

    def __init__(
        self,
        *,
        size: TextSize = "body",
        tone: Tone = "text",
        bold: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(size=size, tone=tone, bold=bold, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def display(self, text: str, tone: Tone | None = None) -> None:
        """Show other words, on one line whatever they hold."""
        super().display(" ".join(text.split()), tone)
        self.setToolTip(self.text())
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Qt's hook."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        metrics = self.fontMetrics()
        words = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(self.alignment()), words)
        painter.end()
