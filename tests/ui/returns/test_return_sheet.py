"""Goods are taken back by keys, as a person does it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application import billing, bills
from pos_desktop.application.desk import Approval
from pos_desktop.application.lines import LineInput
from pos_desktop.domain.measures import ONE
from pos_desktop.domain.outlet import Method
from pos_desktop.ui.billing.screen import BillingScreen
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.returns.sheet import ReturnSheet
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand

ASHA = billing.BuyerInput(name="Asha", phone="9876500001")


@pytest.fixture
def manager(counter: Counter, open_shop_today: ShopAtHand) -> Counter:
    counter.desk = open_shop_today.manager
    return counter


@pytest.fixture
def screen(manager: Counter, show: Callable[[QWidget], None]) -> BillingScreen:
    made = BillingScreen(manager)
    made.resize(1366, 690)
    show(made)
    return made


def sold(shop: ShopAtHand, **tenders: int) -> billing.IssuedBill:
    lines = (
        LineInput(description="Soap", unit_price=118_00, gst_rate=18_00, price_includes_tax=True),
        LineInput(description="Rice", unit_price=50_00, gst_rate=5_00, qty=3 * ONE),
    )
    paid = tuple(
        billing.TenderInput(method=Method(method), amount=amount)
        for method, amount in (tenders or {"cash": 500_00}).items()
    )
    customer = ASHA if "credit" in tenders else None
    return billing.issue(
        shop.cashier, billing.IssueBill(lines=lines, tenders=paid, customer=customer)
    )


def open_sheet(screen: BillingScreen, qtbot: QtBot) -> ReturnSheet:
    QTest.keyClick(screen.windowHandle(), Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: screen.findChild(ReturnSheet) is not None)
    sheet = screen.findChild(ReturnSheet)
    assert isinstance(sheet, ReturnSheet)
    qtbot.waitUntil(sheet.isActiveWindow)
    return sheet


def test_a_piece_is_taken_back_by_keys(
    open_shop_today: ShopAtHand, screen: BillingScreen, told: list[Message], qtbot: QtBot
) -> None:
    bill = sold(open_shop_today)
    sheet = open_sheet(screen, qtbot)
    qtbot.waitUntil(lambda: len(sheet.found.rows_model.rows) == 1)
    QTest.keyClick(sheet.search, Qt.Key.Key_Return)
    qtbot.waitUntil(sheet.qty.isVisible)
    QTest.keyClick(sheet.qty, Qt.Key.Key_Down)
    QTest.keyClicks(sheet.qty, "2")
    qtbot.waitUntil(sheet.take_button.isEnabled)
    assert sheet.lines.rows_model.rows[1].amount == "105.00"
    QTest.keyClick(sheet.qty, Qt.Key.Key_Return)
    assert sheet.focusWidget() is sheet.reason
    QTest.keyClick(sheet.reason, Qt.Key.Key_Return)
    assert open_shop_today.count("credit_note") == 0
    QTest.keyClicks(sheet.reason, "Stones in it")
    QTest.keyClick(sheet.reason, Qt.Key.Key_Return)
    assert open_shop_today.count("credit_note") == 1
    assert "AC/25-26/000001 · ₹105.00 · ₹105.00 in cash" in told[-1].text
    record = bills.get(open_shop_today.cashier, bills.BillNumber(bill_number=bill.bill_number))
    assert [(line.line, line.left) for line in record.lines_left] == [(1, ONE), (2, ONE)]


@pytest.mark.parametrize("is_known", [True, False])
def test_enter_before_the_list_has_followed_takes_what_was_typed(
    open_shop_today: ShopAtHand, screen: BillingScreen, qtbot: QtBot, is_known: bool
) -> None:
    older, newest = sold(open_shop_today), sold(open_shop_today)
    sheet = open_sheet(screen, qtbot)
    qtbot.waitUntil(lambda: len(sheet.found.rows_model.rows) == 2)
    assert sheet.found.rows_model.rows[0].number == newest.bill_number
    sheet.search.setText(older.bill_number if is_known else "zzz")
    QTest.keyClick(sheet.search, Qt.Key.Key_Return)
    words = older.bill_number if is_known else "ZZZ"

    def told() -> str:
        return " ".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisible())

    qtbot.waitUntil(lambda: words in told())
    assert sheet.qty.isVisible() is is_known


def test_more_than_is_left_is_told_and_cannot_be_taken(
    open_shop_today: ShopAtHand, screen: BillingScreen, qtbot: QtBot
) -> None:
    sold(open_shop_today)
    sheet = open_sheet(screen, qtbot)
    QTest.keyClick(sheet.search, Qt.Key.Key_Return)
    QTest.keyClicks(sheet.qty, "7")
    problem = sheet.findChild(QWidget, "problem")
    assert problem is not None
    assert "Only 1 can still be taken back." in problem.text()  # type: ignore[attr-defined]
    assert not sheet.take_button.isEnabled()


def test_what_is_due_comes_off_first_and_the_way_is_chosen_by_key(
    open_shop_today: ShopAtHand, screen: BillingScreen, told: list[Message], qtbot: QtBot
) -> None:
    sold(open_shop_today, cash=200_00, credit=76_00)
    sheet = open_sheet(screen, qtbot)
    QTest.keyClick(sheet.search, Qt.Key.Key_Return)
    QTest.keyClick(sheet, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    words = sheet.findChild(QWidget, "goes_back")
    assert words is not None
    assert words.text() == "₹76.00 off what is due · ₹200.00 in cash"  # type: ignore[attr-defined]
    QTest.keyClick(sheet, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert words.text() == "₹76.00 off what is due · ₹200.00 by UPI"  # type: ignore[attr-defined]
    assert sheet.reference.isVisible()
    QTest.keyClicks(sheet.reason, "All of it")
    QTest.keyClicks(sheet.reference, "UTR123")
    QTest.keyClick(sheet.reference, Qt.Key.Key_Return)
    with open_shop_today.store.look() as look:
        rows = look.sql.exec_driver_sql(
            "SELECT method, amount, reference FROM credit_note_refund ORDER BY line"
        ).all()
    assert [tuple(row) for row in rows] == [("account", 76_00, ""), ("upi", 200_00, "UTR123")]


def test_goods_are_exchanged_for_the_open_cart(
    open_shop_today: ShopAtHand, screen: BillingScreen, told: list[Message], qtbot: QtBot
) -> None:
    sold(open_shop_today)
    with open_shop_today.store.look() as look:
        code = look.sql.exec_driver_sql("SELECT code FROM item WHERE is_active").scalars().first()
    screen.presenter.search_submitted(str(code))
    qtbot.waitUntil(lambda: screen.presenter.order is not None)
    sheet = open_sheet(screen, qtbot)
    QTest.keyClick(sheet.search, Qt.Key.Key_Return)
    QTest.keyClick(sheet, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(sheet, Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(sheet.reason, "Other size")
    QTest.keyClick(sheet.reason, Qt.Key.Key_Return)
    assert open_shop_today.count("credit_note") == 1
    assert open_shop_today.count("bill") == 2
    assert screen.presenter.order is None
    assert "new bill A/25-26/000002" in told[-1].text


def test_a_bill_is_found_by_a_scan_of_its_upi_code(
    open_shop_today: ShopAtHand, screen: BillingScreen, qtbot: QtBot
) -> None:
    first = sold(open_shop_today)
    sold(open_shop_today)
    sheet = open_sheet(screen, qtbot)
    sheet.barcode_scanned(f"upi://pay?pa=a@b&am=1.00&tr={first.bill_number}")
    head = sheet.findChild(QWidget, "return_head")
    assert head is not None
    assert first.bill_number in head.text()  # type: ignore[attr-defined]


def test_a_cashiers_return_asks_for_approval_and_a_dropped_one_goes_on(
    open_shop_today: ShopAtHand, screen: BillingScreen, qtbot: QtBot
) -> None:
    sold(open_shop_today)
    counter = screen._counter
    counter.desk = open_shop_today.cashier
    asked: list[str] = []

    def drop(what: str, _approved: object, dropped: Callable[[], None]) -> None:
        asked.append(what)
        dropped()

    def approve(
        _what: str, approved: Callable[[Approval], None], _dropped: Callable[[], None]
    ) -> None:
        approved(Approval(user="manager", pin="2468", reason="Seen"))

    counter.ask_approval = drop
    sheet = open_sheet(screen, qtbot)
    QTest.keyClick(sheet.search, Qt.Key.Key_Return)
    QTest.keyClick(sheet, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(sheet.reason, "Damaged")
    QTest.keyClick(sheet.reason, Qt.Key.Key_Return)
    assert "approve" in asked[0]
    assert sheet.take_button.isEnabled()
    counter.ask_approval = approve
    QTest.keyClick(sheet.reason, Qt.Key.Key_Return)
    assert open_shop_today.count("credit_note") == 1


def test_a_bill_that_came_back_already_is_told(
    open_shop_today: ShopAtHand, screen: BillingScreen, qtbot: QtBot
) -> None:
    from pos_desktop.application.credit_notes import IssueNote, issue

    bill = sold(open_shop_today)
    issue(
        replace(open_shop_today.manager),
        IssueNote(bill_number=bill.bill_number, all=True, reason="x"),
    )
    sheet = open_sheet(screen, qtbot)
    QTest.keyClick(sheet.search, Qt.Key.Key_Return)
    problem = sheet.findChild(QWidget, "problem")
    assert problem is not None
    assert "was taken back already" in problem.text()  # type: ignore[attr-defined]
