"""F3: finding the customer of the bill, or creating one in place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_desktop.application.customers import CustomerView
from pos_desktop.ui.billing.customer_card import CustomerCardView
from pos_desktop.ui.billing.customer_presenter import MOST_FOUND, CustomerPresenter
from pos_desktop.ui.billing.customer_state import (
    CustomerPage,
    CustomerState,
    FoundCustomerRow,
)
from pos_desktop.ui.billing.form import Form
from pos_desktop.ui.billing.gstin_row import GstinRow
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.figures import TextLabel, balance_words
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.search_field import SearchField
from pos_desktop.ui.widgets.sheet import Sheet
from pos_desktop.ui.widgets.table_view import TableView

_LIST_WIDTH_PX = 568
_NAME, _PHONE, _GSTIN = "name", "phone", "gstin"


class CustomerSheet(Sheet):
    """One field for phone, name, company and GSTIN; the list; the card of the current row."""

    def __init__(
        self,
        counter: Counter,
        linked: CustomerView | None,
        chosen: Callable[[int | None], None],
        gst_asked: Callable[[], None],
        parent: QWidget,
        *,
        usual: Callable[[int], None],
        collect: Callable[[int], None],
    ) -> None:
        super().__init__(QCoreApplication.translate("CustomerSheet", "Customer"), parent)
        self.setObjectName("customer_sheet")
        self._state = CustomerState()
        self._gst_asked = gst_asked
        self.presenter = CustomerPresenter(counter, self, linked, chosen, usual, collect)
        self.field = SearchField(self.tr("Phone, name, company or GSTIN"))
        self.field.setObjectName("customer_search")
        self.table = self._make_table()
        self.card = CustomerCardView()
        self.form = Form(tells=False)
        self.gstin_row = GstinRow()
        self._state_name = TextLabel(tone="muted")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._find_page())
        self._pages.addWidget(self._create_page())
        self.content.addWidget(self._pages)
        self._unlink = KeyButton("unlink")
        self._gst = KeyButton("gst_details")
        self._create = KeyButton("create", label=self.tr("New customer"), icon="user-plus")
        self._usual = KeyButton("usual", icon="history")
        self._usual.setObjectName("usual")
        for button in (self._unlink, self._gst, self._create, self._usual):
            button.setAutoDefault(False)
            self.add_button(button)
        self.accept_button = self.add_accept(self.tr("Choose"), clicked=self._submit)
        self._connect()
        self.field.setFocus()
        self.presenter.opened()

    # --- what the presenter asks ------------------------------------------------------------

    def display(self, state: CustomerState) -> None:
        """Show a state."""
        before, self._state = self._state, state
        creating = state.page is CustomerPage.CREATE
        if state.page is not before.page:
            self._turn_page(creating=creating)
        self._unlink.setVisible(bool(state.linked) and not creating)
        if creating:
            self._display_form(state)
            return
        if state.rows != before.rows or state.searched != before.searched:
            self._display_rows(state)
        if state.card != before.card or state.rows != before.rows:
            self.card.display(state.card)
            self._usual.setEnabled(state.card is not None)

    def close_sheet(self) -> None:
        """The customer is chosen."""
        self.accept()

    # --- what the person does ---------------------------------------------------------------

    def reject(self) -> None:
        """Esc: from the new customer back to the list, from the list back to the cart."""
        if self._state.page is CustomerPage.CREATE:
            self.presenter.create_left()
        else:
            super().reject()

    def _submit(self) -> None:
        if self._state.page is CustomerPage.CREATE:
            text = self.form.text
            self.presenter.created(text(_NAME), text(_PHONE), text(_GSTIN))
            return
        typed = self.field.text().strip()
        row = self.table.current_row()
        if row is not None and typed == self._state.searched:
            self.presenter.customer_chosen(row.customer_id)
        elif typed:
            self.presenter.submitted(typed)

    def _ask_gst(self) -> None:
        self.accept()
        self._gst_asked()

    def _highlight(self, row: FoundCustomerRow | None) -> None:
        if row is not None:
            self.presenter.highlighted(row.customer_id)

    def _take_right_one(self, gstin: str) -> None:
        field = self.form.fields()[-1]
        field.setText(gstin)
        self.presenter.gstin_changed(gstin)
        field.setFocus()

    # --- inside -----------------------------------------------------------------------------

    def _connect(self) -> None:
        presenter = self.presenter
        self.field.searched.connect(presenter.search_changed)
        self.field.arrow_pressed.connect(self.table.move_on)
        self.table.row_chosen.connect(self._highlight)
        self.table.row_activated.connect(lambda row: presenter.customer_chosen(row.customer_id))
        self._unlink.clicked.connect(presenter.unlinked)
        self._gst.clicked.connect(self._ask_gst)
        self._usual.clicked.connect(presenter.usual_pressed)
        self.card.collect.clicked.connect(presenter.collect_pressed)
        self._create.clicked.connect(lambda: presenter.create_asked(self.field.text()))
        gstin = self.form.fields()[-1]
        gstin.textEdited.connect(presenter.gstin_changed)
        gstin.returnPressed.connect(self._submit)
        self.gstin_row.kept.connect(lambda: presenter.gstin_kept(gstin.text()))
        self.gstin_row.right_one_taken.connect(self._take_right_one)

    def _find_page(self) -> QWidget:
        page = QWidget()
        left = QVBoxLayout()
        left.setSpacing(GRID_PX)
        left.addWidget(self.field)
        left.addWidget(self.table)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID_PX)
        row.addLayout(left, 1)
        row.addWidget(self.card)
        self.card.display(None)
        return page

    def _create_page(self) -> QWidget:
        page = QWidget()
        self.form.add(_NAME, self.tr("Name"))
        self.form.add(_PHONE, self.tr("Phone"), hint="98765 43210")
        self.form.add(_GSTIN, self.tr("GSTIN, for a business"), hint="23AABCU9603R1ZV")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        for widget in (self.form, self._state_name, self.gstin_row):
            column.addWidget(widget)
        column.addStretch(1)
        return page

    def _make_table(self) -> TableView[FoundCustomerRow]:
        table: TableView[FoundCustomerRow] = TableView(
            (
                Column(header=self.tr("Name"), text=_name_and_company),
                Column(
                    header=self.tr("Phone"),
                    text=lambda row: row.phone,
                    tone=lambda _: "muted",
                    sample="00000 00000",
                ),
                Column(
                    header=self.tr("Account"),
                    text=lambda row: balance_words(row.balance)[0],
                    tone=lambda row: balance_words(row.balance)[1],
                    align="right",
                    sample="▲ Owes ₹9,99,999.99",
                ),
            ),
            name=self.tr("Customers found"),
        )
        table.setObjectName("customers")
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row_px = appearance_in_use().scale.row_px
        table.setMinimumSize(_LIST_WIDTH_PX, (MOST_FOUND + 1) * row_px + GRID_PX)
        self._empty = EmptyState(
            "users",
            self.tr("Type part of a phone, name, company or GSTIN"),
            self.tr("Two characters are enough."),
        )
        table.set_empty_state(self._empty)
        return table

    def _display_rows(self, state: CustomerState) -> None:
        if state.offer:
            self._empty.display(
                self.tr("Nobody found for “{text}”").format(text=state.offer),
                self.tr("Press Enter to create a new customer."),
            )
        else:
            self._empty.display(
                self.tr("Type part of a phone, name, company or GSTIN"),
                self.tr("Two characters are enough."),
            )
        self.table.blockSignals(True)
        self.table.display(state.rows)
        self.table.choose(0)
        self.table.blockSignals(False)

    def _turn_page(self, *, creating: bool) -> None:
        self._pages.setCurrentIndex(1 if creating else 0)
        for button in (self._gst, self._create, self._usual):
            button.setVisible(not creating)
        self.accept_button.display_label(self.tr("Create") if creating else self.tr("Choose"))
        self.cancel_button.display_label(self.tr("Back") if creating else self.tr("Cancel"))
        if not creating:
            self.field.setFocus()

    def _display_form(self, state: CustomerState) -> None:
        name, phone, gstin = self.form.fields()
        if state.fill is not None:
            name.setText(state.fill.name)
            phone.setText(state.fill.phone)
            gstin.setText(state.fill.gstin)
        self.gstin_row.display(state.advice, state.problem)
        words = self.tr("State: {name}").format(name=state.state_name)
        self._state_name.setText(words if state.state_name else "")
        at = _GSTIN if state.advice.problem and not state.problem else state.problem_at
        self.form.display_problem(state.problem or state.advice.problem, at)
        if state.fill is not None:
            self.form.start(_PHONE if state.fill.name else _NAME)


def _name_and_company(row: FoundCustomerRow) -> str:
    return f"{row.name} · {row.company}" if row.company else row.name
