from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from pos_desktop.ui.bills.periods import Period
from pos_desktop.ui.bills.screen import BillsScreen
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand


@pytest.fixture
def screen(counter: Counter, show: Callable[[QWidget], None]) -> BillsScreen:
    made = BillsScreen(counter)
    made.resize(1180, 600)
    show(made)
    return made


def press(screen: BillsScreen, key: Qt.Key) -> None:
    QTest.keyClick(screen.windowHandle(), key)


def test_an_empty_shop_is_explained(screen: BillsScreen) -> None:
    assert screen.list.rows_model.rows == ()
    assert not screen.copy_button.isEnabled()


def test_a_bill_is_searched_looked_at_and_copied_by_keys(
    open_shop_today: ShopAtHand, screen: BillsScreen, told: list[Message], qtbot: QtBot
) -> None:
    open_shop_today.set_printer()
    first = open_shop_today.sell("10.00", cash=10_00)
    open_shop_today.sell("20.00", cash=20_00)
    press(screen, Qt.Key.Key_F3)
    QTest.keyClicks(screen.search, first.bill_number)
    qtbot.waitUntil(lambda: len(screen.list.rows_model.rows) == 1)
    assert first.bill_number in screen.receipt.accessibleName()
    press(screen, Qt.Key.Key_F10)
    assert told[-1].text == f"Copy 1 of {first.bill_number} is printing."


def test_the_arrow_keys_of_the_search_field_move_in_the_list(
    open_shop_today: ShopAtHand, screen: BillsScreen
) -> None:
    for rupees in ("10.00", "20.00"):
        open_shop_today.sell(rupees, cash=20_00)
    screen.hide()
    screen.show()
    screen.search.setFocus()
    press(screen, Qt.Key.Key_Down)
    chosen = screen.list.current_row()
    assert chosen is not None
    assert chosen.total == "10.00"
    assert chosen.number in screen.receipt.accessibleName()


def test_two_dates_are_asked_for_only_when_they_are_wanted(screen: BillsScreen) -> None:
    first = screen.period.findChild(QWidget, "first_day")
    assert isinstance(first, QWidget)
    assert not first.isVisible()
    screen.period.period_chosen.emit(Period.CHOSEN)
    assert first.isVisible()


def test_another_place_can_ask_for_a_bill(
    open_shop_today: ShopAtHand, screen: BillsScreen, qtbot: QtBot
) -> None:
    wanted = open_shop_today.sell("10.00", cash=10_00)
    open_shop_today.sell("20.00", cash=20_00)
    screen.show_bill(wanted.bill_number)
    qtbot.waitUntil(lambda: wanted.bill_number in screen.receipt.accessibleName())


def test_the_screen_fits_a_small_window(screen: BillsScreen) -> None:
    assert screen.minimumSizeHint().width() <= 900
    assert screen.minimumSizeHint().height() <= 470


def test_a_screen_that_was_ended_hears_no_late_answer(counter: Counter, qtbot: QtBot) -> None:
    screen = BillsScreen(counter)
    presenter = screen._presenter
    screen.deleteLater()
    qtbot.waitUntil(lambda: not isValid(screen))
    presenter.entered()
