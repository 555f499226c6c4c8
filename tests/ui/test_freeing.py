"""Memory that screens no longer need."""

from __future__ import annotations

import ctypes
import gc
import sys
import threading
import weakref
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pos_desktop.ui import freeing
from pos_desktop.ui.shell import main_window
from pos_desktop.ui.shell.main_window import MainWindow


def test_memory_is_given_back_once_after_another_place_came_up(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[bool] = []
    monkeypatch.setattr(main_window, "give_back", lambda: given.append(True))
    window = MainWindow()
    qtbot.addWidget(window)
    for place in ("bills", "items"):
        window.add_place(place, "receipt", place, "", QWidget)
    window._freeing.setInterval(20)
    for place in ("bills", "items", "items"):
        window.go(place)
    assert given == []
    qtbot.waitUntil(lambda: given == [True])
    window.go("items")
    QTest.qWait(60)
    assert given == [True]


class Ring:
    """Garbage that only the collector finds."""

    def __init__(self) -> None:
        self.itself = self


def test_garbage_is_collected_by_the_event_loop_and_in_no_other_thread(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freeing, "COLLECT_EVERY_MS", 20)
    ended_in: list[int] = []

    def make_garbage() -> None:
        rings = [Ring() for _ in range(30_000)]
        weakref.finalize(rings[0], lambda: ended_in.append(threading.get_ident()))

    gc.collect()
    with freeing.collecting_here():
        worker = threading.Thread(target=make_garbage)
        worker.start()
        worker.join()
        assert ended_in == []
        qtbot.waitUntil(lambda: ended_in == [threading.get_ident()])
    assert gc.isenabled()


def test_what_has_been_there_for_longer_is_collected_while_nobody_waits() -> None:
    ended: list[bool] = []
    gc.collect()
    with freeing.collecting_here():
        ring = Ring()
        weakref.finalize(ring, lambda: ended.append(True))
        gc.collect(0)
        del ring
        for _ in range(freeing._FEW_PASSES - 1):
            gc.collect(0)
            freeing.collect_old_garbage()
        assert ended == []
        gc.collect(0)
        freeing.collect_old_garbage()
        assert ended == [True]


def test_left_to_itself_the_collector_runs_in_the_worker() -> None:
    """What the window keeps from happening: Qt's objects end outside of their thread."""
    ended_in: list[int] = []

    def make_garbage() -> None:
        weakref.finalize(Ring(), lambda: ended_in.append(threading.get_ident()))
        kept = [[] for _ in range(60_000)]
        del kept

    gc.collect()
    worker = threading.Thread(target=make_garbage)
    worker.start()
    worker.join()
    assert ended_in == [worker.ident]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do it themselves")
def test_what_lies_free_between_is_given_back() -> None:
    """Blocks of the C library's heap, with something small behind them."""
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    libc.malloc.argtypes, libc.free.argtypes = [ctypes.c_size_t], [ctypes.c_void_p]
    blocks = [libc.malloc(64_000) for _ in range(500)]
    for block in blocks:
        ctypes.memset(block, 1, 64_000)
    for block in blocks[:-1]:
        libc.free(block)
    before = _resident_kb()
    freeing.give_back()
    assert before - _resident_kb() > 20_000
    libc.free(blocks[-1])


def _resident_kb() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
