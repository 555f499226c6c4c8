"""What the use cases of the day's one invoice need of the store, as a Protocol."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pos_desktop.domain.cash_memos import (
        ConsolidatedInvoice,
        ConsolidatedLine,
        ConsolidatedSummary,
        OpenMemos,
    )


class Consolidated(Protocol):
    """Consolidated invoices, and the cash memos that are in none yet."""

    def open_memos(self, outlet_id: int, terminal_id: int, before: date) -> Sequence[OpenMemos]: ...
    def lines_of(self, bill_ids: Sequence[int]) -> tuple[ConsolidatedLine, ...]: ...
    def add(self, invoice: ConsolidatedInvoice, bill_ids: Sequence[int]) -> int: ...
    def by_number(self, outlet_id: int, number: str) -> ConsolidatedInvoice | None: ...
    def summaries(
        self, outlet_id: int, first: date, last: date
    ) -> Sequence[ConsolidatedSummary]: ...
    def number_of(self, bill_id: int, at: datetime) -> str: ...
