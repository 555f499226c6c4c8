"""Choosing the second place of backups, without Qt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from pos_desktop.application.outlet import OutletView, UpdateOutlet, update
from pos_desktop.domain.errors import PosError
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.settings.files import same_disk, usable_folder

FOLDER = "backup_folder"
NONE_NOW = "Backups now go to one place only, on this computer's disk."
SAME_DISK = "Both places are on one disk: when it breaks, both are gone. Better is a USB disk."


class FolderState(Struct, frozen=True, kw_only=True):
    """The sheet."""

    is_saving: bool = False
    problem: str = ""


class FolderView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: FolderState) -> None: ...
    def close_sheet(self) -> None: ...


class FolderPresenter:
    """``saved`` hears the folder and a warning, or ""; an empty folder is no second place."""

    def __init__(
        self,
        counter: Counter,
        view: FolderView,
        first_place: str,
        saved: Callable[[str, str], None],
    ) -> None:
        self._counter = counter
        self._view = view
        self._first_place = Path(first_place)
        self._saved = saved
        self._is_saving = False

    def submitted(self, text: str) -> None:
        """Use that folder, once it can be written to."""
        if self._is_saving:
            return
        self._is_saving = True
        self._view.display(FolderState(is_saving=True))
        if not text.strip():
            self._save("", NONE_NOW)
            return
        self._counter.work(lambda: self._look_at(text), self._looked, failed=self._failed)

    def _looked(self, found: tuple[Path, str]) -> None:
        folder, warning = found
        self._save(str(folder), warning)

    def _save(self, folder: str, warning: str) -> None:
        def done(_outlet: OutletView) -> None:
            self._is_saving = False
            self._view.close_sheet()
            self._saved(folder, warning)

        self._counter.write(update, UpdateOutlet(backup_folder=folder), done, failed=self._failed)

    def _failed(self, error: PosError) -> None:
        self._is_saving = False
        self._view.display(FolderState(problem=error.message))

    def _look_at(self, text: str) -> tuple[Path, str]:
        """On a worker thread: the folder, and what to warn of."""
        folder = usable_folder(text, field=FOLDER)
        return folder, SAME_DISK if same_disk(folder, self._first_place.parent) else ""
