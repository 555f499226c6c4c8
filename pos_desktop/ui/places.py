"""The places of the till, each made when it is first visited."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pos_desktop.ui.counter import Counter
from pos_desktop.ui.shell.main_window import MainWindow

BILLING = "billing"


def add_places(
    window: MainWindow,
    counter: Counter,
    *,
    shift_closed: Callable[[], None],
    sound: Callable[[str], None],
) -> None:
    """Register every place for who is signed in; the first is where one begins."""

    def billing() -> QWidget:
        from pos_desktop.ui.billing.screen import BillingScreen

        screen = BillingScreen(counter)
        screen.sounded.connect(sound)
        return screen

    def bills() -> QWidget:
        from pos_desktop.ui.bills.screen import BillsScreen

        return BillsScreen(counter)

    def customers() -> QWidget:
        from pos_desktop.ui.customers.screen import CustomersScreen

        return CustomersScreen(counter)

    def balances() -> QWidget:
        from pos_desktop.ui.balances.screen import BalancesScreen

        return BalancesScreen(counter)

    def shift() -> QWidget:
        from pos_desktop.ui.shift.screen import ShiftPage

        return ShiftPage(counter, shift_closed)

    def items() -> QWidget:
        from pos_desktop.ui.items.screen import ItemsScreen

        return ItemsScreen(counter)

    def reports() -> QWidget:
        from pos_desktop.ui.reports.place import reports_place

        return reports_place(window, counter)

    def settings() -> QWidget:
        from pos_desktop.ui.settings.screen import SettingsScreen

        return SettingsScreen(counter)

    def word(text: str) -> str:
        return QCoreApplication.translate("Keys", text)

    window.add_place(
        BILLING, "scan-barcode", word("Billing"), "place.billing", billing, thin_rail=True
    )
    window.add_place(
        "bills", "receipt-indian-rupee", word("Bills"), "place.bills", bills, thin_rail=True
    )
    window.add_place("customers", "users", word("Customers"), "place.customers", customers)
    window.add_place("balances", "book-user", word("Balances"), "place.balances", balances)
    window.add_place("shift", "wallet", word("Shift"), "place.shift", shift)
    window.add_place("items", "package", word("Items"), "place.items", items)
    window.add_place("reports", "chart-column", word("Reports"), "place.reports", reports)
    window.add_place("settings", "settings", word("Settings"), "place.settings", settings)
