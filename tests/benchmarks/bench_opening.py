"""Opening every place, page of Settings and reports, cover and sheet over 1,000,000 bills.

The screens are those of ``tests/every_screen.py``, so a new one is measured without being named
here. The clock starts before a screen is asked for and stops when it is painted with what it read
from the store: the work of the reading thread is done in turn with the window's, and what would
wait for a pause in typing is done at once. Machines are shared: the processor's own time of the
median stands beside the wall's.

It works on a copy of the shop, at 10:30 on the day after its last bills.
"""

from __future__ import annotations

import gc
import os
import resource
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from big_shop import big_shop
from measuring import BUILD, ROOT, heading, quantile, say

sys.path.insert(0, str(ROOT))

BILLS = 1_000_000
RUNS = 20
GOAL_MS = 100
GOAL_MB = 200


class Opened:
    """What opening one screen took: the first time, and the times after it, in seconds."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.walls: list[float] = []
        self.processor: list[float] = []

    def measure(self, open_it: Callable[[], object]) -> None:
        """Once more."""
        wall, processor = time.perf_counter(), time.process_time()
        open_it()
        self.walls.append(time.perf_counter() - wall)
        self.processor.append(time.process_time() - processor)

    @property
    def p95_ms(self) -> float:
        """Of the times after the first."""
        return quantile(self.walls[1:], 0.95) * 1e3

    def say(self) -> None:
        """A line of the table."""
        again = self.walls[1:]
        mark = "  <-- beyond" if self.p95_ms > GOAL_MS else ""
        say(
            self.name,
            f"p50 {quantile(again, 0.5) * 1e3:6.1f}   p95 {self.p95_ms:6.1f}   "
            f"first {self.walls[0] * 1e3:6.1f}   "
            f"processor {quantile(self.processor[1:], 0.5) * 1e3:6.1f} ms{mark}",
        )


def main() -> None:
    """Print every figure."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Its dues are spread over many customers: no shop has all of them on one.
    shop = big_shop(BILLS, name="-khata")
    copy = BUILD / "opening"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(shop, copy / "shop")
    shutil.copytree(BUILD / "keys", copy / "keys")
    os.environ["POS_KEYS"] = str(copy / "keys")
    try:
        _measure(copy)
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def _measure(folder: Path) -> None:
    from PySide6.QtWidgets import QApplication

    from pos_desktop.ui.look.appearance import begin_appearance, chosen_appearance
    from tests.every_screen import Dress, Stage

    application = QApplication([])
    begin_appearance(application, chosen_appearance(application))
    stage = Stage(folder, Dress(name="plain"))
    stage.window.show()
    gc.collect()
    found: list[Opened] = []
    for title, kind in (
        ("Places", _places),
        ("Pages of Settings and reports", _pages),
        ("Sheets", _sheets),
        ("Covers", _covers),
    ):
        heading(f"{title}, {BILLS:,} bills, {RUNS} times, in ms")
        for opened in kind(stage):
            opened.say()
            found.append(opened)
    heading("All of them")
    beyond = [opened.name for opened in found if opened.p95_ms > GOAL_MS]
    slowest = max(found, key=lambda opened: opened.p95_ms)
    say("the slowest p95", f"{slowest.p95_ms:.1f} ms, {slowest.name}", f"≤ {GOAL_MS} ms")
    say("screens beyond it", f"{len(beyond)} of {len(found)} {', '.join(beyond)}", "0")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say("peak memory, every screen opened", f"{peak:.1f} MB", f"≤ {GOAL_MB} MB")
    stage.close()


def _places(stage: Any) -> Iterator[Opened]:
    stage.window.uncover()
    stage.fill_cart()
    frame = stage.window._frame
    assert frame is not None
    for place in tuple(frame.pages.places):
        opened = Opened(place)
        elsewhere = "bills" if place == "billing" else "billing"
        for _ in range(RUNS + 1):
            stage.page(elsewhere)
            opened.measure(lambda place=place: stage.page(place))
        yield opened


def _pages(stage: Any) -> Iterator[Opened]:
    for place in ("settings", "reports"):
        pages = stage.page(place).list
        for row in range(pages.count()):
            opened = Opened(f"{place}: {pages.item(row).text()}")
            for _ in range(RUNS + 1):
                _show_page(stage, pages, row - 1 if row else 1)
                opened.measure(lambda pages=pages, row=row: _show_page(stage, pages, row))
            yield opened


def _show_page(stage: Any, pages: Any, row: int) -> None:
    pages.setCurrentRow(row)
    stage.settle()


def _sheets(stage: Any) -> Iterator[Opened]:
    from tests.every_screen import OPENED_BY, SHEETS, end, flush, open_sheets

    stage.fill_cart()
    for name, make in SHEETS.items():
        opened = Opened(name)

        def open_it(make: Callable[[Any], Any] = make) -> None:
            make(stage).open()
            stage.settle()

        for _ in range(RUNS + 1):
            # Over its own place, so that going there is not counted again.
            opened.measure(open_it)
            for sheet in open_sheets():
                end(sheet)
            flush()
        yield opened
    for name, press in OPENED_BY.items():
        opened = Opened(name)
        for _ in range(RUNS + 1):
            opened.measure(lambda press=press: (press(stage), stage.settle()))
            for sheet in open_sheets():
                end(sheet)
            flush()
        yield opened


def _covers(stage: Any) -> Iterator[Opened]:
    from tests.every_screen import COVERS

    for name, make in COVERS.items():
        opened = Opened(name)

        def open_it(make: Callable[[Any], Any] = make) -> None:
            stage.window.show_cover(make(stage))
            stage.settle()

        for _ in range(RUNS + 1):
            opened.measure(open_it)
            stage.window.uncover()
            stage.settle()
        yield opened


if __name__ == "__main__":
    main()
