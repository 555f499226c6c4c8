"""Variances by person over the last days: a line each, with a bar for every count."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from pos_desktop.application.shift_history import AskTrend, PersonTrend, VarianceTrend, trend
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.money import Paise, format_rupees
from pos_desktop.domain.shifts import variance_in_words
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.language.catalogue import said
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.shift.drawer_terms import variance_tone
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.sheet import Sheet

_CHART_WIDTH_PX = 280
_CHART_HEIGHT_PX = 44
_MOST_BARS = 40
_LEAST_BAR_PX = 2.0


class VarianceBars(QWidget):
    """A bar for each count: over goes up, short goes down, all on one scale."""

    def __init__(self, person: PersonTrend, most: Paise, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._amounts = tuple(day.variance for day in person.days[-_MOST_BARS:])
        self._most = max(most, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        words = ", ".join(
            f"{day.date:%d-%m} {said(variance_in_words(day.variance))}"
            for day in person.days[-_MOST_BARS:]
        )
        self.setAccessibleName(f"{person.user}: {words}")
        self.setToolTip(words)

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        return QSize(_CHART_WIDTH_PX, _CHART_HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        del event
        look = appearance_in_use().look
        painter = QPainter(self)
        middle = self.height() / 2
        painter.setPen(QColor(look.line))
        painter.drawLine(0, round(middle), self.width(), round(middle))
        painter.setPen(Qt.PenStyle.NoPen)
        step = self.width() / max(len(self._amounts), 10)
        for at, amount in enumerate(self._amounts):
            tall = max(abs(amount) / self._most * (middle - 1), _LEAST_BAR_PX)
            top = middle - tall if amount > 0 else middle
            painter.setBrush(QColor(look.tone(variance_tone(amount))))
            painter.drawRect(QRectF(at * step + 1, top, max(step - 2, 1.0), tall))
        painter.end()


class TrendSheet(Sheet):
    """Who counted how, for those who may see the history."""

    def __init__(self, counter: Counter, parent: QWidget) -> None:
        super().__init__(self.tr("Variances by person"), parent)
        self.setObjectName("trend_sheet")
        self._told = TextLabel("…", tone="muted", wrap=True)
        self._told.setObjectName("told")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(3 * GRID_PX)
        self._grid.setVerticalSpacing(GRID_PX)
        self.content.addWidget(self._told)
        self.content.addLayout(self._grid)
        self.cancel_button.display_label(self.tr("Close"))
        self.grow_with_content()
        counter.read(trend, AskTrend(), self._display, failed=self._failed, latest="trend")

    def _display(self, found: VarianceTrend) -> None:
        if not found.people:
            self._told.display(self.tr("No shift was closed in the last 30 days."))
            return
        says = self.tr("From {first} to {last}. Up is over, down is short.")
        self._told.display(
            says.format(first=f"{found.first:%d-%m-%Y}", last=f"{found.last:%d-%m-%Y}")
        )
        most = max(abs(day.variance) for person in found.people for day in person.days)
        for row, person in enumerate(found.people):
            counts = self.tr("%n counts", "", person.counts)
            short = self.tr("short {amount}").format(amount=format_rupees(person.short))
            over = self.tr("over {amount}").format(amount=format_rupees(person.over))
            self._grid.addWidget(TextLabel(person.user, bold=True), row, 0)
            self._grid.addWidget(VarianceBars(person, most), row, 1)
            self._grid.addWidget(TextLabel(f"{counts} · {short} · {over}", tone="muted"), row, 2)
            net = TextLabel(variance_in_words(person.net), tone=variance_tone(person.net))
            net.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(net, row, 3)

    def _failed(self, error: PosError) -> None:
        self._told.display(error.message, "owes")
