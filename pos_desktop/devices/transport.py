"""How bytes reach a printer, and what is known afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pos_desktop.application.printing import PrinterSettings, PrinterStatus


class Outcome(StrEnum):
    """What is known of a job after it was sent."""

    PRINTED = "printed"
    """The printer itself said that it worked through everything."""
    UNCONFIRMED = "unconfirmed"
    """Bytes left this machine, and nobody said what became of them."""
    NOT_SENT = "not_sent"
    """Not a byte left this machine: it is safe to send again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How one job went.

    Attributes:
        reason: what went wrong, for a person; None when nothing did.
        status: what the printer last said of itself, when it was asked.
    """

    outcome: Outcome
    reason: str | None = None
    status: PrinterStatus | None = None


class Transport(Protocol):
    """One way to one printer. It never raises for what a printer does, and never waits for ever."""

    def send(self, data: bytes) -> Delivery:
        """Send one job's bytes."""
        ...

    def status(self) -> PrinterStatus:
        """What the printer says of itself now; ``known=False`` when it does not say."""
        ...


MakeTransport = Callable[[PrinterSettings], Transport]
