"""The reports among the other places: from what must be mended to where it is mended."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pos_desktop.ui.counter import Counter
from pos_desktop.ui.reports.screen import ReportsScreen
from pos_desktop.ui.shell.main_window import MainWindow


def reports_place(window: MainWindow, counter: Counter) -> QWidget:
    """The place, whose jumps end in the places of bills and items."""
    screen = ReportsScreen(counter)
    screen.bill_asked.connect(lambda number: _show_bill(window, number))
    screen.item_asked.connect(lambda name: _show_item(window, name))
    return screen


def _show_bill(window: MainWindow, number: str) -> None:
    from pos_desktop.ui.bills.screen import BillsScreen

    window.go("bills")
    page = window.page("bills")
    if isinstance(page, BillsScreen):
        page.search.setText(number)


def _show_item(window: MainWindow, name: str) -> None:
    from pos_desktop.ui.items.screen import ItemsScreen

    window.go("items")
    page = window.page("items")
    if isinstance(page, ItemsScreen):
        page.search.setText(name)
