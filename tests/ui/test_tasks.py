from __future__ import annotations

import pytest

from pos_desktop.ui.tasks import InlineTasks, Tasks


def test_inline_tasks_are_tasks() -> None:
    tasks: Tasks = InlineTasks()
    assert tasks


def test_a_job_answers_at_once() -> None:
    done: list[int] = []
    InlineTasks().write(lambda: 7, done.append, pytest.fail)
    assert done == [7]


def test_a_failed_job_tells_its_error() -> None:
    failed: list[Exception] = []
    InlineTasks().read(lambda: 1 // 0, pytest.fail, failed.append, latest="search")
    assert [type(error) for error in failed] == [ZeroDivisionError]


def test_an_error_in_the_answer_is_not_the_jobs() -> None:
    def done(_: int) -> None:
        raise KeyError

    with pytest.raises(KeyError):
        InlineTasks().write(lambda: 7, done, pytest.fail)


def test_later_waits_until_fired_and_the_soonest_goes_first() -> None:
    tasks, calls = InlineTasks(), []
    tasks.later(200, lambda: calls.append("second"))
    tasks.later(100, lambda: calls.append("first"))
    assert calls == []
    tasks.fire()
    assert calls == ["first", "second"]
    tasks.fire()
    assert calls == ["first", "second"]


def test_what_a_later_call_asks_for_waits_for_the_next_time() -> None:
    tasks, calls = InlineTasks(), []
    tasks.later(1, lambda: tasks.later(1, lambda: calls.append("again")))
    tasks.fire()
    assert calls == []
    tasks.fire()
    assert calls == ["again"]
