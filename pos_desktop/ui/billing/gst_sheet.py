"""GST details of the buyer on the order: GSTIN, company, State."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pos_desktop.domain.errors import PosError
from pos_desktop.domain.states import offered_states
from pos_desktop.ui.billing.cart import Cart
from pos_desktop.ui.billing.form import Form, TwoLines
from pos_desktop.ui.billing.gst_presenter import (
    ADDRESS,
    GSTIN,
    NAME,
    GstForm,
    GstPresenter,
    GstState,
)
from pos_desktop.ui.billing.gstin_row import GstinRow
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.language.catalogue import said
from pos_desktop.ui.widgets.pick_box import PickBox
from pos_desktop.ui.widgets.sheet import Sheet
from pos_desktop.ui.widgets.tick_box import TickBox

_COMPANY = "customer_company_name"


class GstSheet(Sheet):
    """The GSTIN chooses the State; whether the sale is interstate is said at once."""

    def __init__(
        self,
        counter: Counter,
        cart: Cart,
        parent: QWidget,
        *,
        missing: PosError | None = None,
    ) -> None:
        super().__init__(QCoreApplication.translate("GstSheet", "GST details"), parent)
        self.setObjectName("gst_sheet")
        self.presenter = GstPresenter(counter, cart, self, missing=missing)
        self.form = Form(tells=False)
        self.gstin = self.form.add(GSTIN, self.tr("GSTIN of the buyer"), hint="23AABCU9603R1ZV")
        self.company = self.form.add(_COMPANY, self.tr("Company"))
        self.state = PickBox(name=self.tr("State"))
        self.state.setObjectName("state")
        self.state.display(
            tuple((state.code, f"{state.code} · {said(state.name)}") for state in offered_states())
        )
        self.form.add_widget(self.tr("State"), self.state)
        self.name = self.form.add(NAME, self.tr("Buyer's name on the bill"))
        self.address = self.form.add(ADDRESS, self.tr("Buyer's address on the bill"))
        self.sez = TickBox(self.tr("The buyer is an SEZ unit"))
        self.sez.setObjectName("sez")
        self.row = GstinRow()
        self._verdict = TwoLines(bold=True)
        self._verdict.setObjectName("verdict")
        for widget in (self.form, self.sez, self.row, self._verdict):
            self.content.addWidget(widget)
        self.add_accept(self.tr("Put on the bill"), clicked=self._submit)
        self._connect()
        self.form.start(GSTIN)
        self.presenter.opened()

    def display(self, state: GstState) -> None:
        """Show a state."""
        if state.fill is not None:
            self.gstin.display(state.fill.gstin)
            self.company.display(state.fill.company)
            self.name.display(state.fill.name)
            self.address.display(state.fill.address)
            self.sez.setChecked(state.fill.is_sez)
            self.gstin.selectAll()
        if state.state_code and state.state_code != self.state.chosen:
            self.state.setCurrentIndex(self.state.findData(state.state_code))
        self.row.display(state.advice, state.problem)
        self.form.display_problem(state.problem or state.advice.problem, state.problem_at)
        self._verdict.display(state.verdict, "warning" if state.interstate else "muted")

    def close_sheet(self) -> None:
        """The details are on the order."""
        self.accept()

    def _connect(self) -> None:
        presenter, state = self.presenter, self.state
        self.gstin.textEdited.connect(lambda text: presenter.gstin_changed(text, state.chosen))
        state.activated.connect(lambda: presenter.state_chosen(self.gstin.text(), state.chosen))
        self.row.kept.connect(lambda: presenter.gstin_kept(self.gstin.text(), state.chosen))
        self.row.right_one_taken.connect(self._take_right_one)
        self.address.returnPressed.connect(self._submit)

    def _take_right_one(self, gstin: str) -> None:
        self.gstin.setText(gstin)
        self.presenter.gstin_changed(gstin, self.state.chosen)
        self.gstin.setFocus()

    def _submit(self) -> None:
        self.presenter.saved(
            GstForm(
                gstin=self.gstin.text(),
                company=self.company.text(),
                state_code=self.state.chosen,
                name=self.name.text(),
                address=self.address.text(),
                is_sez=self.sez.isChecked(),
            )
        )
