"""What is due, by the age of the bills: four bars, painted from the look in use."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_desktop.domain.accounts import Ageing
from pos_desktop.domain.money import Paise, format_rupees
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.tones import Tone
from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX
from pos_desktop.ui.widgets.painting import sized_font

_LEAST_BAR_PX = 2.0
_CORNER_PX = 2.0
_BAR_WIDTH_PX = 96
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class AgesChart(QWidget):
    """A line for each age: name, bar, amount. The older, the stronger the colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sums: tuple[Paise, ...] = (0, 0, 0, 0)
        self._names = (
            self.tr("0–30 days"),
            self.tr("31–60 days"),
            self.tr("61–90 days"),
            self.tr("Over 90 days"),
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.display(Ageing())

    def display(self, ages: Ageing) -> None:
        """Show sums in paise."""
        self._sums = (ages.days_0_30, ages.days_31_60, ages.days_61_90, ages.over_90)
        said = zip(self._names, self._sums, strict=True)
        words = ", ".join(f"{name} {format_rupees(amount)}" for name, amount in said)
        self.setAccessibleName(self.tr("Dues by age: {words}").format(words=words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        metrics = QFontMetricsF(self._font())
        names, amounts = self._widths(metrics)
        width = names + _BAR_WIDTH_PX + amounts + 2 * GRID_PX
        return QSize(round(width), round(4 * (metrics.height() + HALF_GRID_PX)))

    def minimumSizeHint(self) -> QSize:
        """Qt's hook."""
        hint = self.sizeHint()
        return QSize(hint.width() - _BAR_WIDTH_PX // 2, hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        look = appearance_in_use().look
        fills = (look.line, look.muted, look.warning, look.owes)
        tones: tuple[Tone, ...] = ("muted", "muted", "warning", "owes")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font())
        metrics = QFontMetricsF(self._font())
        names, amounts = self._widths(metrics)
        most = max(*self._sums, 1)
        line = self.height() / 4
        room = self.width() - names - amounts - 2 * GRID_PX
        for number, amount in enumerate(self._sums):
            top = number * line
            area = QRectF(0, top, self.width(), line)
            painter.setPen(QColor(look.tone("muted")))
            painter.drawText(area, int(_LEFT), self._names[number])
            painter.setPen(QColor(look.tone(tones[number] if amount else "muted")))
            painter.drawText(area, int(_RIGHT), _words(amount))
            if amount > 0:
                long = max(room * amount / most, _LEAST_BAR_PX)
                thick = min(line - HALF_GRID_PX, 1.5 * GRID_PX)
                bar = QRectF(names + GRID_PX, top + (line - thick) / 2, long, thick)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(fills[number]))
                painter.drawRoundedRect(bar, _CORNER_PX, _CORNER_PX)
        painter.end()

    def _font(self) -> QFont:
        return sized_font(self, appearance_in_use().scale.small_pt)

    def _widths(self, metrics: QFontMetricsF) -> tuple[float, float]:
        names = max(metrics.horizontalAdvance(name) for name in self._names)
        amounts = max(metrics.horizontalAdvance(_words(amount)) for amount in self._sums)
        return names, amounts


def _words(amount: Paise) -> str:
    return format_rupees(amount) if amount else "–"
