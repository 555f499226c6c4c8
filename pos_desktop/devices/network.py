"""A printer on a network port (raw TCP, port 9100 unless set).

The fence: ``GS r 1`` is sent behind the job. A printer executes it in order, and not while paper
is out, so its one-byte answer proves that it worked through everything before it. Without an
answer nothing is known. Source: Epson ESC/POS command reference, DLE EOT and GS r.
"""

from __future__ import annotations

import select
import socket
import time
from dataclasses import dataclass

from pos_desktop.application.printing import PrinterSettings, PrinterStatus, host_and_port
from pos_desktop.devices.transport import Delivery, Outcome

PIECE_BYTES = 1024
BYTES_A_SECOND = 8_000
"""A slow printer's pace; the time to finish grows with the job."""
_FENCE = b"\x1dr\x01"
_ASK = {n: bytes((0x10, 0x04, n)) for n in (1, 2, 4)}
# DLE EOT answers have bits 1 and 4 set, bits 0 and 7 clear; GS r answers have bits 4 and 7 clear.
_STATUS_FIXED, _STATUS_WANTED = 0b1001_0011, 0b0001_0010
_PAPER_FIXED = 0b1001_0000


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long each step may take, in seconds."""

    connect: float = 2.0
    status: float = 1.0
    stall: float = 5.0
    finish: float = 15.0


class NetworkTransport:
    """One connection a job."""

    def __init__(self, settings: PrinterSettings, patience: Patience = Patience()) -> None:
        self._address = host_and_port(settings.address)
        self._answers = settings.answers_status
        self._patience = patience

    def send(self, data: bytes) -> Delivery:
        """Send one job and, where the printer answers, wait for the fence."""
        try:
            connection = self._connect()
        except OSError as error:
            return Delivery(outcome=Outcome.NOT_SENT, reason=self._unreachable(error))
        with connection:
            status = self._ask(connection) if self._answers else PrinterStatus(known=False)
            if status.blocked:
                return Delivery(outcome=Outcome.NOT_SENT, reason=status.problem, status=status)
            return self._deliver(connection, data, status)

    def status(self) -> PrinterStatus:
        """Ask the printer; offline when it cannot be reached."""
        try:
            connection = self._connect()
        except OSError:
            return PrinterStatus(offline=True)
        with connection:
            return self._ask(connection) if self._answers else PrinterStatus(known=False)

    def _connect(self) -> socket.socket:
        connection = socket.create_connection(self._address, timeout=self._patience.connect)
        connection.setblocking(False)
        return connection

    def _deliver(self, connection: socket.socket, data: bytes, status: PrinterStatus) -> Delivery:
        sent = 0
        try:
            while sent < len(data):
                part = self._send_piece(connection, data[sent : sent + PIECE_BYTES])
                if part == 0:
                    return self._stopped(sent, "The printer stopped taking data.", status)
                sent += part
            if not self._answers:
                self._finish(connection)
                return Delivery(outcome=Outcome.UNCONFIRMED, status=status)
            return self._fence(connection, len(data), status)
        except OSError as error:
            return self._stopped(sent, f"The printer broke the connection ({error}).", status)

    def _send_piece(self, connection: socket.socket, piece: bytes) -> int:
        """Send what the printer takes; 0 when it takes nothing for too long."""
        _, ready, _ = select.select([], [connection], [], self._patience.stall)
        return connection.send(piece) if ready else 0

    def _fence(self, connection: socket.socket, size: int, status: PrinterStatus) -> Delivery:
        self._drain(connection)
        connection.sendall(_FENCE)
        until = time.monotonic() + self._patience.finish + size / BYTES_A_SECOND
        while (left := until - time.monotonic()) > 0:
            answer = self._receive(connection, left)
            if answer is None or answer == b"":
                break
            paper = [byte for byte in answer if byte & _PAPER_FIXED == 0]
            if paper:
                self._finish(connection)
                low = bool(paper[-1] & 0b0000_0011)
                now = PrinterStatus(paper_low=low)
                return Delivery(outcome=Outcome.PRINTED, status=now)
        return Delivery(
            outcome=Outcome.UNCONFIRMED,
            reason="The printer took the data but did not say that it printed it.",
            status=status,
        )

    def _stopped(self, sent: int, reason: str, status: PrinterStatus) -> Delivery:
        outcome = Outcome.UNCONFIRMED if sent else Outcome.NOT_SENT
        return Delivery(outcome=outcome, reason=reason, status=status)

    def _finish(self, connection: socket.socket) -> None:
        """Close in order: closing early truncates the receipt."""
        connection.shutdown(socket.SHUT_WR)
        until = time.monotonic() + self._patience.status
        while (left := until - time.monotonic()) > 0:
            if not self._receive(connection, left):
                return

    def _drain(self, connection: socket.socket) -> None:
        """Throw away late answers, so that the next one read is the fence's."""
        while self._receive(connection, 0):
            pass

    def _receive(self, connection: socket.socket, wait: float) -> bytes | None:
        """What came within *wait* seconds; None when nothing did, b"" at the end."""
        ready, _, _ = select.select([connection], [], [], wait)
        return connection.recv(256) if ready else None

    def _ask(self, connection: socket.socket) -> PrinterStatus:
        """DLE EOT 1 (printer), 2 (offline cause), 4 (paper)."""
        told: dict[int, int] = {}
        try:
            for n, question in _ASK.items():
                connection.sendall(question)
                answer = self._receive(connection, self._patience.status)
                if answer and answer[-1] & _STATUS_FIXED == _STATUS_WANTED:
                    told[n] = answer[-1]
        except OSError:
            return PrinterStatus(offline=True)
        return read_status(told)

    def _unreachable(self, error: OSError) -> str:
        host, port = self._address
        cause = "did not answer" if isinstance(error, TimeoutError) else "cannot be reached"
        return f"The printer at {host}:{port} {cause}. Check its power, its cable and the address."


def read_status(told: dict[int, int]) -> PrinterStatus:
    """The status in the answers to DLE EOT n; unknown when there were none."""
    if not told:
        return PrinterStatus(known=False)
    printer, cause, paper = told.get(1, 0), told.get(2, 0), told.get(4, 0)
    return PrinterStatus(
        offline=bool(printer & 0b0000_1000),
        cover_open=bool(cause & 0b0000_0100),
        paper_out=bool(paper & 0b0110_0000),
        paper_low=bool(paper & 0b0000_1100),
        fault=bool(cause & 0b0100_0000),
    )
