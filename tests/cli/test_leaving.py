"""How the process ends: its answer is told, and a thread that was left behind does no harm."""

from __future__ import annotations

import subprocess
import sys

_LEAVE = """
import atexit, sys, threading
from pos_desktop import __main__
from pos_desktop.cli import main

def answer(arguments):
    if {left_behind}:
        threading.Thread(target=threading.Event().wait, daemon=True).start()
    print("the answer", end="")
    return 3

main.run = answer
atexit.register(print, " and taken down")
sys.exit(__main__.main())
"""


def leave(*, left_behind: bool) -> subprocess.CompletedProcess[str]:
    """A process that answers and ends, with or without a thread that hangs."""
    program = _LEAVE.format(left_behind=left_behind)
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )


def test_a_thread_that_was_left_behind_does_not_see_the_process_taken_down():
    ended = leave(left_behind=True)
    assert (ended.returncode, ended.stdout, ended.stderr) == (3, "the answer", "")


def test_a_process_without_one_ends_in_order():
    ended = leave(left_behind=False)
    assert (ended.returncode, ended.stdout) == (3, "the answer and taken down\n")
