from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application import customers
from pos_desktop.application.billing import BuyerInput
from pos_desktop.application.customers import CustomerInput, CustomerView
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.collect_sheet import CollectSheet
from pos_desktop.ui.customers.edit_sheet import EditSheet
from pos_desktop.ui.customers.screen import CustomersScreen
from pos_desktop.ui.customers.statement_sheet import StatementSheet
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class AtScreen:
    """The screen and a person's hands."""

    def __init__(self, screen: CustomersScreen, qtbot: QtBot) -> None:
        self.screen = screen
        self._qtbot = qtbot

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(QGuiApplication.focusWindow(), key, modifier)

    def type(self, text: str) -> None:
        field = QApplication.focusWidget()
        assert field is not None
        QTest.keyClicks(field, text)

    def search(self, text: str) -> None:
        self.press(Qt.Key.Key_F3)
        self.type(text)
        self._qtbot.waitUntil(lambda: self.screen._presenter._state.typed == text)

    def sheet(self, kind: type[QDialog]) -> QDialog:
        def is_in_front() -> bool:
            found = QApplication.activeModalWidget()
            return isinstance(found, kind) and QGuiApplication.focusWindow() is found.windowHandle()

        self._qtbot.waitUntil(is_in_front)
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind)
        return found

    def back_at_screen(self) -> None:
        self._qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


@pytest.fixture
def at(counter: Counter, show: Callable[[QWidget], None], qtbot: QtBot) -> AtScreen:
    screen = CustomersScreen(counter)
    screen.resize(1180, 600)
    show(screen)
    return AtScreen(screen, qtbot)


@pytest.fixture
def asha(open_shop_today: ShopAtHand) -> CustomerView:
    given = CustomerInput(name="Asha Patel", phone="9876543210", credit_limit=500_00)
    made = customers.create(open_shop_today.manager, given)
    open_shop_today.sell("160.00", credit=160_00, customer=BuyerInput(id=made.id))
    return made


def test_a_customer_is_found_and_pays_all_that_is_owed_by_keys_alone(
    asha: CustomerView, at: AtScreen, told: list[Message]
) -> None:
    at.search("98765")
    at.press(Qt.Key.Key_Return)
    assert at.screen.card.balance.text() == "▲ Owes ₹160.00"
    at.press(Qt.Key.Key_F9)
    sheet = at.sheet(CollectSheet)
    assert isinstance(sheet, CollectSheet)
    assert sheet.amount.selectedText() == "160.00"
    at.press(Qt.Key.Key_Return)
    at.back_at_screen()
    assert at.screen.card.balance.text() == "Up to date"
    assert "Payment receipt AP/25-26/000001" in told[-1].text


def test_typing_replaces_the_amount_and_alt_2_takes_upi(
    asha: CustomerView, at: AtScreen, told: list[Message]
) -> None:
    at.screen.show_customer(asha.id)
    at.press(Qt.Key.Key_F9)
    sheet = at.sheet(CollectSheet)
    assert isinstance(sheet, CollectSheet)
    at.type("60")
    at.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert sheet.reference.hasFocus()
    at.type("4123")
    at.press(Qt.Key.Key_Return)
    at.back_at_screen()
    assert at.screen.card.balance.text() == "▲ Owes ₹100.00"


def test_esc_takes_no_payment(asha: CustomerView, at: AtScreen) -> None:
    at.screen.show_customer(asha.id)
    at.press(Qt.Key.Key_F9)
    at.sheet(CollectSheet)
    at.press(Qt.Key.Key_Escape)
    at.back_at_screen()
    assert at.screen.card.balance.text() == "▲ Owes ₹160.00"


def test_who_is_not_known_yet_is_written_down_by_keys_alone(at: AtScreen) -> None:
    at.search("9123456780")
    at.press(Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    sheet = at.sheet(EditSheet)
    assert isinstance(sheet, EditSheet)
    at.type("Ravi Rao")
    at.press(Qt.Key.Key_Return)
    assert sheet.fields["phone"].field.hasFocus()
    at.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    at.back_at_screen()
    card = at.screen._presenter._state.card
    assert card is not None
    assert (card.name, card.contact) == ("Ravi Rao", "91234 56780")


def test_a_problem_stands_under_its_field_and_takes_the_cursor(at: AtScreen) -> None:
    at.press(Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    sheet = at.sheet(EditSheet)
    assert isinstance(sheet, EditSheet)
    at.type("Ravi")
    at.press(Qt.Key.Key_Return)
    at.type("12345")
    at.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "it has 5 digits" in sheet.fields["phone"].words
    assert sheet.fields["phone"].field.hasFocus()
    assert sheet.fields["name"].words == ""
    at.press(Qt.Key.Key_Escape)
    at.back_at_screen()


def test_the_two_ways_out_of_a_wrong_gstin_have_keys(at: AtScreen) -> None:
    at.press(Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    sheet = at.sheet(EditSheet)
    assert isinstance(sheet, EditSheet)
    assert not sheet.use_button.isVisible()
    sheet.fields["gstin"].field.setFocus()
    at.type("27AAPFU0939F1ZX")
    assert sheet.use_button.label == "Use 27AAPFU0939F1ZV"
    at.press(Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)
    assert sheet.fields["gstin"].words == "Maharashtra"
    assert sheet.tick.isChecked()
    at.press(Qt.Key.Key_Escape)
    at.back_at_screen()


def test_the_account_is_looked_at_and_closed_again(asha: CustomerView, at: AtScreen) -> None:
    at.screen.show_customer(asha.id)
    at.press(Qt.Key.Key_F8)
    sheet = at.sheet(StatementSheet)
    assert isinstance(sheet, StatementSheet)
    assert sheet.closing.text() == "▲ Owes ₹160.00"
    assert len(sheet.table.rows_model.rows) == 1
    at.press(Qt.Key.Key_Escape)
    at.back_at_screen()


def test_every_field_has_its_name_as_a_buddy_and_for_a_reader(
    counter: Counter, at: AtScreen
) -> None:
    at.press(Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    sheet = at.sheet(EditSheet)
    assert isinstance(sheet, EditSheet)
    for name, field in sheet.fields.items():
        assert field._label.buddy() is field.field, name
        assert field.field.accessibleName() == field._label.text(), name
    at.press(Qt.Key.Key_Escape)
    at.back_at_screen()


def test_the_screen_fits_a_small_window(at: AtScreen) -> None:
    assert at.screen.minimumSizeHint().width() <= 900
    assert at.screen.minimumSizeHint().height() <= 470


def test_with_little_room_the_total_stays(at: AtScreen) -> None:
    at.screen.resize(900, 500)
    hidden = [at.screen.history.isColumnHidden(column) for column in range(7)]
    assert hidden == [False, False, False, True, True, False, False]
