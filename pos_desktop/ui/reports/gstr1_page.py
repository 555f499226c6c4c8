"""The page of GSTR-1: the month, what must be mended first, and the file for the portal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from pos_desktop.application.gst_returns import Problem
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.reports.gstr1_presenter import Gstr1Presenter, months_before
from pos_desktop.ui.reports.hsn_sheet import HsnSheet
from pos_desktop.ui.reports.save_dialog import ask_where_to_save
from pos_desktop.ui.reports.state import Gstr1State
from pos_desktop.ui.widgets.attended import AttendedWidget
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.pick_box import PickBox
from pos_desktop.ui.widgets.table_view import TableView
from pos_desktop.ui.widgets.tick_box import TickBox


class Gstr1Page(AttendedWidget):
    """Enter on a row mends it, or goes to the bill that shows it."""

    #: A bill is to be looked at: its number.
    bill_asked = Signal(str)
    #: An item is to be looked at: its name.
    item_asked = Signal(str)

    def __init__(self, counter: Counter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self.presenter = Gstr1Presenter(counter, self)
        self.title = TextLabel("GSTR-1", size="section", bold=True)
        self._make_choice()
        self._make_list()
        self._make_foot()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(self.title)
        column.addLayout(self._choice)
        column.addWidget(self._heading)
        column.addWidget(self.list, 1)
        column.addWidget(self.mend)
        column.addLayout(self._foot)
        self.setFocusProxy(self.list)
        self.attend(self.presenter)

    # -- what the presenter asks ---------------------------------------------------------

    def display(self, state: Gstr1State) -> None:
        """Show what the presenter says."""
        if self.month.chosen != state.period:
            months = months_before(self._counter.today)
            self.month.display(tuple((m, _words(m)) for m in months), state.period)
        self.list.blockSignals(True)
        self.list.display(state.problems)
        chosen = state.chosen
        self.list.choose(state.problems.index(chosen) if chosen in state.problems else -1)
        self.list.blockSignals(False)
        must = sum(problem.must for problem in state.problems)
        self._heading.display(
            self.tr("What must be mended first") if must else self.tr("What could be mended"),
        )
        self._heading.setVisible(bool(state.problems))
        told = state.chosen
        self.mend.display(f"{told.words} {told.mend}" if told else "")
        self.progress.setVisible(state.is_busy and state.total > 0)
        self.progress.setRange(0, max(state.total, 1))
        self.progress.setValue(state.done)
        self.stop_button.setVisible(state.is_busy)
        self.save_button.setEnabled(not state.is_busy and not state.refusal)
        is_item = chosen is not None and chosen.code.startswith("hsn") and chosen.subject == "item"
        self.hsn_button.setEnabled(is_item)
        self.bill_button.setEnabled(chosen is not None and bool(chosen.example))
        self._display_none(state)

    def ask_where_to_save(self, suggested: str, chosen: Callable[[Path], None]) -> None:
        """Where the file goes."""
        ask_where_to_save(self, self.tr("Save the return"), suggested, chosen)

    def open_hsn(self, problem: Problem) -> None:
        """Ask for the item's HSN."""
        HsnSheet(self._counter, self, problem, self.presenter.mended).open()

    def go_to_bill(self, number: str) -> None:
        """Leave for the bill."""
        self.bill_asked.emit(number)

    def go_to_item(self, name: str) -> None:
        """Leave for the item."""
        self.item_asked.emit(name)

    # -- inside --------------------------------------------------------------------------

    def _make_choice(self) -> None:
        presenter = self.presenter
        self.month = PickBox(name=self.tr("Month of the return"))
        self.month.setObjectName("month")
        self.month.currentIndexChanged.connect(
            lambda _row: presenter.period_chosen(self.month.chosen)
        )
        self.quarterly = TickBox(self.tr("Quarter"))
        self.quarterly.setObjectName("quarterly")
        self.quarterly.setToolTip(self.tr("The whole quarter that ends with this month (QRMP)"))
        self.quarterly.toggled.connect(presenter.quarterly_switched)
        self._choice = QHBoxLayout()
        self._choice.setSpacing(GRID_PX)
        for widget in (self.month, self.quarterly):
            self._choice.addWidget(widget)
        self._choice.addStretch(1)

    def _make_list(self) -> None:
        self._heading = TextLabel(bold=True)
        self.list: TableView[Problem] = TableView(
            (
                Column(
                    header="", text=lambda row: self.tr("Must") if row.must else self.tr("Should"),
                    sample="Should", bold=True,
                    tone=lambda row: "owes" if row.must else "warning",
                ),
                Column(
                    header=self.tr("What is wrong"), text=lambda row: row.words, spoken=True
                ),
                Column(
                    header=self.tr("Bill"), text=lambda row: row.example,
                    sample="AP/26-27/000001", tone=lambda _: "muted",
                ),
            ),
            name=self.tr("What must be mended before the return is filed"),
        )  # fmt: skip
        self.list.setObjectName("problems")
        self._none = EmptyState("circle-check", "")
        self.list.set_empty_state(self._none)
        self.list.row_chosen.connect(self.presenter.problem_chosen)
        self.list.row_activated.connect(lambda _row: self.presenter.mend_pressed())
        self.mend = TextLabel(tone="muted", wrap=True)
        self.mend.setObjectName("mend")

    def _make_foot(self) -> None:
        self.hsn_button = KeyButton("reports.hsn", icon="pencil")
        self.hsn_button.clicked.connect(self.presenter.mend_pressed)
        self.bill_button = KeyButton("reports.bill", icon="receipt-indian-rupee")
        self.bill_button.clicked.connect(self.presenter.bill_pressed)
        self.stop_button = KeyButton("reports.stop", icon="x")
        self.stop_button.clicked.connect(self.presenter.stop_pressed)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(self.tr("How far the return is"))
        self.progress.setTextVisible(False)
        self.save_button = KeyButton("reports.portal", variant="next", icon="download")
        self.save_button.setObjectName("portal")
        self.save_button.clicked.connect(self.presenter.save_pressed)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(GRID_PX)
        for widget in (self.hsn_button, self.bill_button):
            self._foot.addWidget(widget)
        self._foot.addWidget(self.progress, 1)
        self._foot.addStretch(1)
        for widget in (self.stop_button, self.save_button):
            self._foot.addWidget(widget)

    def _display_none(self, state: Gstr1State) -> None:
        if state.refusal:
            self._none.display(state.refusal)
        elif state.is_busy:
            self._none.display(self.tr("Looking through the bills …"))
        elif state.was_read:
            self._none.display(
                self.tr("Nothing to mend"),
                self.tr("Save the file, and load it in the portal under GSTR-1, Prepare offline."),
            )
        else:
            self._none.display(self.tr("Stopped"), self.tr("Choose the month anew."))


def _words(month: str) -> str:
    day = date.fromisoformat(f"{month}-01")
    return f"{day:%m-%Y}"
