"""The printer's dots on white paper: what is seen is what prints, pictures included."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX

_MARGIN_PX = GRID_PX
_WIDTH_PX = 400
"""Of a receipt 80 mm wide with its margins; a narrower one is narrower."""
_WIDEST_DOTS = 640
_BLANK_HEIGHT_PX = 200


class Paper(QWidget):
    """White in every theme: this is what the buyer will hold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[str, ...] = ()
        self._png = b""
        self._image = QImage()
        self.setObjectName("paper")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(self.sizeHint())

    @property
    def lines(self) -> tuple[str, ...]:
        """What is on the paper, in words."""
        return self._lines

    def display(self, lines: tuple[str, ...], picture: bytes) -> None:
        """Show the picture of a receipt; *lines* say it to who cannot see."""
        if (lines, picture) == (self._lines, self._png):
            return
        self._lines, self._png = lines, picture
        self._image = QImage.fromData(picture) if picture else QImage()
        self.setAccessibleName("\n".join(line.strip() for line in lines if line.strip()))
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        if self._image.isNull():
            return QSize(_WIDTH_PX + 2 * _MARGIN_PX, _BLANK_HEIGHT_PX)
        width = min(self._image.width(), _WIDEST_DOTS) * _WIDTH_PX / _WIDEST_DOTS
        height = self._image.height() * width / self._image.width()
        return QSize(round(width) + 2 * _MARGIN_PX, round(height) + 2 * _MARGIN_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), Qt.GlobalColor.white)
        painter.setPen(QColor(appearance_in_use().look.line))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            inside = QRectF(self.rect()).adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
            painter.drawImage(inside, self._smooth())
        painter.end()

    def _smooth(self) -> QImage:
        """The dots, made smaller without losing strokes; kept for the screen's density."""
        wanted = (self.size() - QSize(2 * _MARGIN_PX, 2 * _MARGIN_PX)) * self.devicePixelRatioF()
        return self._image.convertToFormat(QImage.Format.Format_Grayscale8).scaled(
            wanted, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
