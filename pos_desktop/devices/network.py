"""Printers that take raw bytes on a TCP port, usually 9100."""

from __future__ import annotations

import errno
import logging
import os
import select
import socket
from threading import Event
from time import monotonic

from pos_desktop.application.printer_addresses import host_and_port
from pos_desktop.application.printing import PrinterSettings
from pos_desktop.devices.conversation import LinePrinter
from pos_desktop.devices.host_lookup import Found, HostLookup
from pos_desktop.devices.transport import CannotOpenError, LineClosedError, Timing

_log = logging.getLogger(__name__)

_SEND_BUFFER_BYTES = 4096
_READ_BYTES = 256
_UNDER_WAY = (0, errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EALREADY)


class NetworkLine:
    """A TCP connection to a printer."""

    # Many printers keep the connection open after the last byte: that proves nothing.
    silent_end = True

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection

    def write(self, data: bytes, wait_s: float) -> int:
        """Hand bytes to the machine's small send buffer; see Line."""
        self._socket.settimeout(wait_s)
        try:
            return self._socket.send(data)
        except OSError as error:
            if _is_only_late(error):
                return 0
            raise

    def read(self, wait_s: float) -> bytes:
        """What the printer sent; see Line."""
        self._socket.settimeout(wait_s)
        try:
            received = self._socket.recv(_READ_BYTES)
        except OSError as error:
            if _is_only_late(error):
                return b""
            raise
        if not received:
            raise LineClosedError("the printer closed the connection")
        return received

    def end(self) -> None:
        """Shut down writing: the printer sees the end only after all bytes."""
        self._socket.shutdown(socket.SHUT_WR)

    def drained(self, wait_s: float) -> bool:
        """Whether the printer closed its side, which it does after the last byte.

        What it sends meanwhile is read: closing with unread bytes would reset the connection,
        and the printer would lose what it has not taken yet.
        """
        try:
            self.read(wait_s)
        except LineClosedError:
            return True
        return False

    def close(self) -> None:
        """Close the connection; what the machine still holds is sent behind our back."""
        self._socket.close()


def _is_only_late(error: OSError) -> bool:
    # A wait that ran out is a TimeoutError without a number; with one, the connection died.
    if isinstance(error, TimeoutError):
        return error.errno is None
    return isinstance(error, BlockingIOError | InterruptedError)


def network_printer(settings: PrinterSettings, timing: Timing | None = None) -> LinePrinter:
    """The transport to the network printer of *settings*."""
    host, port = host_and_port(settings.address)
    timing = timing or Timing()
    lookup = HostLookup(host, port)
    told = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"

    def open_line(stop: Event) -> NetworkLine:
        try:
            found = lookup.addresses(timing.connect_s, timing.slice_s, stop)
        except OSError as error:
            raise CannotOpenError(
                f"No printer called {host} is known on this network. Check its address."
            ) from error
        connection = _connect(found, timing, stop)
        if connection is None:
            raise CannotOpenError(
                f"The printer at {told} cannot be reached. Check that it is on and connected."
            )
        return NetworkLine(connection)

    return LinePrinter(open_line, answers=settings.answers_status, timing=timing)


def _connect(found: Found, timing: Timing, stop: Event) -> socket.socket | None:
    """A connection to the first address that accepts, in ``connect_s`` for all; None if none."""
    until = monotonic() + timing.connect_s
    for number, (family, kind, protocol, _name, address) in enumerate(found):
        # One address that swallows everything must leave time for the others.
        share = (until - monotonic()) / (len(found) - number)
        try:
            connection = socket.socket(family, kind, protocol)
        except OSError as error:
            _log.info("%s cannot be used here: %s", address, error)
            continue
        try:
            # A small buffer: what has left the till is then nearly what the printer took.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER_BYTES)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            problem = _try_address(connection, address, monotonic() + share, timing.slice_s, stop)
        except BaseException:
            connection.close()
            raise
        if problem == 0:
            return connection
        connection.close()
        _log.info("no connection to %s: %s", address, os.strerror(problem))
    return None


def _try_address(
    connection: socket.socket, address: object, until: float, slice_s: float, stop: Event
) -> int:
    """Connect, waiting until *until*; returns 0 or the number of the error."""
    connection.setblocking(False)
    begun: int = connection.connect_ex(address)  # type: ignore[arg-type]
    if begun not in _UNDER_WAY:
        return begun
    while (left := until - monotonic()) > 0 and not stop.is_set():
        wait = min(left, slice_s)
        # Windows tells a refused connection among the exceptional ones only.
        _, connected, failed = select.select([], [connection], [connection], wait)
        if connected or failed:
            return connection.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    return errno.ETIMEDOUT
