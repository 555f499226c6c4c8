"""What the machine itself knows of time: which run of it this is, and how long it has been on.

Neither can be set by a person, as the wall clock can.
"""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@cache
def boot_id() -> str:
    """The name of the machine's present run; empty where the system has none (Windows)."""
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return ""


def uptime_ms() -> int:
    """Milliseconds since the machine was started; never set back while it is on."""
    boot_time = getattr(time, "CLOCK_BOOTTIME", None)
    if boot_time is not None:
        return time.clock_gettime_ns(boot_time) // 1_000_000
    return time.monotonic_ns() // 1_000_000
