"""A receipt printer on loopback with any fault, which keeps what reached its paper.

In a process of its own (``python -m tests.faulty_printer``) it takes nothing of the till's time;
see :func:`main`.
"""

from __future__ import annotations

import json
import random
import re
import socket
import sys
import threading
from dataclasses import dataclass, field
from time import monotonic

FENCE = b"\x1dr\x01"
PULSE = b"\x1bp"
PAPER_OUT_NOW = {1: 0x1A, 2: 0x32, 4: 0x72}
COVER_OPEN_NOW = {1: 0x1A, 2: 0x16, 4: 0x12}
READY_NOW = {1: 0x12, 2: 0x12, 4: 0x12}


@dataclass
class Paper:
    """What reached the paper, and how often the drawer opened."""

    jobs: list[bytes] = field(default_factory=list)
    pulses: int = 0


class Printer:
    """Listens on loopback with one fault a connection, and prints what it works through.

    `fault` may be changed at any time; a connection keeps the one it began with.
    """

    def __init__(self, seed: int) -> None:
        self.paper = Paper()
        self.fault = ""
        self.loaded = threading.Event()
        self.loaded.set()
        self.out_since: float | None = None
        self._random = random.Random(seed)
        self._stop = threading.Event()
        self._server = self._listen(0)
        self.port = self._server.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        self.loaded.set()
        self._thread.join(5)
        self._server.close()

    def _listen(self, port: int) -> socket.socket:
        server = socket.socket()
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(("127.0.0.1", port))
        server.listen(1)
        server.settimeout(0.02)
        return server

    def _serve(self) -> None:
        while not self._stop.is_set():
            if self.fault == "refuse":
                self._server.close()
                self._stop.wait(0.1)
                self._server = self._listen(self.port)
                continue
            if self.fault == "never_accept":
                self._stop.wait(0.05)
                continue
            try:
                connection, _ = self._server.accept()
            except TimeoutError:
                continue
            with connection:
                connection.settimeout(0.02)
                try:
                    self._talk(connection, self.fault)
                except OSError:
                    continue

    def _talk(self, connection: socket.socket, fault: str) -> None:
        """One connection: commands are taken out of the stream in order and obeyed."""
        stream = bytearray()
        job = bytearray()
        limit = self._random.randrange(100, 900)
        while not self._stop.is_set():
            try:
                received = connection.recv(100)
            except TimeoutError:
                if fault == "hang" and len(job) >= limit:
                    self._stop.wait(0.02)
                continue
            if not received:
                break
            stream += received
            if fault == "hang" and len(job) + len(stream) >= limit:
                self._stop.wait(0.7)
                break
            if fault == "reset" and len(job) + len(stream) >= limit:
                connection.setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00"
                )
                break
            self._obey(connection, stream, job, fault, limit)
        # What it took goes onto the paper: half a receipt too.
        self._print(bytes(job + stream))

    def _obey(
        self, connection: socket.socket, stream: bytearray, job: bytearray, fault: str, limit: int
    ) -> None:
        while True:
            asked = re.search(rb"\x10\x04([\x01\x02\x04])|\x1dr\x01", bytes(stream))
            if asked is None:
                if fault == "paper_out" and len(job) + len(stream) > limit:
                    self._run_out()
                # A command may be cut in two by the network.
                keep = 2 if stream[-2:-1] in (b"\x10", b"\x1d") or stream[-1:] in b"\x10\x1d" else 0
                job += stream[: len(stream) - keep]
                del stream[: len(stream) - keep]
                return
            job += stream[: asked.start()]
            del stream[: asked.end()]
            if fault == "mute":
                continue
            if fault == "slow":
                self._stop.wait(0.02)
            if asked.group(0) == FENCE and fault == "prints_unsaid":
                continue
            if asked.group(0) == FENCE:
                if fault == "paper_out" and len(job) > limit:
                    self._run_out()
                if not self.loaded.is_set():
                    self._wait_for_paper(connection, stream)
                self._print(bytes(job))
                job.clear()
                connection.sendall(b"\x00")
            else:
                connection.sendall(bytes((self._now(fault)[asked.group(1)[0]],)))

    def _run_out(self) -> None:
        if self.loaded.is_set() and self.out_since is None:
            self.loaded.clear()
            self.out_since = monotonic()

    def _wait_for_paper(self, connection: socket.socket, stream: bytearray) -> None:
        """Out of paper it works through nothing, but says at once how it is."""
        while not self.loaded.wait(0.01) and not self._stop.is_set():
            try:
                received = connection.recv(100)
            except TimeoutError:
                continue
            if not received:
                raise ConnectionError("given up")
            stream += received
            while (at := stream.find(b"\x10\x04")) >= 0 and len(stream) >= at + 3:
                connection.sendall(bytes((PAPER_OUT_NOW[stream[at + 2]],)))
                del stream[at : at + 3]

    def _now(self, fault: str) -> dict[int, int]:
        if not self.loaded.is_set():
            return PAPER_OUT_NOW
        return COVER_OPEN_NOW if fault == "cover" else READY_NOW

    def _print(self, data: bytes) -> None:
        self.paper.pulses += data.count(PULSE)
        printed = data.replace(b"\x1bp\x00\x19\xfa", b"")
        if printed:
            self.paper.jobs.append(printed)


def main() -> None:
    """Obey lines of standard input; each is answered by one of JSON.

    ``fault NAME`` changes the fault, ``load`` loads paper, ``forget`` begins with a clean paper,
    ``tell`` only asks.
    """
    printer = Printer(seed=7)
    print(json.dumps({"port": printer.port}), flush=True)
    for line in sys.stdin:
        word, _, name = line.strip().partition(" ")
        if word == "fault":
            printer.fault = name
        elif word == "load":
            printer.out_since = None
            printer.loaded.set()
        elif word == "forget":
            printer.paper = Paper()
        told = {
            "jobs": [job.hex() for job in printer.paper.jobs],
            "pulses": printer.paper.pulses,
            "out_since": printer.out_since,
        }
        print(json.dumps(told), flush=True)
    printer.close()


if __name__ == "__main__":
    main()
