"""What a return writes, in the caller's transaction; shared by returns, exchanges and conversions.

The number, the note with lines and refunds, what is due, the account, cash, stock, the audit entry
and the print job are written together or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.account_ports import DueChange
from pos_desktop.application.desk import Desk
from pos_desktop.application.ports import Work
from pos_desktop.application.print_jobs import queue_printouts
from pos_desktop.domain.accounts import Allocation, Entry, EntryKind, allocate_oldest_first
from pos_desktop.domain.bills import Bill, BillLine
from pos_desktop.domain.credit_notes import (
    CreditNote,
    Earlier,
    NoteLine,
    Refund,
    RefundMethod,
    check_quantities,
    gives_tax_back,
    take_back,
)
from pos_desktop.domain.documents import DocumentKind, Series, document_number, financial_year
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gst import TaxedLine, Totals
from pos_desktop.domain.measures import Milli
from pos_desktop.domain.money import Paise, format_rupees
from pos_desktop.domain.outlet import Outlet
from pos_desktop.domain.people import Right
from pos_desktop.domain.refunds import as_paid
from pos_desktop.domain.shifts import CashKind, CashMovement, Shift

LONGEST_REASON = 200


class ReturnLine(Struct, frozen=True, kw_only=True):
    """How much of one line of the bill comes back, and whether it goes back on the shelf."""

    line: int
    qty: Milli
    restock: bool = True


class Planned(Struct, frozen=True, kw_only=True):
    """A return as it would be written now."""

    outlet: Outlet
    bill: Bill
    """With its tenders as corrections left them."""
    earlier: Earlier
    due: Paise
    """What is unpaid of the bill."""
    is_gst: bool
    lines: tuple[tuple[BillLine, Milli, TaxedLine], ...]
    restock: Mapping[int, bool]
    totals: Totals


def plan_return(
    desk: Desk, work: Work, bill: Bill, lines: Sequence[ReturnLine], *, everything: bool
) -> Planned:
    """What a return of these lines gives, or of all that is left of the bill.

    Raises BadInput naming ``lines`` or ``lines[i]…``, Refused ``nothing_left``.
    """
    outlet = desk.outlet(work)
    earlier = work.credit_notes.earlier(bill.id)
    if everything == bool(lines):
        raise BadInput("Give the lines that come back, or all: true.", field="lines")
    if everything:
        lines = [
            ReturnLine(line=line.line, qty=left)
            for line in bill.lines
            if (left := line.qty - earlier.of(line.line).qty)
        ]
    wanted = {line.line: line.qty for line in lines}
    if len(wanted) != len(lines):
        raise BadInput("A line of the bill stands here twice.", field="lines")
    fields = {line.line: f"lines[{i}]" for i, line in enumerate(lines)}
    check_quantities(bill, earlier, wanted, fields=fields)
    is_gst = gives_tax_back(bill, earlier, outlet.local(desk.clock()).date())
    parts, totals = take_back(bill, earlier, wanted, is_gst=is_gst, rounded=outlet.round_to_rupee)
    return Planned(
        outlet=outlet,
        bill=as_paid(bill, work.drawer.corrected(bill.id)),
        earlier=earlier,
        due=work.accounts.due_of(bill.id),
        is_gst=is_gst,
        lines=parts,
        restock={line.line: line.restock for line in lines},
        totals=totals,
    )


def check_right(desk: Desk, bill: Bill) -> str | None:
    """The approver's name, where one was needed; nobody takes back alone what they sold.

    Raises Refused as :meth:`Desk.require`.
    """
    what = f"take back bill {bill.number}"
    approver = desk.require(Right.RETURN, what)
    if bill.cashier_id == desk.signed_in.user_id and approver is None:
        approver = desk.require(Right.RETURN_OWN_SALE, f"{what}, which you sold yourself")
    return approver


def check_reason(text: str) -> str:
    """The reason, which must be given. Raises BadInput naming ``reason``."""
    reason = text.strip()
    if not reason:
        raise BadInput("Say why it is taken back.", field="reason", code="missing_reason")
    if len(reason) > LONGEST_REASON:
        raise BadInput(f"A reason has at most {LONGEST_REASON} characters.", field="reason")
    return reason


def write_note(
    desk: Desk,
    work: Work,
    shift: Shift,
    planned: Planned,
    *,
    refunds: tuple[Refund, ...],
    reason: str,
    approved_by: str | None,
) -> CreditNote:
    """Write everything a return changes; the refunds add up to the note."""
    note = _make(desk, work, shift, planned, refunds, reason, approved_by)
    note = replace(note, id=work.credit_notes.add(note, desk.new_uuid))
    cash = note.refunded_by(RefundMethod.CASH)
    if cash:
        _pay_out(desk, work, note, cash)
    _credit_account(desk, work, note, planned.due)
    work.items.take_back(note, desk.new_uuid)
    if note.customer_id is not None:
        work.customers.record_return(note.customer_id, note.totals.total)
    desk.audit(
        work,
        "credit_note.issued",
        note.number,
        bill=note.bill_number,
        total=note.totals.total,
        why=reason,
    )
    note = replace(note, proof=work.seal())
    queue_printouts(
        desk,
        work,
        document="credit_note",
        number=note.number,
        opens_drawer=cash > 0,
        render=lambda printer: desk.printouts.credit_note_bytes(
            note, printer, letterhead=work.letterheads.get(note.outlet_id)
        ),
    )
    return note


def _make(
    desk: Desk,
    work: Work,
    shift: Shift,
    planned: Planned,
    refunds: tuple[Refund, ...],
    reason: str,
    approved_by: str | None,
) -> CreditNote:
    """The note, with the parties and the place as the bill says them."""
    session, bill, now = desk.signed_in, planned.bill, desk.clock()
    local = planned.outlet.local(now)
    year = financial_year(local.date())
    sequence = work.bills.next_number(session.terminal.id, Series.CREDIT_NOTE, year)
    return CreditNote(
        id=0,
        uuid=desk.new_uuid(),
        number=document_number(session.terminal.code, Series.CREDIT_NOTE, year, sequence),
        outlet_id=bill.outlet_id,
        terminal_id=session.terminal.id,
        shift_id=shift.id,
        bill_id=bill.id,
        bill_number=bill.number,
        bill_date=bill.local_time.date(),
        document=bill.document,
        is_gst=planned.is_gst,
        issued_at=now,
        local_time=local,
        business_date=shift.business_date,
        cashier_id=session.user_id,
        cashier_name=session.user_name,
        approved_by=approved_by,
        reason=reason,
        customer_id=bill.customer_id,
        seller=bill.seller,
        buyer=bill.buyer,
        gst=bill.gst,
        place_of_supply=bill.place_of_supply,
        place_name=bill.place_name,
        is_interstate=bill.is_interstate,
        lines=tuple(
            _note_line(line, qty, taxed, number, restock=planned.restock[line.line])
            for number, (line, qty, taxed) in enumerate(planned.lines, start=1)
        ),
        totals=planned.totals,
        refunds=refunds,
        consolidated_number=work.consolidated.number_of(bill.id, now)
        if bill.document is DocumentKind.CASH_MEMO
        else "",
    )


def _note_line(
    line: BillLine, qty: Milli, taxed: TaxedLine, number: int, *, restock: bool
) -> NoteLine:
    return NoteLine(
        line=number,
        item_id=line.item_id,
        description=line.description,
        description_hi=line.description_hi,
        hsn=line.hsn,
        qty=qty,
        unit=line.unit,
        unit_price=line.unit_price,
        price_includes_tax=line.price_includes_tax,
        mrp=line.mrp,
        terms=line.terms,
        taxed=taxed,
        bill_line=line.line,
        restock=restock,
    )


def _pay_out(desk: Desk, work: Work, note: CreditNote, cash: Paise) -> None:
    work.shifts.record_cash(
        CashMovement(
            uuid=desk.new_uuid(),
            outlet_id=note.outlet_id,
            terminal_id=note.terminal_id,
            shift_id=note.shift_id,
            kind=CashKind.REFUND,
            amount=-cash,
            at=note.issued_at,
            user_id=note.cashier_id,
            credit_note_id=note.id,
            reason=note.reason,
        )
    )


def _credit_account(desk: Desk, work: Work, note: CreditNote, due: Paise) -> None:
    """What goes onto the account: off this bill first, then off the oldest; the rest stays there.

    So what is due of a customer's bills always adds up to what the balance says is owed.
    """
    amount = note.refunded_by(RefundMethod.ACCOUNT)
    if not amount:
        return
    settled = [(note.bill_id, min(amount, due))] if due else []
    if note.customer_id is not None:
        others = [
            other
            for other in work.accounts.dues(note.outlet_id, note.customer_id)
            if other.bill_id != note.bill_id
        ]
        rest = amount - min(amount, due)
        for other in allocate_oldest_first(rest, others):
            if other.bill_id is None:
                _settle_adjustment(desk, work, note, other)
            else:
                settled.append((other.bill_id, other.amount))
        work.accounts.post(
            Entry(
                uuid=desk.new_uuid(),
                outlet_id=note.outlet_id,
                customer_id=note.customer_id,
                at=note.issued_at,
                business_date=note.business_date,
                kind=EntryKind.CREDIT_NOTE,
                credit_note_id=note.id,
                credit=amount,
            )
        )
    for bill_id, part in settled:
        work.accounts.allocate(
            credit_note_id=note.id,
            bill_id=bill_id,
            amount=part,
            uuid=desk.new_uuid(),
            at=note.issued_at,
        )


def _settle_adjustment(desk: Desk, work: Work, note: CreditNote, part: Allocation) -> None:
    """What an adjustment put on the account is settled by a note's credit as bills are."""
    work.accounts.change_due(
        DueChange(
            uuid=desk.new_uuid(),
            outlet_id=note.outlet_id,
            customer_id=note.customer_id or 0,
            due_id=part.due_id,
            business_date=note.business_date,
            total=part.amount,
            amount=-part.amount,
            at=note.issued_at,
        )
    )


def refuse_inactive(work: Work, bill: Bill, refunds: Sequence[Refund], due: Paise) -> None:
    """Refuse to keep money for a customer who was taken off the books. Raises BadInput."""
    kept = sum(r.amount for r in refunds if r.method is RefundMethod.ACCOUNT) - due
    if kept <= 0 or bill.customer_id is None:
        return
    customer = work.customers.get(bill.outlet_id, bill.customer_id)
    if customer is not None and not customer.is_active:
        raise BadInput(
            f"{customer.details.name} is no longer an active customer, so {format_rupees(kept)} "
            "cannot be kept on the account. Give it back another way.",
            field="refund",
            code="customer_inactive",
        )
