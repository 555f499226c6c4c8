"""Returns: goods of a bill taken back, and its money given back or taken off what is due."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct, field

from pos_desktop.application.bills import known_bill
from pos_desktop.application.clock import check_clock
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.lines import LineView, view_line
from pos_desktop.application.paging import Pagination, page_of
from pos_desktop.application.ports import Work
from pos_desktop.application.print_jobs import queue_copy
from pos_desktop.application.returning import (
    Planned,
    ReturnLine,
    check_reason,
    check_right,
    plan_return,
    refuse_inactive,
    write_note,
)
from pos_desktop.application.shifts import shift_to_sell_in
from pos_desktop.domain.credit_notes import CreditNote, NoteSummary, Refund, RefundMethod
from pos_desktop.domain.documents import DocumentKind
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gst import Totals
from pos_desktop.domain.measures import Milli
from pos_desktop.domain.money import Paise
from pos_desktop.domain.people import Answer, Right, may
from pos_desktop.domain.periods import refuse_backwards
from pos_desktop.domain.refunds import (
    RefundOffered,
    refund_methods,
    settle_refund,
    suggested_refund,
)


class IssueNote(Struct, frozen=True, kw_only=True):
    """Lines of a bill, or all that is left of it; how the money goes back, and why.

    Without ``refund`` it goes back as ``credit_notes.preview`` suggests. A refund without an
    amount takes the rest.
    """

    bill_number: str
    lines: tuple[ReturnLine, ...] = ()
    all: bool = False
    refund: tuple[RefundOffered, ...] = ()
    reason: str


class PreviewNote(Struct, frozen=True, kw_only=True):
    """Lines of a bill, or all that is left of it."""

    bill_number: str
    lines: tuple[ReturnLine, ...] = ()
    all: bool = False


class NoteNumber(Struct, frozen=True, kw_only=True):
    """A credit note by number."""

    credit_note_number: str


class SearchNotes(Struct, frozen=True, kw_only=True):
    """Part of a number of a note or bill, or of a customer's name or phone; business dates."""

    q: str = ""
    first: date | None = field(default=None, name="from")
    last: date | None = field(default=None, name="to")
    page: int = 1
    limit: int = 20


class NoteLineView(LineView, frozen=True, kw_only=True):
    """A line of a note; ``bill_line`` is its number on the bill."""

    bill_line: int
    restock: bool


class IssuedNote(Struct, frozen=True, kw_only=True):
    """The credit note, numbered and durable."""

    credit_note_number: str
    bill_number: str
    bill_date: date
    document: DocumentKind
    is_gst: bool
    issued_at: datetime
    cashier_name: str
    approved_by: str | None
    reason: str
    lines: tuple[NoteLineView, ...]
    totals: Totals
    refund: tuple[Refund, ...]
    customer_id: int | None


class NotePreview(Struct, frozen=True, kw_only=True):
    """What a return would give; nothing is stored."""

    bill_number: str
    is_gst: bool
    lines: tuple[NoteLineView, ...]
    totals: Totals
    due: Paise
    """What is unpaid of the bill: so much comes off the account first."""
    refund: tuple[Refund, ...]
    """How it goes back unless another way is asked for."""
    methods: tuple[RefundMethod, ...]
    needs_approval: bool
    """Whether another person must approve, for whoever is signed in."""


class NoteList(Struct, frozen=True, kw_only=True):
    """A page of credit notes, newest first; times are the outlet's."""

    credit_notes: tuple[NoteSummary, ...]
    pagination: Pagination


class NoteReprinted(Struct, frozen=True, kw_only=True):
    """A copy that was queued; copies are numbered from 1."""

    credit_note_number: str
    copy: int


@use_case("credit_notes.issue", right=Right.RETURN, what="take goods back", writes=True)
def issue(desk: Desk, work: Work, request: IssueNote) -> IssuedNote:
    """Take lines of a bill back: a credit note, at the bill's own prices and rates."""
    bill = known_bill(desk, work, request.bill_number, field="bill_number")
    approved_by = check_right(desk, bill)
    reason = check_reason(request.reason)
    shift = shift_to_sell_in(desk, work, "take goods back in")
    desk.guard()
    check_clock(desk, work, "take goods back")
    planned = plan_return(desk, work, bill, request.lines, everything=request.all)
    refunds = refunds_of(work, planned, request.refund)
    return view_note(
        write_note(
            desk, work, shift, planned, refunds=refunds, reason=reason, approved_by=approved_by
        )
    )


@use_case("credit_notes.preview", right=Right.SELL, what="see bills", writes=False)
def preview(desk: Desk, work: Work, request: PreviewNote) -> NotePreview:
    """What a return of these lines would give, without storing it."""
    bill = known_bill(desk, work, request.bill_number, field="bill_number")
    planned = plan_return(desk, work, bill, request.lines, everything=request.all)
    role, is_own = desk.signed_in.role, bill.cashier_id == desk.signed_in.user_id
    right = Right.RETURN_OWN_SALE if is_own else Right.RETURN
    return NotePreview(
        bill_number=bill.number,
        is_gst=planned.is_gst,
        lines=tuple(
            _view_line(view_line(line, taxed), qty, number, line.line, planned.restock[line.line])
            for number, (line, qty, taxed) in enumerate(planned.lines, start=1)
        ),
        totals=planned.totals,
        due=planned.due,
        refund=suggested_refund(planned.bill, planned.earlier, planned.totals.total, planned.due),
        methods=refund_methods(planned.bill, planned.outlet.methods),
        needs_approval=may(role, right) is not Answer.YES,
    )


@use_case("credit_notes.get", right=Right.SELL, what="see bills", writes=False)
def get(desk: Desk, work: Work, request: NoteNumber) -> IssuedNote:
    """One credit note as it was issued."""
    return view_note(known_note(desk, work, request.credit_note_number, field="credit_note_number"))


@use_case("credit_notes.search", right=Right.SELL, what="see bills", writes=False)
def search(desk: Desk, work: Work, request: SearchNotes) -> NoteList:
    """Credit notes by part of a number or of a customer, and by date, newest first."""
    page = page_of(request.page, request.limit)
    refuse_backwards(request.first, request.last)
    rows, total = work.credit_notes.search(
        desk.signed_in.outlet_id, request.q.strip(), request.first, request.last, page
    )
    return NoteList(credit_notes=tuple(rows), pagination=Pagination.of(page, total))


@use_case("credit_notes.reprint", right=Right.SELL, what="print bills again", writes=True)
def reprint(desk: Desk, work: Work, request: NoteNumber) -> NoteReprinted:
    """Queue a marked copy of a credit note; the drawer stays shut."""
    note = known_note(desk, work, request.credit_note_number, field="credit_note_number")
    outlet = desk.outlet(work)
    copy = queue_copy(
        desk,
        work,
        document="credit_note",
        number=note.number,
        render=lambda printer, copy: desk.printouts.credit_note_bytes(
            note,
            printer,
            copy=copy,
            reprinted_at=outlet.local(desk.clock()),
            reprinted_by=desk.signed_in.user_name,
            letterhead=work.letterheads.get(note.outlet_id),
        ),
    )
    return NoteReprinted(credit_note_number=note.number, copy=copy)


def known_note(desk: Desk, work: Work, number: str, *, field: str) -> CreditNote:
    """The credit note of that number at this outlet. Raises BadInput naming *field*."""
    note = work.credit_notes.by_number(desk.signed_in.outlet_id, number.strip())
    if note is None:
        raise BadInput(
            f"There is no credit note {number}.", field=field, code="unknown_credit_note"
        )
    return note


def refunds_of(
    work: Work, planned: Planned, offered: tuple[RefundOffered, ...]
) -> tuple[Refund, ...]:
    """The refunds that are asked for, or those that are suggested. Raises BadInput."""
    bill, total, due = planned.bill, planned.totals.total, planned.due
    if offered:
        ways = refund_methods(bill, planned.outlet.methods)
        refunds = settle_refund(bill, total, due, offered, ways=ways)
    else:
        refunds = suggested_refund(bill, planned.earlier, total, due)
    refuse_inactive(work, bill, refunds, due)
    return refunds


def view_note(note: CreditNote) -> IssuedNote:
    """A credit note as programs and screens see it."""
    return IssuedNote(
        credit_note_number=note.number,
        bill_number=note.bill_number,
        bill_date=note.bill_date,
        document=note.document,
        is_gst=note.is_gst,
        issued_at=note.issued_at,
        cashier_name=note.cashier_name,
        approved_by=note.approved_by,
        reason=note.reason,
        lines=tuple(
            _view_line(
                view_line(line, line.taxed), line.qty, line.line, line.bill_line, line.restock
            )
            for line in note.lines
        ),
        totals=note.totals,
        refund=note.refunds,
        customer_id=note.customer_id,
    )


def _view_line(
    view: LineView, qty: Milli, number: int, bill_line: int, restock: bool
) -> NoteLineView:
    told = {name: getattr(view, name) for name in LineView.__struct_fields__}
    told |= {"qty": qty, "line": number}
    return NoteLineView(**told, bill_line=bill_line, restock=restock)
