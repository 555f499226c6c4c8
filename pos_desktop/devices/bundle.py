"""The diagnostics bundle: what whoever helps needs to see, and nothing about anybody."""

from __future__ import annotations

import json
import os
import platform
import shutil
import sys
import zipfile
from pathlib import Path

import pos_desktop
from pos_desktop.devices.logs import LOG, crash_reports, masked
from pos_desktop.domain.errors import Unavailable

_LOGS = 3
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


def write_bundle(target: Path, logs: Path, folder: Path, shop: dict[str, object]) -> None:
    """Write the bundle to *target*, readable by this user only.

    Args:
        target: a file that is made, or replaced.
        logs: the folder of the log and the crash reports.
        folder: the shop's, of which file names and sizes are told.
        shop: counts and settings without a name, number or amount in them.

    Raises Unavailable ``file_unwritable``.
    """
    try:
        descriptor = os.open(target, _NEW_FILE, 0o600)
        with (
            open(descriptor, "wb") as file,  # noqa: PTH123 — a descriptor is no path
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle,
        ):
            about = json.dumps(_about(folder) | shop, indent=1) + "\n"
            bundle.writestr("about.json", about)
            for path in _logs(logs):
                told = path.read_text(encoding="utf-8", errors="replace")
                bundle.writestr(f"logs/{path.name}", masked(told))
    except OSError as error:
        raise Unavailable(
            f"{target} cannot be written ({error.strerror or error}). Choose another place.",
            code="file_unwritable",
        ) from error


def _about(folder: Path) -> dict[str, object]:
    told: dict[str, object] = {
        "version": pos_desktop.__version__,
        "python": sys.version,
        "platform": platform.platform(),
    }
    try:
        told["free_bytes"] = shutil.disk_usage(folder).free
        told["files"] = {p.name: p.stat().st_size for p in sorted(folder.iterdir()) if p.is_file()}
    except OSError as error:
        told["problem"] = type(error).__name__
    return told


def _logs(folder: Path) -> list[Path]:
    logs = [folder / LOG, *sorted(folder.glob(f"{LOG}.*"))][:_LOGS]
    return [path for path in (*logs, *crash_reports(folder)[:_LOGS]) if path.exists()]
