"""Work on a store's files in a process of its own.

A thread would not do: it takes turns with the sale's at the interpreter, and a file that SQLite
has open must not be closed by the same process. What is asked, keys too, and what is answered are
one line of JSON each, on standard input and output: nothing of it is on a command line.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

from pos_desktop.domain.errors import Unavailable

_NICE = 10


def ask(module: str, **asked: Any) -> Any:
    """Run *module* as a program, and return its answer; it ends when this ends.

    Raises Unavailable and OSError as they were raised there, RuntimeError for any other end.
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
        told = child.stdout.read()
    finally:
        # The end of its input ends it, also when this process is killed.
        child.stdin.close()
        child.wait()
        child.stdout.close()
    if not told:
        raise RuntimeError(f"{module} ended with {child.returncode}")
    answered = json.loads(told)
    if "unavailable" in answered:
        message, code = answered["unavailable"]
        raise Unavailable(message, code=code)
    if "os_error" in answered:
        raise OSError(*answered["os_error"])
    if "failed" in answered:
        raise RuntimeError(f"{module}: {answered['failed']}")
    return answered["result"]


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
    sys.stdout.write(json.dumps(told))


def _end_with_the_asker() -> None:
    # Not through sys.stdin, which the interpreter's end would wait for.
    os.read(0, 1)
    os._exit(1)
