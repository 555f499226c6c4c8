"""What the bills screen shows; every figure already in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pos_desktop.application.bills import BillRow
from pos_desktop.domain.money import format_amount
from pos_desktop.domain.phones import format_phone
from pos_desktop.ui.bills.paging import FIRST_PAGE, PageState
from pos_desktop.ui.bills.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class BillLine:
    """A bill in the list."""

    number: str
    date: str
    time: str
    customer: str
    items: str
    total: str
    due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A printout as lines of fixed width."""

    number: str
    text: str
    columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BillsState:
    """The whole screen."""

    text: str = ""
    period: Period = Period.ALL
    first: date | None = None
    last: date | None = None
    rows: tuple[BillLine, ...] = ()
    chosen: str = ""
    """The number of the bill that is chosen."""
    receipt: Receipt | None = None
    page: PageState = FIRST_PAGE
    was_read: bool = False
    problem: str = ""

    @property
    def can_link(self) -> bool:
        """Whether the chosen bill has no customer yet."""
        return any(row.number == self.chosen and not row.customer for row in self.rows)


def bill_line(row: BillRow) -> BillLine:
    """A bill as the list shows it."""
    phone = format_phone(row.customer_phone) if row.customer_phone else ""
    return BillLine(
        number=row.bill_number,
        date=f"{row.issued_at:%d-%m-%Y}",
        time=f"{row.issued_at:%H:%M}",
        customer=" · ".join(part for part in (row.customer_name, phone) if part),
        items=str(row.item_count),
        total=format_amount(row.total_amount),
        due=format_amount(row.balance_due) if row.balance_due else "",
    )
