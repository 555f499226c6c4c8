"""Keys one below the other, each with what it does: one widget, however many they are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX
from pos_desktop.ui.widgets.painting import draw_box, sized_font

_GAP_PX = GRID_PX + HALF_GRID_PX
_NO_LIMIT_PX = 10_000
_SLACK_PX = HALF_GRID_PX
_WRAP = int(Qt.TextFlag.TextWordWrap.value)


class KeyList(QWidget):
    """Paints its rows. What a key does takes a second line where it must.

    ``rows`` are pairs: the key as it is printed, and what it does. A label for each and a cap for
    each would be hundreds of widgets, which take longer to make than the sheet may take to open.
    """

    def __init__(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.rows = tuple(rows)
        self._told: dict[int, tuple[int, ...]] = {}
        self.setAccessibleName(title)
        self.setAccessibleDescription("\n".join(f"{key}: {does}" for key, does in self.rows))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: a new text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()

    def hasHeightForWidth(self) -> bool:
        """Qt's hook."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt's hook: in pixels."""
        heights = self._heights(width)
        return sum(heights) + HALF_GRID_PX * max(0, len(heights) - 1)

    def sizeHint(self) -> QSize:
        """Qt's hook: every row on one line."""
        width = self._keys_px + _GAP_PX + max(self._does_px, default=0)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Qt's hook: the longest word is not cut."""
        return QSize(self._keys_px + _GAP_PX + self._longest_px, self._least_px)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: only the rows that are to be seen."""
        look = appearance_in_use().look
        painter = QPainter(self)
        seen, top = event.rect(), 0
        for (printed, does), height in zip(self.rows, self._heights(self.width()), strict=True):
            row = QRect(0, top, self.width(), height)
            top += height + HALF_GRID_PX
            if not row.intersects(seen):
                continue
            above = (height - self._cap_px) // 2
            cap = QRectF(0, row.top() + above, self._keys_px, self._cap_px)
            draw_box(painter, cap, fill=look.alternate, border=look.line)
            painter.setPen(QColor(look.text))
            painter.setFont(self._key_font)
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, printed)
            painter.setFont(self._font)
            words = row.adjusted(self._keys_px + _GAP_PX, 0, 0, 0)
            painter.drawText(words, _WRAP | Qt.AlignmentFlag.AlignVCenter, does)
        painter.end()

    def _measure(self) -> None:
        scale = appearance_in_use().scale
        self._font = sized_font(self, scale.body_pt)
        self._key_font = sized_font(self, scale.small_pt)
        metrics = QFontMetricsF(self._key_font)
        widest = max((metrics.horizontalAdvance(printed) for printed, _ in self.rows), default=0)
        self._keys_px = round(widest) + 2 * GRID_PX
        self._cap_px = round(metrics.height()) + HALF_GRID_PX
        words = QFontMetrics(self._font)
        self._least_px = max(self._cap_px, words.height())
        # The painter breaks a line already in a pixel or two more room than its words take.
        self._does_px = tuple(words.horizontalAdvance(does) + _SLACK_PX for _, does in self.rows)
        each = {word for _, does in self.rows for word in does.split()}
        self._longest_px = max(map(words.horizontalAdvance, each), default=0)
        self._told = {}
        self.updateGeometry()

    def _heights(self, width: int) -> tuple[int, ...]:
        """Of each row, in pixels; asked for one width many times while a sheet is laid out."""
        heights = self._told.get(width)
        if heights is None:
            metrics, wide = QFontMetrics(self._font), width - self._keys_px - _GAP_PX
            room = QRect(0, 0, max(1, wide), _NO_LIMIT_PX)
            heights = tuple(
                self._least_px
                if needed <= wide
                else max(self._least_px, metrics.boundingRect(room, _WRAP, does).height())
                for (_, does), needed in zip(self.rows, self._does_px, strict=True)
            )
            self._told[width] = heights
        return heights
