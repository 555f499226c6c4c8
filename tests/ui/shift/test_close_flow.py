"""Count, recount, approval, hand-over, slips to match, reports: by keys, as a person does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from pos_desktop.application import billing, shifts, tender_corrections
from pos_desktop.application.desk import Desk
from pos_desktop.application.lines import LineInput
from pos_desktop.application.outlet import UpdateOutlet, update
from pos_desktop.application.people import sign_in
from pos_desktop.domain.outlet import Method
from pos_desktop.ui.approval.sheet import ApprovalSheet
from pos_desktop.ui.printout.sheet import PreviewSheet
from pos_desktop.ui.shift.hand_over_sheet import HandOverSheet
from pos_desktop.ui.shift.match_sheet import MatchSheet
from pos_desktop.ui.shift.result_view import ResultSheet
from pos_desktop.ui.shift.trend_sheet import TrendSheet
from pos_desktop.ui.widgets.key_button import KeyButton
from tests.ui.shift.test_shift_page import ENTER, Show, Till, desk_of, front, press

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CTRL = Qt.KeyboardModifier.ControlModifier


def sell(desk: Desk, rupees: int, method: Method = Method.CASH, reference: str = "") -> str:
    line = LineInput(description="Thing", unit_price=rupees * 100, gst_rate=0)
    tender = billing.TenderInput(method=method, amount=rupees * 100, reference=reference)
    return billing.issue(desk, billing.IssueBill(lines=(line,), tenders=(tender,))).bill_number


def count_by_amount(till: Till, amount: str) -> None:
    till.press(Qt.Key.Key_F12, Qt.Key.Key_F9, Qt.Key.Key_F6, *amount, ENTER, ENTER)


def texts(sheet: object) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(QLabel))  # type: ignore[attr-defined]


def test_a_candidate_is_a_sentence_that_opens_its_bill(
    demo_desk: Desk, show: Show, qtbot: QtBot
) -> None:
    desk = desk_of(demo_desk, "cashier")
    number = sell(desk, 150, reference="604912345678")
    till = Till(desk, show)
    count_by_amount(till, "5000")
    assert f"Bill {number} is written down as ₹150.00 in cash" in till.texts()
    rows = till.page.result_page.candidates
    buttons = [b for b in rows.findChildren(type(till.page.close_shift)) if b.isVisible()]
    buttons[0].click()
    assert number in front(qtbot, PreviewSheet).windowTitle()


def test_a_corrected_tender_is_seen_on_return(demo_desk: Desk, show: Show) -> None:
    desk = desk_of(demo_desk, "cashier")
    number = sell(desk, 150)
    till = Till(desk, show)
    count_by_amount(till, "5000")
    assert "Short ₹150.00" in till.texts()
    tender_corrections.correct_tender(
        sign_in(demo_desk, "manager", "2468"),
        tender_corrections.CorrectTender(
            bill_number=number, taken_from=Method.CASH, given_to=Method.UPI, reason="By phone"
        ),
    )
    till.window.go("billing")
    till.window.go("shift")
    assert "Exact" in till.texts()


def test_a_recount_is_taken_once_and_both_stand_there(demo_desk: Desk, show: Show) -> None:
    till = Till(desk_of(demo_desk, "cashier"), show)
    count_by_amount(till, "4900")
    assert till.page.result_page.recount_button.isVisible()
    QTest.keyClick(till.window.windowHandle(), Qt.Key.Key_R, CTRL)
    till.press(*"10", *([ENTER] * 9), ENTER)
    assert "Count 1 by Asha Patel, 09:05: ₹4,900.00 (Short ₹100.00)" in till.texts()
    assert "Exact" in till.texts()
    assert not till.page.result_page.recount_button.isVisible()


def test_beyond_the_limit_a_manager_approves_in_place(
    demo_desk: Desk, show: Show, qtbot: QtBot
) -> None:
    till = Till(desk_of(demo_desk, "cashier"), show)
    count_by_amount(till, "4000")
    assert "beyond the limit" in till.texts()
    press_note = till.page.result_page.note
    assert press_note.hasFocus()
    till.press(*"Counted twice", ENTER)
    press(front(qtbot, ApprovalSheet), *"2468", ENTER, *"Seen", ENTER)
    assert "Approved by Vikram Rao" in till.texts()
    assert "Shift 1 is closed" in till.texts()


def test_a_counted_shift_is_found_again(demo_desk: Desk, show: Show) -> None:
    till = Till(desk_of(demo_desk, "cashier"), show)
    count_by_amount(till, "5000")
    till.press(Qt.Key.Key_Escape)
    assert till.page.close_shift.isVisible()
    till.press(Qt.Key.Key_F9)
    assert "Shift 1 is counted" in till.texts()
    till.press(ENTER)
    assert "Shift 1 is closed" in till.texts()


def test_the_drawer_changes_hands_with_the_takers_pin(
    demo_desk: Desk, show: Show, qtbot: QtBot
) -> None:
    till = Till(desk_of(demo_desk, "cashier"), show)
    till.press(Qt.Key.Key_F12, Qt.Key.Key_F7)
    sheet = front(qtbot, HandOverSheet)
    assert isinstance(sheet, HandOverSheet)
    press(sheet, *"10", *([ENTER] * 9))
    sheet.taker.setCurrentIndex(sheet.taker.findData("manager"))
    press(sheet, ENTER, *"2468", ENTER)
    assert till.message() == "Vikram Rao took the drawer over from Asha Patel with ₹5,000.00."
    assert "taken over by Vikram Rao" in till.texts()


def test_a_wrong_pin_leaves_the_drawer_where_it_is(
    demo_desk: Desk, show: Show, qtbot: QtBot
) -> None:
    till = Till(desk_of(demo_desk, "cashier"), show)
    till.press(Qt.Key.Key_F12, Qt.Key.Key_F7)
    sheet = front(qtbot, HandOverSheet)
    assert isinstance(sheet, HandOverSheet)
    press(sheet, *"10", *([ENTER] * 9))
    sheet.taker.setCurrentIndex(sheet.taker.findData("manager"))
    press(sheet, ENTER, *"9999", ENTER)
    assert "That is not the PIN of Vikram Rao" in texts(sheet)


def test_the_upi_list_is_compared_after_the_count(
    demo_desk: Desk, show: Show, qtbot: QtBot
) -> None:
    desk = desk_of(demo_desk, "cashier")
    sell(desk, 450, Method.UPI, "604912345678")
    sell(desk, 200, Method.UPI, "604900000001")
    till = Till(desk, show)
    count_by_amount(till, "5000")
    QTest.keyClick(till.window.windowHandle(), Qt.Key.Key_M, CTRL)
    sheet = front(qtbot, MatchSheet)
    assert isinstance(sheet, MatchSheet)
    sheet.slips.setPlainText("450.00 604912345678\n99 1")
    sheet.accept_button.click()
    assert "1 agree" in texts(sheet)
    assert "No slip for" in texts(sheet)
    assert "No record of ₹99.00 1" in texts(sheet)
    sheet.slips.setPlainText("x")
    sheet.accept_button.click()
    assert "Line 1: “x” is no amount" in texts(sheet)


def test_the_owner_sees_the_x_report_and_the_day(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    till = Till(desk_of(demo_desk, "owner"), show)
    till.press(Qt.Key.Key_F12, Qt.Key.Key_F8)
    sheet = front(qtbot, PreviewSheet)
    assert isinstance(sheet, PreviewSheet)
    assert any("X REPORT" in line for line in sheet.paper.lines)
    press(sheet, Qt.Key.Key_Escape)
    till.window.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is till.window.windowHandle())
    QTest.keyClick(till.window.windowHandle(), Qt.Key.Key_D, CTRL)
    sheet = front(qtbot, PreviewSheet)
    assert isinstance(sheet, PreviewSheet)
    assert any("Drawers" in line for line in sheet.paper.lines)


def test_a_manager_filters_exports_and_sees_the_trend(
    demo_desk: Desk, show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    cashier = desk_of(demo_desk, "cashier")
    shifts.close(cashier, shifts.CloseShift(closing_cash=4_990_00))
    manager = desk_of(demo_desk, "manager")
    shifts.close(manager, shifts.CloseShift(closing_cash=5_000_00))
    till = Till(manager, show)
    till.press(Qt.Key.Key_F12)
    bar = till.page.history.bar
    bar.outcome.setCurrentIndex(bar.outcome.findData("short"))
    rows = till.page.history.table.rows_model.rows
    assert [row.number for row in rows] == ["A-1"]
    till.page.history_presenter.place_chosen(tmp_path / "shifts.csv")
    assert "1 shifts are saved" in till.message()
    assert "AZ/25-26/000001" in (tmp_path / "shifts.csv").read_text("utf-8-sig")
    QTest.keyClick(till.window.windowHandle(), Qt.Key.Key_T, CTRL)
    sheet = front(qtbot, TrendSheet)
    assert "Short ₹10.00" in texts(sheet)
    press(sheet, Qt.Key.Key_Escape)
    till.page.history.table.setFocus()
    till.page.history.table.choose(0)
    till.press(ENTER)
    result = front(qtbot, ResultSheet)
    assert isinstance(result, ResultSheet)
    button = next(b for b in result.findChildren(KeyButton) if b.objectName() == "z_report")
    button.click()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PreviewSheet))


def test_the_limit_is_a_setting(demo_desk: Desk, show: Show) -> None:
    update(sign_in(demo_desk, "owner", "demo-owner"), UpdateOutlet(variance_limit=2_000_00))
    till = Till(desk_of(demo_desk, "cashier"), show)
    count_by_amount(till, "4000")
    assert "beyond the limit" not in till.texts()
