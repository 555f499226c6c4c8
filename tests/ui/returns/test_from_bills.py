"""From the bills place: a return, the list of credit notes, and a bill made out anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application.credit_notes import IssueNote, issue
from pos_desktop.ui.bills.screen import BillsScreen
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.returns.gst_bill_sheet import GstBillSheet
from pos_desktop.ui.returns.sheet import ReturnSheet
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand


@pytest.fixture
def sold(open_shop_today: ShopAtHand) -> str:
    return open_shop_today.sell("118.00", cash=118_00, gst_rate=0).bill_number


@pytest.fixture
def screen(
    sold: str, counter: Counter, open_shop_today: ShopAtHand, show: Callable[[QWidget], None]
) -> BillsScreen:
    assert sold
    counter.desk = open_shop_today.manager
    made = BillsScreen(counter)
    made.resize(1180, 600)
    show(made)
    return made


def press(screen: BillsScreen, key: Qt.Key) -> None:
    QTest.keyClick(screen.windowHandle(), key)


def test_the_chosen_bill_is_taken_back_by_keys(
    open_shop_today: ShopAtHand, screen: BillsScreen, qtbot: QtBot, sold: str
) -> None:
    press(screen, Qt.Key.Key_F8)
    sheet = screen.findChild(ReturnSheet)
    assert isinstance(sheet, ReturnSheet)
    qtbot.waitUntil(sheet.isActiveWindow)
    QTest.keyClicks(sheet.qty, "1")
    QTest.keyClick(sheet.qty, Qt.Key.Key_Return)
    QTest.keyClicks(sheet.reason, "Torn")
    QTest.keyClick(sheet.reason, Qt.Key.Key_Return)
    assert open_shop_today.count("credit_note") == 1
    (row,) = screen.list.rows_model.rows
    assert (row.number, row.taken_back) == (sold, "Returned")
    assert not screen.return_button.isEnabled()


def test_credit_notes_are_listed_shown_and_copied(
    open_shop_today: ShopAtHand, screen: BillsScreen, told: list[Message], sold: str
) -> None:
    open_shop_today.set_printer()
    issue(open_shop_today.manager, IssueNote(bill_number=sold, all=True, reason="Torn"))
    press(screen, Qt.Key.Key_F6)
    (row,) = screen.list.rows_model.rows
    assert (row.number, row.taken_back) == ("AC/25-26/000001", sold)
    assert "Credit note" in screen.receipt.accessibleName()
    assert not screen.return_button.isEnabled()
    press(screen, Qt.Key.Key_F10)
    assert told[-1].text == "Copy 1 of AC/25-26/000001 is printing."
    press(screen, Qt.Key.Key_F6)
    assert screen.list.rows_model.rows[0].number == sold


def test_a_bill_is_made_out_anew_by_keys(
    open_shop_today: ShopAtHand,
    screen: BillsScreen,
    told: list[Message],
    qtbot: QtBot,
    sold: str,
) -> None:
    press(screen, Qt.Key.Key_F7)
    sheet = screen.findChild(GstBillSheet)
    assert isinstance(sheet, GstBillSheet)
    qtbot.waitUntil(sheet.isActiveWindow)
    QTest.keyClicks(sheet.gstin, "27AAPFU0939F1ZX")
    keep = sheet.findChild(QWidget, "keep_gstin")
    assert keep is not None
    assert keep.isVisible()
    sheet.gstin.selectAll()
    QTest.keyClicks(sheet.gstin, "27AAPFU0939F1ZV")
    QTest.keyClick(sheet.gstin, Qt.Key.Key_Return)
    QTest.keyClicks(sheet.company, "Uttam Stores")
    QTest.keyClick(sheet.company, Qt.Key.Key_Return)
    assert open_shop_today.count("credit_note") == 1
    assert told[-1].text == f"Bill A/25-26/000002 takes the place of {sold}"


def test_a_gstin_that_cannot_be_is_told(
    open_shop_today: ShopAtHand, screen: BillsScreen, qtbot: QtBot
) -> None:
    press(screen, Qt.Key.Key_F7)
    sheet = screen.findChild(GstBillSheet)
    assert isinstance(sheet, GstBillSheet)
    qtbot.waitUntil(sheet.isActiveWindow)
    assert not sheet.make_button.isEnabled()
    QTest.keyClicks(sheet.gstin, "NONSENSE")
    QTest.keyClick(sheet.company, Qt.Key.Key_Return)
    assert open_shop_today.count("credit_note") == 0
    problem = sheet.row.findChild(QWidget, "problem")
    assert problem is not None
    assert problem.text()  # type: ignore[attr-defined]
