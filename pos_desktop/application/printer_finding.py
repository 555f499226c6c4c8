"""Finding printers: what a look around the computer brings, and the port that looks."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from pos_desktop.application.printing import Connection


class FoundPrinter(Struct, frozen=True, kw_only=True):
    """A way to a printer.

    Attributes:
        told: what a person knows it by.
        answers_status: whether it answered; None where it was not asked.
    """

    connection: Connection
    address: str
    told: str
    answers_status: bool | None = None


class Findings(Struct, frozen=True, kw_only=True):
    """Everything that was found, and what could not be looked for, and why."""

    printers: tuple[FoundPrinter, ...]
    hints: tuple[str, ...] = ()


class PrinterFinder(Protocol):
    """Looks for printers. May take seconds: never on the thread of the window."""

    def find(self) -> Findings:
        """Look at the USB, the serial ports, the printer queues and the device paths."""
        ...

    def look_at(self, address: str) -> FoundPrinter:
        """Look at a network address, on port 9100 unless it names another.

        Raises BadInput for what is no address, and Unavailable when nothing answers there.
        """
        ...


class NoFinder:
    """Where nothing can be looked for."""

    def find(self) -> Findings:
        """Nothing."""
        return Findings(printers=(), hints=("Printers cannot be looked for here.",))

    def look_at(self, address: str) -> FoundPrinter:
        """The address, not looked at."""
        return FoundPrinter(connection="network", address=address, told=address)
