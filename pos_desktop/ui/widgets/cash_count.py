"""Counting a drawer, by amount or by denomination, as presenters see it. No Qt."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.money import (
    PAISE_PER_RUPEE,
    Paise,
    format_amount,
    format_rupees,
    parse_rupees,
)
from pos_desktop.domain.shifts import DENOMINATIONS, counted_cash

AMOUNT_FIELD = "amount"
COUNTS_FIELD = "counts"
MOST_DIGITS = 4
"""Of a number of notes: a drawer holds no more than 9,999 of one kind."""

NOTHING_COUNTED = "Type how many there are of each, or 0 when the drawer is empty."
NO_AMOUNT = "Count the drawer and type the amount."
NOT_NEGATIVE = "Cash in a drawer cannot be negative."


class CountMode(StrEnum):
    """How the drawer is counted."""

    AMOUNT = "amount"
    DENOMINATIONS = "denominations"


class CountRow(Struct, frozen=True, kw_only=True):
    """One note or coin: what was typed, and what it comes to ("" for nothing yet)."""

    rupees: int
    typed: str
    worth: str


class CountState(Struct, frozen=True, kw_only=True):
    """What the counting widget shows. ``total`` is in paise, None while it cannot be told."""

    mode: CountMode
    amount_typed: str
    rows: tuple[CountRow, ...]
    total: Paise | None
    total_words: str
    is_blank: bool
    """Whether nothing was typed yet."""
    problem: str = ""
    problem_at: str = ""
    """The field at fault: ``amount``, or ``counts.500``."""


class Counted(Struct, frozen=True, kw_only=True):
    """One of the two, as the use cases take it."""

    amount: Paise | None = None
    counts: dict[str, int] | None = None


class CashCount:
    """What was typed so far. Each way of counting keeps its own figures."""

    def __init__(self, mode: CountMode) -> None:
        self.mode = mode
        self._amount = ""
        self._counts: dict[int, str] = {}

    def fill_in(self, amount: Paise) -> None:
        """Put an amount into the amount field."""
        self._amount = format_amount(amount)

    def choose(self, mode: CountMode) -> None:
        """Count the other way."""
        self.mode = mode

    def type_amount(self, text: str) -> None:
        """The amount field now holds *text*."""
        self._amount = text

    def type_count(self, rupees: int, text: str) -> None:
        """The field of one denomination now holds *text*."""
        self._counts[rupees] = text

    def taken(self) -> Counted:
        """The count to send. Raises BadInput naming ``amount``, ``counts`` or ``counts.<n>``."""
        if self.mode is CountMode.AMOUNT:
            if not self._amount.strip():
                raise BadInput(NO_AMOUNT, field=AMOUNT_FIELD)
            amount = parse_rupees(self._amount, field=AMOUNT_FIELD)
            if amount < 0:
                raise BadInput(NOT_NEGATIVE, field=AMOUNT_FIELD)
            return Counted(amount=amount)
        counts = self._numbers()
        if not counts:
            raise BadInput(NOTHING_COUNTED, field=COUNTS_FIELD)
        counted_cash(counts, field=COUNTS_FIELD)
        return Counted(counts=counts)

    def state(self, problem: BadInput | None = None) -> CountState:
        """What to show; *problem* is what was found wrong when the count was sent.

        Half-typed figures are no problem yet: they only have no total.
        """
        total = self._total()
        return CountState(
            mode=self.mode,
            amount_typed=self._amount,
            rows=tuple(self._row(rupees) for rupees in DENOMINATIONS),
            total=total,
            total_words=format_rupees(total) if total is not None else "—",
            is_blank=self._is_blank(),
            problem=problem.message if problem else "",
            problem_at=(problem.field or "") if problem else "",
        )

    def _total(self) -> Paise | None:
        if self._is_blank():
            return 0 if self.mode is CountMode.DENOMINATIONS else None
        try:
            counted = self.taken()
            if counted.counts is None:
                return counted.amount
            return counted_cash(counted.counts, field=COUNTS_FIELD)
        except BadInput:
            return None

    def _is_blank(self) -> bool:
        if self.mode is CountMode.AMOUNT:
            return not self._amount.strip()
        return not any(text.strip() for text in self._counts.values())

    def _numbers(self) -> dict[str, int]:
        typed = {r: text.strip() for r, text in self._counts.items() if text.strip()}
        return {str(rupees): _number(rupees, text) for rupees, text in typed.items()}

    def _row(self, rupees: int) -> CountRow:
        typed = self._counts.get(rupees, "")
        try:
            number = _number(rupees, typed.strip()) if typed.strip() else 0
        except BadInput:
            number = 0
        worth = format_rupees(rupees * number * PAISE_PER_RUPEE) if number else ""
        return CountRow(rupees=rupees, typed=typed, worth=worth)


def _number(rupees: int, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise BadInput(
            f"“{text}” is not a number of ₹{rupees}. Write digits, like 12.",
            field=f"{COUNTS_FIELD}.{rupees}",
        )
    return int(text)
