"""Whatever a printer does, the window's thread has nothing to do with it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_desktop.app import ShopBackend, desk_for
from pos_desktop.application import items, outlet, people, shifts
from pos_desktop.application.desk import Desk
from pos_desktop.application.outlet import SetPrinter
from pos_desktop.persistence.shop_folder import open_shop
from pos_desktop.ui.till import Till
from tests.faulty_printer import Printer

FAULTS = (
    "", "refuse", "never_accept", "hang", "reset", "slow", "paper_out", "cover", "mute",
    "prints_unsaid",
)  # fmt: skip
CODE = "1040"
WAKING = {"wake"}
"""Setting an event is all that the window may do about a printer."""
NO_PRINTERS = {"logs.py", "disk.py", "machine_settings.py", "__init__.py"}
WAITS = {"_socket", "select"}


def at_nine() -> datetime:
    """09:05 in India."""
    return datetime(2026, 2, 18, 3, 35, tzinfo=UTC)


class Backend(ShopBackend):
    """The cashier is signed in already."""

    def open(self) -> Desk:
        desk = super().open()
        return replace(desk, session=people.sign_in(desk, "cashier", "1357").session)


@pytest.fixture
def printer() -> Iterator[Printer]:
    made = Printer(seed=3)
    yield made
    made.close()


@pytest.fixture
def till(
    demo_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot,
    printer: Printer,
) -> Iterator[Till]:  # fmt: skip
    folder = tmp_path / "demo"
    shutil.copytree(demo_template, folder)
    monkeypatch.setenv("POS_KEYS", str(folder / "keys"))
    with closing(open_shop(folder / "shop")) as store:
        desk = people.sign_in(desk_for(store, clock=at_nine), "cashier", "1357")
        shifts.open_shift(desk, shifts.OpenShift(opening_cash=1000_00))
        owner = people.sign_in(desk_for(store, clock=at_nine), "owner", "demo-owner")
        address = f"127.0.0.1:{printer.port}"
        given = SetPrinter(connection="network", address=address, answers_status=True, drawer_pin=2)
        outlet.set_printer(owner, given)
    made = Till(Backend(folder / "shop", clock=at_nine))
    made.window.show()
    qtbot.waitUntil(
        lambda: made.window.place == "billing" and not made.window.is_covered, timeout=20_000
    )
    yield made
    made.close()


@contextmanager
def watched() -> Iterator[set[str]]:
    """What this thread calls of printers, and where it waits for a line, while it lasts."""
    found: set[str] = set()

    def watch(frame: Any, event: str, called: Any) -> None:
        file = Path(frame.f_code.co_filename)
        if event == "c_call" and getattr(called, "__module__", None) in WAITS:
            found.add(f"{file.name}: {called.__name__}")
        if event != "call":
            return
        of_printers = (
            file.parent.name == "devices" and file.name not in NO_PRINTERS
        ) or file.name in ("print_jobs.py", "print_queue.py")
        if of_printers and frame.f_code.co_name not in WAKING:
            found.add(f"{file.name}: {frame.f_code.co_name}")

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        yield found
    finally:
        sys.setprofile(before)


def until(is_so: Callable[[], bool]) -> None:
    """Let the till work. pytest-qt's own waiting is not watched: it is none of the till's."""
    end = monotonic() + 60
    while not is_so():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        Event().wait(0.002)  # for the other threads
        assert monotonic() < end


def sell(till: Till) -> None:
    page: Any = till.window.page("billing")
    presenter = page.presenter
    presenter.barcode_scanned(_barcode(till))
    until(lambda: bool(presenter.order and presenter.order.lines))
    presenter.exact_cash_pressed()
    until(lambda: presenter.order is None)


def _barcode(till: Till) -> str:
    answers: list[Any] = []
    till.counter.read(items.search, items.SearchItems(q=CODE), answers.append)
    until(lambda: bool(answers))
    return str(answers[0].items[0].barcode)


def test_the_window_does_nothing_about_a_printer_whatever_its_fault(
    till: Till, printer: Printer
) -> None:
    heard = []
    till._printers.changed.connect(lambda: heard.append(till._printers.now))
    with watched() as found:
        for fault in FAULTS:
            printer.fault = fault
            before = len(heard)
            sell(till)
            until(lambda before=before: len(heard) > before)
            printer.loaded.set()
            printer.out_since = None
    assert found == set()
    assert len({now[0].state for now in heard if now}) > 1, "the strip heard of faults"


def test_a_printer_that_is_asked_by_the_window_would_be_found(till: Till) -> None:
    until(lambda: till._printers._printing is not None)
    with watched() as found:
        till._printers._printing.reload()  # type: ignore[union-attr]
    assert "workers.py: reload" in found
