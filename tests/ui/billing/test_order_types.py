"""Order types, tables, and the list of held orders, by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application import orders, outlet
from pos_desktop.domain.orders import OrderStatus, OrderType
from pos_desktop.ui.billing.discard_sheet import DiscardSheet
from pos_desktop.ui.billing.held_sheets import RecallSheet
from pos_desktop.ui.billing.order_type_sheet import OrderTypeSheet
from pos_desktop.ui.billing.screen import BillingScreen
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.shell.main_window import MainWindow
from tests.shop_at_hand import ShopAtHand

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "OpenType", extend=True)

MILK, DAHI = "8901037910602", "8901020008187"
_ALT = Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier


class Hands:
    """At the keys of the billing screen."""

    def __init__(self, window: MainWindow, page: BillingScreen, qtbot: QtBot) -> None:
        self.window, self.page, self._bot = window, page, qtbot

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NONE) -> None:
        QTest.keyClick(self._front(), key, modifiers)

    def type(self, text: str) -> None:
        for character in text:
            QTest.keyClick(self._front(), character)  # type: ignore[call-overload]

    def sheet(self, kind: type) -> Any:
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, kind)
        return sheet

    def order_words(self) -> str:
        label = self.page.findChild(QLabel, "order_info")
        assert label is not None
        return label.text() or label.accessibleName()

    def _front(self) -> QWidget:
        front = QApplication.activeModalWidget() or self.window
        handle = front.windowHandle()
        if QGuiApplication.focusWindow() is not handle:
            front.activateWindow()
            self._bot.waitUntil(lambda: QGuiApplication.focusWindow() is handle)
        return handle  # type: ignore[return-value]


@pytest.fixture
def restaurant(open_shop_today: ShopAtHand, counter: Counter) -> ShopAtHand:
    open_shop_today.set(order_types=True)
    counter.outlet = outlet.get(open_shop_today.cashier, outlet.GetOutlet())
    return open_shop_today


@pytest.fixture
def at(counter: Counter, show: Callable[[QWidget], None], qtbot: QtBot) -> Hands:
    window = MainWindow()
    page = BillingScreen(counter)
    window.add_place("billing", "scan-barcode", "Billing", "", lambda: page, thin_rail=True)
    window.resize(1366, 690)
    window.uncover()
    show(window)
    return Hands(window, page, qtbot)


def hold(at: Hands, barcode: str, label: str) -> None:
    at.window.deliver_scan(barcode)
    at.press(Qt.Key.Key_F6)
    at.type(label)
    at.press(Qt.Key.Key_Return)


def held(shop: ShopAtHand) -> list[str]:
    request = orders.ListOrders(status=OrderStatus.HELD)
    return [order.label for order in orders.list_orders(shop.cashier, request).orders]


# --- types and tables ---------------------------------------------------------------------


def test_a_key_makes_it_a_table_and_the_sheet_names_it(restaurant: ShopAtHand, at: Hands) -> None:
    at.window.deliver_scan(MILK)
    at.press(Qt.Key.Key_2, _ALT)
    assert at.page.presenter.order is not None
    assert at.page.presenter.order.order_type is OrderType.DINE_IN
    at.press(Qt.Key.Key_O, _ALT)
    at.sheet(OrderTypeSheet)
    at.type("Table 4")
    at.press(Qt.Key.Key_Return)
    assert QApplication.activeModalWidget() is None
    assert at.order_words().startswith("Dine in · Table 4 · ORD-")
    hold(at, DAHI, "")
    assert held(restaurant) == ["Table 4"]


def test_an_empty_cart_can_begin_with_its_table(restaurant: ShopAtHand, at: Hands) -> None:
    at.press(Qt.Key.Key_O, _ALT)
    at.sheet(OrderTypeSheet)
    at.press(Qt.Key.Key_3, _ALT)
    at.type("Token 17")
    at.press(Qt.Key.Key_Return)
    at.window.deliver_scan(MILK)
    order = at.page.presenter.order
    assert order is not None
    assert (order.order_type, order.label, len(order.lines)) == (OrderType.TAKEAWAY, "Token 17", 1)


def test_a_shop_without_order_types_is_told_where_they_are(
    at: Hands, told: list[Any], open_shop_today: ShopAtHand
) -> None:
    at.window.deliver_scan(MILK)
    at.press(Qt.Key.Key_O, _ALT)
    at.press(Qt.Key.Key_2, _ALT)
    assert QApplication.activeModalWidget() is None
    assert "Settings, Shop" in told[-1].text
    assert at.page.presenter.order is not None
    assert at.page.presenter.order.order_type is OrderType.COUNTER


# --- held orders --------------------------------------------------------------------------


def test_a_number_goes_to_its_row_and_enter_takes_it_up(
    at: Hands, open_shop_today: ShopAtHand
) -> None:
    for barcode, label in ((MILK, "one"), (DAHI, "two"), (MILK, "three")):
        hold(at, barcode, label)
    at.press(Qt.Key.Key_F7)
    sheet = at.sheet(RecallSheet)
    rows = sheet.table.rows_model.rows
    assert [row.label for row in rows] == ["three", "two", "one"]
    assert {row.opened_by for row in rows} == {open_shop_today.cashier.signed_in.user_name}
    assert [row.total for row in rows] == ["₹34.00", "₹36.00", "₹34.00"]
    at.type("2")
    assert QApplication.activeModalWidget() is sheet
    at.press(Qt.Key.Key_Return)
    assert held(open_shop_today) == ["three", "one"]
    assert at.page.presenter.order is not None
    assert at.page.presenter.order.label == "two"


def test_a_number_without_a_row_does_nothing(at: Hands) -> None:
    hold(at, MILK, "only")
    at.press(Qt.Key.Key_F7)
    sheet = at.sheet(RecallSheet)
    at.type("70")
    assert sheet.table.current_row().label == "only"


def test_del_discards_with_a_reason_and_not_without(
    at: Hands, open_shop_today: ShopAtHand, told: list[Any]
) -> None:
    hold(at, MILK, "Blue shirt")
    at.press(Qt.Key.Key_F7)
    at.press(Qt.Key.Key_Delete)
    sheet = at.sheet(DiscardSheet)
    at.press(Qt.Key.Key_Return)
    assert QApplication.activeModalWidget() is sheet
    assert held(open_shop_today) == ["Blue shirt"]
    at.type("Did not come back")
    at.press(Qt.Key.Key_Return)
    assert held(open_shop_today) == []
    at.sheet(RecallSheet)
    assert told[-1].text == "Blue shirt is discarded."
