"""A balance over time: a stepped line, painted from the look in use."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_desktop.application.balance_history import BalancePoint
from pos_desktop.domain.money import format_rupees
from pos_desktop.ui.bills.periods import day_words
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import HALF_GRID_PX
from pos_desktop.ui.widgets.figures import balance_words
from pos_desktop.ui.widgets.painting import sized_font

_SHADE = 48
_LINE_PX = 2.0
_LINES_HIGH = 4
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class HistoryChart(QWidget):
    """What is owed goes up from the line of zero, in its colour; an advance goes down.

    The title and the largest debt stand above, the first and the last day below.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._points: tuple[BalancePoint, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.display(())

    def display(self, points: Sequence[BalancePoint]) -> None:
        """Show points, oldest first."""
        self._points = tuple(points)
        said = self._title
        if points:
            most = min(points, key=lambda point: point.balance)
            said = self.tr("{title}: {first} {then}, at most {most} on {day}, now {now}").format(
                title=self._title,
                first=day_words(points[0].date),
                then=balance_words(points[0].balance)[0],
                most=balance_words(most.balance)[0],
                day=day_words(most.date),
                now=balance_words(points[-1].balance)[0],
            )
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        metrics = QFontMetricsF(self._font())
        high = _LINES_HIGH * (metrics.height() + HALF_GRID_PX)
        return QSize(round(metrics.horizontalAdvance("0") * 28), round(high))

    def minimumSizeHint(self) -> QSize:
        """Qt's hook."""
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        look = appearance_in_use().look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font())
        high = QFontMetricsF(self._font()).height()
        area = QRectF(self.rect())
        head = QRectF(0, 0, area.width(), high)
        foot = QRectF(0, area.height() - high, area.width(), high)
        painter.setPen(QColor(look.muted))
        painter.drawText(head, _LEFT, self._title)
        if self._points:
            owed = [-point.balance for point in self._points]
            if max(owed) > 0:
                painter.setPen(QColor(look.tone("owes")))
                most = self.tr("Most {amount}").format(amount=format_rupees(max(owed)))
                painter.drawText(head, _RIGHT, most)
            painter.setPen(QColor(look.muted))
            painter.drawText(foot, _LEFT, day_words(self._points[0].date))
            painter.drawText(foot, _RIGHT, day_words(self._points[-1].date))
            plot = area.adjusted(0, high + HALF_GRID_PX, 0, -high - HALF_GRID_PX)
            self._paint_line(painter, plot, owed)
        painter.end()

    def _paint_line(self, painter: QPainter, plot: QRectF, owed: Sequence[int]) -> None:
        look = appearance_in_use().look
        top, bottom = max(*owed, 0), min(*owed, 0)
        span = max(top - bottom, 1)
        zero = plot.top() + plot.height() * top / span

        def at(step: float, value: int) -> QPointF:
            x = plot.left() + plot.width() * step / len(owed)
            return QPointF(x, plot.top() + plot.height() * (top - value) / span)

        line = [point for n, value in enumerate(owed) for point in (at(n, value), at(n + 1, value))]
        ends = (QPointF(plot.right(), zero), QPointF(plot.left(), zero))
        for colour, part in (
            (look.owes, QRectF(0, 0, self.width(), zero)),
            (look.credit, QRectF(0, zero, self.width(), self.height() - zero)),
        ):
            painter.save()
            painter.setClipRect(part.adjusted(0, -_LINE_PX, 0, _LINE_PX))
            shade = QColor(colour)
            shade.setAlpha(_SHADE)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade)
            painter.drawPolygon(QPolygonF([*line, *ends]))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colour), _LINE_PX))
            painter.drawPolyline(QPolygonF(line))
            painter.restore()
        # Over the steps: where nothing is owed, neither colour stands.
        painter.setPen(QPen(QColor(look.line), _LINE_PX))
        painter.drawLine(QPointF(plot.left(), zero), QPointF(plot.right(), zero))

    def _font(self) -> QFont:
        return sized_font(self, appearance_in_use().scale.small_pt)
