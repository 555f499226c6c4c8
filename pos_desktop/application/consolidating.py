"""The day's one tax invoice for its cash memos (CGST Rule 46, fourth proviso).

A memo is numbered, printed and sealed in its own transaction, like any bill; the invoice is a
document of its own, numbered in the transaction that issues it. So no number is handed out
afterwards, and nothing that was issued changes.

The close of a shift issues one for each local date on which its terminal has memos in none yet:
mostly one. A day with two shifts has two, each memo in one of them, for nobody can know at the
first close that there will be another. What a terminal left open, because its shift was never
closed, any terminal can issue from the next day on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct, field
from msgspec.structs import replace

from pos_desktop.application.clock import check_clock
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.parties import seller_of
from pos_desktop.application.ports import Work
from pos_desktop.application.print_jobs import queue_copy, queue_printouts
from pos_desktop.domain.cash_memos import ConsolidatedInvoice, OpenMemos
from pos_desktop.domain.documents import Series, document_number, financial_year
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.money import Paise
from pos_desktop.domain.outlet import Outlet
from pos_desktop.domain.people import Right
from pos_desktop.domain.periods import refuse_backwards
from pos_desktop.domain.shift_report import CopyMark
from pos_desktop.domain.shifts import Shift
from pos_desktop.domain.supplies import TaxSums


class IssueConsolidated(Struct, frozen=True, kw_only=True):
    """The invoices of all days before today that were left open."""


class AskConsolidated(Struct, frozen=True, kw_only=True):
    """Local dates on which they were issued, inclusive; the last year without any."""

    first: date | None = field(default=None, name="from")
    last: date | None = field(default=None, name="to")


class ConsolidatedNumber(Struct, frozen=True, kw_only=True):
    """A consolidated invoice by number."""

    number: str


class ConsolidatedView(Struct, frozen=True, kw_only=True):
    """One of them: the memos it stands for, and what they come to."""

    number: str
    issued_at: datetime
    day: date
    first_memo: str
    last_memo: str
    memos: int
    taxable: Paise
    tax: Paise
    total: Paise


class ConsolidatedList(Struct, frozen=True, kw_only=True):
    """Newest first. ``left_open`` memos of days before today are in none yet."""

    invoices: tuple[ConsolidatedView, ...]
    left_open: int


class ConsolidatedReprinted(Struct, frozen=True, kw_only=True):
    """A copy that was queued; copies are numbered from 1."""

    number: str
    copy: int


@use_case("consolidated.list", right=Right.SEE_REPORTS, what="see reports", writes=False)
def list_consolidated(desk: Desk, work: Work, request: AskConsolidated) -> ConsolidatedList:
    """The consolidated invoices of a period, and how many memos still wait for theirs."""
    outlet = desk.outlet(work)
    today = outlet.local(desk.clock()).date()
    last = request.last or today
    first = request.first or last - timedelta(days=365)
    refuse_backwards(first, last)
    waiting = work.consolidated.open_memos(outlet.id, 0, today)
    return ConsolidatedList(
        invoices=tuple(
            ConsolidatedView(
                number=one.number,
                issued_at=one.local_time,
                day=one.day,
                first_memo=one.first_memo,
                last_memo=one.last_memo,
                memos=one.memos,
                taxable=one.taxable,
                tax=one.tax,
                total=one.total,
            )
            for one in work.consolidated.summaries(outlet.id, first, last)
        ),
        left_open=sum(len(memos.bill_ids) for memos in waiting),
    )


@use_case(
    "consolidated.issue", right=Right.CLOSE_ANY_SHIFT, what="close days left open", writes=True
)
def issue_consolidated(desk: Desk, work: Work, request: IssueConsolidated) -> ConsolidatedList:
    """Issue the consolidated invoices of days before today whose shifts were never closed."""
    check_clock(desk, work, "issue an invoice")
    outlet = desk.outlet(work)
    today = outlet.local(desk.clock()).date()
    waiting = work.consolidated.open_memos(outlet.id, 0, today)
    if not waiting:
        raise Refused(
            "No cash memo of a day before today waits for its invoice. Those of today get theirs "
            "when the shift is closed.",
            code="no_open_memos",
        )
    made = [_issue(desk, work, outlet, memos, shift=None) for memos in waiting]
    return ConsolidatedList(invoices=tuple(map(_view, reversed(made))), left_open=0)


@use_case("consolidated.reprint", right=Right.SEE_REPORTS, what="see reports", writes=True)
def reprint(desk: Desk, work: Work, request: ConsolidatedNumber) -> ConsolidatedReprinted:
    """Queue a marked copy of a consolidated invoice."""
    invoice = known_consolidated(desk, work, request.number)
    at, by = desk.outlet(work).local(desk.clock()), desk.signed_in.user_name
    copy = queue_copy(
        desk,
        work,
        document="consolidated_invoice",
        number=invoice.number,
        render=lambda printer, copy: desk.printouts.consolidated_bytes(
            invoice, printer, CopyMark(copy=copy, at=at, by=by)
        ),
    )
    return ConsolidatedReprinted(number=invoice.number, copy=copy)


def known_consolidated(desk: Desk, work: Work, number: str) -> ConsolidatedInvoice:
    """The outlet's consolidated invoice of that number. Raises BadInput naming ``number``."""
    found = work.consolidated.by_number(desk.signed_in.outlet_id, number.strip())
    if found is None:
        raise BadInput(
            f"There is no consolidated invoice {number}.", field="number", code="unknown_invoice"
        )
    return found


def consolidate_shift(desk: Desk, work: Work, shift: Shift) -> Sequence[ConsolidatedInvoice]:
    """Issue the invoices of the terminal's memos, in the transaction of its shift's close."""
    outlet = desk.outlet(work)
    mine = work.consolidated.open_memos(outlet.id, shift.terminal_id, date.min)
    return [_issue(desk, work, outlet, memos, shift=shift) for memos in mine]


def _issue(
    desk: Desk, work: Work, outlet: Outlet, memos: OpenMemos, *, shift: Shift | None
) -> ConsolidatedInvoice:
    session, now = desk.signed_in, desk.clock()
    local = outlet.local(now)
    year = financial_year(local.date())
    sequence = work.bills.next_number(session.terminal.id, Series.BILL, year)
    lines = work.consolidated.lines_of(memos.bill_ids)
    invoice = ConsolidatedInvoice(
        id=0,
        uuid=desk.new_uuid(),
        number=document_number(session.terminal.code, Series.BILL, year, sequence),
        outlet_id=outlet.id,
        terminal_id=session.terminal.id,
        shift_id=shift.id if shift else None,
        day=memos.day,
        issued_at=now,
        local_time=local,
        user_id=session.user_id,
        user_name=session.user_name,
        seller=seller_of(outlet),
        place_of_supply=outlet.state_code,
        place_name=outlet.state_name,
        first_memo=memos.first_memo,
        last_memo=memos.last_memo,
        memos=len(memos.bill_ids),
        lines=lines,
        sums=sum((line.sums for line in lines), TaxSums()),
        round_off=memos.round_off,
        total=memos.total,
    )
    invoice = replace(invoice, id=work.consolidated.add(invoice, memos.bill_ids))
    desk.audit(
        work,
        "consolidated.issued",
        invoice.number,
        total=invoice.total,
        memos=invoice.memos,
        first=invoice.first_memo,
        last=invoice.last_memo,
    )
    invoice = replace(invoice, proof=work.seal())
    queue_printouts(
        desk,
        work,
        document="consolidated_invoice",
        number=invoice.number,
        render=lambda printer: desk.printouts.consolidated_bytes(invoice, printer),
    )
    return invoice


def _view(invoice: ConsolidatedInvoice) -> ConsolidatedView:
    return ConsolidatedView(
        number=invoice.number,
        issued_at=invoice.local_time,
        day=invoice.day,
        first_memo=invoice.first_memo,
        last_memo=invoice.last_memo,
        memos=invoice.memos,
        taxable=invoice.sums.taxable,
        tax=invoice.sums.tax,
        total=invoice.total,
    )
