"""A check box with a tick that is seen in both themes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox

from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.icons import coloured
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.painting import draw_box, draw_focus_ring

_BOX_PX = 20
_TICK_PX = 16


class TickBox(QCheckBox):
    """Two states; the whole of it can be clicked."""

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        metrics = QFontMetrics(self.font())
        width = _BOX_PX + metrics.horizontalAdvance(self.text()) + 3 * GRID_PX
        return QSize(width, appearance_in_use().scale.control_px)

    def minimumSizeHint(self) -> QSize:
        """Qt's hook."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        look = appearance_in_use().look
        painter = QPainter(self)
        box = QRectF(GRID_PX // 2, (self.height() - _BOX_PX) / 2, _BOX_PX, _BOX_PX)
        fill = look.base if self.isEnabled() else look.window
        draw_box(painter, box, fill=fill, border=look.line if self.isEnabled() else look.hairline)
        if self.isChecked():
            colour = look.text if self.isEnabled() else look.line
            inset = (_BOX_PX - _TICK_PX) // 2
            drawn = coloured("check", colour, _TICK_PX, self.devicePixelRatioF())
            painter.drawPixmap(round(box.left()) + inset, round(box.top()) + inset, drawn)
        painter.setPen(QColor(look.text if self.isEnabled() else look.line))
        words = self.rect().adjusted(_BOX_PX + 2 * GRID_PX, 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, int(flags | Qt.TextFlag.TextShowMnemonic), self.text())
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), on_accent=False)
        painter.end()
