"""Closing a shift, without Qt: a blind count, then what was expected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from pos_desktop.application.shifts import CloseShift, ShiftClosed, close
from pos_desktop.domain.errors import BadInput, PosError
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.shift.drawer_terms import DrawerResult, drawer_result
from pos_desktop.ui.widgets.cash_count import CashCount, CountMode, CountState


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseState:
    """The count. Nothing in it tells what should be in the drawer."""

    count: CountState
    note: str = ""
    is_closing: bool = False


class CloseView(Protocol):
    """What the presenter asks of the page."""

    def display_count(self, state: CloseState) -> None: ...
    def display_result(self, result: DrawerResult) -> None: ...
    def start_again(self) -> None: ...


class ClosePresenter:
    """Counts the drawer and closes the shift; ``closed`` hears that it is closed."""

    def __init__(
        self, counter: Counter, view: CloseView, closed: Callable[[ShiftClosed], None]
    ) -> None:
        self._counter = counter
        self._view = view
        self._closed = closed
        self._is_closing = False
        self._begin_again()

    def entered(self) -> None:
        """The count came to the front; what was typed before Esc is still there."""
        self._display()
        self._view.start_again()

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

    def note_typed(self, text: str) -> None:
        """The note changed."""
        self._note = text

    def submitted(self) -> None:
        """Close the shift with this count."""
        if self._is_closing:
            return
        try:
            counted = self._count.taken()
        except BadInput as error:
            self._display(error)
            return
        self._is_closing = True
        self._display()
        self._counter.write(
            close,
            CloseShift(closing_cash=counted.amount, counts=counted.counts, reason=self._note),
            self._done,
            failed=self._failed,
        )

    def _begin_again(self) -> None:
        self._count = CashCount(CountMode.DENOMINATIONS)
        self._note = ""

    def _done(self, closed: ShiftClosed) -> None:
        self._is_closing = False
        self._begin_again()
        self._view.display_result(drawer_result(closed, self._counter))
        self._closed(closed)

    def _failed(self, error: PosError) -> None:
        self._is_closing = False
        if isinstance(error, BadInput):
            self._display(error)
            return
        self._display()
        self._counter.tell_error(error)

    def _display(self, problem: BadInput | None = None) -> None:
        self._view.display_count(
            CloseState(
                count=self._count.state(problem), note=self._note, is_closing=self._is_closing
            )
        )
