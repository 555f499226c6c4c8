"""What every way to a printer promises, and what came of sending a job."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, Self

from msgspec import Struct

from pos_desktop.application.printing import JobState, PrinterStatus

SILENT = PrinterStatus(known=False)
"""Nothing is known of the printer, and nothing speaks against sending to it."""

UNREACHABLE = PrinterStatus(offline=True)


class Timing(Struct, frozen=True, kw_only=True):
    """How long a printer is given, in seconds unless the name says otherwise.

    Attributes:
        connect_s: to accept a connection.
        status_s: to answer one status question, which it does even while it prints.
        stall_s: between two pieces it takes.
        finish_s: to print what it has, beyond the time that its length asks for.
        bytes_per_s: the slowest useful printing; a raster page is the worst case.
        drain_s: to close its side after the last byte, when it cannot confirm.
        load_s: to be loaded with paper in the middle of a job, which it then finishes by itself.
        look_s: between two looks at a printer that has not confirmed yet.
        farewell_s: likewise, when it has confirmed and nothing hangs on it.
        piece_bytes: sent at a time, less than the smallest receive buffer (4 kB).
        slice_s: how often a waiting thread looks whether it should give up.
    """

    connect_s: float = 2.0
    status_s: float = 1.0
    stall_s: float = 5.0
    finish_s: float = 15.0
    bytes_per_s: float = 4000.0
    drain_s: float = 2.0
    load_s: float = 600.0
    look_s: float = 1.0
    farewell_s: float = 0.5
    piece_bytes: int = 1024
    slice_s: float = 0.1


class Delivery(Struct, frozen=True):
    """What came of sending one job.

    Attributes:
        state: PRINTED, UNCONFIRMED or NOT_SENT.
        reason: what went wrong, for a person. None for an unconfirmed job means that all was
            sent to a printer which never answers: nothing is known to be wrong.
        status: what the printer last said of itself.
    """

    state: JobState
    reason: str | None
    status: PrinterStatus

    @classmethod
    def printed(cls, status: PrinterStatus) -> Self:
        """The receiver itself says that it worked through the whole job."""
        return cls(JobState.PRINTED, None, status)

    @classmethod
    def unconfirmed(cls, reason: str | None, status: PrinterStatus = SILENT) -> Self:
        """Some or all of it went out, and nobody knows what became of it."""
        return cls(JobState.UNCONFIRMED, reason, status)

    @classmethod
    def not_sent(cls, reason: str, status: PrinterStatus = UNREACHABLE) -> Self:
        """Not one byte of the job left this machine: sending it again is safe."""
        return cls(JobState.NOT_SENT, reason, status)


class Transport(Protocol):
    """One way to one printer. Its calls come from one thread, but for :meth:`abandon`."""

    def send(self, data: bytes, title: str = "") -> Delivery:
        """Send *data* (not empty) and say what came of it; never blocks for ever.

        *title* names the job where the receiver keeps names. Whatever goes wrong outside is a
        Delivery, not an exception.
        """
        ...

    def status(self) -> PrinterStatus:
        """Look whether a job could be sent now, sending none."""
        ...

    def listen(self, heard: Callable[[PrinterStatus], None]) -> None:
        """Tell *heard*, in the thread of the call, how the printer is while a job is under way."""
        ...

    def abandon(self) -> None:
        """Make a call under way, and every later one, return soon. From any thread."""
        ...


class Line(Protocol):
    """A stream of bytes to and from a printer. Each call waits at most as long as it is told.

    Every call raises OSError when the line is broken.
    """

    silent_end: bool
    """Whether a printer that took everything may stay silent about it."""

    def write(self, data: bytes, wait_s: float) -> int:
        """Hand over what the line takes of *data*; returns how many bytes, 0 for none in time."""
        ...

    def read(self, wait_s: float) -> bytes:
        """What the printer sent, b"" for nothing in time. Raises LineClosedError at its end."""
        ...

    def end(self) -> None:
        """Say that nothing more will be written."""
        ...

    def drained(self, wait_s: float) -> bool:
        """Whether the printer has taken all that was written, or closed its side."""
        ...

    def close(self) -> None:
        """Give the line up; what was not taken may be lost."""
        ...


class LineClosedError(ConnectionError):
    """The printer closed its side."""


class CannotOpenError(OSError):
    """No line could be opened; the text tells a person why and what to do."""
