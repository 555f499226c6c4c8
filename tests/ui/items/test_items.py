"""The items place, worked by keys as a manager works it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application import item_cards, items, outlet
from pos_desktop.application.desk import Desk
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.items.card_presenter import read_barcodes, write_barcodes
from pos_desktop.ui.items.plan_sheet import PlanSheet
from pos_desktop.ui.items.screen import ItemsScreen
from pos_desktop.ui.tasks import InlineTasks
from pos_desktop.ui.widgets.lazy_rows import BLOCK, LazyRows
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_Key = Qt.Key
_Alt, _Ctrl = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class AtItems:
    """The place, and hands at its keys."""

    def __init__(
        self, desk: Desk, told: list[Message], show: Callable[[QWidget], None], qtbot: QtBot
    ) -> None:
        self._qtbot = qtbot
        counter = Counter(desk, InlineTasks(), tell=told.append)
        counter.outlet = outlet.get(desk, outlet.GetOutlet())
        self.screen = ItemsScreen(counter)
        self.screen.resize(1180, 600)
        show(self.screen)

    @property
    def codes(self) -> list[str]:
        rows = self.screen.list.rows_model.rows
        return [row.code for row in rows[: min(len(rows), BLOCK)]]

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self._front(), key, modifiers)

    def type(self, text: str) -> None:
        for character in text:
            QTest.keyClick(self._front(), character)  # type: ignore[call-overload]

    def search(self, text: str, code: str) -> None:
        """Type, and wait for the one item that has it: quick typing is heard at its end."""
        self.type(text)
        self._qtbot.waitUntil(lambda: self.codes == [code])

    def enter(self, *texts: str) -> None:
        for text in texts:
            self.type(text)
            self.press(_Key.Key_Return)

    def sheet(self) -> QWidget | None:
        return QApplication.activeModalWidget()

    def words(self) -> str:
        sheet = self.sheet()
        assert sheet is not None
        labels = [child for child in sheet.findChildren(QLabel) if child.isVisible()]
        return "\n".join(label.text() for label in labels)

    def _front(self) -> QWidget:
        front = self.sheet() or self.screen
        handle = front.windowHandle()
        if QGuiApplication.focusWindow() is not handle:
            front.activateWindow()
            self._qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is handle)
        return handle  # type: ignore[return-value]


Enter = Callable[[Desk], AtItems]


@pytest.fixture
def at(
    shop: ShopAtHand, told: list[Message], show: Callable[[QWidget], None], qtbot: QtBot
) -> Enter:
    return lambda desk: AtItems(desk, told, show, qtbot)


def find(shop: ShopAtHand, text: str) -> items.ItemView:
    return items.search(shop.cashier, items.SearchItems(q=text)).items[0]


def test_an_item_is_written_down_by_keys(shop: ShopAtHand, at: Enter, told: list[Message]) -> None:
    here = at(shop.manager)
    here.press(_Key.Key_C, _Alt)
    here.enter("Ziba Soap", "", "Soap", "", "8900000000017", "3401", "", "42", "45")
    here.press(_Key.Key_Return)  # the tax class that stands there
    here.press(_Key.Key_Return)  # the unit
    here.enter("30", "24", "5")
    assert here.sheet() is None
    assert told[-1].text == "Ziba Soap is added."
    made = find(shop, "Ziba Soap")
    assert (made.price, made.mrp, made.barcode, made.stock) == (
        42_00,
        45_00,
        "8900000000017",
        24000,
    )
    here.search("ziba soap", made.code)


def test_the_list_is_read_before_what_all_items_are_worth(
    shop: ShopAtHand, at: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = at(shop.manager)
    asked: list[str | None] = []
    monkeypatch.setattr(InlineTasks, "read", lambda *_given, latest=None: asked.append(latest))
    place.screen._presenter.entered()
    assert asked[-1] == "stock.value"
    assert len(asked) > 1


def test_what_is_wrong_stands_at_its_field(shop: ShopAtHand, at: Enter) -> None:
    here = at(shop.manager)
    here.press(_Key.Key_C, _Alt)
    here.enter("Ziba Soap")
    here.press(_Key.Key_Return, _Ctrl)
    assert "Type the price." in here.words()
    here.enter("60", "45")
    here.press(_Key.Key_Return, _Ctrl)
    assert "above the MRP" in here.words()
    here.type("40")
    here.press(_Key.Key_Return, _Ctrl)
    assert here.sheet() is None


def test_a_price_is_changed_and_the_list_shows_it(shop: ShopAtHand, at: Enter) -> None:
    here = at(shop.manager)
    here.search("1001", "1001")
    here.press(_Key.Key_F2)
    price = here.sheet().findChild(QWidget, "price")  # type: ignore[union-attr]
    price.setFocus(Qt.FocusReason.TabFocusReason)
    here.type("31.50")
    here.press(_Key.Key_Return, _Ctrl)
    assert find(shop, "1001").price == 31_50
    assert here.screen.list.rows_model.rows[0].price == "31.50"


def test_a_scan_on_the_card_is_one_more_barcode(shop: ShopAtHand, at: Enter) -> None:
    here = at(shop.manager)
    here.search("1001", "1001")
    here.press(_Key.Key_F2)
    here.sheet().barcode_scanned("8901111111116")  # type: ignore[union-attr]
    here.sheet().barcode_scanned("8901111111116")  # type: ignore[union-attr]
    here.press(_Key.Key_Return, _Ctrl)
    found = items.by_barcode(shop.cashier, items.ByBarcode(barcode="8901111111116")).item
    assert found is not None
    assert found.code == "1001"


def test_a_price_is_planned(shop: ShopAtHand, at: Enter) -> None:
    here = at(shop.manager)
    here.search("1001", "1001")
    here.press(_Key.Key_F4)
    here.enter("31-02-2026")
    here.press(_Key.Key_Return, _Ctrl)
    assert "no day" in here.words()
    tomorrow = shop.clock.now.date() + timedelta(days=1)
    here.enter(f"{tomorrow:%d-%m-%Y}", "33")
    here.press(_Key.Key_Return, _Ctrl)
    card = item_cards.card(shop.manager, item_cards.ItemId(id=find(shop, "1001").id))
    assert [(p.valid_from, p.price) for p in card.upcoming] == [(tomorrow, 33_00)]


def test_goods_come_in_and_stock_is_corrected(shop: ShopAtHand, at: Enter) -> None:
    before = find(shop, "1001").stock
    here = at(shop.manager)
    here.search("1001", "1001")
    here.press(_Key.Key_F6)
    here.enter("10", "22", "Mandi", "B-17")
    assert find(shop, "1001").stock == before + 10_000
    here.press(_Key.Key_F6)
    kind = here.sheet().findChild(QWidget, "kind")  # type: ignore[union-attr]
    kind.setFocus()
    here.press(_Key.Key_Down)
    here.press(_Key.Key_Return)
    here.enter("-2.5")
    here.press(_Key.Key_Return)
    assert "Say why" in here.words()
    here.enter("Rotten")
    assert find(shop, "1001").stock == before + 7_500


def test_a_file_is_checked_brought_in_and_undone(
    shop: ShopAtHand, at: Enter, tmp_path: Path, told: list[Message]
) -> None:
    file = tmp_path / "items.csv"
    file.write_text("code,name,price,gst\nN1,Ziba Soap,42,18\nN2,Bad,,18\n", encoding="utf-8")
    here = at(shop.manager)
    here.press(_Key.Key_F9)
    here.enter(str(file))
    assert "1 new, 0 changed" in here.words()
    sheet = here.sheet()
    assert sheet is not None
    assert [fault.row for fault in sheet.faults.rows_model.rows] == [3]  # type: ignore[attr-defined]
    assert not sheet.save_button.isEnabled()  # type: ignore[attr-defined]
    sheet.skip.setChecked(True)  # type: ignore[attr-defined]
    here.press(_Key.Key_Return, _Ctrl)
    assert find(shop, "Ziba Soap").price == 42_00
    here.press(_Key.Key_F9)
    here.press(_Key.Key_Z, _Alt)
    assert "is undone" in told[-1].text
    assert not items.search(shop.cashier, items.SearchItems(q="Ziba Soap")).items


def test_a_file_that_is_not_there_is_said_at_its_field(shop: ShopAtHand, at: Enter) -> None:
    here = at(shop.manager)
    here.press(_Key.Key_F9)
    here.enter("/nowhere/items.csv")
    assert "cannot be read" in here.words()


def test_a_cashier_looks_and_changes_nothing(shop: ShopAtHand, at: Enter) -> None:
    here = at(shop.cashier)
    assert here.codes
    here.press(_Key.Key_C, _Alt)
    here.press(_Key.Key_F2)
    assert here.sheet() is None
    assert not any(button.isVisible() for button in here.screen.buttons)
    assert here.screen.worth.text() == ""


def test_the_list_is_read_as_it_is_scrolled(shop: ShopAtHand, at: Enter, qtbot: QtBot) -> None:
    here = at(shop.manager)
    rows = here.screen.list.rows_model.rows
    assert isinstance(rows, LazyRows)
    last = len(rows) - 1
    assert last >= BLOCK
    assert rows.known(last) is None
    here.screen.list.setFocus()
    here.press(_Key.Key_End, _Ctrl)
    qtbot.waitUntil(lambda: rows.known(last) is not None)
    here.press(_Key.Key_F2)
    assert here.sheet() is not None


def test_barcodes_are_typed_with_their_packs() -> None:
    packs = read_barcodes("8901, 18901=12  7777")
    assert [(pack.barcode, pack.qty) for pack in packs] == [
        ("8901", 1000),
        ("18901", 12_000),
        ("7777", 1000),
    ]
    assert write_barcodes(packs) == "8901, 18901=12, 7777"


def test_another_tax_class_is_planned_by_who_may_change_taxes(
    shop: ShopAtHand, at: Enter, told: list[Message]
) -> None:
    hands = at(shop.owner)
    hands.search("1001", "1001")
    sheet = plan_of(hands)
    sheet.day.display("01-04-2026")
    sheet.tax_class.setFocus()
    hands.press(_Key.Key_Down)
    chosen = sheet.tax_class.chosen
    assert chosen
    hands.press(_Key.Key_Return)
    assert hands.sheet() is None
    assert told[-1].text == "The plan is saved."
    with shop.store.look() as look:
        rows = look.sql.exec_driver_sql(
            "SELECT tax_class.code, valid_from FROM item_tax_class"
            " JOIN tax_class ON tax_class.id = tax_class_id"
        ).all()
    plans = item_cards.card(shop.owner, item_cards.ItemId(id=find(shop, "1001").id)).upcoming
    assert [tuple(row) for row in rows] == [(chosen, "2026-04-01")]
    assert plans == ()


def test_a_manager_plans_prices_and_no_taxes(shop: ShopAtHand, at: Enter) -> None:
    hands = at(shop.manager)
    hands.search("1001", "1001")
    assert not plan_of(hands).tax_class.isVisible()


def plan_of(hands: AtItems) -> PlanSheet:
    """The plan sheet of the item in front."""
    hands.press(_Key.Key_F4)
    sheet = hands.sheet()
    assert isinstance(sheet, PlanSheet)
    return sheet
