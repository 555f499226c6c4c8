"""From what must be mended to the place where it is mended."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from pos_desktop.application import outlet
from pos_desktop.ui.bills.screen import BillsScreen
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.items.screen import ItemsScreen
from pos_desktop.ui.places import add_places
from pos_desktop.ui.reports.screen import ReportsScreen
from pos_desktop.ui.shell.main_window import MainWindow
from pos_desktop.ui.tasks import InlineTasks
from tests.shop_at_hand import ShopAtHand

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def window(open_shop_today: ShopAtHand, show: Callable[[QWidget], None]) -> MainWindow:
    """The manager's window, at the reports."""
    counter = Counter(open_shop_today.manager, InlineTasks(), tell=lambda _message: None)
    counter.outlet = outlet.get(counter.desk, outlet.GetOutlet())
    window = MainWindow()
    add_places(window, counter, shift_closed=lambda: None, sound=lambda _name: None)
    window.uncover()
    show(window)
    handle = window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert window.place == "reports"
    return window


def test_a_bill_is_shown_in_its_place(window: MainWindow) -> None:
    reports = window.page("reports")
    assert isinstance(reports, ReportsScreen)
    reports.bill_asked.emit("A/25-26/000001")
    bills = window.page("bills")
    assert window.place == "bills"
    assert isinstance(bills, BillsScreen)
    assert bills.search.text() == "A/25-26/000001"


def test_an_item_is_shown_in_its_place(window: MainWindow) -> None:
    reports = window.page("reports")
    assert isinstance(reports, ReportsScreen)
    reports.item_asked.emit("Rice")
    items = window.page("items")
    assert window.place == "items"
    assert isinstance(items, ItemsScreen)
    assert items.search.text() == "Rice"
