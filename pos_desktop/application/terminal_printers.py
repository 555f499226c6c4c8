"""The printers of one terminal: for receipts, a second one, and a spare one."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache, cached_property
from typing import Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from pos_desktop.application.printing import PrinterSettings
from pos_desktop.domain.errors import BadInput


class Place(StrEnum):
    """What a printer is for. The second is for sheets, or stands in the kitchen."""

    RECEIPT = "receipt"
    SECOND = "second"
    SPARE = "spare"


class Goes(StrEnum):
    """Where a document goes."""

    RECEIPT = "receipt"
    SECOND = "second"
    BOTH = "both"


NAMES = {
    Place.RECEIPT: "Receipt printer",
    Place.SECOND: "Second printer",
    Place.SPARE: "Spare printer",
}
"""What printers are called; also the keys of their queues, so they never change."""

REST = "rest"
ROUTED = ("bill", "credit_note", "payment_receipt", REST)
"""The documents that can go to either printer; the last stands for all others."""


@cache
def nothing_at(place: Place) -> PrinterSettings:
    """What stands for a printer until it is set up."""
    return PrinterSettings(name=NAMES[place], connection="none")


class TerminalPrinters(Struct, frozen=True, kw_only=True, dict=True):
    """The printers of a terminal; one that is not set up has the connection ``none``.

    Attributes:
        routes: by document, where it goes when that is not the receipt printer alone.
        takes_over: whether the spare printer by itself prints what could not be sent.
    """

    by_place: Mapping[Place, PrinterSettings] = field(
        default_factory=lambda: {place: nothing_at(place) for place in Place}
    )
    routes: Mapping[str, Goes] = field(default_factory=dict)
    takes_over: bool = False

    @cached_property
    def set_up(self) -> tuple[PrinterSettings, ...]:
        """Every printer that is set up, the receipt printer first."""
        return tuple(one for place in Place if (one := self.by_place[place]).is_set_up)

    def named(self, name: str) -> PrinterSettings | None:
        """The printer of that name, if it is set up."""
        return next((one for one in self.set_up if one.name == name), None)

    def goes(self, document: str) -> Goes:
        """Where a document is meant to go."""
        known = document if document in ROUTED else REST
        return self.routes.get(known, Goes.RECEIPT)

    def for_document(self, document: str) -> tuple[PrinterSettings, ...]:
        """The printers that print a document, among those that are set up."""
        receipt, second = self.by_place[Place.RECEIPT], self.by_place[Place.SECOND]
        wanted = {
            Goes.RECEIPT: (receipt,),
            Goes.SECOND: (second,),
            Goes.BOTH: (receipt, second),
        }[self.goes(document)]
        found = tuple(one for one in wanted if one.is_set_up)
        # A printer that was taken away must not swallow the shop's papers.
        return found or self.set_up[:1]

    def shown_for(self, document: str) -> PrinterSettings:
        """The roll whose lines a preview of a document shows: the first that prints it, if any."""
        rolls = (one for one in self.for_document(document) if one.paper == "roll")
        return next(rolls, self.by_place[Place.RECEIPT])

    @cached_property
    def with_drawer(self) -> PrinterSettings | None:
        """The printer to which the cash drawer is wired."""
        return next((one for one in self.set_up if one.drawer_pin is not None), None)

    def spare_for(self, name: str) -> PrinterSettings | None:
        """Who prints by itself what the printer of that name could not, or None."""
        one, spare = self.named(name), self.by_place[Place.SPARE]
        if not self.takes_over or one is None or one == spare or not spare.is_set_up:
            return None
        return spare if spare.prints_like(one) else None

    def with_printer(self, place: Place, settings: PrinterSettings) -> TerminalPrinters:
        """The same with another printer at *place*."""
        return replace(self, by_place={**self.by_place, place: settings})


def check_taking_over(printers: TerminalPrinters, *, field: str) -> None:
    """Refuse a spare printer that would print the receipt printer's bytes wrong.

    Raises BadInput naming *field*.
    """
    receipt, spare = printers.by_place[Place.RECEIPT], printers.by_place[Place.SPARE]
    if not printers.takes_over or not spare.is_set_up or spare.prints_like(receipt):
        return
    raise BadInput(
        "The spare printer takes over what the receipt printer could not print, so both need the "
        "same paper, columns and dots. Set both alike, or let it not take over by itself.",
        field=field,
        code="spare_differs",
    )


class TerminalPrinterStore(Protocol):
    """Keeps the printers of terminals."""

    def get(self, terminal_id: int) -> TerminalPrinters:
        """Its printers."""
        ...

    def set(self, terminal_id: int, printers: TerminalPrinters) -> None:
        """Replace them all."""
        ...
