"""What the drawer's use cases need from the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from pos_desktop.domain.money import Paise
from pos_desktop.domain.shifts import Outcome

if TYPE_CHECKING:
    from pos_desktop.application.ports import Page
    from pos_desktop.domain.drawer import (
        CashSlip,
        Occasion,
        Recorded,
        ShiftCount,
        SlipMatch,
        TenderCorrection,
        VariancePosting,
    )
    from pos_desktop.domain.outlet import Method
    from pos_desktop.domain.shift_report import ShiftFigures
    from pos_desktop.domain.shifts import CashMovement, CashSums, ClosedShift, LastClose, Shift
    from pos_desktop.domain.variance import BillTender, Moved


class NewZReport(Struct, frozen=True, kw_only=True):
    """A Z report as it is first written down; ``facts`` is JSON."""

    uuid: str
    number: str
    outlet_id: int
    terminal_id: int
    shift_id: int
    at: datetime
    business_date: date
    facts: str


class StoredZReport(Struct, frozen=True, kw_only=True):
    """A Z report as it was written down, with what its printout shows of its proof."""

    number: str
    facts: str
    proof: str


class UserVariance(Struct, frozen=True, kw_only=True):
    """What one person's counts came to in a period, by business date."""

    user_name: str
    counts: int
    short: Paise
    over: Paise
    days: tuple[tuple[date, Paise], ...]


class Shifts(Protocol):
    """The drawer of a terminal."""

    def open_shift(self, terminal_id: int) -> Shift | None: ...
    def by_id(self, outlet_id: int, shift_id: int) -> Shift | None: ...
    def is_any_open(self, outlet_id: int, first: date, last: date) -> bool: ...
    def next_number(self, terminal_id: int) -> int: ...
    def open(self, shift: Shift, *, counts: str) -> Shift: ...
    def close(self, closed: ClosedShift) -> None: ...
    def record_cash(self, movement: CashMovement) -> int: ...
    def cash_sums(self, shift_id: int) -> CashSums: ...
    def history(
        self,
        outlet_id: int,
        first: date | None,
        last: date | None,
        user: str | None,
        page: Page,
        outcome: Outcome = Outcome.ALL,
    ) -> tuple[Sequence[tuple[ClosedShift, str]], int]: ...
    def closed(self, outlet_id: int, terminal: str, number: int) -> ClosedShift | None: ...
    def last_close(self, terminal_id: int) -> LastClose | None: ...


class DrawerBook(Protocol):
    """Slips, counts, variances, corrections and Z reports: added once, never changed."""

    def add_slip(self, slip: CashSlip, *, movement_id: int | None) -> None: ...
    def slip(self, outlet_id: int, number: str) -> CashSlip | None: ...
    def add_count(self, count: ShiftCount) -> None: ...
    def counts(self, shift_id: int, occasion: Occasion) -> Sequence[ShiftCount]: ...
    def set_holder(self, shift: Shift, holder_id: int) -> None: ...
    def post_variance(self, posting: VariancePosting) -> None: ...
    def postings(self, shift_id: int) -> Sequence[VariancePosting]: ...
    def add_correction(self, correction: TenderCorrection) -> None: ...
    def corrected(self, bill_id: int) -> dict[Method, Paise]:
        """What corrections gave to (or took from) each way of paying of a bill."""
        ...

    def add_match(self, match: SlipMatch) -> None: ...
    def matches(self, shift_id: int) -> Sequence[SlipMatch]:
        """The last match of each way of paying."""
        ...

    def recorded(self, shift: Shift, method: Method) -> Sequence[Recorded]: ...
    def add_z(self, report: NewZReport) -> None: ...
    def z_report(self, outlet_id: int, number: str) -> StoredZReport | None: ...
    def z_numbers(self, shift_ids: Sequence[int]) -> dict[int, str]: ...
    def figures(self, shift: Shift, until: datetime) -> ShiftFigures: ...
    def shifts_of(self, outlet_id: int, day: date) -> Sequence[tuple[Shift, str]]:
        """Every shift of a business date with its terminal's code, in the order they opened."""
        ...

    def tenders(self, shift: Shift) -> Sequence[BillTender]: ...
    def moves(self, shift: Shift) -> Sequence[Moved]:
        """The shift's slips, and the payouts of the terminal before it, newest first."""
        ...

    def trend(self, outlet_id: int, first: date, last: date) -> Sequence[UserVariance]: ...
