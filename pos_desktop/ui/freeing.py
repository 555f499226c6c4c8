"""Memory that nobody needs any more: garbage is collected, and what is free is given back."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

from PySide6.QtCore import QTimer

FREE_AFTER_MS = 1000
"""So long after another place came up, when nobody waits for it any more."""
COLLECT_EVERY_MS = 1000
_MOST_YOUNG = 5_000
_FEW_PASSES, _MOST_PASSES = 10, 100


@contextmanager
def collecting_here() -> Iterator[None]:
    """Within it, Python's garbage is collected by this thread's event loop alone.

    By itself the collector runs wherever something is made. In a worker it would end the widgets
    that nobody holds any more outside of their thread, which Qt forbids; and within a sale it
    takes 6 to 20 ms of it.
    """
    gc.disable()
    timer = QTimer(interval=COLLECT_EVERY_MS)
    timer.timeout.connect(collect_garbage)
    timer.start()
    try:
        yield
    finally:
        timer.stop()
        gc.enable()


def collect_garbage() -> None:
    """Collect what is young when it is much; takes 1 to 3 ms."""
    young, passes, _ = gc.get_count()
    if young > _MOST_YOUNG:
        gc.collect(1 if passes > _MOST_PASSES else 0)


def collect_old_garbage() -> None:
    """Collect what has been there for longer, while nobody waits; takes 20 to 50 ms."""
    _, passes, old_passes = gc.get_count()
    if passes > _FEW_PASSES and not gc.isenabled():
        gc.collect(2 if old_passes > _FEW_PASSES else 1)


def give_back() -> None:
    """Give the computer the memory that is free; it takes 1 to 6 ms.

    Linux's C library gives back only what is free at the end of its heap, and something small
    always lies there: a till that had every sheet open once kept 22 MB that nothing used.
    """
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    """Where the C library can be told to; other systems do it themselves."""
    if sys.platform != "linux":
        return None
    import ctypes

    return getattr(ctypes.CDLL(None), "malloc_trim", None)
