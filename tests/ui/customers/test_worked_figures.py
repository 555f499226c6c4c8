"""The figures that were agreed on, rung up, paid and read by keys on the screens themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.application import customers, orders, outlet
from pos_desktop.application.billing import IssuedBill
from pos_desktop.application.customers import CustomerInput
from pos_desktop.domain.gst import Supply
from pos_desktop.ui.balances.screen import BalancesScreen
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.collect_sheet import CollectSheet
from pos_desktop.ui.customers.screen import CustomersScreen
from pos_desktop.ui.pay.sheet import PaySheet
from pos_desktop.ui.tasks import InlineTasks
from tests.shop_at_hand import ShopAtHand, paise

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "OpenType", extend=True)
_Key = Qt.Key
RESTAURANT = {"gst_rate": 500, "supply": Supply.RESTAURANT}


class Figures:
    """A cashier who rings up, takes money in the sheet, and looks at the places."""

    def __init__(self, shop: ShopAtHand, show: Callable[[QWidget], None], qtbot: QtBot) -> None:
        self.shop, self.qtbot, self._show = shop, qtbot, show
        # Without a customer a manager sells on account; that a cashier may not is proved elsewhere.
        self.counter = Counter(shop.manager, InlineTasks(), tell=lambda _: None)
        self.behind = QWidget()
        self.behind.resize(1366, 690)
        show(self.behind)
        self.bills: list[IssuedBill] = []
        self.outcome = ""

    def customer(self, name: str, phone: str) -> int:
        return customers.create(self.shop.cashier, CustomerInput(name=name, phone=phone)).id

    def sell(self, rupees: str, *keys: str, customer: int | None = None, **line: object) -> None:
        """Ring it up, then work the sheet: amounts are typed, names of keys are pressed."""
        desk = self.shop.manager
        view = orders.add_line(
            desk,
            orders.AddLine(
                description="Meal", unit_price=paise(rupees), **({"gst_rate": 0} | line)
            ),
        )
        if customer is not None:
            link = orders.LinkCustomer(order_id=view.order_id, customer_id=customer)
            view = orders.link_customer(desk, link)
        self.counter.outlet = outlet.get(desk, outlet.GetOutlet())
        sheet = PaySheet(self.counter, view, self.counter.outlet, self.bills.append, self.behind)
        self.front(sheet)
        before = len(self.bills)
        for key in keys:
            if hasattr(_Key, f"Key_{key}"):
                QTest.keyClick(sheet.windowHandle(), getattr(_Key, f"Key_{key}"))
            else:
                QTest.keyClicks(sheet.amount, key)
                told = sheet.findChild(QLabel, "outcome")
                self.outcome = told.text() if told else ""
        assert len(self.bills) == before + 1

    def front(self, sheet: QWidget) -> None:
        sheet.open()  # type: ignore[attr-defined]
        self.wait_for(sheet)

    def wait_for(self, window: QWidget) -> None:
        window.activateWindow()
        self.qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is window.windowHandle())

    def balances(self) -> BalancesScreen:
        screen = BalancesScreen(self.counter)
        screen.resize(1180, 600)
        self._show(screen)
        return screen

    def card(self, typed: str) -> CustomersScreen:
        """The customers place, where somebody was searched for and Enter pressed."""
        screen = CustomersScreen(self.counter)
        screen.resize(1300, 600)
        self._show(screen)
        screen.search.setText(typed)
        QTest.keyClick(screen.windowHandle(), _Key.Key_Return)
        return screen


@pytest.fixture
def figures(open_shop_today: ShopAtHand, show: Callable[[QWidget], None], qtbot: QtBot) -> Figures:
    return Figures(open_shop_today, show, qtbot)


def owed(screen: BalancesScreen) -> list[tuple[str, str, int]]:
    return [(row.name, row.phone, -row.balance) for row in screen.table.rows_model.rows]


def test_r1_2_full_part_credit_and_overpayment(figures: Figures) -> None:
    full = figures.customer("Full", "9876500001")
    part = figures.customer("Part", "9876500002")
    credit = figures.customer("Credit", "9876500003")
    over = figures.customer("Over", "9876500004")
    figures.sell("1000.00", "Return", customer=full)
    figures.sell("1000.00", "200", "Return", "F8", customer=part)
    figures.sell("1000.00", "F8", customer=credit)
    figures.sell("1000.00", "1200", "Return", customer=over)
    assert figures.outcome == "₹200.00"
    assert [(bill.balance_due, bill.change) for bill in figures.bills] == [
        (0, 0),
        (800_00, 0),
        (1000_00, 0),
        (0, 200_00),
    ]
    assert owed(figures.balances()) == [
        ("Credit", "98765 00003", 1000_00),
        ("Part", "98765 00002", 800_00),
    ]


def test_r1_5_five_bills_and_the_report_with_its_cards(figures: Figures) -> None:
    figures.shop.set(round_to_rupee=False)
    for number, (rupees, paid) in enumerate(
        (("299.00", "149.50"), ("627.90", ""), ("598.00", "299"), ("210.00", "")), start=1
    ):
        who = figures.customer(f"Customer {number}", f"987650000{number}")
        figures.sell(rupees, *((paid, "Return") if paid else ()), "F8", customer=who)
    figures.shop.sell("575.40", cash=548_00, credit=27_40, desk=figures.shop.manager)
    screen = figures.balances()
    assert [amount for _, _, amount in owed(screen)] == [627_90, 299_00, 210_00, 149_50, 27_40]
    assert owed(screen)[-1] == ("Unknown Customer", "No Phone", 27_40)
    for card, figure in (
        (screen.total_credit, "₹1,313.80"),
        (screen.customers, "5"),
        (screen.average, "₹262.76"),
    ):
        assert figure in card.accessibleName()
    assert "0–30 days ₹1,313.80" in screen.chart.accessibleName()
    assert "now ▲ Owes ₹1,286.40" in screen.over_time.accessibleName()


def test_r2_3_the_account_follows_invoices_and_payments(figures: Figures) -> None:
    who = figures.customer("Sunita", "9876500010")
    screen = figures.card("Sunita")

    def invoice(rupees: str) -> str:
        figures.sell(rupees, "F8", customer=who)
        return now()

    def pay(rupees: str) -> str:
        figures.wait_for(screen)
        QTest.keyClick(screen.windowHandle(), _Key.Key_F9)
        figures.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), CollectSheet))
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, CollectSheet)
        figures.wait_for(sheet)
        sheet.amount.selectAll()
        QTest.keyClicks(sheet.amount, rupees)
        QTest.keyClick(sheet.windowHandle(), _Key.Key_Return)
        figures.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
        return now()

    def now() -> str:
        screen.hide()
        screen.show()  # the place is come back to
        return screen.card.balance.text()

    assert now() == "Up to date"
    assert invoice("100.00") == "▲ Owes ₹100.00"
    assert pay("100") == "Up to date"
    assert invoice("100.00") == "▲ Owes ₹100.00"
    assert pay("150") == "▼ Credit ₹50.00"
    with figures.shop.store.look() as look:
        assert look.accounts.balance(who) == 50_00


def test_r2_3_two_invoices_and_a_part_payment(figures: Figures) -> None:
    who = figures.customer("Sunita", "9876500010")
    figures.sell("100.00", "F8", customer=who)
    figures.sell("50.00", "F8", customer=who)
    screen = figures.balances()
    assert owed(screen) == [("Sunita", "98765 00010", 150_00)]
    QTest.keyClick(screen.windowHandle(), _Key.Key_F9)
    figures.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), CollectSheet))
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, CollectSheet)
    figures.wait_for(sheet)
    QTest.keyClicks(sheet.amount, "75")
    QTest.keyClick(sheet.windowHandle(), _Key.Key_Return)
    figures.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert owed(screen) == [("Sunita", "98765 00010", 75_00)]


def test_r3_4_the_order_history_shows_its_worked_rows(figures: Figures) -> None:
    who = figures.customer("Rajesh", "9876543210")
    figures.sell("850.00", "1000", "Return", customer=who, **RESTAURANT)
    figures.shop.clock.forward(minutes=5)
    figures.sell("1200.00", "2000", "Return", customer=who, **RESTAURANT)
    screen = figures.card("98765")
    rows = screen.history.rows_model.rows
    assert [(r.order_number, r.subtotal, r.tax, r.total) for r in rows] == [
        ("ORD-20260218-0002", "1,200.00", "60.00", "1,260.00"),
        ("ORD-20260218-0001", "850.00", "42.50", "893.00"),
    ]
    assert [row.moment for row in rows] == ["18-02-2026  15:05", "18-02-2026  15:00"]


def test_r3_9_three_orders_of_one_phone_with_their_totals(figures: Figures) -> None:
    who = figures.customer("Rajesh", "9876543210")
    for rupees in ("100.00", "250.00", "50.00"):
        figures.sell(rupees, "Return", customer=who)
    screen = figures.card("9876543210")
    assert [row.total for row in screen.history.rows_model.rows] == ["50.00", "250.00", "100.00"]
    told = " ".join(label.text() for label in screen.card.findChildren(QLabel))
    assert "3 · ₹400.00 spent · last on 18-02-2026" in told
