"""Card slips and the UPI list against what was recorded, without Qt."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from pos_desktop.application.variances import MatchSlips, SlipsMatched, match
from pos_desktop.domain.drawer import Slip
from pos_desktop.domain.errors import BadInput, PosError
from pos_desktop.domain.money import format_rupees, parse_rupees
from pos_desktop.domain.outlet import Method
from pos_desktop.ui.counter import Counter


class MatchState(Struct, frozen=True, kw_only=True):
    """The sheet: what agrees in one line, and every difference in one of its own."""

    summary: str = ""
    is_exact: bool = False
    differences: tuple[str, ...] = ()
    problem: str = ""
    is_saving: bool = False


class MatchView(Protocol):
    """What the presenter asks of the sheet."""

    def display(self, state: MatchState) -> None: ...


class MatchPresenter:
    """Reads slips as they are typed: an amount a line, and its reference after it."""

    def __init__(self, counter: Counter, view: MatchView) -> None:
        self._counter = counter
        self._view = view
        self._is_saving = False

    def submitted(self, method: str, text: str) -> None:
        """Match these slips."""
        if self._is_saving:
            return
        try:
            slips = read_slips(text)
        except BadInput as error:
            self._view.display(MatchState(problem=error.message))
            return
        self._is_saving = True
        self._view.display(MatchState(is_saving=True))
        request = MatchSlips(method=Method(method), slips=slips)
        self._counter.write(match, request, self._matched, failed=self._failed)

    def _matched(self, found: SlipsMatched) -> None:
        self._is_saving = False
        differences = [
            f"No slip for {record.document}: {format_rupees(record.amount)} {record.reference}"
            for record in found.without_slip
        ]
        differences += [
            f"No record of {format_rupees(slip.amount)} {slip.reference}"
            for slip in found.without_record
        ]
        differences += [
            f"{pair.recorded.document} is recorded as {format_rupees(pair.recorded.amount)}, its "
            f"slip says {format_rupees(pair.slip.amount)}"
            for pair in found.differing
        ]
        summary = (
            f"{found.matched} agree. Counted {format_rupees(found.counted)}, recorded "
            f"{format_rupees(found.recorded)}."
        )
        self._view.display(
            MatchState(
                summary=summary,
                is_exact=not differences,
                differences=tuple(line.strip() for line in differences),
            )
        )

    def _failed(self, error: PosError) -> None:
        self._is_saving = False
        self._view.display(MatchState(problem=error.message))


def read_slips(text: str) -> tuple[Slip, ...]:
    """Slips as they are typed: ``450.00 604912345678``, one a line. Raises BadInput."""
    slips = []
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.split(maxsplit=1)
        if not words:
            continue
        try:
            amount = parse_rupees(words[0], field="slips")
        except BadInput:
            raise BadInput(
                f"Line {number}: “{words[0]}” is no amount. Write the amount first, then the "
                "reference.",
                field="slips",
            ) from None
        slips.append(Slip(amount=amount, reference=words[1].strip() if len(words) > 1 else ""))
    return tuple(slips)
