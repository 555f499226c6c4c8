"""The page of printers: what stands in its fields, and what the use cases are told. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from pos_desktop.application.outlet import PrinterView, SetPrinter
from pos_desktop.application.printer_finding import FoundPrinter
from pos_desktop.application.printers import PrinterList
from pos_desktop.application.terminal_printers import ROUTED, Place

YES, NO = "yes", "no"
PAPERS = {"roll80": ("roll", 576, 48), "roll58": ("roll", 384, 32)}
"""Widths of rolls: paper, dots and columns as they mostly are."""

PRINTER_FIELDS = (
    "connection", "address", "paper", "columns", "dots", "cutter", "drawer_pin", "answers_status",
    "native_qr", "native_barcode", "pictures", "rupee",
)  # fmt: skip
SWITCHES = ("answers_status", "native_qr", "native_barcode", "pictures")
NUMBERS = ("columns", "dots", "drawer_pin")
TAKES_OVER = "takes_over"
ROUTE_FIELDS = (*(f"route.{document}" for document in ROUTED), TAKES_OVER)


class PrintersState(Struct, frozen=True, kw_only=True):
    """The page. ``hints`` say what could not be looked for, and how to get that."""

    place: Place = Place.RECEIPT
    is_set_up: bool = False
    is_roll: bool = True
    found: tuple[FoundPrinter, ...] = ()
    hints: str = ""
    is_finding: bool = False
    is_saving: bool = False
    is_changed: bool = False
    problem: str = ""
    problem_at: str = ""


def texts_of(printer: PrinterView) -> dict[str, str]:
    """A printer as its fields say it."""
    texts = {name: str(getattr(printer, name) or "") for name in PRINTER_FIELDS}
    texts |= {name: YES if getattr(printer, name) else NO for name in SWITCHES}
    texts["drawer_pin"] = str(printer.drawer_pin or 0)
    if printer.paper == "roll":
        texts["paper"] = "roll58" if printer.dots <= PAPERS["roll58"][1] else "roll80"
    return texts


def routes_of(printers: PrinterList) -> dict[str, str]:
    """Where documents go, as the fields say it."""
    texts = {f"route.{document}": goes.value for document, goes in printers.routes.items()}
    return texts | {TAKES_OVER: YES if printers.takes_over else NO}


def request_of(place: Place, texts: Mapping[str, str], saved: Mapping[str, str]) -> SetPrinter:
    """What differs from what is saved, for the use case."""
    changed: dict[str, Any] = {}
    for name in PRINTER_FIELDS:
        text = texts[name].strip()
        if text == saved.get(name):
            continue
        if name in SWITCHES:
            changed[name] = text == YES
        elif name in NUMBERS:
            changed[name] = int(text)
        elif name == "paper":
            changed[name] = "roll" if text in PAPERS else text
        else:
            changed[name] = text
    return SetPrinter(place=place, **changed)
