"""Trying a printer with one page, outside of any queue."""

from __future__ import annotations

from pos_desktop.application.printing import JobState, PrinterSettings
from pos_desktop.devices.connections import transport_for
from pos_desktop.domain.errors import Unavailable


def print_trial(settings: PrinterSettings, data: bytes) -> bool:
    """Send a page; whether the printer itself confirmed it (many never say).

    Raises Unavailable with what is wrong and what to do.
    """
    delivery = transport_for(settings).send(data, "test-page")
    if delivery.reason is not None and delivery.state is not JobState.PRINTED:
        raise Unavailable(delivery.reason, code="printer_trial")
    return delivery.state is JobState.PRINTED
