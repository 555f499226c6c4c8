"""What putting the rest on the customer's account would do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

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
        self._limit = TextLabel(size="small", tone="muted")
        self.rest = KeyButton("pay.rest")
        self.rest.setObjectName("rest")
        self.rest.setAutoDefault(False)
        self.rest.clicked.connect(self.rest_asked)
        top = QHBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(self.rest)
        change = QHBoxLayout()
        change.setSpacing(GRID_PX)
        for widget in (
            TextLabel(self.tr("Now"), tone="muted"),
            self._before,
            TextLabel(self.tr("then"), tone="muted"),
            self._after,
        ):
            change.addWidget(widget)
        change.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID_PX + HALF_GRID_PX, GRID_PX, GRID_PX, GRID_PX)
        column.setSpacing(HALF_GRID_PX)
        column.addLayout(top)
        column.addLayout(change)
        column.addWidget(self._limit)

    def display(self, account: AccountLine | None) -> None:
        """Show an account; without a customer there is nothing to show."""
        self.setVisible(account is not None)
        if account is None:
            return
        self._name.display(account.name)
        self._before.display_balance(account.balance_before)
        self._after.display_balance(account.balance_after)
        if account.over_limit:
            words = (
                self.tr("Over the limit of {amount}.")
                if account.warns_only
                else self.tr("Over the limit of {amount}: a manager must approve.")
            )
            self._limit.display(words.format(amount=account.limit), "warning")
        else:
            limit = self.tr("Limit {amount}").format(amount=account.limit)
            self._limit.display(limit if account.limit else self.tr("No credit limit set"), "muted")
        self.rest.setEnabled(account.can_take_rest)
