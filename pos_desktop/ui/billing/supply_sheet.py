"""Within the State or interstate, decided by hand with a reason."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pos_desktop.application.order_view import OrderView
from pos_desktop.domain.place_of_supply import SupplyWithin
from pos_desktop.domain.states import offered_states
from pos_desktop.ui.billing.cart import Cart
from pos_desktop.ui.billing.supply_presenter import (
    BY_RULE,
    REASON,
    STATE,
    SUPPLY,
    SupplyForm,
    SupplyPresenter,
    SupplyState,
)
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.settings.form import Form
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.pick_box import PickField
from pos_desktop.ui.widgets.sheet import Sheet


class SupplySheet(Sheet):
    """Says what holds now, and takes another decision for this bill."""

    def __init__(self, counter: Counter, cart: Cart, order: OrderView, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("SupplySheet", "Place of supply"), parent)
        self.setObjectName("supply_sheet")
        self._why = TextLabel(tone="muted", wrap=True)
        self._why.setObjectName("why")
        self.supply = PickField(name=self.tr("This sale is"))
        self.supply.display(
            (
                (BY_RULE, self.tr("By the rule")),
                (SupplyWithin.INTRA.value, self.tr("Within the State")),
                (SupplyWithin.INTER.value, self.tr("Interstate")),
            )
        )
        self.state = PickField(name=self.tr("Goes to"))
        choices = tuple((state.code, f"{state.code} {state.name}") for state in offered_states())
        self.state.display((("", self.tr("Choose the State")), *choices))
        self.reason = EnterField(name=self.tr("Why the rule does not fit"))
        self.form = Form(
            {
                SUPPLY: (self.tr("This sale is"), self.supply),
                STATE: (self.tr("Goes to"), self.state),
                REASON: (self.tr("Why the rule does not fit"), self.reason),
            }
        )
        self.content.addWidget(self._why)
        self.content.addWidget(self.form)
        self.add_accept(self.tr("Decide"), clicked=self._submit)
        self.grow_with_content()
        self.presenter = SupplyPresenter(counter, cart, order, self)
        self.presenter.opened()
        self.supply.currentIndexChanged.connect(
            lambda _row: self.presenter.supply_chosen(self.supply.chosen)
        )
        self.form.finished.connect(self._submit)
        self.supply.setFocus()

    def fill(self, form: SupplyForm) -> None:
        """Put into the fields what was decided before."""
        self.supply.setCurrentIndex(self.supply.findData(form.supply))
        self.state.setCurrentIndex(max(0, self.state.findData(form.state_code)))
        self.reason.display(form.reason)

    def display(self, state: SupplyState) -> None:
        """Show a state."""
        self._why.display(state.why)
        self.form.display_field(STATE, shown=state.asks_state)
        self.form.display_field(REASON, shown=state.asks_reason)
        self.form.display_problem(state.problem, state.problem_at)
        if state.problem_at:
            self.form.focus(state.problem_at)

    def close_sheet(self) -> None:
        """It is decided."""
        self.accept()

    def _submit(self) -> None:
        self.presenter.submitted(self.form.texts())
