"""What a sale does to a customer's account, and to the drawer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from pos_desktop.application.customers import bring_back
from pos_desktop.application.desk import Desk
from pos_desktop.application.ports import Work
from pos_desktop.domain.accounts import Entry, EntryKind
from pos_desktop.domain.bills import Bill, Offered, Settlement, Tender
from pos_desktop.domain.credit import objections
from pos_desktop.domain.customers import Customer
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.money import Paise, format_rupees
from pos_desktop.domain.outlet import CreditPolicy, Method, Outlet
from pos_desktop.domain.people import Right
from pos_desktop.domain.shifts import CashKind, CashMovement

Brought = Callable[[Paise], Sequence[Offered]]
"""Told what a bill comes to, takes goods back and says what that pays of it."""


def check_credit(
    desk: Desk, work: Work, outlet: Outlet, customer: Customer | None, settlement: Settlement
) -> None:
    """Refuse credit that nobody may give, and an advance that is not there.

    Raises BadInput naming ``tenders`` or Refused with ``approval_needed``.
    """
    credit, advance = settlement.paid_by(Method.CREDIT), settlement.paid_by(Method.ADVANCE)
    if advance:
        there = max(customer.balance, 0) if customer else 0
        if advance > there:
            raise BadInput(
                f"The customer's advance is {format_rupees(there)}, not {format_rupees(advance)}.",
                field="tenders",
                code="advance_too_small",
            )
    if not credit:
        return
    if customer is None:
        desk.require(Right.CREDIT_BEYOND_LIMIT, "give credit to an unknown customer")
        return
    _check_limits(desk, work, outlet, customer, owes=credit + advance - customer.balance)


def _check_limits(
    desk: Desk, work: Work, outlet: Outlet, customer: Customer, *, owes: Paise
) -> None:
    """Beyond the customer's limits a manager approves, or it is only written down.

    What counts is all that is owed with this bill's unpaid part, the number of unpaid bills with
    it, and the age of the oldest before it.
    """
    terms = customer.details.terms
    today = outlet.business_date(desk.clock())
    dues = work.accounts.dues(outlet.id, customer.id) if terms.looks_at_bills else ()
    against = objections(terms, owes=owes, dues=dues, today=today)
    if not against:
        return
    name = customer.details.name
    if (terms.policy or outlet.credit_policy) is CreditPolicy.STOP:
        words = f"give credit: {name} {' and '.join(against)}"
        desk.require(Right.CREDIT_BEYOND_LIMIT, words)
    desk.audit(work, "credit.beyond_limit", customer.uuid, name=name, why=list(against))


def use_advance_first(settlement: Settlement, customer: Customer | None) -> Settlement:
    """Credit is given only after the customer's advance is used up.

    So what stays due of bills always adds up to what the balance says is owed.
    """
    credit = settlement.paid_by(Method.CREDIT)
    if customer is None or not credit or customer.balance <= 0:
        return settlement
    unused = customer.balance - settlement.paid_by(Method.ADVANCE)
    used = min(max(unused, 0), credit)
    if not used:
        return settlement
    kept = [t for t in settlement.tenders if t.method is not Method.CREDIT]
    tenders = [*kept, Tender(method=Method.ADVANCE, amount=used, handed=used)]
    if credit > used:
        rest = credit - used
        tenders.append(Tender(method=Method.CREDIT, amount=rest, handed=rest))
    return replace(settlement, tenders=tuple(tenders))


def post_to_account(desk: Desk, work: Work, bill: Bill) -> None:
    """Debit what the sale put onto the account or took out of its advance."""
    for kind, method in ((EntryKind.ADVANCE_USED, Method.ADVANCE), (EntryKind.BILL, Method.CREDIT)):
        amount = sum(t.amount for t in bill.tenders if t.method is method)
        if amount and bill.customer_id is not None:
            work.accounts.post(
                Entry(
                    uuid=desk.new_uuid(),
                    outlet_id=bill.outlet_id,
                    customer_id=bill.customer_id,
                    at=bill.issued_at,
                    business_date=bill.business_date,
                    kind=kind,
                    bill_id=bill.id,
                    debit=amount,
                )
            )


def count_order(desk: Desk, work: Work, customer: Customer, bill: Bill) -> None:
    """One more order of the customer, who is offered at the counter again from now on."""
    work.customers.record_order(customer.id, bill.totals.total, bill.issued_at)
    bring_back(desk, work, customer)


def record_sale_cash(desk: Desk, work: Work, bill: Bill, kept: Paise) -> None:
    """Cash that stays in the drawer: what was handed over less the change."""
    work.shifts.record_cash(
        CashMovement(
            uuid=desk.new_uuid(),
            outlet_id=bill.outlet_id,
            terminal_id=bill.terminal_id,
            shift_id=bill.shift_id,
            kind=CashKind.SALE,
            amount=kept,
            at=bill.issued_at,
            user_id=bill.cashier_id,
            bill_id=bill.id,
        )
    )
