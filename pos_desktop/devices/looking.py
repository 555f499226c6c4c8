"""The finder of printers, at hand from the start: what it needs is imported when somebody looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pos_desktop.application.printer_finding import Findings, FoundPrinter


class AnyFinder:
    """Looks for printers; what that needs is imported when somebody looks."""

    def find(self) -> Findings:
        """Look at the USB, the serial ports, the printer queues and the device paths."""
        from pos_desktop.devices.finding import Finder

        return Finder().find()

    def look_at(self, address: str) -> FoundPrinter:
        """Look at a network address."""
        from pos_desktop.devices.finding import Finder

        return Finder().look_at(address)
