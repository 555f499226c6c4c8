"""Asking for another person's approval, without Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.desk import Approval, Desk, check_approval
from pos_desktop.application.people import ListUsers, UserList, UserView, list_users
from pos_desktop.domain.errors import BadInput, PosError
from pos_desktop.domain.people import Role, Session
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.sign_in.choice import login_beside
from pos_desktop.ui.sign_in.presenter import TYPE_PASSWORD, TYPE_PIN, WITH_PASSWORD

APPROVERS = (Role.MANAGER, Role.ADMIN, Role.SUPER_ADMIN)
"""Who may be asked, the ones most often at hand first."""

NOBODY = "Nobody else can approve here. Ask the owner to add a manager."
SAY_WHY = "Say why it is approved."
PIN_FIELD = "approval.pin"
REASON_FIELD = "approval.reason"


class ApprovalState(Struct, frozen=True, kw_only=True):
    """The sheet. ``problem_at`` is ``approval.pin``, ``approval.reason`` or ""."""

    what: str
    users: tuple[UserView, ...] = ()
    chosen: str = ""
    chosen_name: str = ""
    wants_password: bool = False
    is_checking: bool = False
    problem: str = ""
    problem_at: str = ""


class ApprovalView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: ApprovalState) -> None: ...
    def clear_secret(self) -> None: ...
    def close_sheet(self) -> None: ...


class ApprovalPresenter:
    """Exactly one of ``approved`` and ``dropped`` is called, once.

    The PIN is checked here first, so that a wrong one is told while the sheet is still up; the
    use case checks it again, as it does for every caller.
    """

    def __init__(
        self,
        counter: Counter,
        view: ApprovalView,
        what: str,
        approved: Callable[[Approval], None],
        dropped: Callable[[], None],
    ) -> None:
        self._counter = counter
        self._view = view
        self._approved = approved
        self._dropped = dropped
        self._is_over = False
        self._state = ApprovalState(what=what)

    def opened(self) -> None:
        """The sheet came up: fetch who may approve."""
        self._display()
        self._counter.read(list_users, ListUsers(), self._listed, failed=self._failed)

    def user_chosen(self, login: str) -> None:
        """Somebody was chosen."""
        if self._state.is_checking or login == self._state.chosen:
            return
        self._choose(login)
        self._view.clear_secret()

    def moved(self, tiles: int) -> None:
        """An arrow key: so many tiles on (positive) or back; stops at the ends."""
        login = login_beside(self._state.users, self._state.chosen, tiles)
        if login is not None:
            self.user_chosen(login)

    def typed(self) -> None:
        """Something was typed: what was wrong before no longer matters."""
        if self._state.problem and self._state.users:
            self._display(problem="", problem_at="")

    def submitted(self, secret: str, reason: str) -> None:
        """Approve, with PIN or password and a reason."""
        if self._state.is_checking or not self._state.users:
            return
        if not secret:
            ask = TYPE_PASSWORD if self._state.wants_password else TYPE_PIN
            self._display(problem=ask, problem_at=PIN_FIELD)
            return
        if not reason.strip():
            self._display(problem=SAY_WHY, problem_at=REASON_FIELD)
            return
        approval = Approval(user=self._state.chosen, pin=secret, reason=reason.strip())
        desk = replace(self._counter.desk, approval=approval)
        self._display(is_checking=True, problem="", problem_at="")
        self._counter.work(
            lambda: _checked(desk), lambda _desk: self._give(approval), failed=self._failed
        )

    def cancelled(self) -> None:
        """Esc or Cancel; also called when the sheet closes by itself, then without effect."""
        if not self._is_over:
            self._is_over = True
            self._dropped()

    def _listed(self, found: UserList) -> None:
        users = _approvers(found.users, self._counter.desk.signed_in)
        self._state = replace(self._state, users=users)
        if not users:
            self._display(problem=NOBODY)
            return
        self._choose(users[0].login)

    def _choose(self, login: str) -> None:
        user = next(user for user in self._state.users if user.login == login)
        self._display(
            chosen=login,
            chosen_name=user.name,
            wants_password=user.role in WITH_PASSWORD,
            problem="",
            problem_at="",
        )

    def _give(self, approval: Approval) -> None:
        if self._is_over:  # cancelled while the PIN was checked
            return
        self._is_over = True
        self._view.close_sheet()
        self._approved(approval)

    def _failed(self, error: PosError) -> None:
        if self._is_over:
            return
        if error.field != REASON_FIELD:
            self._view.clear_secret()
        at = error.field if error.field in (PIN_FIELD, REASON_FIELD) else ""
        self._display(is_checking=False, problem=error.message, problem_at=at)

    def _display(self, **changes: object) -> None:
        self._state = replace(self._state, **changes)
        self._view.display(self._state)


def _checked(desk: Desk) -> Desk:
    checked = check_approval(desk)
    approver, session = checked.approver, checked.signed_in
    if approver is not None and approver.id == session.user_id:
        raise BadInput("Another person must approve.", field=PIN_FIELD, code="approver_is_actor")
    return checked


def _approvers(users: tuple[UserView, ...], session: Session) -> tuple[UserView, ...]:
    """Who may be asked: not the person who asks. The use case decides in the end.

    A session knows its user's name and not the sign-in name: of two people with one name and
    role, neither is left out.
    """
    may = [user for role in APPROVERS for user in users if user.role is role]
    same = [u for u in may if u.name == session.user_name and u.role is session.role]
    return tuple(user for user in may if len(same) != 1 or user is not same[0])
