"""Who is at the till: the sign-in tiles and signing in."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.ports import Work
from pos_desktop.application.proving import prove, refuse_unknown
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.outlet import Terminal
from pos_desktop.domain.people import Role, Session, User

FIRST_TERMINAL = "A"


class ListUsers(Struct, frozen=True, kw_only=True):
    """Everyone who may sign in."""


class UserView(Struct, frozen=True, kw_only=True):
    """A user as the sign-in tiles show one."""

    login: str
    name: str
    role: Role


class UserList(Struct, frozen=True, kw_only=True):
    """The users of the outlet, with its name for the sign-in screen."""

    outlet_name: str
    is_demo: bool
    users: tuple[UserView, ...]


@use_case("users.list", right=None, writes=False, signed_in=False)
def list_users(desk: Desk, work: Work, request: ListUsers) -> UserList:
    """Who can sign in here."""
    outlet = work.people.only_outlet()
    users = [user for user in work.people.users(outlet.id) if user.is_active]
    return UserList(
        outlet_name=outlet.name,
        is_demo=outlet.is_demo,
        users=tuple(UserView(login=u.login, name=u.name, role=u.role) for u in users),
    )


def sign_in(desk: Desk, login: str, secret: str, *, terminal_code: str = FIRST_TERMINAL) -> Desk:
    """A desk at which *login* is signed in; success and failure are both written down.

    Raises BadInput naming ``user`` or ``terminal``, or Refused ``wrong_pin`` or ``locked_out``.
    """
    with desk.store.look() as look:
        user = look.people.user_by_login(login.strip())
        terminal = look.people.terminal(terminal_code)
    if user is None or not user.is_active:
        refuse_unknown(desk, secret)
        raise BadInput(f"Nobody signs in as “{login}”.", field="user", code="unknown_user")
    if terminal is None:
        raise BadInput(f"There is no terminal {terminal_code}.", field="terminal")
    signed_in = replace(desk, session=_session(user, terminal))
    prove(signed_in, user, secret, action="sign_in", field="pin")
    with signed_in.work() as work:
        signed_in.audit(work, "sign_in", user.login)
        work.commit()
    return signed_in


def _session(user: User, terminal: Terminal) -> Session:
    return Session(
        user_id=user.id,
        login=user.login,
        user_name=user.name,
        role=user.role,
        outlet_id=user.outlet_id,
        terminal=terminal,
    )
