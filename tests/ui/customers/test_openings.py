"""The old book is brought in by keys: tried, mended, imported, taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application import accounts
from pos_desktop.ui.balances.screen import BalancesScreen
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.openings_sheet import OpeningsSheet
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand

_Key = Qt.Key
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_PLAIN = Qt.KeyboardModifier.NoModifier
BOOK = "Name,Phone,Owes,Advance\nAsha Patel,9876543210,1200,\nBina Rao,,,50\nराम,,75.50,\n"


@pytest.fixture
def screen(
    open_shop_today: ShopAtHand, counter: Counter, show: Callable[[QWidget], None]
) -> BalancesScreen:
    counter.desk = open_shop_today.manager
    made = BalancesScreen(counter)
    made.resize(1180, 600)
    show(made)
    return made


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = _PLAIN) -> None:
    QTest.keyClick(QGuiApplication.focusWindow(), key, modifier)


def open_sheet(screen: BalancesScreen, qtbot: QtBot) -> OpeningsSheet:
    """F6, the last line of the menu, Enter."""
    screen.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is screen.windowHandle())
    press(_Key.Key_F6)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    qtbot.keyClick(screen.more, _Key.Key_Up)
    qtbot.keyClick(screen.more, _Key.Key_Return)

    def there() -> bool:
        found = QApplication.activeModalWidget()
        return (
            isinstance(found, OpeningsSheet)
            and QGuiApplication.focusWindow() is found.windowHandle()
        )

    qtbot.waitUntil(there)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, OpeningsSheet)
    return sheet


def test_a_book_is_tried_imported_and_taken_back(
    screen: BalancesScreen,
    open_shop_today: ShopAtHand,
    told: list[Message],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    book = tmp_path / "book.csv"
    book.write_text(BOOK.replace("1200", "12oo"), encoding="utf-8")
    sheet = open_sheet(screen, qtbot)
    QTest.keyClicks(sheet.path, str(book))
    press(_Key.Key_Return)
    (fault,) = sheet.errors.rows_model.rows
    assert (fault.row, fault.column) == (2, "owes")
    assert not sheet.import_button.isEnabled()
    assert open_shop_today.count("adjustment") == 0

    book.write_text(BOOK, encoding="utf-8")
    press(_Key.Key_Return)
    assert sheet.facts.text() == (
        "3 balances, 3 of new customers: ₹1,275.50 owed, ₹50.00 in advances."
    )
    assert open_shop_today.count("adjustment") == 0
    press(_Key.Key_Return, _CTRL)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert told[-1].text.startswith("3 opening balances are brought in: ₹1,275.50 owed")
    assert [row.name for row in screen.table.rows_model.rows] == ["Asha Patel", "राम"]

    open_sheet(screen, qtbot)
    press(_Key.Key_Z, _ALT)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert told[-1].text == "3 opening balances are taken back; the customers stay."
    report = accounts.balances(open_shop_today.manager, accounts.BalancesRequest())
    assert report.rows == ()


def test_a_file_that_is_not_there_is_said_at_its_field(
    screen: BalancesScreen, qtbot: QtBot
) -> None:
    sheet = open_sheet(screen, qtbot)
    QTest.keyClicks(sheet.path, "/nowhere/book.csv")
    press(_Key.Key_Return)
    assert "cannot be read" in sheet.form.fields["path"].words


def test_without_an_import_nothing_can_be_taken_back(
    screen: BalancesScreen, open_shop_today: ShopAtHand, qtbot: QtBot
) -> None:
    sheet = open_sheet(screen, qtbot)
    press(_Key.Key_Z, _ALT)
    qtbot.waitUntil(lambda: not sheet.import_button.isEnabled())
    assert open_shop_today.count("adjustment") == 0
    assert sheet.isVisible()
