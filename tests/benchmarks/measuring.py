"""What the benchmarks share: the slowed flush, quantiles, pairs, and plain tables.

A ratio is the median of pairs taken in turn (A B A B …) in one run: the machine's drift then
falls on both. Nothing here asserts; a person reads the figures.
"""

from __future__ import annotations

import ctypes
import gc
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
BUILD = HERE.parents[1] / "build" / "bench"
ROOT = HERE.parents[1]


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which *share* of the values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median_ratio(a: Sequence[float], b: Sequence[float]) -> float:
    """The median of a/b over pairs."""
    return quantile([x / y for x, y in zip(a, b, strict=True)], 0.5)


def in_ms(values: Sequence[float]) -> str:
    """p50, p99 and max of seconds, in milliseconds."""
    p50, p99, most = (quantile(values, 0.5), quantile(values, 0.99), max(values))
    return f"p50 {p50 * 1e3:7.3f} ms   p99 {p99 * 1e3:7.3f} ms   max {most * 1e3:7.3f} ms"


def say(what: str, figure: str, goal: str = "") -> None:
    """One figure on one line."""
    print(f"{what:<58} {figure}" + (f"   (goal {goal})" if goal else ""), flush=True)


def heading(text: str) -> None:
    """A section, with the machine's load beside it."""
    load = ", ".join(f"{x:.2f}" for x in os.getloadavg())
    print(f"\n== {text}   [load {load}]", flush=True)


def as_in_the_window() -> None:
    """Leave garbage to :func:`between_customers`, as the window leaves it to its event loop."""
    from pos_desktop.app import settle_collector

    settle_collector()
    gc.disable()


def between_customers(store: Any) -> None:
    """What the till does when nobody does anything for a moment (``ui.till``, ``ui.freeing``)."""
    from pos_desktop.ui.freeing import collect_garbage, collect_old_garbage

    collect_garbage()
    collect_old_garbage()
    store.checkpoint()


def flush_shim() -> Path:
    """The compiled shim; made with the C compiler when it is not there yet."""
    command = [ROOT / "scripts" / "build-shim", HERE / "flush_shim.c"]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Path(done.stdout.strip())


def with_flush_shim() -> None:
    """Start this program anew under the shim, unless it runs under it already."""
    shim = str(flush_shim())
    if shim not in os.environ.get("LD_PRELOAD", ""):
        os.environ["LD_PRELOAD"] = shim
        # Compiling a module at its first import is not what a shop waits for.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.execv(sys.executable, [sys.executable, *sys.argv])


def flush_count() -> int:
    """Flushes of this process so far."""
    return int(ctypes.CDLL(None).pos_flush_count())


def slow_flushes(milliseconds: float) -> None:
    """Add this much to each flush from now on."""
    ctypes.CDLL(None).pos_flush_delay(ctypes.c_long(int(milliseconds * 1000)))
