"""The figures of the order, why it bears this tax, and the total: painted in one go."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_desktop.ui.billing.state import BillingState, Figure
from pos_desktop.ui.language.catalogue import said
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX
from pos_desktop.ui.marking import QT_TRANSLATE_NOOP
from pos_desktop.ui.widgets.painting import sized_font

_LEAST_FIGURES = 4
_LEAST_WHY_LINES = 2
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

FIGURE_LABELS = (
    QT_TRANSLATE_NOOP("Figures", "Discount"),
    QT_TRANSLATE_NOOP("Figures", "Taxable value"),
    QT_TRANSLATE_NOOP("Figures", "Value"),
    QT_TRANSLATE_NOOP("Figures", "CGST"),
    QT_TRANSLATE_NOOP("Figures", "SGST"),
    QT_TRANSLATE_NOOP("Figures", "UTGST"),
    QT_TRANSLATE_NOOP("Figures", "IGST"),
    QT_TRANSLATE_NOOP("Figures", "Cess"),
    QT_TRANSLATE_NOOP("Figures", "Round off"),
)


class Summary(QWidget):
    """One widget, so that a scan costs one paint and no new layout while its height stays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: tuple[Figure, ...] = ()
        self._why = ""
        self._total = ""
        self._height = 0
        self.setObjectName("summary")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def total(self) -> str:
        """The total that is shown."""
        return self._total

    def display(self, state: BillingState) -> None:
        """Show other figures."""
        now = (state.figures, said(state.why), state.total)
        if now == (self._figures, self._why, self._total):
            return
        self._figures, self._why, self._total = now
        self.setAccessibleName(self.tr("Total {amount}").format(amount=state.total))
        self.setAccessibleDescription(self._why)
        self._settle_height()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        return QSize(240, self._wanted_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook: other width, other lines of the reason."""
        super().resizeEvent(event)
        self._settle_height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        look = appearance_in_use().look
        painter = QPainter(self)
        total_font = self._total_font()
        total_px = QFontMetrics(sized_font(self, self._total_pt(), bold=True)).height()
        total_top = self.height() - total_px
        why_px = self._why_px()
        why = QRect(0, total_top - why_px - HALF_GRID_PX, self.width(), why_px)
        painter.setFont(self._small())
        painter.setPen(QColor(look.muted))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(why, int(flags | Qt.TextFlag.TextWordWrap), self._why)
        self._paint_figures(painter, why.top() - HALF_GRID_PX)
        painter.setFont(total_font)
        painter.setPen(QColor(look.text))
        area = QRect(0, total_top, self.width(), total_px)
        painter.drawText(area, int(_RIGHT), self._total)
        painter.end()

    def _paint_figures(self, painter: QPainter, bottom: int) -> None:
        """The figures stand on what is below them, so that they do not move as they get more."""
        look = appearance_in_use().look
        row_px = self._row_px()
        painter.setFont(self._body())
        top = bottom - len(self._figures) * row_px
        for figure in self._figures:
            row = QRect(0, top, self.width(), row_px)
            label = QCoreApplication.translate("Figures", figure.label)
            painter.setPen(QColor(look.muted))
            painter.drawText(row, int(_LEFT), label)
            painter.setPen(QColor(look.text))
            painter.drawText(row, int(_RIGHT), figure.amount)
            top += row_px

    def _settle_height(self) -> None:
        wanted = self._wanted_height()
        if wanted != self._height:
            self._height = wanted
            self.updateGeometry()

    def _wanted_height(self) -> int:
        figures = max(len(self._figures), _LEAST_FIGURES) * self._row_px()
        # The height of the full size, also when a long total is painted smaller.
        total = QFontMetrics(sized_font(self, self._total_pt(), bold=True)).height()
        return figures + GRID_PX + self._why_px() + HALF_GRID_PX + total

    def _why_px(self) -> int:
        metrics = QFontMetrics(self._small())
        room = QRect(0, 0, max(self.width(), 1), 10_000)
        wraps = int(Qt.TextFlag.TextWordWrap)
        lines = metrics.boundingRect(room, wraps, self._why).height() if self._why else 0
        return max(lines, _LEAST_WHY_LINES * metrics.lineSpacing())

    def _row_px(self) -> int:
        return QFontMetrics(self._body()).height() + 2

    def _body(self) -> QFont:
        return sized_font(self, appearance_in_use().scale.body_pt)

    def _small(self) -> QFont:
        return sized_font(self, appearance_in_use().scale.small_pt)

    def _total_pt(self) -> float:
        return appearance_in_use().scale.total_pt

    def _total_font(self) -> QFont:
        """As large as the scale says, smaller rather than cut."""
        font = sized_font(self, self._total_pt(), bold=True)
        wide = QFontMetrics(font).horizontalAdvance(self._total)
        if wide > self.width() > 0:
            font.setPointSizeF(self._total_pt() * self.width() / wide - 0.25)
        return font
