"""Putting a backup back, without Qt: first what it holds and what would be lost, then the doing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.restoring import (
    FILE,
    LOGIN,
    AskRestore,
    FoundBackup,
    Rescue,
    RestoreAllowed,
    RestoreOffer,
    RestoreProof,
    ask_restore,
)
from pos_desktop.domain.clock import INDIA
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.money import format_rupees
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.tasks import Tasks


class RestoreOrder(Struct, frozen=True, kw_only=True):
    """What is to be done: which backup, with which code, and by whom it is written down."""

    file: str
    code: str
    by: str


class RestoreState(Struct, frozen=True, kw_only=True):
    """The sheet.

    Attributes:
        found: (file, words) of the backups beside the shop, newest first.
        needs_proof: nobody is signed in: the code, or the owner's sign-in, is asked for.
        facts: (name, value) pairs of what the backup holds.
        loss: what the shop would lose, in words; empty when nothing.
        may_do: the backup was looked at, and can be put back.
    """

    found: tuple[tuple[str, str], ...] = ()
    needs_proof: bool = True
    facts: tuple[tuple[str, str], ...] = ()
    loss: str = ""
    may_do: bool = False
    is_busy: bool = False
    problem: str = ""
    problem_at: str = ""


class RestoreView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: RestoreState) -> None: ...
    def choose_file(self, file: str) -> None: ...
    def close_sheet(self) -> None: ...


class RestorePresenter:
    """With a *counter* somebody is signed in, and the table of rights says who may.

    ``go`` does it: the till closes the shop, puts the backup back and opens it again.
    """

    def __init__(
        self,
        rescue: Rescue,
        tasks: Tasks,
        view: RestoreView,
        *,
        counter: Counter | None,
        go: Callable[[RestoreOrder], None],
    ) -> None:
        self._rescue = rescue
        self._tasks = tasks
        self._view = view
        self._counter = counter
        self._go = go
        self._offer: RestoreOffer | None = None
        self._state = RestoreState(needs_proof=counter is None)
        self._is_gone = False

    def opened(self) -> None:
        """The sheet came up: which backups are there?"""
        self._display()
        self._tasks.read(self._rescue.found, self._know, self._failed)

    def gone(self) -> None:
        """The sheet was closed."""
        self._is_gone = True

    def typed(self) -> None:
        """Another file or another code: it must be looked at anew."""
        self._offer = None
        self._display(facts=(), loss="", may_do=False, problem="", problem_at="")

    def look_pressed(self, file: str, code: str) -> None:
        """The dry run; nothing is changed."""
        if self._state.is_busy:
            return
        self._display(is_busy=True, problem="", problem_at="")
        self._tasks.read(lambda: self._rescue.look(file, code), self._looked, self._failed)

    def do_pressed(self, code: str, login: str, password: str) -> None:
        """Put the backup back that was looked at."""
        offer = self._offer
        if offer is None or self._state.is_busy:
            return
        self._display(is_busy=True, problem="", problem_at="")
        if self._counter is not None:
            request = AskRestore(
                file=offer.file,
                taken_at=offer.taken_at.isoformat(),
                lost_bills=offer.lost_bills,
            )

            def allowed(answer: RestoreAllowed) -> None:
                self._do(RestoreOrder(file=offer.file, code=code, by=answer.user))

            self._counter.write(
                ask_restore, request, allowed, failed=self._refused, dropped=self._dropped
            )
            return
        proof = RestoreProof(code=code, login=login, password=password)
        by = "recovery sheet" if code.strip() else login.strip()
        self._tasks.read(
            lambda: self._rescue.prove(offer.file, proof),
            lambda _proved: self._do(RestoreOrder(file=offer.file, code=code, by=by)),
            self._failed,
        )

    # -- inside --------------------------------------------------------------------------

    def _do(self, order: RestoreOrder) -> None:
        self._view.close_sheet()
        self._go(order)

    def _know(self, found: tuple[FoundBackup, ...]) -> None:
        self._display(
            found=tuple(
                (one.file, f"{self._local(one.taken_at)} · {_bills(one.bills)}") for one in found
            )
        )
        if found:
            self._view.choose_file(found[0].file)

    def _looked(self, offer: RestoreOffer) -> None:
        self._offer = offer
        last = "None"
        if offer.last_bill:
            at = f", {self._local(offer.last_bill_at)}" if offer.last_bill_at else ""
            last = f"{offer.last_bill}{at}"
        now = "Cannot be read" if offer.bills_now is None else _bills(offer.bills_now)
        self._display(
            is_busy=False,
            facts=(
                ("Shop", offer.shop or "Of an older version"),
                ("Taken", self._local(offer.taken_at)),
                ("Holds", f"{_bills(offer.bills)}, {offer.payments} payments on account"),
                ("Last bill", last),
                ("The shop now", now),
            ),
            loss=_loss(offer),
            may_do=True,
        )

    def _local(self, moment: datetime) -> str:
        # A shop that is not open cannot be asked for its zone.
        at = self._counter.local_time(moment) if self._counter else moment.astimezone(INDIA)
        return f"{at:%d-%m-%Y %H:%M}"

    def _dropped(self) -> None:
        self._display(is_busy=False)

    def _refused(self, error: PosError) -> None:
        self._failed(error)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, PosError):
            self._display(is_busy=False)
            raise error
        at = error.field or ""
        if error.code == "key_missing" and not at:
            at = FILE
        self._display(is_busy=False, problem=error.message, problem_at=at or LOGIN)

    def _display(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        if not self._is_gone:
            self._view.display(self._state)


def _bills(count: int) -> str:
    return "1 bill" if count == 1 else f"{count} bills"


def _loss(offer: RestoreOffer) -> str:
    if offer.lost_bills:
        return (
            f"{_bills(offer.lost_bills)} of {format_rupees(offer.lost)} were made after it and are "
            "not in it. What is there now is kept aside, never deleted."
        )
    if offer.bills_now is None:
        return (
            "What was sold after it is not in it. What is there now cannot be read; it is kept "
            "aside, never deleted."
        )
    return ""
