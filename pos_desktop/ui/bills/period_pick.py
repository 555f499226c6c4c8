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

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = {
            Period.ALL: self.tr("All dates"),
            Period.TODAY: self.tr("Today"),
            Period.YESTERDAY: self.tr("Yesterday"),
            Period.LAST_7_DAYS: self.tr("Last 7 days"),
            Period.THIS_MONTH: self.tr("This month"),
            Period.LAST_MONTH: self.tr("Last month"),
            Period.THIS_YEAR: self.tr("This financial year"),
            Period.CHOSEN: self.tr("Between two dates"),
        }
        self._pick = PickBox(name=self.tr("Period"))
        self._pick.setObjectName("period")
        self._pick.display(tuple((period.value, words) for period, words in names.items()))
        self._pick.currentIndexChanged.connect(self._choose_period)
        self._first = DateField(name=self.tr("First day"))
        self._last = DateField(name=self.tr("Last day"))
        self._to = TextLabel(self.tr("to"), tone="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID_PX)
        row.addWidget(self._pick)
        for widget in (self._first, self._to, self._last):
            row.addWidget(widget)
        for field, name in ((self._first, "first_day"), (self._last, "last_day")):
            field.setObjectName(name)
            field.setKeyboardTracking(False)  # a year is typed in four keys
            field.dateChanged.connect(self._choose_dates)
        self.display(Period.ALL, None, None)

    def display(self, period: Period, first: date | None, last: date | None) -> None:
        """Show what is chosen, silently."""
        self._pick.blockSignals(True)
        self._pick.setCurrentIndex(self._pick.findData(period.value))
        self._pick.blockSignals(False)
        for field, day in ((self._first, first), (self._last, last)):
            if day is not None:
                field.blockSignals(True)
                field.display(day)
                field.blockSignals(False)
        for widget in (self._first, self._to, self._last):
            widget.setVisible(period is Period.CHOSEN)

    def _choose_period(self) -> None:
        period = Period(self._pick.chosen)
        self.period_chosen.emit(period)
        if period is Period.CHOSEN:
            self._first.setFocus()

    def _choose_dates(self) -> None:
        self.dates_chosen.emit(self._first.day, self._last.day)
