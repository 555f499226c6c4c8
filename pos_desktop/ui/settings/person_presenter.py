"""Adding somebody, or changing name and role; without Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from pos_desktop.application.people import UserView
from pos_desktop.application.users import CreateUser, StaffMember, UpdateUser, create, update
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.people import WITH_PASSWORD, Role, may_manage
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.roles import ROLE_WORDS
from pos_desktop.ui.widgets.messages import Message

NAME, ROLE, LOGIN, SECRET, AGAIN = "name", "role", "login", "secret", "again"
_LEAST_TRUSTED_FIRST = (Role.CASHIER, Role.MANAGER, Role.ADMIN, Role.SUPER_ADMIN)


class PersonState(Struct, frozen=True, kw_only=True):
    """The sheet. ``roles`` are (id, words); ``login`` is what is suggested."""

    is_new: bool
    roles: tuple[tuple[str, str], ...]
    is_password: bool
    login: str = ""
    is_saving: bool = False
    problem: str = ""
    problem_at: str = ""


class PersonView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: PersonState) -> None: ...
    def close_sheet(self) -> None: ...


def suggested_login(name: str) -> str:
    """A sign-in name made of the first word of a name: ``ravi`` of Ravi Kumar."""
    first = next(iter(name.lower().split()), "")
    return "".join(c for c in first if c.isascii() and c.isalnum())[:30]


class PersonPresenter:
    """Without *member* somebody new; ``saved`` hears that there is something new to read."""

    def __init__(
        self,
        counter: Counter,
        view: PersonView,
        member: StaffMember | None,
        saved: Callable[[], None],
    ) -> None:
        self._counter = counter
        self._view = view
        self._member = member
        self._saved = saved
        self._role = member.role if member else Role.CASHIER
        self._login = ""
        self._login_is_typed = False
        self._is_saving = False

    def opened(self) -> None:
        """The sheet came up."""
        self._display()

    def typed(self, field: str, texts: dict[str, str]) -> None:
        """A field changed: the login follows the name until it is typed itself."""
        if field == LOGIN:
            self._login_is_typed = True
        if not self._login_is_typed:
            self._login = suggested_login(texts[NAME])
        else:
            self._login = texts[LOGIN]
        self._role = Role(texts[ROLE])
        self._display()

    def submitted(self, texts: dict[str, str]) -> None:
        """Save."""
        if self._is_saving:
            return
        self._role = Role(texts[ROLE])
        if self._member is None:
            if texts[SECRET] != texts[AGAIN]:
                self._display(problem="The two are not the same. Type it once more.", at=AGAIN)
                return
            request = CreateUser(
                login=texts[LOGIN], name=texts[NAME], role=self._role, secret=texts[SECRET]
            )
            self._begin()
            self._counter.write(create, request, self._done, failed=self._failed)
            return
        self._begin()
        changes = UpdateUser(login=self._member.login, name=texts[NAME], role=self._role)
        self._counter.write(update, changes, self._done, failed=self._failed)

    def _begin(self) -> None:
        self._is_saving = True
        self._display()

    def _done(self, user: UserView) -> None:
        self._is_saving = False
        self._view.close_sheet()
        who = f"{user.name} ({ROLE_WORDS[user.role]})"
        words = f"{who} is added." if self._member is None else f"{who} is changed."
        self._counter.tell(Message(kind="success", text=words))
        self._saved()

    def _failed(self, error: PosError) -> None:
        self._is_saving = False
        self._display(problem=error.message, at=error.field or "")

    def _display(self, *, problem: str = "", at: str = "") -> None:
        mine = self._counter.desk.signed_in.role
        roles = [role for role in _LEAST_TRUSTED_FIRST if may_manage(mine, role)]
        self._view.display(
            PersonState(
                is_new=self._member is None,
                roles=tuple((role.value, ROLE_WORDS[role]) for role in roles),
                is_password=self._role in WITH_PASSWORD,
                login=self._login,
                is_saving=self._is_saving,
                problem=problem,
                problem_at=at,
            )
        )
