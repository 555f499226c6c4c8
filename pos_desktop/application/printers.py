"""The printers of this terminal together: all of them, and which document goes where."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.outlet import PrinterView, printer_view
from pos_desktop.application.ports import Work
from pos_desktop.application.terminal_printers import (
    ROUTED,
    Goes,
    Place,
    TerminalPrinters,
    check_taking_over,
)
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.people import Right


class ListPrinters(Struct, frozen=True, kw_only=True):
    """The printers of this terminal."""


class RoutePrintouts(Struct, frozen=True, kw_only=True):
    """Where documents go; what is not given stays.

    Attributes:
        routes: by document: ``bill``, ``credit_note``, ``payment_receipt`` or ``rest``.
        takes_over: whether the spare printer by itself prints what could not be sent.
    """

    routes: dict[str, Goes] | None = None
    takes_over: bool | None = None


class PrinterList(Struct, frozen=True, kw_only=True):
    """Every printer, also those not set up, and where each document goes."""

    printers: tuple[PrinterView, ...]
    routes: dict[str, Goes]
    takes_over: bool


@use_case("printers.list", right=Right.SETTINGS, what="set up printers", writes=False)
def list_printers(desk: Desk, work: Work, request: ListPrinters) -> PrinterList:
    """The printers of this terminal, and where documents go."""
    return _view(work.terminal_printers.get(desk.signed_in.terminal.id))


@use_case("printers.route", right=Right.SETTINGS, what="set up printers", writes=True)
def route(desk: Desk, work: Work, request: RoutePrintouts) -> PrinterList:
    """Say which printer prints what, and whether the spare one takes over."""
    terminal = desk.signed_in.terminal
    printers = work.terminal_printers.get(terminal.id)
    if request.routes is not None:
        for document in request.routes:
            if document not in ROUTED:
                choices = ", ".join(ROUTED)
                raise BadInput(f"{document} is no document. Choose of {choices}.", field="routes")
        printers = replace(printers, routes={**printers.routes, **request.routes})
    if request.takes_over is not None:
        printers = replace(printers, takes_over=request.takes_over)
        check_taking_over(printers, field="takes_over")
    work.terminal_printers.set(terminal.id, printers)
    routes = {document: goes.value for document, goes in printers.routes.items()}
    desk.audit(work, "printer.routed", terminal.code, routes=routes, takes_over=printers.takes_over)
    return _view(printers)


def _view(printers: TerminalPrinters) -> PrinterList:
    return PrinterList(
        printers=tuple(printer_view(place, printers.by_place[place]) for place in Place),
        routes={document: printers.goes(document) for document in ROUTED},
        takes_over=printers.takes_over,
    )
