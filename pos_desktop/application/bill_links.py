"""Whose bill it was, when that is found out after it was issued."""

from __future__ import annotations

from msgspec import Struct

from pos_desktop.application.bills import known_bill
from pos_desktop.application.customers import CustomerInput, find_or_create, known_customer
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.ports import Work
from pos_desktop.application.posting import count_order
from pos_desktop.application.settling import settle_account
from pos_desktop.domain.accounts import Entry, EntryKind
from pos_desktop.domain.customers import balance_in_words
from pos_desktop.domain.errors import Refused
from pos_desktop.domain.money import Paise
from pos_desktop.domain.people import Right


class LinkBill(Struct, frozen=True, kw_only=True):
    """A bill without a customer, and whose it was: by id, or by phone and name."""

    bill_number: str
    customer_id: int | None = None
    name: str | None = None
    phone: str | None = None


class LinkedBill(Struct, frozen=True, kw_only=True):
    """The bill now stands in the customer's history; its unpaid part on the account."""

    bill_number: str
    customer_id: int
    customer_name: str
    put_on_account: Paise
    balance: Paise
    balance_words: str


@use_case("bills.link_customer", right=Right.CUSTOMERS, what="link customers", writes=True)
def link_customer(desk: Desk, work: Work, request: LinkBill) -> LinkedBill:
    """Note whose bill it was; the bill itself stays as it was issued."""
    bill = known_bill(desk, work, request.bill_number, field="bill_number")
    if bill.customer_id is not None:
        raise Refused(
            f"Bill {bill.number} has a customer already. Merge two entries of one person.",
            code="bill_has_customer",
        )
    if request.customer_id is not None:
        customer = known_customer(desk, work, request.customer_id, field="customer_id")
    else:
        given = CustomerInput(name=request.name, phone=request.phone)
        customer = find_or_create(desk, work, given, path="")
    now, outlet = desk.clock(), desk.outlet(work)
    work.customers.link_bill(
        outlet_id=outlet.id,
        bill_id=bill.id,
        customer_id=customer.id,
        uuid=desk.new_uuid(),
        at=now,
        by=desk.signed_in.user_id,
    )
    count_order(desk, work, customer, bill)
    given_back = work.credit_notes.earlier(bill.id).total
    if given_back:
        work.customers.record_return(customer.id, given_back)
    due = work.accounts.own_dues(bill.id, customer.id)
    if due:
        work.accounts.post(
            Entry(
                uuid=desk.new_uuid(),
                outlet_id=outlet.id,
                customer_id=customer.id,
                at=now,
                business_date=outlet.business_date(now),
                kind=EntryKind.BILL,
                bill_id=bill.id,
                debit=due,
            )
        )
        settle_account(desk, work, customer.id)
    desk.audit(work, "bill.linked", bill.number, customer=customer.details.name, due=due)
    balance = work.accounts.balance(customer.id)
    return LinkedBill(
        bill_number=bill.number,
        customer_id=customer.id,
        customer_name=customer.details.name,
        put_on_account=due,
        balance=balance,
        balance_words=balance_in_words(balance),
    )
