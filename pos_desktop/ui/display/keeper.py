"""Opens the buyer's window where a terminal has one, and closes it with the till."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from pos_desktop.application.displays import DisplayView
    from pos_desktop.ui.counter import Counter
    from pos_desktop.ui.display.window import BuyerWindow


class DisplayKeeper:
    """Where it is off there is no window, and nothing is told to one."""

    def __init__(self, till: QWidget) -> None:
        self._till = till
        self._counter: Counter | None = None
        self.window: BuyerWindow | None = None

    def follow(self, counter: Counter) -> None:
        """Somebody signed in: show what they ring up, if this terminal shows it."""
        from pos_desktop.application import displays

        self._counter = counter
        counter.display_changed = self._changed
        counter.read(displays.get, displays.GetDisplay(), self._changed)

    def close(self) -> None:
        """No longer."""
        if self._counter is not None:
            self._counter.buyer = None
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None

    def _changed(self, now: DisplayView) -> None:
        if not now.is_on or self._counter is None:
            self.close()
            return
        from pos_desktop.ui.display.feed import BuyerFeed
        from pos_desktop.ui.display.window import BuyerWindow

        if self.window is None:
            self.window = BuyerWindow(self._till)
        outlet = self._counter.outlet
        self._counter.buyer = BuyerFeed(self.window, outlet.name if outlet else "")
        self.window.open_beside()
