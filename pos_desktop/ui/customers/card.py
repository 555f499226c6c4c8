"""The chosen customer: who it is, what the account says, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_desktop.ui.balances.ages_chart import AgesChart
from pos_desktop.ui.customers.state import CardState
from pos_desktop.ui.look.type_scale import GRID_PX, HALF_GRID_PX
from pos_desktop.ui.widgets.card import Panel
from pos_desktop.ui.widgets.elided_label import ElidedLabel
from pos_desktop.ui.widgets.figures import BalanceLabel, TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton

_CHART_PX = 280


class CustomerCard(Panel):
    """Details at the left, the account at the right, the keys below."""

    collect_pressed = Signal()
    statement_pressed = Signal()
    edit_pressed = Signal()
    more_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ElidedLabel(size="section", bold=True, fills=True)
        captions = {
            "contact": self.tr("Contact"),
            "address": self.tr("Address"),
            "company": self.tr("Company"),
            "gst": self.tr("GST"),
            "notes": self.tr("Notes"),
            "promise": self.tr("Pays on"),
            "orders": self.tr("Orders"),
        }
        self._details = {
            name: (TextLabel(caption, tone="muted"), ElidedLabel(fills=True))
            for name, caption in captions.items()
        }
        self.balance = BalanceLabel(size="figure")
        self.balance.setObjectName("balance")
        self._limit = TextLabel(tone="muted")
        self._chart = AgesChart()
        self._chart.setFixedWidth(_CHART_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID_PX, GRID_PX, 2 * GRID_PX, GRID_PX + HALF_GRID_PX)
        column.setSpacing(GRID_PX)
        halves = QHBoxLayout()
        halves.setSpacing(3 * GRID_PX)
        halves.addLayout(self._make_details(), 1)
        halves.addLayout(self._make_account())
        column.addLayout(halves)
        column.addLayout(self._make_keys())

    def display(self, state: CardState) -> None:
        """Show one customer."""
        self._name.display(state.name)
        details = {
            "contact": state.contact,
            "address": state.address,
            "company": state.company,
            "gst": state.gst,
            "notes": state.notes,
            "promise": state.promise,
            "orders": self._order_words(state),
        }
        if state.gstin_unproven:
            details["gst"] = self.tr("{gst} · kept as typed").format(gst=state.gst)
        for name, value in details.items():
            caption, label = self._details[name]
            unproven = name == "gst" and state.gstin_unproven
            label.display(value, "warning" if unproven else "text")
            for widget in (caption, label):
                widget.setVisible(bool(value))
        self.balance.display_balance(state.balance)
        self._limit.display(self._limit_words(state), "owes" if state.over_limit else "muted")
        self._chart.display(state.ageing)

    # -- inside --------------------------------------------------------------------------

    def _make_details(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(HALF_GRID_PX)
        self.more_button = KeyButton("accounts.more")
        self.more_button.setObjectName("more")
        self.more_button.clicked.connect(self.more_pressed)
        head = QHBoxLayout()
        head.setSpacing(GRID_PX)
        head.addWidget(self._name, 1)
        head.addWidget(self.more_button)
        column.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID_PX)
        grid.setVerticalSpacing(HALF_GRID_PX)
        grid.setColumnStretch(1, 1)
        for row, (caption, label) in enumerate(self._details.values()):
            grid.addWidget(caption, row, 0)
            grid.addWidget(label, row, 1)
        column.addLayout(grid)
        column.addStretch(1)
        return column

    def _make_account(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(HALF_GRID_PX)
        for label in (self.balance, self._limit):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            column.addWidget(label)
        column.addWidget(self._chart, 0, Qt.AlignmentFlag.AlignRight)
        column.addStretch(1)
        return column

    def _make_keys(self) -> QHBoxLayout:
        self.collect_button = KeyButton("accounts.collect", variant="next", icon="hand-coins")
        self.statement_button = KeyButton("accounts.statement", icon="notebook-pen")
        self.edit_button = KeyButton("accounts.edit", icon="pencil")
        row = QHBoxLayout()
        row.setSpacing(GRID_PX)
        for button, name, signal in (
            (self.collect_button, "collect", self.collect_pressed),
            (self.statement_button, "statement", self.statement_pressed),
            (self.edit_button, "edit", self.edit_pressed),
        ):
            button.setObjectName(name)
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _limit_words(self, state: CardState) -> str:
        if not state.limit:
            return self.tr("No credit limit is set")
        if state.over_limit:
            return self.tr("Above the limit of {limit}").format(limit=state.limit)
        words = self.tr("Limit {limit} · {room} left")
        return words.format(limit=state.limit, room=state.room)

    def _order_words(self, state: CardState) -> str:
        words = self.tr("{orders} · {spent} spent")
        said = words.format(orders=state.orders, spent=state.spent)
        if state.last_order:
            said += " · " + self.tr("last on {date}").format(date=state.last_order)
        return said
