"""The sheet that shows how a balance went over time: a chart and a list."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_desktop.ui.balances.history_chart import HistoryChart
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.history_presenter import (
    SPANS,
    HistoryPresenter,
    HistoryRow,
    HistoryState,
)
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.figures import TextLabel, balance_words
from pos_desktop.ui.widgets.pick_box import PickBox
from pos_desktop.ui.widgets.sheet import Sheet
from pos_desktop.ui.widgets.table_view import TableView

_WIDTH_PX = 640
_CHART_ROWS = 4
_ROWS_SHOWN = 5


class HistorySheet(Sheet):
    """The span at the right of the name; the newest day stands first in the list."""

    def __init__(self, counter: Counter, parent: QWidget, *, customer_id: int, name: str) -> None:
        super().__init__(QCoreApplication.translate("HistorySheet", "Balance over time"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._presenter = HistoryPresenter(counter, self, customer_id)
        self.span = PickBox(name=self.tr("How far back"))
        self.span.setObjectName("span")
        words = (self.tr("Three months"), self.tr("One year"), self.tr("Three years"))
        choices = tuple((str(days), told) for days, told in zip(SPANS, words, strict=True))
        self.span.display(choices, str(SPANS[1]))
        self.span.currentIndexChanged.connect(
            lambda: self._presenter.span_chosen(int(self.span.chosen))
        )
        self.chart = HistoryChart(self.tr("Owed"))
        row_px = appearance_in_use().scale.row_px
        self.chart.setFixedHeight(_CHART_ROWS * row_px)
        self._problem = TextLabel(tone="owes", wrap=True)
        self._problem.hide()
        head = QHBoxLayout()
        head.addWidget(TextLabel(name, bold=True))
        head.addStretch(1)
        head.addWidget(self.span)
        self.content.addLayout(head)
        self.content.addWidget(self.chart)
        self.content.addWidget(self._problem)
        self.content.addWidget(self._make_table())
        self.cancel_button.display_label(self.tr("Close"))
        self.cancel_button.setDefault(True)
        self.finished.connect(self._presenter.gone)
        self.table.setFocus()
        self._presenter.opened()

    def display(self, state: HistoryState) -> None:
        """Show what the presenter says."""
        self.chart.display(state.points)
        self.table.display(state.rows)
        self._problem.display(state.problem)
        self._problem.setVisible(bool(state.problem))

    def _make_table(self) -> TableView[HistoryRow]:
        money = "9,99,999.99"
        self.table: TableView[HistoryRow] = TableView(
            (
                Column(header=self.tr("Up to the day"), text=lambda row: row.date),
                Column(
                    header=self.tr("More owed"), text=lambda row: row.more, align="right",
                    sample=money, tone=lambda _: "owes",
                ),
                Column(
                    header=self.tr("Less owed"), text=lambda row: row.less, align="right",
                    sample=money, tone=lambda _: "credit",
                ),
                Column(
                    header=self.tr("Balance then"),
                    text=lambda row: balance_words(row.balance)[0],
                    tone=lambda row: balance_words(row.balance)[1],
                    align="right",
                    sample="▼ Credit ₹9,99,999.99",
                    bold=True,
                ),
            ),
            name=self.tr("Days on which the balance moved, newest first"),
        )  # fmt: skip
        self.table.setObjectName("days")
        self.table.setMinimumWidth(_WIDTH_PX)
        self.table.setFixedHeight((_ROWS_SHOWN + 1) * appearance_in_use().scale.row_px + GRID_PX)
        self.table.set_empty_state(
            EmptyState(
                "history",
                self.tr("The balance did not move"),
                self.tr("Look further back above."),
            )
        )
        return self.table
