"""A till that is started thousands of times: everything is imported once, each start is a fork.

What is left out is Python's own start and its imports, which touch no shop. From the arguments on
it is the program: it opens the shop, signs in, sells, and may be killed.
"""

from __future__ import annotations

import ctypes
import importlib
import io
import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from msgspec import Struct
from msgspec.structs import asdict

ROOT = Path(__file__).parents[3]

WRITE, FLUSH = 0, 1
"""What the shim counts."""

_IMPORTED = (
    "argon2",
    "uuid_utils",
    "zstandard",
    "pos_desktop.app",
    "pos_desktop.application.people",
    "pos_desktop.application.registry",
    "pos_desktop.cli.call",
    "pos_desktop.cli.main",
    "pos_desktop.persistence.shop_folder",
    "tests.trust.faults.sabotage",
)
_LONGEST_MESSAGE = 10_000
_TELL = b"how did it end?"


class Fault(Struct, frozen=True, kw_only=True):
    """The *at*-th (from 1) write or flush goes wrong, once or for ever; 0: none does."""

    kind: int = WRITE
    at: int = 0
    error: int = 0
    sticky: bool = False
    swallowed: bool = False


class Start:
    """One start of the till; its pipes are at the caller's hand as those of a Popen are."""

    def __init__(self, control: socket.socket, message: dict[str, Any]) -> None:
        here, there = zip(*(os.pipe()[::step] for step in (-1, 1, 1)), strict=True)
        self._control = control
        socket.send_fds(control, [json.dumps(message).encode()], there)
        for descriptor in there:
            os.close(descriptor)
        self.pid = int(control.recv(_LONGEST_MESSAGE))
        self.stdin: IO[bytes] | None = os.fdopen(here[0], "wb")
        self.stdout: IO[bytes] = os.fdopen(here[1], "rb")
        self.stderr: IO[bytes] = os.fdopen(here[2], "rb")

    def kill(self) -> None:
        """End it without warning. Until ``wait`` its number is no other process's."""
        os.kill(self.pid, 9)

    def wait(self) -> int:
        """Its exit status; -9 when it was killed. Before the next start."""
        self._control.send(_TELL)
        return int(self._control.recv(_LONGEST_MESSAGE))

    def communicate(self, given: bytes = b"") -> tuple[bytes, bytes]:
        """Hand over *given*, and read what it tells until it ends; each less than a pipe holds."""
        if self.stdin is not None:
            self.stdin.write(given)
            self.stdin.close()
        told, complaint = self.stdout.read(), self.stderr.read()
        self.stdout.close()
        self.stderr.close()
        return told, complaint


class WarmTill:
    """Starts the till in *environment*, one start after another."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.trust.faults.warm_till", str(theirs.fileno())],
                cwd=ROOT,
                env=os.environ | environment,
                pass_fds=[theirs.fileno()],
            )

    def start(
        self, arguments: list[str], *, folder: Path, fault: Fault | None = None, sabotage: str = ""
    ) -> Start:
        """Start ``pos-desktop`` with *arguments* and the ``keys`` of *folder*.

        Args:
            arguments: of the command line.
            folder: with ``shop`` and ``keys``.
            fault: of the disk below *folder*, when the till runs under the shim; the last line
                told is then how many writes and flushes there were.
            sabotage: the function of ``faults.sabotage`` that is called first.
        """
        message = {
            "arguments": arguments,
            "folder": str(folder),
            "fault": asdict(fault) if fault else None,
            "sabotage": sabotage,
        }
        return Start(self._control, message)

    def close(self) -> None:
        """No more starts."""
        self._control.close()
        self._process.wait()


def _serve(control: socket.socket) -> None:
    for name in _IMPORTED:
        importlib.import_module(name)
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, _LONGEST_MESSAGE, 3)
        if not message:
            return
        child = os.fork()
        if not child:
            control.close()
            asked = json.loads(message)
            _take(asked, descriptors)
            sys.exit(_run(asked))
        for descriptor in descriptors:
            os.close(descriptor)
        control.send(str(child).encode())
        # It stays a zombie until it is asked for: nobody kills another process of its number.
        if control.recv(_LONGEST_MESSAGE) != _TELL:
            return
        status = os.waitpid(child, 0)[1]
        control.send(str(os.waitstatus_to_exitcode(status)).encode())


def _take(message: dict[str, Any], descriptors: list[int]) -> None:
    """The pipes and the keys of one start."""
    for target, descriptor in enumerate(descriptors):
        os.dup2(descriptor, target)
        os.close(descriptor)
    sys.stdin, sys.stdout, sys.stderr = (
        io.TextIOWrapper(os.fdopen(n, mode), encoding="utf-8", line_buffering=n == 2)
        for n, mode in enumerate(("rb", "wb", "wb"))
    )
    os.environ["POS_KEYS"] = str(Path(message["folder"]) / "keys")


def _run(message: dict[str, Any]) -> int:
    from pos_desktop.cli.main import run
    from tests.trust.faults import sabotage

    if message["sabotage"]:
        getattr(sabotage, message["sabotage"])()
    if message["fault"] is None:
        return run(message["arguments"])
    fault, disk = Fault(**message["fault"]), ctypes.CDLL(None)
    disk.pos_disk_arm(
        message["folder"].encode(),
        fault.kind,
        ctypes.c_long(fault.at),
        fault.error,
        int(fault.sticky),
        int(fault.swallowed),
    )
    try:
        return run(message["arguments"])
    finally:
        disk.pos_disk_count.restype = ctypes.c_long
        print(json.dumps({"counted": [disk.pos_disk_count(kind) for kind in (WRITE, FLUSH)]}))


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as given_control:
        _serve(given_control)
