"""A widget whose presenter is told when it comes to the front and when it has ended."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget


class Attending(Protocol):
    """A presenter that reads anew when its view comes, and lets go of it when it has ended."""

    def entered(self) -> None:
        """The view came to the front."""

    def gone(self) -> None:
        """The view has ended: answers that are still on their way have nowhere to go."""


class AttendedWidget(QWidget):
    """A place of the window, or one of its pages."""

    _attending: Attending | None = None

    def attend(self, presenter: Attending) -> None:
        """Tell *presenter* from now on. Called once, when the view is ready to display."""
        self._attending = presenter
        self.destroyed.connect(presenter.gone)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's hook. A window that was minimised and comes back is not entered anew."""
        super().showEvent(event)
        if not event.spontaneous() and self._attending is not None:
            self._attending.entered()
