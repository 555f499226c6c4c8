"""Which transport a printer's settings mean. A new kind of connection gets its line here."""

from __future__ import annotations

from pos_desktop.application.printing import PrinterSettings
from pos_desktop.devices.transport import Transport
from pos_desktop.domain.errors import Unavailable


def transport_for(settings: PrinterSettings) -> Transport:
    """The way to the printer of *settings*; opens nothing yet.

    Raises Unavailable when no printer is set up.
    """
    match settings.connection:
        case "network":
            from pos_desktop.devices.network import network_printer

            return network_printer(settings)
        case "device":
            from pos_desktop.devices.path import device_printer

            return device_printer(settings)
        case "serial":
            from pos_desktop.devices.serial_port import serial_printer

            return serial_printer(settings)
        case "usb":
            from pos_desktop.devices.usb_port import usb_printer

            return usb_printer(settings)
        case "cups":
            from pos_desktop.devices.cups import cups_printer

            return cups_printer(settings)
        case "windows":
            from pos_desktop.devices.spooler import windows_printer

            return windows_printer(settings)
        case "file":
            from pos_desktop.devices.file import FilePrinter

            return FilePrinter(settings)
        case "none":
            raise Unavailable("No printer is set up on this counter.", code="no_printer")
