from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application import outlet, shifts
from pos_desktop.application.desk import Desk
from pos_desktop.application.people import sign_in
from pos_desktop.application.shifts import (
    CloseShift,
    MoveCash,
    OpenShift,
    ShiftClosed,
    ShiftHistory,
    history,
)
from pos_desktop.ui.approval.ask import AskForApproval
from pos_desktop.ui.approval.sheet import ApprovalSheet
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.shell.main_window import MainWindow
from pos_desktop.ui.shift.cash_move_sheet import CashMoveSheet
from pos_desktop.ui.shift.drawer_terms import drawer_result
from pos_desktop.ui.shift.result_view import ResultSheet
from pos_desktop.ui.shift.screen import ShiftPage
from pos_desktop.ui.tasks import InlineTasks

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Show = Callable[[QWidget], None]
ENTER = Qt.Key.Key_Return
PINS = {"owner": "demo-owner", "manager": "2468", "cashier": "1357"}


class Till:
    """A window with the shift page as its second place."""

    def __init__(self, desk: Desk, show: Show) -> None:
        self.desk = desk
        self.window = MainWindow()
        self.window.resize(1366, 690)
        self.closed = 0
        counter = Counter(desk, InlineTasks(), tell=self.window.display_message)
        counter.outlet = outlet.get(desk, outlet.GetOutlet())
        counter.ask_approval = AskForApproval(counter, self.window)
        self.page = ShiftPage(counter, self._close)
        self.window.add_place("billing", "store", "Billing", "place.billing", QWidget)
        self.window.add_place("shift", "wallet", "Shift", "place.shift", lambda: self.page)
        show(self.window)
        self.window.uncover()

    def _close(self) -> None:
        self.closed += 1

    def press(self, *keys: Qt.Key | str) -> int:
        """Press keys; returns how many inputs that were: digits and Enter of a field are one."""
        for key in keys:
            QTest.keyClick(self.window.windowHandle(), key)
        return 1

    def texts(self) -> str:
        """All that can be read on the page now."""
        labels = self.page.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def message(self) -> str:
        shown = self.window.messages.message
        return shown.text if shown else ""


def desk_of(desk: Desk, login: str, opening: int | None = 5_000_00) -> Desk:
    signed_in = sign_in(desk, login, PINS[login])
    if opening is not None:
        shifts.open_shift(signed_in, OpenShift(opening_cash=opening))
    return signed_in


def front(qtbot: QtBot, kind: type[QDialog]) -> QDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, kind)
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is sheet.windowHandle())
    return sheet


def press(sheet: QDialog, *keys: Qt.Key | str) -> None:
    for key in keys:
        QTest.keyClick(sheet.windowHandle(), key)


# --- the shift --------------------------------------------------------------------------------


def test_the_page_tells_who_since_when_and_with_what(demo_desk: Desk, show: Show) -> None:
    till = Till(desk_of(demo_desk, "cashier"), show)
    till.press(Qt.Key.Key_F12)
    said = till.texts()
    assert "Asha Patel" in said
    assert "since 18-02-2026 09:05" in said
    assert "₹5,000.00" in said
    assert "Terminal A" in said


def test_without_a_shift_nothing_can_be_moved(demo_desk: Desk, show: Show) -> None:
    till = Till(desk_of(demo_desk, "manager", opening=None), show)
    till.press(Qt.Key.Key_F12)
    assert "No shift is open" in till.texts()
    assert not till.page.close_shift.isEnabled()
    assert not till.page.pay_in.isEnabled()


def test_a_manager_moves_cash_by_keys(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    till = Till(desk_of(demo_desk, "manager"), show)
    till.press(Qt.Key.Key_F12, Qt.Key.Key_F2)
    sheet = front(qtbot, CashMoveSheet)
    press(sheet, *"500", ENTER, *"Change from the bank", ENTER)
    assert till.message() == (
        "₹500.00 put into the drawer: Change from the bank. Slip AS/25-26/000001."
    )
    assert QApplication.activeModalWidget() is None


def test_a_cashiers_payout_asks_for_approval_over_the_sheet(
    demo_desk: Desk, show: Show, qtbot: QtBot
) -> None:
    till = Till(desk_of(demo_desk, "cashier"), show)
    till.press(Qt.Key.Key_F12, Qt.Key.Key_F3)
    press(front(qtbot, CashMoveSheet), *"80", ENTER, ENTER, *"Ramu", ENTER, *"Tea", ENTER)
    press(front(qtbot, ApprovalSheet), *"2468", ENTER, *"Staff tea", ENTER)
    assert till.message() == (
        "₹80.00 paid out of the drawer: Tea. Slip AS/25-26/000001. Approved by Vikram Rao."
    )


def test_a_dropped_approval_leaves_the_sheet_as_it_was(
    demo_desk: Desk, show: Show, qtbot: QtBot
) -> None:
    till = Till(desk_of(demo_desk, "cashier"), show)
    till.press(Qt.Key.Key_F12, Qt.Key.Key_F4)
    sheet = front(qtbot, CashMoveSheet)
    press(sheet, *"80", ENTER, *"Safe", ENTER)
    press(front(qtbot, ApprovalSheet), Qt.Key.Key_Escape)
    assert isinstance(sheet, CashMoveSheet)
    assert sheet.isVisible()
    assert (sheet.amount.text(), sheet.reason.text()) == ("80", "Safe")
    assert sheet.accept_button.isEnabled()


@pytest.mark.parametrize(
    ("amount", "reason", "problem"),
    [
        ("", "Tea", "Type the amount."),
        ("0", "Tea", "Give an amount above zero."),
        ("80", "", "Say what the cash is for."),
        ("8x", "Tea", "is not an amount of money"),
    ],
)
def test_a_wrong_move_is_told_in_the_sheet(
    demo_desk: Desk, show: Show, qtbot: QtBot, amount: str, reason: str, problem: str
) -> None:
    till = Till(desk_of(demo_desk, "manager"), show)
    till.press(Qt.Key.Key_F12, Qt.Key.Key_F3)
    sheet = front(qtbot, CashMoveSheet)
    press(sheet, *amount, ENTER, ENTER, ENTER, *reason, ENTER)
    assert any(problem in label.text() for label in sheet.findChildren(QLabel))
    assert till.message() == ""


# --- closing ----------------------------------------------------------------------------------


def play_a_day(desk: Desk, manager: Desk) -> None:
    """Leaves ₹4,600.00 expected."""
    shifts.pay_in(manager, MoveCash(amount=500_00, reason="Change"))
    shifts.payout(manager, MoveCash(amount=300_00, reason="Milk"))
    shifts.cash_drop(manager, MoveCash(amount=600_00, reason="Safe"))


def test_a_close_with_nine_denominations_takes_twelve_inputs(demo_desk: Desk, show: Show) -> None:
    desk = desk_of(demo_desk, "cashier")
    till = Till(desk, show)
    inputs = till.press(Qt.Key.Key_F12) + till.press(Qt.Key.Key_F9)
    for number in ("8", "2", "3", "1", "2", "1", "0", "0", "0"):
        inputs += till.press(*number, ENTER)
    assert till.page.count_page.note.hasFocus()
    till.press(*"All counted twice", ENTER)  # the note
    inputs += till.press(ENTER)
    assert inputs <= 12
    manager = sign_in(demo_desk, "manager", "2468")
    (closed,) = history(manager, ShiftHistory()).shifts
    assert (closed.closing_cash, closed.reason) == (4_800_00, "All counted twice")
    assert "Short ₹200.00" in till.texts()


def test_nothing_tells_the_expected_cash_before_the_count(demo_desk: Desk, show: Show) -> None:
    desk = desk_of(demo_desk, "cashier")
    play_a_day(desk, sign_in(demo_desk, "manager", "2468"))
    till = Till(desk, show)
    till.press(Qt.Key.Key_F12)
    seen = till.texts()
    till.press(Qt.Key.Key_F9)
    seen += till.texts()
    assert "4,600" not in seen
    assert "Short" not in seen
    till.press("9", ENTER)
    assert "Over" not in till.texts()
    assert "4,600" not in till.texts()


def test_the_result_shows_every_term_and_the_variance_in_words(demo_desk: Desk, show: Show) -> None:
    desk = desk_of(demo_desk, "cashier")
    play_a_day(desk, sign_in(demo_desk, "manager", "2468"))
    till = Till(desk, show)
    till.press(Qt.Key.Key_F12, Qt.Key.Key_F9, Qt.Key.Key_F6, *"4450", ENTER, ENTER)
    said = till.texts().splitlines()
    assert "Short ₹150.00" in said
    for label in (
        "Opening cash",
        "Cash sales",
        "Collected on accounts",
        "Pay-ins",
        "Refunds",
        "Payouts",
        "Cash drops to the safe",
        "Expected cash",
        "Counted",
    ):
        assert label in said
    assert "₹4,600.00" in said
    assert "₹4,450.00" in said


def test_enter_on_the_result_is_done(demo_desk: Desk, show: Show) -> None:
    till = Till(desk_of(demo_desk, "cashier"), show)
    till.press(Qt.Key.Key_F12, Qt.Key.Key_F9, Qt.Key.Key_F6, *"5000", ENTER, ENTER)
    assert "Shift 1 is counted" in till.texts()
    till.press(ENTER)
    assert "Shift 1 is closed" in till.texts()
    assert "Z report AZ/25-26/000001" in till.texts()
    assert till.closed == 0
    till.press(ENTER)
    assert till.closed == 1


def test_esc_leaves_the_count_and_finds_it_again(demo_desk: Desk, show: Show) -> None:
    till = Till(desk_of(demo_desk, "cashier"), show)
    till.press(Qt.Key.Key_F12, Qt.Key.Key_F9, *"12", ENTER, Qt.Key.Key_Escape)
    assert till.page.close_shift.isVisible()
    till.press(Qt.Key.Key_F9)
    assert till.page.count_page.count.field(500).text() == "12"


def test_a_blank_count_closes_nothing(demo_desk: Desk, show: Show) -> None:
    till = Till(desk_of(demo_desk, "cashier"), show)
    till.press(Qt.Key.Key_F12, Qt.Key.Key_F9)
    till.press(*(ENTER for _ in range(10)))
    assert "or 0 when the drawer is empty" in till.texts()
    assert till.page.count_page.count.field(500).hasFocus()


def test_another_cashiers_shift_is_a_managers_to_close(demo_desk: Desk, show: Show) -> None:
    shifts.open_shift(sign_in(demo_desk, "manager", "2468"), OpenShift(opening_cash=100_00))
    till = Till(desk_of(demo_desk, "cashier", opening=None), show)
    till.press(Qt.Key.Key_F12, Qt.Key.Key_F9, *"1", *(ENTER for _ in range(10)))
    assert "may not close the shift of Vikram Rao" in till.message()
    assert till.closed == 0


# --- history ----------------------------------------------------------------------------------


def close_some(desk: Desk, number: int) -> None:
    for turn in range(number):
        later = desk.clock() - timedelta(minutes=number - turn)
        now = replace(desk, clock=lambda later=later: later)
        shifts.open_shift(now, OpenShift(opening_cash=1_000_00))
        shifts.close(now, CloseShift(closing_cash=1_000_00 - turn * 100))


def test_a_manager_pages_through_the_history(demo_desk: Desk, show: Show) -> None:
    manager = desk_of(demo_desk, "manager", opening=None)
    close_some(manager, 23)
    till = Till(manager, show)
    till.press(Qt.Key.Key_F12)
    table = till.page.history.table.rows_model
    assert len(table.rows) == 20
    assert table.rows[0].number == "A-23"
    assert (table.rows[0].variance, table.rows[0].tone) == ("Short ₹22.00", "owes")
    assert "Page 1 of 2 · 23 shifts" in till.texts()
    QTest.keyClick(
        till.window.windowHandle(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier
    )
    assert [row.number for row in table.rows] == ["A-3", "A-2", "A-1"]
    assert (table.rows[-1].variance, table.rows[-1].tone) == ("Exact", "credit")


def test_a_row_of_the_history_opens_its_terms(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    manager = desk_of(demo_desk, "manager", opening=None)
    close_some(manager, 2)
    till = Till(manager, show)
    till.press(Qt.Key.Key_F12)
    till.page.history.table.setFocus()
    till.page.history.table.choose(0)
    till.press(ENTER)
    sheet = front(qtbot, ResultSheet)
    assert any("Short ₹1.00" in label.text() for label in sheet.findChildren(QLabel))
    press(sheet, Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


def test_a_cashier_reads_a_sentence_instead(demo_desk: Desk, show: Show) -> None:
    close_some(sign_in(demo_desk, "manager", "2468"), 2)
    till = Till(desk_of(demo_desk, "cashier"), show)
    till.press(Qt.Key.Key_F12)
    assert "The shift history is for managers." in till.texts()
    assert till.page.history.table.rows_model.rows == ()


def test_the_history_is_fetched_anew_on_return(demo_desk: Desk, show: Show) -> None:
    manager = desk_of(demo_desk, "manager", opening=None)
    till = Till(manager, show)
    till.press(Qt.Key.Key_F12)
    assert "No shift has been closed yet." in till.texts()
    close_some(manager, 1)
    till.window.go("billing")
    till.window.go("shift")
    assert len(till.page.history.table.rows_model.rows) == 1


@pytest.mark.parametrize(
    ("variance", "tone"), [(-150_00, "owes"), (20_00, "warning"), (0, "credit")]
)
def test_short_is_red_over_is_amber_exact_is_green(
    demo_desk: Desk, variance: int, tone: str
) -> None:
    desk = desk_of(demo_desk, "manager", opening=1_000_00)
    closed: ShiftClosed = shifts.close(desk, CloseShift(closing_cash=1_000_00 + variance))
    counter = Counter(desk, InlineTasks(), tell=lambda _message: None)
    assert drawer_result(closed, counter).tone == tone


def test_it_fits_the_smallest_counter_screen(demo_desk: Desk, show: Show) -> None:
    wanted = Till(desk_of(demo_desk, "manager"), show).page.minimumSizeHint()
    assert wanted.width() <= 900
    assert wanted.height() <= 470
