"""What putting the rest on the customer's account would do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX
from pos_desktop.ui.pay.state import AccountLine
from pos_desktop.ui.widgets.card import Panel
from pos_desktop.ui.widgets.elided_label import ElidedLabel
from pos_desktop.ui.widgets.figures import BalanceLabel, TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton


class AccountView(Panel):
    """Name, balance before and after, limit, and the key that does it."""

    rest_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("account")
        self._name = ElidedLabel(bold=True)
        self._before, self._after = BalanceLabel(), BalanceLabel()
        self._limit = TextLabel()
        self._over = TextLabel(tone="warning", wrap=True)
        self._over.setText(self.tr("Over the limit: a manager must approve."))
        self.rest = KeyButton("pay.rest")
        self.rest.setObjectName("rest")
        self.rest.setAutoDefault(False)
        self.rest.clicked.connect(self.rest_asked)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID_PX)
        grid.setVerticalSpacing(HALF_GRID_PX)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Now"), self._before),
            (self.tr("After"), self._after),
            (self.tr("Limit"), self._limit),
        )
        for row, (word, label) in enumerate(rows):
            grid.addWidget(TextLabel(word, tone="muted"), row, 0)
            grid.addWidget(label, row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID_PX, GRID_PX + HALF_GRID_PX, 2 * GRID_PX, 2 * GRID_PX)
        column.setSpacing(GRID_PX)
        column.addWidget(self._name)
        column.addLayout(grid)
        column.addWidget(self._over)
        column.addWidget(self.rest)

    def display(self, account: AccountLine | None) -> None:
        """Show an account; without a customer there is nothing to show."""
        self.setVisible(account is not None)
        if account is None:
            return
        self._name.display(account.name)
        self._before.display_balance(account.balance_before)
        self._after.display_balance(account.balance_after)
        self._limit.setText(account.limit or self.tr("None set"))
        self._over.setVisible(account.over_limit)
        self.rest.setEnabled(account.can_take_rest)
