"""The sheet that takes goods back: a bill is found, then its lines are chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_desktop.domain.credit_notes import RefundMethod
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.form_field import FormField
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.returns.money_back import OpenCart
from pos_desktop.ui.returns.presenter import Done, ReturnPresenter
from pos_desktop.ui.returns.state import FoundBill, ReturnRow, ReturnSheetState
from pos_desktop.ui.scanning.text_fields import KEEPS_SCAN
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import FigureLabel, TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.search_field import SearchField
from pos_desktop.ui.widgets.sheet import Sheet
from pos_desktop.ui.widgets.table_view import TableView
from pos_desktop.ui.widgets.tick_box import TickBox

_WIDTH_PX = 760
_ROWS_SHOWN = 5
_QTY_WIDTH_PX = 130
_METHODS = (RefundMethod.CASH, RefundMethod.UPI, RefundMethod.CARD, RefundMethod.ACCOUNT)


class _QtyField(EnterField):
    """Arrow up and down go through the lines; see ``ReturnSheet``."""

    def __init__(self, *, name: str, moved: Callable[[int], None]) -> None:
        super().__init__(name=name)
        self._moved = moved

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self._moved(step)
        else:
            super().keyPressEvent(event)


class ReturnSheet(Sheet):
    """For a bill that is known, or to find one; *cart* is what goods can be exchanged for."""

    def __init__(
        self,
        counter: Counter,
        parent: QWidget,
        *,
        done: Callable[[Done], None],
        number: str = "",
        search: str = "",
        cart: OpenCart | None = None,
    ) -> None:
        title = QCoreApplication.translate("ReturnSheet", "Take goods back")
        super().__init__(title, parent, takes_scans=True)
        self.setObjectName("return_sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._presenter = ReturnPresenter(counter, self, done, cart)
        self._find = self._make_find()
        self._bill = self._make_bill()
        self._problem = TextLabel(size="small", tone="owes", wrap=True)
        self._problem.setObjectName("problem")
        for widget in (self._find, self._bill, self._problem):
            self.content.addWidget(widget)
        self._bill.hide()
        self.take_button = self.add_accept("", clicked=self._submit)
        self.take_button.setObjectName("take")
        self.take_button.hide()
        self.grow_with_content()
        self.scanned.connect(self._presenter.scanned)
        self.finished.connect(self._presenter.gone)
        self.search.setText(search)
        self.search.setFocus()
        self._presenter.opened(number, search)

    def display(self, state: ReturnSheetState) -> None:
        """Show what the presenter says."""
        self._problem.display(state.problem)
        if not state.number:
            self._display_found(state)
            return
        if self._bill.isHidden():
            self._find.hide()
            self._bill.show()
            self.take_button.show()
            self.qty.setFocus()
        self._head.display(state.head)
        self._display_rows(state)
        self._display_money(state)
        for field in (self.qty, self.reason):
            field.display_problem(there=field.objectName() == state.problem_at)
        self.take_button.display_label(self._accept_words(state))
        self.take_button.setEnabled(state.can_take)

    def close_sheet(self) -> None:
        """What came back is in the store."""
        self.accept()

    # -- inside --------------------------------------------------------------------------

    def _make_find(self) -> QWidget:
        self.search = SearchField(self.tr("Bill number, customer or phone; or scan the bill"))
        self.search.setObjectName("return_search")
        self.found: TableView[FoundBill] = TableView(
            (
                Column(
                    header=self.tr("Bill"), text=lambda row: row.number,
                    sample="AP/26-27/0000001",
                ),
                Column(
                    header=self.tr("Date"), text=lambda row: row.date,
                    sample="18-02-2026 23:59",
                ),
                Column(header=self.tr("Customer"), text=lambda row: row.customer),
                Column(
                    header=self.tr("Total"), text=lambda row: row.total, align="right",
                    sample="9,99,999.99", bold=True,
                ),
                Column(
                    header=self.tr("Taken back"), text=lambda row: row.returned,
                    sample="Part returned", tone=lambda _: "warning", spoken=True,
                ),
            ),
            name=self.tr("Bills, newest first"),
        )  # fmt: skip
        self.found.setObjectName("return_bills")
        self._none = EmptyState("receipt-indian-rupee", "")
        self.found.set_empty_state(self._none)
        self.search.searched.connect(self._presenter.search_changed)
        self.search.arrow_pressed.connect(self.found.move_on)
        self.search.returnPressed.connect(self._choose_bill)
        self.found.row_activated.connect(lambda row: self._presenter.bill_chosen(row.number))
        return _column(self.search, _of_rows(self.found))

    def _make_bill(self) -> QWidget:
        self._head = TextLabel(bold=True)
        self._head.setObjectName("return_head")
        self.lines: TableView[ReturnRow] = TableView(
            (
                Column(
                    header=self.tr("Item"), text=lambda row: row.description,
                    tone=lambda row: "text" if row.is_open else "muted",
                ),
                Column(
                    header=self.tr("Sold"), text=lambda row: row.sold, align="right",
                    sample="100.125 NOS", tone=lambda _: "muted",
                ),
                Column(
                    header=self.tr("Left"), text=lambda row: row.left, align="right",
                    sample="100.125", tone=lambda row: "text" if row.is_open else "muted",
                ),
                Column(
                    header=self.tr("Taken back"), text=lambda row: row.qty, align="right",
                    sample="Taken back", bold=True,
                ),
                Column(
                    header=self.tr("Amount"), text=lambda row: row.amount, align="right",
                    sample="9,99,999.99", bold=True,
                ),
                Column(header=self.tr("To shelf"), text=lambda row: row.shelf, sample="To shelf"),
            ),
            name=self.tr("Lines of the bill"),
        )  # fmt: skip
        self.lines.setObjectName("return_lines")
        self.lines.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.lines.row_chosen.connect(self._choose_line)
        return _column(
            self._head,
            _of_rows(self.lines),
            self._make_quantity(),
            self._make_methods(),
            self._make_reason(),
            self._make_total(),
        )

    def _make_quantity(self) -> QHBoxLayout:
        self.qty = _QtyField(name=self.tr("Quantity taken back"), moved=self._presenter.moved)
        self.qty.setObjectName("qty")
        self.qty.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.qty.setFixedWidth(_QTY_WIDTH_PX)
        self.qty.textEdited.connect(self._presenter.qty_typed)
        self.qty.returnPressed.connect(self._go_to_reason)
        self._unit = TextLabel(tone="muted")
        less, more = KeyButton("", icon="minus"), KeyButton("", icon="plus")
        less.setAccessibleName(self.tr("One less"))
        more.setAccessibleName(self.tr("One more"))
        less.clicked.connect(lambda: self._presenter.stepped(-1))
        more.clicked.connect(lambda: self._presenter.stepped(1))
        everything = KeyButton("returns.all")
        everything.setObjectName("return_all")
        everything.clicked.connect(self._presenter.all_pressed)
        self.shelf = TickBox(self.tr("Goes back on the &shelf"))
        self.shelf.setObjectName("shelf")
        self.shelf.clicked.connect(self._presenter.restock_chosen)
        row = QHBoxLayout()
        row.setSpacing(GRID_PX)
        label = TextLabel(self.tr("Quantity taken back"), tone="muted")
        for widget in (label, less, self.qty, more, self._unit, everything):
            row.addWidget(widget)
            if isinstance(widget, KeyButton):
                widget.setAutoDefault(False)
        row.addStretch(1)
        row.addWidget(self.shelf)
        return row

    def _make_methods(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID_PX)
        self.methods: dict[RefundMethod, KeyButton] = {}
        for method in _METHODS:
            button = KeyButton(f"returns.method.{method.value}")
            button.setObjectName(f"refund_{method.value}")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, m=method: self._presenter.method_chosen(m))
            self.methods[method] = button
            row.addWidget(button)
        row.addStretch(1)
        self.exchange = KeyButton("returns.exchange")
        self.exchange.setObjectName("exchange")
        self.exchange.setCheckable(True)
        self.exchange.setAutoDefault(False)
        self.exchange.clicked.connect(self._presenter.exchange_chosen)
        self.exchange.hide()
        row.addWidget(self.exchange)
        return row

    def _make_reason(self) -> QHBoxLayout:
        self.reason = EnterField(name=self.tr("Reason"))
        self.reason.setObjectName("reason")
        self.reason.setPlaceholderText(self.tr("Damaged, wrong size, not wanted …"))
        self.reference = EnterField(name=self.tr("Reference"))
        self.reference.setObjectName("reference")
        for field in (self.reason, self.reference):
            field.setProperty(KEEPS_SCAN, True)
            field.returnPressed.connect(self._submit)
        self._reference_field = FormField(self.tr("Reference"), self.reference)
        self._reference_field.hide()
        row = QHBoxLayout()
        row.setSpacing(2 * GRID_PX)
        row.addWidget(FormField(self.tr("Reason"), self.reason), 2, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._reference_field, 1, Qt.AlignmentFlag.AlignTop)
        return row

    def _make_total(self) -> QHBoxLayout:
        self._goes_back = TextLabel(bold=True)
        self._goes_back.setObjectName("goes_back")
        self._warning = TextLabel(tone="warning")
        self._warning.setObjectName("return_warning")
        self._tax = TextLabel(tone="muted")
        self._total = FigureLabel(size="figure")
        self._total.setObjectName("return_total")
        words, figures = QVBoxLayout(), QVBoxLayout()
        for column, labels in (
            (words, (self._goes_back, self._warning)),
            (figures, (self._total, self._tax)),
        ):
            column.setSpacing(0)
            for label in labels:
                column.addWidget(label)
        self._tax.setAlignment(Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addLayout(figures)
        return row

    def _display_found(self, state: ReturnSheetState) -> None:
        self.found.display(state.found)
        self.found.choose(0 if state.found else -1)
        if state.was_read:
            self._none.display(
                self.tr("No bill fits"), self.tr("Search its number, the customer or the phone.")
            )
        else:
            self._none.display(self.tr("Reading the bills …"))

    def _display_rows(self, state: ReturnSheetState) -> None:
        self.lines.blockSignals(True)
        self.lines.display(state.rows)
        numbers = [row.line for row in state.rows]
        self.lines.choose(numbers.index(state.current))
        self.lines.blockSignals(False)
        if state.qty_text is not None:
            self.qty.display(state.qty_text)
            self.qty.selectAll()
        self._unit.display(state.unit)
        self.shelf.setChecked(state.restocks)

    def _display_money(self, state: ReturnSheetState) -> None:
        self._total.display(state.total)
        self._tax.display(state.tax)
        self._goes_back.display(state.goes_back)
        self._warning.display(state.warning)
        for method, button in self.methods.items():
            button.setEnabled(method in state.methods and not state.busy)
            button.setChecked(method is state.method)
        self.exchange.setVisible(bool(state.cart))
        self.exchange.setChecked(state.exchanges)
        if state.cart:
            words = self.tr("Exchange for the cart, {total}")
            self.exchange.display_label(words.format(total=state.cart))
        self._reference_field.setVisible(state.asks_reference)

    def _accept_words(self, state: ReturnSheetState) -> str:
        return self.tr("Exchange") if state.exchanges else self.tr("Give credit note")

    def _choose_bill(self) -> None:
        typed = self.search.text()
        # Before the list has followed, its first row is a bill that nobody asked for.
        row = self.found.current_row() if self._presenter.has_found(typed) else None
        self._presenter.bill_chosen(row.number if row is not None else typed)

    def _choose_line(self, row: ReturnRow | None) -> None:
        if row is not None:
            self._presenter.line_chosen(row.line)
            self.qty.setFocus()

    def _go_to_reason(self) -> None:
        self.reason.setFocus(Qt.FocusReason.TabFocusReason)

    def _submit(self) -> None:
        self._presenter.submitted(self.reason.text(), self.reference.text())


def _of_rows(table: QWidget) -> QWidget:
    """A table of a fixed size: the sheet must not jump with what is found."""
    scale = appearance_in_use().scale
    table.setFixedHeight((_ROWS_SHOWN + 1) * scale.row_px + GRID_PX)
    table.setMinimumWidth(_WIDTH_PX)
    return table


def _column(*parts: QWidget | QHBoxLayout) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID_PX)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    return holder
