"""Handing the drawer over in mid-shift, without Qt."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from pos_desktop.application.desk import Approval
from pos_desktop.application.people import ListUsers, UserList, list_users
from pos_desktop.application.shifts import HandedOver, HandOverShift, hand_over
from pos_desktop.domain.errors import BadInput, PosError
from pos_desktop.domain.money import format_rupees
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.widgets.cash_count import (
    AMOUNT_FIELD,
    COUNTS_FIELD,
    CashCount,
    CountMode,
    CountState,
)
from pos_desktop.ui.widgets.messages import Message

_REASON = "Hand-over"
NO_PIN = "The person who takes over types the PIN."


class HandOverState(Struct, frozen=True, kw_only=True):
    """The sheet. ``people`` are (sign-in, name) of who can take the drawer over."""

    count: CountState
    people: tuple[tuple[str, str], ...] = ()
    is_saving: bool = False
    problem: str = ""


class HandOverView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: HandOverState) -> None: ...
    def close_sheet(self) -> None: ...


class HandOverPresenter:
    """Both count; who takes over confirms with their PIN. What was expected stays untold."""

    def __init__(self, counter: Counter, view: HandOverView) -> None:
        self._counter = counter
        self._view = view
        self._count = CashCount(CountMode.DENOMINATIONS)
        self._people: tuple[tuple[str, str], ...] = ()
        self._is_saving = False

    def opened(self) -> None:
        """The sheet came up: fetch who can take over."""
        self._display()
        self._counter.read(list_users, ListUsers(), self._listed)

    def mode_chosen(self, mode: CountMode) -> None:
        """By amount, or by denomination."""
        self._count.choose(mode)
        self._display()

    def amount_typed(self, text: str) -> None:
        """The amount field changed."""
        self._count.type_amount(text)
        self._display()

    def count_typed(self, rupees: int, text: str) -> None:
        """The number of one note or coin changed."""
        self._count.type_count(rupees, text)
        self._display()

    def submitted(self, taker: str, secret: str) -> None:
        """Hand over to *taker*, who typed the PIN."""
        if self._is_saving:
            return
        try:
            taken = self._count.taken()
        except BadInput as error:
            self._display(error)
            return
        if not secret:
            self._display(BadInput(NO_PIN, field="approval.pin"))
            return
        self._is_saving = True
        self._display()
        self._counter.write(
            hand_over,
            HandOverShift(closing_cash=taken.amount, counts=taken.counts),
            self._done,
            failed=self._failed,
            approval=Approval(user=taker, pin=secret, reason=_REASON),
        )

    def _listed(self, found: UserList) -> None:
        me = self._counter.desk.signed_in.login
        self._people = tuple((user.login, user.name) for user in found.users if user.login != me)
        self._display()

    def _done(self, handed: HandedOver) -> None:
        self._is_saving = False
        self._view.close_sheet()
        words = (
            f"{handed.taken_by} took the drawer over from {handed.given_by} with "
            f"{format_rupees(handed.counted)}."
        )
        self._counter.tell(Message(kind="success", text=words))

    def _failed(self, error: PosError) -> None:
        self._is_saving = False
        self._display(error)

    def _display(self, error: PosError | None = None) -> None:
        of_the_count = isinstance(error, BadInput) and (error.field or "").startswith(
            (AMOUNT_FIELD, COUNTS_FIELD)
        )
        problem = error if isinstance(error, BadInput) and of_the_count else None
        self._view.display(
            HandOverState(
                count=self._count.state(problem),
                people=self._people,
                is_saving=self._is_saving,
                problem=error.message if error else "",
            )
        )
