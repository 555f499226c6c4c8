"""The till's window over a shop, worked through its keys, and what it painted."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench_start import signed_in
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QTableView, QWidget

from pos_desktop.app import ShopBackend
from pos_desktop.application import bills, items, orders
from pos_desktop.domain.orders import OrderStatus
from pos_desktop.ui.till import Till

HAND_MS = 60
"""Between two keys of a hand: faster would be taken for a scan."""
FOUND = 12
"""Rows of the list that the search shows at most."""
CONTROL = Qt.KeyboardModifier.ControlModifier
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
Key = Qt.Key
_AS_A_HAND_S = 0.045
_PATIENCE_S = 30.0


class Painted(QObject):
    """What a widget showed when it was last painted; None while it is hidden."""

    def __init__(self, widget: QWidget, shown: Callable[[], Any]) -> None:
        super().__init__(widget)
        self.seen: Any = None
        self._shown = shown
        widget.installEventFilter(self)

    def eventFilter(self, _widget: QObject, event: QEvent) -> bool:
        """Qt's hook."""
        if event.type() == QEvent.Type.Paint:
            self.seen = self._shown()
        elif event.type() == QEvent.Type.Hide:
            self.seen = None
        return False


class Backend(ShopBackend):
    """Somebody is signed in already: typing a PIN is not measured."""

    def open(self) -> Any:
        """The desk with the cashier at it."""
        return signed_in(super().open(), "cashier")


class DrivenTill:
    """The till's window, worked through its keys."""

    def __init__(self, shop: Path) -> None:
        self._faults: list[BaseException] = []
        self.sent_anew = 0
        sys.excepthook = self._fault
        self._wakes = QTimer(interval=100)  # so that a wait without events ends too
        self._wakes.start()
        self.till = Till(Backend(shop))
        self.window = self.till.window
        self.window.resize(1366, 690)
        self.window.show()
        self.until(lambda: self.window.place == "billing", "billing")
        # The day's backup would copy 2.6 GB meanwhile: bench_trust measures the till behind one.
        self.till._backups = None
        self.window.activateWindow()
        handle = self.window.windowHandle()
        self.until(lambda: QGuiApplication.focusWindow() is handle, "the focus")
        self.handle = handle
        self.screen: Any = self.window.page("billing")
        self.found = self.screen.found
        table = self.found.findChild(QTableView, "found")
        self._nothing = next(
            label for label in self.found.findChildren(QLabel) if label.parent() is self.found
        )
        self._list = Painted(table.viewport(), lambda: self.found.rows)
        self._none = Painted(self._nothing, self._nothing.text)
        cart = self.screen.cart
        self._cart = Painted(cart.viewport(), lambda: cart.rows_model.rows)
        last_sale = self.screen.empty.last_sale
        self._sale = Painted(last_sale, last_sale.accessibleName)

    def until(self, is_so: Callable[[], bool], what: str) -> None:
        """Let the till work until *is_so*. Raises TimeoutError naming *what*."""
        end = time.perf_counter() + _PATIENCE_S
        while not is_so():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if self._faults:
                raise self._faults[0]
            if time.perf_counter() > end:
                raise TimeoutError(f"the till did not get to: {what}")

    def ask(self, use_case: Any, request: Any) -> Any:
        """What the store says, by the reading thread."""
        answers: list[Any] = []
        self.till.counter.read(use_case, request, answers.append)
        self.until(lambda: bool(answers), "an answer of the store")
        return answers[0]

    def item(self, n: int) -> Any:
        """The item with the n-th barcode."""
        found = self.ask(items.by_barcode, items.ByBarcode(barcode=barcode(n))).item
        assert found is not None, n
        return found

    def press(self, key: Any, modifiers: Any, is_so: Callable[[], bool], what: str) -> float:
        """Seconds from one key to the painted answer."""
        begun = time.perf_counter()
        QTest.keyClick(self.handle, key, modifiers)
        self.until(is_so, what)
        return time.perf_counter() - begun

    # --- searching ----------------------------------------------------------------------

    def type_key(self, text: str) -> tuple[float, bool]:
        """The last key of *text*, typed by hand: seconds, and whether anything was found."""
        rest(HAND_MS)

        def painted() -> bool:
            if self.found.typed != text:
                return False
            if self.found.rows:
                return bool(self._list.seen == self.found.rows)
            return self._none.seen is not None and text in self._none.seen

        took = self.press(text[-1], NO_MODIFIER, painted, f"what {text} finds")
        stored = self.ask(items.search, items.SearchItems(q=text, limit=FOUND)).items
        shown = [(row.item_id, row.code, row.name) for row in self.found.rows]
        assert shown == [(item.id, item.code, item.name) for item in stored], text
        return took, bool(stored)

    def clear(self) -> None:
        """Empty the field as Esc does."""
        rest(HAND_MS)
        self.press(
            Key.Key_Escape, NO_MODIFIER, lambda: not self.found.isVisible(), "an empty field"
        )

    # --- selling ------------------------------------------------------------------------

    def scan(self, n: int, name: str, lines: int) -> float:
        """Seconds from the Enter of a scan to its line, the *lines*-th, painted."""

        def painted() -> bool:
            rows = self._cart.seen
            return bool(rows) and len(rows) == lines and rows[-1].description == name

        self.send(barcode(n))
        return self.press(Key.Key_Return, NO_MODIFIER, painted, f"the line of {name}")

    def pay(self) -> float:
        """Seconds from Ctrl+Enter to a bill in the store and a cart ready for the next scan."""
        order = self.screen.presenter.order
        before = self.screen.empty.last_sale.accessibleName()
        took = self.press(
            Key.Key_Return, CONTROL, lambda: self._is_sold(before), "the change of the sale"
        )
        self._check_bill(order)
        return took

    def pay_in_sheet(self) -> None:
        """F9, and Enter in the sheet."""
        order = self.screen.presenter.order
        before = self.screen.empty.last_sale.accessibleName()
        QTest.keyClick(self.handle, Key.Key_F9)
        self.until(lambda: _sheet() is not None, "the payment sheet")
        rest(HAND_MS)
        sheet = _sheet()
        assert sheet is not None
        QTest.keyClick(sheet.windowHandle(), Key.Key_Return)
        self.until(lambda: self._is_sold(before), "the change of the sale")
        self.until(lambda: _sheet() is None, "the sheet's end")
        self.window.activateWindow()
        self.until(lambda: QGuiApplication.focusWindow() is self.handle, "the focus")
        self._check_bill(order)

    def pay_what_was_left(self) -> None:
        """Pay the orders that a run which did not end left open."""
        waiting = orders.ListOrders(status=OrderStatus.OPEN, this_terminal=True)
        presenter = self.screen.presenter
        while any(order.lines for order in self.ask(orders.list_orders, waiting).orders):
            presenter.entered()
            self.until(lambda: bool(presenter.order and presenter.order.lines), "what was left")
            self.pay()

    def send(self, code: str) -> None:
        """The digits of a scan, without its Enter; anew when this machine held the sending up.

        The till goes by the window system's clock, which no load delays; QTest stamps a key when
        it is sent, so that a busy machine turns a scanner into a hand.
        """
        slowest = _AS_A_HAND_S
        while slowest >= _AS_A_HAND_S:
            slowest, last = 0.0, time.perf_counter()
            for digit in code:
                QTest.keyClick(self.handle, digit)
                last, before = time.perf_counter(), last
                slowest = max(slowest, last - before)
            if slowest >= _AS_A_HAND_S:
                self.sent_anew += 1
                rest(HAND_MS)
                QTest.keyClick(self.handle, Key.Key_Escape)

    def _is_sold(self, before: str) -> bool:
        return self.screen.presenter.order is None and self._sale.seen not in {None, before}

    def _check_bill(self, order: Any) -> None:
        words = self._sale.seen
        number = words.rpartition("Bill ")[2].partition(" · ")[0]
        bill = self.ask(bills.get, bills.BillNumber(bill_number=number))
        assert bill.order_number == order.order_number
        assert bill.totals.total == order.totals.total
        sold = [(line.description, line.qty) for line in bill.lines]
        assert sold == [(line.description, line.qty) for line in order.lines]

    def close(self) -> None:
        """End the till."""
        self.till.close()

    def _fault(self, *raised: Any) -> None:
        sys.__excepthook__(*raised)
        self._faults.append(raised[1])


def barcode(n: int) -> str:
    """The n-th barcode of the big shop."""
    return f"29{n:011d}"


def rest(milliseconds: int) -> None:
    """Let the till's event loop run so long. QTest.qWait would sleep 10 ms at a time in it."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _sheet() -> QDialog | None:
    found = QApplication.activeModalWidget()
    return found if isinstance(found, QDialog) and found.isVisible() else None
