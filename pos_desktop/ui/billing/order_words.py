"""Order types in the words of the screens."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from pos_desktop.domain.orders import OrderType


def order_type_words() -> dict[str, str]:
    """The word for each type by its value; an order at the counter needs none."""
    word = QCoreApplication.translate
    return {
        OrderType.DINE_IN.value: word("Keys", "Dine in"),
        OrderType.TAKEAWAY.value: word("Keys", "Takeaway"),
        OrderType.DELIVERY.value: word("Keys", "Delivery"),
    }
