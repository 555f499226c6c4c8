"""Who works here: adding people, changing what they may do, and new PINs.

A manager gives a cashier a new PIN; an admin manages cashiers and managers; the owner everybody.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.people import UserView
from pos_desktop.application.ports import Work
from pos_desktop.application.proving import prove
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.lockout import Guard
from pos_desktop.domain.people import (
    WITH_PASSWORD,
    Right,
    Role,
    User,
    check_login,
    check_secret,
    may_manage,
)

LONGEST_NAME = 60


class CreateUser(Struct, frozen=True, kw_only=True):
    """Somebody new: a cashier or manager with a PIN, an admin with a password."""

    login: str
    name: str
    role: Role
    secret: str


class UpdateUser(Struct, frozen=True, kw_only=True):
    """Changes to somebody; what is not given stays."""

    login: str
    name: str | None = None
    role: Role | None = None
    is_active: bool | None = None


class SetSecret(Struct, frozen=True, kw_only=True):
    """A new PIN or password; for oneself with the old one."""

    login: str
    secret: str
    old_secret: str | None = None


class AllUsers(Struct, frozen=True, kw_only=True):
    """Everybody, also those who no longer sign in."""


class StaffMember(Struct, frozen=True, kw_only=True):
    """Somebody as the owner sees them; ``locked_until`` after too many wrong tries."""

    login: str
    name: str
    role: Role
    is_active: bool
    locked_until: datetime | None = None


class Staff(Struct, frozen=True, kw_only=True):
    """Everybody of the outlet, by name."""

    users: tuple[StaffMember, ...]


@use_case("users.all", right=Right.SEE_USERS, what="see who works here", writes=False)
def all_users(desk: Desk, work: Work, request: AllUsers) -> Staff:
    """Everybody of the outlet, by name; also those who no longer sign in."""
    users = work.people.users(desk.signed_in.outlet_id)
    return Staff(users=tuple(_member(desk, work, user) for user in users))


@use_case("users.create", right=Right.MANAGE_USERS, what="add people", writes=True)
def create(desk: Desk, work: Work, request: CreateUser) -> UserView:
    """Add somebody who can sign in."""
    session = desk.signed_in
    _refuse_unless_manages(desk, request.role)
    login, name = check_login(request.login, field="login"), _name(request.name)
    check_secret(request.role, request.secret, login=login, field="secret")
    if work.people.user_by_login(login) is not None:
        raise BadInput(
            f"Somebody already signs in as “{login}”. Choose another name.",
            field="login",
            code="login_taken",
        )
    user = User(
        id=0,
        uuid=desk.new_uuid(),
        outlet_id=session.outlet_id,
        login=login,
        name=name,
        role=request.role,
        secret=desk.secrets.hash(request.secret),
        is_active=True,
    )
    work.people.add_user(user)
    desk.audit(work, "user.created", login, role=request.role.value)
    return _view(user)


@use_case("users.update", right=Right.MANAGE_USERS, what="change people", writes=True)
def update(desk: Desk, work: Work, request: UpdateUser) -> UserView:
    """Change somebody's name or role, or end or renew their sign-in; nobody is deleted."""
    user = _known(desk, work, request.login)
    _refuse_unless_manages(desk, user.role)
    changed = replace(
        user,
        name=user.name if request.name is None else _name(request.name),
        role=request.role or user.role,
        is_active=user.is_active if request.is_active is None else request.is_active,
    )
    if user.id == desk.signed_in.user_id and (
        changed.role is not user.role or not changed.is_active
    ):
        raise Refused(
            "Nobody changes their own role or ends their own sign-in. Ask another owner.",
            code="oneself",
        )
    if changed.role is not user.role:
        _refuse_unless_manages(desk, changed.role)
        _refuse_other_kind(changed.role, user.role)
    _keep_an_owner(work, desk.signed_in.outlet_id, changed)
    work.people.save_user(changed)
    desk.audit(
        work,
        "user.updated",
        user.login,
        name=changed.name,
        role=changed.role.value,
        is_active=changed.is_active,
    )
    return _view(changed)


def _prove_old_secret(desk: Desk, request: SetSecret) -> None:
    """Whoever sits at another's open sign-in may guess at its PIN no oftener than anywhere."""
    with desk.store.look() as look:
        user = _known(desk, look, request.login)
    if user.id != desk.signed_in.user_id:
        return
    if request.old_secret is None:
        raise Refused(
            "Type the PIN or password you have now.", code="wrong_pin", field="old_secret"
        )
    prove(desk, user, request.old_secret, action="own_secret", field="old_secret")


@use_case("users.set_secret", right=None, writes=True, first=_prove_old_secret)
def set_secret(desk: Desk, work: Work, request: SetSecret) -> UserView:
    """Give somebody a new PIN or password, and end their wait after wrong tries."""
    user = _known(desk, work, request.login)
    if user.id != desk.signed_in.user_id:  # one's own was proved by the old one
        _refuse_unless_gives_secret(desk, user.role)
    check_secret(user.role, request.secret, login=user.login, field="secret")
    work.people.save_user(replace(user, secret=desk.secrets.hash(request.secret)))
    work.people.set_guard(user.id, Guard())
    desk.audit(work, "user.secret_set", user.login)
    return _view(user)


def _refuse_unless_gives_secret(desk: Desk, role: Role) -> None:
    if role is Role.CASHIER:
        desk.require(Right.RESET_PIN, "give a cashier a new PIN")
    else:
        desk.require(Right.MANAGE_USERS, "give others a new PIN")
        _refuse_unless_manages(desk, role)


def _refuse_other_kind(new: Role, old: Role) -> None:
    """A PIN does not become a password by a change of role, nor a password a PIN."""
    if (new in WITH_PASSWORD) is not (old in WITH_PASSWORD):
        raise BadInput(
            f"A {new.value} signs in in another way than a {old.value}. Add them anew with a "
            "name of their own, and end the old sign-in.",
            field="role",
            code="other_secret",
        )


def _refuse_unless_manages(desk: Desk, role: Role) -> None:
    if not may_manage(desk.signed_in.role, role):
        raise Refused(f"Your sign-in may not manage a {role.value}.", code="not_allowed")


def _keep_an_owner(work: Work, outlet_id: int, changed: User) -> None:
    others = [u for u in work.people.users(outlet_id) if u.id != changed.id]
    owners = [u for u in [*others, changed] if u.role is Role.SUPER_ADMIN and u.is_active]
    if not owners:
        raise Refused("The shop must keep an owner who can sign in.", code="last_owner")


def _known(desk: Desk, work: Work, login: str) -> User:
    user = work.people.user_by_login(login.strip())
    if user is None or user.outlet_id != desk.signed_in.outlet_id:
        raise BadInput(f"Nobody signs in as “{login}”.", field="login", code="unknown_user")
    return user


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not 1 <= len(name) <= LONGEST_NAME or not name.isprintable():
        raise BadInput(f"A name has 1 to {LONGEST_NAME} characters.", field="name")
    return name


def _view(user: User) -> UserView:
    return UserView(login=user.login, name=user.name, role=user.role)


def _member(desk: Desk, work: Work, user: User) -> StaffMember:
    wait_ms = work.people.guard(user.id).wait_ms(desk.uptime_ms())
    return StaffMember(
        login=user.login,
        name=user.name,
        role=user.role,
        is_active=user.is_active,
        locked_until=desk.clock() + timedelta(milliseconds=wait_ms) if wait_ms else None,
    )
