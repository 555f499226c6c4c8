"""Small files that must be on the disk, whole or not at all, before anything stands on them."""

from __future__ import annotations

import os
from pathlib import Path


def write_durably(path: Path, content: str, *, mode: int = 0o600) -> None:
    """Write *content* under a temporary name, flush it, rename it, flush the folder."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123 — a descriptor is no path
        file.write(content)
        file.flush()
        os.fsync(descriptor)
    move_durably(part, path)


def move_durably(source: Path, target: Path) -> None:
    """Rename *source* to *target*, replacing it, and flush the folder."""
    source.replace(target)
    flush_folder(target.parent)


def flush_file(path: Path) -> None:
    """Flush a closed file. Never for a database that is open: closing drops SQLite's locks."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Flush a folder's entries, where the system can (Windows has no such call)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
