"""The red row: a code that no item has, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_desktop.ui.keys import keys_in_use
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.icons import coloured
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.painting import draw_box, sized_font

_ICON_PX = 20


class UnknownRow(QWidget):
    """Stands on top of the cart until the next item, or Esc."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = ""
        self._mend = self.tr("{key} adds it as a new item; Esc leaves it.").format(
            key=keys_in_use()["create"].printed
        )
        self.setObjectName("unknown")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def code(self) -> str:
        """The code that is told of, or nothing."""
        return self._code

    def display(self, code: str) -> None:
        """Tell of a code; of none, go away."""
        if code == self._code:
            return
        self._code = code
        self.setAccessibleName(f"{self._told()} {self._mend}")
        self.setVisible(bool(code))
        self.update()

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        return QSize(240, appearance_in_use().scale.control_px)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        look = appearance_in_use().look
        painter = QPainter(self)
        draw_box(painter, QRectF(self.rect()), fill=look.owes_tint, border=look.owes)
        drawn = coloured("circle-alert", look.owes, _ICON_PX, self.devicePixelRatioF())
        painter.drawPixmap(GRID_PX, (self.height() - _ICON_PX) // 2, drawn)
        left = _ICON_PX + 2 * GRID_PX
        for text, bold in ((self._told(), True), (self._mend, False)):
            font = sized_font(self, appearance_in_use().scale.body_pt, bold=bold)
            metrics = QFontMetrics(font)
            room = max(0, self.width() - left - GRID_PX)
            words = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room)
            painter.setFont(font)
            painter.setPen(QColor(look.owes if bold else look.text))
            area = self.rect().adjusted(left, 0, 0, 0)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(area, int(flags), words)
            left += metrics.horizontalAdvance(words) + GRID_PX
        painter.end()

    def _told(self) -> str:
        return self.tr("No item has the code {code}.").format(code=self._code)
