"""The filters of the shift history, and what is done with all of it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_desktop.domain.shifts import Outcome
from pos_desktop.ui.bills.period_pick import PeriodPick
from pos_desktop.ui.bills.periods import Period
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.shift.history_presenter import HistoryFilter, HistoryState
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.pick_box import PickBox


class HistoryBar(QWidget):
    """Period, person, outcome; CSV, trend, day slip."""

    #: A `HistoryFilter`.
    filtered = Signal(object)
    export_asked = Signal()
    trend_asked = Signal()
    day_asked = Signal()
    x_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = HistoryFilter()
        self.period = PeriodPick()
        self.person = PickBox(name=self.tr("Person"))
        self.person.setObjectName("person")
        self.outcome = PickBox(name=self.tr("Outcome"))
        self.outcome.setObjectName("outcome")
        self.outcome.display(
            (
                (Outcome.ALL.value, self.tr("All counts")),
                (Outcome.SHORT.value, self.tr("Short")),
                (Outcome.OVER.value, self.tr("Over")),
                (Outcome.EXACT.value, self.tr("Exact")),
            )
        )
        self.trend = KeyButton("shift.trend")
        self.export = KeyButton("shift.export")
        self.day = KeyButton("shift.owner_slip")
        self.x_report = KeyButton("shift.x_report")
        #: They stand where the table puts them.
        self.buttons = (self.x_report, self.day, self.trend, self.export)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID_PX)
        for widget in (self.period, self.person, self.outcome):
            row.addWidget(widget)
        row.addStretch(1)
        self.period.period_chosen.connect(lambda p: self._change(period=p, first=None, last=None))
        self.period.dates_chosen.connect(self._choose_dates)
        self.person.currentIndexChanged.connect(
            lambda _row: self._change(person=self.person.chosen)
        )
        self.outcome.currentIndexChanged.connect(
            lambda _row: self._change(outcome=Outcome(self.outcome.chosen))
        )
        self.trend.clicked.connect(self.trend_asked)
        self.export.clicked.connect(self.export_asked)
        self.day.clicked.connect(self.day_asked)
        self.x_report.clicked.connect(self.x_asked)

    def display(self, state: HistoryState) -> None:
        """Show a state."""
        self._filter = state.filter
        is_there = state.is_known and not state.refused
        self.setVisible(is_there)
        for button in self.buttons:
            button.setVisible(is_there)
        self.period.display(state.filter.period, state.filter.first, state.filter.last)
        people = (("", self.tr("Everybody")), *((name, name) for name in state.people))
        if self.person.count() != len(people):
            self.person.display(people, state.filter.person)

    def _choose_dates(self, first: date, last: date) -> None:
        self._change(period=Period.CHOSEN, first=first, last=last)

    def _change(self, **changes: object) -> None:
        self.filtered.emit(self._filter.with_changes(**changes))
