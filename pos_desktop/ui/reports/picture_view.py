"""Small pictures of figures: bars, columns, a line, a heat map. Painted from the look in use."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_desktop.application.report_tables import Picture, Shape
from pos_desktop.domain.money import PAISE_PER_RUPEE, Paise, format_amount, format_rupees
from pos_desktop.ui.language.catalogue import said
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.palette import Look
from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX
from pos_desktop.ui.widgets.painting import draw_box, sized_font

_CORNER_PX = 2.0
_THICKEST_PX = 44.0
_LINES_HIGH = 9
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class PictureView(QWidget):
    """Shows a picture; its figures are read out as its name. It can be painted on any device."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: Picture | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def display(self, picture: Picture | None) -> None:
        """Show a picture, or none."""
        self._picture = picture
        self.setVisible(picture is not None)
        if picture is not None:
            self.setAccessibleName(picture_in_words(picture))
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        metrics = QFontMetricsF(self._font())
        return QSize(40 * GRID_PX, round(_LINES_HIGH * (metrics.height() + HALF_GRID_PX)))

    def minimumSizeHint(self) -> QSize:
        """Qt's hook."""
        return QSize(20 * GRID_PX, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        if self._picture is not None:
            painter = QPainter(self)
            look = appearance_in_use().look
            draw_box(painter, QRectF(self.rect()), fill=look.base, border=look.hairline)
            painter.setFont(self._font())
            inset = QRectF(self.rect()).adjusted(2 * GRID_PX, GRID_PX, -2 * GRID_PX, -GRID_PX)
            paint_picture(painter, inset, self._picture, look)
            painter.end()

    def _font(self) -> QFont:
        return sized_font(self, appearance_in_use().scale.small_pt)


def picture_in_words(picture: Picture) -> str:
    """The picture in words: its title, its largest figures."""
    if picture.shape is Shape.HEAT:
        cells = [
            (value, f"{name} {hour}:00")
            for name, values in picture.rows
            for hour, value in zip(picture.labels, values, strict=True)
            if value
        ]
    else:
        cells = list(zip(picture.values, picture.labels, strict=True))
    told = sorted(cells, reverse=True)[:5]
    return f"{said(picture.title)}: " + ", ".join(f"{name} {format_rupees(v)}" for v, name in told)


def paint_picture(painter: QPainter, area: QRectF, picture: Picture, look: Look) -> None:
    """Paint into an area of any device, in the painter's font."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not (any(picture.values) or any(any(values) for _, values in picture.rows)):
        painter.setPen(QColor(look.muted))
        painter.drawText(area, _CENTRE, QCoreApplication.translate("Reports", "Nothing was sold"))
        return
    paint = {
        Shape.BARS: _bars,
        Shape.COLUMNS: _columns,
        Shape.LINE: _columns,
        Shape.HEAT: _heat,
    }[picture.shape]
    paint(painter, area, picture, look)


def _bars(painter: QPainter, area: QRectF, picture: Picture, look: Look) -> None:
    """A line for each label: name, bar, amount."""
    metrics = QFontMetricsF(painter.font())
    most = max(*picture.values, 1)
    names = min(
        max(metrics.horizontalAdvance(label) for label in picture.labels), area.width() * 0.35
    )
    amounts = max(metrics.horizontalAdvance(format_rupees(value)) for value in picture.values)
    line = min(area.height() / len(picture.labels), metrics.height() + GRID_PX)
    room = area.width() - names - amounts - 2 * GRID_PX
    for at, (label, value) in enumerate(zip(picture.labels, picture.values, strict=True)):
        row = QRectF(area.left(), area.top() + at * line, area.width(), line)
        painter.setPen(QColor(look.muted))
        cut = metrics.elidedText(label, Qt.TextElideMode.ElideRight, names)
        painter.drawText(row, _LEFT, cut)
        painter.setPen(QColor(look.text))
        painter.drawText(row, _RIGHT, format_rupees(value))
        if value > 0:
            thick = min(line - HALF_GRID_PX, 1.5 * GRID_PX)
            left, top = row.left() + names + GRID_PX, row.top() + (line - thick) / 2
            _block(painter, QRectF(left, top, max(room * value / most, 2.0), thick), look.accent)


def _columns(painter: QPainter, area: QRectF, picture: Picture, look: Look) -> None:
    """Columns, or a line, over labels below; a scale at the left."""
    metrics = QFontMetricsF(painter.font())
    top_value = _round_up(max(*picture.values, PAISE_PER_RUPEE))
    scale = max(metrics.horizontalAdvance(_short(top_value * n // 2)) for n in range(3))
    plot = area.adjusted(scale + GRID_PX, metrics.height() / 2, 0, -metrics.height() - HALF_GRID_PX)
    painter.setPen(QPen(QColor(look.hairline), 1))
    for part in range(3):
        y = plot.bottom() - plot.height() * part / 2
        painter.setPen(QPen(QColor(look.hairline), 1))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(QColor(look.muted))
        words = QRectF(area.left(), y - metrics.height() / 2, scale, metrics.height())
        painter.drawText(words, _RIGHT, _short(top_value * part // 2))
    step = plot.width() / len(picture.values)
    points = [
        QPointF(
            plot.left() + step * (at + 0.5),
            plot.bottom() - plot.height() * max(value, 0) / top_value,
        )
        for at, value in enumerate(picture.values)
    ]
    if picture.shape is Shape.LINE:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(look.accent), 2))
        painter.drawPolyline(QPolygonF(points))
    else:
        wide = min(step * 0.7, _THICKEST_PX)
        for point in points:
            high = plot.bottom() - point.y()
            block = QRectF(point.x() - wide / 2, point.y(), wide, high)
            _block(painter, block, look.accent)
    _labels(painter, plot, picture.labels, look)


def _labels(painter: QPainter, plot: QRectF, labels: tuple[str, ...], look: Look) -> None:
    """As many labels as fit beside one another."""
    metrics = QFontMetricsF(painter.font())
    step = plot.width() / len(labels)
    short = [label[:5] for label in labels]
    widest = max(metrics.horizontalAdvance(label) for label in short) + GRID_PX
    every = max(1, -int(-widest // step))
    painter.setPen(QColor(look.muted))
    for at in range(0, len(labels), every):
        centre = plot.left() + step * (at + 0.5)
        place = QRectF(centre - widest / 2, plot.bottom(), widest, metrics.height() + HALF_GRID_PX)
        painter.drawText(place, _CENTRE, short[at])


def _heat(painter: QPainter, area: QRectF, picture: Picture, look: Look) -> None:
    """A cell for each weekday and hour: the more, the stronger the colour."""
    metrics = QFontMetricsF(painter.font())
    names = max(metrics.horizontalAdvance(name) for name, _ in picture.rows) + GRID_PX
    head = metrics.height()
    wide = (area.width() - names) / len(picture.labels)
    high = (area.height() - head) / len(picture.rows)
    most = max(max(values) for _, values in picture.rows) or 1
    painter.setPen(QColor(look.muted))
    for at, label in enumerate(picture.labels):
        painter.drawText(
            QRectF(area.left() + names + at * wide, area.top(), wide, head), _CENTRE, label
        )
    for row, (name, values) in enumerate(picture.rows):
        top = area.top() + head + row * high
        painter.setPen(QColor(look.muted))
        painter.drawText(QRectF(area.left(), top, names, high), _LEFT, name)
        for at, value in enumerate(values):
            cell = QRectF(area.left() + names + at * wide, top, wide, high).adjusted(1, 1, -1, -1)
            _block(painter, cell, _mixed(look.alternate, look.accent, value / most))


def _block(painter: QPainter, rect: QRectF, colour: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(rect, _CORNER_PX, _CORNER_PX)


def _mixed(from_colour: str, to_colour: str, share: float) -> str:
    """A colour between two."""
    one, other = QColor(from_colour), QColor(to_colour)
    parts = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
    red, green, blue = (round(a + (b - a) * share) for a, b in parts)
    return QColor(red, green, blue).name()


def _round_up(paise: Paise) -> Paise:
    """The next of 1, 2, 4, 5, 10, 20 … rupees, so that half of it is a plain figure too."""
    size = PAISE_PER_RUPEE
    while True:
        for factor in (1, 2, 4, 5):
            if size * factor >= paise:
                return size * factor
        size *= 10


def _short(paise: Paise) -> str:
    """Whole rupees; lakhs and crores by a letter."""
    rupees = paise // PAISE_PER_RUPEE
    for size, letter in ((10**7, "Cr"), (10**5, "L")):
        if rupees >= size:
            whole, rest = divmod(rupees * 10 // size, 10)
            return f"₹{whole}.{rest} {letter}" if rest else f"₹{whole} {letter}"
    return f"₹{format_amount(rupees * PAISE_PER_RUPEE)[:-3]}"
