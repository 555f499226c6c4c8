"""The sheet on which an advance for a service is taken."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from pos_desktop.application.customers import CustomerView
from pos_desktop.domain.outlet import Method
from pos_desktop.ui.billing.advance_presenter import (
    AMOUNT,
    METHOD,
    REFERENCE,
    SAC,
    TAX_CLASS,
    WHAT,
    AdvancePresenter,
    AdvanceState,
)
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.settings.form import Form
from pos_desktop.ui.widgets.elided_label import ElidedLabel
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.pick_box import PickField
from pos_desktop.ui.widgets.sheet import Sheet


class AdvanceSheet(Sheet):
    """Enter goes from field to field, and takes the advance from the last."""

    def __init__(
        self,
        counter: Counter,
        parent: QWidget,
        customer: CustomerView,
        *,
        taken: Callable[[], None],
    ) -> None:
        title = QCoreApplication.translate("AdvanceSheet", "Advance for a service")
        super().__init__(title, parent)
        self.setObjectName("advance_sheet")
        self.amount = EnterField(name=self.tr("Amount received, with its GST"), is_figure=True)
        self.tax_class = PickField(name=self.tr("Service"))
        self.what = EnterField(name=self.tr("What for"))
        self.sac = EnterField(name=self.tr("SAC"))
        self.method = PickField(name=self.tr("Paid by"))
        self.reference = EnterField(name=self.tr("Reference"))
        self.form = Form(
            {
                AMOUNT: (self.tr("Amount received, with its GST"), self.amount),
                TAX_CLASS: (self.tr("Service"), self.tax_class),
                WHAT: (self.tr("What for"), self.what),
                SAC: (self.tr("SAC (code of the service), if known"), self.sac),
                METHOD: (self.tr("Paid by"), self.method),
                REFERENCE: (self.tr("Reference"), self.reference),
            }
        )
        note = TextLabel(tone="muted", wrap=True)
        note.display(
            self.tr("GST is due on it now; its bill takes it off. Advances for goods bear none.")
        )
        self.content.addWidget(ElidedLabel(customer.name, bold=True))
        self.content.addWidget(note)
        self.content.addWidget(self.form)
        self.take_button = self.add_accept(self.tr("Take advance"), clicked=self._submit)
        self.take_button.setObjectName("take")
        self.grow_with_content()
        self.presenter = AdvancePresenter(counter, self, customer.id, taken)
        self.form.finished.connect(self._submit)
        self.presenter.opened()
        self.amount.setFocus(Qt.FocusReason.OtherFocusReason)

    def display(self, state: AdvanceState) -> None:
        """Show a state."""
        if self.tax_class.count() != len(state.classes):
            self.tax_class.display(state.classes)
        if self.method.count() != len(state.methods):
            words = {
                Method.CASH: self.tr("Cash"),
                Method.UPI: self.tr("UPI"),
                Method.CARD: self.tr("Card"),
            }
            self.method.display(tuple((m.value, words[m]) for m in state.methods))
        self.form.display_problem(state.problem, state.problem_at)
        if state.problem_at:
            self.form.focus(state.problem_at)
        self.take_button.setEnabled(not state.is_saving)

    def close_sheet(self) -> None:
        """It is taken."""
        self.accept()

    def _submit(self) -> None:
        self.presenter.submitted(self.form.texts())
