"""Making the recovery sheet, without Qt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from pos_desktop.application.backups import (
    PrintRecoverySheet,
    RecoverySheet,
    SheetKept,
    recovery_sheet,
    sheet_kept,
)
from pos_desktop.domain.errors import PosError
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.settings.files import drop_file, fill_file, free_file

FILE = "file"


class RecoveryState(Struct, frozen=True, kw_only=True):
    """The sheet on the screen. ``made`` is where the PDF is, once it is."""

    is_making: bool = False
    made: str = ""
    problem: str = ""


class RecoveryView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: RecoveryState) -> None: ...


def suggested_file(folder: Path, day: date) -> str:
    """Where the sheet goes unless somebody says otherwise."""
    return str(folder / f"recovery-sheet-{day:%Y-%m-%d}.pdf")


class RecoveryPresenter:
    """``made`` hears that there is a sheet now.

    The file is made before the sheet is, and only a sheet that is in it is written down as kept,
    so that the till goes on reminding of one that could not be saved.
    """

    def __init__(self, counter: Counter, view: RecoveryView, made: Callable[[], None]) -> None:
        self._counter = counter
        self._view = view
        self._made = made
        self._is_making = False
        self._is_gone = False

    def gone(self) -> None:
        """The sheet was closed."""
        self._is_gone = True

    def submitted(self, text: str) -> None:
        """Make it, there."""
        if self._is_making:
            return
        self._is_making = True
        self._display(RecoveryState(is_making=True))
        self._counter.work(lambda: free_file(text, field=FILE), self._make, failed=self._failed)

    def _make(self, path: Path) -> None:
        self._counter.write(
            recovery_sheet,
            PrintRecoverySheet(),
            lambda sheet: self._save(path, sheet),
            failed=lambda error: self._not_made(path, error),
            dropped=lambda: self._drop(path),
        )

    def _save(self, path: Path, sheet: RecoverySheet) -> None:
        self._counter.work(
            lambda: fill_file(path, sheet.content_base64), self._kept, failed=self._failed
        )

    def _kept(self, path: Path) -> None:
        """The file is there: only now is it written down that it is."""
        self._counter.write(
            sheet_kept, SheetKept(file=str(path)), lambda _kept: self._done(path),
            failed=self._failed,
        )  # fmt: skip

    def _done(self, path: Path) -> None:
        self._is_making = False
        self._display(RecoveryState(made=str(path)))
        self._made()

    def _drop(self, path: Path) -> None:
        """Nobody approved it."""
        self._is_making = False
        self._remove(path)
        self._display(RecoveryState())

    def _not_made(self, path: Path, error: PosError) -> None:
        self._remove(path)
        self._failed(error)

    def _failed(self, error: PosError) -> None:
        self._is_making = False
        self._display(RecoveryState(problem=error.message))

    def _remove(self, path: Path) -> None:
        self._counter.work(lambda: drop_file(path), lambda _none: None)

    def _display(self, state: RecoveryState) -> None:
        if not self._is_gone:
            self._view.display(state)
