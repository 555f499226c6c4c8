"""The buyer's screen: what it shows, and that no key, scan or focus reaches it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application import audit, displays, outlet
from pos_desktop.domain.errors import Refused
from pos_desktop.ui.billing.screen import BillingScreen
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.display.feed import BuyerState
from pos_desktop.ui.display.keeper import DisplayKeeper
from pos_desktop.ui.settings.screen_page import ScreenPage
from pos_desktop.ui.shell.main_window import MainWindow
from pos_desktop.ui.tasks import InlineTasks
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "OpenType", extend=True)

MILK = "8901037910602"  # 34.00
_CTRL = Qt.KeyboardModifier.ControlModifier


class AtTheCounter:
    """Billing in its window, the buyer's screen beside it, and hands."""

    def __init__(self, shop: ShopAtHand, show: Callable[[QWidget], None], qtbot: QtBot) -> None:
        self._bot = qtbot
        self.told: list[Message] = []
        self.counter = Counter(shop.cashier, InlineTasks(), tell=self.told.append)
        self.counter.outlet = outlet.get(shop.cashier, outlet.GetOutlet())
        self.window = MainWindow()
        self.page = BillingScreen(self.counter)
        self.window.add_place("billing", "scan-barcode", "Billing", "", lambda: self.page)
        self.window.resize(1366, 690)
        self.keeper = DisplayKeeper(self.window)
        self.keeper.follow(self.counter)
        self.window.uncover()
        show(self.window)

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        front = QApplication.activeModalWidget() or self.window
        handle = front.windowHandle()
        if QGuiApplication.focusWindow() is not handle:
            front.activateWindow()
            self._bot.waitUntil(lambda: QGuiApplication.focusWindow() is handle)
        QTest.keyClick(handle, key, modifiers)

    @property
    def buyer(self) -> BuyerState:
        assert self.keeper.window is not None
        return self.keeper.window._state


@pytest.fixture
def at(
    open_shop_today: ShopAtHand, show: Callable[[QWidget], None], qtbot: QtBot
) -> Iterator[AtTheCounter]:
    displays.set_(open_shop_today.owner, displays.SetDisplay(is_on=True))
    made = AtTheCounter(open_shop_today, show, qtbot)
    yield made
    made.keeper.close()


def test_the_cart_the_change_and_the_shop(at: AtTheCounter) -> None:
    assert (at.buyer.mood, at.buyer.shop) == ("idle", "Sharma Kirana & Snacks")
    at.window.deliver_scan(MILK)
    at.window.deliver_scan(MILK)
    (line,) = at.buyer.lines
    assert (line.name, line.qty, line.amount) == ("Sanchi Gold Milk 500 ml", "2", "68.00")
    assert (at.buyer.mood, at.buyer.total) == ("cart", "₹68.00")
    at.press(Qt.Key.Key_F9)
    assert (at.buyer.mood, at.buyer.change, at.buyer.left) == ("paying", "", "")
    for digit in "100":
        QTest.keyClick(QApplication.focusWidget(), digit)  # type: ignore[call-overload]
    assert at.buyer.change == "₹32.00"
    at.press(Qt.Key.Key_Return)
    assert (at.buyer.mood, at.buyer.total, at.buyer.change) == ("paid", "₹68.00", "₹32.00")
    at.window.deliver_scan(MILK)
    assert (at.buyer.mood, at.buyer.total) == ("cart", "₹34.00")


def test_the_upi_code_is_there_while_upi_is_chosen_and_gone_after(at: AtTheCounter) -> None:
    at.window.deliver_scan(MILK)
    at.press(Qt.Key.Key_F9)
    assert at.buyer.qr == ()
    at.press(Qt.Key.Key_F3)
    assert at.keeper.window is not None
    assert len(at.buyer.qr) > 20
    assert at.keeper.window.shows_code
    at.press(Qt.Key.Key_Escape)
    assert (at.buyer.mood, at.buyer.qr) == ("cart", ())
    assert not at.keeper.window.shows_code


def test_it_takes_no_focus_and_holds_no_control(at: AtTheCounter) -> None:
    window = at.keeper.window
    assert window is not None
    assert window.isVisible()
    assert QGuiApplication.focusWindow() is at.window.windowHandle()
    assert window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert not window.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
    policies = {child.focusPolicy() for child in [window, *window.findChildren(QWidget)]}
    assert policies == {Qt.FocusPolicy.NoFocus}


def test_off_there_is_no_window_and_nothing_is_told(
    open_shop_today: ShopAtHand, show: Callable[[QWidget], None], qtbot: QtBot
) -> None:
    at = AtTheCounter(open_shop_today, show, qtbot)
    at.window.deliver_scan(MILK)
    assert (at.keeper.window, at.counter.buyer) == (None, None)


def test_the_settings_switch_it_on_at_once_and_off_again(
    open_shop_today: ShopAtHand, show: Callable[[QWidget], None], qtbot: QtBot
) -> None:
    shop = open_shop_today
    at = AtTheCounter(shop, show, qtbot)
    at.counter.desk = shop.owner
    page = ScreenPage(at.counter)
    show(page)
    page.display_choice.setFocus()
    QTest.keyClick(page.display_choice, Qt.Key.Key_Down)
    assert displays.get(shop.cashier, displays.GetDisplay()).is_on
    assert at.keeper.window is not None
    QTest.keyClick(page.display_choice, Qt.Key.Key_Up)
    assert (at.keeper.window, at.counter.buyer) == (None, None)
    log = audit.search(shop.owner, audit.SearchAudit(action="display.set"))
    assert len(log.entries) == 2


def test_only_who_may_change_settings_switches_it(shop: ShopAtHand) -> None:
    with pytest.raises(Refused):
        displays.set_(shop.cashier, displays.SetDisplay(is_on=True))


def test_a_cashier_sees_the_choice_and_cannot_change_it(
    open_shop_today: ShopAtHand, show: Callable[[QWidget], None], qtbot: QtBot
) -> None:
    at = AtTheCounter(open_shop_today, show, qtbot)
    page = ScreenPage(at.counter)
    qtbot.addWidget(page)
    assert not page.display_choice.isEnabled()
