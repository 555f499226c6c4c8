"""The balances place: the customer balance report."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QProgressBar, QVBoxLayout, QWidget

from pos_desktop.domain.accounts import BalanceSort
from pos_desktop.domain.money import format_rupees
from pos_desktop.ui.balances.ages_chart import AgesChart
from pos_desktop.ui.balances.filter_bar import FilterBar
from pos_desktop.ui.balances.history_chart import HistoryChart
from pos_desktop.ui.balances.presenter import BalancesPresenter
from pos_desktop.ui.balances.state import BalanceLine, BalancesState
from pos_desktop.ui.balances.unpaid_panel import UnpaidPanel
from pos_desktop.ui.bills.pager import Pager
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.collect_sheet import CollectSheet
from pos_desktop.ui.customers.history_sheet import HistorySheet
from pos_desktop.ui.customers.openings_sheet import OpeningsSheet
from pos_desktop.ui.customers.reminder_sheet import ReminderSheet
from pos_desktop.ui.customers.statement_sheet import StatementSheet
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.tones import Tone
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.attended import AttendedWidget
from pos_desktop.ui.widgets.card import Card, Panel
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.elided_label import ElidedLabel
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.figures import balance_words
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.table_view import TableView

_SORTED_BY = {0: BalanceSort.NAME, 6: BalanceSort.OLDEST, 7: BalanceSort.BALANCE}
_COLUMN_OF = {sort: column for column, sort in _SORTED_BY.items()}

_WIDE_PX_A_POINT = 105


class BalancesScreen(AttendedWidget):
    """Three cards and a chart, the filters, the rows, and the unpaid bills of one row."""

    def __init__(self, counter: Counter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self._presenter = BalancesPresenter(counter, self)
        self.filters = FilterBar(self._presenter)
        self.unpaid = UnpaidPanel(self._presenter)
        self.pager = Pager()
        self.pager.turned.connect(self._presenter.page_turned)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID_PX, GRID_PX, GRID_PX, GRID_PX)
        column.setSpacing(GRID_PX)
        column.addLayout(self._make_cards())
        column.addWidget(self.filters)
        column.addWidget(self._make_table(), 1)
        column.addLayout(self._make_foot())
        column.addWidget(self.unpaid)
        self.filters.search.reached_by("accounts.search", self)
        self.filters.search.arrow_pressed.connect(self.table.move_on)
        self.setFocusProxy(self.filters.search)
        self.attend(self._presenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook: with little room the total over time gives way."""
        super().resizeEvent(event)
        wide = event.size().width() >= _WIDE_PX_A_POINT * appearance_in_use().scale.body_pt
        self._over_time.setVisible(wide)

    # -- what the presenter asks ---------------------------------------------------------

    def display(self, state: BalancesState) -> None:
        """Show what the presenter says."""
        self._display_cards(state)
        self.chart.display(state.ages)
        self.over_time.display(state.over_time)
        self.filters.display(state)
        self.table.blockSignals(True)
        self.table.display(state.rows)
        keys = [row.key for row in state.rows]
        chosen = state.chosen.key if state.chosen else ""
        self.table.choose(keys.index(chosen) if chosen in keys else -1)
        self.table.blockSignals(False)
        sort = state.filter.sort
        self.table.display_sort(_COLUMN_OF[sort], descending=sort is BalanceSort.BALANCE)
        self._display_empty(state)
        self.progress.setRange(0, state.export_total)
        self.progress.setValue(state.export_done)
        for widget in (self.progress, self.stop_button):
            widget.setVisible(state.exporting)
        self.unpaid.display(state.chosen)
        self.unpaid_of.display(self._unpaid_words(state.chosen))
        words = self.tr("%n rows as of {time}", "", state.page.total).format(time=state.as_of)
        self.pager.display(state.page, words if state.page.total else "")

    def open_collect(self, customer_id: int) -> None:
        """Take a payment on account."""
        CollectSheet(
            self._counter, self, customer_id=customer_id, collected=self._presenter.collected
        ).open()

    def open_statement(self, customer_id: int) -> None:
        """Show the account."""
        StatementSheet(self._counter, self, customer_id=customer_id).open()

    def open_reminders(self, customer_ids: tuple[int, ...]) -> None:
        """Remind these of what they owe, each only when asked."""
        ReminderSheet(self._counter, self, customer_ids=customer_ids).open()

    def open_more(self, *, has_account: bool) -> None:
        """What else can be done, as a menu under the key."""
        self.more = QMenu(self)
        for name, words, call, enabled in (
            (
                "history",
                self.tr("Balance over time …"),
                self._presenter.history_pressed,
                has_account,
            ),
            ("openings", self.tr("Bring in the old book …"), self._open_openings, True),
        ):
            action = self.more.addAction(words)
            action.setObjectName(name)
            action.setEnabled(enabled)
            action.triggered.connect(lambda _=False, call=call: call())
        button = self.more_button
        self.more.popup(button.mapToGlobal(button.rect().bottomLeft()))
        self.more.setActiveAction(self.more.actions()[0 if has_account else 1])

    def open_history(self, customer_id: int, name: str) -> None:
        """Show how the balance went over time."""
        HistorySheet(self._counter, self, customer_id=customer_id, name=name).open()

    def ask_where_to_save(self, suggested_name: str) -> None:
        """Where the file goes."""
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(documents))
        folder = folder if folder.is_dir() else Path.home()
        # The desktop's own dialog may wait for a network folder on this thread.
        dialog = QFileDialog(self, self.tr("Save the balance report"))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        endings = {
            self.tr("Tables (*.csv)"): "csv",
            self.tr("Excel (*.xlsx)"): "xlsx",
            self.tr("PDF on A4 paper (*.pdf)"): "pdf",
        }
        dialog.setNameFilters(list(endings))
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix(endings.get(chosen, "csv"))
        )
        dialog.setDirectory(str(folder))
        dialog.selectFile(suggested_name)
        dialog.fileSelected.connect(lambda path: self._presenter.place_chosen(Path(path)))
        dialog.open()

    # -- inside --------------------------------------------------------------------------

    def _open_openings(self) -> None:
        OpeningsSheet(self._counter, self, done=self._presenter.refreshed).open()

    def _display_cards(self, state: BalancesState) -> None:
        """The figures of the filter; in the notes those of all accounts, whatever is filtered."""
        whole = all_outlets = advances = ""
        if state.totals is not None:
            outlet, organisation = state.totals.outlet, state.totals.organisation
            owed = format_rupees(outlet.owed + outlet.without_customer)
            if owed != state.total_credit:
                whole = self.tr("Of {owed} in all").format(owed=owed)
            if outlet.advances:
                amount = format_rupees(outlet.advances)
                advances = self.tr("Advances {amount}").format(amount=amount)
            if organisation is not None and organisation != outlet:
                owed = format_rupees(organisation.owed + organisation.without_customer)
                all_outlets = self.tr("All outlets: {owed}").format(owed=owed)
        tone: Tone = "owes" if state.rows else "text"
        self.total_credit.display(state.total_credit, whole, tone)
        self.customers.display(state.customers, advances)
        self.average.display(state.average, all_outlets)

    def _make_cards(self) -> QHBoxLayout:
        self.total_credit = Card(self.tr("Total credit"))
        self.customers = Card(self.tr("Customers"))
        self.average = Card(self.tr("Average balance"))
        self.chart = AgesChart()
        self.over_time = HistoryChart(self.tr("Total owed over a year"))
        by_age = Panel()
        inside = QVBoxLayout(by_age)
        inside.setContentsMargins(2 * GRID_PX, GRID_PX, 2 * GRID_PX, GRID_PX)
        inside.addWidget(self.chart)
        self._over_time = Panel()
        inside = QVBoxLayout(self._over_time)
        inside.setContentsMargins(2 * GRID_PX, GRID_PX, 2 * GRID_PX, GRID_PX)
        inside.addWidget(self.over_time)
        row = QHBoxLayout()
        row.setSpacing(GRID_PX)
        for card in (self.total_credit, self.customers, self.average):
            row.addWidget(card, 2)
        row.addWidget(by_age, 4)
        row.addWidget(self._over_time, 3)
        return row

    def _make_foot(self) -> QHBoxLayout:
        """Between the tables: whose bills are below at the left, the pages above at the right."""
        self.unpaid_of = ElidedLabel(bold=True, fills=True)
        row = QHBoxLayout()
        row.addWidget(self.unpaid_of, 1)
        self.more_button = KeyButton("accounts.more")
        self.more_button.setObjectName("more")
        self.more_button.clicked.connect(self._presenter.more_pressed)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(self.tr("How far the export is"))
        self.progress.setTextVisible(False)
        self.stop_button = KeyButton("accounts.stop", icon="x")
        self.stop_button.setObjectName("stop")
        self.stop_button.clicked.connect(self._presenter.stop_pressed)
        for widget in (self.progress, self.stop_button, self.pager, self.more_button):
            row.addWidget(widget)
        return row

    def _unpaid_words(self, row: BalanceLine | None) -> str:
        if row is None:
            return self.tr("Unpaid bills")
        words = self.tr("Unpaid bills of {name} · {phone}")
        return words.format(name=row.name, phone=row.phone)

    def _make_table(self) -> TableView[BalanceLine]:
        age = "9,99,999.99"
        self.table: TableView[BalanceLine] = TableView(
            (
                Column(header=self.tr("Customer"), text=lambda row: row.name, sortable=True),
                Column(
                    header=self.tr("Phone"), text=lambda row: row.phone, sample="98765 43210",
                    tone=lambda _: "muted",
                ),
                Column(
                    header=self.tr("0–30 days"), text=lambda row: row.days_0_30, align="right",
                    sample=age,
                ),
                Column(
                    header=self.tr("31–60"), text=lambda row: row.days_31_60, align="right",
                    sample=age,
                ),
                Column(
                    header=self.tr("61–90"), text=lambda row: row.days_61_90, align="right",
                    sample=age,
                    tone=lambda row: "text" if row.days_61_90 == "–" else "warning",
                ),
                Column(
                    header=self.tr("Over 90"), text=lambda row: row.over_90, align="right",
                    sample=age,
                    tone=lambda row: "text" if row.over_90 == "–" else "owes",
                ),
                Column(
                    header=self.tr("Oldest"), text=lambda row: row.oldest, sample="18-02-2026",
                    sortable=True, help=self.tr("The date of the oldest unpaid bill"),
                ),
                Column(
                    # The arrow of the sorting stands over the right end.
                    header=self.tr("Balance") + "\N{EM SPACE}",
                    text=lambda row: balance_words(row.balance)[0],
                    tone=lambda row: balance_words(row.balance)[1],
                    align="right",
                    sample="▼ Credit ₹9,99,999.99",
                    bold=True,
                    sortable=True,
                ),
            ),
            name=self.tr("Customer balances"),
        )  # fmt: skip
        self.table.setObjectName("balances")
        self._none = EmptyState("circle-check", "")
        self.table.set_empty_state(self._none)
        self.table.row_chosen.connect(self._presenter.row_chosen)
        self.table.row_activated.connect(lambda _row: self._presenter.collect_pressed())
        self.table.sort_asked.connect(
            lambda column: self._presenter.sort_chosen(_SORTED_BY[column])
        )
        return self.table

    def _display_empty(self, state: BalancesState) -> None:
        if not state.as_of:
            self._none.display(self.tr("Reading the balances …"))
        elif state.filter.narrows:
            self._none.display(self.tr("Nobody fits"), self.tr("Widen the filters above."))
        else:
            self._none.display(
                self.tr("Nobody is in this list"),
                self.tr("Who buys on credit appears here with the unpaid bills."),
            )
