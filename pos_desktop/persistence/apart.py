"""Work on a store's files in a process of its own.

A thread would not do: it takes turns with the sale's at the interpreter, and a file that SQLite
has open must not be closed by the same process. What is asked, keys too, how far the work is and
what is answered are lines of JSON, on standard input and output; nothing is on a command line.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from typing import Any

from pos_desktop.domain.errors import Unavailable

_NICE = 10


def ask(module: str, hear: Callable[..., None] | None = None, /, **asked: Any) -> Any:
    """Run *module* as a program, and return its answer; it ends when this ends.

    *hear* is called with what it says by :func:`say` meanwhile. Raises Unavailable and OSError as
    they were raised there, RuntimeError for any other end.
    """
    child = subprocess.Popen(  # noqa: S603 — this interpreter, and a module of ours
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        child.stdin.write(json.dumps(asked).encode() + b"\n")
        child.stdin.flush()
        answered = _answer(child.stdout, hear)
    finally:
        # The end of its input ends it, also when this process is killed.
        child.stdin.close()
        child.wait()
        child.stdout.close()
    if answered is None:
        raise RuntimeError(f"{module} ended with {child.returncode}")
    if "unavailable" in answered:
        message, code = answered["unavailable"]
        raise Unavailable(message, code=code)
    if "os_error" in answered:
        raise OSError(*answered["os_error"])
    if "failed" in answered:
        raise RuntimeError(f"{module}: {answered['failed']}")
    return answered["result"]


def _answer(lines: Iterable[bytes], hear: Callable[..., None] | None) -> dict[str, Any] | None:
    """What it answers; None when it ended without."""
    for line in lines:
        said: list[Any] | dict[str, Any] = json.loads(line)
        if isinstance(said, dict):
            return said
        if hear is not None:
            hear(*said)
    return None


def say(*said: Any) -> None:
    """In the child: tell who asked how far the work is."""
    sys.stdout.write(f"{json.dumps(said)}\n")
    sys.stdout.flush()


def answer(work: Callable[[dict[str, Any]], Any], *, gives_way: bool) -> None:
    """In the child: do *work* on what is asked, and answer with what it returns or raises.

    What takes long *gives_way*: on a busy computer the till gets the processor first.
    """
    if gives_way and hasattr(os, "nice"):
        os.nice(_NICE)
    line = sys.stdin.buffer.readline()
    threading.Thread(target=_end_with_the_asker, daemon=True).start()
    told: dict[str, Any]
    try:
        told = {"result": work(json.loads(line))}
    except Unavailable as error:
        told = {"unavailable": [error.message, error.code]}
    except OSError as error:
        told = {"os_error": [error.errno, error.strerror or str(error), error.filename]}
    except Exception as error:  # noqa: BLE001 — raised again where it was asked
        told = {"failed": f"{type(error).__name__}: {error}"}
    sys.stdout.write(f"{json.dumps(told)}\n")


def _end_with_the_asker() -> None:
    # Not through sys.stdin, which the interpreter's end would wait for.
    os.read(0, 1)
    os._exit(1)
