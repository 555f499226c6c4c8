"""The pages of the places, each made when it is first visited."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtWidgets import QStackedWidget, QWidget


class Place(Struct, frozen=True, kw_only=True):
    """Where one can go. `thin_rail`: the page needs the width."""

    place_id: str
    icon: str
    title: str
    key: str
    factory: Callable[[], QWidget]
    thin_rail: bool = False


class Pages(QStackedWidget):
    """One page a place; the focus of each is found again on return."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.places: dict[str, Place] = {}
        self._made: dict[str, QWidget] = {}
        self.current = ""

    def add(self, place: Place) -> None:
        """Register a place. Raises ValueError when its id is taken."""
        if place.place_id in self.places:
            raise ValueError(f"There is a place {place.place_id!r} already.")
        self.places[place.place_id] = place

    def page(self, place_id: str) -> QWidget | None:
        """The page, if it was ever visited."""
        return self._made.get(place_id)

    def go(self, place_id: str) -> QWidget:
        """Bring the page of a registered place to the front, and give it the focus."""
        page = self._made.get(place_id)
        if page is None:
            page = self._made[place_id] = self.places[place_id].factory()
            self.addWidget(page)
        self.current = place_id
        self.setCurrentWidget(page)
        self.restore_focus()
        return page

    def restore_focus(self) -> None:
        """The focus back to where it was on this page, or to the page's focus proxy."""
        page = self.currentWidget()
        if page is not None:
            inside: QWidget | None = page.focusWidget()
            (page if inside is None else inside).setFocus()

    def clear(self) -> None:
        """Forget the places and end their pages."""
        for page in self._made.values():
            self.removeWidget(page)
            page.deleteLater()
        self._made.clear()
        self.places.clear()
        self.current = ""
