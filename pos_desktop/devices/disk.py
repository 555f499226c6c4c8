"""Room on the shop's disk: told in time, and no bill begun that might not fit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pos_desktop.domain.errors import Unavailable

LITTLE = 500_000_000
"""Below so many free bytes it is told."""
TOO_LITTLE = 50_000_000
"""Below so many nothing is begun; what ends a day (its close, a backup elsewhere) still fits."""


class DiskGuard:
    """Looks at the free room of a folder's disk."""

    def __init__(self, folder: Path, free: Callable[[Path], int] | None = None) -> None:
        self._folder = folder
        self._free = free or _free_bytes

    def __call__(self) -> None:
        """Raises Unavailable ``disk_full`` when there is too little room to begin something."""
        if self._free(self._folder) < TOO_LITTLE:
            raise Unavailable(
                f"The disk of {self._folder} is full: nothing new is billed, so that nothing is "
                "lost. Free some space, or move old files elsewhere. The shift can be closed.",
                code="disk_full",
            )

    @property
    def warning(self) -> str:
        """What to tell while there is little room; empty with enough."""
        free = self._free(self._folder)
        if free >= LITTLE:
            return ""
        return f"Only {free // 1_000_000} MB are free on the shop's disk. Free some space soon."


def _free_bytes(folder: Path) -> int:
    import shutil

    try:
        return shutil.disk_usage(folder).free
    except OSError:
        # A disk that is gone is told by the store itself, in its own words.
        return LITTLE
