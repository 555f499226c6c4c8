"""The page of the consolidated invoices: the day's one tax invoice for its cash memos."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_desktop.application.printouts import PrintoutKind
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.printout.sheet import PreviewSheet
from pos_desktop.ui.reports.memos_presenter import MemosPresenter, MemosRow, MemosState
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.table_view import TableView


class MemosPage(QWidget):
    """Enter on a row shows the invoice, to print it again or save it."""

    def __init__(self, counter: Counter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self.presenter = MemosPresenter(counter, self)
        self.title = TextLabel(self.tr("Consolidated invoices"), size="section", bold=True)
        self.note = TextLabel(tone="muted", wrap=True)
        self.note.setObjectName("note")
        self.issue_button = KeyButton("reports.issue", variant="next")
        self.issue_button.setObjectName("issue")
        self.issue_button.clicked.connect(self.presenter.issue_pressed)
        self._make_list()
        above = QHBoxLayout()
        above.setSpacing(GRID_PX)
        above.addWidget(self.note, 1)
        above.addWidget(self.issue_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(self.title)
        column.addLayout(above)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
        self.destroyed.connect(self.presenter.gone)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's hook: the page came to the front."""
        super().showEvent(event)
        if not event.spontaneous():
            self.presenter.entered()

    # -- what the presenter asks ---------------------------------------------------------

    def display(self, state: MemosState) -> None:
        """Show a state."""
        self.list.display(state.rows)
        self.issue_button.setVisible(state.left_open > 0)
        self.issue_button.setEnabled(not state.is_busy)
        self.note.display(self._note(state), "owes" if state.problem else "muted")

    def open_invoice(self, number: str) -> None:
        """Show an invoice as it prints."""
        PreviewSheet(self._counter, PrintoutKind.CONSOLIDATED_INVOICE, number, self).open()

    # -- inside --------------------------------------------------------------------------

    def _note(self, state: MemosState) -> str:
        if state.problem:
            return state.problem
        if state.left_open:
            return self.tr("%n cash memos of earlier days wait for theirs.", "", state.left_open)
        if not state.is_on:
            return self.tr("Off: each small sale has its own invoice. Settings, Shop changes it.")
        return self.tr("The close of a shift issues one for the cash memos of its day.")

    def _make_list(self) -> None:
        money = "9,99,999.99"
        self.list: TableView[MemosRow] = TableView(
            (
                Column(header=self.tr("Sales of"), text=lambda row: row.day, sample="18-02-2026"),
                Column(
                    header=self.tr("Number"), text=lambda row: row.number,
                    sample="A/26-27/000123", bold=True,
                ),
                Column(
                    header=self.tr("Memos"), text=lambda row: row.memos, align="right",
                    sample="9999",
                ),
                Column(header=self.tr("Cash memos"), text=lambda row: row.first_to_last),
                Column(
                    header=self.tr("Taxable value"), text=lambda row: row.taxable, align="right",
                    sample=money,
                ),
                Column(
                    header=self.tr("Tax"), text=lambda row: row.tax, align="right", sample=money,
                ),
                Column(
                    header=self.tr("Total"), text=lambda row: row.total, align="right",
                    sample=money, bold=True,
                ),
            ),
            name=self.tr("Consolidated invoices, newest first"),
        )  # fmt: skip
        self.list.setObjectName("consolidated")
        self.list.set_empty_state(
            EmptyState(
                "receipt-indian-rupee",
                self.tr("No consolidated invoice in the last year"),
                self.tr("With cash memos switched on, the close of a shift issues one."),
            )
        )
        self.list.row_activated.connect(self.presenter.invoice_chosen)
