from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QDesktopServices, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application import outlet
from pos_desktop.application.printouts import (
    PrintoutKind,
    PrintoutPaper,
    RenderPrintout,
    render,
)
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
        self.copied = b""
        self.links: list[str] = []

    def display(self, state: PreviewState) -> None:
        self.state = state

    def copy_picture(self, png: bytes) -> None:
        self.copied = png

    def open_link(self, link: str) -> None:
        self.links.append(link)


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
    assert max(map(len, shown.state.lines)) <= printed.columns
    assert shown.state.can_print


def test_the_picture_is_the_printers_dots(counter: Counter, bill: str) -> None:
    shown = Shown()
    PreviewPresenter(counter, shown, PrintoutKind.BILL, bill).opened()
    image = QImage.fromData(shown.state.picture)
    margin = 24
    assert image.width() == 576 + 2 * margin
    assert image.pixelColor(0, 0) == QColor(Qt.GlobalColor.white)
    assert image.height() > 30 * len(shown.state.lines) / 2


def test_it_is_shared_without_a_printer(counter: Counter, bill: str, tmp_path: Path) -> None:
    shown = Shown()
    presenter = PreviewPresenter(counter, shown, PrintoutKind.BILL, bill)
    presenter.whatsapp_pressed()
    presenter.copy_pressed()
    assert (shown.state, shown.copied, shown.links) == (None, b"", [])  # nothing to share yet
    presenter.opened()
    for name, paper, begins in (
        ("a4.pdf", PrintoutPaper.A4, b"%PDF-"),
        ("roll.pdf", PrintoutPaper.ROLL, b"%PDF-"),
        ("receipt.png", None, b"\x89PNG"),
    ):
        presenter.save_chosen(tmp_path / name, paper)
        assert shown.state.told == f"Saved as {name}."
        assert (tmp_path / name).read_bytes().startswith(begins)
    presenter.copy_pressed()
    assert shown.copied == (tmp_path / "receipt.png").read_bytes()
    assert shown.links == []
    presenter.whatsapp_pressed()
    (link,) = shown.links
    assert link.startswith("https://wa.me/?text=")
    assert bill.replace("/", "%2F") in link


def test_a_place_that_cannot_be_written_to_is_told(
    counter: Counter, bill: str, tmp_path: Path
) -> None:
    shown = Shown()
    presenter = PreviewPresenter(counter, shown, PrintoutKind.BILL, bill)
    presenter.opened()
    presenter.save_chosen(tmp_path / "nowhere" / "a.pdf", PrintoutPaper.A4)
    assert "could not be saved there" in shown.state.problem
    assert not shown.state.busy


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


def test_keys_save_copy_and_open_whatsapp(
    sheet: PreviewSheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    told = sheet.findChild(QWidget, "told")
    QTest.keyClick(sheet.windowHandle(), Qt.Key.Key_F6)
    assert QGuiApplication.clipboard().image().width() == 624
    assert opened == []
    QTest.keyClick(sheet.windowHandle(), Qt.Key.Key_F8)
    assert len(opened) == 1
    QTest.keyClick(sheet.windowHandle(), Qt.Key.Key_F5)
    dialog = sheet.findChild(QFileDialog, "save_printout")
    assert dialog is not None
    dialog.selectNameFilter("PDF on A5 paper (*.pdf)")
    dialog.fileSelected.emit(str(tmp_path / "bill.pdf"))
    dialog.reject()
    assert told.text() == "Saved as bill.pdf."  # type: ignore[union-attr]
    assert (tmp_path / "bill.pdf").read_bytes().startswith(b"%PDF-")


def test_the_paper_is_white_in_the_dark_look_too(sheet: PreviewSheet) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply_appearance(application, Appearance(look=DARK))
    assert sheet.paper.grab().toImage().pixelColor(2, 2) == QColor(Qt.GlobalColor.white)


def test_the_sheet_fits_a_small_screen(sheet: PreviewSheet) -> None:
    assert sheet.height() <= 600
    assert sheet.width() <= 960
