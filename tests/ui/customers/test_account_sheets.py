"""What can be done to an account, by keys: its sheets, the menu, the reminder, the statement."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application import customers, dues, vouchers
from pos_desktop.application.billing import BuyerInput
from pos_desktop.application.customers import CustomerInput, CustomerView
from pos_desktop.application.payments import ReceivePayment, receive_payment
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.form_sheet import FormSheet
from pos_desktop.ui.customers.reminder_sheet import ReminderSheet
from pos_desktop.ui.customers.screen import CustomersScreen
from pos_desktop.ui.customers.statement_sheet import StatementSheet
from pos_desktop.ui.language.catalogue import catalogue_of, use_catalogue
from pos_desktop.ui.printout.sheet import PreviewSheet
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand

T = TypeVar("T", bound=QWidget)


@pytest.fixture
def asha(open_shop_today: ShopAtHand) -> CustomerView:
    given = CustomerInput(name="Asha Patel", phone="9876543210")
    made = customers.create(open_shop_today.manager, given)
    open_shop_today.sell("160.00", credit=160_00, customer=BuyerInput(id=made.id))
    return made


@pytest.fixture
def screen(
    counter: Counter,
    open_shop_today: ShopAtHand,
    show: Callable[[QWidget], None],
    asha: CustomerView,
) -> CustomersScreen:
    counter.desk = open_shop_today.manager
    screen = CustomersScreen(counter)
    screen.resize(1180, 600)
    show(screen)
    screen.show_customer(asha.id)
    return screen


CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    """A key, to whatever window has the keyboard."""
    QTest.keyClick(QGuiApplication.focusWindow(), key, modifier)


def choose(screen: CustomersScreen, qtbot: QtBot, name: str) -> None:
    """F6, then down to the line of the menu, then Enter."""
    press(Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    names = [action.objectName() for action in screen.more.actions()]
    for _ in range(names.index(name)):
        qtbot.keyClick(screen.more, Qt.Key.Key_Down)
    qtbot.keyClick(screen.more, Qt.Key.Key_Return)


def in_front(qtbot: QtBot, kind: type[T]) -> T:
    """The sheet of that kind, once keys go to it."""

    def is_there() -> bool:
        found = QApplication.activeModalWidget()
        return isinstance(found, kind) and QGuiApplication.focusWindow() is found.windowHandle()

    qtbot.waitUntil(is_there)
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def fill(sheet: FormSheet, **values: str) -> None:
    for name, text in values.items():
        field = sheet.form.fields[name].field
        if isinstance(field, EnterField):
            field.setText(text)
        else:
            field.setCurrentIndex(field.findData(text))  # type: ignore[attr-defined]


def now(shop: ShopAtHand, who: CustomerView) -> CustomerView:
    return customers.get(shop.manager, customers.CustomerId(id=who.id))


def test_limits_of_credit_are_set_in_their_sheet(
    screen: CustomersScreen, qtbot: QtBot, asha: CustomerView, open_shop_today: ShopAtHand
) -> None:
    choose(screen, qtbot, "terms")
    sheet = in_front(qtbot, FormSheet)
    fill(sheet, credit_limit="500", credit_days="x")
    press(Qt.Key.Key_Return, CTRL)
    assert "whole number" in sheet.form.fields["credit_days"].words
    fill(sheet, credit_days="30", credit_bills="3", credit_policy="warn")
    fill(sheet, temporary_limit="900", temporary_until="28-02-2026")
    press(Qt.Key.Key_Return, CTRL)
    told = now(open_shop_today, asha)
    assert (told.credit_limit, told.credit_days, told.credit_bills) == (500_00, 30, 3)
    assert (told.credit_policy, told.temporary_limit) == ("warn", 900_00)


def test_a_debt_is_written_off_and_the_card_says_so(screen: CustomersScreen, qtbot: QtBot) -> None:
    choose(screen, qtbot, "adjust")
    sheet = in_front(qtbot, FormSheet)
    fill(sheet, amount="160", reason="Moved away")
    press(Qt.Key.Key_Return, CTRL)
    assert screen.card.balance.text() == "Up to date"


def test_a_promise_is_noted(
    screen: CustomersScreen, qtbot: QtBot, asha: CustomerView, open_shop_today: ShopAtHand
) -> None:
    choose(screen, qtbot, "promise")
    sheet = in_front(qtbot, FormSheet)
    fill(sheet, on="5 March", note="After salary")
    press(Qt.Key.Key_Return, CTRL)
    assert "18-02-2026" in sheet.form.fields["on"].words
    fill(sheet, on="05/03/2026")
    press(Qt.Key.Key_Return, CTRL)
    assert now(open_shop_today, asha).promise_note == "After salary"


def test_another_entry_of_the_same_person_is_merged(
    screen: CustomersScreen, qtbot: QtBot, asha: CustomerView, open_shop_today: ShopAtHand
) -> None:
    other = customers.create(open_shop_today.manager, CustomerInput(name="Asha"))
    open_shop_today.sell("40.00", credit=40_00, customer=BuyerInput(id=other.id))
    choose(screen, qtbot, "merge")
    in_front(qtbot, FormSheet)
    press(Qt.Key.Key_Return, CTRL)
    assert now(open_shop_today, other).id == asha.id
    assert screen.card.balance.text() == "▲ Owes ₹200.00"


def test_an_entry_under_another_name_is_merged_after_it_was_searched_for(
    screen: CustomersScreen, qtbot: QtBot, asha: CustomerView, open_shop_today: ShopAtHand
) -> None:
    given = CustomerInput(name="Chhotu", landmark="Near the temple")
    other = customers.create(open_shop_today.manager, given)
    QTest.keyClicks(screen.search, "temple")
    qtbot.waitUntil(lambda: [row.id for row in screen.list.rows_model.rows] == [other.id])
    choose(screen, qtbot, "merge")
    sheet = in_front(qtbot, FormSheet)
    fill(sheet, id=str(other.id))
    press(Qt.Key.Key_Return, CTRL)
    assert now(open_shop_today, other).id == asha.id


def test_whoever_reads_the_till_in_hindi_reminds_in_hindi(
    open_shop_today: ShopAtHand, screen: CustomersScreen, qtbot: QtBot
) -> None:
    use_catalogue(catalogue_of("hi"))
    try:
        choose(screen, qtbot, "remind")
        sheet = in_front(qtbot, ReminderSheet)
        assert sheet.language.chosen == "hi"
        assert "बाकी" in sheet.text.toPlainText()
    finally:
        use_catalogue(None)


def test_a_reminder_goes_out_only_when_its_key_is_pressed(
    screen: CustomersScreen,
    qtbot: QtBot,
    asha: CustomerView,
    open_shop_today: ShopAtHand,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    choose(screen, qtbot, "remind")
    sheet = in_front(qtbot, ReminderSheet)
    assert "₹160.00" in sheet.text.toPlainText()
    assert opened == []
    press(Qt.Key.Key_W, ALT)
    assert opened[0].startswith("https://wa.me/919876543210?text=")
    assert now(open_shop_today, asha).reminded_at is not None
    sheet.language.setCurrentIndex(1)
    sheet.language.activated.emit(1)
    press(Qt.Key.Key_Y, ALT)
    assert "बाकी" in QGuiApplication.clipboard().text()


def test_a_payment_is_taken_back_from_the_statement(
    screen: CustomersScreen,
    qtbot: QtBot,
    asha: CustomerView,
    open_shop_today: ShopAtHand,
    told: list[Message],
) -> None:
    shop = open_shop_today
    paid = receive_payment(shop.cashier, ReceivePayment(customer_id=asha.id, amount=60_00))
    press(Qt.Key.Key_F8)
    sheet = in_front(qtbot, StatementSheet)
    sheet.table.choose(1)
    press(Qt.Key.Key_B, ALT)
    assert QApplication.activeModalWidget() is sheet  # a bill is not taken back here
    sheet.table.choose(0)
    press(Qt.Key.Key_B, ALT)
    reason = in_front(qtbot, FormSheet)
    fill(reason, reason="Wrong person")
    press(Qt.Key.Key_Return, CTRL)
    due = dues.of_customer(shop.manager, dues.DuesOfCustomer(customer_id=asha.id))
    assert [bill.due for bill in due.bills] == [160_00]
    assert paid.payment_number in told[-1].text


def test_an_advance_is_paid_back_and_its_voucher_is_seen(
    screen: CustomersScreen, qtbot: QtBot, open_shop_today: ShopAtHand, told: list[Message]
) -> None:
    shop = open_shop_today
    ravi = customers.create(shop.manager, CustomerInput(name="Ravi Rao"))
    taken = vouchers.ReceiveAdvance(
        customer_id=ravi.id, amount=1050_00, tax_class="REST5", description="Dinner for 20"
    )
    number = vouchers.receive_advance(shop.cashier, taken).voucher_number
    screen.show_customer(ravi.id)
    choose(screen, qtbot, "refund")
    sheet = in_front(qtbot, FormSheet)
    fill(sheet, amount="2000", reason="Called off")
    press(Qt.Key.Key_Return, CTRL)
    assert "1,050.00 is left" in sheet.form.fields["amount"].words
    fill(sheet, amount="")
    press(Qt.Key.Key_Return, CTRL)
    assert "Refund voucher AR/25-26/000001 of ₹1,050.00, ₹50.00 of it GST." in told[-1].text
    assert "₹1,050.00 goes out of the drawer." in told[-1].text
    assert screen.card.balance.text() == "Up to date"
    screen.open_statement(ravi.id)
    statement = in_front(qtbot, StatementSheet)
    rows = [row.document for row in statement.table.rows_model.rows]
    assert rows == ["AR/25-26/000001", number]
    statement.table.choose(0)
    press(Qt.Key.Key_Return)
    preview = in_front(qtbot, PreviewSheet)
    assert "Refund Voucher" in "\n".join(preview.paper.lines)
    assert not preview.print_button.isEnabled()


def test_without_an_advance_there_is_nothing_to_pay_back(
    screen: CustomersScreen, qtbot: QtBot, told: list[Message]
) -> None:
    choose(screen, qtbot, "refund")
    assert told[-1].text == "Asha Patel has no advance for a service that can be paid back."
