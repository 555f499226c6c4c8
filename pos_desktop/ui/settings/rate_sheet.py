"""The sheet on which the rates of a tax class change from a day on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from pos_desktop.application.tax import TaxClassView
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.language.catalogue import said
from pos_desktop.ui.settings.form import Form
from pos_desktop.ui.settings.rate_presenter import (
    BASE,
    CESS,
    CESS_EACH,
    DAY,
    ON_MRP,
    ON_PRICE,
    RATE,
    RatePresenter,
    RateState,
)
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.pick_box import PickField
from pos_desktop.ui.widgets.sheet import Sheet


class RateSheet(Sheet):
    """Enter goes from field to field, and saves from the last."""

    def __init__(
        self,
        counter: Counter,
        parent: QWidget,
        tax_class: TaxClassView,
        *,
        saved: Callable[[], None],
    ) -> None:
        word = QCoreApplication.translate
        title = word("RateSheet", "Rate of {name}").format(name=said(tax_class.name))
        super().__init__(title, parent)
        self.setObjectName("rate_sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.base = PickField(name=self.tr("The tax is on"))
        self.base.display(
            (
                (ON_PRICE, self.tr("What the customer pays")),
                (ON_MRP, self.tr("The retail price on the pack (Rule 31D)")),
            )
        )
        labels = {
            DAY: self.tr("From the day"),
            RATE: self.tr("GST in %"),
            CESS: self.tr("Cess in %"),
            CESS_EACH: self.tr("Cess on each unit, in ₹"),
        }
        fields: dict[str, tuple[str, EnterField | PickField]] = {
            name: (label, EnterField(name=label, is_figure=name != DAY))
            for name, label in labels.items()
        }
        fields[BASE] = (self.tr("The tax is on"), self.base)
        self.form = Form(fields)
        self.content.addWidget(self.form)
        self.save_button = self.add_accept(
            self.tr("Save"), action="settings.save", clicked=self._submit
        )
        self.save_button.setObjectName("save")
        self.grow_with_content()
        self.presenter = RatePresenter(counter, self, tax_class, saved)
        self.form.finished.connect(self._submit)
        self.presenter.opened()
        self.form.focus(DAY)

    def display(self, state: RateState) -> None:
        """Show a state."""
        for name, text in (state.fill or {}).items():
            field = self.form.fields[name].field
            if isinstance(field, EnterField):
                field.display(text)
            else:
                self.base.setCurrentIndex(self.base.findData(text))
        self.form.display_problem(state.problem, state.problem_at)
        if state.problem_at:
            self.form.focus(state.problem_at)
        self.save_button.setEnabled(not state.is_saving)

    def close_sheet(self) -> None:
        """It is saved."""
        self.accept()

    def _submit(self) -> None:
        self.presenter.submitted(self.form.texts())
