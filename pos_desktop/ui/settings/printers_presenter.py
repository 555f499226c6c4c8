"""The page of printers, without Qt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from msgspec.structs import replace

from pos_desktop.application.outlet import PrinterView, SetPrinter, set_printer
from pos_desktop.application.papers import TriedPrinter, TryPrinter, try_printer
from pos_desktop.application.printer_finding import Findings, FoundPrinter
from pos_desktop.application.printers import (
    ListPrinters,
    PrinterList,
    RoutePrintouts,
    list_printers,
    route,
)
from pos_desktop.application.terminal_printers import ROUTED, Goes, Place
from pos_desktop.domain.errors import PosError
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.settings.printers_state import (
    PAPERS,
    PRINTER_FIELDS,
    ROUTE_FIELDS,
    TAKES_OVER,
    YES,
    PrintersState,
    request_of,
    routes_of,
    texts_of,
)
from pos_desktop.ui.widgets.messages import Message

SAVE_FIRST = "Save the printer first: the page is printed with what is saved."
NOTHING_FOUND = "No printer was found. Switch it on, or type its network address and look again."


class PrintersView(Protocol):
    """What the presenter asks of the page."""

    def display(self, state: PrintersState) -> None: ...
    def fill(self, values: Mapping[str, str]) -> None: ...
    def texts(self) -> Mapping[str, str]: ...
    def open_calibration(self, place: Place) -> None: ...
    def go_to_found(self) -> None: ...


class PrintersPresenter:
    """One printer at a time stands in the fields; where documents go stands beside it."""

    def __init__(self, counter: Counter, view: PrintersView) -> None:
        self._counter = counter
        self._view = view
        self._state = PrintersState()
        self._printers: dict[Place, PrinterView] = {}
        self._saved: dict[str, str] = {}
        self._is_gone = False

    def entered(self) -> None:
        """The page came to the front: what was typed and not saved stays."""
        if not self._state.is_changed:
            self._read()

    def gone(self) -> None:
        """The page was ended."""
        self._is_gone = True

    def place_chosen(self, place: Place) -> None:
        """Another of the printers; what was typed for this one and not saved is let go."""
        if place is not self._state.place:
            self._show(place=place)
            self._fill()

    def typed(self, field: str) -> None:
        """A field changed."""
        texts = self._view.texts()
        if field == "paper" and texts["paper"] in PAPERS:
            _, dots, columns = PAPERS[texts["paper"]]
            self._view.fill({"dots": str(dots), "columns": str(columns)})
            texts = self._view.texts()
        self._show(is_changed=dict(texts) != self._saved, problem="", problem_at="")

    def undo_pressed(self) -> None:
        """Back to what is saved."""
        self._fill()

    def find_pressed(self) -> None:
        """Look on this computer, and at the address when it is one of the network."""
        if self._state.is_finding:
            return
        texts = self._view.texts()
        address = texts["address"] if texts["connection"] == "network" else ""
        finder = self._counter.desk.finder

        def look() -> Findings:
            here = finder.find()
            if not address.strip():
                return here
            try:
                there = finder.look_at(address)
            except PosError as error:
                return replace(here, hints=(error.message, *here.hints))
            return replace(here, printers=(there, *here.printers))

        self._show(is_finding=True, problem="", problem_at="")
        self._counter.work(look, self._found, failed=self._failed, latest="settings.printers.find")

    def found_chosen(self, found: FoundPrinter) -> None:
        """That is the printer: its connection and address go into the fields."""
        values = {"connection": found.connection, "address": found.address}
        if found.answers_status is not None:
            values["answers_status"] = YES if found.answers_status else "no"
        self._view.fill(values)
        self.typed("address")

    def save_pressed(self) -> None:
        """Save the printer, then where documents go."""
        if self._state.is_saving:
            return
        texts = self._view.texts()
        request = request_of(self._state.place, texts, self._saved)
        if request == SetPrinter(place=self._state.place):
            self._save_routes(texts)
            return
        self._show(is_saving=True, problem="", problem_at="")
        self._counter.write(
            set_printer, request, lambda _printer: self._save_routes(texts), failed=self._failed
        )

    def try_pressed(self) -> None:
        """Print a test page."""
        if self._refuse_unsaved():
            return
        request = TryPrinter(place=self._state.place)
        self._counter.write(try_printer, request, self._tried, failed=self._failed)

    def calibrate_pressed(self) -> None:
        """Print the long page, and ask what looked right."""
        if not self._refuse_unsaved():
            self._view.open_calibration(self._state.place)

    def calibrated(self) -> None:
        """The wizard has saved what was right."""
        self._read()

    # -- inside --------------------------------------------------------------------------

    def _refuse_unsaved(self) -> bool:
        if self._state.is_changed:
            self._show(problem=SAVE_FIRST, problem_at="")
        return self._state.is_changed

    def _save_routes(self, texts: Mapping[str, str]) -> None:
        changed = {name for name in ROUTE_FIELDS if texts[name] != self._saved.get(name)}
        if not changed:
            self._done()
            return
        request = RoutePrintouts(
            routes={
                document: Goes(texts[f"route.{document}"])
                for document in ROUTED
                if f"route.{document}" in changed
            },
            takes_over=texts[TAKES_OVER] == YES if TAKES_OVER in changed else None,
        )
        self._show(is_saving=True, problem="", problem_at="")
        self._counter.write(route, request, lambda _list: self._done(), failed=self._half_done)

    def _half_done(self, error: PosError) -> None:
        """The printer itself is saved; where documents go is not."""
        self._counter.read(list_printers, ListPrinters(), self._remember)
        self._failed(error)

    def _remember(self, found: PrinterList) -> None:
        self._printers = {printer.place: printer for printer in found.printers}
        self._saved = texts_of(self._printers[self._state.place]) | routes_of(found)

    def _done(self) -> None:
        self._counter.tell(Message(kind="success", text="The printers are set up."))
        self._read()

    def _tried(self, tried: TriedPrinter) -> None:
        text = f"A test page goes to “{tried.printer}”. The print queue says more."
        self._counter.tell(Message(kind="info", text=text))

    def _found(self, found: Findings) -> None:
        hints = list(found.hints)
        if not found.printers:
            hints.insert(0, NOTHING_FOUND)
        self._show(found=found.printers, hints="\n".join(hints), is_finding=False)
        if found.printers and not self._is_gone:
            self._view.go_to_found()

    def _read(self) -> None:
        self._counter.read(list_printers, ListPrinters(), self._know, latest="settings.printers")

    def _know(self, found: PrinterList) -> None:
        self._remember(found)
        self._fill()

    def _fill(self) -> None:
        printer = self._printers.get(self._state.place)
        if printer is None:
            return
        routes = {name: self._saved[name] for name in ROUTE_FIELDS}
        self._saved = texts_of(printer) | routes
        if not self._is_gone:
            self._view.fill(self._saved)
        self._show(
            is_set_up=printer.connection != "none",
            is_roll=printer.paper == "roll",
            is_changed=False,
            is_saving=False,
            problem="",
            problem_at="",
        )

    def _failed(self, error: PosError) -> None:
        field = error.field or ""
        at = field if field in (*PRINTER_FIELDS, *ROUTE_FIELDS) else ""
        self._show(is_saving=False, is_finding=False, problem=error.message, problem_at=at)

    def _show(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        if not self._is_gone:
            self._view.display(self._state)
