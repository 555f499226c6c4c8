from __future__ import annotations

import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from pos_desktop.ui.qt_tasks import QtTasks

MAIN = threading.main_thread()


@pytest.fixture
def tasks(qapp: object) -> Iterator[QtTasks]:
    made = QtTasks()
    yield made
    made.close()


def test_a_job_runs_on_a_worker_and_answers_on_the_main_thread(
    tasks: QtTasks, qtbot: QtBot
) -> None:
    seen: list[tuple[threading.Thread, threading.Thread]] = []
    tasks.write(
        threading.current_thread,
        lambda worker: seen.append((worker, threading.current_thread())),
        pytest.fail,
    )
    qtbot.waitUntil(lambda: bool(seen))
    worker, home = seen[0]
    assert worker is not MAIN
    assert home is MAIN


def test_nothing_answers_before_the_event_loop_turns(tasks: QtTasks, qtbot: QtBot) -> None:
    ran, done = threading.Event(), []
    tasks.write(ran.set, done.append, pytest.fail)
    assert ran.wait(5)
    assert done == []
    qtbot.waitUntil(lambda: done == [None])


def test_a_failed_job_tells_its_error_on_the_main_thread(tasks: QtTasks, qtbot: QtBot) -> None:
    failed: list[tuple[Exception, threading.Thread]] = []
    tasks.read(
        lambda: 1 // 0,
        pytest.fail,
        lambda error: failed.append((error, threading.current_thread())),
    )
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0][0], ZeroDivisionError)
    assert failed[0][1] is MAIN


def test_writes_run_in_the_order_they_were_asked_for(tasks: QtTasks, qtbot: QtBot) -> None:
    done: list[int] = []
    for number in range(50):
        tasks.write(lambda number=number: number, done.append, pytest.fail)
    qtbot.waitUntil(lambda: len(done) == 50)
    assert done == list(range(50))


def test_a_slow_write_does_not_hold_up_a_read(tasks: QtTasks, qtbot: QtBot) -> None:
    go_on, read = threading.Event(), []
    tasks.write(lambda: go_on.wait(5), lambda _: None, pytest.fail)
    tasks.read(lambda: "found", read.append, pytest.fail)
    qtbot.waitUntil(lambda: read == ["found"])
    go_on.set()


def test_of_queued_reads_with_one_name_only_the_newest_runs(tasks: QtTasks, qtbot: QtBot) -> None:
    go_on, ran, answers = threading.Event(), [], []
    tasks.read(lambda: go_on.wait(5), lambda _: None, pytest.fail)
    for text in ("p", "pa", "par"):
        tasks.read(
            lambda text=text: ran.append(text) or text, answers.append, pytest.fail, latest="search"
        )
    go_on.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert ran == ["par"]
    assert answers == ["par"]


def test_the_answer_of_an_overtaken_read_is_dropped(tasks: QtTasks, qtbot: QtBot) -> None:
    started, go_on, answers = threading.Event(), threading.Event(), []

    def slow() -> str:
        started.set()
        go_on.wait(5)
        return "old"

    tasks.read(slow, answers.append, pytest.fail, latest="search")
    assert started.wait(5)
    tasks.read(lambda: "new", answers.append, pytest.fail, latest="search")
    go_on.set()
    qtbot.waitUntil(lambda: bool(answers))
    qtbot.wait(20)
    assert answers == ["new"]


def test_reads_with_other_names_are_not_dropped(tasks: QtTasks, qtbot: QtBot) -> None:
    answers: list[str] = []
    tasks.read(lambda: "items", answers.append, pytest.fail, latest="items")
    tasks.read(lambda: "people", answers.append, pytest.fail, latest="people")
    tasks.read(lambda: "plain", answers.append, pytest.fail)
    qtbot.waitUntil(lambda: answers == ["items", "people", "plain"])


def test_a_job_that_wants_to_end_its_thread_does_not(tasks: QtTasks, qtbot: QtBot) -> None:
    failed: list[Exception] = []
    done: list[int] = []

    def stop() -> None:
        raise SystemExit(3)

    tasks.write(stop, pytest.fail, failed.append)
    tasks.write(lambda: 7, done.append, pytest.fail)
    qtbot.waitUntil(lambda: done == [7])
    assert isinstance(failed[0].__cause__, SystemExit)


def test_an_uncaught_error_in_an_answer_goes_to_the_crash_hook(
    tasks: QtTasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashes: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *crash: crashes.append(crash[0]))

    def done(_: int) -> None:
        raise KeyError

    tasks.write(lambda: 7, done, pytest.fail)
    qtbot.waitUntil(lambda: bool(crashes))
    assert crashes == [KeyError]


def test_closing_finishes_every_write_and_gives_its_answer(qapp: object) -> None:
    tasks, done = QtTasks(), []
    for number in range(20):
        tasks.write(lambda number=number: number, done.append, pytest.fail)
    tasks.close()
    assert done == list(range(20))


def test_after_closing_nothing_is_taken(qapp: object) -> None:
    tasks = QtTasks()
    tasks.close()
    tasks.close()
    with pytest.raises(RuntimeError, match="closed"):
        tasks.write(lambda: 1, pytest.fail, pytest.fail)
    with pytest.raises(RuntimeError, match="closed"):
        tasks.read(lambda: 1, pytest.fail, pytest.fail)


def test_later_calls_on_the_main_thread(tasks: QtTasks, qtbot: QtBot) -> None:
    calls: list[threading.Thread] = []
    tasks.later(1, lambda: calls.append(threading.current_thread()))
    assert calls == []
    qtbot.waitUntil(lambda: calls == [MAIN])


class Held:
    """Something a callback holds; it tells on which thread it ended."""


def _lets_go_on(tasks: QtTasks, ask: Callable[[Held], None], qtbot: QtBot) -> int:
    ended: list[int] = []
    held = Held()
    weakref.finalize(held, lambda: ended.append(threading.get_ident()))
    ask(held)
    del held
    tasks.write(lambda: None, lambda _: None, pytest.fail)
    tasks.read(lambda: None, lambda _: None, pytest.fail)
    qtbot.waitUntil(lambda: bool(ended))
    return ended[0]


def test_what_a_job_holds_is_let_go_on_the_main_thread(tasks: QtTasks, qtbot: QtBot) -> None:
    """A widget that ends on a worker thread would take the program with it."""

    def ask(held: Held) -> None:
        tasks.write(lambda: time.sleep(0.01), lambda _, held=held: None, pytest.fail)

    for _ in range(20):
        assert _lets_go_on(tasks, ask, qtbot) == threading.get_ident()


def test_an_overtaken_read_is_let_go_on_the_main_thread(tasks: QtTasks, qtbot: QtBot) -> None:
    def ask(held: Held) -> None:
        tasks.read(lambda: time.sleep(0.01), lambda _: None, pytest.fail)
        tasks.read(lambda: None, lambda _, held=held: None, pytest.fail, latest="x")
        tasks.read(lambda: None, lambda _: None, pytest.fail, latest="x")

    for _ in range(20):
        assert _lets_go_on(tasks, ask, qtbot) == threading.get_ident()


def test_a_read_does_not_wait_for_what_is_aside(qtbot: QtBot) -> None:
    tasks = QtTasks()
    may_end = threading.Event()
    home: list[str] = []
    tasks.aside(lambda: may_end.wait(10) and "backup", home.append, lambda _e: None)  # type: ignore[arg-type]
    tasks.read(lambda: "search", home.append, lambda _e: None)
    qtbot.waitUntil(lambda: home == ["search"])
    may_end.set()
    qtbot.waitUntil(lambda: home == ["search", "backup"])
    tasks.close()


def test_closing_waits_for_what_is_aside(qtbot: QtBot) -> None:
    tasks = QtTasks()
    done: list[int] = []
    tasks.aside(lambda: time.sleep(0.1) or 1, done.append, lambda _e: None)  # type: ignore[arg-type, func-returns-value]
    tasks.close()
    assert done == [1]
    with pytest.raises(RuntimeError):
        tasks.aside(lambda: 1, done.append, lambda _e: None)
