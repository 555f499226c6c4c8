"""Issued bills: look, search, print again."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct, field

from pos_desktop.application.billing import IssuedBill, view_bill
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.paging import Pagination, page_of
from pos_desktop.application.ports import Work
from pos_desktop.application.print_jobs import queue_copy
from pos_desktop.domain.bills import Bill, ReturnState
from pos_desktop.domain.credit_notes import NoteSummary
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.measures import Milli
from pos_desktop.domain.money import Paise
from pos_desktop.domain.people import Right
from pos_desktop.domain.periods import refuse_backwards


class BillNumber(Struct, frozen=True, kw_only=True):
    """A bill by number."""

    bill_number: str


class SearchBills(Struct, frozen=True, kw_only=True):
    """Part of a number, or of a customer's name or phone; business dates, inclusive."""

    q: str = ""
    first: date | None = field(default=None, name="from")
    last: date | None = field(default=None, name="to")
    page: int = 1
    limit: int = 20


class BillRow(Struct, frozen=True, kw_only=True):
    """A bill as a list shows it; the time is the outlet's."""

    bill_number: str
    order_number: str
    document: str
    order_type: str
    issued_at: datetime
    customer_name: str | None
    customer_phone: str | None
    subtotal: Paise
    tax_amount: Paise
    total_amount: Paise
    item_count: int
    balance_due: Paise
    returned: Paise
    """What credit notes took back of it."""
    return_state: ReturnState


class LineLeft(Struct, frozen=True, kw_only=True):
    """How much of a line was taken back, and how much still can be."""

    line: int
    returned: Milli
    left: Milli


class BillRecord(IssuedBill, frozen=True, kw_only=True):
    """A bill as it was issued, and what became of it since."""

    due_now: Paise
    """What is still unpaid; ``balance_due`` is what was when it was issued."""
    return_state: ReturnState
    returned: Paise
    lines_left: tuple[LineLeft, ...]
    credit_notes: tuple[NoteSummary, ...]
    customer_name: str | None
    customer_phone: str | None
    customer_gstin: str | None


class BillList(Struct, frozen=True, kw_only=True):
    """A page of bills, newest first."""

    bills: tuple[BillRow, ...]
    pagination: Pagination


class Reprinted(Struct, frozen=True, kw_only=True):
    """A copy that was queued; copies are numbered from 1."""

    bill_number: str
    copy: int


@use_case("bills.get", right=Right.SELL, what="see bills", writes=False)
def get(desk: Desk, work: Work, request: BillNumber) -> BillRecord:
    """One bill as it was issued, what is due of it, what was taken back and what is left."""
    bill = known_bill(desk, work, request.bill_number, field="bill_number")
    earlier, issued = work.credit_notes.earlier(bill.id), view_bill(bill)
    return BillRecord(
        **{name: getattr(issued, name) for name in IssuedBill.__struct_fields__},
        due_now=work.accounts.due_of(bill.id),
        return_state=earlier.state(bill),
        returned=earlier.total,
        lines_left=tuple(
            LineLeft(line=line.line, returned=back, left=line.qty - back)
            for line in bill.lines
            for back in (earlier.of(line.line).qty,)
        ),
        credit_notes=tuple(work.credit_notes.of_bill(bill.id)),
        customer_name=bill.buyer.name,
        customer_phone=bill.buyer.phone,
        customer_gstin=bill.gst.gstin,
    )


@use_case("bills.search", right=Right.SELL, what="see bills", writes=False)
def search(desk: Desk, work: Work, request: SearchBills) -> BillList:
    """Bills by part of a number or of a customer, and by date, newest first."""
    page = page_of(request.page, request.limit)
    refuse_backwards(request.first, request.last)
    rows, total = work.bills.search(
        desk.signed_in.outlet_id, request.q.strip(), request.first, request.last, page
    )
    return BillList(
        bills=tuple(
            BillRow(
                bill_number=row.number,
                order_number=row.order_number,
                document=row.document,
                order_type=row.order_type,
                issued_at=row.local_time,
                customer_name=row.customer_name,
                customer_phone=row.customer_phone,
                subtotal=row.subtotal,
                tax_amount=row.tax,
                total_amount=row.total,
                item_count=row.item_count,
                balance_due=row.balance_due,
                returned=row.returned,
                return_state=row.return_state,
            )
            for row in rows
        ),
        pagination=Pagination.of(page, total),
    )


@use_case("bills.reprint", right=Right.SELL, what="print bills again", writes=True)
def reprint(desk: Desk, work: Work, request: BillNumber) -> Reprinted:
    """Queue a marked copy of a bill; the drawer stays shut."""
    bill = known_bill(desk, work, request.bill_number, field="bill_number")
    outlet = desk.outlet(work)
    copy = queue_copy(
        desk,
        work,
        document="bill",
        number=bill.number,
        render=lambda printer, copy: desk.printouts.bill_bytes(
            bill,
            printer,
            copy=copy,
            reprinted_at=outlet.local(desk.clock()),
            reprinted_by=desk.signed_in.user_name,
            letterhead=work.letterheads.get(bill.outlet_id),
        ),
    )
    return Reprinted(bill_number=bill.number, copy=copy)


def known_bill(desk: Desk, work: Work, number: str, *, field: str) -> Bill:
    """The bill of that number at this outlet. Raises BadInput naming *field*."""
    bill = work.bills.by_number(desk.signed_in.outlet_id, number.strip())
    if bill is None:
        raise BadInput(f"There is no bill {number}.", field=field, code="unknown_bill")
    return bill
