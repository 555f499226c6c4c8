"""A balance over time: what moved it, the chart, and the ways to get there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application import customers, payments, shifts
from pos_desktop.application.balance_history import BalancePoint
from pos_desktop.application.billing import BuyerInput
from pos_desktop.application.customers import CustomerInput
from pos_desktop.ui.balances.history_chart import HistoryChart
from pos_desktop.ui.balances.screen import BalancesScreen
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.history_sheet import HistorySheet
from pos_desktop.ui.customers.statement_sheet import StatementSheet
from pos_desktop.ui.look.appearance import appearance_in_use
from tests.shop_at_hand import ShopAtHand


@pytest.fixture
def asha(open_shop_today: ShopAtHand) -> int:
    """Asha bought for ₹100.00 yesterday and paid ₹75.00 today."""
    shop = open_shop_today
    made = customers.create(shop.cashier, CustomerInput(name="Asha", phone="9876543210"))
    shop.sell("100.00", credit=100_00, customer=BuyerInput(id=made.id))
    shifts.close(shop.cashier, shifts.CloseShift(closing_cash=2000_00))
    shop.clock.forward(days=1)
    shop.open_shift()
    payments.receive_payment(
        shop.cashier, payments.ReceivePayment(customer_id=made.id, amount=75_00)
    )
    return made.id


def test_f8_then_alt_h_shows_where_the_balance_moved(
    asha: int, counter: Counter, show: Callable[[QWidget], None], qtbot: QtBot
) -> None:
    screen = BalancesScreen(counter)
    screen.resize(1180, 600)
    show(screen)
    QTest.keyClick(screen.windowHandle(), Qt.Key.Key_F8)

    def in_front(kind: type[QWidget]) -> bool:
        found = QApplication.activeModalWidget()
        return isinstance(found, kind) and QGuiApplication.focusWindow() is found.windowHandle()

    qtbot.waitUntil(lambda: in_front(StatementSheet))
    QTest.keyClick(QGuiApplication.focusWindow(), Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: in_front(HistorySheet))
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, HistorySheet)
    sheet.span.setCurrentIndex(0)
    assert [(row.more, row.less, row.balance) for row in sheet.table.rows_model.rows] == [
        ("", "75.00", -25_00),
        ("100.00", "", -100_00),
    ]
    assert "at most ▲ Owes ₹100.00" in sheet.chart.accessibleName()
    assert "now ▲ Owes ₹25.00" in sheet.chart.accessibleName()
    assert "now ▲ Owes ₹25.00" in screen.over_time.accessibleName()


def test_a_debt_is_painted_above_the_line_of_zero_and_an_advance_below(
    shop: ShopAtHand, show: Callable[[QWidget], None]
) -> None:
    day = shop.clock().date()
    chart = HistoryChart("Owed")
    chart.resize(400, 200)
    show(chart)
    chart.display([BalancePoint(date=day, balance=b) for b in (-100_00, 100_00)])
    image = chart.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    look = appearance_in_use().look

    def rows(x: int, colour: str) -> list[int]:
        return [y for y in range(image.height()) if image.pixelColor(x, y).name() == colour.lower()]

    owes, credit = rows(image.width() // 4, look.owes), rows(3 * image.width() // 4, look.credit)
    assert owes
    assert credit
    assert max(owes) < image.height() / 2 < min(credit)


def test_the_cards_say_what_all_accounts_come_to_whatever_is_filtered(
    asha: int, open_shop_today: ShopAtHand, counter: Counter, show: Callable[[QWidget], None]
) -> None:
    counter.desk = open_shop_today.owner
    screen = BalancesScreen(counter)
    screen.resize(1180, 600)
    show(screen)
    screen.filters.state.setCurrentIndex(1)
    assert "Of ₹25.00 in all" in screen.total_credit.accessibleName()
    assert "All outlets" not in screen.average.accessibleName()
    state = screen._presenter._state
    assert state.totals is not None
    two = replace(state.totals, organisation=replace(state.totals.outlet, owed=90_00))
    screen.display(replace(state, totals=two))
    assert "All outlets: ₹90.00" in screen.average.accessibleName()
    counter.desk = open_shop_today.cashier
    QTest.keyClick(screen.windowHandle(), Qt.Key.Key_F5)
    assert screen._presenter._state.totals is not None
    assert screen._presenter._state.totals.organisation is None
