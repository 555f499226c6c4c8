"""Why this tax, deciding by hand, and naming a large buyer: with keys, as a cashier does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application import customers, orders
from pos_desktop.application.desk import Approval
from pos_desktop.application.order_view import OrderView
from pos_desktop.domain.outlet import Registration
from pos_desktop.ui.billing.advance_sheet import AdvanceSheet
from pos_desktop.ui.billing.gst_sheet import GstSheet
from pos_desktop.ui.billing.supply_sheet import SupplySheet
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.pay.sheet import PaySheet
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand
from tests.ui.billing.test_screen import AtTheCounter, at_the_counter

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "OpenType", extend=True)

ALT = Qt.KeyboardModifier.AltModifier
ACROSS = "27AAPFU0939F1ZV"


@pytest.fixture
def at(counter: Counter, show: Callable[[QWidget], None], qtbot: QtBot) -> AtTheCounter:
    return at_the_counter(counter, show, qtbot)


def ring_up(at: AtTheCounter, counter: Counter, paise: int) -> None:
    """An order of one described thing at 18 %, taken up by the screen."""
    line = orders.AddLine(description="Almirah", hsn="9403", unit_price=paise, gst_rate=1800)
    orders.add_line(counter.desk, line)
    at.page.presenter.entered()


def order_of(at: AtTheCounter) -> OrderView:
    order = at.page.presenter.order
    assert order is not None
    return order


def test_gst_details_reprice_the_cart_at_once_and_the_line_says_why(
    at: AtTheCounter, counter: Counter
) -> None:
    ring_up(at, counter, 1000_00)
    at.press(Qt.Key.Key_T, ALT)
    at.sheet(GstSheet)
    at.keys(ACROSS)
    for _ in range(4):
        at.press(Qt.Key.Key_Return)
    order = order_of(at)
    assert (order.is_interstate, order.totals.igst) == (True, 180_00)
    why = at.page.panel.summary.accessibleDescription()
    assert why == "IGST: the buyer is in Maharashtra, the outlet in Madhya Pradesh."


def test_a_sale_is_decided_within_the_state_by_hand_with_an_approval_in_place(
    at: AtTheCounter, counter: Counter
) -> None:
    asked: list[str] = []

    def approve(
        what: str, approved: Callable[[Approval], None], dropped: Callable[[], None]
    ) -> None:
        asked.append(what)
        approved(Approval(user="manager", pin="2468", reason="seen"))

    counter.ask_approval = approve
    ring_up(at, counter, 1000_00)
    at.press(Qt.Key.Key_T, ALT)
    at.keys(ACROSS)
    for _ in range(4):
        at.press(Qt.Key.Key_Return)
    at.press(Qt.Key.Key_S, ALT)
    sheet = at.sheet(SupplySheet)
    assert not sheet.reason.isVisible()
    at.press(Qt.Key.Key_Down)
    assert (sheet.supply.chosen, sheet.reason.isVisible()) == ("intra", True)
    at.press(Qt.Key.Key_Return)
    at.type("picked up at the counter")
    order = order_of(at)
    assert (order.is_interstate, order.totals.cgst) == (False, 90_00)
    assert "Vikram Rao decided within Madhya Pradesh" in order.reason
    assert len(asked) == 1


def test_a_decision_without_a_reason_is_told_at_its_field(
    at: AtTheCounter, counter: Counter, open_shop_today: object
) -> None:
    counter.desk = open_shop_today.manager  # type: ignore[attr-defined]
    ring_up(at, counter, 1000_00)
    at.press(Qt.Key.Key_S, ALT)
    sheet = at.sheet(SupplySheet)
    at.press(Qt.Key.Key_Down)
    at.press(Qt.Key.Key_Return)
    at.press(Qt.Key.Key_Return)
    assert "Say why" in sheet.form.fields["reason"].words
    at.press(Qt.Key.Key_Escape)
    assert order_of(at).override is None


def test_a_large_sale_asks_for_its_buyer_before_the_payment(
    at: AtTheCounter, counter: Counter
) -> None:
    ring_up(at, counter, 50_000_00)
    at.press(Qt.Key.Key_F9)
    sheet = at.sheet(GstSheet)
    assert sheet.name.hasFocus()
    at.type("Ravi Kumar")
    at.type("4 MG Road, Indore")
    order = order_of(at)
    assert (order.invoice_to.name, order.customer_gst_state_code) == ("Ravi Kumar", "23")
    at.press(Qt.Key.Key_F9)
    at.sheet(PaySheet)


def test_exact_cash_asks_too(at: AtTheCounter, counter: Counter) -> None:
    ring_up(at, counter, 50_000_00)
    at.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    at.sheet(GstSheet)
    assert order_of(at).order_id


def test_an_advance_is_taken_from_the_bills_customer(
    at: AtTheCounter, counter: Counter, told: list[Message]
) -> None:
    at.press(Qt.Key.Key_V, ALT)
    assert told[-1].text.startswith("Choose the customer first")
    anita = customers.CustomerInput(name="Anita Desai", phone="9876543210")
    made = customers.create(counter.desk, anita)
    at.page.presenter.customer_chosen(made.id)
    at.press(Qt.Key.Key_V, ALT)
    sheet = at.sheet(AdvanceSheet)
    assert sheet.tax_class.chosen == "REST5"
    at.type("1050")
    at.press(Qt.Key.Key_Return)
    at.type("Dinner for 20")
    for _ in range(3):
        at.press(Qt.Key.Key_Return)
    assert told[-1].text == "Voucher AV/25-26/000001 of ₹1,050.00, ₹50.00 of it GST."
    chip = at.page.presenter.order
    assert chip is not None
    assert chip.customer is not None
    assert chip.customer.balance == 1050_00


def test_an_advance_without_a_purpose_is_told_at_its_field(
    at: AtTheCounter, counter: Counter
) -> None:
    anita = customers.CustomerInput(name="Anita Desai", phone="9876543210")
    at.page.presenter.customer_chosen(customers.create(counter.desk, anita).id)
    at.press(Qt.Key.Key_V, ALT)
    sheet = at.sheet(AdvanceSheet)
    at.type("1050")
    for _ in range(5):
        at.press(Qt.Key.Key_Return)
    assert "Say what the advance is for" in sheet.form.fields["description"].words


@pytest.mark.parametrize("registration", ["composition", "unregistered"])
def test_an_outlet_that_collects_no_tax_shows_none(
    at: AtTheCounter, counter: Counter, open_shop_today: ShopAtHand, registration: str
) -> None:
    gstin = "" if registration == "unregistered" else "23AABFS4821K1ZB"
    open_shop_today.set(registration=Registration(registration), gstin=gstin)
    ring_up(at, counter, 1000_00)
    (row,) = at.page.cart.rows_model.rows
    assert (row.gst, at.page.panel.summary.total) == ("", "₹1,000.00")
    assert at.page.panel.summary.accessibleDescription().startswith("No tax: the outlet is")
