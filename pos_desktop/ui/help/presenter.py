"""Looking something up in the guide, without Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from pos_desktop.ui.help.guide import Guide, GuideMissing, GuidePage


class HelpState(Struct, frozen=True, kw_only=True):
    """What is shown.

    Attributes:
        rows: id and title of each page that fits what is searched for.
        chosen: the id of the page that is read; "" without one.
        text: its Markdown.
        note: what went wrong, or stands in the place of a page.
    """

    rows: tuple[tuple[str, str], ...] = ()
    chosen: str = ""
    text: str = ""
    note: str = ""


class HelpView(Protocol):
    """What the presenter asks of the view."""

    def display(self, state: HelpState) -> None: ...


class HelpPresenter:
    """Finds pages and follows links; nothing of it leaves the till."""

    def __init__(self, view: HelpView, guide: Callable[[], Guide]) -> None:
        """*guide* reads the files when they are first needed."""
        self._view = view
        self._read = guide
        self._guide: Guide | None = None
        self._rows: tuple[GuidePage, ...] = ()
        self._page: GuidePage | None = None

    def opened(self, page_id: str = "") -> None:
        """Show the page of that id, or the first one where there is none."""
        try:
            self._guide = self._read()
        except (GuideMissing, OSError, UnicodeDecodeError):
            self._view.display(
                HelpState(note="The pages of the guide are missing. Install the till again.")
            )
            return
        self._rows = self._guide.pages
        self._page = self._guide.page(page_id) or self._rows[0]
        self._display()

    def search_changed(self, text: str) -> None:
        """Only pages that fit, and the best of them; without words the one that is read stays."""
        if self._guide is None:
            return
        self._rows = self._guide.found(text)
        if text.strip() or self._page not in self._rows:
            self._page = next(iter(self._rows), None)
        self._display()

    def page_chosen(self, page_id: str) -> None:
        """A page was chosen in the list."""
        page = self._guide.page(page_id) if self._guide is not None else None
        if page is not None and page is not self._page:
            self._page = page
            self._display()

    def moved(self, step: int) -> None:
        """The page below (1), or the one above (-1); stops at the ends."""
        if self._page not in self._rows:
            return
        place = self._rows.index(self._page) + step
        self.page_chosen(self._rows[min(max(place, 0), len(self._rows) - 1)].page_id)

    def link_pressed(self, address: str) -> None:
        """Follow a link to another page; any other address is only told, never opened."""
        if self._guide is None:
            return
        page = self._guide.page(address.removeprefix("#"))
        if page is None:
            self._display(note=f"This leads out of the till: {address}. It is not opened.")
            return
        if page not in self._rows:
            self._rows = self._guide.pages
        self._page = page
        self._display()

    def _display(self, note: str = "") -> None:
        page = self._page
        if page is None:
            note = note or "No page has all these words. Search something else."
        elif not note and self._guide is not None and (lost := self._guide.missing(page)):
            note = f"A picture is missing: {', '.join(lost)}. Install the till again."
        self._view.display(
            HelpState(
                rows=tuple((row.page_id, row.title) for row in self._rows),
                chosen=page.page_id if page else "",
                text=page.text if page else "",
                note=note,
            )
        )
