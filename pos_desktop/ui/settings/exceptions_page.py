"""The page of what stands out, by person."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_desktop.ui.bills.period_pick import PeriodPick
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.settings.exceptions_presenter import (
    ExceptionRow,
    ExceptionsPresenter,
    ExceptionsState,
)
from pos_desktop.ui.widgets.attended import AttendedWidget
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.table_view import TableView


class ExceptionsPage(AttendedWidget):
    """A row a person, a column a kind."""

    def __init__(self, counter: Counter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = ExceptionsPresenter(counter, self)
        self.period = PeriodPick()
        self.period.period_chosen.connect(self.presenter.period_chosen)
        self.period.dates_chosen.connect(self.presenter.dates_chosen)
        self.list: TableView[ExceptionRow] = TableView(
            self._columns(),
            name=self.tr("What stands out, by person"),
            row_tone=lambda row: "accent" if row.is_sum else "text",
        )
        self.list.setObjectName("exceptions")
        self._none = EmptyState("circle-check", self.tr("Reading what stands out …"))
        self.list.set_empty_state(self._none)
        head = QHBoxLayout()
        head.setSpacing(GRID_PX)
        words = self.tr("How often, and how much in rupees. The audit log tells each one.")
        head.addWidget(TextLabel(words, tone="muted"), 1)
        head.addWidget(self.period)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
        self.attend(self.presenter)

    def display(self, state: ExceptionsState) -> None:
        """Show what the presenter says."""
        self.list.display(state.rows)
        self.period.display(state.period, state.first, state.last)
        if state.problem:
            self._none.display(state.problem, self.tr("Choose other dates."))
        elif state.was_read:
            self._none.display(
                self.tr("Nothing was billed, and nothing stands out"),
                self.tr("Choose other dates."),
            )

    def _columns(self) -> tuple[Column[ExceptionRow], ...]:
        def figure(
            header: str,
            text: Callable[[ExceptionRow], str],
            sample: str,
            help_text: str = "",
            gives_way: int = 0,
        ) -> Column[ExceptionRow]:
            return Column(
                header=header, text=text, align="right", sample=sample, help=help_text,
                gives_way=gives_way,
            )  # fmt: skip

        return (
            Column(header=self.tr("Person"), text=lambda row: row.name),
            figure(self.tr("Bills"), lambda row: row.bills, "9999", gives_way=1),
            figure(self.tr("Billed"), lambda row: row.billed, "9,99,999.99"),
            figure(self.tr("Discounts"), lambda row: row.discounts, "99 · 9,999.99"),
            figure(self.tr("Discarded"), lambda row: row.discarded, "99 · 9,999.99",
                   self.tr("Carts that were discarded, and what they came to")),
            figure(self.tr("Returns"), lambda row: row.returns, "99"),
            figure(self.tr("No-sales"), lambda row: row.no_sales, "99",
                   self.tr("The drawer was opened without a sale")),
            figure(self.tr("Reprints"), lambda row: row.reprints, "99", gives_way=2),
            figure(self.tr("Prices"), lambda row: row.price_changes, "99",
                   self.tr("Prices that were changed on a line"), gives_way=3),
            figure(self.tr("Lines off"), lambda row: row.removed_lines, "99",
                   self.tr("Lines that were taken off a cart"), gives_way=4),
            figure(self.tr("PINs"), lambda row: row.wrong_pins, "99",
                   self.tr("Wrong PINs and passwords")),
        )  # fmt: skip
