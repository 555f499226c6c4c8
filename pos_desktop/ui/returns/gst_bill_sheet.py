"""The sheet that makes a bill out anew to a business."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from pos_desktop.application.exchange import Exchanged
from pos_desktop.ui.billing.form import Form
from pos_desktop.ui.billing.gstin_row import GstinRow
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.returns.gst_bill_presenter import GSTIN, GstBillPresenter, GstBillState
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.sheet import Sheet


class GstBillSheet(Sheet):
    """The GSTIN and the company; all else is as the bill says."""

    def __init__(
        self,
        counter: Counter,
        parent: QWidget,
        *,
        number: str,
        done: Callable[[Exchanged], None],
    ) -> None:
        super().__init__(QCoreApplication.translate("GstBillSheet", "Make GST bill"), parent)
        self.setObjectName("gst_bill_sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._presenter = GstBillPresenter(counter, self, number, done)
        says = self.tr(
            "Bill {number} is taken back and made out anew to the business: the same goods, "
            "prices and rates. No cash moves; what is unpaid stays unpaid."
        )
        self.content.addWidget(TextLabel(says.format(number=number), wrap=True))
        self.form = Form(tells=False)
        self.gstin = self.form.add(GSTIN, self.tr("GSTIN of the buyer"), hint="23AABCU9603R1ZV")
        self.company = self.form.add("customer_company_name", self.tr("Company"))
        self.row = GstinRow()
        self.content.addWidget(self.form)
        self.content.addWidget(self.row)
        self.make_button = self.add_accept(self.tr("Make GST bill"), clicked=self._submit)
        self.make_button.setObjectName("make")
        self.make_button.setEnabled(False)
        self.gstin.textEdited.connect(self._presenter.gstin_changed)
        self.company.returnPressed.connect(self._submit)
        self.row.kept.connect(self._presenter.gstin_kept)
        self.row.right_one_taken.connect(self._take_right_one)
        self.finished.connect(self._presenter.gone)
        self.form.start(GSTIN)

    def display(self, state: GstBillState) -> None:
        """Show what the presenter says."""
        self.row.display(state.advice, state.problem)
        self.form.display_problem(state.problem or state.advice.problem, state.problem_at)
        self.make_button.setEnabled(state.can_make)

    def close_sheet(self) -> None:
        """The new bill is in the store."""
        self.accept()

    def _take_right_one(self, gstin: str) -> None:
        self.gstin.setText(gstin)
        self._presenter.gstin_changed(gstin)
        self.gstin.setFocus()

    def _submit(self) -> None:
        self._presenter.submitted(self.company.text())
