from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application.billing import BuyerInput
from pos_desktop.domain.accounts import Ageing, BalanceSort
from pos_desktop.ui.balances.ages_chart import AgesChart
from pos_desktop.ui.balances.screen import BalancesScreen
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.collect_sheet import CollectSheet
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def screen(
    open_shop_today: ShopAtHand, counter: Counter, show: Callable[[QWidget], None]
) -> BalancesScreen:
    for name, phone, rupees in (
        ("Asha Patel", "9876543210", 300),
        ("Bina Rao", "9876543211", 500),
    ):
        buyer = BuyerInput(name=name, phone=phone)
        open_shop_today.sell(f"{rupees}.00", credit=rupees * 100, customer=buyer)
    open_shop_today.sell("50.00", cash=20_00, credit=30_00, desk=open_shop_today.manager)
    made = BalancesScreen(counter)
    made.resize(1180, 600)
    show(made)
    return made


def press(
    screen: BalancesScreen,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    QTest.keyClick(screen.windowHandle(), key, modifier)


def shown(screen: BalancesScreen) -> list[str]:
    return [row.name for row in screen.table.rows_model.rows]


def test_the_report_is_there_when_the_place_is_entered(screen: BalancesScreen) -> None:
    assert shown(screen) == ["Bina Rao", "Asha Patel", "Unknown Customer"]
    assert "₹830.00" in screen.total_credit.accessibleName()
    assert "0–30 days ₹830.00" in screen.chart.accessibleName()
    assert screen.unpaid_of.text() == "Unpaid bills of Bina Rao · 98765 43211"


def test_f5_reads_anew(open_shop_today: ShopAtHand, screen: BalancesScreen) -> None:
    buyer = BuyerInput(name="Chetan", phone="9876543212")
    open_shop_today.sell("900.00", credit=900_00, customer=buyer)
    press(screen, Qt.Key.Key_F5)
    assert shown(screen)[0] == "Chetan"


def test_the_arrows_choose_and_f9_collects(screen: BalancesScreen, qtbot: QtBot) -> None:
    screen.filters.search.setFocus()
    press(screen, Qt.Key.Key_Down)
    press(screen, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), CollectSheet))
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, CollectSheet)
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is sheet.windowHandle())
    assert sheet.amount.text() == "300.00"
    QTest.keyClick(sheet.windowHandle(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert shown(screen) == ["Bina Rao", "Unknown Customer"]


def test_a_bill_of_nobody_has_no_statement(screen: BalancesScreen) -> None:
    screen.table.choose(2)
    assert not screen.unpaid.statement_button.isEnabled()
    assert len(screen.unpaid.bills.rows_model.rows) == 1


def test_a_click_on_the_header_sorts(screen: BalancesScreen) -> None:
    screen.table.horizontalHeader().sectionClicked.emit(0)
    assert shown(screen) == ["Asha Patel", "Bina Rao", "Unknown Customer"]
    assert screen._presenter._state.filter.sort is BalanceSort.NAME


def test_the_filters_are_heard(screen: BalancesScreen, qtbot: QtBot) -> None:
    press(screen, Qt.Key.Key_F3)
    QTest.keyClicks(screen.filters.search, "asha")
    qtbot.waitUntil(lambda: shown(screen) == ["Asha Patel"])
    screen.filters.search.clear()
    qtbot.waitUntil(lambda: len(shown(screen)) == 3)
    screen.filters.state.setCurrentIndex(1)
    assert shown(screen) == []
    assert not screen.filters.export_button.isEnabled()
    screen.filters.state.setCurrentIndex(0)
    screen.filters.older.setCurrentIndex(1)
    assert shown(screen) == []


def test_ctrl_s_asks_where_and_saves(
    screen: BalancesScreen, told: list[Message], tmp_path: Path, qtbot: QtBot
) -> None:
    press(screen, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setDirectory(str(tmp_path))
    name = dialog.findChild(QLineEdit)
    assert isinstance(name, QLineEdit)
    name.setText("dues")
    dialog.accept()
    qtbot.waitUntil(lambda: bool(told))
    assert told[-1].text == f"3 rows are saved in {tmp_path / 'dues.csv'}."
    assert (tmp_path / "dues.csv").exists()


def test_the_bars_of_the_chart_are_as_long_as_the_dues(
    show: Callable[[QWidget], None],
) -> None:
    chart = AgesChart()
    chart.resize(400, 80)
    show(chart)
    chart.display(Ageing(days_0_30=100_00, over_90=50_00))
    image = chart.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    look = appearance_in_use().look

    def long(row: int, colour: str) -> int:
        y = round((row + 0.5) * image.height() / 4)
        return sum(image.pixelColor(x, y).name() == colour.lower() for x in range(image.width()))

    recent, oldest = long(0, look.line), long(3, look.owes)
    assert recent > 50
    assert abs(recent - 2 * oldest) <= 10
    assert long(1, look.muted) < 20


def test_the_screen_fits_a_small_window(screen: BalancesScreen) -> None:
    assert screen.minimumSizeHint().width() <= 900
    assert screen.minimumSizeHint().height() <= 470
