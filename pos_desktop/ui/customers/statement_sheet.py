"""The sheet that shows an account, entry by entry."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from pos_desktop.application.printouts import PrintoutKind
from pos_desktop.ui.bills.period_pick import PeriodPick
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.account_sheets import reverse_adjustment_sheet, reverse_sheet
from pos_desktop.ui.customers.history_sheet import HistorySheet
from pos_desktop.ui.customers.statement_presenter import (
    StatementPresenter,
    StatementRow,
    StatementState,
)
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.printout.sheet import PreviewSheet
from pos_desktop.ui.reports.save_dialog import ask_where_to_save
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.figures import BalanceLabel, TextLabel, balance_words
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.sheet import Sheet
from pos_desktop.ui.widgets.table_view import TableView

_WIDTH_PX = 860
_ROWS_SHOWN = 8


class StatementSheet(Sheet):
    """Opening and closing balance around the entries; the newest entry stands first."""

    def __init__(self, counter: Counter, parent: QWidget, *, customer_id: int) -> None:
        super().__init__(QCoreApplication.translate("StatementSheet", "Statement"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._kinds = {
            "bill": self.tr("Bill"),
            "payment": self.tr("Payment"),
            "credit_note": self.tr("Return"),
            "advance_used": self.tr("Advance used"),
            "opening": self.tr("Opening balance"),
            "correction": self.tr("Correction"),
            "write_off": self.tr("Written off"),
            "discount": self.tr("Discount"),
            "reversal": self.tr("Taken back"),
            "refund": self.tr("Advance paid back"),
        }
        self._counter = counter
        self._presenter = StatementPresenter(counter, self, customer_id)
        self._make_head()
        self._make_table()
        self._make_keys()
        self.cancel_button.display_label(self.tr("Close"))
        self.cancel_button.setDefault(True)
        self.finished.connect(self._presenter.gone)
        self.table.setFocus()
        self._presenter.opened()

    def display(self, state: StatementState) -> None:
        """Show what the presenter says."""
        self._name.display(state.name)
        self._phone.display(state.phone)
        self.period.display(state.period, state.first, state.last)
        for label, balance in ((self.opening, state.opening), (self.closing, state.closing)):
            if balance is None:
                label.display("…", "muted")
            else:
                label.display_balance(balance)
        self._billed.display(state.billed)
        self._paid.display(state.paid)
        self._problem.display(state.problem)
        self._problem.setVisible(bool(state.problem))
        self.table.display(state.rows)

    def open_reversal(self, payment_number: str) -> None:
        """Ask why a payment is taken back."""
        reverse_sheet(self._counter, self, payment_number, self._presenter.taken_back).open()

    def open_adjustment_reversal(self, number: str) -> None:
        """Ask why an adjustment is taken back."""
        done = self._presenter.adjustment_taken_back
        reverse_adjustment_sheet(self._counter, self, number, done).open()

    def open_history(self, customer_id: int, name: str) -> None:
        """Show how the balance went over time."""
        HistorySheet(self._counter, self, customer_id=customer_id, name=name).open()

    def open_document(self, kind: PrintoutKind, number: str) -> None:
        """Show the paper of an entry."""
        PreviewSheet(self._counter, kind, number, self).open()

    def ask_where_to_save(self, suggested_name: str) -> None:
        """Where the PDF goes."""
        title = self.tr("Save the statement")
        ask_where_to_save(self, title, suggested_name, self._presenter.place_chosen)

    # -- inside --------------------------------------------------------------------------

    def _make_head(self) -> None:
        self._name = TextLabel(bold=True)
        self._phone = TextLabel(tone="muted")
        self.period = PeriodPick()
        self.period.period_chosen.connect(self._presenter.period_chosen)
        self.period.dates_chosen.connect(self._presenter.dates_chosen)
        who = QHBoxLayout()
        who.setSpacing(GRID_PX)
        who.addWidget(self._name)
        who.addWidget(self._phone)
        who.addStretch(1)
        who.addWidget(self.period)
        self.opening = BalanceLabel(size="section")
        self.closing = BalanceLabel(size="section")
        self._billed = TextLabel(size="section")
        self._paid = TextLabel(size="section")
        self._problem = TextLabel(tone="owes", wrap=True)
        figures = QGridLayout()
        figures.setVerticalSpacing(0)
        named = (
            (self.tr("Opening balance"), self.opening),
            (self.tr("Billed on account"), self._billed),
            (self.tr("Paid"), self._paid),
            (self.tr("Closing balance"), self.closing),
        )
        for column, (words, figure) in enumerate(named):
            figures.addWidget(TextLabel(words, tone="muted"), 0, column)
            figures.addWidget(figure, 1, column)
            figures.setColumnStretch(column, 1)
        self.content.addLayout(who)
        self.content.addLayout(figures)
        self.content.addWidget(self._problem)

    def _make_table(self) -> None:
        self.table: TableView[StatementRow] = TableView(
            (
                Column(header=self.tr("Date"), text=lambda row: row.date, sample="18-02-2026"),
                Column(
                    header=self.tr("Time"), text=lambda row: row.time, sample="23:59",
                    tone=lambda _: "muted",
                ),
                Column(header=self.tr("Document"), text=self._document),
                Column(
                    header=self.tr("Debit"), text=lambda row: row.debit, align="right",
                    sample="9,99,999.99",
                ),
                Column(
                    header=self.tr("Credit"), text=lambda row: row.credit, align="right",
                    sample="9,99,999.99",
                ),
                Column(
                    header=self.tr("Balance after it"),
                    text=lambda row: balance_words(row.balance)[0],
                    tone=lambda row: balance_words(row.balance)[1],
                    align="right",
                    sample="▼ Credit ₹9,99,999.99",
                    bold=True,
                ),
            ),
            name=self.tr("Entries, newest first"),
        )  # fmt: skip
        self.table.setObjectName("entries")
        self.table.setMinimumWidth(_WIDTH_PX)
        self.table.setFixedHeight((_ROWS_SHOWN + 1) * appearance_in_use().scale.row_px + GRID_PX)
        self.table.set_empty_state(
            EmptyState(
                "notebook-pen",
                self.tr("No entries in this period"),
                self.tr("Choose another period above."),
            )
        )
        self.table.row_activated.connect(self._presenter.document_opened)
        self.content.addWidget(self.table)

    def _make_keys(self) -> None:
        self.print_button = KeyButton("accounts.print", icon="printer")
        self.save_button = KeyButton("accounts.export", label=self.tr("Save PDF"), icon="file-text")
        self.history_button = KeyButton("accounts.history", icon="history")
        self.back_button = KeyButton("accounts.take_back", icon="undo-2")
        for button, name, call in (
            (self.back_button, "take_back", self._take_back),
            (self.history_button, "history", self._presenter.history_pressed),
            (self.save_button, "save_pdf", self._presenter.save_pressed),
            (self.print_button, "print", self._presenter.print_pressed),
        ):
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(call)
            self.add_button(button)

    def _take_back(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._presenter.take_back_pressed(row)

    def _document(self, row: StatementRow) -> str:
        return f"{self._kinds.get(row.kind, row.kind)} {row.document}"
