from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPaintEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.palette import LIGHT
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.row_painter import RowPainter
from pos_desktop.ui.widgets.table_view import TableView


class Line(Struct, frozen=True, kw_only=True):
    item: str
    amount: str
    unknown: bool = False


COLUMNS: tuple[Column[Line], ...] = (
    Column(header="Item", text=lambda line: line.item),
    Column(
        header="Amount",
        text=lambda line: line.amount,
        align="right",
        sample="₹9,99,999.99",
        sortable=True,
    ),
)
LINES = tuple(Line(item=f"Item {number}", amount=f"₹{number}.00") for number in range(5))


class Paints(QObject):
    """Notes which part of a widget is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.areas: list[QRect] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QPaintEvent):
            self.areas.append(event.rect())
        return False


@pytest.fixture
def table(show: Callable[[QWidget], None]) -> TableView[Line]:
    made: TableView[Line] = TableView(
        COLUMNS, name="Cart", row_tone=lambda line: "owes" if line.unknown else "text"
    )
    QAbstractItemModelTester(
        made.rows_model, QAbstractItemModelTester.FailureReportingMode.Warning, made
    )
    made.resize(500, 300)
    made.display(LINES)
    show(made)
    return made


def colour_of(table: TableView[Line], row: int) -> str:
    image = table.viewport().grab().toImage()
    return image.pixelColor(300, table.rowViewportPosition(row) + 3).name().upper()


def test_qt_finds_no_fault_with_any_change_of_rows(table: TableView[Line]) -> None:
    for rows in (LINES[:2], (*LINES, *LINES), (), LINES[::-1], LINES[1:4], LINES):
        table.display(rows)
        assert table.rows_model.rows == rows
        assert table.rows_model.rowCount() == len(rows)


def test_adding_a_line_shapes_no_text_of_the_others(
    table: TableView[Line], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.viewport().grab()
    shaped: list[str] = []
    shape = RowPainter._shape

    def noted(painter: RowPainter, text: str, bold: bool, room: int) -> object:
        shaped.append(text)
        return shape(painter, text, bold, room)

    monkeypatch.setattr(RowPainter, "_shape", noted)
    table.display((*LINES, Line(item="New", amount="₹77.00")))
    table.viewport().grab()
    assert sorted(shaped) == ["New", "₹77.00"]


def test_changing_a_line_repaints_one_line(table: TableView[Line], qtbot: QtBot) -> None:
    qtbot.wait(20)
    paints = Paints()
    table.viewport().installEventFilter(paints)
    table.display((LINES[0], replace(LINES[1], amount="₹7.00"), *LINES[2:]))
    qtbot.waitUntil(lambda: bool(paints.areas))
    top, height = table.rowViewportPosition(1), table.rowHeight(1)
    assert all(area.top() >= top and area.height() <= height for area in paints.areas)


def test_the_line_just_added_flashes_once(table: TableView[Line], qtbot: QtBot) -> None:
    table.display((*LINES, Line(item="New", amount="₹1.00")), flash=True)
    assert colour_of(table, 5) == LIGHT.flash
    qtbot.waitUntil(lambda: colour_of(table, 5) != LIGHT.flash)


def test_a_quantity_that_grew_flashes_its_line(table: TableView[Line]) -> None:
    table.display((LINES[0], replace(LINES[1], amount="₹7.00"), *LINES[2:]), flash=True)
    assert colour_of(table, 1) == LIGHT.flash


def test_the_chosen_line_stays_chosen_when_others_come_and_go(table: TableView[Line]) -> None:
    table.choose(3)
    table.display((Line(item="First", amount="₹1.00"), *LINES))
    assert table.current_row() == LINES[3]
    table.display(LINES[2:])
    assert table.current_row() == LINES[3]


def test_a_row_with_a_meaning_is_tinted(table: TableView[Line]) -> None:
    table.display((Line(item="8901", amount="", unknown=True),))
    table.choose(-1)
    assert colour_of(table, 0) == LIGHT.owes_tint


def test_the_chosen_row_is_seen(table: TableView[Line]) -> None:
    table.choose(2)
    assert colour_of(table, 2) == LIGHT.selection


def test_figures_and_their_header_stand_right_and_words_left(table: TableView[Line]) -> None:
    model, role = table.rows_model, Qt.ItemDataRole.TextAlignmentRole
    right = Qt.AlignmentFlag.AlignRight
    for column, is_right in ((0, False), (1, True)):
        header = model.headerData(column, Qt.Orientation.Horizontal, role)
        cell = model.data(model.index(0, column), role)
        assert bool(header & right) is is_right
        assert bool(cell & right) is is_right


def test_enter_and_double_click_activate_a_row(table: TableView[Line], qtbot: QtBot) -> None:
    table.choose(2)
    with qtbot.waitSignal(table.row_activated) as activated:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert activated.args == [LINES[2]]


def test_arrows_move_and_tell(table: TableView[Line], qtbot: QtBot) -> None:
    table.choose(0)
    with qtbot.waitSignal(table.row_chosen) as chosen:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert chosen.args == [LINES[1]]


def test_typing_does_not_search(table: TableView[Line], qtbot: QtBot) -> None:
    table.choose(0)
    qtbot.keyClicks(table, "Item 4")
    assert table.current_row() == LINES[0]


def test_choosing_outside_the_rows_chooses_none(table: TableView[Line]) -> None:
    table.choose(99)
    assert table.current_row() is None


def test_only_sortable_columns_ask_to_be_sorted(table: TableView[Line]) -> None:
    asked: list[int] = []
    table.sort_asked.connect(asked.append)
    table.horizontalHeader().sectionClicked.emit(0)
    table.horizontalHeader().sectionClicked.emit(1)
    assert asked == [1]


def test_the_end_of_a_long_list_is_told(table: TableView[Line], qtbot: QtBot) -> None:
    table.display(LINES * 20)
    with qtbot.waitSignal(table.end_reached):
        table.scrollToBottom()


def test_an_empty_table_says_so_and_a_full_one_does_not(table: TableView[Line]) -> None:
    empty = EmptyState("receipt-indian-rupee", "No lines yet", "Scan an item.")
    table.set_empty_state(empty)
    assert empty.isHidden()
    table.display(())
    assert empty.isVisible()
    assert empty.accessibleName() == "No lines yet Scan an item."


def test_rows_are_as_high_as_fingers_need_in_touch_mode(table: TableView[Line]) -> None:
    assert table.rowHeight(0) == appearance_in_use().scale.row_px


def ink(image: QImage, columns: range) -> tuple[int, int]:
    """First and last row of pixels in these columns that differ from the background."""
    ground = image.pixelColor(columns[0], 1)
    inked = [
        y
        for y in range(1, image.height() - 1)
        if any(image.pixelColor(x, y).lightness() < ground.lightness() - 60 for x in columns)
    ]
    return inked[0], inked[-1]


def test_every_script_stands_on_the_baseline_of_figures(table: TableView[Line]) -> None:
    # The foot of an “A” is the baseline; what follows it is of a font that rises higher.
    texts = ("A", "Aक", "Aব", "Aમ", "A₹")
    table.display(tuple(Line(item=text, amount="") for text in texts))
    letter = range(10, 10 + QFontMetrics(table.font()).horizontalAdvance("A"))
    feet = []
    for row in range(len(texts)):
        area = QRect(0, table.rowViewportPosition(row), 200, table.rowHeight(row))
        image = table.viewport().grab(area).toImage()
        feet.append(ink(image, letter)[1])
    assert len(set(feet)) == 1, feet


def test_moving_on_stays_within_the_rows(table: TableView[Line]) -> None:
    table.choose(-1)
    for step, wanted in ((1, 0), (1, 1), (-1, 0), (-1, 0), (9, 4), (1, 4)):
        table.move_on(step)
        assert table.current_row() == LINES[wanted]


def test_moving_on_in_an_empty_table_does_nothing(table: TableView[Line]) -> None:
    table.display(())
    table.move_on(1)
    assert table.current_row() is None
