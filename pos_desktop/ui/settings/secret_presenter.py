"""A new PIN or password, for oneself or for somebody else; without Qt."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from pos_desktop.application.people import UserView
from pos_desktop.application.users import SetSecret, StaffMember, set_secret
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.people import WITH_PASSWORD
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.settings.words import secret_words
from pos_desktop.ui.widgets.messages import Message

OLD, NEW, AGAIN = "old_secret", "secret", "again"


class SecretState(Struct, frozen=True, kw_only=True):
    """The sheet. ``problem_at`` is the name of a field, or ""."""

    name: str
    word: str
    is_password: bool
    is_own: bool
    is_saving: bool = False
    problem: str = ""
    problem_at: str = ""


class SecretView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: SecretState) -> None: ...
    def close_sheet(self) -> None: ...


class SecretPresenter:
    """Without *member* it is whoever is signed in."""

    def __init__(self, counter: Counter, view: SecretView, member: StaffMember | None) -> None:
        self._counter = counter
        self._view = view
        session = counter.desk.signed_in
        self._login = member.login if member else session.login
        self._name = member.name if member else session.user_name
        self._role = member.role if member else session.role
        self._is_own = self._login == session.login
        self._is_saving = False

    def opened(self) -> None:
        """The sheet came up."""
        self._display()

    def typed(self) -> None:
        """What was wrong before is being mended."""
        if not self._is_saving:
            self._display()

    def submitted(self, typed: dict[str, str]) -> None:
        """Save the new one, once both are the same."""
        if self._is_saving:
            return
        if typed[NEW] != typed[AGAIN]:
            self._display(problem="The two are not the same. Type it once more.", at=AGAIN)
            return
        self._is_saving = True
        self._display()
        request = SetSecret(
            login=self._login,
            secret=typed[NEW],
            old_secret=typed[OLD] if self._is_own else None,
        )
        self._counter.write(set_secret, request, self._done, failed=self._failed)

    def _done(self, _user: UserView) -> None:
        self._is_saving = False
        self._view.close_sheet()
        word = secret_words(self._role)
        whose = f"Your {word}" if self._is_own else f"The {word} of {self._name}"
        self._counter.tell(Message(kind="success", text=f"{whose} is changed."))

    def _failed(self, error: PosError) -> None:
        self._is_saving = False
        self._display(problem=error.message, at=error.field or "")

    def _display(self, *, problem: str = "", at: str = "") -> None:
        self._view.display(
            SecretState(
                name=self._name,
                word=secret_words(self._role),
                is_password=self._role in WITH_PASSWORD,
                is_own=self._is_own,
                is_saving=self._is_saving,
                problem=problem,
                problem_at=at,
            )
        )
