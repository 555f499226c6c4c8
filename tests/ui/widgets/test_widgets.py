from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.ui.keys import DEFAULT_KEYS, use_keys
from pos_desktop.ui.look.appearance import (
    Appearance,
    appearance_in_use,
    apply_appearance,
    chosen_appearance,
)
from pos_desktop.ui.look.palette import DARK, LIGHT
from pos_desktop.ui.widgets.card import Card
from pos_desktop.ui.widgets.figures import BalanceLabel, FigureLabel, TextLabel, balance_words
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.message_bar import MessageBar
from pos_desktop.ui.widgets.messages import Message
from pos_desktop.ui.widgets.number_field import NumberField
from pos_desktop.ui.widgets.number_pad import NumberPad
from pos_desktop.ui.widgets.pick_box import DateField, PickBox
from pos_desktop.ui.widgets.search_field import SearchField
from pos_desktop.ui.widgets.sheet import Sheet
from pos_desktop.ui.widgets.tick_box import TickBox

# The offscreen platform says so of dialogs and popups.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


Show = Callable[[QWidget], None]


# --- key button ---------------------------------------------------------------------------


def test_a_key_button_prints_its_key_and_hears_it(qtbot: QtBot, show: Show) -> None:
    button = KeyButton("hold")
    show(button)
    assert (button.label, button.printed_key) == ("Hold", "F6")
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_F6)


def test_changing_the_label_keeps_the_key(qtbot: QtBot, show: Show) -> None:
    button = KeyButton("pay", variant="next")
    show(button)
    button.display_label("Pay ₹2,247.00 & print")
    assert button.label == "Pay ₹2,247.00 & print"
    assert button.accessibleName() == "Pay ₹2,247.00 & print"
    assert button.shortcut() == QKeySequence("F9")


def test_a_changed_key_is_printed_and_heard(qtbot: QtBot) -> None:
    use_keys(DEFAULT_KEYS.with_key("hold", "Ctrl+H"))
    button = KeyButton("hold")
    qtbot.addWidget(button)
    assert button.printed_key == "Ctrl+H"
    assert button.shortcut() == QKeySequence("Ctrl+H")


def test_a_button_without_a_key_has_only_its_label(qtbot: QtBot) -> None:
    button = KeyButton("", label="Print")
    qtbot.addWidget(button)
    assert button.printed_key == ""
    assert button.shortcut().isEmpty()


def test_a_key_button_is_as_wide_as_its_words_now_are(qapp: QApplication, show: Show) -> None:
    button = KeyButton("", label="Pay ₹10")
    show(button)
    widths = [button.sizeHint().width()]
    button.display_label("Pay ₹10,00,000.00")
    widths.append(button.sizeHint().width())
    button.display_variant("next")
    widths.append(button.sizeHint().width())
    apply_appearance(qapp, chosen_appearance(qapp, theme="light", body_pt=14))
    widths.append(button.sizeHint().width())
    apply_appearance(qapp, Appearance())
    assert widths == sorted(set(widths))
    assert button.sizeHint().width() == widths[2]


def test_a_click_on_a_key_button_leaves_the_focus_where_it_is(qtbot: QtBot, show: Show) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    field, button = QLineEdit(), KeyButton("hold")
    column.addWidget(field)
    column.addWidget(button)
    show(page)
    field.setFocus()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert field.hasFocus()


@pytest.mark.parametrize("points", [10, 12, 14])
@pytest.mark.parametrize("stacked", [True, False])
def test_no_label_of_a_key_button_is_cut(points: int, stacked: bool, qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_appearance(app, chosen_appearance(app, theme="light", body_pt=points))
    for key in DEFAULT_KEYS:
        button = KeyButton(key.action, stacked=stacked, variant="next")
        qtbot.addWidget(button)
        words = button.fontMetrics().horizontalAdvance(button.label)
        assert button.minimumSizeHint().width() >= words
        assert button.minimumSizeHint().height() >= 36
    apply_appearance(app, Appearance())


@pytest.mark.parametrize("variant", ["normal", "next", "danger"])
def test_a_focused_button_looks_different(variant: str, qtbot: QtBot, show: Show) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    button, other = KeyButton("hold", variant=variant), QLineEdit()  # type: ignore[arg-type]
    column.addWidget(button)
    column.addWidget(other)
    show(page)
    other.setFocus()
    before = button.grab().toImage()
    button.setFocus()
    assert button.grab().toImage() != before


# --- words and figures --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paise", "words", "tone"),
    [
        (-190_715, "▲ Owes ₹1,907.15", "owes"),
        (5_000, "▼ Credit ₹50.00", "credit"),
        (0, "Up to date", "muted"),
    ],
)
def test_a_balance_is_said_in_words(paise: int, words: str, tone: str) -> None:
    assert balance_words(paise) == (words, tone)


def test_a_balance_label_says_it_without_the_arrow_to_a_screen_reader(qtbot: QtBot) -> None:
    label = BalanceLabel()
    qtbot.addWidget(label)
    label.display_balance(-100)
    assert label.text() == "▲ Owes ₹1.00"
    assert label.accessibleName() == "Owes ₹1.00"
    assert label.palette().color(QPalette.ColorRole.WindowText).name().upper() == LIGHT.owes


def test_words_follow_theme_and_size(qtbot: QtBot, qapp: QApplication, show: Show) -> None:
    label = TextLabel("Meera", size="section", tone="muted", bold=True)
    show(label)
    assert (label.font().pointSizeF(), label.font().bold()) == (12.5, True)
    apply_appearance(qapp, chosen_appearance(qapp, theme="dark", body_pt=12))
    assert label.palette().color(QPalette.ColorRole.WindowText).name().upper() == DARK.muted
    assert (label.font().pointSizeF(), label.font().bold()) == (15, True)
    apply_appearance(qapp, Appearance())
    assert label.font().pointSizeF() == 12.5


def test_markup_in_a_name_is_only_text(qtbot: QtBot) -> None:
    label = TextLabel("<b>Maggi</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_figure_too_wide_is_made_smaller_not_cut(qtbot: QtBot, show: Show) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    figure = FigureLabel("₹1.00")
    column.addWidget(figure)
    page.resize(280, 100)
    show(page)
    assert figure.font().pointSizeF() == 30
    height = figure.height()
    figure.display("₹12,34,56,789.00")
    assert figure.fontMetrics().horizontalAdvance(figure.text()) <= figure.width()
    assert figure.font().pointSizeF() < 30
    figure.display("₹1.00")
    assert figure.font().pointSizeF() == 30
    assert figure.height() == height


def test_a_card_is_read_as_one(qtbot: QtBot) -> None:
    card = Card("Total credit")
    qtbot.addWidget(card)
    card.display("₹1,907.15", "3 customers", "owes")
    assert card.accessibleName() == "Total credit ₹1,907.15 3 customers"


# --- messages -----------------------------------------------------------------------------


@pytest.fixture
def bar(qtbot: QtBot, show: Show) -> MessageBar:
    made = MessageBar()
    made.resize(900, 48)
    show(made)
    return made


@pytest.mark.parametrize("kind", ["info", "success", "warning", "error"])
def test_each_kind_of_message_has_its_picture_and_sound(
    bar: MessageBar, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    sounds: list[str] = []
    bar.sounded.connect(sounds.append)
    with caplog.at_level(logging.ERROR):
        bar.display(Message(kind=kind, text="Something"))  # type: ignore[arg-type]
    assert caplog.text == ""
    assert sounds == [kind]
    assert bar.accessibleName() == "Something"


def test_a_message_may_ask_for_its_own_sound(bar: MessageBar) -> None:
    sounds: list[str] = []
    bar.sounded.connect(sounds.append)
    bar.display(Message(kind="error", text="No such code", sound="unknown"))
    assert sounds == ["unknown"]


def test_news_goes_by_itself_and_trouble_stays(
    bar: MessageBar, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar._timer.setInterval(1)
    bar.display(Message(kind="error", text="No paper"))
    qtbot.wait(20)
    assert bar.message is not None
    bar.display(Message(kind="info", text="Held"))
    qtbot.waitUntil(lambda: bar.message is None)


def test_the_newest_message_replaces_the_one_before(bar: MessageBar) -> None:
    bar.display(Message(kind="error", text="No paper"))
    bar.display(Message(kind="success", text="Bill saved"))
    assert bar.message == Message(kind="success", text="Bill saved")


def test_without_a_message_the_bar_says_what_the_keys_do(bar: MessageBar) -> None:
    bar.display_hint("Enter add")
    bar.display(Message(kind="error", text="No paper"))
    assert bar.accessibleName() == "No paper"
    bar.clear()
    assert bar.accessibleName() == "Enter add"


def test_the_messages_action_has_its_key(bar: MessageBar, qtbot: QtBot) -> None:
    bar.display(Message(kind="error", text="No such code", action="create"))
    button = bar.findChild(KeyButton)
    assert isinstance(button, KeyButton)
    assert button.printed_key == "Alt+C"
    with qtbot.waitSignal(bar.acted) as acted:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert acted.args == ["create"]
    bar.clear()
    assert bar.findChild(KeyButton) is None


def test_nothing_jumps_when_a_message_comes(bar: MessageBar) -> None:
    least = bar.minimumHeight()
    bar.display(Message(kind="error", text="No such code", action="create"))
    assert bar.layout().sizeHint().height() <= least == bar.minimumHeight()


# --- fields -------------------------------------------------------------------------------


@pytest.fixture
def search(qtbot: QtBot, show: Show) -> SearchField:
    made = SearchField("Phone or name", name="Customer search")
    show(made)
    return made


def test_a_search_field_has_a_name_without_a_label(search: SearchField) -> None:
    assert search.accessibleName() == "Customer search"


def test_a_burst_of_characters_is_searched_at_most_twice(search: SearchField, qtbot: QtBot) -> None:
    searched: list[str] = []
    search.searched.connect(searched.append)
    for character in "8901063010017":
        search.insert(character)
    qtbot.waitUntil(lambda: "8901063010017" in searched)
    assert len(searched) <= 2


def test_the_first_character_is_searched_at_once(search: SearchField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(search.searched) as searched:
        qtbot.keyClick(search, "p")
    assert searched.args == ["p"]


def test_a_scan_put_back_is_not_searched(search: SearchField, qtbot: QtBot) -> None:
    searched: list[str] = []
    search.searched.connect(searched.append)
    for character in "8901":
        search.insert(character)
    search.setText("")
    qtbot.wait(80)
    assert searched == []


def test_esc_empties_and_then_goes_on_to_the_screen(search: SearchField, qtbot: QtBot) -> None:
    search.setText("raj")
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""


def test_arrows_go_to_the_list_below(search: SearchField, qtbot: QtBot) -> None:
    moves: list[int] = []
    search.arrow_pressed.connect(moves.append)
    qtbot.keyClick(search, Qt.Key.Key_Down)
    qtbot.keyClick(search, Qt.Key.Key_Up)
    assert moves == [1, -1]


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("", 0), ("-", 0), ("9999999", 500)])
def test_a_number_field_is_always_within_its_limits(text: str, number: int, qtbot: QtBot) -> None:
    field = NumberField(name="Notes of ₹500", highest=500)
    qtbot.addWidget(field)
    field.setText(text)
    assert field.number == number


def test_arrows_change_a_number_only_where_wanted(qtbot: QtBot) -> None:
    field, still = NumberField(name="Copies", arrows=True), NumberField(name="Notes")
    qtbot.addWidget(field)
    qtbot.addWidget(still)
    for each in (field, still):
        each.display(3)
        qtbot.keyClick(each, Qt.Key.Key_Up)
    assert (field.number, still.number) == (4, 3)


def test_a_pad_types_into_the_field_that_keeps_the_focus(qtbot: QtBot, show: Show) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    field, pad = QLineEdit("9"), NumberPad()
    pad.attach(field)
    column.addWidget(field)
    column.addWidget(pad)
    show(page)
    field.setFocus()
    entered: list[str] = []
    field.returnPressed.connect(lambda: entered.append(field.text()))
    for name in ("7", "00", ".", "5", "Erase", "Enter"):
        button = next(
            child for child in pad.findChildren(KeyButton) if child.accessibleName() == name
        )
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert entered == ["9700."]
    assert field.hasFocus()


def test_a_pad_for_pins_has_digits_only(qtbot: QtBot) -> None:
    pad = NumberPad(pin=True)
    qtbot.addWidget(pad)
    names = {child.accessibleName() for child in pad.findChildren(KeyButton)}
    assert names == {*"0123456789", "Erase", "Enter"}


def test_a_pick_box_tells_the_id_of_its_choice(qtbot: QtBot) -> None:
    box = PickBox(name="Order type")
    qtbot.addWidget(box)
    box.display((("counter", "Counter"), ("dine_in", "Dine in")), "dine_in")
    assert box.chosen == "dine_in"
    box.display(())
    assert box.chosen == ""
    assert box.accessibleName() == "Order type"


def test_a_date_field_gives_the_day_it_shows(qtbot: QtBot) -> None:
    field = DateField(name="From")
    qtbot.addWidget(field)
    field.display(date(2026, 3, 31))
    assert field.text() == "31-03-2026"
    assert field.day == date(2026, 3, 31)


def test_fields_that_open_something_paint_without_missing_icons(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture, show: Show
) -> None:
    tick = TickBox("Only overdue")
    tick.setChecked(True)
    with caplog.at_level(logging.ERROR):
        for widget in (DateField(name="Day"), PickBox(name="Type"), tick):
            show(widget)
            widget.grab()
    assert caplog.text == ""


# --- sheet --------------------------------------------------------------------------------


@pytest.fixture
def page(qtbot: QtBot, show: Show) -> QWidget:
    made = QWidget()
    made.resize(800, 600)
    show(made)
    return made


def test_enter_accepts_a_harmless_sheet(page: QWidget, qtbot: QtBot) -> None:
    sheet = Sheet("Pay in", page)
    sheet.add_accept("Save")
    sheet.open()
    with qtbot.waitSignal(sheet.accepted):
        qtbot.keyClick(sheet, Qt.Key.Key_Return)


def test_enter_cancels_a_dangerous_sheet(page: QWidget, qtbot: QtBot) -> None:
    sheet = Sheet("Delete this order?", page)
    sheet.add_accept("Delete", danger=True)
    sheet.open()
    with qtbot.waitSignal(sheet.rejected):
        qtbot.keyClick(sheet, Qt.Key.Key_Return)


def test_esc_closes_a_sheet(page: QWidget, qtbot: QtBot) -> None:
    sheet = Sheet("Pay in", page)
    sheet.add_accept("Save")
    sheet.open()
    with qtbot.waitSignal(sheet.rejected):
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)


def test_an_accept_button_may_do_something_else_first(page: QWidget, qtbot: QtBot) -> None:
    saved: list[bool] = []
    sheet = Sheet("Pay in", page)
    button = sheet.add_accept("Save", clicked=lambda: saved.append(True))
    sheet.open()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert saved == [True]
    assert sheet.isVisible()
    sheet.reject()


def test_a_sheet_is_never_executed(page: QWidget) -> None:
    with pytest.raises(RuntimeError, match="open"):
        Sheet("Pay in", page).exec()


def test_the_window_behind_a_sheet_is_dimmed_only_while_it_is_open(
    page: QWidget, qtbot: QtBot
) -> None:
    before = page.grab().toImage()
    sheet = Sheet("Pay in", page)
    sheet.open()
    assert page.grab().toImage() != before
    sheet.reject()
    assert page.grab().toImage() == before


def test_the_appearance_was_left_as_it_was_found() -> None:
    assert appearance_in_use() == Appearance()
