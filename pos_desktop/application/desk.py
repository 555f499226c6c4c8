"""Where a use case is called from: who, where, with which store; and what every call shares.

A use case is declared once with :func:`use_case`. Whatever is declared gets, without anyone
remembering it: the sign-in check, the right of the role, one transaction that is committed only
when the function returns, the ``request_id`` that makes a repeated call harmless, and a place
in the registry from which the command line and the documentation are made.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Generic, TypeVar, get_type_hints

from msgspec import Struct, field
from msgspec.json import Encoder
from msgspec.structs import replace

from pos_desktop.application.ports import Clock, NewUuid, Secrets, Store, Work
from pos_desktop.application.printer_finding import NoFinder, PrinterFinder
from pos_desktop.application.proving import prove
from pos_desktop.application.rendering import Printouts
from pos_desktop.application.wire import decode, encode
from pos_desktop.domain.checks import Area, Progress
from pos_desktop.domain.clock import Moment
from pos_desktop.domain.errors import BadInput, Refused, RefusedButNoted
from pos_desktop.domain.outlet import Outlet
from pos_desktop.domain.people import Answer, Right, Session, User, may, may_lend

_DETAILS = Encoder()

Req = TypeVar("Req")
Res = TypeVar("Res")


def _uptime_ms() -> int:
    return time.monotonic_ns() // 1_000_000


def _untold(_area: Area, _done: int, _total: int) -> None:
    """Nobody listens."""


class Approval(Struct, frozen=True, kw_only=True):
    """Another person's yes to one call: their sign-in name, their PIN, and why."""

    user: str
    pin: str
    reason: str


class Desk(Struct, frozen=True, kw_only=True):
    """What a use case may touch. Immutable: signing in or approving makes another desk."""

    store: Store
    clock: Clock
    new_uuid: NewUuid
    printouts: Printouts
    secrets: Secrets
    session: Session | None = None
    request_id: str | None = None
    approval: Approval | None = None
    approver: User | None = None
    boot: str = ""
    """The machine's present run, as far as the system names it."""
    uptime_ms: Callable[[], int] = _uptime_ms
    """How long the machine has been on: time that nobody can set."""
    guard: Callable[[], None] = lambda: None
    """Called before something new is begun; raises Unavailable where it might not fit."""
    finder: PrinterFinder = field(default_factory=NoFinder)
    """Looks for printers; not inside a transaction, for it may take seconds."""
    progress: Progress = _untold
    """Hears how far long work is."""
    steps: Callable[[int, int], None] = lambda _done, _total: None
    """Hears how many of how many steps of a long report are done; what it raises ends it."""
    after_commit: Callable[[str], None] = field(default=lambda _name: None)
    """Told the use case's name once its transaction is durable (wakes the print worker)."""

    @property
    def signed_in(self) -> Session:
        """The session. Raises Refused when nobody is signed in."""
        if self.session is None:
            raise Refused("Sign in first.", code="not_signed_in")
        return self.session

    def work(self) -> AbstractContextManager[Work]:
        """A write transaction here and now. Raises Unavailable."""
        terminal = self.session.terminal.id if self.session else 0
        now = Moment(at=self.clock(), boot=self.boot, uptime_ms=self.uptime_ms())
        return self.store.work(terminal, now)

    def outlet(self, work: Work) -> Outlet:
        """The outlet of the session, as it is set up now."""
        return work.people.outlet(self.signed_in.outlet_id)

    def require(self, right: Right, what: str) -> str | None:
        """Pass when the role has *right*, or a present approver lends it.

        Returns the approver's name where it was lent. Raises Refused with the code
        ``not_allowed`` or ``approval_needed``; *what* finishes the sentence for the person.
        """
        answer = may(self.signed_in.role, right)
        if answer is Answer.YES:
            return None
        if answer is Answer.NO:
            raise Refused(f"Your sign-in may not {what}. Ask a manager.", code="not_allowed")
        if self.approver is None:
            raise Refused(f"A manager must approve to {what}.", code="approval_needed")
        if self.approver.id == self.signed_in.user_id:
            raise Refused("Another person must approve.", code="approver_is_actor")
        if not may_lend(self.approver.role, right):
            raise Refused(f"{self.approver.name} cannot approve this.", code="approver_may_not")
        return self.approver.name

    def audit(self, work: Work, action: str, subject: str = "", **details: object) -> None:
        """Write down who did what; with the approver's name and reason when there was one."""
        session = self.session
        if self.approver is not None and self.approval is not None:
            details |= {"approved_by": self.approver.name, "reason": self.approval.reason}
        work.journal.add_audit(
            uuid=self.new_uuid(),
            at=self.clock(),
            session=session,
            action=action,
            subject=subject,
            details=_DETAILS.encode(details).decode(),
        )


def check_session(work: Work, session: Session | None) -> None:
    """Refuse to write for somebody who has left, or whose role is another since they signed in.

    Raises Refused ``session_ended``.
    """
    if session is not None and work.people.role_now(session.user_id) is not session.role:
        raise Refused("This sign-in has ended. Sign in again.", code="session_ended")


def check_approval(desk: Desk) -> Desk:
    """Verify the PIN of a given approval, before any transaction begins (argon2 is slow)."""
    given = desk.approval
    if given is None or desk.approver is not None:
        return desk
    if not given.reason.strip():
        raise BadInput("Say why it is approved.", field="approval.reason")
    with desk.store.look() as look:
        user = look.people.user_by_login(given.user)
    if user is None or user.outlet_id != desk.signed_in.outlet_id:
        raise BadInput(f"Nobody signs in as “{given.user}”.", field="approval.user")
    prove(desk, user, given.pin, action="approval", field="approval.pin")
    return replace(desk, approver=user)


class UseCase(Generic[Req, Res]):
    """One thing a person can do at the till; call it with a desk and its request."""

    def __init__(
        self,
        run: Callable[[Desk, Work, Req], Res],
        *,
        name: str,
        right: Right | None,
        what: str,
        writes: bool,
        signed_in: bool,
        first: Callable[[Desk, Any], None] | None,
    ) -> None:
        hints = get_type_hints(run)
        self.name = name
        self.writes = writes
        self.signed_in = signed_in
        self.request: type[Req] = hints["request"]
        self.result: type[Res] = hints["return"]
        self.summary = (run.__doc__ or "").strip().splitlines()[0]
        self._run = run
        self._right = right
        self._what = what
        self._first = first

    def __call__(self, desk: Desk, request: Req) -> Res:
        """Check, run, commit. Raises PosError in the words of the shop; then nothing is saved."""
        if self.signed_in:
            _ = desk.signed_in
        desk = check_approval(desk)
        if self._right is not None:
            desk.require(self._right, self._what)
        if self._first is not None:
            self._first(desk, request)
        if not self.writes:
            with desk.store.look() as look:
                return self._run(desk, look, request)
        result = self._write(desk, request)
        desk.after_commit(self.name)
        return result

    def _write(self, desk: Desk, request: Req) -> Res:
        with desk.work() as work:
            if desk.request_id is not None:
                told = work.journal.answer(self._scope(desk), desk.request_id)
                if told is not None:
                    return self._repeat(told)
            check_session(work, desk.session)
            try:
                result = self._run(desk, work, request)
            except RefusedButNoted:
                work.commit()
                raise
            if desk.request_id is not None:
                work.journal.add_answer(
                    scope=self._scope(desk),
                    request_id=desk.request_id,
                    use_case=self.name,
                    result=json.dumps(encode(result), ensure_ascii=False),
                    at=desk.clock(),
                )
            work.commit()
        return result

    def _scope(self, desk: Desk) -> int:
        return desk.session.outlet_id if desk.session else 0

    def _repeat(self, told: tuple[str, str]) -> Res:
        use_case_name, result = told
        if use_case_name != self.name:
            raise BadInput(
                f"This request_id was already used for {use_case_name}. Use a new one.",
                field="request_id",
                code="request_id_reused",
            )
        return decode(self.result, json.loads(result))


REGISTRY: dict[str, UseCase[object, object]] = {}
"""Every use case by name; filled by the decorator as the modules are imported."""


def use_case(
    name: str,
    *,
    right: Right | None,
    what: str = "",
    writes: bool,
    signed_in: bool = True,
    first: Callable[[Desk, Any], None] | None = None,
) -> Callable[[Callable[[Desk, Work, Req], Res]], UseCase[Req, Res]]:
    """Declare a use case.

    Args:
        name: ``area.verb``, stable for programs.
        right: what the signed-in role must have; None only where anyone signed in may.
        what: finishes "Your sign-in may not …".
        writes: whether it runs in a write transaction.
        signed_in: False only for what must work before the first sign-in.
        first: what must be durable by itself before the transaction begins, whatever becomes
            of it, such as a try at a PIN; raises to refuse.
    """

    def declare(run: Callable[[Desk, Work, Req], Res]) -> UseCase[Req, Res]:
        declared = UseCase(
            run,
            name=name,
            right=right,
            what=what,
            writes=writes,
            signed_in=signed_in,
            first=first,
        )
        if name in REGISTRY:
            raise ValueError(f"two use cases are called {name}")
        REGISTRY[name] = declared  # type: ignore[assignment]
        return declared

    return declare
