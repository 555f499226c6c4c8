"""Taking in newer GST data from a file. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from pos_desktop.application.tax import GstDataTaken, ImportGstData, import_data
from pos_desktop.domain.errors import PosError
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.widgets.messages import Message

PATH = "path"
NOTHING = "Nothing that the till uses changes."


class GstDataState(Struct, frozen=True, kw_only=True):
    """The sheet; ``changes`` is what the file at hand would change."""

    changes: tuple[str, ...] = ()
    is_checked: bool = False
    problem: str = ""


class GstDataView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: GstDataState) -> None: ...
    def close_sheet(self) -> None: ...


class GstDataPresenter:
    """Never takes in what was not looked at."""

    def __init__(self, counter: Counter, view: GstDataView, taken: Callable[[], None]) -> None:
        self._counter = counter
        self._view = view
        self._taken = taken
        self._checked = ""
        self._is_busy = False

    def typed(self) -> None:
        """Another file: it is not looked at yet."""
        self._checked = ""
        self._view.display(GstDataState())

    def submitted(self, path: str) -> None:
        """Look at the file, or take in the one that was looked at."""
        if self._is_busy:
            return
        self._is_busy = True
        is_checked = bool(path) and path == self._checked
        request = ImportGstData(path=path, dry_run=not is_checked)

        def done(told: GstDataTaken) -> None:
            self._is_busy = False
            if told.taken:
                self._view.close_sheet()
                words = f"GST data of {told.version:%d-%m-%Y} is in force."
                self._counter.tell(Message(kind="success", text=words))
                self._taken()
                return
            self._checked = path
            head = f"Data of {told.version:%d-%m-%Y}; in force is that of {told.before:%d-%m-%Y}."
            changes = (head, *(told.changes or (NOTHING,)))
            self._view.display(GstDataState(changes=changes, is_checked=True))

        self._counter.write(import_data, request, done, failed=self._failed)

    def _failed(self, error: PosError) -> None:
        self._is_busy = False
        self._checked = ""
        self._view.display(GstDataState(problem=error.message))
