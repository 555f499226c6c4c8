from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application.desk import Desk
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.shell.main_window import MainWindow
from pos_desktop.ui.sign_in.screen import SignInScreen
from pos_desktop.ui.sign_in.tiles import initials
from pos_desktop.ui.tasks import InlineTasks
from pos_desktop.ui.widgets.figures import TextLabel

Show = Callable[[QWidget], None]


class Till:
    def __init__(self, desk: Desk, show: Show, **given: object) -> None:
        self.window = MainWindow()
        self.window.resize(1366, 690)
        self.let_in: list[Desk] = []
        counter = Counter(desk, InlineTasks(), tell=self.window.display_message)
        self.screen = SignInScreen(counter, self.let_in.append, **given)  # type: ignore[arg-type]
        show(self.window)
        self.window.show_cover(self.screen)

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window.windowHandle(), key)

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClick(self.window.windowHandle(), letter)

    @property
    def problem(self) -> str:
        found = self.screen.findChild(TextLabel, "problem")
        assert found is not None
        return found.text()

    @property
    def chosen(self) -> str:
        tile = self.screen.tiles.chosen_tile()
        return tile.login if tile else ""


@pytest.fixture
def till(demo_desk: Desk, show: Show) -> Till:
    return Till(demo_desk, show, last_login="cashier")


def test_a_pin_and_enter_sign_in(till: Till) -> None:
    till.type("1357")
    assert till.screen.secret.displayText() == "●●●●" or "1" not in till.screen.secret.displayText()
    till.key(Qt.Key.Key_Return)
    assert [desk.signed_in.user_name for desk in till.let_in] == ["Asha Patel"]
    assert till.screen.secret.text() == ""


def test_a_wrong_pin_is_told_in_words_and_cleared(till: Till) -> None:
    till.type("1111")
    till.key(Qt.Key.Key_Return)
    assert till.let_in == []
    assert till.problem == "That is not the PIN of Asha Patel. Try again."
    assert till.screen.secret.text() == ""
    till.type("1")
    assert till.problem == ""


def test_arrows_choose_while_the_cursor_stays_in_the_pin(till: Till) -> None:
    assert till.chosen == "cashier"
    till.key(Qt.Key.Key_Right)
    assert till.chosen == "owner"
    assert till.screen.secret.hasFocus()


def test_tiles_are_reached_by_tab_and_settled_by_enter(till: Till) -> None:
    till.screen.tiles.setFocus()
    till.key(Qt.Key.Key_Down)
    assert till.chosen == "manager"
    till.key(Qt.Key.Key_Return)
    assert till.screen.secret.hasFocus()
    till.type("2468")
    till.key(Qt.Key.Key_Enter)
    assert till.let_in[0].signed_in.user_name == "Vikram Rao"


def test_the_pad_types_the_pin(till: Till) -> None:
    for digit in "13579":
        till.screen.pad.typed.emit(digit)
    till.screen.pad.erased.emit()
    till.screen.pad.entered.emit()
    assert len(till.let_in) == 1


def test_a_pin_holds_digits_only_and_a_password_anything(till: Till) -> None:
    till.type("a1b2")
    assert till.screen.secret.text() == "12"
    till.key(Qt.Key.Key_Right)
    assert till.screen.secret.text() == ""
    till.type("demo-owner")
    till.key(Qt.Key.Key_Return)
    assert till.let_in[0].signed_in.user_name == "Meena Sharma"


def test_a_tile_under_a_finger_is_chosen(till: Till, qtbot: QtBot) -> None:
    tile = next(t for t in till.screen.tiles._tiles if t.login == "manager")
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert till.chosen == "manager"
    assert till.screen.secret.hasFocus()


def test_esc_leaves_a_quick_switch(demo_desk: Desk, show: Show) -> None:
    left: list[bool] = []
    till = Till(demo_desk, show, cancelled=lambda: left.append(True))
    till.key(Qt.Key.Key_Escape)
    assert left == [True]


def test_esc_does_not_leave_a_lock(till: Till) -> None:
    till.key(Qt.Key.Key_Escape)
    assert till.window.is_covered
    assert till.let_in == []


def test_it_fits_the_smallest_counter_screen(till: Till) -> None:
    wanted = till.window.minimumSizeHint()
    assert wanted.width() <= 1366
    assert wanted.height() <= 690


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Asha Patel", "AP"), ("asha", "A"), ("मीना शर्मा", "मीश"), ("A B C", "AC"), ("", "")],
)
def test_initials_are_whole_letters_in_any_script(name: str, expected: str) -> None:
    assert initials(name) == expected
