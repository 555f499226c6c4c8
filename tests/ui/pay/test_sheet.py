"""The payment sheet, driven with keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application.billing import IssuedBill
from pos_desktop.application.order_view import OrderView
from pos_desktop.domain.outlet import Method
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.appearance import Appearance, apply_appearance
from pos_desktop.ui.look.palette import DARK
from pos_desktop.ui.pay.qr_view import QrView
from pos_desktop.ui.pay.sheet import PaySheet
from tests.shop_at_hand import ShopAtHand

# The offscreen platform says so of dialogs.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "OpenType", extend=True)

Open = Callable[[OrderView], PaySheet]
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def open_sheet(
    counter: Counter, show: Callable[[QWidget], None], qtbot: QtBot, paid: list[IssuedBill]
) -> Open:
    behind = QWidget()
    behind.resize(1366, 690)
    show(behind)

    def open_it(order: OrderView) -> PaySheet:
        assert counter.outlet is not None
        sheet = PaySheet(counter, order, counter.outlet, paid.append, behind)
        sheet.open()
        sheet.activateWindow()
        qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is sheet.windowHandle())
        return sheet

    return open_it


def press(sheet: PaySheet, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(sheet.windowHandle(), key, modifier)


def tenders(bill: IssuedBill) -> list[tuple[str, int]]:
    return [(tender.method.value, tender.amount) for tender in bill.tenders]


def test_enter_alone_ends_the_sale_once(
    open_sheet: Open, order: OrderView, paid: list[IssuedBill]
) -> None:
    sheet = open_sheet(order)
    assert sheet.amount.selectedText() == "70.00"
    press(sheet, Qt.Key.Key_Return)
    press(sheet, Qt.Key.Key_Return)
    assert [tenders(bill) for bill in paid] == [[("cash", 70_00)]]
    assert not sheet.isVisible()


def test_typing_replaces_the_amount(
    open_sheet: Open, order: OrderView, paid: list[IssuedBill]
) -> None:
    sheet = open_sheet(order)
    QTest.keyClicks(sheet.amount, "100")
    outcome = sheet.findChild(QWidget, "outcome")
    assert outcome is not None
    assert outcome.text() == "₹30.00"  # type: ignore[attr-defined]
    press(sheet, Qt.Key.Key_Return)
    assert paid[0].change == 30_00


def test_alt_2_is_the_second_amount_offered(
    open_sheet: Open, order: OrderView, paid: list[IssuedBill]
) -> None:
    sheet = open_sheet(order)
    assert [button.label for button in sheet.suggestions if not button.isHidden()] == [
        "₹70.00",
        "₹100.00",
        "₹500.00",
        "₹1,000.00",
    ]
    press(sheet, Qt.Key.Key_2, ALT)
    assert paid[0].change == 30_00


def test_a_split_by_keys_alone(open_sheet: Open, order: OrderView, paid: list[IssuedBill]) -> None:
    sheet = open_sheet(order)
    QTest.keyClicks(sheet.amount, "50")
    press(sheet, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is sheet.amount
    assert sheet.amount.selectedText() == "20.00"
    press(sheet, Qt.Key.Key_F4)
    press(sheet, Qt.Key.Key_Return)
    assert tenders(paid[0]) == [("cash", 50_00), ("card", 20_00)]


def test_a_part_is_taken_out_again(open_sheet: Open, order: OrderView) -> None:
    sheet = open_sheet(order)
    QTest.keyClicks(sheet.amount, "50")
    press(sheet, Qt.Key.Key_Return)
    remove = sheet.findChild(QWidget, "take_out.0")
    QTest.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert sheet.amount.text() == "70.00"


def test_f8_puts_the_rest_on_the_account(
    open_sheet: Open, on_account: OrderView, paid: list[IssuedBill]
) -> None:
    sheet = open_sheet(on_account)
    assert sheet.account.isVisible()
    QTest.keyClicks(sheet.amount, "30")
    press(sheet, Qt.Key.Key_Return)
    press(sheet, Qt.Key.Key_F8)
    assert tenders(paid[0]) == [("cash", 30_00), ("credit", 40_00)]


def test_the_account_is_not_offered_to_a_stranger(open_sheet: Open, order: OrderView) -> None:
    sheet = open_sheet(order)
    assert not sheet.account.isVisible()
    assert not sheet.findChild(QWidget, f"method.{Method.CREDIT.value}").isVisible()


def test_the_sheet_keeps_its_size_whatever_is_chosen(
    open_sheet: Open, on_account: OrderView
) -> None:
    sheet = open_sheet(on_account)
    size = sheet.size()
    for key in (Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F2):
        press(sheet, key)
        assert sheet.size() == size
    assert size.width() <= 960
    assert size.height() <= 600


def test_upi_shows_a_code_and_keeps_a_scanned_reference(
    open_sheet: Open, order: OrderView, paid: list[IssuedBill]
) -> None:
    sheet = open_sheet(order)
    press(sheet, Qt.Key.Key_F3)
    assert sheet.qr.isVisible()
    assert "sharmakirana@upi" in sheet.qr.accessibleName()
    sheet.reference.setFocus()
    QTest.keyClicks(sheet.reference, "UTR4471")
    press(sheet, Qt.Key.Key_Return)
    assert paid[0].tenders[0].reference == "UTR4471"


def test_escape_leaves_without_a_bill(
    open_sheet: Open, order: OrderView, paid: list[IssuedBill]
) -> None:
    sheet = open_sheet(order)
    press(sheet, Qt.Key.Key_Escape)
    assert (paid, sheet.isVisible()) == ([], False)


def test_escape_waits_while_the_bill_is_being_saved(
    open_sheet: Open, order: OrderView, paid: list[IssuedBill], tasks: Any
) -> None:
    sheet = open_sheet(order)
    tasks.slow = True
    press(sheet, Qt.Key.Key_Return)
    press(sheet, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    tasks.work()
    assert (len(paid), sheet.isVisible()) == (1, False)


def test_a_scan_is_refused_in_words(
    open_sheet: Open, order: OrderView, paid: list[IssuedBill]
) -> None:
    sheet = open_sheet(order)
    sheet.barcode_scanned("8901020008187")
    problem = sheet.findChild(QWidget, "problem")
    assert problem is not None
    assert "8901020008187" in problem.text()  # type: ignore[attr-defined]
    assert paid == []


def test_the_code_is_dark_on_white_in_the_dark_look(
    show: Callable[[QWidget], None],
) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply_appearance(application, Appearance(look=DARK))
    view = QrView(40)
    view.display(((False, False), (True, False)), "a code")
    show(view)
    picture = view.grab().toImage()
    assert picture.pixelColor(2, 2) == QColor(Qt.GlobalColor.white)
    assert picture.pixelColor(2, picture.height() - 3) == QColor(Qt.GlobalColor.black)


@pytest.fixture
def small(open_shop_today: ShopAtHand) -> OrderView:
    """A notebook with its GST, in a shop that has cash memos."""
    open_shop_today.set(cash_memos=True)
    order = open_shop_today.ring_up("1150")
    assert order.can_be_memo
    return order


def test_a_small_sale_is_a_cash_memo_unless_an_invoice_is_asked_for(
    open_sheet: Open, small: OrderView, paid: list[IssuedBill], open_shop_today: ShopAtHand
) -> None:
    sheet = open_sheet(small)
    assert sheet._memo_words.text() == "Cash memo"
    press(sheet, Qt.Key.Key_Return)
    assert (paid[0].document, paid[0].bill_number) == ("cash_memo", "AM/25-26/000001")
    sheet = open_sheet(open_shop_today.ring_up("1150"))
    press(sheet, Qt.Key.Key_I, ALT)
    assert sheet._memo_words.text() == "Tax invoice, as asked"
    press(sheet, Qt.Key.Key_I, ALT)
    press(sheet, Qt.Key.Key_I, ALT)
    press(sheet, Qt.Key.Key_Return)
    assert (paid[1].document, paid[1].bill_number) == ("tax_invoice", "A/25-26/000001")


def test_other_sales_are_not_asked_about(
    open_sheet: Open, order: OrderView, paid: list[IssuedBill]
) -> None:
    sheet = open_sheet(order)
    assert not sheet.invoice_button.isVisible()
    sheet.presenter.invoice_pressed()
    press(sheet, Qt.Key.Key_Return)
    assert paid[0].document != "cash_memo"
