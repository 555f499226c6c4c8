"""The table of closed shifts, or a sentence for those who may not see it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.shift.history_bar import HistoryBar
from pos_desktop.ui.shift.history_presenter import HistoryRow, HistoryState
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.table_view import TableView

_MONEY = "₹9,99,999.00"


def _columns() -> tuple[Column[HistoryRow], ...]:
    translate = QCoreApplication.translate
    return (
        Column(
            header=translate("ShiftHistory", "Shift"), text=lambda row: row.number, sample="A-9999"
        ),
        Column(
            header=translate("ShiftHistory", "Date"), text=lambda row: row.date, sample="18-02-2026"
        ),
        Column(header=translate("ShiftHistory", "Opened / closed by"), text=lambda row: row.people),
        Column(
            header=translate("ShiftHistory", "From – to"),
            text=lambda row: row.times,
            sample="09:05 – 21:30",
        ),
        Column(
            header=translate("ShiftHistory", "Opening"),
            text=lambda row: row.opening_cash,
            align="right",
            sample=_MONEY,
        ),
        Column(
            header=translate("ShiftHistory", "Expected cash"),
            text=lambda row: row.expected_cash,
            align="right",
            sample=_MONEY,
        ),
        Column(
            header=translate("ShiftHistory", "Closing cash"),
            text=lambda row: row.closing_cash,
            align="right",
            sample=_MONEY,
        ),
        Column(
            header=translate("ShiftHistory", "Cash variance"),
            text=lambda row: row.variance,
            tone=lambda row: row.tone,
            align="right",
            sample="Short ₹99,999.00",
            spoken=True,
            bold=True,
        ),
    )


class HistoryTable(QWidget):
    """Title, table, pages."""

    earlier = Signal()
    later = Signal()
    #: Enter or double click on a row: its `DrawerResult`.
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._where = TextLabel(tone="muted")
        self._later = KeyButton("shift.newer")
        self._later.setObjectName("newer")
        self._earlier = KeyButton("shift.older")
        self._earlier.setObjectName("older")
        self.table: TableView[HistoryRow] = TableView(_columns(), name=self.tr("Shift history"))
        self.table.setObjectName("history")
        empty = EmptyState(
            "history",
            self.tr("No shift has been closed yet."),
            self.tr("Each closed shift stands here with its count and variance."),
        )
        self.table.set_empty_state(empty)
        self._refused = EmptyState("lock", "")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._refused)
        self.bar = HistoryBar()
        head = QHBoxLayout()
        head.setSpacing(GRID_PX)
        head.addWidget(TextLabel(self.tr("Shift history"), size="section", bold=True))
        head.addStretch(1)
        for part in (self._where, self._later, self._earlier, *self.bar.buttons):
            head.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self._pages, 1)
        self._later.clicked.connect(self.later)
        self._earlier.clicked.connect(self.earlier)
        self.table.row_activated.connect(lambda row: self.chosen.emit(row.result))
        self.display(HistoryState())

    def display(self, state: HistoryState) -> None:
        """Show a page of the history, or why not."""
        self._pages.setCurrentIndex(1 if state.refused else 0)
        self._pages.setVisible(state.is_known)
        self.bar.display(state)
        self._refused.display(
            self.tr("The shift history is for managers."),
            self.tr("A manager who signs in sees every close with its variance."),
        )
        self.table.display(state.rows)
        has_pages = state.pages > 1
        words = self.tr("Page {page} of {pages} · {total} shifts")
        self._where.display(
            words.format(page=state.page, pages=state.pages, total=state.total) if has_pages else ""
        )
        for button in (self._later, self._earlier):
            button.setVisible(has_pages)
        self._later.setEnabled(state.page > 1)
        self._earlier.setEnabled(state.page < state.pages)
