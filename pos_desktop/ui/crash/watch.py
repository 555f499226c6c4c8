"""Hears of every unexpected error, from any thread, and shows one sheet for all of them."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from pos_desktop.ui.backend import Backend
from pos_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from pos_desktop.ui.crash.sheet import CrashSheet

_log = logging.getLogger(__name__)


class CrashWatch(QObject):
    """Install it once the window is there, and remove it at the end."""

    _heard = Signal(object)

    def __init__(self, backend: Backend, window: QWidget, tasks: Callable[[], Tasks]) -> None:
        super().__init__(window)
        self._backend = backend
        self._window = window
        self._tasks = tasks
        self._sheet: CrashSheet | None = None
        self._threads_before = threading.excepthook
        # Queued: a fault in the middle of a painting must not open a window there.
        self._heard.connect(self._show, Qt.ConnectionType.QueuedConnection)

    @property
    def sheet(self) -> CrashSheet | None:
        """The sheet, while it is open."""
        return self._sheet

    def install(self) -> None:
        """From now on a thread that dies is seen; `caught` is for ``sys.excepthook``."""
        self._threads_before = threading.excepthook
        threading.excepthook = self._thread_died

    def remove(self) -> None:
        """As it was before; a sheet that is open goes."""
        threading.excepthook = self._threads_before
        if self._sheet is not None:
            self._sheet.reject()

    def caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Write it to the log, which makes a crash report of it, and show it; from any thread."""
        if not isinstance(error, Exception):  # Ctrl+C, or an exit that was asked for
            sys.__excepthook__(kind, error, trace)
            return
        _log.critical("a fault in the program", exc_info=(kind, error, trace))
        self._heard.emit(error)

    def _thread_died(self, given: threading.ExceptHookArgs) -> None:
        self._threads_before(given)
        if isinstance(given.exc_value, Exception):
            self._heard.emit(given.exc_value)

    def _show(self, error: BaseException) -> None:
        if self._sheet is not None:
            self._sheet.presenter.crashed_again()
            return
        from pos_desktop.ui.crash.sheet import CrashSheet

        behind = QApplication.activeModalWidget() or self._window
        sheet = CrashSheet(self._backend, self._tasks(), behind, error)
        self._sheet = sheet
        sheet.finished.connect(self._forget)
        sheet.destroyed.connect(self._forget)  # with the sheet that it lies over
        sheet.close_asked.connect(self._leave)
        sheet.open()

    def _leave(self) -> None:
        if self._sheet is not None:
            self._sheet.reject()
        self._window.close()

    def _forget(self) -> None:
        self._sheet = None
