"""What stands in a printer's address, by the kind of its connection."""

from __future__ import annotations

import re

from msgspec import Struct

from pos_desktop.domain.errors import BadInput

DEFAULT_PORT = 9100
"""The port on which network receipt printers take raw bytes."""

DEFAULT_SPEED = 9600
"""Bits a second of a serial printer, as most come from the factory."""

SPEEDS = (9600, 19200, 38400, 57600, 115200)

_USB = re.compile(r"([0-9a-fA-F]{4}):([0-9a-fA-F]{4})(?::(\S{1,120}))?")


class UsbAddress(Struct, frozen=True):
    """A USB device: its maker, its product and, of several alike, its serial number or ""."""

    maker: int
    product: int
    number: str = ""


def host_and_port(address: str) -> tuple[str, int]:
    """The host and port of a network printer's address; the port is 9100 unless given.

    Takes ``host``, ``host:port``, ``[IPv6]`` and ``[IPv6]:port``.
    Raises BadInput naming ``address`` for anything else.
    """
    text = address.strip()
    if text.startswith("["):
        host, bracket, rest = text[1:].partition("]")
        colon, port = rest[:1], rest[1:]
        sound = bool(bracket) and colon in ("", ":")
    else:
        host, colon, port = text.partition(":")
        sound = ":" not in port
    if colon:
        sound = sound and port.isascii() and port.isdecimal() and 0 < int(port[:6]) < 65536
    if not sound or not host or any(c.isspace() or not c.isprintable() for c in host):
        raise BadInput(
            "Give the printer's address like 192.168.1.50 or 192.168.1.50:9100.", field="address"
        )
    return host, int(port) if colon else DEFAULT_PORT


def port_and_speed(address: str) -> tuple[str, int]:
    """The port and the speed of a serial printer's address: ``COM3`` or ``/dev/ttyUSB0@19200``.

    Raises BadInput naming ``address`` for anything else.
    """
    path, at, speed = address.strip().partition("@")
    path = path.strip()
    is_speed = not at or (speed.isascii() and speed.isdecimal() and int(speed[:7]) in SPEEDS)
    if not path or not path.isprintable() or not is_speed:
        raise BadInput(
            "Give the serial port like COM3 or /dev/ttyUSB0, and its speed, if it is not 9600, "
            "behind it: COM3@19200.",
            field="address",
        )
    return path, int(speed) if at else DEFAULT_SPEED


def usb_address(address: str) -> UsbAddress:
    """A USB printer's address: ``04b8:0202``, or ``04b8:0202:SERIAL`` of several alike.

    Raises BadInput naming ``address`` for anything else.
    """
    found = _USB.fullmatch(address.strip())
    if found is None:
        raise BadInput(
            "Give the USB printer like 04b8:0202, or find it on the page of printers.",
            field="address",
        )
    return UsbAddress(int(found[1], 16), int(found[2], 16), found[3] or "")


def queue_name(address: str) -> str:
    """The name of a printer queue of the system. Raises BadInput naming ``address``."""
    name = address.strip()
    if not name or not name.isprintable() or name.startswith("-"):
        raise BadInput("Give the name of the printer queue.", field="address")
    return name


def check_address(connection: str, address: str) -> None:
    """Refuse an address that the connection cannot use. Raises BadInput naming ``address``."""
    match connection:
        case "network":
            host_and_port(address)
        case "serial":
            port_and_speed(address)
        case "usb":
            usb_address(address)
        case "cups" | "windows":
            queue_name(address)
        case "device" | "file":
            if not address.strip() or "\0" in address:
                raise BadInput("Give the path to print to.", field="address")
        case _:
            pass
