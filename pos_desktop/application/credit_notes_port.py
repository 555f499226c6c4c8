"""What returns need from outside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from pos_desktop.application.ports import NewUuid, Page
from pos_desktop.domain.credit_notes import CreditNote, Earlier, NoteSummary


class CreditNotes(Protocol):
    """Credit notes: added once, never changed."""

    def add(self, note: CreditNote, new_uuid: NewUuid) -> int: ...
    def by_number(self, outlet_id: int, number: str) -> CreditNote | None: ...
    def earlier(self, bill_id: int) -> Earlier: ...
    def of_bill(self, bill_id: int) -> Sequence[NoteSummary]: ...
    def search(
        self, outlet_id: int, text: str, first: date | None, last: date | None, page: Page
    ) -> tuple[Sequence[NoteSummary], int]: ...
