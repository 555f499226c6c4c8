"""A tender that was written down wrong is put right inside its open shift: in paired entries.

The bill stays as it was issued. One entry takes the amount from the one way of paying, the other
gives it to the other; where one of the two is cash, the drawer moves with them.
"""

from __future__ import annotations

from msgspec import Struct

from pos_desktop.application.bills import known_bill
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.opening import shift_here, short_text
from pos_desktop.application.ports import Work
from pos_desktop.domain.bills import Bill
from pos_desktop.domain.drawer import TenderCorrection
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.money import Paise, format_rupees
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.people import Right
from pos_desktop.domain.refunds import paid_of
from pos_desktop.domain.shifts import CashKind, CashMovement

CORRECTABLE = (Method.CASH, Method.UPI, Method.CARD)
"""Ways of paying that can be taken for one another; an account has its own documents."""


class CorrectTender(Struct, frozen=True, kw_only=True):
    """What was written down, what it really was, and why; the whole amount unless one is given."""

    bill_number: str
    taken_from: Method
    given_to: Method
    amount: Paise | None = None
    reference: str = ""
    reason: str


class PaidBy(Struct, frozen=True, kw_only=True):
    """What is paid of a bill in one way, after corrections."""

    method: Method
    amount: Paise


class AskTenders(Struct, frozen=True, kw_only=True):
    """Which bill."""

    bill_number: str


class BillTenders(Struct, frozen=True, kw_only=True):
    """How a bill is paid, after corrections, and whether they can still be corrected."""

    bill_number: str
    tenders: tuple[PaidBy, ...]
    may_correct: bool


class TenderCorrected(Struct, frozen=True, kw_only=True):
    """How the bill is paid now."""

    bill_number: str
    tenders: tuple[PaidBy, ...]
    approved_by: str | None


@use_case("bills.tenders", right=Right.SELL, what="see bills", writes=False)
def tenders(desk: Desk, work: Work, request: AskTenders) -> BillTenders:
    """How a bill is paid, after corrections."""
    bill = known_bill(desk, work, request.bill_number, field="bill_number")
    shift = work.shifts.open_shift(desk.signed_in.terminal.id)
    paid = _paid(work, bill)
    return BillTenders(
        bill_number=bill.number,
        tenders=_view(paid),
        may_correct=shift is not None
        and shift.id == bill.shift_id
        and any(paid.get(method) for method in CORRECTABLE),
    )


@use_case("bills.correct_tender", right=Right.CORRECT_TENDER, what="correct a tender", writes=True)
def correct_tender(desk: Desk, work: Work, request: CorrectTender) -> TenderCorrected:
    """Put right how a bill of the open shift was paid; the bill itself stays as it is."""
    bill = known_bill(desk, work, request.bill_number, field="bill_number")
    shift = shift_here(desk, work, "correct a tender in")
    if bill.shift_id != shift.id:
        raise Refused(
            f"Bill {bill.number} is not of this terminal's open shift: its drawer is closed. A "
            "credit note and a new bill put it right.",
            code="not_this_shift",
        )
    for name, method in (("taken_from", request.taken_from), ("given_to", request.given_to)):
        if method not in CORRECTABLE:
            raise BadInput("Only cash, UPI and card are corrected here.", field=name)
    if request.taken_from is request.given_to:
        raise BadInput("Choose another way of paying than the one written down.", field="given_to")
    if request.given_to not in desk.outlet(work).methods:
        raise BadInput(
            f"This outlet does not take {request.given_to.value}.",
            field="given_to",
            code="method_off",
        )
    reason = short_text(request.reason)
    if not reason:
        raise BadInput("Say how it came to be wrong.", field="reason", code="missing_reason")
    amount = _amount(request, _paid(work, bill))
    correction = _correction(desk, bill, request, amount, reason)
    work.drawer.add_correction(correction)
    _move_cash(desk, work, correction)
    desk.audit(
        work,
        "bill.tender_corrected",
        bill.number,
        amount=amount,
        was=request.taken_from.value,
        now=request.given_to.value,
        why=reason,
    )
    return TenderCorrected(
        bill_number=bill.number,
        tenders=_view(_paid(work, bill)),
        approved_by=correction.approved_by or None,
    )


def _amount(request: CorrectTender, paid: dict[Method, Paise]) -> Paise:
    there = paid.get(request.taken_from, 0)
    if there <= 0:
        raise BadInput(
            f"Nothing of bill {request.bill_number} is paid by {request.taken_from.value}.",
            field="taken_from",
            code="nothing_there",
        )
    amount = there if request.amount is None else request.amount
    if not 0 < amount <= there:
        raise BadInput(f"Give an amount up to {format_rupees(there)}.", field="amount")
    return amount


def _correction(
    desk: Desk, bill: Bill, request: CorrectTender, amount: Paise, reason: str
) -> TenderCorrection:
    session = desk.signed_in
    return TenderCorrection(
        uuid=desk.new_uuid(),
        outlet_id=bill.outlet_id,
        terminal_id=bill.terminal_id,
        shift_id=bill.shift_id,
        bill_id=bill.id,
        at=desk.clock(),
        user_id=session.user_id,
        user_name=session.user_name,
        approved_by=desk.approver.name if desk.approver else "",
        reason=reason,
        taken_from=request.taken_from,
        given_to=request.given_to,
        amount=amount,
        reference=short_text(request.reference, field="reference"),
    )


def _move_cash(desk: Desk, work: Work, correction: TenderCorrection) -> None:
    if Method.CASH not in (correction.taken_from, correction.given_to):
        return
    sign = 1 if correction.given_to is Method.CASH else -1
    work.shifts.record_cash(
        CashMovement(
            uuid=desk.new_uuid(),
            outlet_id=correction.outlet_id,
            terminal_id=correction.terminal_id,
            shift_id=correction.shift_id,
            kind=CashKind.CORRECTION,
            amount=sign * correction.amount,
            at=correction.at,
            user_id=correction.user_id,
            bill_id=correction.bill_id,
            reason=correction.reason,
        )
    )


def _paid(work: Work, bill: Bill) -> dict[Method, Paise]:
    return paid_of(bill, work.drawer.corrected(bill.id))


def _view(paid: dict[Method, Paise]) -> tuple[PaidBy, ...]:
    return tuple(
        PaidBy(method=method, amount=paid[method]) for method in Method if paid.get(method)
    )
