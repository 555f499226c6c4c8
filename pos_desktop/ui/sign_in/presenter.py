"""The sign-in screen's behaviour, without Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.desk import Desk
from pos_desktop.application.people import (
    FIRST_TERMINAL,
    ListUsers,
    UserList,
    UserView,
    list_users,
    sign_in,
)
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.people import Role
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.sign_in.choice import login_beside

WITH_PASSWORD = frozenset({Role.ADMIN, Role.SUPER_ADMIN})
"""Who signs in with a password; everyone else has a PIN."""

TYPE_PIN = "Type your PIN, then Enter."
TYPE_PASSWORD = "Type your password, then Enter."


class SignInState(Struct, frozen=True, kw_only=True):
    """The whole screen. ``chosen`` is the sign-in name of the tile that is chosen."""

    outlet_name: str = ""
    is_demo: bool = False
    users: tuple[UserView, ...] = ()
    chosen: str = ""
    chosen_name: str = ""
    wants_password: bool = False
    is_checking: bool = False
    problem: str = ""
    can_go_back: bool = False


class SignInView(Protocol):
    """What the presenter asks of the screen."""

    def display(self, state: SignInState) -> None: ...
    def clear_secret(self) -> None: ...
    def refuse(self) -> None: ...


class SignInPresenter:
    """Lets one person in; ``signed_in`` hears the desk at which they are.

    ``cancelled`` is given when somebody is at the till already and may stay there (quick
    switch); without it the screen cannot be left but by signing in.
    """

    def __init__(
        self,
        counter: Counter,
        view: SignInView,
        signed_in: Callable[[Desk], None],
        *,
        cancelled: Callable[[], None] | None = None,
        last_login: str = "",
        terminal_code: str = FIRST_TERMINAL,
    ) -> None:
        self._counter = counter
        self._view = view
        self._signed_in = signed_in
        self._cancelled = cancelled
        self._last_login = last_login
        self._terminal_code = terminal_code
        self._state = SignInState(can_go_back=cancelled is not None)

    def entered(self) -> None:
        """The screen came up: fetch who may sign in."""
        self._counter.read(list_users, ListUsers(), self._listed, failed=self._tell)

    def user_chosen(self, login: str) -> None:
        """A tile was chosen."""
        if self._state.is_checking or login == self._state.chosen:
            return
        self._choose(login)
        self._view.clear_secret()

    def moved(self, tiles: int) -> None:
        """An arrow key: so many tiles on (positive) or back; stops at the ends."""
        login = login_beside(self._state.users, self._state.chosen, tiles)
        if login is not None:
            self.user_chosen(login)

    def secret_changed(self) -> None:
        """Something was typed: what was wrong before no longer matters."""
        if self._state.problem:
            self._display(problem="")

    def submitted(self, secret: str) -> None:
        """Enter: check PIN or password. The check takes a tenth of a second, elsewhere."""
        if self._state.is_checking:
            return
        if not self._state.users:
            self.entered()
            return
        if not secret:
            self._display(problem=TYPE_PASSWORD if self._state.wants_password else TYPE_PIN)
            return
        desk, login = replace(self._counter.desk, session=None), self._state.chosen
        self._display(is_checking=True, problem="")
        self._counter.tasks.write(
            lambda: sign_in(desk, login, secret, terminal_code=self._terminal_code),
            self._let_in,
            self._refused,
        )

    def back_pressed(self) -> None:
        """Esc: whoever was at the till stays, where that is allowed."""
        if self._cancelled is not None and not self._state.is_checking:
            self._cancelled()

    def _listed(self, found: UserList) -> None:
        self._state = replace(
            self._state,
            outlet_name=found.outlet_name,
            is_demo=found.is_demo,
            users=found.users,
            problem="",
        )
        logins = [user.login for user in found.users]
        known = self._state.chosen or self._last_login
        self._choose(known if known in logins else next(iter(logins), ""))

    def _choose(self, login: str) -> None:
        user = next((user for user in self._state.users if user.login == login), None)
        self._display(
            chosen=login,
            chosen_name=user.name if user else "",
            wants_password=user is not None and user.role in WITH_PASSWORD,
            problem="",
        )

    def _let_in(self, desk: Desk) -> None:
        self._view.clear_secret()
        self._display(is_checking=False)
        self._signed_in(desk)

    def _refused(self, error: Exception) -> None:
        self._view.clear_secret()
        self._display(is_checking=False)
        if not isinstance(error, PosError):
            raise error
        self._tell(error)
        self._view.refuse()

    def _tell(self, error: PosError) -> None:
        self._display(problem=error.message)

    def _display(self, **changes: object) -> None:
        self._state = replace(self._state, **changes)
        self._view.display(self._state)
