"""Which MRP is on the pack, asked and answered by keys while scans go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application import item_cards
from pos_desktop.domain.item_cards import PackBarcode, PrintedPrice
from pos_desktop.ui.billing.mrp_sheet import MrpSheet
from pos_desktop.ui.billing.screen import BillingScreen
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.items.card_presenter import read_mrps, write_mrps
from pos_desktop.ui.shell.main_window import MainWindow
from tests.shop_at_hand import ShopAtHand

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "OpenType", extend=True)

MILK, TEA, OIL = "8901037910602", "8906000000017", "8906000000024"


class Hands:
    """At the keys of the billing screen."""

    def __init__(self, window: MainWindow, page: BillingScreen, qtbot: QtBot) -> None:
        self.window, self.page, self._bot = window, page, qtbot

    def press(self, key: Qt.Key) -> None:
        front = QApplication.activeModalWidget() or self.window
        handle = front.windowHandle()
        if QGuiApplication.focusWindow() is not handle:
            front.activateWindow()
            self._bot.waitUntil(lambda: QGuiApplication.focusWindow() is handle)
        QTest.keyClick(handle, key)

    def scan(self, *codes: str) -> None:
        for code in codes:
            self.window.deliver_scan(code)

    def lines(self) -> list[tuple[str, str, str]]:
        rows = self.page.cart.rows_model.rows
        return [(row.description, row.qty, row.price) for row in rows]

    def asked(self) -> list[str] | None:
        sheet = QApplication.activeModalWidget()
        if sheet is None:
            return None
        assert isinstance(sheet, MrpSheet)
        return [row.printed for row in sheet.table.rows_model.rows]


@pytest.fixture
def at(
    open_shop_today: ShopAtHand, counter: Counter, show: Callable[[QWidget], None], qtbot: QtBot
) -> Hands:
    for name, barcode in (("Zeera Tea", TEA), ("Zeera Oil", OIL)):
        new = item_cards.CreateItem(
            name=name,
            price=120_00,
            mrp=125_00,
            tax_class="GST5",
            barcodes=(PackBarcode(barcode=barcode),),
            mrps=(PrintedPrice(mrp=110_00, price=105_00),),
        )
        item_cards.create(open_shop_today.owner, new)
    window = MainWindow()
    page = BillingScreen(counter)
    window.add_place("billing", "scan-barcode", "Billing", "", lambda: page, thin_rail=True)
    window.resize(1366, 690)
    window.uncover()
    show(window)
    return Hands(window, page, qtbot)


def test_a_digit_and_enter_choose_and_the_choice_is_on_top_next_time(at: Hands) -> None:
    at.scan(TEA)
    assert at.asked() == ["₹125.00", "₹110.00"]
    at.press(Qt.Key.Key_2)
    at.press(Qt.Key.Key_Return)
    assert at.lines() == [("Zeera Tea", "1", "105.00")]
    at.scan(TEA)
    assert at.asked() == ["₹110.00", "₹125.00"]
    at.press(Qt.Key.Key_Return)
    assert at.lines() == [("Zeera Tea", "2", "105.00")]
    at.scan(TEA)
    at.press(Qt.Key.Key_Down)
    at.press(Qt.Key.Key_Return)
    assert at.lines() == [("Zeera Tea", "2", "105.00"), ("Zeera Tea", "1", "120.00")]
    assert at.asked() is None


def test_scans_while_it_asks_are_not_lost(at: Hands) -> None:
    at.scan(TEA, MILK, OIL, MILK)
    assert at.lines() == [("Sanchi Gold Milk 500 ml", "2", "34.00")]
    at.press(Qt.Key.Key_Return)
    assert at.asked() is not None
    at.press(Qt.Key.Key_2)
    at.press(Qt.Key.Key_Return)
    assert at.asked() is None
    assert at.lines()[1:] == [("Zeera Tea", "1", "120.00"), ("Zeera Oil", "1", "105.00")]


def test_esc_leaves_that_pack_out_and_says_so(at: Hands, told: list[Any]) -> None:
    at.scan(TEA, OIL)
    at.press(Qt.Key.Key_Escape)
    assert told[-1].text == "Zeera Tea is not added."
    at.press(Qt.Key.Key_Return)
    assert at.lines() == [("Zeera Oil", "1", "120.00")]


def test_a_name_and_enter_asks_too(at: Hands) -> None:
    at.page.field.setText("Zeera Tea")
    at.press(Qt.Key.Key_Return)
    assert at.asked() == ["₹125.00", "₹110.00"]
    at.press(Qt.Key.Key_Return)
    assert at.lines() == [("Zeera Tea", "1", "120.00")]


def test_further_mrps_are_typed_as_they_are_shown() -> None:
    mrps = read_mrps("110=105, 58")
    assert mrps == (PrintedPrice(mrp=110_00, price=105_00), PrintedPrice(mrp=58_00, price=58_00))
    assert read_mrps(write_mrps(mrps)) == mrps
