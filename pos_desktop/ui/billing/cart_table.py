"""The lines of the cart."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from pos_desktop.ui.billing.state import CartRow
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.table_view import TableView

_HSN, _DISCOUNT = 2, 5
_LEAST_WIDTH_FOR_ALL_PX = 700


class CartTable(TableView[CartRow]):
    """Never has the focus: the field above moves the selection with the arrows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        name = QCoreApplication.translate("CartTable", "Cart")
        super().__init__(_columns(), name=name, parent=parent)
        self.setObjectName("cart")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def display_cart(self, rows: tuple[CartRow, ...], selected_line: int | None) -> None:
        """Show the lines; the one just added or changed is lit once and selected."""
        before = self.currentIndex().row()
        self.display(rows, flash=selected_line is not None)
        numbers = [row.line for row in rows]
        if selected_line in numbers:
            self.choose(numbers.index(selected_line))
        elif rows and not self.currentIndex().isValid():
            self.choose(min(before, len(rows) - 1) if before >= 0 else len(rows) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook: the current line stays in sight when the red row takes room."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def settle_columns(self) -> None:
        """Where there is little room the item's name needs it most."""
        narrow = self.width() < _LEAST_WIDTH_FOR_ALL_PX
        for column in (_HSN, _DISCOUNT):
            self.setColumnHidden(column, narrow)


def _columns() -> tuple[Column[CartRow], ...]:
    translate = QCoreApplication.translate
    return (
        Column(
            header="#",
            text=lambda row: row.number,
            align="right",
            tone=lambda _: "muted",
            sample="500",
        ),
        Column(header=translate("CartTable", "Item"), text=lambda row: row.description),
        Column(
            header=translate("CartTable", "HSN"),
            text=lambda row: row.hsn,
            tone=lambda _: "muted",
            sample="00000000",
        ),
        Column(
            header=translate("CartTable", "Qty"),
            text=lambda row: row.qty,
            align="right",
            sample="99.999 KGS",
        ),
        Column(
            header=translate("CartTable", "Price"),
            text=lambda row: row.price,
            align="right",
            sample="99,999.99",
        ),
        Column(
            header=translate("CartTable", "Discount"),
            text=lambda row: row.discount,
            align="right",
            sample="9,999.99",
        ),
        Column(
            header=translate("CartTable", "GST"),
            text=lambda row: row.gst,
            align="right",
            tone=lambda _: "muted",
            sample="Non-GST",
            spoken=True,
        ),
        Column(
            header=translate("CartTable", "Amount"),
            text=lambda row: row.amount,
            align="right",
            sample="9,99,999.99",
            bold=True,
        ),
    )
