"""The sheets about the order as a whole: holding, recalling, its type and table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from pos_desktop.ui.billing.held_presenter import HeldPresenter
from pos_desktop.ui.billing.order_type_presenter import TYPES, OrderTypePresenter
from pos_desktop.ui.billing.presenter import BillingPresenter
from pos_desktop.ui.counter import Counter

if TYPE_CHECKING:
    from pos_desktop.ui.widgets.sheet import Sheet


class OrderAsks:
    """Opens each over the billing screen, by *show*."""

    def __init__(
        self,
        counter: Counter,
        presenter: BillingPresenter,
        screen: QWidget,
        show: Callable[[Sheet], None],
    ) -> None:
        self._presenter = presenter
        self._screen = screen
        self._show = show
        self.held = HeldPresenter(counter, presenter.cart)
        self.types = OrderTypePresenter(counter, presenter.cart)

    def calls(self) -> dict[str, Callable[[], object]]:
        """What each key does."""
        types = {action: partial(self.types.type_chosen, kind) for action, kind in TYPES.items()}
        return {"hold": self._hold, "recall": self._recall, "order_type": self._type, **types}

    def _hold(self) -> None:
        from pos_desktop.ui.billing.held_sheets import HoldSheet

        def step() -> None:
            order = self._presenter.order
            if order is None or not order.lines:
                self._presenter.nothing_to_change()
                return
            suggested = order.label or (order.customer.name if order.customer else "")
            self._show(HoldSheet(self.held, suggested, self._screen))

        self._presenter.cart.run(step)

    def _recall(self) -> None:
        from pos_desktop.ui.billing.held_sheets import RecallSheet

        self._show(RecallSheet(self.held, self._screen))

    def _type(self) -> None:
        from pos_desktop.ui.billing.order_type_sheet import OrderTypeSheet

        if self.types.is_used:
            self._presenter.cart.run(lambda: self._show(OrderTypeSheet(self.types, self._screen)))
