"""The billing screen, driven with keys as a cashier does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application import audit, bills, customers
from pos_desktop.application.billing import BuyerInput
from pos_desktop.ui.billing.customer_sheet import CustomerSheet
from pos_desktop.ui.billing.held_sheets import HoldSheet, RecallSheet
from pos_desktop.ui.billing.line_sheets import PriceSheet, QuantitySheet
from pos_desktop.ui.billing.new_item_sheet import NewItemSheet
from pos_desktop.ui.billing.screen import BillingScreen
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.collect_sheet import CollectSheet
from pos_desktop.ui.look.appearance import Appearance, apply_appearance
from pos_desktop.ui.look.type_scale import TypeScale
from pos_desktop.ui.pay.sheet import PaySheet
from pos_desktop.ui.printout.sheet import PreviewSheet
from pos_desktop.ui.shell.main_window import MainWindow
from pos_desktop.ui.shift.no_sale_sheet import NoSaleSheet
from tests.shop_at_hand import ShopAtHand

# The offscreen platform says so of dialogs.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "OpenType", extend=True)

MILK = "8901037910602"  # 34.00
DAHI = "8901020008187"  # 36.00
NO_ITEM = "8900000000000"
PHONE = "9876543210"


class AtTheCounter:
    """A window with the billing screen in it, and hands."""

    def __init__(self, window: MainWindow, page: BillingScreen, qtbot: QtBot) -> None:
        self.window, self.page, self._bot = window, page, qtbot

    def keys(self, text: str) -> None:
        """Type characters into whatever has the focus."""
        self._wait()
        QTest.keyClicks(QApplication.focusWidget(), text)

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key in the window in front."""
        self._wait()
        QTest.keyClick(self._front().windowHandle(), key, modifier)

    def type(self, text: str) -> None:
        """Type and press Enter."""
        self.keys(text)
        self.press(Qt.Key.Key_Return)

    def scan(self, *codes: str) -> None:
        """What the window does with a scan."""
        for code in codes:
            self.window.deliver_scan(code)

    def sheet(self, kind: type) -> Any:
        """The sheet in front."""
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, kind)
        self._bot.waitUntil(lambda: QGuiApplication.focusWindow() is sheet.windowHandle())
        return sheet

    def lines(self) -> list[tuple[str, str]]:
        return [(row.description, row.qty) for row in self.page.cart.rows_model.rows]

    def _front(self) -> QWidget:
        return QApplication.activeModalWidget() or self.window

    def _wait(self) -> None:
        front = self._front()
        front.activateWindow()
        self._bot.waitUntil(lambda: QGuiApplication.focusWindow() is front.windowHandle())


@pytest.fixture
def at(counter: Counter, show: Callable[[QWidget], None], qtbot: QtBot) -> AtTheCounter:
    return at_the_counter(counter, show, qtbot)


def at_the_counter(
    counter: Counter, show: Callable[[QWidget], None], qtbot: QtBot, width: int = 1366
) -> AtTheCounter:
    window = MainWindow()
    page = BillingScreen(counter)
    window.add_place("billing", "scan-barcode", "Billing", "", lambda: page, thin_rail=True)
    window.resize(width, 690)
    window.uncover()
    show(window)
    return AtTheCounter(window, page, qtbot)


def current_line(at: AtTheCounter) -> str:
    row = at.page.cart.current_row()
    return row.description if row is not None else ""


# --- items --------------------------------------------------------------------------------


def test_the_focus_is_in_the_field_from_the_start(at: AtTheCounter) -> None:
    assert QApplication.focusWidget() is at.page.field


def test_a_scan_shows_its_line_selected_and_the_total(at: AtTheCounter) -> None:
    at.scan(MILK, DAHI)
    assert at.lines() == [("Sanchi Gold Milk 500 ml", "1"), ("Amul Masti Dahi 400 g", "1")]
    assert current_line(at) == "Amul Masti Dahi 400 g"
    assert at.page.panel.summary.total == "₹70.00"


def test_a_name_and_enter_take_the_first_item_of_the_list(at: AtTheCounter, qtbot: QtBot) -> None:
    at.keys("masti")
    qtbot.waitUntil(at.page.found.isVisible)
    assert at.page.found.current is not None
    at.press(Qt.Key.Key_Return)
    assert at.lines() == [("Amul Masti Dahi 400 g", "1")]
    assert (at.page.field.text(), at.page.found.isVisible()) == ("", False)


def test_the_arrows_move_in_the_list_while_it_is_up(at: AtTheCounter, qtbot: QtBot) -> None:
    at.scan(MILK, DAHI)
    at.keys("amul")
    qtbot.waitUntil(at.page.found.isVisible)
    at.press(Qt.Key.Key_Down)
    at.press(Qt.Key.Key_Down)
    at.press(Qt.Key.Key_Up)
    wanted = at.page.found.rows[1]
    assert at.page.found.current == wanted
    at.press(Qt.Key.Key_Return)
    assert wanted.name in [name for name, _ in at.lines()]


def test_the_arrows_move_in_the_cart_while_no_list_is_up(at: AtTheCounter) -> None:
    at.scan(MILK, DAHI)
    at.press(Qt.Key.Key_Up)
    assert current_line(at) == "Sanchi Gold Milk 500 ml"
    at.press(Qt.Key.Key_Up)
    assert current_line(at) == "Sanchi Gold Milk 500 ml"
    at.press(Qt.Key.Key_Down)
    assert current_line(at) == "Amul Masti Dahi 400 g"


def test_an_item_is_picked_with_the_mouse(at: AtTheCounter, qtbot: QtBot) -> None:
    at.keys("masti")
    qtbot.waitUntil(at.page.found.isVisible)
    table = at.page.found.findChild(QWidget, "found")
    assert table is not None
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 10))  # type: ignore[attr-defined]
    assert at.lines() == [("Amul Masti Dahi 400 g", "1")]
    assert QApplication.focusWidget() is at.page.field


def test_enter_before_the_list_came_finds_the_item_all_the_same(at: AtTheCounter) -> None:
    at.page.field.setText("masti")
    at.press(Qt.Key.Key_Return)
    assert at.lines() == [("Amul Masti Dahi 400 g", "1")]


def test_escape_clears_the_text_and_closes_the_list_and_never_touches_the_cart(
    at: AtTheCounter, qtbot: QtBot
) -> None:
    at.scan(MILK)
    at.keys("amul")
    qtbot.waitUntil(at.page.found.isVisible)
    for _ in range(3):
        at.press(Qt.Key.Key_Escape)
    assert (at.page.field.text(), at.page.found.isVisible()) == ("", False)
    assert len(at.lines()) == 1


def test_an_unknown_scan_is_a_red_row_and_a_sound(at: AtTheCounter, qtbot: QtBot) -> None:
    at.scan(MILK)
    with qtbot.waitSignal(at.page.sounded, check_params_cb=lambda name: name == "unknown"):
        at.scan(NO_ITEM)
    assert at.page.unknown.isVisible()
    assert NO_ITEM in at.page.unknown.accessibleName()
    at.press(Qt.Key.Key_Escape)
    assert not at.page.unknown.isVisible()


def test_three_times_then_a_scan(at: AtTheCounter) -> None:
    at.keys("3*")
    at.scan(MILK)
    assert at.lines() == [("Sanchi Gold Milk 500 ml", "3")]
    assert at.page.field.text() == ""


def test_a_quick_key_adds_its_item_and_leaves_the_focus(at: AtTheCounter) -> None:
    key = next(key for key in at.page.panel.quick_keys.shown_keys() if key.text() == "Potato")
    QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    assert at.lines() == [("Potato", "1 KGS")]
    assert QApplication.focusWidget() is at.page.field


# --- lines --------------------------------------------------------------------------------


def test_f4_changes_the_quantity_and_the_focus_comes_home(at: AtTheCounter) -> None:
    at.scan(MILK)
    at.press(Qt.Key.Key_F4)
    at.sheet(QuantitySheet)
    at.type("5")
    assert at.lines() == [("Sanchi Gold Milk 500 ml", "5")]
    assert QApplication.activeModalWidget() is None
    at.keys("x")
    assert at.page.field.text() == "x"


def test_a_wrong_quantity_is_told_in_the_sheet_and_escape_leaves_the_line(
    at: AtTheCounter,
) -> None:
    at.scan(MILK)
    at.press(Qt.Key.Key_F4)
    sheet = at.sheet(QuantitySheet)
    at.type("0")
    assert "more than zero" in sheet.findChild(QWidget, "problem").text()
    at.press(Qt.Key.Key_Escape)
    assert at.lines() == [("Sanchi Gold Milk 500 ml", "1")]


def test_f5_goes_through_price_and_discounts_with_enter(at: AtTheCounter) -> None:
    at.scan(MILK)
    at.press(Qt.Key.Key_F5)
    at.sheet(PriceSheet)
    at.type("30")
    at.type("10%")
    at.type("2")
    assert QApplication.activeModalWidget() is None
    assert at.page.panel.summary.total == "₹25.00"


def test_del_removes_the_selected_line_and_ctrl_z_brings_it_back(at: AtTheCounter) -> None:
    at.scan(MILK, DAHI)
    at.press(Qt.Key.Key_Up)
    at.press(Qt.Key.Key_Delete)
    assert at.lines() == [("Amul Masti Dahi 400 g", "1")]
    assert current_line(at) == "Amul Masti Dahi 400 g"
    at.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(at.lines()) == 2
    at.press(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert len(at.lines()) == 1


def test_del_in_a_text_belongs_to_the_text(at: AtTheCounter) -> None:
    at.scan(MILK)
    at.keys("abc")
    at.press(Qt.Key.Key_Home)
    at.press(Qt.Key.Key_Delete)
    assert (at.page.field.text(), len(at.lines())) == ("bc", 1)


@pytest.mark.parametrize("key", [Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F6])
def test_a_key_for_the_cart_is_told_when_there_is_none(
    at: AtTheCounter, told: Any, key: Qt.Key
) -> None:
    at.press(key)
    assert QApplication.activeModalWidget() is None
    assert told[-1].kind == "warning"


# --- orders -------------------------------------------------------------------------------


def test_f6_and_enter_hold_and_f7_and_enter_recall(at: AtTheCounter) -> None:
    at.scan(MILK)
    at.press(Qt.Key.Key_F6)
    at.sheet(HoldSheet)
    at.type("table 4")
    assert at.lines() == []
    at.press(Qt.Key.Key_F7)
    at.sheet(RecallSheet)
    at.press(Qt.Key.Key_Return)
    assert at.lines() == [("Sanchi Gold Milk 500 ml", "1")]


def test_discarding_the_cart_asks_and_enter_means_no(at: AtTheCounter, qtbot: QtBot) -> None:
    at.scan(MILK)
    at.press(Qt.Key.Key_F6)
    sheet = at.sheet(HoldSheet)
    QTest.mouseClick(sheet.findChild(QWidget, "discard"), Qt.MouseButton.LeftButton)
    at.sheet(QDialog)
    at.press(Qt.Key.Key_Return)
    assert QApplication.activeModalWidget() is sheet
    at.press(Qt.Key.Key_Escape)
    assert len(at.lines()) == 1


def test_f3_ten_digits_and_enter_put_the_customer_on_the_bill(
    at: AtTheCounter, counter: Counter
) -> None:
    customers.create(counter.desk, customers.CustomerInput(name="Rajesh Kumar", phone=PHONE))
    at.scan(MILK)
    at.press(Qt.Key.Key_F3)
    at.sheet(CustomerSheet)
    at.type(PHONE)
    assert "Rajesh Kumar" in at.page.panel.chip.accessibleName()
    assert "Up to date" in at.page.panel.chip.accessibleName()


def test_a_new_customer_is_created_in_place(at: AtTheCounter) -> None:
    at.scan(MILK)
    at.press(Qt.Key.Key_F3)
    sheet = at.sheet(CustomerSheet)
    at.type("9123456780")
    assert [field.text() for field in sheet.form.fields()] == ["", "9123456780", ""]
    at.type("Neha")
    at.press(Qt.Key.Key_Return)
    at.press(Qt.Key.Key_Return)
    assert "Neha" in at.page.panel.chip.accessibleName()


def test_a_payment_on_account_is_taken_without_leaving_the_bill(
    at: AtTheCounter, counter: Counter, open_shop_today: ShopAtHand
) -> None:
    given = customers.CustomerInput(name="Rajesh Kumar", phone=PHONE)
    rajesh = customers.create(counter.desk, given)
    open_shop_today.sell("100.00", credit=100_00, customer=BuyerInput(id=rajesh.id))
    at.scan(MILK)
    at.press(Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    sheet = at.sheet(CustomerSheet)
    at.keys("rajesh")
    sheet.presenter.search_changed("rajesh")
    at.press(Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    at.sheet(CollectSheet)
    at.type("60")
    assert customers.get(counter.desk, customers.CustomerId(id=rajesh.id)).balance == -40_00
    assert len(at.lines()) == 1
    at.press(Qt.Key.Key_F3)
    at.sheet(CustomerSheet)
    at.type(PHONE)
    at.press(Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    at.sheet(CollectSheet)
    at.press(Qt.Key.Key_Return)
    assert "Up to date" in at.page.panel.chip.accessibleName()


def test_a_scan_adds_its_item_behind_a_sheet_and_presses_nothing(at: AtTheCounter) -> None:
    at.scan(MILK)
    for key in (Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F6, Qt.Key.Key_F7):
        at.press(key)
        sheet = QApplication.activeModalWidget()
        at.scan(DAHI)
        assert QApplication.activeModalWidget() is sheet
        at.press(Qt.Key.Key_Escape)
    assert at.lines() == [("Sanchi Gold Milk 500 ml", "1"), ("Amul Masti Dahi 400 g", "5")]


def test_alt_c_writes_what_was_not_found_down_and_sells_it(
    counter: Counter, open_shop_today: ShopAtHand, at: AtTheCounter
) -> None:
    counter.desk = open_shop_today.owner
    at.scan("4006381333931")
    at.press(Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    sheet = at.sheet(NewItemSheet)
    assert sheet.form.value("barcode") == "4006381333931"
    at.type("Stapler")
    at.keys("85")
    at.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert at.lines() == [("Stapler", "1")]
    at.scan("4006381333931")
    assert at.lines() == [("Stapler", "2")]


def test_a_cashier_is_told_with_whom_to_speak_about_a_new_item(at: AtTheCounter) -> None:
    at.press(Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    sheet = at.sheet(NewItemSheet)
    assert not sheet.save_button.isEnabled()
    labels = [label.text() for label in sheet.findChildren(QLabel) if label.isVisible()]
    assert any("may not add items" in words for words in labels)
    at.press(Qt.Key.Key_Escape)
    assert at.lines() == []


def test_a_price_that_is_none_is_refused_at_its_field(
    counter: Counter, open_shop_today: ShopAtHand, at: AtTheCounter
) -> None:
    counter.desk = open_shop_today.owner
    at.keys("Stapler")
    at.press(Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    sheet = at.sheet(NewItemSheet)
    assert sheet.form.value("name") == "Stapler"
    at.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.activeModalWidget() is sheet
    assert sheet.form.fields["price"].words
    assert sheet.form.fields["price"].field.hasFocus()


def test_alt_d_opens_the_drawer_without_a_sale_and_keeps_the_cart(
    counter: Counter, open_shop_today: ShopAtHand, at: AtTheCounter
) -> None:
    counter.desk = open_shop_today.manager
    at.scan(MILK)
    at.press(Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    at.sheet(NoSaleSheet)
    at.type("Change for the neighbour")
    assert QApplication.activeModalWidget() is None
    assert len(at.lines()) == 1
    found = audit.search(open_shop_today.owner, audit.SearchAudit(action="drawer.opened"))
    assert "Change for the neighbour" in found.entries[0].details


# --- paying -------------------------------------------------------------------------------


def test_ctrl_enter_is_exact_cash_and_the_bill_stays_to_be_read(
    at: AtTheCounter, counter: Counter
) -> None:
    at.scan(MILK)
    at.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    at.press(Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier)
    assert at.page.empty.last_sale.change.text == "No change"
    assert bills.search(counter.desk, bills.SearchBills()).pagination.total == 1


def test_f9_an_amount_and_enter_show_the_change_until_the_next_scan(at: AtTheCounter) -> None:
    at.scan(MILK)
    at.press(Qt.Key.Key_F9)
    at.sheet(PaySheet)
    at.type("50")
    change = at.page.empty.last_sale.change
    assert change.isVisible()
    assert change.text == "Change ₹16.00"
    assert change.type().pixelSize() >= 42
    assert "A/25-26/000001" in at.page.empty.last_sale.accessibleName()
    at.keys("pot")
    assert change.isVisible()
    at.scan(DAHI)
    assert not change.isVisible()


def test_a_scan_while_paying_is_refused_and_the_payment_goes_on(at: AtTheCounter) -> None:
    at.scan(MILK)
    at.press(Qt.Key.Key_F9)
    sheet = at.sheet(PaySheet)
    at.scan(DAHI)
    at.page.scan_arrived(DAHI)
    assert DAHI in sheet.findChild(QWidget, "problem").text()
    assert len(at.lines()) == 1
    at.press(Qt.Key.Key_Escape)
    at.scan(DAHI)
    assert len(at.lines()) == 2


def test_ctrl_p_shows_the_receipt(at: AtTheCounter) -> None:
    at.scan(MILK)
    at.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    at.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    sheet = at.sheet(PreviewSheet)
    assert any("A/25-26/000001" in line for line in sheet.paper.lines)


def test_ten_items_by_scan_and_exact_cash_are_eleven_inputs(
    at: AtTheCounter, counter: Counter
) -> None:
    at.scan(*[MILK, DAHI] * 5)
    at.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    found = bills.search(counter.desk, bills.SearchBills()).bills
    assert [bill.total_amount for bill in found] == [350_00]


# --- room ---------------------------------------------------------------------------------


@pytest.mark.parametrize("points", [10, 12])
def test_ten_lines_are_seen_with_the_red_row_on_a_small_screen(
    counter: Counter, show: Callable[[QWidget], None], qtbot: QtBot, points: int
) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply_appearance(application, Appearance(scale=TypeScale(body_pt=points)))
    at = at_the_counter(counter, show, qtbot)
    at.scan(MILK, NO_ITEM)
    at.page.layout().activate()
    rows = at.page.cart.viewport().height() // at.page.cart.rowHeight(0)
    assert rows >= 10
    assert at.window.minimumSizeHint().width() <= 1366
    assert at.window.minimumSizeHint().height() <= 690


def test_a_small_screen_leaves_out_what_it_can_spare(
    counter: Counter, show: Callable[[QWidget], None], qtbot: QtBot
) -> None:
    at = at_the_counter(counter, show, qtbot, width=1000)
    assert at.window.width() == 1000
    assert not at.page.keys.buttons["undo"].isVisible()
    assert at.page.keys.buttons["exact_cash"].isVisible()
    at.scan(MILK)
    at.press(Qt.Key.Key_Delete)
    assert at.lines() == []


def test_every_control_has_a_name(at: AtTheCounter) -> None:
    at.scan(MILK)
    kinds = (QLineEdit, type(at.page.panel.pay), type(at.page.panel.chip))
    nameless = [
        widget.objectName() or type(widget).__name__
        for kind in kinds
        for widget in at.page.findChildren(kind)
        if not widget.accessibleName()
    ]
    assert nameless == []
