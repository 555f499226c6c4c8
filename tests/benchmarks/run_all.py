"""Every benchmark, one after another (``make bench``); ends badly only when one crashed.

The windows are shown on the display that there is; without one on a virtual X server with a
window manager; without those offscreen, which is some 10 % kinder than X.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
BENCHMARKS = (
    "bench_sale",
    "bench_close",
    "bench_growth",
    "bench_trust",
    "bench_reports",
    "bench_khata",
    "bench_opening",
    "bench_screens",
    "bench_printers",
    "bench_start",
)
_VIRTUAL = ("xvfb-run", "Xvfb", "xauth", "openbox")
_INSIDE = "--on-the-virtual-screen"


def main() -> int:
    """Run them all; returns the exit status."""
    if _INSIDE in sys.argv:
        manager = subprocess.Popen(["openbox"], stdout=subprocess.DEVNULL)
        try:
            return _run_all("a virtual X screen, with a window manager")
        finally:
            manager.terminate()
            manager.wait()
    chosen = os.environ.get("QT_QPA_PLATFORM")
    if chosen:
        return _run_all(f"{chosen}, as QT_QPA_PLATFORM says")
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return _run_all("the display of this session")
    if all(shutil.which(program) for program in _VIRTUAL):
        screen = ["xvfb-run", "-a", "-s", "-screen 0 1366x768x24"]
        return subprocess.run([*screen, sys.executable, __file__, _INSIDE], check=False).returncode
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return _run_all("offscreen: there is no display and no virtual one")


def _run_all(where: str) -> int:
    print(f"{os.cpu_count()} processors; windows on {where}", flush=True)
    # A start without compiled modules is not what a shop sees.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    crashed = []
    for name in BENCHMARKS:
        begun = time.monotonic()
        print(f"\n######## {name}", flush=True)
        command = [sys.executable, str(HERE / f"{name}.py")]
        if subprocess.run(command, env=environment, check=False).returncode:
            crashed.append(name)
        print(f"-- {name}: {time.monotonic() - begun:.0f} s", flush=True)
    if crashed:
        print(f"\ncrashed: {', '.join(crashed)}", flush=True)
    return 1 if crashed else 0


if __name__ == "__main__":
    sys.exit(main())
