"""Closing a shift, without Qt: a blind count, then what was expected, then the close."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.shifts import (
    CloseShift,
    CountShift,
    LastCount,
    ShiftClosed,
    ShiftCounted,
    close,
    count,
    counted,
)
from pos_desktop.application.variances import (
    ExplainVariance,
    VarianceExplained,
    explain_variance,
)
from pos_desktop.domain.errors import BadInput, PosError
from pos_desktop.domain.variance import Candidate
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.shift.drawer_terms import DrawerResult, counted_result, drawer_result
from pos_desktop.ui.widgets.cash_count import CashCount, CountMode, CountState


class CloseState(Struct, frozen=True, kw_only=True):
    """The count. Nothing in it tells what should be in the drawer."""

    count: CountState
    note: str = ""
    is_closing: bool = False


class ResultState(Struct, frozen=True, kw_only=True):
    """What a count came to; with ``is_closed`` the shift is closed and this is its result."""

    result: DrawerResult
    candidates: tuple[Candidate, ...] = ()
    is_closed: bool = False
    may_recount: bool = False
    asks_manager: bool = False
    note: str = ""
    is_closing: bool = False


class CloseView(Protocol):
    """What the presenter asks of the page."""

    def display_count(self, state: CloseState) -> None: ...
    def display_result(self, state: ResultState) -> None: ...
    def start_again(self) -> None: ...


class CloseHeard(Struct, frozen=True, kw_only=True):
    """Who hears what: a count is handed in, one more is wanted, the shift is closed."""

    counted: Callable[[], None]
    recounting: Callable[[], None]
    closed: Callable[[ShiftClosed], None]


class ClosePresenter:
    """Hands in a count of the drawer, shows what it came to, and closes the shift."""

    def __init__(self, counter: Counter, view: CloseView, heard: CloseHeard) -> None:
        self._counter = counter
        self._view = view
        self._heard = heard
        self._is_closing = False
        self._result: ResultState | None = None
        self._begin_again()

    def entered(self) -> None:
        """The count came to the front; what was typed before Esc is still there."""
        self._display()
        self._view.start_again()

    def resumed(self) -> None:
        """The drawer was counted before: show what it came to."""
        self._counter.read(counted, LastCount(), self._counted)

    def returned(self) -> None:
        """The result is looked at again: a tender may have been corrected meanwhile."""
        if self._result is not None and not self._result.is_closed:
            self.resumed()

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
        """Hand in this count."""
        if self._is_closing:
            return
        try:
            taken = self._count.taken()
        except BadInput as error:
            self._display(error)
            return
        self._is_closing = True
        self._display()
        self._counter.write(
            count,
            CountShift(closing_cash=taken.amount, counts=taken.counts),
            self._counted,
            failed=self._failed,
        )

    def recount_pressed(self) -> None:
        """Once more; the first count stays, too."""
        if self._result is not None and self._result.may_recount and not self._is_closing:
            self._count = CashCount(CountMode.DENOMINATIONS)
            self._heard.recounting()

    def close_pressed(self) -> None:
        """Close the shift with the last count."""
        if self._is_closing or self._result is None or self._result.is_closed:
            return
        self._is_closing = True
        self._display_result()
        self._counter.write(
            close,
            CloseShift(reason=self._note),
            self._done,
            failed=self._failed,
            dropped=self._dropped,
        )

    def _begin_again(self) -> None:
        self._count = CashCount(CountMode.DENOMINATIONS)
        self._note = ""

    def _counted(self, told: ShiftCounted) -> None:
        self._is_closing = False
        self._result = ResultState(
            result=counted_result(told, self._counter),
            may_recount=told.may_recount,
            asks_manager=told.is_beyond_limit,
            note=self._note,
        )
        self._display_result()
        self._heard.counted()
        self._counter.read(explain_variance, ExplainVariance(), self._explained, latest="explained")

    def _explained(self, found: VarianceExplained) -> None:
        self._display_result(candidates=found.candidates)

    def _done(self, closed: ShiftClosed) -> None:
        self._is_closing = False
        self._begin_again()
        self._display_result(
            result=drawer_result(closed, self._counter),
            is_closed=True,
            may_recount=False,
            asks_manager=False,
        )
        self._heard.closed(closed)

    def _dropped(self) -> None:
        self._is_closing = False
        self._display_result()

    def _failed(self, error: PosError) -> None:
        self._is_closing = False
        if isinstance(error, BadInput):
            self._display(error)
            return
        self._display()
        self._display_result()
        self._counter.tell_error(error)

    def _display(self, problem: BadInput | None = None) -> None:
        self._view.display_count(
            CloseState(
                count=self._count.state(problem), note=self._note, is_closing=self._is_closing
            )
        )

    def _display_result(self, **changes: object) -> None:
        if self._result is None:
            return
        changes = {"note": self._note, "is_closing": self._is_closing, **changes}
        self._result = replace(self._result, **changes)
        self._view.display_result(self._result)
