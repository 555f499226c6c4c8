"""A wrong tender is put right from the bills page, by keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application import shifts
from pos_desktop.ui.bills.correct_presenter import NOT_THIS_SHIFT
from pos_desktop.ui.bills.correct_sheet import CorrectTenderSheet
from pos_desktop.ui.bills.screen import BillsScreen
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.language.translator import speak
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
ENTER = Qt.Key.Key_Return


def sheet_over(screen: BillsScreen, qtbot: QtBot) -> CorrectTenderSheet:
    QTest.keyClick(screen.windowHandle(), Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), CorrectTenderSheet))
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, CorrectTenderSheet)
    return sheet


def test_a_manager_makes_cash_into_upi(
    counter: Counter,
    open_shop_today: ShopAtHand,
    told: list[Message],
    show: Callable[[QWidget], None],
    qtbot: QtBot,
) -> None:
    bill = open_shop_today.sell("150.00", cash=150_00)
    counter.desk = open_shop_today.manager
    screen = BillsScreen(counter)
    show(screen)
    sheet = sheet_over(screen, qtbot)
    for key in (ENTER, ENTER, *"6049", ENTER, *"By phone", ENTER):
        QTest.keyClick(sheet.windowHandle(), key)
    assert told[-1].text == f"Bill {bill.bill_number} is paid by UPI ₹150.00 now."
    with open_shop_today.store.look() as look:
        sums = look.shifts.cash_sums(1)
    assert sums.cash_sales == 0


def test_how_it_was_paid_is_said_in_the_language_of_the_screen(
    counter: Counter,
    open_shop_today: ShopAtHand,
    show: Callable[[QWidget], None],
    qtbot: QtBot,
) -> None:
    open_shop_today.sell("150.00", cash=150_00)
    counter.desk = open_shop_today.manager
    speak("hi")
    try:
        screen = BillsScreen(counter)
        show(screen)
        sheet = sheet_over(screen, qtbot)
        assert sheet.paid.currentText() == "कैश ₹150.00"
    finally:
        speak("en")


def test_a_bill_of_a_closed_shift_is_told_to_stay(
    counter: Counter, open_shop_today: ShopAtHand, show: Callable[[QWidget], None], qtbot: QtBot
) -> None:
    shop = open_shop_today
    shop.sell("150.00", cash=150_00)
    shifts.close(shop.cashier, shifts.CloseShift(closing_cash=2_150_00))
    counter.desk = replace(shop.manager)
    screen = BillsScreen(counter)
    show(screen)
    sheet = sheet_over(screen, qtbot)
    assert NOT_THIS_SHIFT in [label.text() for label in sheet.findChildren(TextLabel)]
    assert not sheet.accept_button.isEnabled()
