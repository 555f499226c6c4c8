"""What Windows lacks is taken away in a process of its own; the rest must work all the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]

AS_ON_WINDOWS = """
import logging, os, pathlib, select, socket, sys, threading
sys.platform = "win32"
for name in ("fcntl", "termios", "tty", "pty"):
    sys.modules[name] = None
del os.O_NONBLOCK, os.O_NOCTTY, select.poll, select.epoll
os.O_BINARY = 0

from pos_desktop.application.printing import PrinterSettings
from pos_desktop.devices.worker import transport_for

def send(connection, address, answers=False):
    settings = PrinterSettings(
        name="P", connection=connection, address=address, answers_status=answers
    )
    delivery = transport_for(settings).send(b"one\\ntwo\\n")
    print(delivery.state, delivery.reason or "")

send("file", sys.argv[1])
send("network", sys.argv[2], answers=True)
send("device", "LPT1")
"""


def test_network_and_file_work_where_there_are_no_device_paths(
    tmp_path: Path, fake_printer: Any
) -> None:
    printer = fake_printer()
    arguments = [str(tmp_path / "out.bin"), f"127.0.0.1:{printer.port}"]

    done = subprocess.run(
        [sys.executable, "-c", AS_ON_WINDOWS, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.stderr == ""
    to_file, to_network, to_device = done.stdout.splitlines()
    assert to_file.strip() == "printed"
    assert (tmp_path / "out.bin").read_bytes() == b"one\ntwo\n"
    assert to_network.strip() == "printed"
    assert printer.printed == b"one\ntwo\n"
    assert to_device.startswith("not_sent Windows has no device path")
