"""What stands out, by person; without Qt."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.audit import AskExceptions, ExceptionReport, exceptions
from pos_desktop.domain.audit import Exceptions
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.money import format_amount
from pos_desktop.ui.bills.periods import Period, chosen_dates
from pos_desktop.ui.counter import Counter

SINCE_EVER = date(2017, 7, 1)
"""GST began then; no shop of this program is older."""


class ExceptionRow(Struct, frozen=True, kw_only=True):
    """One person in words; nothing is an empty cell, so that what is there stands out."""

    name: str
    bills: str
    billed: str
    discounts: str
    price_changes: str
    removed_lines: str
    discarded: str
    reprints: str
    no_sales: str
    returns: str
    wrong_pins: str
    is_sum: bool = False


class ExceptionsState(Struct, frozen=True, kw_only=True):
    """The page; the last row is the sum where there are several people."""

    period: Period = Period.TODAY
    first: date | None = None
    last: date | None = None
    rows: tuple[ExceptionRow, ...] = ()
    was_read: bool = False
    problem: str = ""


class ExceptionsView(Protocol):
    """What the presenter asks of the page."""

    def display(self, state: ExceptionsState) -> None: ...


class ExceptionsPresenter:
    """Reads the report of a period."""

    def __init__(self, counter: Counter, view: ExceptionsView) -> None:
        self._counter = counter
        self._view = view
        self._state = ExceptionsState()
        self._is_gone = False

    def entered(self) -> None:
        """The page came to the front."""
        self._read()

    def gone(self) -> None:
        """The page was ended."""
        self._is_gone = True

    def period_chosen(self, period: Period) -> None:
        """One of the named periods."""
        today = self._counter.today
        first, last = chosen_dates(period, today, (self._state.first, self._state.last))
        self._state = replace(self._state, period=period, first=first, last=last)
        self._read()

    def dates_chosen(self, first: date, last: date) -> None:
        """The user's own dates, inclusive."""
        self._state = replace(self._state, period=Period.CHOSEN, first=first, last=last)
        self._read()

    # -- inside --------------------------------------------------------------------------

    def _read(self) -> None:
        first = SINCE_EVER if self._state.period is Period.ALL else self._state.first
        request = AskExceptions(first=first, last=self._state.last)
        self._counter.read(
            exceptions, request, self._show, failed=self._failed, latest="exceptions"
        )

    def _show(self, report: ExceptionReport) -> None:
        rows = [_row(person) for person in report.people]
        if len(rows) > 1:
            rows.append(replace(_row(_sum_of(report.people)), is_sum=True))
        self._display(rows=tuple(rows), was_read=True, problem="")

    def _failed(self, error: PosError) -> None:
        self._display(rows=(), problem=error.message)

    def _display(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        if not self._is_gone:
            self._view.display(self._state)


def _sum_of(people: tuple[Exceptions, ...]) -> Exceptions:
    names = [name for name in Exceptions.__struct_fields__ if name != "user_name"]
    sums = {name: sum(getattr(person, name) for person in people) for name in names}
    return Exceptions(user_name="Everybody", **sums)


def _row(person: Exceptions) -> ExceptionRow:
    return ExceptionRow(
        name=person.user_name or "Nobody was signed in",
        bills=_count(person.bills),
        billed=format_amount(person.billed) if person.bills else "",
        discounts=_with_amount(person.discounts, person.discounted),
        price_changes=_count(person.price_changes),
        removed_lines=_count(person.removed_lines),
        discarded=_with_amount(person.discarded_carts, person.discarded),
        reprints=_count(person.reprints),
        no_sales=_count(person.no_sales),
        returns=_count(person.returns),
        wrong_pins=_count(person.wrong_pins),
    )


def _count(number: int) -> str:
    return str(number) if number else ""


def _with_amount(number: int, amount: int) -> str:
    return f"{number} · {format_amount(amount)}" if number else ""
