"""Choosing a period: a name from a list, or two dates."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_desktop.ui.bills.periods import Period
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.pick_box import DateField, PickBox


class PeriodPick(QWidget):
    """The two dates appear only when the user's own are chosen."""

    #: A `Period`.
    period_chosen = Signal(object)
    #: Two dates, first and last.
    dates_chosen = Signal(object, object)

    def __init__(self, *, bounded: bool = False, parent: QWidget | None = None) -> None:
        """Offer every period; *bounded* leaves out "all dates" and begins with this month."""
        super().__init__(parent)
        names = {
            Period.ALL: self.tr("All dates"),
            Period.TODAY: self.tr("Today"),
            Period.YESTERDAY: self.tr("Yesterday"),
            Period.LAST_7_DAYS: self.tr("Last 7 days"),
            Period.THIS_MONTH: self.tr("This month"),
            Period.LAST_MONTH: self.tr("Last month"),
            Period.THIS_QUARTER: self.tr("This quarter"),
            Period.LAST_QUARTER: self.tr("Last quarter"),
            Period.THIS_YEAR: self.tr("This financial year"),
            Period.LAST_YEAR: self.tr("Last financial year"),
            Period.CHOSEN: self.tr("Between two dates"),
        }
        if bounded:
            del names[Period.ALL]
        self.pick = PickBox(name=self.tr("Period"))
        self.pick.setObjectName("period")
        self.pick.display(tuple((period.value, words) for period, words in names.items()))
        self.pick.currentIndexChanged.connect(self._choose_period)
        self._first = DateField(name=self.tr("First day"))
        self._last = DateField(name=self.tr("Last day"))
        self._to = TextLabel(self.tr("to"), tone="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID_PX)
        row.addWidget(self.pick)
        for widget in (self._first, self._to, self._last):
            row.addWidget(widget)
        for field, name in ((self._first, "first_day"), (self._last, "last_day")):
            field.setObjectName(name)
            field.setKeyboardTracking(False)  # a year is typed in four keys
            field.dateChanged.connect(self._choose_dates)
        self.display(Period.THIS_MONTH if bounded else Period.ALL, None, None)

    def display(self, period: Period, first: date | None, last: date | None) -> None:
        """Show what is chosen, silently."""
        self.pick.blockSignals(True)
        self.pick.setCurrentIndex(self.pick.findData(period.value))
        self.pick.blockSignals(False)
        for field, day in ((self._first, first), (self._last, last)):
            if day is not None:
                field.blockSignals(True)
                field.display(day)
                field.blockSignals(False)
        for widget in (self._first, self._to, self._last):
            widget.setVisible(period is Period.CHOSEN)

    def _choose_period(self) -> None:
        period = Period(self.pick.chosen)
        self.period_chosen.emit(period)
        if period is Period.CHOSEN:
            self._first.setFocus()

    def _choose_dates(self) -> None:
        self.dates_chosen.emit(self._first.day, self._last.day)
