"""The card of the customer who is highlighted."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel

from pos_desktop.ui.billing.customer_card import CustomerCardView
from pos_desktop.ui.billing.customer_state import CustomerCard, LastOrderRow


def order(bill_number: str, total: str, due: str = "") -> LastOrderRow:
    return LastOrderRow(bill_number=bill_number, when="18-02-2026", total=total, due=due)


def card_with(*orders: LastOrderRow) -> CustomerCard:
    return CustomerCard(
        customer_id=1, name="Rajesh Kumar", company="", phone="98765 43210", gst="",
        balance=-416_00, limit="", notes="", last_orders=orders, orders_known=True,
    )  # fmt: skip


def due_lines(view: CustomerCardView) -> list[str]:
    lines = [label for label in view.findChildren(QLabel) if label.objectName().startswith("due_")]
    return [label.text() for label in lines if not label.isHidden()]


def test_a_part_paid_order_says_its_total_and_what_is_still_due(qapp: QApplication) -> None:
    view = CustomerCardView()
    view.display(card_with(order("A/25-26/000042", "₹616.00", "₹416.00"), order("A/1", "₹9.00")))
    shown = {label.text() for label in view.findChildren(QLabel)}
    assert {"₹616.00", "₹9.00"} <= shown
    assert due_lines(view) == ["₹416.00 still unpaid"]


def test_the_next_customers_card_says_nothing_of_it(qapp: QApplication) -> None:
    view = CustomerCardView()
    view.display(card_with(order("A/25-26/000042", "₹616.00", "₹416.00")))
    view.display(card_with(order("A/25-26/000043", "₹20.00")))
    assert due_lines(view) == []
    view.display(None)
    assert due_lines(view) == []
