"""What the bills screen shows; every figure already in words."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from pos_desktop.application.bills import BillRow
from pos_desktop.domain.bills import ReturnState
from pos_desktop.domain.credit_notes import NoteSummary
from pos_desktop.domain.money import format_amount
from pos_desktop.domain.phones import format_phone
from pos_desktop.ui.bills.paging import FIRST_PAGE, PageState
from pos_desktop.ui.bills.periods import Period
from pos_desktop.ui.returns.state import RETURNED


class BillLine(Struct, frozen=True, kw_only=True):
    """A bill in the list."""

    number: str
    date: str
    time: str
    customer: str
    items: str
    total: str
    due: str
    taken_back: str
    """How much of a bill was taken back; of a credit note, its bill."""
    can_return: bool = False


class Receipt(Struct, frozen=True, kw_only=True):
    """A printout as a picture of the printer's dots, and what it says."""

    number: str
    text: str
    picture: bytes


class BillsState(Struct, frozen=True, kw_only=True):
    """The whole screen."""

    shows_notes: bool = False
    """Credit notes are listed in the place of bills."""
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
        chosen = any(row.number == self.chosen and not row.customer for row in self.rows)
        return chosen and not self.shows_notes


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
        taken_back=RETURNED[row.return_state],
        can_return=row.return_state is not ReturnState.ALL,
    )


def note_line(note: NoteSummary) -> BillLine:
    """A credit note as the list shows it."""
    phone = format_phone(note.customer_phone) if note.customer_phone else ""
    return BillLine(
        number=note.number,
        date=f"{note.local_time:%d-%m-%Y}",
        time=f"{note.local_time:%H:%M}",
        customer=" · ".join(part for part in (note.customer_name, phone) if part),
        items=str(note.item_count),
        total=format_amount(note.total),
        due="",
        taken_back=note.bill_number,
    )
