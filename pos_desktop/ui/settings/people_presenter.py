"""The page of people, without Qt."""

from __future__ import annotations

from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.people import UserView
from pos_desktop.application.users import (
    AllUsers,
    Staff,
    StaffMember,
    UpdateUser,
    all_users,
    update,
)
from pos_desktop.domain.people import Answer, Right, Role, may, may_manage
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.tones import Tone
from pos_desktop.ui.roles import ROLE_WORDS
from pos_desktop.ui.settings.words import refusal_words
from pos_desktop.ui.widgets.messages import Message


class PersonRow(Struct, frozen=True, kw_only=True):
    """Somebody in the list. ``state`` is "Signs in", "Locked until 15:30" or "No longer"."""

    login: str
    name: str
    role: str
    state: str
    tone: Tone


class PeopleState(Struct, frozen=True, kw_only=True):
    """The page. ``note`` says what this sign-in may not do, and with whom to speak."""

    rows: tuple[PersonRow, ...] = ()
    chosen: str = ""
    note: str = ""
    can_add: bool = False
    can_change: bool = False
    can_reset: bool = False
    chosen_is_active: bool = True


class PeopleView(Protocol):
    """What the presenter asks of the page."""

    def display(self, state: PeopleState) -> None: ...
    def open_person(self, member: StaffMember | None) -> None: ...
    def open_secret(self, member: StaffMember) -> None: ...


class PeoplePresenter:
    """Who works here, and what may be done about it by whoever is signed in."""

    def __init__(self, counter: Counter, view: PeopleView) -> None:
        self._counter = counter
        self._view = view
        self._staff: tuple[StaffMember, ...] = ()
        self._state = PeopleState()
        self._is_gone = False

    def entered(self) -> None:
        """The page came to the front, or something was changed."""
        self._counter.read(all_users, AllUsers(), self._known, latest="settings.people")

    def gone(self) -> None:
        """The page was ended."""
        self._is_gone = True

    def person_chosen(self, login: str) -> None:
        """A row is current."""
        if login != self._state.chosen:
            self._display(chosen=login)

    def add_pressed(self) -> None:
        """Somebody new."""
        if self._state.can_add:
            self._view.open_person(None)

    def change_pressed(self) -> None:
        """Name and role of who is chosen."""
        member = self._member()
        if member is not None and self._state.can_change:
            self._view.open_person(member)

    def secret_pressed(self) -> None:
        """A new PIN or password for who is chosen."""
        member = self._member()
        if member is not None and self._state.can_reset:
            self._view.open_secret(member)

    def active_pressed(self) -> None:
        """End the sign-in of who is chosen, or let them in again; nobody is deleted."""
        member = self._member()
        if member is None or not self._state.can_change:
            return
        ends = member.is_active
        request = UpdateUser(login=member.login, is_active=not ends)
        words = "{name} no longer signs in." if ends else "{name} signs in again."
        self._counter.write(update, request, lambda user: self._switched(user, words))

    # -- inside --------------------------------------------------------------------------

    def _switched(self, user: UserView, words: str) -> None:
        self._counter.tell(Message(kind="success", text=words.format(name=user.name)))
        self.entered()

    def _known(self, staff: Staff) -> None:
        self._staff = staff.users
        logins = [member.login for member in staff.users]
        chosen = self._state.chosen if self._state.chosen in logins else next(iter(logins), "")
        rows = tuple(self._row(member) for member in staff.users)
        self._display(rows=rows, chosen=chosen, note=self._note())

    def _row(self, member: StaffMember) -> PersonRow:
        state = "Signs in"
        tone: Tone = "text"
        if not member.is_active:
            state, tone = "No longer signs in", "muted"
        elif member.locked_until is not None:
            until = self._counter.local_time(member.locked_until)
            state, tone = f"Locked until {until:%H:%M}", "warning"
        return PersonRow(
            login=member.login,
            name=member.name,
            role=ROLE_WORDS[member.role],
            state=state,
            tone=tone,
        )

    def _note(self) -> str:
        role = self._counter.desk.signed_in.role
        if may(role, Right.MANAGE_USERS) is Answer.YES:
            return ""
        users = [
            UserView(login=member.login, name=member.name, role=member.role)
            for member in self._staff
            if member.is_active
        ]
        return refusal_words(role, Right.MANAGE_USERS, "add or change people", users)

    def _member(self) -> StaffMember | None:
        return next((m for m in self._staff if m.login == self._state.chosen), None)

    def _display(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        session, member = self._counter.desk.signed_in, self._member()
        manages = may(session.role, Right.MANAGE_USERS) is Answer.YES
        theirs = member is not None and may_manage(session.role, member.role)
        resets = may(session.role, Right.RESET_PIN) is Answer.YES
        self._state = replace(
            self._state,
            can_add=manages,
            can_change=manages and theirs,
            can_reset=member is not None
            and (
                member.login == session.login
                or (manages and theirs)
                or (resets and member.role is Role.CASHIER)
            ),
            chosen_is_active=member is None or member.is_active,
        )
        if not self._is_gone:
            self._view.display(self._state)
