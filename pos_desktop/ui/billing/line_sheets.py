"""F4 and F5: the quantity of a line; its price, its discount and the bill's."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pos_desktop.ui.billing.cart import Cart
from pos_desktop.ui.billing.form import Form
from pos_desktop.ui.billing.line_presenter import (
    BILL_DISCOUNT,
    DISCOUNT,
    PRICE,
    QTY,
    LinePresenter,
)
from pos_desktop.ui.widgets.elided_label import ElidedLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.sheet import Sheet


class _LineSheet(Sheet):
    """Names the line; stays until the change is saved."""

    def __init__(self, title: str, cart: Cart, line: int, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.presenter = LinePresenter(cart, self, line)
        self.terms = self.presenter.terms()
        self.form = Form()
        self.content.addWidget(ElidedLabel(self.terms.description, bold=True))
        self.content.addWidget(self.form)

    def display_problem(self, text: str, field: str) -> None:
        """Say what is wrong with a field."""
        self.form.display_problem(text, field)

    def close_sheet(self) -> None:
        """The change is saved."""
        self.accept()


class QuantitySheet(_LineSheet):
    """One figure, all selected: typing replaces it, Enter takes it."""

    def __init__(self, cart: Cart, line: int, parent: QWidget) -> None:
        title = QCoreApplication.translate("QuantitySheet", "Quantity")
        super().__init__(title, cart, line, parent)
        self.setObjectName("quantity_sheet")
        label = self.tr("Quantity in {unit}").format(unit=self.terms.unit)
        field = self.form.add(QTY, label, figure=True)
        field.setText(self.terms.qty)
        field.returnPressed.connect(self._submit)
        remove = KeyButton("", label=self.tr("Remove the line"), icon="trash-2")
        remove.setObjectName("remove")
        remove.clicked.connect(self.presenter.removed)
        self.add_button(remove)
        self.add_accept(self.tr("Change"), clicked=self._submit)
        self.form.start(QTY)

    def _submit(self) -> None:
        self.presenter.quantity_given(self.form.text(QTY))


class PriceSheet(_LineSheet):
    """Three figures; Enter goes from one to the next, and in the last takes them."""

    def __init__(self, cart: Cart, line: int, parent: QWidget) -> None:
        title = QCoreApplication.translate("PriceSheet", "Price and discount")
        super().__init__(title, cart, line, parent)
        self.setObjectName("price_sheet")
        terms = self.terms
        price = self.tr("Price per {unit}").format(unit=terms.unit)
        if terms.mrp:
            price = self.tr("{price} (MRP {mrp})").format(price=price, mrp=terms.mrp)
        off = self.tr("10% or 25.00; empty for none")
        for name, label, hint, text in (
            (PRICE, price, "", terms.price),
            (DISCOUNT, self.tr("Discount on this line"), off, terms.discount),
            (BILL_DISCOUNT, self.tr("Discount on the whole bill"), off, terms.bill_discount),
        ):
            self.form.add(name, label, hint=hint, figure=True).setText(text)
        self.form.fields()[-1].returnPressed.connect(self._submit)
        self.add_accept(self.tr("Change"), clicked=self._submit)
        self.form.start(PRICE)

    def _submit(self) -> None:
        text = self.form.text
        self.presenter.terms_given(text(PRICE), text(DISCOUNT), text(BILL_DISCOUNT))
