"""How the balance of one customer went over time, without Qt."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.balance_history import (
    BalanceHistory,
    BalancePoint,
    HistoryRequest,
    history,
)
from pos_desktop.domain.errors import PosError
from pos_desktop.domain.money import Paise, format_amount
from pos_desktop.ui.bills.periods import day_words
from pos_desktop.ui.counter import Counter

SPANS = (90, 365, 1095)
"""Days that can be asked for."""


class HistoryRow(Struct, frozen=True, kw_only=True):
    """A day on which the balance was another than before; balances are signed paise."""

    date: str
    more: str
    less: str
    balance: Paise


class HistoryState(Struct, frozen=True, kw_only=True):
    """The whole sheet; the newest row stands first."""

    days: int = SPANS[1]
    points: tuple[BalancePoint, ...] = ()
    rows: tuple[HistoryRow, ...] = ()
    problem: str = ""


class HistoryView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: HistoryState) -> None: ...


class HistoryPresenter:
    """Reads the points of a span and lists where the balance moved between them."""

    def __init__(self, counter: Counter, view: HistoryView, customer_id: int) -> None:
        self._counter = counter
        self._view = view
        self._customer_id = customer_id
        self._state = HistoryState()
        self._is_gone = False

    def opened(self) -> None:
        """The sheet came up: the last year."""
        self.span_chosen(self._state.days)

    def gone(self) -> None:
        """The sheet was closed."""
        self._is_gone = True

    def span_chosen(self, days: int) -> None:
        """Another span of days, ending today."""
        self._display(days=days, problem="")
        self._counter.read(
            history,
            HistoryRequest(customer_id=self._customer_id, days=days),
            self._show,
            failed=self._failed,
            latest="customers.history",
        )

    def _show(self, answer: BalanceHistory) -> None:
        self._display(points=answer.points, rows=moved_rows(answer.points))

    def _failed(self, error: PosError) -> None:
        self._display(problem=error.message)

    def _display(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        if not self._is_gone:
            self._view.display(self._state)


def moved_rows(points: tuple[BalancePoint, ...]) -> tuple[HistoryRow, ...]:
    """Where the balance moved since the point before, newest first."""
    rows = []
    for before, point in pairwise(points):
        moved = point.balance - before.balance
        if moved:
            rows.append(
                HistoryRow(
                    date=day_words(point.date),
                    more=format_amount(-moved) if moved < 0 else "",
                    less=format_amount(moved) if moved > 0 else "",
                    balance=point.balance,
                )
            )
    return tuple(reversed(rows))
