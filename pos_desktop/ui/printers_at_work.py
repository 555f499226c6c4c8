"""The terminal's printers behind the screens: what they say comes home to the main thread."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from pos_desktop.application.desk import Desk
    from pos_desktop.application.printing import PrinterNow
    from pos_desktop.ui.backend import Backend, Printing
    from pos_desktop.ui.tasks import Tasks

_log = logging.getLogger(__name__)

PRINTERS_CHANGED = frozenset({"printers.set", "printers.route"})
"""The use cases after which the printers are put to work anew."""


RINGING_UP = "orders."
"""The use cases that print nothing and are many: each scan is one. A printer that was woken by
each would be connected to and asked how it is, in the middle of the scanning."""


class PrintersAtWork(QObject):
    """Starts them once, wakes them after commits, and knows what each last said."""

    #: A printer said something new, or a job changed.
    changed = Signal()
    _said = Signal(object)
    _reload_asked = Signal()

    def __init__(self, backend: Backend, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # The printers' threads speak; the signals bring it home to this one.
        self._said.connect(self._hear)
        self._reload_asked.connect(self._reload)
        self._backend = backend
        self._tasks: Tasks | None = None
        self._printing: Printing | None = None
        self._now: dict[str, PrinterNow] = {}
        self._is_wanted = False

    @property
    def now(self) -> tuple[PrinterNow, ...]:
        """Each printer, as it last told."""
        return tuple(self._now.values())

    def start(self, tasks: Tasks, desk: Desk) -> None:
        """Put the terminal's printers to work, unless they are."""
        if self._is_wanted:
            return
        self._is_wanted = True
        self._tasks = tasks
        tasks.read(
            lambda: self._backend.start_printing(desk, self._said.emit), self._begin, _log_failure
        )

    def committed(self, use_case: str) -> None:
        """A transaction is durable: there may be something to print. Any thread."""
        if self._printing is None or use_case.startswith(RINGING_UP):
            return
        self._printing.wake()
        if use_case in PRINTERS_CHANGED:
            self._reload_asked.emit()

    def close(self) -> None:
        """End soon; what is not sent stays queued. They can be started again."""
        self._is_wanted = False
        self._now = {}
        if self._printing is not None:
            self._printing.close()
            self._printing = None

    def _begin(self, printing: Printing | None) -> None:
        if printing is None:
            return
        if not self._is_wanted:
            printing.close()
            return
        self._printing = printing
        printing.wake()

    def _reload(self) -> None:
        if self._printing is not None and self._tasks is not None:
            # A printer that hangs is waited for a moment; no search may wait behind it.
            self._tasks.aside(self._printing.reload, lambda _any: None, _log_failure)

    def _hear(self, now: PrinterNow) -> None:
        if now.is_gone:
            self._now.pop(now.printer, None)
        else:
            self._now[now.printer] = now
        self.changed.emit()


def _log_failure(error: Exception) -> None:
    _log.error("the printers could not be put to work", exc_info=error)
