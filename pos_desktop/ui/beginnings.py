"""What the window shows while no shop is open: the first run, why it does not open, a restore."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pos_desktop.domain.errors import PosError
from pos_desktop.domain.preferences import Language
from pos_desktop.ui.widgets.messages import Message, MessageKind

if TYPE_CHECKING:
    from pos_desktop.application.desk import Desk
    from pos_desktop.ui.backend import Backend
    from pos_desktop.ui.first_run.presenter import MadeShop
    from pos_desktop.ui.restore.presenter import RestoreOrder
    from pos_desktop.ui.shell.main_window import MainWindow
    from pos_desktop.ui.tasks import Tasks

_log = logging.getLogger(__name__)


class Beginnings(QObject):
    """``opened`` hears of the desk of a shop that is open. *claim* makes a folder this till's own,
    and says False where another till has it.
    """

    def __init__(
        self,
        backend: Backend,
        tasks: Tasks,
        window: MainWindow,
        opened: Callable[[Desk], None],
        claim: Callable[[Path], bool],
    ) -> None:
        super().__init__(window)
        self._backend = backend
        self._tasks = tasks
        self._window = window
        self._opened = opened
        self._claim = claim

    def open(self) -> None:
        """Open the shop, or begin one where there never was any."""
        self._tasks.write(self._open_if_there, self._answer, self._not_opened)

    def restore(self, order: RestoreOrder) -> None:
        """Put a backup back and open it; whatever used the shop has let go of it.

        When it cannot be done the shop is opened as it was, and why is told.
        """
        self._window.display_opening(self.tr("Putting the backup back…"))

        def failed(error: Exception) -> None:
            if isinstance(error, PosError):
                self._tell("error", error.message)
            self.open()
            if not isinstance(error, PosError):
                raise error

        def done(desk: Desk) -> None:
            self._opened(desk)
            self._tell("success", self.tr("The backup is put back. What was there is kept aside."))

        self._tasks.write(
            lambda: self._backend.restore(order.file, order.code, order.by), done, failed
        )

    # --- inside ---------------------------------------------------------------------------

    def _open_if_there(self) -> Desk | None:
        return None if self._backend.is_vacant() else self._backend.open()

    def _answer(self, desk: Desk | None) -> None:
        if desk is not None:
            self._opened(desk)
        else:
            self._begin()

    def _begin(self) -> None:
        from pos_desktop.ui.first_run.screen import FirstRunScreen
        from pos_desktop.ui.language.translator import spoken

        screen = FirstRunScreen(
            self._backend,
            self._tasks,
            made=self._made,
            demo_made=self._demo_made,
            language=Language(spoken()),
        )
        screen.language_chosen.connect(self._begin_in)
        screen.restore_asked.connect(self._ask_restore)
        self._window.show_cover(screen)

    def _begin_in(self, language: str) -> None:
        """Widgets keep their words: the first page is made anew in the other language."""
        from pos_desktop.ui.language.translator import speak

        speak(language)
        self._begin()

    def _made(self, shop: MadeShop) -> None:
        self._opened(shop.desk)
        if shop.sheet:
            words = self.tr(
                "The recovery sheet is {path}. Print it, keep it in a safe, and delete the file."
            )
            self._tell("warning", words.format(path=shop.sheet))
        elif shop.sheet_problem:
            words = self.tr("The recovery sheet is not saved: {why} Make it in Settings, Backups.")
            self._tell("warning", words.format(why=shop.sheet_problem))

    def _demo_made(self, folder: Path) -> None:
        if not self._claim(folder):
            self._begin()
            self._tell("warning", self.tr("The demo shop is open already, in another window."))
            return
        self._backend.move_to(folder)
        self.open()

    def _not_opened(self, error: Exception) -> None:
        if not isinstance(error, PosError):
            raise error
        from pos_desktop.ui.restore.not_opened import NotOpenedScreen

        _log.error("the shop could not be opened: %s", error.code)
        screen = NotOpenedScreen(error.message)
        screen.again_asked.connect(self.open)
        screen.restore_asked.connect(self._ask_restore)
        screen.diagnostics_asked.connect(self._save_diagnostics)
        screen.close_asked.connect(self._window.close)
        self._window.show_cover(screen)

    def _ask_restore(self) -> None:
        from pos_desktop.ui.restore.sheet import RestoreSheet

        RestoreSheet(
            self._backend.rescue, self._tasks, self._window, counter=None, go=self.restore
        ).open()

    def _save_diagnostics(self) -> None:
        from pos_desktop.ui.crash.presenter import free_name
        from pos_desktop.ui.settings.recovery_sheet import documents_folder

        def save() -> Path:
            path = free_name(documents_folder())
            self._backend.save_diagnostics(path)
            return path

        def failed(error: Exception) -> None:
            if not isinstance(error, PosError):
                raise error
            self._tell("error", error.message)

        words = self.tr("The bundle is {path}. It has no name, phone number, PIN or key in it.")
        self._tasks.read(save, lambda path: self._tell("success", words.format(path=path)), failed)

    def _tell(self, kind: MessageKind, text: str) -> None:
        self._window.display_message(Message(kind=kind, text=text))
