"""The wizard of calibration, without Qt: print a page of trials, then ask what looked right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.outlet import SetPrinter, set_printer
from pos_desktop.application.papers import TryPrinter, try_printer
from pos_desktop.application.terminal_printers import Place
from pos_desktop.domain.errors import PosError
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.settings.printers_state import YES
from pos_desktop.ui.widgets.messages import Message

KEEP = "keep"
"""The answer of who does not know: the setting stays."""


class CalibrateState(Struct, frozen=True, kw_only=True):
    """The sheet."""

    is_printing: bool = False
    is_saving: bool = False
    told: str = ""
    problem: str = ""
    problem_at: str = ""


class CalibrateView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: CalibrateState) -> None: ...
    def close_sheet(self) -> None: ...


class CalibratePresenter:
    """``done`` hears that the settings are saved."""

    def __init__(
        self, counter: Counter, view: CalibrateView, place: Place, done: Callable[[], None]
    ) -> None:
        self._counter = counter
        self._view = view
        self._place = place
        self._done = done
        self._state = CalibrateState()

    def print_pressed(self) -> None:
        """Print the page of trials, once more if need be."""
        if self._state.is_printing:
            return
        self._show(is_printing=True, problem="")
        request = TryPrinter(place=self._place, calibration=True)
        self._counter.write(
            try_printer,
            request,
            lambda tried: self._show(
                is_printing=False,
                told=f"The page goes to “{tried.printer}”. Look at it, then answer.",
            ),
            failed=lambda error: self._show(is_printing=False, problem=error.message),
        )

    def submitted(self, answers: Mapping[str, str]) -> None:
        """Set what was answered; who does not know leaves a setting as it is."""
        if self._state.is_saving:
            return
        given: dict[str, Any] = {}
        for name, answer in answers.items():
            if answer == KEEP:
                continue
            if name in ("columns", "dots"):
                given[name] = int(answer)
            elif name in ("native_qr", "native_barcode", "pictures"):
                given[name] = answer == YES
            else:
                given[name] = answer
        self._show(is_saving=True, problem="", problem_at="")
        request = SetPrinter(place=self._place, **given)
        self._counter.write(set_printer, request, lambda _view: self._saved(), failed=self._failed)

    def _saved(self) -> None:
        self._view.close_sheet()
        self._counter.tell(Message(kind="success", text="The printer is set as its page looked."))
        self._done()

    def _failed(self, error: PosError) -> None:
        self._show(is_saving=False, problem=error.message, problem_at=error.field or "")

    def _show(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        self._view.display(self._state)
