from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.ui.keys import DEFAULT_KEYS
from pos_desktop.ui.shell.go_to import GoToSheet
from pos_desktop.ui.shell.key_list import KeyList
from pos_desktop.ui.shell.keys_sheet import KeysSheet
from pos_desktop.ui.shell.main_window import MainWindow
from pos_desktop.ui.shell.rail import Rail, RailButton
from pos_desktop.ui.shell.scope_words import scope_of_place, scope_words
from pos_desktop.ui.shell.status import Status
from pos_desktop.ui.shell.top_strip import Chip
from pos_desktop.ui.widgets.messages import Message
from pos_desktop.ui.widgets.sheet import Sheet

# The offscreen platform says so of dialogs.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class Page(QWidget):
    """A place with two fields, that hears scans."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = QLineEdit(), QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.first)
        column.addWidget(self.second)
        self.setFocusProxy(self.first)
        self.codes: list[str] = []

    def barcode_scanned(self, code: str) -> None:
        self.codes.append(code)


@pytest.fixture
def window(show: Callable[[QWidget], None]) -> MainWindow:
    made = MainWindow()
    made.resize(1366, 690)
    show(made)
    return made


def furnish(window: MainWindow, factory: Callable[[], QWidget] = Page) -> None:
    window.add_place("billing", "scan-barcode", "Billing", "place.billing", factory, thin_rail=True)
    window.add_place("bills", "receipt-indian-rupee", "Bills", "place.bills", factory)
    window.uncover()


def page_of(window: MainWindow, place: str) -> Page:
    page = window.page(place)
    assert isinstance(page, Page)
    return page


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """As the window system gives it: to the window that has the focus."""
    focus = QApplication.focusWindow()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


def test_the_first_paint_is_only_a_cover_and_tells_when_it_was_painted(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.opened):
        window.show()
    assert window.is_covered
    assert window.findChild(Rail) is None


def test_the_shell_imports_nothing_heavy_before_the_first_paint() -> None:
    program = (
        "import sys\n"
        "import pos_desktop.ui.shell.main_window, pos_desktop.ui.look.appearance\n"
        "print(','.join(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.strip().split(","))
    assert not loaded & {
        "PySide6.QtSvg",
        "sqlalchemy",
        "alembic",
        "escpos",
        "reportlab",
        "pos_desktop.ui.widgets.table_view",
        "pos_desktop.ui.widgets.message_bar",
        "pos_desktop.ui.shell.frame",
        "pos_desktop.domain.money",
    }


def test_a_page_is_made_on_the_first_visit_and_kept(window: MainWindow) -> None:
    made: list[Page] = []

    def factory() -> QWidget:
        made.append(Page())
        return made[-1]

    furnish(window, factory)
    assert len(made) == 1
    window.go("bills")
    window.go("billing")
    window.go("bills")
    assert len(made) == 2


def test_without_a_cover_the_first_place_is_shown(window: MainWindow) -> None:
    furnish(window)
    assert window.place == "billing"


def test_a_places_own_key_goes_there(window: MainWindow, qtbot: QtBot) -> None:
    furnish(window)
    with qtbot.waitSignal(window.place_changed) as changed:
        press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert changed.args == ["bills"]


def test_the_rail_goes_there_too_and_shows_only_what_is_registered(
    window: MainWindow, qtbot: QtBot
) -> None:
    furnish(window)
    buttons = {button.text(): button for button in window.findChildren(RailButton)}
    assert set(buttons) == {"Billing", "Bills", "Help", "Keys"}
    qtbot.mouseClick(buttons["Bills"], Qt.MouseButton.LeftButton)
    assert window.place == "bills"
    assert buttons["Bills"].isChecked()
    assert not buttons["Billing"].isChecked()


def test_the_rail_is_thin_on_billing(window: MainWindow, qtbot: QtBot) -> None:
    furnish(window)
    rail = window.findChild(Rail)
    assert isinstance(rail, Rail)
    thin = rail.sizeHint().width()
    window.go("bills")
    assert rail.sizeHint().width() > thin


def test_the_focus_is_found_again_on_return(window: MainWindow) -> None:
    furnish(window)
    billing = page_of(window, "billing")
    assert billing.first.hasFocus()
    billing.second.setFocus()
    window.go("bills")
    window.go("billing")
    assert billing.second.hasFocus()


def test_an_unknown_place_is_an_error(window: MainWindow) -> None:
    furnish(window)
    with pytest.raises(KeyError):
        window.go("nowhere")


def test_a_place_cannot_be_registered_twice(window: MainWindow) -> None:
    furnish(window)
    with pytest.raises(ValueError, match="bills"):
        window.add_place("bills", "receipt-indian-rupee", "Bills", "", Page)


def test_another_user_gets_other_places_and_new_pages(window: MainWindow, qtbot: QtBot) -> None:
    furnish(window)
    window.clear_places()
    window.add_place("reports", "chart-column", "Reports", "place.reports", Page)
    window.go("reports")
    qtbot.waitUntil(
        lambda: (
            {button.text() for button in window.findChildren(RailButton) if button.isVisible()}
            == {"Reports", "Help", "Keys"}
        )
    )
    assert window.page("billing") is None


def test_a_cover_hides_the_places_and_their_keys(window: MainWindow) -> None:
    furnish(window)
    cover = Page()
    window.show_cover(cover)
    assert cover.isVisible()
    assert cover.first.hasFocus()
    press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    assert window.place == "billing"
    assert QApplication.activeModalWidget() is None


def test_under_a_cover_the_page_stays_as_it_was(window: MainWindow) -> None:
    furnish(window)
    billing = page_of(window, "billing")
    billing.first.setText("3*")
    window.show_cover(Page())
    window.uncover()
    assert page_of(window, "billing") is billing
    assert billing.first.text() == "3*"
    assert billing.first.hasFocus()


def test_messages_are_seen_under_a_cover(window: MainWindow, qtbot: QtBot) -> None:
    window.show_cover(Page())
    window.display_message(Message(kind="error", text="Wrong PIN"))
    qtbot.waitUntil(window.messages.isVisible)
    assert window.messages.message is not None


def test_the_strip_says_the_status_and_hides_what_is_unknown(window: MainWindow) -> None:
    furnish(window)
    window.display_status(Status(outlet="Sharma Stores", printer="No paper", printer_tone="owes"))
    said = {chip.text() for chip in window.findChildren(Chip) if chip.isVisible()}
    assert said == {"Sharma Stores", "No paper"}


def test_a_chip_can_be_pressed(window: MainWindow, qtbot: QtBot) -> None:
    furnish(window)
    window.display_status(Status(user="Meera"))
    chip = next(chip for chip in window.findChildren(Chip) if chip.isVisible())
    with qtbot.waitSignal(window.chip_pressed) as pressed:
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert pressed.args == ["user"]


def test_f1_shows_every_key_of_the_table_and_f1_closes_it(window: MainWindow, qtbot: QtBot) -> None:
    furnish(window)
    press(Qt.Key.Key_F1)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, KeysSheet)
    said = [printed for keys in sheet.findChildren(KeyList) for printed, _ in keys.rows]
    assert sorted(said) == sorted(key.printed for key in DEFAULT_KEYS)
    qtbot.keyClick(sheet, Qt.Key.Key_F1)
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize(
    ("place", "titles"), [("bills", ["Customers and bills", "Everywhere"]), ("", ["Everywhere"])]
)
def test_f1_begins_with_the_keys_of_the_place(
    window: MainWindow, qtbot: QtBot, place: str, titles: list[str]
) -> None:
    sheet = KeysSheet(window, here=scope_of_place(place))
    qtbot.addWidget(sheet)
    shown = [label.text() for label in sheet.findChildren(QLabel)]
    heads = [text for text in shown if text in scope_words().values()]
    assert heads[: len(titles)] == titles
    assert sorted(heads) == sorted(scope_words().values())


def test_f1_works_under_a_cover(window: MainWindow) -> None:
    window.show_cover(Page())
    press(Qt.Key.Key_F1)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, KeysSheet)
    sheet.reject()


def test_alt_g_lists_the_places_and_enter_goes(window: MainWindow, qtbot: QtBot) -> None:
    furnish(window)
    press(Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, GoToSheet)
    table = sheet.focusWidget()
    assert table is not None
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert window.place == "bills"
    assert QApplication.activeModalWidget() is None


def test_f11_is_full_screen_and_back(window: MainWindow) -> None:
    furnish(window)
    press(Qt.Key.Key_F11)
    assert window.isFullScreen()
    press(Qt.Key.Key_F11)
    assert not window.isFullScreen()


def test_no_key_is_heard_twice(window: MainWindow) -> None:
    furnish(window)
    heard = [shortcut.key() for shortcut in window.findChildren(QShortcut)]
    assert len({key.toString() for key in heard}) == len(heard)
    assert QKeySequence("F1") in heard


def test_a_scan_goes_to_the_page_in_front(window: MainWindow) -> None:
    furnish(window)
    window.deliver_scan("8901")
    window.go("bills")
    window.deliver_scan("8902")
    assert page_of(window, "billing").codes == ["8901"]
    assert page_of(window, "bills").codes == ["8902"]


def test_a_scan_goes_through_a_sheet_unless_it_takes_scans(window: MainWindow) -> None:
    furnish(window)
    through, taking = Sheet("Pay", window), Sheet("New item", window, takes_scans=True)
    codes: list[str] = []
    taking.scanned.connect(codes.append)
    through.open()
    window.deliver_scan("8901")
    through.reject()
    taking.open()
    window.deliver_scan("8902")
    taking.reject()
    assert page_of(window, "billing").codes == ["8901"]
    assert codes == ["8902"]


def test_a_scan_that_nothing_wants_is_told(window: MainWindow, qtbot: QtBot) -> None:
    furnish(window, QWidget)
    with qtbot.waitSignal(window.messages.sounded) as sounded:
        window.deliver_scan("8901")
    assert sounded.args == ["unknown"]
    message = window.messages.message
    assert message is not None
    assert "8901 was scanned, but not added" in message.text


def test_little_room_makes_the_rail_thin_and_is_told(window: MainWindow, qtbot: QtBot) -> None:
    furnish(window)
    window.go("bills")
    rail = window.findChild(Rail)
    assert isinstance(rail, Rail)
    wide = rail.sizeHint().width()
    with qtbot.waitSignal(window.compact_changed):
        window.resize(1024, 560)
    assert window.is_compact
    assert rail.sizeHint().width() < wide


def test_the_window_fits_the_screens_it_must(window: MainWindow) -> None:
    furnish(window)
    assert window.minimumSize().width() <= 1024
    assert window.minimumSize().height() <= 560
    hint = window.minimumSizeHint()
    assert hint.width() <= 1366
    assert hint.height() <= 690


def test_closing_can_be_refused(window: MainWindow) -> None:
    window.may_close = lambda: False
    assert not window.close()
    window.may_close = lambda: True
    assert window.close()
