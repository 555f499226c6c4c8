"""The unpaid bills of the chosen row, and what can be done about them."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_desktop.application.accounts import UnpaidBill
from pos_desktop.domain.money import format_amount
from pos_desktop.ui.balances.presenter import BalancesPresenter
from pos_desktop.ui.balances.state import BalanceLine
from pos_desktop.ui.bills.periods import day_words
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.table_view import TableView

_ROWS_SHOWN = 3


class UnpaidPanel(QWidget):
    """Bills at the left, oldest first; the keys at the right."""

    def __init__(self, presenter: BalancesPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bills: TableView[UnpaidBill] = TableView(
            (
                Column(header=self.tr("Unpaid bill"), text=lambda row: row.bill_number),
                Column(
                    header=self.tr("Date"), text=lambda row: day_words(row.date),
                    sample="18-02-2026",
                ),
                Column(
                    header=self.tr("Age in days"), text=lambda row: str(row.age_days),
                    align="right", sample="9999",
                ),
                Column(
                    header=self.tr("Bill total"), text=lambda row: format_amount(row.total),
                    align="right", sample="99,99,999.99",
                ),
                Column(
                    header=self.tr("Still due"), text=lambda row: format_amount(row.balance_due),
                    align="right", sample="99,99,999.99", tone=lambda _: "owes", bold=True,
                ),
            ),
            name=self.tr("Unpaid bills of the chosen customer"),
        )  # fmt: skip
        self.bills.setObjectName("unpaid_bills")
        self._none = EmptyState("receipt-indian-rupee", "")
        self.bills.set_empty_state(self._none)
        self.collect_button = KeyButton("accounts.collect", variant="next", icon="hand-coins")
        self.collect_button.setObjectName("collect")
        self.collect_button.clicked.connect(presenter.collect_pressed)
        self.statement_button = KeyButton("accounts.statement", icon="notebook-pen")
        self.statement_button.setObjectName("statement")
        self.statement_button.clicked.connect(presenter.statement_pressed)
        self.remind_button = KeyButton("accounts.remind", icon="smartphone")
        self.remind_button.setObjectName("remind")
        self.remind_button.clicked.connect(presenter.remind_pressed)
        keys = QVBoxLayout()
        keys.setSpacing(GRID_PX)
        keys.addWidget(self.collect_button)
        keys.addWidget(self.statement_button)
        keys.addWidget(self.remind_button)
        keys.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID_PX)
        row.addWidget(self.bills, 1)
        row.addLayout(keys)
        self._settle_height()
        self.display(None)

    def display(self, row: BalanceLine | None) -> None:
        """Show the bills of a row, or that none is chosen."""
        self.bills.display(row.bills if row else ())
        self._none.display(
            self.tr("No bill is unpaid") if row else self.tr("Choose a customer above")
        )
        self.collect_button.setEnabled(row is not None)
        has_account = row is not None and row.customer_id is not None
        self.statement_button.setEnabled(has_account)

    def _settle_height(self) -> None:
        rows = (_ROWS_SHOWN + 1) * appearance_in_use().scale.row_px + GRID_PX // 2
        self.bills.setFixedHeight(rows)
