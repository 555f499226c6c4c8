"""The customer that is highlighted: what the account says, and the last orders."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos_desktop.ui.billing.customer_presenter import LAST_ORDERS
from pos_desktop.ui.billing.customer_state import CustomerCard
from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX
from pos_desktop.ui.widgets.card import Panel
from pos_desktop.ui.widgets.elided_label import ElidedLabel
from pos_desktop.ui.widgets.figures import BalanceLabel, TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton

_WIDTH_PX = 312


class CustomerCardView(Panel):
    """Always there and always as large, so that the list beside it does not jump."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("customer_card")
        self.setFixedWidth(_WIDTH_PX)
        self._name = ElidedLabel(size="section", bold=True)
        self._who = ElidedLabel(tone="muted")
        self._gst = ElidedLabel(size="small", tone="muted")
        self.balance = BalanceLabel(size="section")
        self._ages = ElidedLabel(size="small", tone="muted")
        self._limit = TextLabel(tone="muted")
        self._notes = ElidedLabel(size="small", tone="muted")
        self._orders = TextLabel(tone="muted")
        self.collect = KeyButton("collect", icon="hand-coins")
        self.collect.setObjectName("collect")
        self.collect.setAutoDefault(False)
        self._cells: list[tuple[TextLabel, TextLabel, TextLabel, TextLabel]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX)
        column.setSpacing(HALF_GRID_PX)
        for label in (self._name, self._who, self._gst):
            column.addWidget(label)
        column.addSpacing(GRID_PX)
        column.addWidget(self.balance)
        column.addWidget(self._ages)
        column.addWidget(self._limit)
        column.addWidget(self._notes)
        column.addSpacing(GRID_PX)
        column.addWidget(self._orders)
        column.addLayout(self._grid())
        column.addStretch(1)
        column.addWidget(self.collect)

    def display(self, card: CustomerCard | None) -> None:
        """Show a customer; of none, say what the card is for."""
        self.collect.setEnabled(card is not None)
        if card is None:
            for label in (self._who, self._gst, self.balance, self._limit, self._notes):
                label.setText("")
            self._name.display("")
            self._ages.display("")
            self._orders.setText(self.tr("Account and last orders of the customer come here."))
            self._orders.setWordWrap(True)
            self._display_orders(card)
            return
        self._name.display(card.name)
        self._who.display(" · ".join(part for part in (card.phone, card.company) if part))
        self._gst.display(card.gst)
        self.balance.display_balance(card.balance)
        self._ages.display(card.ages)
        limit = self.tr("Limit {amount}").format(amount=card.limit)
        self._limit.setText(limit if card.limit else self.tr("No credit limit set"))
        self._notes.display(card.notes)
        none = self.tr("No orders yet") if card.orders_known else ""
        self._orders.setText(self.tr("Last orders") if card.last_orders else none)
        self._display_orders(card)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID_PX)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for row in range(LAST_ORDERS):
            when, number = TextLabel(size="small"), ElidedLabel(size="small", tone="muted")
            total = TextLabel(size="small", bold=True)
            due = TextLabel(size="small", tone="owes")
            due.setObjectName(f"due_{row}")
            due.hide()
            self._cells.append((when, number, total, due))
            for place, label in enumerate((when, number, total)):
                grid.addWidget(label, 2 * row, place)
            right = Qt.AlignmentFlag.AlignRight
            grid.addWidget(due, 2 * row + 1, 0, 1, 3, right)
        return grid

    def _display_orders(self, card: CustomerCard | None) -> None:
        orders = card.last_orders if card is not None else ()
        for row, (when, number, total, due) in enumerate(self._cells):
            order = orders[row] if row < len(orders) else None
            when.setText(order.when if order else "")
            number.display(order.bill_number if order else "")
            total.setText(order.total if order else "")
            owed = order.due if order else ""
            due.setText(self.tr("{amount} still unpaid").format(amount=owed) if owed else "")
            due.setVisible(bool(owed))
