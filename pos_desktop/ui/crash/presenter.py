"""An unexpected error as a person sees it: what happened, what is safe, where the report is. No Qt.

One at a time: while the sheet is open, further faults are counted on it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.domain.errors import PosError
from pos_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from pos_desktop.ui.backend import Backend


class CrashState(Struct, frozen=True, kw_only=True):
    """The sheet. ``more`` counts the faults since it came up; ``saved`` is where the bundle is."""

    what: str
    report: str = ""
    more: int = 0
    is_saving: bool = False
    saved: str = ""
    problem: str = ""


class CrashView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: CrashState) -> None: ...


class CrashPresenter:
    """``folder`` is where the bundle goes."""

    def __init__(
        self,
        backend: Backend,
        tasks: Tasks,
        view: CrashView,
        error: BaseException,
        folder: Callable[[], Path],
    ) -> None:
        self._backend = backend
        self._tasks = tasks
        self._view = view
        self._folder = folder
        self._state = CrashState(what=f"{type(error).__name__}: {error}".strip(": ")[:200])
        self._is_gone = False

    def opened(self) -> None:
        """The sheet came up; where the report is must be looked for on the disk."""
        self._display()
        self._tasks.read(self._backend.crash_report, self._know_report, self._failed)

    def gone(self) -> None:
        """The sheet was closed."""
        self._is_gone = True

    def crashed_again(self) -> None:
        """Another fault while the sheet is open: it is in the log, and counted."""
        self._display(more=self._state.more + 1)

    def save_pressed(self) -> None:
        """Make the bundle for whoever helps."""
        if self._state.is_saving:
            return
        self._display(is_saving=True, problem="")
        self._tasks.read(self._save, self._saved, self._failed)

    def _save(self) -> Path:
        """On a worker thread."""
        path = free_name(self._folder())
        self._backend.save_diagnostics(path)
        return path

    def _know_report(self, report: str) -> None:
        self._display(report=report)

    def _saved(self, path: Path) -> None:
        self._display(is_saving=False, saved=str(path))

    def _failed(self, error: Exception) -> None:
        # A fault while a fault is told must not begin another: the log has it.
        words = error.message if isinstance(error, PosError) else str(error)
        self._display(is_saving=False, problem=words)

    def _display(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        if not self._is_gone:
            self._view.display(self._state)


def free_name(folder: Path) -> Path:
    """A file for a bundle that is not there yet."""
    number = 1
    while (path := folder / f"pos-desktop-diagnostics-{number}.zip").exists():
        number += 1
    return path
