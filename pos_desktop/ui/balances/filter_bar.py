"""The filters of the balance report, and what is done with all of it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_desktop.domain.accounts import BalanceState
from pos_desktop.ui.balances.presenter import BalancesPresenter
from pos_desktop.ui.balances.state import AGES, BalancesState
from pos_desktop.ui.language.catalogue import said
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.pick_box import PickBox
from pos_desktop.ui.widgets.search_field import SearchField

_LEAST_PX = 72


class FilterBar(QWidget):
    """Text, state, age and least balance; refresh and export at the right."""

    def __init__(self, presenter: BalancesPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchField(self.tr("Name, phone, company or GSTIN"))
        self.search.setObjectName("balance_search")
        self.search.searched.connect(presenter.text_changed)
        self.state = PickBox(name=self.tr("Which accounts"))
        self.state.setObjectName("state")
        self.state.display(
            (
                (BalanceState.OWING.value, self.tr("Who owes")),
                (BalanceState.CREDIT.value, self.tr("Who has credit")),
                (BalanceState.SETTLED.value, self.tr("Up to date")),
                (BalanceState.ALL.value, self.tr("All accounts")),
            )
        )
        self.state.currentIndexChanged.connect(
            lambda: presenter.state_chosen(BalanceState(self.state.chosen))
        )
        self.older = PickBox(name=self.tr("Age of the oldest unpaid bill"))
        self.older.setObjectName("older")
        older = self.tr("Older than {days} days")
        self.older.display(
            (
                ("", self.tr("Any age")),
                *((str(days), older.format(days=days)) for days in AGES),
            )
        )
        self.older.currentIndexChanged.connect(
            lambda: presenter.older_chosen(int(self.older.chosen) if self.older.chosen else None)
        )
        self.least = EnterField(name=self.tr("Smallest balance in rupees"))
        self.least.setObjectName("least")
        self.least.setPlaceholderText(self.tr("From ₹"))
        _settle_width(self.least)
        self.least.textEdited.connect(presenter.least_changed)
        self.most = EnterField(name=self.tr("Largest balance in rupees"))
        self.most.setObjectName("most")
        self.most.setPlaceholderText(self.tr("To ₹"))
        _settle_width(self.most)
        self.most.textEdited.connect(presenter.most_changed)
        self.refresh_button = KeyButton("accounts.refresh", icon="refresh-cw")
        self.refresh_button.setObjectName("refresh")
        self.refresh_button.clicked.connect(presenter.refreshed)
        self.export_button = KeyButton("accounts.export", icon="download")
        self.export_button.setObjectName("export")
        self.export_button.clicked.connect(presenter.export_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID_PX)
        row.addWidget(self.search, 1)
        for widget in (
            self.state, self.older, self.least, self.most, self.refresh_button,
            self.export_button,
        ):  # fmt: skip
            row.addWidget(widget)

    def display(self, state: BalancesState) -> None:
        """Show what the presenter says."""
        self.least.display_problem(there=bool(state.least_problem))
        self.least.setToolTip(said(state.least_problem))
        self.least.setAccessibleDescription(said(state.least_problem))
        self.most.display_problem(there=bool(state.most_problem))
        self.most.setToolTip(said(state.most_problem))
        self.most.setAccessibleDescription(said(state.most_problem))
        self.export_button.setEnabled(bool(state.rows) and not state.exporting)


def _settle_width(field: EnterField) -> None:
    """As wide as what is typed into it, or as its hint."""
    hint = field.fontMetrics().horizontalAdvance(field.placeholderText()) + 3 * GRID_PX
    field.setFixedWidth(max(_LEAST_PX, hint))
