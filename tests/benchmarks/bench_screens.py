"""The till's window over a shop with 1,000,000 bills: keys in, the painted answer out.

The clock starts before the key and stops after the event loop's turn in which the answer was
painted; the search's debounce and the worker threads are inside. Every painted answer is then
held against the store's. The waiting is the till's own (the loop sleeps until something
happens): a loop that spins would keep the interpreter from the threads that do the work.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Self

from bench_start import open_shift
from big_shop import big_shop
from driven_till import CONTROL, HAND_MS, DrivenTill, Key, barcode, rest
from measuring import heading, in_ms, quantile, say, slow_flushes, with_flush_shim
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pos_desktop.application import accounts
from pos_desktop.ui.look.appearance import begin_appearance, chosen_appearance

BILLS = 1_000_000
WORDS = 60
LETTERS = 5
SALES = 40
SALES_SLOW = 15
LINES = 10
FLOOD = 1_000
FLOOD_CODES = 100


class Heartbeat:
    """A timer of 1 ms: the longest time between two beats is how long the loop was held.

    ``own`` is what this thread itself worked between them; ``held`` is the gap without the time
    in which the thread could have gone on, but other programs had the processors.
    """

    def __init__(self) -> None:
        self._timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = self._worked = self._queued = 0.0
        self.gaps: list[float] = []
        self.own: list[float] = []
        self.held: list[float] = []

    def __enter__(self) -> Self:
        self.gaps.clear()
        self.own.clear()
        self.held.clear()
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._queued = _queued_for_a_processor()
        self._timer.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self._beat()
        self._timer.stop()

    def _beat(self) -> None:
        now, worked, queued = time.perf_counter(), time.thread_time(), _queued_for_a_processor()
        self.gaps.append(now - self._last)
        self.own.append(worked - self._worked)
        self.held.append(now - self._last - (queued - self._queued))
        self._last, self._worked, self._queued = now, worked, queued


def _queued_for_a_processor() -> float:
    """Seconds that this thread was ready to run and did not; 0 where the system does not say."""
    try:
        told = Path("/proc/thread-self/schedstat").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(told.split()[1]) / 1e9


def main() -> None:
    """Print every figure of the screens."""
    with_flush_shim()
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    shop = big_shop(BILLS)
    open_shift(str(shop))
    application = QApplication([])
    begin_appearance(application, chosen_appearance(application))
    till = DrivenTill(shop)
    print(f"the screens on {application.platformName()}, {BILLS:,} bills")
    till.pay_what_was_left()
    catalogue = [till.item(400 + n) for n in range(FLOOD_CODES + SALES * LINES)]
    _sell(till, catalogue, 3)
    _searches(till, catalogue)
    for sales, slower_ms in ((SALES, 0), (SALES_SLOW, 5)):
        slow_flushes(slower_ms)
        how = f", {slower_ms} ms added to every flush" if slower_ms else ""
        _sales(till, catalogue, sales, how)
        _flood(till, catalogue, how)
        _gaps(till, catalogue, how)
    slow_flushes(0)
    say("scans sent anew, because the machine was held up", f"{till.sent_anew}")
    till.close()


def _searches(till: DrivenTill, catalogue: Sequence[Any]) -> None:
    heading(f"Key → found list painted, {WORDS} words of {LETTERS} letters, and as many misspelt")
    names = " ".join(item.name.casefold() for item in catalogue)
    words = sorted(set(re.findall(rf"\b[a-z]{{{LETTERS}}}", names)))
    chosen = [words[n * len(words) // WORDS] for n in range(min(WORDS, len(words)))]
    # "q" follows the third letter: what was found until there is found no more.
    wrong = [word[:3] + "q" + word[3] for word in chosen]
    times: dict[tuple[int, bool], list[float]] = {}
    for word in chain.from_iterable(zip(chosen, wrong, strict=True)):
        for n in range(1, LETTERS + 1):
            took, found = till.type_key(word[:n])
            times.setdefault((n, found), []).append(took)
        till.clear()
    for (n, found), taken in sorted(times.items()):
        say(f"{n} letters, {'' if found else 'nothing '}found ({len(taken)})", in_ms(taken))
    every = list(chain.from_iterable(times.values()))
    say(f"all ({len(every)})", in_ms(every), "p99 ≤ 16.7 ms")
    for n in (4, 5):
        ratio = quantile(times[n, False], 0.5) / quantile(times[n, True], 0.5)
        say(f"nothing found : found, {n} letters", f"{ratio:.2f}×", "≤ 3×")


def _sell(
    till: DrivenTill, catalogue: Sequence[Any], sales: int
) -> tuple[list[float], list[float]]:
    """So many sales of ten scans and exact cash: the seconds of scans, and of payments."""
    scans, pays = [], []
    for sale in range(sales):
        for line in range(LINES):
            n = (sale * LINES + line) % len(catalogue)
            scans.append(till.scan(400 + n, catalogue[n].name, line + 1))
            rest(HAND_MS // 4)
        pays.append(till.pay())
    return scans, pays


def _sales(till: DrivenTill, catalogue: Sequence[Any], sales: int, how: str) -> None:
    heading(f"{sales} sales of {LINES} scans{how}")
    scans, pays = _sell(till, catalogue, sales)
    say("a scan's Enter → its line painted", in_ms(scans), "p99 ≤ 16.7 ms")
    say("Ctrl+Enter → bill saved, ready for the next scan", in_ms(pays))
    say("… p95", f"{quantile(pays, 0.95) * 1e3:.3f} ms", "≤ 50 ms")


def _flood(till: DrivenTill, catalogue: Sequence[Any], how: str) -> None:
    heading(f"{FLOOD:,} scans of 14 keys without a pause{how}")
    # Under the 50,000 rupees from which an invoice has to name its buyer; and what is weighed
    # has a line for each scan.
    by_piece = [n for n, item in enumerate(catalogue) if not item.sold_by_weight]
    cheap = sorted(by_piece, key=lambda n: catalogue[n].price)[:FLOOD_CODES]
    codes = [barcode(400 + n) for n in cheap] * (FLOOD // FLOOD_CODES)

    def taken() -> int:
        order = till.screen.presenter.order
        return sum(line.qty for line in order.lines) // 1000 if order else 0

    begun = time.perf_counter()
    with Heartbeat() as beat:
        for code in codes:
            till.send(code)
            QTest.keyClick(till.handle, Key.Key_Return)
        sent = time.perf_counter() - begun
        till.until(lambda: taken() >= FLOOD, f"{FLOOD} scans ({taken()} taken)")
        took = time.perf_counter() - begun
    lines = till.screen.presenter.order.lines
    expected = [(catalogue[n].name, FLOOD // FLOOD_CODES * 1000) for n in cheap]
    assert [(line.description, line.qty) for line in lines] == expected
    say("scans lost", f"{FLOOD - taken()}", "0")
    say("sent in", f"{sent:.2f} s, {sent / FLOOD * 1e3:.1f} ms a scan")
    say("all in the cart after", f"{took:.2f} s, {took / FLOOD * 1e3:.1f} ms a scan")
    say("the event loop's longest gap", f"{max(beat.gaps) * 1e3:.1f} ms")
    till.pay()


def _gaps(till: DrivenTill, catalogue: Sequence[Any], how: str) -> None:
    heading(f"The event loop's longest gap{how}")
    beat = Heartbeat()
    with beat:
        rest(1000)
    _say_gaps("idle: the machine itself", beat)
    pauses = []
    for sale in range(3):
        with beat:
            for line in range(LINES):
                till.scan(400 + line, catalogue[line].name, line + 1)
                rest(HAND_MS)
        pauses += beat.gaps
        with beat:
            till.pay_in_sheet() if sale else till.pay()
            rest(200)
        _say_gaps("paying in the sheet" if sale else "exact cash", beat, "≤ 50 ms")
    beat.gaps = pauses
    _say_gaps(f"scanning, {3 * LINES} lines", beat, "≤ 16.7 ms")
    for visit in ("first", "second"):
        with beat:
            _visit_balances(till)
        _say_gaps(f"the balance report, {visit} visit", beat, "≤ 50 ms")
        till.press(Key.Key_1, CONTROL, lambda: till.window.place == "billing", "billing")
        rest(200)


def _visit_balances(till: DrivenTill) -> None:
    till.press(Key.Key_4, CONTROL, lambda: till.window.place == "balances", "balances")
    page: Any = till.window.page("balances")
    rows_model = page.table.rows_model
    till.until(lambda: bool(rows_model.rows), "the balances")
    rest(300)
    report = till.ask(accounts.balances, accounts.BalancesRequest())
    assert [row.name for row in rows_model.rows] == [row.name for row in report.rows]


def _say_gaps(what: str, beat: Heartbeat, goal: str = "") -> None:
    over = sum(gap > 0.0167 for gap in beat.gaps)
    say(what, f"{max(beat.gaps) * 1e3:7.1f} ms   ({over} over 16.7 ms)", goal)


if __name__ == "__main__":
    main()
