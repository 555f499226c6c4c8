"""``pos-desktop diagnostics``: what whoever helps needs to see, and nothing about anybody."""

from __future__ import annotations

import argparse
import json
import platform
import shutil
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pos_desktop
from pos_desktop.cli.outcome import DONE
from pos_desktop.domain.errors import PosError, Unavailable

_LOGS = 3


def diagnostics(options: argparse.Namespace) -> int:
    """Run ``diagnostics``; returns the exit status."""
    from pos_desktop.app import default_shop, log_folder

    folder: Path = options.shop or default_shop()
    try:
        with zipfile.ZipFile(options.file, "w", zipfile.ZIP_DEFLATED) as bundle:
            bundle.writestr("about.json", json.dumps(_about(folder), indent=1) + "\n")
            for path in _logs(log_folder()):
                bundle.writestr(f"logs/{path.name}", _masked(path))
    except OSError as error:
        raise Unavailable(
            f"{options.file} cannot be written ({error.strerror}). Choose another place.",
            code="file_unwritable",
        ) from error
    print(json.dumps({"diagnostics": str(options.file)}))
    return DONE


def _about(folder: Path) -> dict[str, object]:
    told: dict[str, object] = {
        "version": pos_desktop.__version__,
        "python": sys.version,
        "platform": platform.platform(),
    }
    try:
        told["free_bytes"] = shutil.disk_usage(folder).free
        told["files"] = {p.name: p.stat().st_size for p in sorted(folder.iterdir()) if p.is_file()}
        told["shop"] = _shop(folder)
    except (PosError, OSError) as error:
        told["problem"] = getattr(error, "code", "") or type(error).__name__
    return told


def _shop(folder: Path) -> dict[str, object]:
    """Counts and settings without a name, number or amount in them."""
    from pos_desktop.persistence.shop_folder import open_shop

    with closing(open_shop(folder)) as store:
        report = store.check(None, lambda _area, _done, _total: None)
        return {
            "rows": store.row_counts(),
            "faults": [fault.area.value for fault in report.faults],
            "entries": report.entries,
        }


def _logs(folder: Path) -> list[Path]:
    from pos_desktop.devices.logs import LOG, crash_reports

    logs = [folder / LOG, *sorted(folder.glob(f"{LOG}.*"))][:_LOGS]
    return [path for path in (*logs, *crash_reports(folder)[:_LOGS]) if path.exists()]


def _masked(path: Path) -> str:
    from pos_desktop.devices.logs import masked

    return masked(path.read_text(encoding="utf-8", errors="replace"))
