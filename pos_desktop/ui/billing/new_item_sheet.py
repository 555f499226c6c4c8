"""The sheet on which a new item is written down in the middle of a sale."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pos_desktop.domain.item_cards import ItemCard
from pos_desktop.ui.billing.new_item_presenter import (
    BARCODE,
    HSN,
    NAME,
    PRICE,
    TAX,
    NewItemPresenter,
    NewItemState,
    told_apart,
)
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.settings.form import Form
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.pick_box import PickField
from pos_desktop.ui.widgets.sheet import Sheet

_WIDTH_PX = 424


class NewItemSheet(Sheet):
    """Begins with what was not found. Enter goes on, Ctrl+Enter adds it and sells it."""

    def __init__(
        self, counter: Counter, typed: str, made: Callable[[ItemCard], None], parent: QWidget
    ) -> None:
        super().__init__(
            QCoreApplication.translate("NewItemSheet", "New item"), parent, takes_scans=True
        )
        self.setObjectName("new_item_sheet")
        labels = {
            NAME: self.tr("Name, as it stands on the bill"),
            PRICE: self.tr("Price of one, tax within"),
            TAX: self.tr("Tax"),
            HSN: self.tr("HSN or SAC code, if you know it"),
            BARCODE: self.tr("Barcode, if it has one"),
        }
        self.form = Form(
            {
                name: (label, PickField(name=label) if name == TAX else _line(name, label))
                for name, label in labels.items()
            }
        )
        self.form.setMinimumWidth(_WIDTH_PX)
        why = TextLabel(
            self.tr("It goes onto this bill at once; the rest is filled in later."), tone="muted"
        )
        self.content.addWidget(why)
        self.content.addWidget(self.form)
        self.save_button = self.add_accept(
            self.tr("Add and sell"), action="settings.save", clicked=self._submit
        )
        self.save_button.setObjectName("save")
        self.grow_with_content()
        name, barcode = told_apart(typed)
        self._fill(NAME, name)
        self._fill(BARCODE, barcode)
        self.presenter = NewItemPresenter(counter, self, made)
        self.form.finished.connect(self._submit)
        self.form.typed.connect(lambda _name: self.presenter.typed())
        self.scanned.connect(lambda code: self._fill(BARCODE, code))
        self.finished.connect(self.presenter.gone)
        self._first = PRICE if name else NAME
        self.presenter.opened()

    def open(self) -> None:
        """Show it with the cursor in the first field that is empty."""
        super().open()
        self.form.focus(self._first)

    def display(self, state: NewItemState) -> None:
        """Show a state."""
        tax = self.form.fields[TAX].field
        if isinstance(tax, PickField) and tax.count() != len(state.taxes):
            tax.display(state.taxes)
        self.form.display_problem(state.problem, state.problem_at)
        if state.problem_at:
            self.form.focus(state.problem_at)
        self.save_button.setEnabled(state.may_save and not state.is_saving)

    def close_sheet(self) -> None:
        """It is added."""
        self.accept()

    def _fill(self, name: str, text: str) -> None:
        field = self.form.fields[name].field
        if isinstance(field, EnterField):
            field.display(text)

    def _submit(self) -> None:
        self.presenter.submitted(self.form.texts())


def _line(name: str, label: str) -> EnterField:
    return EnterField(name=label, is_figure=name == PRICE)
