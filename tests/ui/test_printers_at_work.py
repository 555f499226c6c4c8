"""The printers behind the screens, and what the strip says of them."""

from __future__ import annotations

import sys
import threading
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from pos_desktop.application import orders, registry
from pos_desktop.application.printing import PrinterNow, PrinterState
from pos_desktop.ui.printers_at_work import RINGING_UP, PrintersAtWork
from pos_desktop.ui.qt_tasks import QtTasks
from pos_desktop.ui.strip import status_of
from pos_desktop.ui.tasks import InlineTasks


class Backend:
    """Starts printing that is only written down."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.threads: set[int] = set()
        self.say: Any = None

    def start_printing(self, desk: Any, on_change: Any) -> Any:
        self._note("start")
        self.say = on_change
        return self

    def wake(self) -> None:
        self.done.append("wake")

    def reload(self) -> bool:
        self._note("reload")
        return True

    def close(self) -> None:
        self.done.append("close")

    def _note(self, what: str) -> None:
        self.done.append(what)
        self.threads.add(threading.get_ident())


def now(state: PrinterState, printer: str = "Receipt printer", **told: Any) -> PrinterNow:
    return PrinterNow(printer=printer, state=state, **told)


@pytest.fixture
def backend() -> Backend:
    return Backend()


def test_they_are_started_once_and_again_after_they_were_ended(qapp: Any, backend: Backend) -> None:
    printers = PrintersAtWork(backend)  # type: ignore[arg-type]
    tasks = InlineTasks()
    printers.start(tasks, object())  # type: ignore[arg-type]
    printers.start(tasks, object())  # type: ignore[arg-type]
    printers.close()
    printers.start(tasks, object())  # type: ignore[arg-type]
    assert backend.done == ["start", "wake", "close", "start", "wake"]


def test_printers_set_up_anew_are_put_to_work_off_the_window_thread(
    qtbot: QtBot, backend: Backend
) -> None:
    printers = PrintersAtWork(backend)  # type: ignore[arg-type]
    tasks = QtTasks()
    try:
        printers.start(tasks, object())  # type: ignore[arg-type]
        qtbot.waitUntil(lambda: "wake" in backend.done)
        threading.Thread(target=lambda: printers.committed("printers.set")).start()
        qtbot.waitUntil(lambda: "reload" in backend.done)
    finally:
        tasks.close()
    assert threading.get_ident() not in backend.threads


def test_no_search_waits_while_a_printer_that_hangs_is_set_up_anew(
    qtbot: QtBot, backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def hang() -> bool:
        begun.set()
        return may_end.wait(30)

    monkeypatch.setattr(backend, "reload", hang)
    printers = PrintersAtWork(backend)  # type: ignore[arg-type]
    tasks = QtTasks()
    found: list[str] = []
    try:
        printers.start(tasks, object())  # type: ignore[arg-type]
        qtbot.waitUntil(lambda: "wake" in backend.done)
        printers.committed("printers.set")
        qtbot.waitUntil(begun.is_set)
        tasks.read(lambda: "Tea", found.append, lambda error: found.append(str(error)))
        qtbot.waitUntil(lambda: found == ["Tea"])
    finally:
        may_end.set()
        tasks.close()


def test_another_commit_only_wakes_them(qapp: Any, backend: Backend) -> None:
    printers = PrintersAtWork(backend)  # type: ignore[arg-type]
    printers.committed("billing.issue")
    printers.start(InlineTasks(), object())  # type: ignore[arg-type]
    printers.committed("billing.issue")
    assert backend.done == ["start", "wake", "wake"]


def test_no_scan_wakes_a_printer(qapp: Any, backend: Backend) -> None:
    printers = PrintersAtWork(backend)  # type: ignore[arg-type]
    printers.start(InlineTasks(), object())  # type: ignore[arg-type]
    printers.committed("orders.add_line")
    assert backend.done == ["start", "wake"]


def test_what_is_rung_up_prints_nothing() -> None:
    every = [case for name, case in registry.REGISTRY.items() if name.startswith(RINGING_UP)]
    modules = {sys.modules[case._run.__module__] for case in every}
    assert orders in modules
    for module in modules:
        assert not {"queue_printouts", "queue_copy", "queue_job"} & set(vars(module))


def test_a_printer_that_is_gone_is_no_longer_shown(qtbot: QtBot, backend: Backend) -> None:
    printers = PrintersAtWork(backend)  # type: ignore[arg-type]
    printers.start(InlineTasks(), object())  # type: ignore[arg-type]
    with qtbot.waitSignal(printers.changed):
        backend.say(now(PrinterState.PAPER_OUT))
    assert [one.state for one in printers.now] == [PrinterState.PAPER_OUT]
    with qtbot.waitSignal(printers.changed):
        backend.say(now(PrinterState.UNKNOWN, is_gone=True))
    assert printers.now == ()


@pytest.mark.parametrize(
    ("printers", "words", "tone"),
    [
        ((), "", "text"),
        ((now(PrinterState.READY),), "Printer ready", "text"),
        ((now(PrinterState.PAPER_LOW),), "Paper low", "warning"),
        ((now(PrinterState.PAPER_OUT, waiting=2),), "Out of paper · 2 waiting", "warning"),
        ((now(PrinterState.READY, to_ask=1),), "Printer ready · 1 waiting", "warning"),
        (
            (now(PrinterState.READY), now(PrinterState.COVER_OPEN, "Second printer", waiting=1)),
            "Second printer: Cover open · 1 waiting",
            "warning",
        ),
        (
            (now(PrinterState.READY), now(PrinterState.UNKNOWN, "Spare printer")),
            "Printer ready",
            "text",
        ),
    ],
)
def test_the_strip_says_the_printer_that_needs_somebody_most(
    printers: tuple[PrinterNow, ...], words: str, tone: str, open_shop_today: Any
) -> None:
    status = status_of(None, open_shop_today.cashier.signed_in, None, printers)
    assert (status.printer, status.printer_tone) == (words, tone)
