"""The till's window over a shop with 1,000,000 bills: keys in, the painted answer out.

The clock starts before the key and stops after the event loop's turn in which the answer was
painted; the search's debounce and the worker threads are inside. Every painted answer is then
held against the store's. The waiting is the till's own (the loop sleeps until something
happens): a loop that spins would keep the interpreter from the threads that do the work.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from bench_start import _open_shift, _signed_in
from big_shop import big_shop
from measuring import heading, in_ms, quantile, say, slow_flushes, with_flush_shim
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QTableView, QWidget

from pos_desktop.app import ShopBackend
from pos_desktop.application import accounts, bills, items
from pos_desktop.domain.outlet import Method
from pos_desktop.ui.look.appearance import begin_appearance, chosen_appearance
from pos_desktop.ui.till import Till

BILLS = 1_000_000
WORDS = 60
LETTERS = 5
SALES = 40
SALES_SLOW = 15
LINES = 10
FLOOD = 1_000
FLOOD_CODES = 100
FOUND = 12
HAND_MS = 60
"""Between two keys of a hand: faster would be taken for a scan."""
_PATIENCE_S = 30.0
_CONTROL = Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key


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


class Heartbeat:
    """A timer of 1 ms: the longest time between two beats is how long the loop was held."""

    def __init__(self) -> None:
        self._timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = 0.0
        self.gaps: list[float] = []

    def __enter__(self) -> Heartbeat:
        self.gaps.clear()
        self._last = time.perf_counter()
        self._timer.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self._beat()
        self._timer.stop()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last)
        self._last = now


class Backend(ShopBackend):
    """Somebody is signed in already: typing a PIN is not measured."""

    def open(self) -> Any:
        """The desk with the cashier at it."""
        return _signed_in(super().open(), "cashier")


class Counter:
    """The till's window, worked through its keys."""

    def __init__(self, shop: Path) -> None:
        self._faults: list[BaseException] = []
        sys.excepthook = self._fault
        self._wakes = QTimer(interval=100)  # so that a wait without events ends too
        self._wakes.start()
        self.till = Till(Backend(shop))
        self.window = self.till.window
        self.window.resize(1366, 690)
        self.window.show()
        self.until(lambda: self.window.place == "billing", "billing")
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
        found = self.ask(items.by_barcode, items.ByBarcode(barcode=_barcode(n))).item
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
        QTest.qWait(HAND_MS)

        def painted() -> bool:
            if self.found.typed != text:
                return False
            if self.found.rows:
                return bool(self._list.seen == self.found.rows)
            return self._none.seen is not None and text in self._none.seen

        took = self.press(text[-1], _NONE, painted, f"what {text} finds")
        stored = self.ask(items.search, items.SearchItems(q=text, limit=FOUND)).items
        shown = [(row.item_id, row.code, row.name) for row in self.found.rows]
        assert shown == [(item.id, item.code, item.name) for item in stored], text
        return took, bool(stored)

    def clear(self) -> None:
        """Empty the field as Esc does."""
        QTest.qWait(HAND_MS)
        self.press(Key.Key_Escape, _NONE, lambda: not self.found.isVisible(), "an empty field")

    # --- selling ------------------------------------------------------------------------

    def scan(self, n: int, name: str, lines: int) -> float:
        """Seconds from the Enter of a scan to its line, the *lines*-th, painted."""

        def painted() -> bool:
            rows = self._cart.seen
            return bool(rows) and len(rows) == lines and rows[-1].description == name

        self._send(_barcode(n))
        return self.press(Key.Key_Return, _NONE, painted, f"the line of {name}")

    def pay(self) -> float:
        """Seconds from Ctrl+Enter to a bill in the store and a cart ready for the next scan."""
        order = self.screen.presenter.order
        before = self.screen.empty.last_sale.accessibleName()
        took = self.press(
            Key.Key_Return, _CONTROL, lambda: self._is_sold(before), "the change of the sale"
        )
        self._check_bill(order)
        return took

    def pay_in_sheet(self) -> None:
        """F9, and Enter in the sheet."""
        order = self.screen.presenter.order
        before = self.screen.empty.last_sale.accessibleName()
        QTest.keyClick(self.handle, Key.Key_F9)
        self.until(lambda: _sheet() is not None, "the payment sheet")
        QTest.qWait(HAND_MS)
        sheet = _sheet()
        assert sheet is not None
        QTest.keyClick(sheet.windowHandle(), Key.Key_Return)
        self.until(lambda: self._is_sold(before), "the change of the sale")
        self.until(lambda: _sheet() is None, "the sheet's end")
        self.window.activateWindow()
        self.until(lambda: QGuiApplication.focusWindow() is self.handle, "the focus")
        self._check_bill(order)

    def flood(self, codes: Sequence[str]) -> None:
        """Scans without a pause."""
        for code in codes:
            self._send(code)
            QTest.keyClick(self.handle, Key.Key_Return)

    def end_order(self) -> None:
        """Pay what an earlier run left in the cart."""
        QTest.qWait(500)
        if self.screen.presenter.order is not None and self.screen.presenter.order.lines:
            self.pay()

    def _send(self, code: str) -> None:
        for digit in code:
            QTest.keyClick(self.handle, digit)

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
        assert [tender.method for tender in bill.tenders] in ([Method.CASH], [])

    def _fault(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        sys.__excepthook__(kind, error, trace)
        self._faults.append(error)


def main() -> None:
    """Print every figure of the screens."""
    with_flush_shim()
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    shop = big_shop(BILLS)
    _open_shift(str(shop))
    application = QApplication([])
    begin_appearance(application, chosen_appearance(application))
    counter = Counter(shop)
    print(f"the screens on {application.platformName()}, {BILLS:,} bills")
    counter.end_order()
    catalogue = [counter.item(400 + n) for n in range(FLOOD_CODES + SALES * LINES)]
    _sell(counter, catalogue, 3)
    _searches(counter, catalogue)
    _sales(counter, catalogue, SALES, "")
    _flood(counter, catalogue)
    _gaps(counter, catalogue)
    slow_flushes(5)
    _sales(counter, catalogue, SALES_SLOW, ", 5 ms added to every flush")
    _flood(counter, catalogue)
    _gaps(counter, catalogue)
    slow_flushes(0)
    counter.till.close()


def _searches(counter: Counter, catalogue: Sequence[Any]) -> None:
    heading(f"Key → found list painted, {WORDS} words of {LETTERS} letters, and as many misspelt")
    words = sorted(
        {
            word.casefold()
            for item in catalogue
            for word in item.name.split()
            if len(word) >= LETTERS and word.isascii() and word.isalpha()
        }
    )
    chosen = [words[n * len(words) // WORDS][:LETTERS] for n in range(min(WORDS, len(words)))]
    # "q" follows the third letter: what was found until there is found no more.
    wrong = [word[:3] + "q" + word[3] for word in chosen]
    hits: dict[int, list[float]] = {n: [] for n in range(1, LETTERS + 1)}
    misses: dict[int, list[float]] = {n: [] for n in range(1, LETTERS + 1)}
    for word in (text for pair in zip(chosen, wrong, strict=True) for text in pair):
        for n in range(1, LETTERS + 1):
            took, found = counter.type_key(word[:n])
            (hits if found else misses)[n].append(took)
        counter.clear()
    for n in range(1, LETTERS + 1):
        for what, taken in (("found", hits[n]), ("nothing found", misses[n])):
            if taken:
                say(f"{n} letters, {what} ({len(taken)})", in_ms(taken))
    all_hits, all_misses = sum(hits.values(), []), sum(misses.values(), [])
    say(f"all ({len(all_hits + all_misses)})", in_ms(all_hits + all_misses), "p99 ≤ 16.7 ms")
    both = [n for n in hits if hits[n] and misses[n]]
    found = sum((hits[n] for n in both), [])
    ratio = quantile(all_misses, 0.5) / quantile(found, 0.5)
    say("nothing found : found, the same lengths", f"{ratio:.2f}×", "≤ 3×")


def _sell(counter: Counter, catalogue: Sequence[Any], sales: int) -> tuple[list[float], list[float]]:
    """So many sales of ten scans and exact cash: the seconds of scans, and of payments."""
    scans, pays = [], []
    for sale in range(sales):
        for line in range(LINES):
            n = (sale * LINES + line) % len(catalogue)
            scans.append(counter.scan(400 + n, catalogue[n].name, line + 1))
            QTest.qWait(HAND_MS // 4)
        pays.append(counter.pay())
    return scans, pays


def _sales(counter: Counter, catalogue: Sequence[Any], sales: int, how: str) -> None:
    heading(f"{sales} sales of {LINES} scans{how}")
    scans, pays = _sell(counter, catalogue, sales)
    say("a scan's Enter → its line painted", in_ms(scans), "p99 ≤ 16.7 ms")
    say("Ctrl+Enter → bill saved, ready for the next scan", in_ms(pays))
    say("… p95", f"{quantile(pays, 0.95) * 1e3:.3f} ms", "≤ 50 ms")


def _flood(counter: Counter, catalogue: Sequence[Any]) -> None:
    heading(f"{FLOOD:,} scans of 14 keys without a pause")
    codes = [_barcode(400 + n % FLOOD_CODES) for n in range(FLOOD)]

    def taken() -> int:
        order = counter.screen.presenter.order
        return sum(line.qty for line in order.lines) // 1000 if order else 0

    begun = time.perf_counter()
    with Heartbeat() as beat:
        counter.flood(codes)
        sent = time.perf_counter() - begun
        counter.until(lambda: taken() >= FLOOD, f"{FLOOD} scans ({taken()} taken)")
        took = time.perf_counter() - begun
    lines = counter.screen.presenter.order.lines
    expected = [(item.name, FLOOD // FLOOD_CODES * 1000) for item in catalogue[:FLOOD_CODES]]
    assert [(line.description, line.qty) for line in lines] == expected
    say("scans lost", f"{FLOOD - taken()}", "0")
    say("sent in", f"{sent:.2f} s, {sent / FLOOD * 1e3:.1f} ms a scan")
    say("all in the cart after", f"{took:.2f} s, {took / FLOOD * 1e3:.1f} ms a scan")
    say("the event loop's longest gap", f"{max(beat.gaps) * 1e3:.1f} ms")
    counter.pay()


def _gaps(counter: Counter, catalogue: Sequence[Any]) -> None:
    heading("The event loop's longest gap")
    beat = Heartbeat()
    with beat:
        QTest.qWait(1000)
    _say_gaps("idle: the machine itself", beat)
    pauses = []
    for sale in range(3):
        with beat:
            for line in range(LINES):
                counter.scan(400 + line, catalogue[line].name, line + 1)
                QTest.qWait(HAND_MS)
        pauses += beat.gaps
        with beat:
            counter.pay_in_sheet() if sale else counter.pay()
            QTest.qWait(200)
        _say_gaps("paying in the sheet" if sale else "exact cash", beat, "≤ 50 ms")
    beat.gaps = pauses
    _say_gaps(f"scanning, {3 * LINES} lines", beat, "≤ 16.7 ms")
    for visit in ("first", "second"):
        with beat:
            _visit_balances(counter)
        _say_gaps(f"the balance report, {visit} visit", beat, "≤ 50 ms")
        counter.press(Key.Key_1, _CONTROL, lambda: counter.window.place == "billing", "billing")
        QTest.qWait(200)


def _visit_balances(counter: Counter) -> None:
    counter.press(Key.Key_4, _CONTROL, lambda: counter.window.place == "balances", "balances")
    page: Any = counter.window.page("balances")
    rows_model = page.table.rows_model
    counter.until(lambda: bool(rows_model.rows), "the balances")
    QTest.qWait(300)
    report = counter.ask(accounts.balances, accounts.BalancesRequest())
    assert [row.name for row in rows_model.rows] == [row.name for row in report.rows]


def _say_gaps(what: str, beat: Heartbeat, goal: str = "") -> None:
    over = sum(gap > 0.0167 for gap in beat.gaps)
    say(what, f"{max(beat.gaps) * 1e3:7.1f} ms   ({over} over 16.7 ms)", goal)


def _barcode(n: int) -> str:
    return f"29{n:011d}"


def _sheet() -> QDialog | None:
    found = QApplication.activeModalWidget()
    return found if isinstance(found, QDialog) and found.isVisible() else None


if __name__ == "__main__":
    main()
