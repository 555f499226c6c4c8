"""The narrow panel at the right: customer, quick keys, figures, total, Pay."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pos_desktop.ui.billing.customer_chip import CustomerChip
from pos_desktop.ui.billing.order_words import order_type_words
from pos_desktop.ui.billing.quick_keys import QuickKeys
from pos_desktop.ui.billing.state import BillingState
from pos_desktop.ui.billing.summary import Summary
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.elided_label import ElidedLabel
from pos_desktop.ui.widgets.key_button import KeyButton

_WIDTH_PX = 328
_NARROW_PX = 296
_PAY_PX = 56


class OrderPanel(QWidget):
    """Everything about the order that is not a line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._types = order_type_words()
        self.chip = CustomerChip()
        self._order = ElidedLabel(size="small", tone="muted")
        self._order.setObjectName("order_info")
        self.quick_keys = QuickKeys()
        self.summary = Summary()
        self.pay = KeyButton("pay", variant="next")
        self.pay.setObjectName("pay")
        self.pay.setFixedHeight(max(_PAY_PX, appearance_in_use().scale.control_px + 2 * GRID_PX))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        for widget, stretch in (
            (self.chip, 0),
            (self._order, 0),
            (self.quick_keys, 1),
            (self.summary, 0),
            (self.pay, 0),
        ):
            column.addWidget(widget, stretch)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.display_narrow(narrow=False)

    def display(self, state: BillingState) -> None:
        """Show an order."""
        self.chip.display(state.customer, state.gst)
        self.summary.display(state)
        words = self.tr("New order")
        if state.order_number:
            one, more = self.tr("1 line"), self.tr("{count} lines")
            count = one if state.line_count == 1 else more.format(count=state.line_count)
            told = (self._types.get(state.order_type, ""), state.label)
            marks = [part for part in told if part]
            words = " · ".join([*marks, state.order_number, count])
        if words != self._order.text():
            self._order.display(words)

    def display_narrow(self, *, narrow: bool) -> None:
        """Take less room on a small screen."""
        self.setFixedWidth(_NARROW_PX if narrow else _WIDTH_PX)
