"""Labels at the counter: the presenter without Qt, and the sheet by keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application import item_cards, outlet, print_queue
from pos_desktop.application.item_cards import CreateItem
from pos_desktop.domain.item_cards import PackBarcode, own_barcode
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.items.card_sheet import CardSheet
from pos_desktop.ui.items.labels_presenter import LabelsPresenter, LabelsState
from pos_desktop.ui.items.labels_sheet import LabelsSheet
from pos_desktop.ui.items.screen import ItemsScreen
from pos_desktop.ui.items.stock_sheet import StockSheet
from pos_desktop.ui.tasks import InlineTasks
from tests.shop_at_hand import ShopAtHand

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

EAN, CARTON = "4006381333931", "18901234567897"


class View:
    def __init__(self) -> None:
        self.state = LabelsState()

    def display(self, state: LabelsState) -> None:
        self.state = state

    @property
    def rows(self) -> list[tuple[str, str, int]]:
        return [(row.name, row.barcode, row.count) for row in self.state.rows]


@pytest.fixture
def manager(shop: ShopAtHand) -> Counter:
    made = Counter(shop.manager, InlineTasks(), tell=[].append)
    made.outlet = outlet.get(made.desk, outlet.GetOutlet())
    return made


@pytest.fixture
def view() -> View:
    return View()


@pytest.fixture
def labels(manager: Counter, view: View) -> LabelsPresenter:
    return LabelsPresenter(manager, view)


def add(shop: ShopAtHand, name: str, *packs: PackBarcode) -> int:
    request = CreateItem(
        name=name, price=55_00, mrp=60_00, tax_class="GST5", code=name[:3].upper(), barcodes=packs
    )
    return item_cards.create(shop.manager, request).id


@pytest.fixture
def soap(shop: ShopAtHand) -> int:
    return add(shop, "Ziba Soap", PackBarcode(barcode=EAN), PackBarcode(barcode=CARTON, qty=12_000))


@pytest.fixture
def loose(shop: ShopAtHand) -> int:
    return add(shop, "Qamar Rope")


def test_every_scan_is_one_label_more(labels: LabelsPresenter, view: View, soap: int) -> None:
    labels.opened(())
    for code in (EAN, EAN, "ZIB", CARTON):
        labels.code_entered(code)
    assert view.rows == [("Ziba Soap", EAN, 3), ("Ziba Soap", CARTON, 1)]
    assert view.state.summary == "Labels: 4, sheets: 1"
    assert len([w for w in view.state.page.words if w.text == EAN]) == 3
    assert view.state.can_print


def test_what_fits_nothing_or_several_is_told(
    labels: LabelsPresenter, view: View, soap: int
) -> None:
    labels.opened(((soap, 1),))
    labels.code_entered("zzzzz")
    assert view.state.problem == "No item fits “zzzzz”. Type its name, code or barcode."
    labels.code_entered("amul")
    assert "items fit “amul”" in view.state.problem
    assert view.rows == [("Ziba Soap", EAN, 1)]
    labels.code_entered("  ")
    labels.code_entered("ziba so")
    assert (view.rows[0][2], view.state.problem) == (2, "")


def test_an_item_without_a_barcode_gets_one(
    labels: LabelsPresenter, view: View, loose: int, shop: ShopAtHand
) -> None:
    labels.opened(((loose, 4),))
    assert view.rows == [("Qamar Rope", "", 4)]
    assert not view.state.can_print
    labels.make_barcode_pressed()
    assert view.rows == [("Qamar Rope", own_barcode(loose), 4)]
    assert view.state.can_print
    assert view.state.summary == "Labels: 4, sheets: 1"
    (pack,) = item_cards.card(shop.manager, item_cards.ItemId(id=loose)).facts.barcodes
    assert pack.barcode == own_barcode(loose)


def test_counts_sheets_and_the_first_free_label(
    labels: LabelsPresenter, view: View, soap: int
) -> None:
    labels.opened(((soap, 1),))
    labels.sheet_chosen(24)
    labels.start_changed(20)
    labels.count_changed(10)
    assert view.state.summary == "Labels: 10, sheets: 2"
    labels.count_changed(0)
    assert view.rows[0][2] == 10
    labels.start_changed(25)
    assert view.state.problem == "The first free label of the sheet is 1 to 24, not 25."
    assert view.state.page.bars == ()
    labels.sheet_chosen(40)
    assert (view.state.start, view.state.problem) == (1, "")


def test_rows_are_chosen_and_taken_out(
    labels: LabelsPresenter, view: View, soap: int, loose: int
) -> None:
    labels.opened(((soap, 2), (loose, 1)))
    assert view.state.chosen == 1
    labels.moved(1)
    assert view.state.chosen == 1
    labels.moved(-1)
    labels.taken_out()
    assert [name for name, _code, _count in view.rows] == ["Qamar Rope"]
    labels.taken_out()
    assert (view.rows, view.state.chosen, view.state.page.bars) == ([], -1, ())
    labels.taken_out()
    labels.print_pressed()
    assert view.state.problem == ""


def test_a_barcode_too_fine_for_the_label_is_told(
    labels: LabelsPresenter, view: View, shop: ShopAtHand
) -> None:
    long = add(shop, "Long", PackBarcode(barcode="ABCDEFGHIJKLMNOPQRSTUVWX"))
    labels.opened(((long, 1),))
    assert "too long for this label" in view.state.problem


def test_the_sheets_are_saved(
    labels: LabelsPresenter, view: View, soap: int, tmp_path: Path
) -> None:
    labels.opened(((soap, 70),))
    labels.save_chosen(tmp_path / "labels.pdf")
    assert view.state.told.startswith("70 labels are saved as labels.pdf.")
    assert len(pypdfium2.PdfDocument(tmp_path / "labels.pdf")) == 2
    labels.save_chosen(tmp_path / "none" / "labels.pdf")
    assert view.state.problem.startswith("labels.pdf could not be saved there")
    assert not view.state.is_busy


def test_the_roll_needs_a_printer(
    labels: LabelsPresenter, view: View, soap: int, shop: ShopAtHand
) -> None:
    labels.opened(((soap, 2),))
    labels.print_pressed()
    assert view.state.problem.startswith("No printer is set up")
    assert not view.state.is_busy
    shop.set_printer()
    labels.print_pressed()
    assert view.state.told == "2 labels are printing."
    assert [job.document for job in print_queue.see(shop.manager, print_queue.SeePrintQueue()).jobs]


# --- by keys -----------------------------------------------------------------------------------


@pytest.fixture
def screen(manager: Counter, show: Callable[[QWidget], None]) -> ItemsScreen:
    made = ItemsScreen(manager)
    made.resize(1280, 640)
    show(made)
    return made


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    front = QApplication.activeModalWidget() or QApplication.activeWindow()
    assert front is not None
    QTest.keyClick(front.windowHandle(), key, modifier)
    QApplication.processEvents()


def sheet_in_front() -> LabelsSheet:
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, LabelsSheet)
    return sheet


def test_labels_are_made_from_the_list_by_keys(
    screen: ItemsScreen, soap: int, qtbot: QtBot, tmp_path: Path
) -> None:
    QTest.keyClicks(screen.search, "ziba")
    qtbot.waitUntil(lambda: len(screen.list.rows_model.rows) == 1)
    press(Qt.Key.Key_F7)
    sheet = sheet_in_front()
    QTest.keyClicks(sheet.add, "ZIB")
    press(Qt.Key.Key_Return)
    assert sheet.add.text() == ""
    sheet.barcode_scanned(EAN)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is sheet.count
    assert sheet.count.number == 3
    QTest.keyClicks(sheet.count, "12")
    assert sheet.list.rows_model.rows[0].count == 12
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = (d for d in sheet.findChildren(QFileDialog) if d.isVisible())
    dialog.fileSelected.emit(str(tmp_path / "labels.pdf"))
    dialog.reject()
    qtbot.waitUntil((tmp_path / "labels.pdf").is_file)
    press(Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


def test_a_barcode_is_made_and_a_row_taken_out_by_keys(
    screen: ItemsScreen, loose: int, soap: int, manager: Counter
) -> None:
    sheet = LabelsSheet(manager, screen, ((soap, 1), (loose, 1)))
    sheet.open()
    QApplication.processEvents()
    alt = Qt.KeyboardModifier.AltModifier
    press(Qt.Key.Key_B, alt)
    assert sheet.list.rows_model.rows[1].barcode == own_barcode(loose)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_R, alt)
    assert [row.name for row in sheet.list.rows_model.rows] == ["Qamar Rope"]
    assert sheet.isVisible()
    sheet.reject()


def test_the_preview_shows_bars_and_follows_the_kind_of_sheet(
    screen: ItemsScreen, soap: int, manager: Counter
) -> None:
    sheet = LabelsSheet(manager, screen, ((soap, 65),))
    sheet.open()
    QApplication.processEvents()
    full = sheet.preview.grab().toImage()
    sheet.kind.setCurrentIndex(2)
    QApplication.processEvents()
    assert sheet.preview.grab().toImage() != full
    black = sum(
        full.pixelColor(x, y).lightness() < 128
        for x in range(0, full.width(), 2)
        for y in range(0, full.height(), 2)
    )
    assert black > 500
    sheet.reject()


def test_goods_that_came_in_get_their_labels(
    screen: ItemsScreen, soap: int, manager: Counter
) -> None:
    stock_sheet = StockSheet(manager, screen, soap, saved=lambda: None)
    stock_sheet.open()
    QApplication.processEvents()
    stock_sheet.labels.setChecked(True)
    QTest.keyClicks(stock_sheet.qty, "7")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    sheet = sheet_in_front()
    assert [(row.name, row.count) for row in sheet.list.rows_model.rows] == [("Ziba Soap", 7)]
    sheet.reject()


def test_a_card_gives_labels_of_its_item_and_stays(
    screen: ItemsScreen, soap: int, manager: Counter
) -> None:
    card = CardSheet(manager, screen, saved=lambda _card: None, item_id=soap)
    card.open()
    QApplication.processEvents()
    press(Qt.Key.Key_F7)
    sheet = sheet_in_front()
    assert [row.name for row in sheet.list.rows_model.rows] == ["Ziba Soap"]
    assert sheet.preview.height() > 300
    press(Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is card
    card.reject()


def test_a_cashier_has_no_labels(
    shop: ShopAtHand, show: Callable[[QWidget], None], soap: int
) -> None:
    counter = Counter(shop.cashier, InlineTasks(), tell=[].append)
    counter.outlet = outlet.get(counter.desk, outlet.GetOutlet())
    cashiers = ItemsScreen(counter)
    show(cashiers)
    press(Qt.Key.Key_F7)
    assert QApplication.activeModalWidget() is None
