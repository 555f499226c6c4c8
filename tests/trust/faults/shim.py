"""The shim that watches and breaks a disk, and a program run under it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@cache
def disk_shim() -> Path:
    """The compiled shim; skips the test on a system that cannot have one."""
    if sys.platform != "linux":
        pytest.skip("the disk shim needs Linux (LD_PRELOAD)")
    command = [ROOT / "scripts" / "build-shim", Path(__file__).with_name("disk_shim.c")]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Path(done.stdout.strip())


def watching(folder: Path, log: Path | None = None) -> dict[str, str]:
    """The environment of a program that is watched in *folder*, whose ``keys`` it uses.

    What happens there is added to *log*.
    """
    watched = {
        "LD_PRELOAD": str(disk_shim()),
        "POS_DISK_ROOT": str(folder),
        "POS_KEYS": str(folder / "keys"),
        "POS_PIN": "1357",
    }
    return watched | ({"POS_DISK_LOG": str(log)} if log is not None else {})


def run_in(
    environment: Mapping[str, str], module: str, arguments: list[str], *, given: str
) -> subprocess.CompletedProcess[str]:
    """Run ``python -m module`` with *given* on its standard input."""
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
