"""How far a customer is trusted, and what speaks against more credit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from pos_desktop.domain.money import Paise, format_rupees
from pos_desktop.domain.outlet import CreditPolicy

if TYPE_CHECKING:
    from pos_desktop.domain.accounts import DueBill


class CreditTerms(Struct, frozen=True, kw_only=True):
    """How much may be owed, for how long, on how many bills; None is no such limit.

    ``temporary_limit`` stands in the place of ``limit`` up to and on ``temporary_until``.
    """

    limit: Paise | None = None
    days: int | None = None
    bills: int | None = None
    policy: CreditPolicy | None = None
    """None: as the outlet has it."""
    temporary_limit: Paise | None = None
    temporary_until: date | None = None

    def limit_on(self, day: date) -> Paise | None:
        """The most that may be owed on a business date."""
        until = self.temporary_until
        if self.temporary_limit is not None and until is not None and day <= until:
            return self.temporary_limit
        return self.limit

    @property
    def looks_at_bills(self) -> bool:
        """Whether the unpaid bills matter, not only their sum."""
        return self.days is not None or self.bills is not None


def objections(
    terms: CreditTerms, *, owes: Paise, dues: Sequence[DueBill], today: date
) -> tuple[str, ...]:
    """What speaks against a bill on credit, each as words that follow a name; none when nothing.

    Args:
        terms: the customer's.
        owes: what would be owed with this bill's unpaid part.
        dues: the bills that are unpaid before it.
        today: the business date.
    """
    found = []
    limit = terms.limit_on(today)
    if limit is not None and owes > limit:
        found.append(f"would owe {format_rupees(owes)} (limit {format_rupees(limit)})")
    if terms.bills is not None and len(dues) + 1 > terms.bills:
        bills = "bill" if terms.bills == 1 else "bills"
        found.append(f"would have {len(dues) + 1} unpaid {bills} (limit {terms.bills})")
    if terms.days is not None and dues:
        age = (today - min(due.business_date for due in dues)).days
        if age > terms.days:
            found.append(f"has owed a bill for {age} days (limit {terms.days})")
    return tuple(found)
