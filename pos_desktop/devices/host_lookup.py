"""Looking up a printer's name without ever waiting long for it.

The system's look-up cannot be broken off, and takes up to a minute while the network is away.
So a name is looked up in a thread that may be left behind; an address is not looked up at all.
"""

from __future__ import annotations

import socket
from threading import Event, Thread
from time import monotonic
from typing import Any

Found = list[tuple[Any, Any, int, str, Any]]
"""What ``socket.getaddrinfo`` found."""


class HostLookup:
    """The addresses of one printer. One call at a time; at most one thread is left behind."""

    def __init__(self, host: str, port: int) -> None:
        self._host = host
        self._port = port
        self._under_way: _Lookup | None = None

    def addresses(self, wait_s: float, slice_s: float, stop: Event) -> Found:
        """Where the printer may be, best first.

        Raises OSError when its name is not known, and TimeoutError when that was not found
        out within *wait_s* or before *stop* was set; the next call then goes on waiting.
        """
        try:
            return _look_up(self._host, self._port, socket.AI_NUMERICHOST)
        except socket.gaierror:
            pass  # a name
        if self._under_way is None:
            self._under_way = _Lookup(self._host, self._port)
            self._under_way.start()
        lookup, until = self._under_way, monotonic() + wait_s
        while lookup.is_alive():
            left = until - monotonic()
            if left <= 0 or stop.is_set():
                raise TimeoutError(f"looking up {self._host} takes too long")
            lookup.join(min(left, slice_s))
        self._under_way = None
        if lookup.found is None:
            raise lookup.problem or OSError(f"looking up {self._host} failed")
        return lookup.found


class _Lookup(Thread):
    """One look-up; a daemon, so that it cannot keep the till from ending."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(name=f"look up {host}", daemon=True)
        self._wanted = host, port
        self.found: Found | None = None
        self.problem: OSError | None = None

    def run(self) -> None:
        try:
            self.found = _look_up(*self._wanted)
        except OSError as error:
            self.problem = error


def _look_up(host: str, port: int, flags: int = 0) -> Found:
    try:
        return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=flags)
    except UnicodeError as error:
        raise OSError(f"{host} cannot be a name ({error})") from error
