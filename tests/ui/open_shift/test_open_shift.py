from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from pos_desktop.application import shifts
from pos_desktop.application.desk import Desk
from pos_desktop.application.people import sign_in
from pos_desktop.application.shifts import CloseShift, OpenShift, ShiftView
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.open_shift.presenter import CANNOT_LEAVE, gap_in_words
from pos_desktop.ui.open_shift.screen import OpenShiftScreen
from pos_desktop.ui.shell.main_window import MainWindow
from pos_desktop.ui.tasks import InlineTasks
from pos_desktop.ui.widgets.figures import FigureLabel, TextLabel

Show = Callable[[QWidget], None]


class Till:
    """The window with the page as its cover, and what the page told the composition."""

    def __init__(self, desk: Desk, show: Show) -> None:
        self.desk = desk
        self.window = MainWindow()
        self.window.resize(1366, 690)
        self.opened: list[ShiftView] = []
        self.signed_out = 0
        counter = Counter(desk, InlineTasks(), tell=self.window.display_message)
        self.screen = OpenShiftScreen(counter, self.opened.append, self._sign_out)
        show(self.window)
        self.window.show_cover(self.screen)

    def _sign_out(self) -> None:
        self.signed_out += 1

    def press(self, *keys: Qt.Key | str) -> None:
        for key in keys:
            QTest.keyClick(self.window.windowHandle(), key)

    def said(self, name: str, kind: type[TextLabel] = TextLabel) -> str:
        found = self.screen.findChild(kind, name)
        assert found is not None
        return found.text()


@pytest.fixture
def desk(demo_desk: Desk) -> Desk:
    return sign_in(demo_desk, "cashier", "1357")


def leave_in_drawer(desk: Desk, paise: int) -> None:
    shifts.open_shift(desk, OpenShift(opening_cash=paise))
    shifts.close(desk, CloseShift(closing_cash=paise))


def test_the_first_shift_is_opened_by_an_amount(desk: Desk, show: Show) -> None:
    till = Till(desk, show)
    till.press(*"2000", Qt.Key.Key_Return)
    assert [(shift.number, shift.opening_cash) for shift in till.opened] == [(1, 2_000_00)]


def test_what_the_last_close_left_is_filled_in_and_enter_takes_it(desk: Desk, show: Show) -> None:
    leave_in_drawer(desk, 2_000_00)
    till = Till(desk, show)
    assert till.screen.count.amount.text() == "2,000.00"
    assert till.said("gap") == ""
    till.press(Qt.Key.Key_Return)
    assert (till.opened[0].opening_cash, till.opened[0].handover_gap) == (2_000_00, 0)


def test_typing_replaces_it_and_the_gap_is_told_before_opening(desk: Desk, show: Show) -> None:
    leave_in_drawer(desk, 2_000_00)
    till = Till(desk, show)
    till.press(*"2050")
    assert till.said("gap") == "₹50.00 more than the last close left"
    assert till.opened == []
    till.press(Qt.Key.Key_Return)
    assert till.opened[0].handover_gap == 50_00


def test_a_count_goes_down_with_enter_and_the_last_enter_opens(desk: Desk, show: Show) -> None:
    till = Till(desk, show)
    till.press(Qt.Key.Key_F6)
    for number in ("3", "", "5", "", "", "", "", "", "7"):
        till.press(*number, Qt.Key.Key_Return)
    assert till.opened[0].opening_cash == 2_007_00


def test_the_arrows_move_between_the_fields(desk: Desk, show: Show) -> None:
    till = Till(desk, show)
    till.press(Qt.Key.Key_F6, "2", Qt.Key.Key_Down, "4", Qt.Key.Key_Up, "1")
    assert till.screen.count.field(500).text() == "1"
    assert till.screen.count.field(200).text() == "4"
    assert till.said("total", FigureLabel) == "₹1,300.00"


def test_esc_only_says_why_it_does_not_leave(desk: Desk, show: Show) -> None:
    till = Till(desk, show)
    till.press(Qt.Key.Key_Escape)
    message = till.window.messages.message
    assert message is not None
    assert message.text == CANNOT_LEAVE
    assert till.window.is_covered
    assert (till.opened, till.signed_out) == ([], 0)


def test_signing_out_is_the_other_way(desk: Desk, show: Show) -> None:
    till = Till(desk, show)
    till.screen.sign_out.click()
    assert till.signed_out == 1


def test_a_wrong_amount_is_told_and_nothing_is_opened(desk: Desk, show: Show) -> None:
    till = Till(desk, show)
    till.press(*"12,50", Qt.Key.Key_Return)
    assert till.opened == []
    told = [label.text() for label in till.screen.count.findChildren(TextLabel)]
    assert any("is not an amount of money" in text for text in told)


def test_a_shift_that_is_open_already_is_taken_up(desk: Desk, show: Show) -> None:
    shifts.open_shift(desk, OpenShift(opening_cash=500_00))
    till = Till(desk, show)
    assert [shift.opening_cash for shift in till.opened] == [500_00]


def test_a_shift_opened_meanwhile_is_refused_in_words(desk: Desk, show: Show) -> None:
    till = Till(desk, show)
    shifts.open_shift(desk, OpenShift(opening_cash=500_00))
    till.press(*"20", Qt.Key.Key_Return)
    message = till.window.messages.message
    assert message is not None
    assert "is open at this terminal" in message.text
    assert till.screen.open_button.isEnabled()


def test_it_fits_the_smallest_counter_screen(desk: Desk, show: Show) -> None:
    wanted = Till(desk, show).window.minimumSizeHint()
    assert wanted.width() <= 960
    assert wanted.height() <= 540


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (0, ""),
        (50_00, "₹50.00 more than the last close left"),
        (-1_00, "₹1.00 less than the last close left"),
    ],
)
def test_a_gap_is_said_in_words(gap: int, words: str) -> None:
    assert gap_in_words(gap) == words
