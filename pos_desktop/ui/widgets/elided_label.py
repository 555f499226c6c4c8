"""Words that are cut with an ellipsis, never their place made wider: names of people."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_desktop.ui.look.tones import Tone
from pos_desktop.ui.widgets.figures import TextLabel, TextSize

_LEAST_WIDTH_PX = 48


class ElidedLabel(TextLabel):
    """One line; the whole text is its tip."""

    def __init__(
        self,
        text: str = "",
        *,
        size: TextSize = "body",
        tone: Tone = "text",
        bold: bool = False,
        fills: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Take the words; with *fills* the label takes all the width that is left."""
        super().__init__(text, size=size, tone=tone, bold=bold, parent=parent)
        width = QSizePolicy.Policy.Expanding if fills else QSizePolicy.Policy.Preferred
        self.setSizePolicy(width, QSizePolicy.Policy.Fixed)

    def display(self, text: str, tone: Tone | None = None) -> None:
        """Show other words, on one line whatever they hold."""
        super().display(" ".join(text.split()), tone)
        self.setToolTip(self.text())

    def minimumSizeHint(self) -> QSize:
        """Qt's hook."""
        return QSize(_LEAST_WIDTH_PX, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        painter = QPainter(self)
        painter.setPen(QColor(self.palette().color(QPalette.ColorRole.WindowText)))
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        flags = self.alignment() | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(self.rect(), int(flags), words)
        painter.end()
