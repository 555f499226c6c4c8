"""Two accounts become one, customers who come no more, and what was promised."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from pos_desktop.application.customers import CustomerView, known_customer, view_customer
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.ports import Work
from pos_desktop.application.settling import settle_account
from pos_desktop.domain.accounts import Entry, EntryKind
from pos_desktop.domain.customers import Customer
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.money import Paise
from pos_desktop.domain.people import Right

LONGEST_NOTE = 200


class MergeCustomers(Struct, frozen=True, kw_only=True):
    """``id`` becomes part of ``into_id``, which keeps its name and particulars."""

    id: int
    into_id: int


class SetActive(Struct, frozen=True, kw_only=True):
    """Whether a customer is still offered at the counter."""

    id: int
    active: bool


class Promise(Struct, frozen=True, kw_only=True):
    """When a customer said to pay; without a date the promise is taken off."""

    customer_id: int
    on: date | None = None
    note: str = ""


@use_case("customers.merge", right=Right.MERGE_CUSTOMERS, what="merge customers", writes=True)
def merge(desk: Desk, work: Work, request: MergeCustomers) -> CustomerView:
    """Make two accounts one: both ledgers stay as they are, the balance goes along."""
    gone = known_customer(desk, work, request.id, field="id")
    kept = known_customer(desk, work, request.into_id, field="into_id")
    if gone.id == kept.id:
        raise BadInput("Choose another customer: these two are one account.", field="into_id")
    now, outlet = desk.clock(), desk.outlet(work)
    moved = gone.balance
    if moved:
        for customer, amount in ((gone, -moved), (kept, moved)):
            work.accounts.post(
                Entry(
                    uuid=desk.new_uuid(),
                    outlet_id=outlet.id,
                    customer_id=customer.id,
                    at=now,
                    business_date=outlet.business_date(now),
                    kind=EntryKind.MERGE,
                    debit=max(-amount, 0),
                    credit=max(amount, 0),
                )
            )
    work.customers.merge(gone.id, kept.id, now)
    settle_account(desk, work, kept.id)
    desk.audit(
        work,
        "customer.merged",
        gone.uuid,
        name=gone.details.name,
        into=kept.details.name,
        balance=moved,
    )
    return view_customer(known_customer(desk, work, kept.id, field="into_id"))


@use_case("customers.set_active", right=Right.CUSTOMERS, what="change customers", writes=True)
def set_active(desk: Desk, work: Work, request: SetActive) -> CustomerView:
    """Take a customer out of the search, or back in; nothing of a customer is ever deleted."""
    customer = known_customer(desk, work, request.id, field="id")
    if not request.active:
        _refuse_unsettled(customer, customer.balance)
    work.customers.set_active(customer.id, active=request.active, at=desk.clock())
    action = "customer.activated" if request.active else "customer.deactivated"
    desk.audit(work, action, customer.uuid, name=customer.details.name)
    return view_customer(known_customer(desk, work, customer.id, field="id"))


@use_case("accounts.promise", right=Right.CUSTOMERS, what="note promises", writes=True)
def promise(desk: Desk, work: Work, request: Promise) -> CustomerView:
    """Note when a customer said to pay."""
    customer = known_customer(desk, work, request.customer_id, field="customer_id")
    note = request.note.strip()
    if len(note) > LONGEST_NOTE:
        raise BadInput(f"A note has at most {LONGEST_NOTE} characters.", field="note")
    if request.on is None and note:
        raise BadInput("Give the day that was promised.", field="on")
    if request.on is not None and request.on < desk.outlet(work).business_date(desk.clock()):
        raise BadInput("That day is past. Give one that is still to come.", field="on")
    work.customers.promise(customer.id, request.on, note)
    day = request.on.isoformat() if request.on else ""
    desk.audit(work, "account.promised", customer.uuid, name=customer.details.name, on=day)
    return view_customer(known_customer(desk, work, customer.id, field="customer_id"))


def _refuse_unsettled(customer: Customer, balance: Paise) -> None:
    if balance:
        raise Refused(
            f"The account of {customer.details.name} is not up to date. Settle it or write it "
            "off first; then the customer can be made inactive.",
            code="account_not_settled",
        )
