from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application import outlet
from pos_desktop.application.printouts import PrintoutKind, RenderPrintout, render
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.appearance import Appearance, apply_appearance
from pos_desktop.ui.look.palette import DARK
from pos_desktop.ui.printout.presenter import PreviewPresenter, PreviewState
from pos_desktop.ui.printout.sheet import PreviewSheet
from pos_desktop.ui.tasks import InlineTasks
from tests.shop_at_hand import ShopAtHand

# The offscreen platform says so of dialogs.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "OpenType", extend=True)


class Shown:
    def __init__(self) -> None:
        self.state: Any = None

    def display(self, state: PreviewState) -> None:
        self.state = state


@pytest.fixture
def counter(open_shop_today: ShopAtHand, tmp_path: Path) -> Counter:
    to_a_folder = outlet.SetPrinter(connection="file", address=str(tmp_path))
    outlet.set_printer(open_shop_today.owner, to_a_folder)
    return Counter(open_shop_today.cashier, InlineTasks(), tell=lambda _: None)


@pytest.fixture
def bill(open_shop_today: ShopAtHand) -> str:
    return open_shop_today.sell("299.00", cash=300_00).bill_number


def test_the_bill_is_shown_as_it_prints(counter: Counter, bill: str) -> None:
    shown = Shown()
    PreviewPresenter(counter, shown, PrintoutKind.BILL, bill).opened()
    printed = render(counter.desk, RenderPrintout(kind=PrintoutKind.BILL, number=bill))
    assert "\n".join(shown.state.lines) + "\n" == printed.text
    assert max(map(len, shown.state.lines)) <= shown.state.columns == printed.columns
    assert shown.state.can_print


def test_a_copy_is_printed_and_told(counter: Counter, bill: str) -> None:
    shown = Shown()
    presenter = PreviewPresenter(counter, shown, PrintoutKind.BILL, bill)
    presenter.opened()
    presenter.print_pressed()
    assert shown.state.told == "Copy 1 is printing."
    presenter.print_pressed()
    assert shown.state.told == "Copy 2 is printing."


def test_an_unknown_bill_is_told_and_cannot_be_printed(counter: Counter) -> None:
    shown = Shown()
    presenter = PreviewPresenter(counter, shown, PrintoutKind.BILL, "A/25-26/000099")
    presenter.opened()
    presenter.print_pressed()
    assert "no bill" in shown.state.problem
    assert (shown.state.can_print, shown.state.told) == (False, "")


@pytest.fixture
def sheet(
    counter: Counter, bill: str, show: Callable[[QWidget], None], qtbot: QtBot
) -> PreviewSheet:
    behind = QWidget()
    behind.resize(1366, 690)
    show(behind)
    made = PreviewSheet(counter, PrintoutKind.BILL, bill, behind)
    made.open()
    made.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is made.windowHandle())
    return made


def test_enter_prints_a_copy_and_escape_closes(sheet: PreviewSheet) -> None:
    QTest.keyClick(sheet.windowHandle(), Qt.Key.Key_Return)
    told = sheet.findChild(QWidget, "told")
    assert told is not None
    assert told.text() == "Copy 1 is printing."  # type: ignore[attr-defined]
    QTest.keyClick(sheet.windowHandle(), Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_the_paper_is_white_in_the_dark_look_too(sheet: PreviewSheet) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply_appearance(application, Appearance(look=DARK))
    assert sheet.paper.grab().toImage().pixelColor(2, 2) == QColor(Qt.GlobalColor.white)


def test_the_sheet_fits_a_small_screen(sheet: PreviewSheet) -> None:
    assert sheet.height() <= 600
    assert sheet.width() <= 960
