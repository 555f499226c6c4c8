"""The behaviour of the page that opens a shift, without Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from pos_desktop.application.opening import (
    CurrentShift,
    OpenShift,
    ShiftNow,
    ShiftView,
    current,
    open_shift,
)
from pos_desktop.domain.errors import BadInput, PosError
from pos_desktop.domain.money import Paise, format_rupees
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.widgets.cash_count import CashCount, CountMode, CountState
from pos_desktop.ui.widgets.messages import Message

CANNOT_LEAVE = "A shift must be open before anything is billed. Count the drawer, or sign out."


def gap_in_words(gap: Paise) -> str:
    """``₹50.00 more than the last close left``; nothing for no gap. *gap* is opening − last."""
    if gap == 0:
        return ""
    amount = format_rupees(abs(gap))
    if gap > 0:
        return f"{amount} more than the last close left"
    return f"{amount} less than the last close left"


class OpenShiftState(Struct, frozen=True, kw_only=True):
    """The whole page. ``gap`` is the hand-over gap in words, "" for none."""

    user_name: str
    terminal: str
    count: CountState
    last_close: str
    gap: str
    is_opening: bool = False


class OpenShiftView(Protocol):
    """What the presenter asks of the page."""

    def display(self, state: OpenShiftState) -> None: ...
    def start_again(self) -> None: ...


class OpenShiftPresenter:
    """Opens the terminal's shift; ``opened`` hears it, ``signed_out`` that nobody wants to."""

    def __init__(
        self,
        counter: Counter,
        view: OpenShiftView,
        opened: Callable[[ShiftView], None],
        signed_out: Callable[[], None],
    ) -> None:
        self._counter = counter
        self._view = view
        self._opened = opened
        self._signed_out = signed_out
        self._count = CashCount(CountMode.AMOUNT)
        self._last: Paise | None = None
        self._is_opening = False

    def entered(self) -> None:
        """The page came up: what did the last close leave?"""
        self._display()
        self._counter.read(current, CurrentShift(), self._known)

    def mode_chosen(self, mode: CountMode) -> None:
        """By amount, or by denomination."""
        self._count.choose(mode)
        self._display()
        self._view.start_again()

    def amount_typed(self, text: str) -> None:
        """The amount field changed."""
        self._count.type_amount(text)
        self._display()

    def count_typed(self, rupees: int, text: str) -> None:
        """The number of one note or coin changed."""
        self._count.type_count(rupees, text)
        self._display()

    def submitted(self) -> None:
        """Open it with what was counted."""
        if self._is_opening:
            return
        try:
            counted = self._count.taken()
        except BadInput as error:
            self._display(error)
            return
        self._is_opening = True
        self._display()
        self._counter.write(
            open_shift,
            OpenShift(opening_cash=counted.amount, counts=counted.counts),
            self._done,
            failed=self._failed,
        )

    def sign_out_pressed(self) -> None:
        """Somebody else shall open it."""
        if not self._is_opening:
            self._signed_out()

    def escape_pressed(self) -> None:
        """There is no way around this page; say why."""
        self._counter.tell(Message(kind="info", text=CANNOT_LEAVE))

    def _known(self, now: ShiftNow) -> None:
        if now.shift is not None:
            self._opened(now.shift)
            return
        self._last = now.last_closing_cash
        if self._last is not None and self._count.state().is_blank:
            self._count.fill_in(self._last)
        self._display()
        self._view.start_again()

    def _done(self, shift: ShiftView) -> None:
        self._is_opening = False
        self._opened(shift)

    def _failed(self, error: PosError) -> None:
        self._is_opening = False
        if isinstance(error, BadInput):
            self._display(error)
            return
        self._display()
        self._counter.tell_error(error)

    def _display(self, problem: BadInput | None = None) -> None:
        session = self._counter.desk.signed_in
        count = self._count.state(problem)
        gap = 0
        if self._last is not None and count.total is not None and not count.is_blank:
            gap = count.total - self._last
        self._view.display(
            OpenShiftState(
                user_name=session.user_name,
                terminal=session.terminal.name,
                count=count,
                last_close=format_rupees(self._last) if self._last is not None else "",
                gap=gap_in_words(gap),
                is_opening=self._is_opening,
            )
        )
