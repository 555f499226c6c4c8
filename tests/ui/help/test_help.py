"""The guide in the window, driven by keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.ui.help.guide import FOLDER
from pos_desktop.ui.help.reader import GuideReader
from pos_desktop.ui.help.sheet import HelpSheet
from pos_desktop.ui.help.view import HelpView
from pos_desktop.ui.language.catalogue import catalogue_of
from pos_desktop.ui.scanning.text_fields import text_field_of
from pos_desktop.ui.shell.keys_sheet import KeysSheet
from pos_desktop.ui.shell.rail import RailButton
from pos_desktop.ui.widgets.sheet import Sheet
from tests.every_screen import COVERS, SHEETS, Dress, Stage, sheets_of_the_code

# The offscreen platform says so of dialogs.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

SHIFT = Qt.KeyboardModifier.ShiftModifier
StageOf = Callable[[Dress], Stage]


@pytest.fixture
def stage(stage_of: StageOf) -> Stage:
    made = stage_of(Dress(name="plain"))
    made.window.show()
    made.window.uncover()
    made.settle()
    return made


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """To whatever window is in front, as the keyboard does."""
    front = QApplication.activeModalWidget() or QApplication.activeWindow()
    assert front is not None
    QTest.keyClick(front.windowHandle(), key, modifier)
    QApplication.processEvents()


def help_in_front() -> HelpSheet:
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, HelpSheet)
    return sheet


def read(sheet: HelpSheet) -> str:
    return sheet.view.reader.toPlainText().partition("\n")[0]


@pytest.mark.parametrize(
    ("place", "title"),
    [("billing", "Bill a customer"), ("shift", "Close the day"), ("items", "Items, prices and")],
)
def test_shift_f1_opens_the_page_of_the_place(stage: Stage, place: str, title: str) -> None:
    stage.page(place)
    press(Qt.Key.Key_F1, SHIFT)
    assert read(help_in_front()).startswith(title)
    press(Qt.Key.Key_F1, SHIFT)
    assert QApplication.activeModalWidget() is None


def test_a_page_of_settings_has_its_own(stage: Stage) -> None:
    settings = stage.page("settings")
    settings.presenter.page_chosen("backups")  # type: ignore[attr-defined]
    press(Qt.Key.Key_F1, SHIFT)
    assert read(help_in_front()) == "Backups"


def test_f1_shows_the_keys_and_one_more_key_the_guide(stage: Stage) -> None:
    stage.page("shift")
    press(Qt.Key.Key_F1)
    assert isinstance(QApplication.activeModalWidget(), KeysSheet)
    press(Qt.Key.Key_F1, SHIFT)
    assert read(help_in_front()) == "Close the day"
    press(Qt.Key.Key_F1)
    assert isinstance(QApplication.activeModalWidget(), KeysSheet)
    press(Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


def test_a_sheet_is_helped_and_stays(stage: Stage) -> None:
    stage.fill_cart()
    sheet = SHEETS["PaySheet"](stage)
    sheet.open()
    stage.settle()
    press(Qt.Key.Key_F1, SHIFT)
    assert read(help_in_front()) == "Take the money"
    press(Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is sheet
    press(Qt.Key.Key_F1)
    assert isinstance(QApplication.activeModalWidget(), KeysSheet)
    press(Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is sheet


def test_every_sheet_hears_the_keys_of_help_but_where_they_mean_something_else() -> None:
    sheets_of_the_code()  # imports them all
    deaf, waiting = set(), list(Sheet.__subclasses__())
    while waiting:
        sheet = waiting.pop()
        waiting += sheet.__subclasses__()
        deaf |= set() if sheet.helps else {sheet.__name__}
    assert deaf == {"HelpSheet", "KeysSheet", "KeySheet"}


def test_a_cover_is_helped(stage: Stage) -> None:
    stage.window.show_cover(COVERS["OpenShiftScreen"](stage))
    stage.settle()
    press(Qt.Key.Key_F1, SHIFT)
    assert read(help_in_front()) == "Sign in and open the shift"


def test_the_rail_has_a_button_where_there_is_room(stage: Stage, qtbot: QtBot) -> None:
    (button,) = (b for b in stage.window.findChildren(RailButton) if b.accessibleName() == "Help")
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    stage.settle()
    assert read(help_in_front()) == "Bill a customer"
    help_in_front().reject()
    stage.window.resize(1024, 600)
    stage.settle()
    assert not button.isVisible()


def test_one_searches_reads_and_turns_pages_by_keys_alone(stage: Stage, qtbot: QtBot) -> None:
    press(Qt.Key.Key_F1, SHIFT)
    sheet = help_in_front()
    QTest.keyClicks(sheet.view.search, "dues")
    qtbot.waitUntil(lambda: read(sheet) == "Take dues")
    bar = sheet.view.reader.verticalScrollBar()
    assert bar.maximum() > 0
    press(Qt.Key.Key_PageDown)
    assert bar.value() > 0
    press(Qt.Key.Key_PageUp)
    assert bar.value() == 0
    QTest.keyClick(sheet.view.search, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: sheet.view.list.count() > 1)
    press(Qt.Key.Key_Down)
    assert read(sheet) == "Find and print an old bill"
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is sheet.view.reader
    assert QApplication.activeModalWidget() is sheet
    press(Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


def test_the_page_of_settings_shows_the_guide_too(stage: Stage) -> None:
    settings = stage.page("settings")
    settings.presenter.page_chosen("help")  # type: ignore[attr-defined]
    stage.settle()
    view = settings.page("help")  # type: ignore[attr-defined]
    assert isinstance(view, HelpView)
    assert view.reader.toPlainText().startswith("Sign in")


def test_in_hindi_the_pages_are_hindi_where_there_are_any(stage_of: StageOf) -> None:
    made = stage_of(Dress(name="Hindi", catalogue=catalogue_of("hi")))
    made.window.show()
    made.page("shift")
    press(Qt.Key.Key_F1, SHIFT)
    assert read(help_in_front()) == "दिन बंद करें"


def test_a_missing_picture_is_told_in_the_window(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pos_desktop.ui.help.guide.Guide.missing", lambda *_: ("pictures/x.png",))
    press(Qt.Key.Key_F1, SHIFT)
    note = help_in_front().view.note
    assert note.isVisible()
    assert "pictures/x.png" in note.text()


@pytest.fixture
def reader(show: Callable[[QWidget], None]) -> GuideReader:
    made = GuideReader(FOLDER, "The page")
    made.resize(700, 500)
    show(made)
    return made


def picture_of(reader: GuideReader) -> tuple[int, int]:
    image = reader.document().resource(
        QTextDocument.ResourceType.ImageResource.value, QUrl("pictures/closed.png")
    )
    return image.width(), image.height()


def test_a_picture_is_as_wide_as_there_is_room(reader: GuideReader) -> None:
    reader.display("## A\n\n![closed](pictures/closed.png)\n")
    QApplication.processEvents()
    narrow, _height = picture_of(reader)
    assert 0 < narrow <= reader.viewport().width()
    reader.resize(1000, 500)
    QApplication.processEvents()
    wide, _height = picture_of(reader)
    assert narrow < wide <= reader.viewport().width()


@pytest.mark.parametrize("address", ["../icons/x.svg", "../../app.py", "https://example.org/x.png"])
def test_nothing_outside_the_guide_is_loaded(reader: GuideReader, address: str) -> None:
    kind = QTextDocument.ResourceType
    assert reader.loadResource(kind.ImageResource.value, QUrl(address)) is None
    assert reader.loadResource(kind.MarkdownResource.value, QUrl("en.md")) is None


def test_no_link_opens_anything(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    press(Qt.Key.Key_F1, SHIFT)
    view = help_in_front().view
    view.reader.display("[out](https://example.org)\n")
    view.reader.setFocus()
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    assert opened == []
    assert "https://example.org" in view.note.text()


def test_what_is_only_read_takes_no_scan(reader: GuideReader) -> None:
    assert text_field_of(reader) is None


def test_code_is_in_a_font_that_is_shipped(reader: GuideReader) -> None:
    reader.display("## A\n\nType `pos-desktop check`.\n")
    block = reader.document().begin().next()
    fonts = []
    place = block.begin()
    while not place.atEnd():
        fonts.append(place.fragment().charFormat().fontFamilies())
        place += 1
    assert ["Noto Sans Mono", "Noto Sans Devanagari"] in fonts
