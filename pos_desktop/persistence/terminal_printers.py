"""The printers of terminals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.sqlite import insert as upsert

from pos_desktop.application.printing import PrinterSettings
from pos_desktop.application.terminal_printers import (
    Goes,
    Place,
    TerminalPrinters,
    nothing_at,
)
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.kept import Kept
from pos_desktop.persistence.prepared import Prepared

_FIELDS = (
    "name", "connection", "address", "paper", "dots", "columns", "cutter", "rupee", "raster_slice",
    "drawer_pin", "drawer_on_ms", "drawer_off_ms",
)  # fmt: skip
_FLAGS = ("native_qr", "native_barcode", "pictures", "answers_status")

_PUT = upsert(t.printer)
_SET = Prepared(
    _PUT.on_conflict_do_update(
        index_elements=["terminal_id", "place"],
        set_={c.name: _PUT.excluded[c.name] for c in t.printer.c if not c.primary_key},
    )
)


class SqlTerminalPrinters:
    """The port TerminalPrinterStore."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def get(self, terminal_id: int) -> TerminalPrinters:
        """The terminal's printers; none is set up where nothing was said."""
        printers = _GET.get(self._sql, {"terminal_id": terminal_id})
        assert printers is not None, "without any row, nothing is set up"
        return printers

    def set(self, terminal_id: int, printers: TerminalPrinters) -> None:
        """Replace the terminal's printers."""
        routes = ",".join(f"{document}:{goes}" for document, goes in printers.routes.items())
        for place, settings in printers.by_place.items():
            row = {
                **{name: getattr(settings, name) for name in _FIELDS},
                **{name: int(getattr(settings, name)) for name in _FLAGS},
                "terminal_id": terminal_id,
                "place": place.value,
                "routes": routes if place is Place.SECOND else "",
                "takes_over": int(printers.takes_over and place is Place.SPARE),
            }
            _SET.run(self._sql, row)


def _printers_of(rows: Sequence[Any]) -> TerminalPrinters:
    by_place = {place: nothing_at(place) for place in Place}
    routes: dict[str, Goes] = {}
    takes_over = False
    for row in rows:
        place = Place(row.place)
        by_place[place] = _settings_of(row)
        if place is Place.SECOND:
            routes = _routes_of(row.routes)
        if place is Place.SPARE:
            takes_over = bool(row.takes_over)
    return TerminalPrinters(by_place=by_place, routes=routes, takes_over=takes_over)


def _settings_of(row: Any) -> PrinterSettings:
    values: dict[str, Any] = {name: getattr(row, name) for name in _FIELDS}
    values |= {name: bool(getattr(row, name)) for name in _FLAGS}
    return PrinterSettings(**values)


def _routes_of(text: str) -> dict[str, Goes]:
    pairs = (part.partition(":") for part in text.split(",") if part)
    return {document: Goes(goes) for document, _, goes in pairs}


_GET = Kept(
    select(t.printer).where(t.printer.c.terminal_id == bindparam("terminal_id")), _printers_of
)
