"""The card of the customer who is highlighted."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from pos_desktop.domain.accounts import Ageing
from pos_desktop.ui.billing.customer_card import CustomerCardView
from pos_desktop.ui.billing.customer_state import CustomerCard, LastOrderRow, ages_words
from pos_desktop.ui.language.catalogue import catalogue_of


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


@pytest.mark.parametrize(
    ("ageing", "english", "hindi"),
    [
        (Ageing(), "", ""),
        (Ageing(days_0_30=200_00), "0–30 days ₹200.00", "0–30 दिन ₹200.00"),
        (
            Ageing(days_0_30=9_00, days_61_90=50_00),
            "61–90 days ₹50.00 · 0–30 ₹9.00",
            "61–90 दिन ₹50.00 · 0–30 ₹9.00",
        ),
        (
            Ageing(days_31_60=9_00, over_90=50_00),
            "Over 90 days ₹50.00 · 31–60 ₹9.00",
            "90 दिन से ज़्यादा ₹50.00 · 31–60 ₹9.00",
        ),
    ],
)
def test_the_age_of_what_is_due_is_said_in_days(ageing: Ageing, english: str, hindi: str) -> None:
    words = catalogue_of("hi")
    assert words is not None
    assert ages_words(ageing) == english
    assert words.said(english) == hindi
