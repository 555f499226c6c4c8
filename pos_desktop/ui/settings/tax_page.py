"""The page of taxes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_desktop.application.tax import TaxClassView
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.settings.gst_data_sheet import GstDataSheet
from pos_desktop.ui.settings.rate_sheet import RateSheet
from pos_desktop.ui.settings.tax_presenter import TaxPresenter, TaxRow, TaxState
from pos_desktop.ui.widgets.attended import AttendedWidget
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.table_view import TableView


class TaxPage(AttendedWidget):
    """The tax classes, what they bear today, and what changes when."""

    def __init__(self, counter: Counter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self.presenter = TaxPresenter(counter, self)
        self._note = TextLabel(tone="muted", wrap=True)
        self.list: TableView[TaxRow] = TableView(
            (
                Column(header=self.tr("Tax class"), text=lambda row: row.name, spoken=True),
                Column(
                    header=self.tr("Today"), text=lambda row: row.now, sample="28% + cess 12%",
                    spoken=True,
                ),
                Column(
                    header=self.tr("Changes to"), text=lambda row: row.change,
                    tone=lambda _: "warning", sample="40% of MRP from 01-02-2026",
                    spoken=True,
                ),
                Column(
                    header=self.tr("Items"), text=lambda row: row.items, align="right",
                    tone=lambda _: "muted", sample="10,000",
                ),
            ),
            name=self.tr("Tax classes"),
        )  # fmt: skip
        self.list.setObjectName("tax_classes")
        self.list.set_empty_state(EmptyState("percent", self.tr("Reading the tax classes …")))
        self.change = self._button(
            "settings.change", self.tr("Change the rate"), self.presenter.change_pressed
        )
        self.take_back = self._button("settings.take_back", "", self.presenter.take_back_pressed)
        self.take_in = self._button("settings.take_in", "", self.presenter.take_in_pressed)
        self.list.row_chosen.connect(self._choose)
        self.list.row_activated.connect(lambda _row: self.presenter.change_pressed())
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID_PX)
        buttons.addWidget(self.change)
        buttons.addWidget(self.take_back)
        buttons.addStretch(1)
        buttons.addWidget(self.take_in)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(self._note)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        self.setFocusProxy(self.list)
        self.attend(self.presenter)

    def display(self, state: TaxState) -> None:
        """Show what the presenter says."""
        self.list.blockSignals(True)
        self.list.display(state.rows)
        codes = [row.code for row in state.rows]
        self.list.choose(codes.index(state.chosen) if state.chosen in codes else -1)
        self.list.blockSignals(False)
        words = self.tr(
            "A rate changes by the bill's date; bills already issued keep theirs. "
            "State codes, thresholds and rates of GST are of {day}."
        )
        self._note.display(words.format(day=state.data) if state.data else "")
        self.change.setEnabled(state.can_change)
        self.take_back.setEnabled(state.can_take_back)

    def open_rate(self, tax_class: TaxClassView) -> None:
        """A rate from a day on."""
        RateSheet(self._counter, self, tax_class, saved=self.presenter.entered).open()

    def open_file(self) -> None:
        """Newer data of the law."""
        GstDataSheet(self._counter, self, taken=self.presenter.entered).open()

    def _button(self, action: str, label: str, pressed: Callable[[], None]) -> KeyButton:
        button = KeyButton(action, label=label)
        button.setObjectName(action.replace("settings.", ""))
        button.clicked.connect(pressed)
        return button

    def _choose(self, row: TaxRow | None) -> None:
        if row is not None:
            self.presenter.class_chosen(row.code)
