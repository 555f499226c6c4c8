"""Opening every place, page of Settings and reports, cover and sheet over 1,000,000 bills.

The screens are those of ``tests/every_screen.py``, so a new one is measured without being named
here. The clock starts before a screen is asked for. *Opened* is when it is painted and can be
worked, with what it has or with "Adding up …"; *filled* is when it is painted with all that it read
from the store. The work of the reading thread is done in turn with the window's, which it never
holds up in the till; what would wait for a pause in typing is done at once. Machines are shared:
the processor's own time of the median, until filled, stands beside the wall's.

It works on a copy of the shop, at 10:30 on the day after its last bills, with dues of many
customers. A word or more behind the command measure only the screens whose names hold one of them.
"""

from __future__ import annotations

import gc
import os
import resource
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench_khata import OWING, owe
from big_shop import big_shop
from measuring import BUILD, ROOT, heading, quantile, say

sys.path.insert(0, str(ROOT))

from pos_desktop.ui.qt import load_qt
from pos_desktop.ui.tasks import InlineTasks

BILLS = 1_000_000
RUNS = 20
GOAL_MS = 100
GOAL_MB = 200


class TurnTasks(InlineTasks):
    """What a reading thread would do waits until the window has painted what is there."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[tuple[str | None, Callable[[], None]]] = []
        #: When the window was first painted since this was last emptied; see `Opened`.
        self.painted: float | None = None

    def read(
        self,
        job: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        *,
        latest: str | None = None,
    ) -> None:
        """Until `fire`; of several with one *latest* only the newest is done."""
        if latest is not None:
            self._held = [held for held in self._held if held[0] != latest]
        self._held.append((latest, lambda: self.write(job, done, failed)))

    def aside(
        self,
        job: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Until `fire`."""
        self.read(job, done, failed)

    def fire(self) -> None:
        """Paint; then do what was held and what waits, and what they ask for."""
        from PySide6.QtWidgets import QApplication

        QApplication.processEvents()
        if self.painted is None:
            self.painted = time.perf_counter()
        self._do_held()
        super().fire()
        self._do_held()

    def _do_held(self) -> None:
        while self._held:
            held, self._held = self._held, []
            for _, call in held:
                call()


class Opened:
    """What opening one screen took: the first time, and the times after it, in seconds."""

    def __init__(self, name: str, tasks: TurnTasks) -> None:
        self.name = name
        self._tasks = tasks
        self.shown: list[float] = []
        self.walls: list[float] = []
        self.processor: list[float] = []

    def measure(self, open_it: Callable[[], object]) -> None:
        """Once more."""
        self._tasks.painted = None
        wall, processor = time.perf_counter(), time.process_time()
        open_it()
        self.walls.append(time.perf_counter() - wall)
        self.processor.append(time.process_time() - processor)
        painted = self._tasks.painted
        self.shown.append(self.walls[-1] if painted is None else painted - wall)

    @property
    def p95_ms(self) -> float:
        """Until opened, of the times after the first."""
        return quantile(self.shown[1:], 0.95) * 1e3

    @property
    def filled_ms(self) -> float:
        """Until filled, likewise."""
        return quantile(self.walls[1:], 0.95) * 1e3

    def say(self) -> None:
        """A line of the table."""
        mark = "  <-- beyond" if self.p95_ms > GOAL_MS else ""
        mark = mark or ("  <-- filled later" if self.filled_ms > GOAL_MS else "")
        say(
            self.name,
            f"opened p50 {quantile(self.shown[1:], 0.5) * 1e3:6.1f} p95 {self.p95_ms:6.1f}   "
            f"filled p50 {quantile(self.walls[1:], 0.5) * 1e3:6.1f} p95 {self.filled_ms:6.1f}   "
            f"first {self.walls[0] * 1e3:6.1f}   "
            f"processor {quantile(self.processor[1:], 0.5) * 1e3:6.1f} ms{mark}",
        )


def main() -> None:
    """Print every figure."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    shop = big_shop(BILLS, name="-khata")
    copy = BUILD / "opening"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(shop, copy / "shop")
    shutil.copytree(BUILD / "keys", copy / "keys")
    os.environ["POS_KEYS"] = str(copy / "keys")
    try:
        # In a process of its own: its memory is none of the till's.
        owing = get_context("spawn").Process(target=owe, args=(copy / "shop", OWING))
        owing.start()
        owing.join()
        _measure(copy)
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def _measure(folder: Path) -> None:
    # As the till begins: without it PySide6 keeps the source of every module.
    load_qt()
    from PySide6.QtWidgets import QApplication

    from pos_desktop.ui.look.appearance import begin_appearance, chosen_appearance
    from tests.every_screen import Dress, Stage

    application = QApplication([])
    begin_appearance(application, chosen_appearance(application))
    stage = Stage(folder, Dress(name="plain"), TurnTasks())
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
    later = [opened.name for opened in found if opened.filled_ms > GOAL_MS]
    slowest = max(found, key=lambda opened: opened.p95_ms)
    say(
        "the slowest p95 until opened",
        f"{slowest.p95_ms:.1f} ms, {slowest.name}",
        f"≤ {GOAL_MS} ms",
    )
    say("screens beyond it", f"{len(beyond)} of {len(found)} {', '.join(beyond)}", "0")
    slowest = max(found, key=lambda opened: opened.filled_ms)
    say("the slowest p95 until filled", f"{slowest.filled_ms:.1f} ms, {slowest.name}")
    say("screens filled later than that", f"{len(later)} of {len(found)} {', '.join(later)}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say("memory, every screen opened", f"{_resident_mb():.1f} MB", f"≤ {GOAL_MB} MB")
    say("the most it was meanwhile", f"{peak:.1f} MB")
    stage.close()


def _resident_mb() -> float:
    """Of this process, in the computer's memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1024**2


def _wanted(name: str) -> bool:
    """Whether a screen is among those asked for on the command line."""
    return not sys.argv[1:] or any(word in name for word in sys.argv[1:])


def _places(stage: Any) -> Iterator[Opened]:
    stage.window.uncover()
    stage.fill_cart()
    frame = stage.window._frame
    assert frame is not None
    for place in filter(_wanted, frame.pages.places):
        opened = Opened(place, stage.tasks)
        elsewhere = "bills" if place == "billing" else "billing"
        for _ in range(RUNS + 1):
            stage.page(elsewhere)
            opened.measure(lambda place=place: stage.page(place))
        yield opened


def _pages(stage: Any) -> Iterator[Opened]:
    from tests.every_screen import flush

    for place in ("settings", "reports"):
        pages = stage.page(place).list
        for row in range(pages.count()):
            opened = Opened(f"{place}: {pages.item(row).text()}", stage.tasks)
            if not _wanted(opened.name):
                continue
            for _ in range(RUNS + 1):
                _show_page(stage, pages, row - 1 if row else 1)
                opened.measure(lambda pages=pages, row=row: _show_page(stage, pages, row))
                # What a page took out is gone at the next turn of the till's loop.
                flush()
            yield opened


def _show_page(stage: Any, pages: Any, row: int) -> None:
    pages.setCurrentRow(row)
    stage.settle()


def _sheets(stage: Any) -> Iterator[Opened]:
    from tests.every_screen import OPENED_BY, SHEETS, end, flush, open_sheets

    stage.fill_cart()
    for name, make in SHEETS.items():
        opened = Opened(name, stage.tasks)
        if not _wanted(name):
            continue

        def open_it(make: Callable[[Any], Any] = make) -> None:
            sheet = make(stage)
            stage.tasks.painted = None
            sheet.open()
            stage.settle()

        for _ in range(RUNS + 1):
            # Over its own place, so that going there is not counted again.
            opened.measure(open_it)
            for sheet in open_sheets():
                end(sheet)
            flush()
        yield opened
    for name, press in OPENED_BY.items():
        opened = Opened(name, stage.tasks)
        if not _wanted(name):
            continue

        def press_it(press: Callable[[Any], Any] = press) -> None:
            press(stage)
            stage.tasks.painted = None
            stage.settle()

        for _ in range(RUNS + 1):
            opened.measure(press_it)
            for sheet in open_sheets():
                end(sheet)
            flush()
        yield opened


def _covers(stage: Any) -> Iterator[Opened]:
    from tests.every_screen import COVERS, flush

    for name, make in COVERS.items():
        opened = Opened(name, stage.tasks)
        if not _wanted(name):
            continue

        def open_it(make: Callable[[Any], Any] = make) -> None:
            stage.window.show_cover(make(stage))
            stage.settle()

        for _ in range(RUNS + 1):
            opened.measure(open_it)
            stage.window.uncover()
            stage.settle()
            # As the till's own loop does at once.
            flush()
        yield opened


if __name__ == "__main__":
    main()
