"""The bills place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from pos_desktop.ui.bills.correct_sheet import CorrectTenderSheet
from pos_desktop.ui.bills.pager import Pager
from pos_desktop.ui.bills.period_pick import PeriodPick
from pos_desktop.ui.bills.presenter import BillsPresenter
from pos_desktop.ui.bills.state import BillLine, BillsState, Receipt
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.account_sheets import link_sheet
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.printout.paper import Paper
from pos_desktop.ui.widgets.attended import AttendedWidget
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.search_field import SearchField
from pos_desktop.ui.widgets.table_view import TableView

_EMPTY_RECEIPT_PX = 360


class BillsScreen(AttendedWidget):
    """The list at the left; at the right the chosen bill as it prints."""

    def __init__(self, counter: Counter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self._presenter = BillsPresenter(counter, self)
        self._chosen = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID_PX, GRID_PX, GRID_PX, GRID_PX)
        row.setSpacing(2 * GRID_PX)
        row.addLayout(self._make_list(), 1)
        row.addLayout(self._make_receipt())
        self.search.reached_by("accounts.search", self)
        self.setFocusProxy(self.search)
        self.attend(self._presenter)

    def show_bill(self, number: str) -> None:
        """Search a bill, asked for by another place."""
        self.search.setText(number)

    def display(self, state: BillsState) -> None:
        """Show what the presenter says."""
        self.list.blockSignals(True)
        self.list.display(state.rows)
        numbers = [row.number for row in state.rows]
        self.list.choose(numbers.index(state.chosen) if state.chosen in numbers else -1)
        self.list.blockSignals(False)
        self.period.display(state.period, state.first, state.last)
        self._display_empty(state)
        total = state.page.total
        words = (
            self.tr("%n notes", "", total) if state.shows_notes else self.tr("%n bills", "", total)
        )
        self.pager.display(state.page, words if total else "")
        self.copy_button.setEnabled(state.receipt is not None)
        self.link_button.setVisible(state.can_link)
        self.notes_button.setChecked(state.shows_notes)
        row = self.list.current_row()
        self._chosen = state.chosen
        self.correct_button.setEnabled(state.receipt is not None and not state.shows_notes)
        is_bill = row is not None and not state.shows_notes and state.receipt is not None
        self.return_button.setEnabled(is_bill and row is not None and row.can_return)
        self.gst_button.setEnabled(is_bill and row is not None and not row.taken_back)
        self._paper.setCurrentIndex(0 if state.receipt is None else 1)
        if state.receipt is not None:
            self._display_receipt(state.receipt)

    def open_link(self, bill_number: str) -> None:
        """Ask whose bill it was."""
        link_sheet(self._counter, self, bill_number, self._presenter.linked).open()

    # -- inside --------------------------------------------------------------------------

    def _make_list(self) -> QVBoxLayout:
        self.search = SearchField(self.tr("Bill number, customer or phone"))
        self.search.setObjectName("bill_search")
        self.search.searched.connect(self._presenter.search_changed)
        self.notes_button = KeyButton("returns.notes")
        self.notes_button.setObjectName("notes")
        self.notes_button.setCheckable(True)
        self.notes_button.clicked.connect(self._presenter.notes_pressed)
        self.period = PeriodPick()
        self.period.period_chosen.connect(self._presenter.period_chosen)
        self.period.dates_chosen.connect(self._presenter.dates_chosen)
        self.list: TableView[BillLine] = TableView(
            (
                Column(
                    header=self.tr("Bill"), text=lambda row: row.number,
                    sample="AP/26-27/0000001",
                ),
                Column(header=self.tr("Date"), text=lambda row: row.date, sample="18-02-2026"),
                Column(
                    header=self.tr("Time"), text=lambda row: row.time, sample="23:59",
                    tone=lambda _: "muted", gives_way=2,
                ),
                Column(header=self.tr("Customer"), text=lambda row: row.customer),
                Column(
                    header=self.tr("Items"), text=lambda row: row.items, align="right",
                    sample="99", gives_way=1,
                ),
                Column(
                    header=self.tr("Total"), text=lambda row: row.total, align="right",
                    sample="9,99,999.99", bold=True,
                ),
                Column(
                    header=self.tr("Taken back"), text=lambda row: row.taken_back,
                    sample="A/26-27/000001", tone=lambda _: "warning", spoken=True,
                    gives_way=3,
                ),
                Column(
                    header=self.tr("Still due"), text=lambda row: row.due, align="right",
                    sample="9,99,999.99", tone=lambda _: "owes",
                ),
            ),
            name=self.tr("Bills, newest first"),
        )  # fmt: skip
        self.list.setObjectName("bills")
        self._none = EmptyState("receipt-indian-rupee", "")
        self.search.arrow_pressed.connect(self.list.move_on)
        self.list.set_empty_state(self._none)
        self.list.row_chosen.connect(self._choose)
        self.pager = Pager()
        self.pager.turned.connect(self._presenter.page_turned)
        filters = QHBoxLayout()
        filters.setSpacing(GRID_PX)
        filters.addWidget(self.search, 1)
        filters.addWidget(self.notes_button)
        filters.addWidget(self.period)
        column = QVBoxLayout()
        column.setSpacing(GRID_PX)
        column.addLayout(filters)
        column.addWidget(self.list, 1)
        column.addWidget(self.pager)
        return column

    def _make_receipt(self) -> QVBoxLayout:
        self.receipt = Paper()
        self._area = QScrollArea()
        self._area.setWidget(self.receipt)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(self.tr("The bill as it prints"))
        none = EmptyState("receipt-indian-rupee", self.tr("No bill is chosen"))
        none.setMinimumWidth(_EMPTY_RECEIPT_PX)
        self._paper = QStackedWidget()
        self._paper.addWidget(none)
        self._paper.addWidget(self._area)
        self.copy_button = KeyButton("accounts.copy", variant="next", icon="printer")
        self.copy_button.setObjectName("copy")
        self.copy_button.clicked.connect(self._presenter.copy_pressed)
        self.correct_button = KeyButton("accounts.correct")
        self.correct_button.setObjectName("correct")
        self.correct_button.clicked.connect(self._correct)
        self.link_button = KeyButton("accounts.link", icon="user-plus")
        self.link_button.setObjectName("link")
        self.link_button.clicked.connect(self._presenter.link_pressed)
        self.return_button = KeyButton("returns.start", icon="undo-2")
        self.return_button.setObjectName("return")
        self.return_button.clicked.connect(self._ask_return)
        self.gst_button = KeyButton("returns.gst_bill")
        self.gst_button.setObjectName("gst_bill")
        self.gst_button.clicked.connect(self._ask_gst_bill)
        actions = QHBoxLayout()
        actions.setSpacing(GRID_PX)
        actions.addWidget(self.return_button, 1)
        actions.addWidget(self.gst_button, 1)
        column = QVBoxLayout()
        column.setSpacing(GRID_PX)
        column.addWidget(TextLabel(self.tr("As it prints"), tone="muted", bold=True))
        column.addWidget(self._paper, 1)
        column.addWidget(self.correct_button)
        column.addLayout(actions)
        column.addWidget(self.copy_button)
        column.addWidget(self.link_button)
        return column

    def _display_receipt(self, receipt: Receipt) -> None:
        lines = tuple(receipt.text.splitlines())
        if lines != self.receipt.lines:
            self.receipt.display(lines, receipt.picture)
            bar = self._area.verticalScrollBar()
            bar.setValue(0)
            self._area.setFixedWidth(self.receipt.width() + bar.sizeHint().width())

    def _display_empty(self, state: BillsState) -> None:
        if state.problem:
            self._none.display(state.problem, self.tr("Choose other dates."))
        elif state.text or state.first or state.last:
            self._none.display(
                self.tr("No credit note fits") if state.shows_notes else self.tr("No bill fits"),
                self.tr("Search something else, or choose other dates."),
            )
        elif state.was_read:
            self._none.display(
                self.tr("No credit notes yet") if state.shows_notes else self.tr("No bills yet"),
                self.tr("A credit note appears here when goods are taken back.")
                if state.shows_notes
                else self.tr("A bill appears here as soon as it is issued."),
            )
        else:
            self._none.display(self.tr("Reading the bills …"))

    def _correct(self) -> None:
        sheet = CorrectTenderSheet(self._counter, self._chosen, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def _ask_return(self) -> None:
        from pos_desktop.ui.returns.sheet import ReturnSheet

        row = self.list.current_row()
        if row is not None:
            sheet = ReturnSheet(self._counter, self, done=self._read_again, number=row.number)
            sheet.open()

    def _ask_gst_bill(self) -> None:
        from pos_desktop.ui.returns.gst_bill_sheet import GstBillSheet

        row = self.list.current_row()
        if row is not None:
            GstBillSheet(self._counter, self, number=row.number, done=self._read_again).open()

    def _read_again(self, _done: object) -> None:
        self._presenter.entered()

    def _choose(self, row: BillLine | None) -> None:
        if row is not None:
            self._presenter.bill_chosen(row.number)
