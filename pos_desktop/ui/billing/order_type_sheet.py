"""How the goods reach the buyer, and at which table or under which token."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_desktop.application.orders import LONGEST_LABEL
from pos_desktop.domain.orders import OrderType
from pos_desktop.ui.billing.form import Form
from pos_desktop.ui.billing.order_type_presenter import TYPES, OrderTypePresenter
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.sheet import Sheet

_LABEL = "label"


class OrderTypeSheet(Sheet):
    """The cursor is in the table's name; a type is one key, Enter saves both."""

    def __init__(self, presenter: OrderTypePresenter, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("OrderTypeSheet", "Order type"), parent)
        self.setObjectName("order_type_sheet")
        self._presenter = presenter
        self._chosen = presenter.order_type
        self.buttons: dict[OrderType, KeyButton] = {}
        row = QHBoxLayout()
        row.setSpacing(GRID_PX)
        for action, order_type in TYPES.items():
            button = KeyButton(action, stacked=True)
            button.setObjectName(action)
            button.setAutoDefault(False)
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, chosen=order_type: self._choose(chosen))
            self.buttons[order_type] = button
            row.addWidget(button, 1)
        self.content.addLayout(row)
        self.form = Form()
        field = self.form.add(
            _LABEL, self.tr("Table or token"), hint=self.tr("Stands on the receipt; may stay empty")
        )
        field.setMaxLength(LONGEST_LABEL)
        field.setText(presenter.label)
        field.returnPressed.connect(self._submit)
        self.content.addWidget(self.form)
        self.add_accept(self.tr("Save"), clicked=self._submit)
        self._choose(self._chosen)
        self.form.start(_LABEL)

    def display_problem(self, text: str, field: str) -> None:
        """Say what is wrong with a field."""
        self.form.display_problem(text, field)

    def close_sheet(self) -> None:
        """It is saved."""
        self.accept()

    def _choose(self, order_type: OrderType) -> None:
        self._chosen = order_type
        for kind, button in self.buttons.items():
            button.setChecked(kind is order_type)

    def _submit(self) -> None:
        self._presenter.given(self._chosen, self.form.text(_LABEL), self)
