"""Wrong PINs: five tries, then a wait of 1, 5 and then always 30 minutes.

Waiting is measured by how long the machine is on, never by its clock, which anybody can set. After
a restart the wait is the machine's uptime: it can only be longer than it need be.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

TRIES = 5
WAITS_MS = (60_000, 5 * 60_000, 30 * 60_000)
FEW_LEFT = 2


class Guard(Struct, frozen=True, kw_only=True):
    """Wrong tries of a person since the last right one; ``uptime_ms`` is when the lock began."""

    failures: int = 0
    locks: int = 0
    locked_ms: int = 0
    uptime_ms: int = 0

    def wait_ms(self, uptime_ms: int) -> int:
        """How long until the next try is heard; 0 now."""
        passed = uptime_ms - self.uptime_ms
        if passed < 0:
            passed = uptime_ms
        return max(self.locked_ms - passed, 0)

    def after_try(self, uptime_ms: int) -> Guard:
        """What to write down before a try is answered: it counts as wrong until proved right."""
        failures = self.failures + 1
        if failures < TRIES:
            return replace(self, failures=failures, locked_ms=0)
        wait = WAITS_MS[min(self.locks, len(WAITS_MS) - 1)]
        return Guard(failures=0, locks=self.locks + 1, locked_ms=wait, uptime_ms=uptime_ms)

    @property
    def left(self) -> int:
        """How many tries are left before the next wait."""
        return TRIES - self.failures


def wait_in_words(wait_ms: int) -> str:
    """``4 minutes``; never less than the wait."""
    seconds = -(-wait_ms // 1000)
    if seconds <= 60:
        return "1 second" if seconds == 1 else f"{seconds} seconds"
    return f"{-(-seconds // 60)} minutes"
