"""How presenters ask for an approval; the sheet is made when somebody first asks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from pos_desktop.application.desk import Approval
from pos_desktop.ui.counter import Counter


class AskForApproval:
    """`Counter.ask_approval`: opens the sheet over what is in front of *window*."""

    def __init__(self, counter: Counter, window: QWidget) -> None:
        self._counter = counter
        self._window = window

    def __call__(
        self, what: str, approved: Callable[[Approval], None], dropped: Callable[[], None]
    ) -> None:
        """Ask; exactly one of *approved* and *dropped* is called."""
        from pos_desktop.ui.approval.sheet import ApprovalSheet

        front = QApplication.activeModalWidget() or self._window
        sheet = ApprovalSheet(self._counter, what, approved, dropped, front)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()
