"""What stands around a page: the strip above, the rail at the left."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_desktop.ui.keys import keys_in_use
from pos_desktop.ui.shell.places import Pages, Place
from pos_desktop.ui.shell.rail import Rail
from pos_desktop.ui.shell.top_strip import TopStrip


class Frame(QWidget):
    """Strip, rail and pages, and how much room they take."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strip = TopStrip()
        self.rail = Rail(_named("keys"), _named("help"))
        self.pages = Pages()
        self._compact = False
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.rail)
        below.addWidget(self.pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addLayout(below, 1)

    def add(self, place: Place) -> None:
        """A place more. Raises ValueError when its id is taken."""
        self.pages.add(place)
        self.rail.add(place.place_id, place.icon, place.title, place.key)

    def go(self, place_id: str) -> None:
        """Show a place. Raises KeyError for an unknown one."""
        self.pages.go(place_id)
        self.rail.display_current(place_id)
        self._settle_rail()

    def clear(self) -> None:
        """Without places again."""
        self.pages.clear()
        self.rail.clear()

    def display_compact(self, *, compact: bool) -> None:
        """Fit into little room."""
        self._compact = compact
        self.strip.display_compact(compact=compact)
        self.rail.display_help(shown=not compact)
        self._settle_rail()

    def _settle_rail(self) -> None:
        place = self.pages.places.get(self.pages.current)
        self.rail.display_thin(thin=self._compact or (place is not None and place.thin_rail))


def _named(action: str) -> tuple[str, str]:
    """The label of an action, and its key."""
    key = keys_in_use()[action]
    return QCoreApplication.translate("Keys", key.label), key.printed
