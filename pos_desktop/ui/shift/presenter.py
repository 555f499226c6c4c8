"""The shift page's behaviour, without Qt: the open shift and what can be done with its drawer."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from pos_desktop.application.desk import UseCase
from pos_desktop.application.shifts import (
    CashMoved,
    CurrentShift,
    MoveCash,
    ShiftNow,
    ShiftView,
    cash_drop,
    current,
    pay_in,
    payout,
)
from pos_desktop.domain.errors import BadInput, PosError
from pos_desktop.domain.money import format_rupees, parse_rupees
from pos_desktop.domain.shifts import CashKind
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.open_shift.presenter import gap_in_words
from pos_desktop.ui.shift.drawer_terms import date_words, time_words
from pos_desktop.ui.widgets.messages import Message


class Step(StrEnum):
    """Which part of the page is in front."""

    SHIFT = "shift"
    COUNT = "count"
    RESULT = "result"


class ShiftFacts(Struct, frozen=True, kw_only=True):
    """The open shift. What should be in the drawer is not among them."""

    number: int
    terminal: str
    business_date: str
    opened_by: str
    since: str
    opening_cash: str
    gap: str
    held_by: str = ""
    """Who took the drawer over since; "" for the opener."""
    is_counted: bool = False
    is_from_before: bool = False


class ShiftState(Struct, frozen=True, kw_only=True):
    """The page. ``facts`` is None while they are fetched and when no shift is open."""

    step: Step = Step.SHIFT
    facts: ShiftFacts | None = None
    is_known: bool = False
    """Whether the shift was fetched: only then does no facts mean no shift."""


class ShiftPageView(Protocol):
    """What the presenter asks of the page."""

    def display(self, state: ShiftState) -> None: ...


class ShiftPresenter:
    """The facts of the open shift, and which part of the page is in front."""

    def __init__(self, counter: Counter, view: ShiftPageView, resume: Callable[[], None]) -> None:
        """*resume* shows the count that was handed in before."""
        self._counter = counter
        self._view = view
        self._resume = resume
        self._step = Step.SHIFT
        self._facts: ShiftFacts | None = None
        self._is_known = False

    @property
    def step(self) -> Step:
        """Which part of the page is in front."""
        return self._step

    def entered(self) -> None:
        """The page came to the front. A count in progress is left as it is."""
        self._display()
        if self._step is Step.SHIFT:
            self._counter.read(current, CurrentShift(), self._known, latest="shift")

    def close_pressed(self) -> None:
        """Begin to count the drawer; one that is counted already is shown with its count."""
        if self._facts is None:
            return
        if self._facts.is_counted:
            self._resume()
        else:
            self._go(Step.COUNT)

    def counted(self) -> None:
        """A count is handed in: show what it came to."""
        self._go(Step.RESULT)

    def recounting(self) -> None:
        """One more count is wanted."""
        self._go(Step.COUNT)

    def handed_over(self) -> None:
        """Another person answers for the drawer."""
        self.entered()

    def count_left(self) -> None:
        """Back from the count, or from what it came to: the shift is still open."""
        self._go(Step.SHIFT)
        self.entered()

    def closed(self) -> None:
        """The shift is closed: show what was found."""
        self._facts = None
        self._go(Step.RESULT)

    def result_left(self) -> None:
        """The result was read."""
        self._is_known = False
        self._go(Step.SHIFT)

    def _known(self, now: ShiftNow) -> None:
        self._is_known = True
        self._facts = self._facts_of(now.shift) if now.shift else None
        self._display()

    def _facts_of(self, shift: ShiftView) -> ShiftFacts:
        opened_at = self._counter.local_time(shift.opened_at)
        return ShiftFacts(
            number=shift.number,
            terminal=shift.terminal,
            business_date=f"{shift.business_date:%d-%m-%Y}",
            opened_by=shift.opened_by,
            since=f"{date_words(opened_at)} {time_words(opened_at)}",
            opening_cash=format_rupees(shift.opening_cash),
            gap=_gap(shift),
            held_by="" if shift.held_by == shift.opened_by else shift.held_by,
            is_counted=shift.is_counted,
            is_from_before=shift.is_from_before,
        )

    def _go(self, step: Step) -> None:
        self._step = step
        self._display()

    def _display(self) -> None:
        self._view.display(ShiftState(step=self._step, facts=self._facts, is_known=self._is_known))


def _gap(shift: ShiftView) -> str:
    """The hand-over gap with the name of who left the drawer so."""
    words = gap_in_words(shift.handover_gap)
    return f"{words} · {shift.left_by}" if words and shift.left_by else words


MOVES: dict[CashKind, UseCase[MoveCash, CashMoved]] = {
    CashKind.PAY_IN: pay_in,
    CashKind.PAYOUT: payout,
    CashKind.DROP: cash_drop,
}
_MOVED = {
    CashKind.PAY_IN: "{amount} put into the drawer: {reason}.",
    CashKind.PAYOUT: "{amount} paid out of the drawer: {reason}.",
    CashKind.DROP: "{amount} taken to the safe: {reason}.",
}


class CashMoveState(Struct, frozen=True, kw_only=True):
    """The sheet of a pay-in, payout or cash drop. ``problem_at`` is ``amount`` or ``reason``."""

    kind: CashKind
    is_saving: bool = False
    problem: str = ""
    problem_at: str = ""


class CashMoveView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: CashMoveState) -> None: ...
    def close_sheet(self) -> None: ...


class CashMovePresenter:
    """Moves cash in or out of the drawer; ``moved`` hears it."""

    def __init__(
        self,
        counter: Counter,
        view: CashMoveView,
        kind: CashKind,
        moved: Callable[[CashMoved], None] = lambda _moved: None,
    ) -> None:
        self._counter = counter
        self._view = view
        self._kind = kind
        self._moved = moved
        self._is_saving = False

    def opened(self) -> None:
        """The sheet came up."""
        self._display()

    def submitted(self, amount: str, reason: str, category: str = "", payee: str = "") -> None:
        """Move it. A manager's approval is asked for in place where it is needed."""
        if self._is_saving:
            return
        try:
            request = _request(amount, reason, category, payee)
        except BadInput as error:
            self._failed(error)
            return
        self._is_saving = True
        self._display()
        self._counter.write(
            MOVES[self._kind], request, self._done, failed=self._failed, dropped=self._dropped
        )

    def typed(self) -> None:
        """Something was changed: what was wrong before no longer matters."""
        self._display()

    def _done(self, moved: CashMoved) -> None:
        self._is_saving = False
        words = _MOVED[moved.kind].format(
            amount=format_rupees(moved.amount), reason=moved.reason.rstrip(".")
        )
        words += f" Slip {moved.slip_number}."
        if moved.approved_by:
            words += f" Approved by {moved.approved_by}."
        self._view.close_sheet()
        self._counter.tell(Message(kind="success", text=words))
        self._moved(moved)

    def _dropped(self) -> None:
        self._is_saving = False
        self._display()

    def _failed(self, error: PosError) -> None:
        self._is_saving = False
        self._display(error)

    def _display(self, error: PosError | None = None) -> None:
        self._view.display(
            CashMoveState(
                kind=self._kind,
                is_saving=self._is_saving,
                problem=error.message if error else "",
                problem_at=(error.field or "") if error else "",
            )
        )


def _request(amount: str, reason: str, category: str, payee: str) -> MoveCash:
    if not amount.strip():
        raise BadInput("Type the amount.", field="amount")
    paise = parse_rupees(amount, field="amount")
    if paise <= 0:
        raise BadInput("Give an amount above zero.", field="amount")
    if not reason.strip():
        raise BadInput("Say what the cash is for.", field="reason")
    return MoveCash(amount=paise, reason=reason, category=category, payee=payee)
