"""The frame of Settings, without Qt: which page is in front, and who may not see it."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from pos_desktop.application.people import ListUsers, UserList, UserView, list_users
from pos_desktop.domain.people import Answer, Right, may
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.settings.words import refusal_words


class PageFacts(Struct, frozen=True, kw_only=True):
    """A page by its id. Without a right everybody may look; *what* finishes "may not …"."""

    page_id: str
    right: Right | None
    what: str


class SettingsState(Struct, frozen=True, kw_only=True):
    """Which page is in front; ``refusal`` stands in its place for who may not see it."""

    chosen: str
    refusal: str = ""


class SettingsView(Protocol):
    """What the presenter asks of the screen."""

    def display(self, state: SettingsState) -> None: ...
    def open_own_secret(self) -> None: ...


class SettingsPresenter:
    """Goes from page to page. The use cases refuse by themselves; here it is said beforehand."""

    def __init__(self, counter: Counter, view: SettingsView, pages: tuple[PageFacts, ...]) -> None:
        self._counter = counter
        self._view = view
        self._pages = pages
        self._chosen = 0
        self._users: tuple[UserView, ...] = ()
        self._is_gone = False

    def entered(self) -> None:
        """The place was opened or come back to."""
        self._display()
        self._counter.read(list_users, ListUsers(), self._know_users, latest="settings.users")

    def gone(self) -> None:
        """The screen was ended."""
        self._is_gone = True

    def page_chosen(self, page_id: str) -> None:
        """A page was chosen in the list."""
        self._chosen = [page.page_id for page in self._pages].index(page_id)
        self._display()

    def moved(self, step: int) -> None:
        """The page below (1), or the one above (-1); stops at the ends."""
        self._chosen = min(max(self._chosen + step, 0), len(self._pages) - 1)
        self._display()

    def own_pressed(self) -> None:
        """Whoever is signed in wants another PIN or password."""
        self._view.open_own_secret()

    def _know_users(self, found: UserList) -> None:
        self._users = found.users
        self._display()

    def _display(self) -> None:
        if self._is_gone:
            return
        page = self._pages[self._chosen]
        role = self._counter.desk.signed_in.role
        refusal = ""
        if page.right is not None and may(role, page.right) is Answer.NO:
            refusal = refusal_words(role, page.right, page.what, self._users)
        self._view.display(SettingsState(chosen=page.page_id, refusal=refusal))
