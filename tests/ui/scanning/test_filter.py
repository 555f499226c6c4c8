from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from pos_desktop.ui.scanning.burst import GAP_MS
from pos_desktop.ui.scanning.filter import ScanFilter
from pos_desktop.ui.scanning.text_fields import KEEPS_SCAN

# The offscreen platform says so of dialogs and popups.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

EAN = "8901063010017"


def wait_for_focus(window: QWidget, qtbot: QtBot) -> None:
    """A dialog's window counts as active as soon as its parent is: that is too soon for keys."""
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is window.windowHandle())


class Desk(QWidget):
    """One of every widget a scan may land in."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.note = QPlainTextEdit()
        self.count = QSpinBox(maximum=999_999)
        self.choice = QComboBox()
        self.choice.addItems(["8 pieces", "9 pieces", "Box"])
        self.listing = QListWidget()
        self.listing.addItems(["Atta", "8 o'clock", "Basmati"])
        self.tick = QCheckBox("Home delivery")
        self.button = QPushButton("Delete bill")
        self.pressed = 0
        self.entered = 0
        self.button.clicked.connect(self._press)
        self.field.returnPressed.connect(self._enter)
        column = QVBoxLayout(self)
        for widget in self.widgets():
            column.addWidget(widget)

    def widgets(self) -> tuple[QWidget, ...]:
        return (
            self.field,
            self.note,
            self.count,
            self.choice,
            self.listing,
            self.tick,
            self.button,
        )

    def state(self) -> tuple[object, ...]:
        row = self.listing.currentRow()
        return (
            self.field.text(),
            self.note.toPlainText(),
            self.count.value(),
            self.choice.currentIndex(),
            row,
            self.tick.isChecked(),
            self.pressed,
            self.entered,
        )

    def _press(self) -> None:
        self.pressed += 1

    def _enter(self) -> None:
        self.entered += 1


class Bench:
    """A window with the filter on it, a scanner and a hand."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.filter = ScanFilter()
        self.filter.watch(desk.windowHandle())
        self.codes: list[str] = []
        self.filter.scanned.connect(self.codes.append)
        self.clock_ms = 1_000

    def key(self, key: int, text: str, *, window: QWidget | None = None, gap_ms: int = 2) -> None:
        """One key with a time of its own, so that no test depends on how busy the machine is."""
        self.clock_ms += gap_ms
        handle = (window or self.desk).windowHandle()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(self.clock_ms)
            QApplication.sendEvent(handle, event)

    def type_in(self, text: str, *, gap_ms: int, window: QWidget | None = None) -> None:
        for character in text:
            self.key(ord(character.upper()), character, gap_ms=gap_ms, window=window)

    def scan(self, code: str, *, gap_ms: int = 2, window: QWidget | None = None) -> None:
        self.clock_ms += 1_000
        self.type_in(code, gap_ms=gap_ms, window=window)
        self.key(Qt.Key.Key_Return, "\r", gap_ms=gap_ms, window=window)


@pytest.fixture
def bench(show: Callable[[QWidget], None]) -> Iterator[Bench]:
    desk = Desk()
    show(desk)
    made = Bench(desk)
    yield made
    shiboken6.delete(made.filter)  # two filters at once would hold each other's keys


def test_a_scan_is_reported_and_the_field_is_as_before(bench: Bench) -> None:
    bench.desk.field.setText("3*")
    bench.desk.field.setFocus()
    bench.scan(EAN)
    assert bench.codes == [EAN]
    assert bench.desk.field.text() == "3*"
    assert bench.desk.entered == 0


def test_what_follows_a_field_follows_the_scan_out_again(bench: Bench) -> None:
    followed: list[str] = []
    bench.desk.field.setText("2 tea")
    bench.desk.field.textEdited.connect(followed.append)
    bench.desk.field.setFocus()
    bench.scan(EAN)
    assert followed
    assert followed[-1] == "2 tea"


def test_a_selected_amount_is_selected_again(bench: Bench) -> None:
    bench.desk.field.setText("247.00")
    bench.desk.field.setFocus()
    bench.desk.field.selectAll()
    bench.scan(EAN)
    assert bench.desk.field.text() == "247.00"
    assert bench.desk.field.selectedText() == "247.00"


def test_cursor_and_selection_of_a_note_come_back(bench: Bench) -> None:
    bench.desk.note.setPlainText("two\nlines")
    bench.desk.note.setFocus()
    bench.desk.note.selectAll()
    bench.scan(EAN)
    assert bench.desk.note.toPlainText() == "two\nlines"
    assert bench.desk.note.textCursor().hasSelection()


@pytest.mark.parametrize("place", range(7))
def test_a_scan_changes_no_widget_it_lands_in(bench: Bench, place: int) -> None:
    bench.desk.widgets()[place].setFocus()
    before = bench.desk.state()
    bench.scan(EAN)
    bench.scan("8 PCS BOX")
    assert bench.codes == [EAN, "8 PCS BOX"]
    assert bench.desk.state() == before


def test_typing_by_hand_arrives_at_once_with_its_enter(bench: Bench) -> None:
    bench.desk.field.setFocus()
    typed = ""
    for character in "parle":
        bench.type_in(character, gap_ms=60)
        typed += character
        assert bench.desk.field.text() == typed
    bench.key(Qt.Key.Key_Return, "\r", gap_ms=60)
    assert bench.codes == []
    assert bench.desk.entered == 1


def test_three_quick_digits_and_enter_are_a_hands(bench: Bench) -> None:
    bench.desk.field.setFocus()
    bench.scan("123")
    assert bench.codes == []
    assert bench.desk.field.text() == "123"
    assert bench.desk.entered == 1


def test_a_key_held_down_is_no_scan(bench: Bench) -> None:
    bench.desk.field.setFocus()
    bench.key(Qt.Key.Key_A, "a")
    for _ in range(6):
        event = QKeyEvent(
            QEvent.Type.KeyPress,
            Qt.Key.Key_A,
            Qt.KeyboardModifier.NoModifier,
            "a",
            autorep=True,
        )
        event.setTimestamp(bench.clock_ms)
        QApplication.sendEvent(bench.desk.windowHandle(), event)
    bench.key(Qt.Key.Key_Return, "\r")
    assert bench.codes == []
    assert bench.desk.field.text() == "a" * 7


def test_space_by_hand_still_presses_a_button(bench: Bench, qtbot: QtBot) -> None:
    bench.desk.button.setFocus()
    bench.key(Qt.Key.Key_Space, " ")
    qtbot.waitUntil(lambda: bench.desk.pressed == 1)


def test_typing_by_hand_still_chooses_in_a_list(bench: Bench, qtbot: QtBot) -> None:
    bench.desk.choice.setFocus()
    bench.key(Qt.Key.Key_B, "b")
    qtbot.waitUntil(lambda: bench.desk.choice.currentText() == "Box")


def test_enter_by_hand_right_after_a_held_key_keeps_the_order(bench: Bench) -> None:
    bench.desk.choice.setFocus()
    bench.key(Qt.Key.Key_B, "b")
    bench.key(Qt.Key.Key_Return, "\r")
    assert bench.desk.choice.currentText() == "Box"


def test_tab_ends_a_scan_and_does_not_move_the_focus(bench: Bench) -> None:
    bench.desk.field.setFocus()
    bench.clock_ms += 1_000
    bench.type_in(EAN, gap_ms=1)
    bench.key(Qt.Key.Key_Tab, "\t")
    assert bench.codes == [EAN]
    assert bench.desk.field.hasFocus()


def test_a_field_may_keep_what_is_scanned_into_it(bench: Bench) -> None:
    bench.desk.field.setProperty(KEEPS_SCAN, True)
    bench.desk.field.setFocus()
    bench.scan(EAN)
    assert bench.desk.field.text() == EAN
    assert bench.desk.entered == 0
    assert bench.codes == []


def test_a_scan_that_began_before_a_dialog_came_up_is_whole(bench: Bench, qtbot: QtBot) -> None:
    bench.desk.field.setFocus()
    bench.clock_ms += 1_000
    bench.type_in(EAN[:6], gap_ms=1)
    dialog = QDialog(bench.desk)
    inside = QLineEdit(dialog)
    dialog.open()
    wait_for_focus(dialog, qtbot)
    inside.setFocus()
    bench.type_in(EAN[6:], gap_ms=1, window=dialog)
    bench.key(Qt.Key.Key_Return, "\r", window=dialog)
    assert bench.codes == [EAN]
    assert (bench.desk.field.text(), inside.text()) == ("", "")
    assert dialog.isVisible()
    dialog.reject()


def test_no_shortcut_on_enter_hears_a_scan(bench: Bench) -> None:
    heard: list[bool] = []
    shortcut = QShortcut(QKeySequence("Return"), bench.desk)
    shortcut.activated.connect(lambda: heard.append(True))
    bench.desk.field.setFocus()
    handle = bench.desk.windowHandle()
    for character in EAN:
        QTest.keyClick(handle, character)
    QTest.keyClick(handle, Qt.Key.Key_Return)
    assert bench.codes == [EAN]
    assert heard == []


def test_a_thousand_scans_back_to_back_are_all_found(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    # QTest's keys carry no time of the window system: a busy machine must not stretch a scan.
    times = itertools.count(1_000)
    monkeypatch.setattr("pos_desktop.ui.scanning.filter._time_of", lambda _event: next(times))
    bench.desk.field.setFocus()
    handle = bench.desk.windowHandle()
    codes = [f"{8_901_063_000_000 + number}" for number in range(1_000)]
    for code in codes:
        for character in code:
            QTest.keyClick(handle, character)
        QTest.keyClick(handle, Qt.Key.Key_Return)
    assert bench.codes == codes
    assert bench.desk.field.text() == ""


def _delete_bill(parent: QWidget) -> QDialog:
    dialog = QDialog(parent)
    yes = QPushButton("Delete bill", dialog)
    yes.setDefault(True)
    yes.clicked.connect(dialog.accept)
    yes.setFocus()
    return dialog


def _amount(parent: QWidget) -> QDialog:
    dialog = _delete_bill(parent)
    field = QLineEdit("247.00", dialog)
    field.selectAll()
    field.setFocus()
    return dialog


def _choice(parent: QWidget) -> QDialog:
    dialog = _delete_bill(parent)
    choice = QComboBox(dialog)
    choice.addItems(["1 day", "8 days"])
    choice.setFocus()
    return dialog


@pytest.mark.parametrize("make", [_delete_bill, _amount, _choice])
def test_random_scans_accept_no_dialog(
    bench: Bench, qtbot: QtBot, make: Callable[[QWidget], QDialog]
) -> None:
    dice = random.Random(7)
    dialog = make(bench.desk)
    answers: list[int] = []
    dialog.finished.connect(answers.append)
    dialog.open()
    wait_for_focus(dialog, qtbot)
    expected = []
    for _ in range(100):
        code = "".join(dice.choices("0123456789ABC- ", k=dice.randint(4, 20)))
        expected.append(code)
        bench.scan(code, gap_ms=dice.choice((0, 1, 5, 20, GAP_MS)), window=dialog)
    assert bench.codes == expected
    assert answers == []
    dialog.reject()
