"""What reading the audit log needs from outside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct, field

from pos_desktop.application.ports import Page
from pos_desktop.domain.audit import AuditEntry, Exceptions
from pos_desktop.domain.money import Paise


class AuditFilter(Struct, frozen=True, kw_only=True):
    """Which entries of the audit log: from *first* until before *last*.

    ``amount`` is what the text means as rupees, in paise; None where it is no amount.
    """

    user: str = ""
    action: str = ""
    text: str = ""
    amount: Paise | None = None
    first: datetime | None = None
    last: datetime | None = None
    notable: bool = True
    page: Page = field(default_factory=Page)


class AuditLog(Protocol):
    """Reads what was done."""

    def search(self, outlet_id: int, wanted: AuditFilter) -> tuple[Sequence[AuditEntry], int]: ...
    def last(self, outlet_id: int, action: str) -> datetime | None:
        """When something was last done at an outlet; never of ``bill.issued``."""
        ...

    def exceptions(
        self, outlet_id: int, first: datetime, last: datetime, days: tuple[str, str]
    ) -> Sequence[Exceptions]: ...
