"""A QR code on the screen: dark on white in every theme, or phones do not read it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_desktop.ui.pay.state import QrMatrix

_LEAST_MODULE_PX = 4


class QrView(QWidget):
    """Whole pixels a module, as large as the place allows; nothing while there is no code."""

    def __init__(self, side_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matrix: QrMatrix = ()
        self._side_px = side_px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def display(self, matrix: QrMatrix, name: str) -> None:
        """Show a code; *name* says what it is to those who do not see it."""
        self.setAccessibleName(name)
        if matrix != self._matrix:
            self._matrix = matrix
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Qt's hook: a long text needs more modules, and they must not become too small."""
        side = max(self._side_px, len(self._matrix) * _LEAST_MODULE_PX)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        count = len(self._matrix)
        if not count:
            return
        module = min(self.width(), self.height()) // count
        side = module * count
        left, top = (self.width() - side) // 2, (self.height() - side) // 2
        painter = QPainter(self)
        painter.fillRect(QRect(left, top, side, side), Qt.GlobalColor.white)
        for y, row in enumerate(self._matrix):
            for x, dark in enumerate(row):
                if dark:
                    area = QRect(left + x * module, top + y * module, module, module)
                    painter.fillRect(area, Qt.GlobalColor.black)
        painter.end()
