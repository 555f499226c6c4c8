"""Customers of the outlet: create, update, find, and their order history."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.customer_details import checked_details
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.paging import Pagination, page_of
from pos_desktop.application.ports import Work
from pos_desktop.domain.bills import BillSummary
from pos_desktop.domain.customers import Customer, CustomerDetails, balance_in_words
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.money import Paise
from pos_desktop.domain.outlet import CreditPolicy
from pos_desktop.domain.people import Right
from pos_desktop.domain.phones import normalise_phone
from pos_desktop.domain.states import state_of

SHORTEST_SEARCH = 2


class CustomerInput(Struct, frozen=True, kw_only=True):
    """What is written down about a customer; None leaves a field as it is (empty when new)."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    is_gst_customer: bool | None = None
    company_name: str | None = None
    gstin: str | None = None
    gst_state: str | None = None
    gst_state_code: str | None = None
    company_phone: str | None = None
    company_address: str | None = None
    notes: str | None = None
    nickname: str | None = None
    landmark: str | None = None
    credit_limit: Paise | None = None
    credit_days: int | None = None
    credit_bills: int | None = None
    credit_policy: str | None = None
    """``warn`` or ``stop`` beyond a limit; empty: as the outlet has it."""
    temporary_limit: Paise | None = None
    temporary_until: date | None = None
    keep_gstin_as_typed: bool = False


class UpdateCustomer(CustomerInput, frozen=True, kw_only=True):
    """Changes to a customer; fields not given stay."""

    id: int
    no_credit_limit: bool = False
    no_credit_days: bool = False
    no_credit_bills: bool = False
    no_temporary_limit: bool = False


class CustomerId(Struct, frozen=True, kw_only=True):
    """A customer by id."""

    id: int


class ByPhone(Struct, frozen=True, kw_only=True):
    """A customer by phone."""

    phone: str


class SearchCustomers(Struct, frozen=True, kw_only=True):
    """Part of a name, phone, company or GSTIN."""

    q: str
    limit: int = 20


class CustomerOrders(Struct, frozen=True, kw_only=True):
    """A page of a customer's order history."""

    id: int
    page: int = 1
    limit: int = 20


class CustomerView(Struct, frozen=True, kw_only=True):
    """A customer as it is shown. balance: negative owes, positive is an advance."""

    id: int
    uuid: str
    name: str
    phone: str | None
    email: str
    address: str
    is_gst_customer: bool
    company_name: str
    gstin: str | None
    gstin_verified: bool
    gst_state: str | None
    gst_state_code: str | None
    company_phone: str
    company_address: str
    notes: str
    credit_limit: Paise | None
    balance: Paise
    balance_words: str
    total_orders: int
    total_spent: Paise
    last_order_at: datetime | None
    is_active: bool
    nickname: str = ""
    landmark: str = ""
    credit_days: int | None = None
    credit_bills: int | None = None
    credit_policy: CreditPolicy | None = None
    temporary_limit: Paise | None = None
    temporary_until: date | None = None
    merged_into: int | None = None
    promised_on: date | None = None
    promise_note: str = ""
    reminded_at: datetime | None = None


class CustomerList(Struct, frozen=True, kw_only=True):
    """Customers found, best match first."""

    customers: tuple[CustomerView, ...]


class FoundCustomer(Struct, frozen=True, kw_only=True):
    """A customer, or none."""

    customer: CustomerView | None


class OrderRow(Struct, frozen=True, kw_only=True):
    """One completed order of a customer. Date and time are the outlet's."""

    order_number: str
    bill_number: str
    order_date: str
    order_time: str
    order_type: str
    status: str
    subtotal: Paise
    tax_amount: Paise
    total_amount: Paise
    item_count: int
    balance_due: Paise


class OrderHistory(Struct, frozen=True, kw_only=True):
    """A page of orders, newest first."""

    orders: tuple[OrderRow, ...]
    pagination: Pagination


@use_case("customers.create", right=Right.CUSTOMERS, what="add customers", writes=True)
def create(desk: Desk, work: Work, request: CustomerInput) -> CustomerView:
    """Add a customer. Refused when the phone belongs to another."""
    return view_customer(create_customer(desk, work, request, path=""))


@use_case("customers.update", right=Right.CUSTOMERS, what="change customers", writes=True)
def update(desk: Desk, work: Work, request: UpdateCustomer) -> CustomerView:
    """Change any field of a customer; issued bills keep what they said."""
    customer = known_customer(desk, work, request.id, field="id")
    details = checked_details(request, _without(request, customer.details), path="")
    _check_terms(desk, customer.details, details)
    if details.phone != customer.details.phone:
        _refuse_taken_phone(desk, work, details.phone, "phone", unless_of=customer.id)
    work.customers.update(customer.id, details, desk.clock())
    desk.audit(work, "customer.updated", customer.uuid, name=details.name)
    return view_customer(replace(customer, details=details))


@use_case("customers.get", right=Right.CUSTOMERS, what="see customers", writes=False)
def get(desk: Desk, work: Work, request: CustomerId) -> CustomerView:
    """One customer by id."""
    return view_customer(known_customer(desk, work, request.id, field="id"))


@use_case("customers.by_phone", right=Right.CUSTOMERS, what="see customers", writes=False)
def by_phone(desk: Desk, work: Work, request: ByPhone) -> FoundCustomer:
    """The customer with this phone, or none."""
    phone = normalise_phone(request.phone, field="phone")
    found = work.customers.by_phone(desk.signed_in.outlet_id, phone)
    return FoundCustomer(customer=view_customer(found) if found else None)


@use_case("customers.search", right=Right.CUSTOMERS, what="see customers", writes=False)
def search(desk: Desk, work: Work, request: SearchCustomers) -> CustomerList:
    """Customers by part of name, phone, company or GSTIN (2 characters or more)."""
    text = request.q.strip()
    if len(text) < SHORTEST_SEARCH:
        raise BadInput(
            f"Type at least {SHORTEST_SEARCH} characters to search.", field="q", code="too_short"
        )
    page_of(1, request.limit)
    found = work.customers.search(desk.signed_in.outlet_id, text, request.limit)
    return CustomerList(customers=tuple(view_customer(customer) for customer in found))


@use_case("customers.orders", right=Right.CUSTOMERS, what="see customers", writes=False)
def orders(desk: Desk, work: Work, request: CustomerOrders) -> OrderHistory:
    """A customer's orders, newest first, by the page."""
    page = page_of(request.page, request.limit)
    customer = known_customer(desk, work, request.id, field="id")
    rows, total = work.bills.of_customer(desk.signed_in.outlet_id, customer.id, page)
    return OrderHistory(
        orders=tuple(_order_row(row) for row in rows), pagination=Pagination.of(page, total)
    )


def known_customer(desk: Desk, work: Work, customer_id: int, *, field: str) -> Customer:
    """The customer of that id at this outlet; of a merged one, whom it was merged into.

    Raises BadInput naming *field*.
    """
    outlet_id = desk.signed_in.outlet_id
    customer = work.customers.get(outlet_id, customer_id)
    if customer is not None and customer.merged_into is not None:
        customer = work.customers.get(outlet_id, customer.merged_into)
    if customer is None:
        raise BadInput(f"There is no customer {customer_id}.", field=field, code="unknown_customer")
    return customer


def create_customer(desk: Desk, work: Work, given: CustomerInput, *, path: str) -> Customer:
    """Add a customer inside the caller's transaction. Raises as ``customers.create``."""
    details = checked_details(given, CustomerDetails(name=""), path=path)
    _check_terms(desk, CustomerDetails(name=""), details)
    _refuse_taken_phone(desk, work, details.phone, f"{path}phone")
    outlet_id, uuid = desk.signed_in.outlet_id, desk.new_uuid()
    customer_id = work.customers.add(outlet_id, uuid, details, desk.clock())
    desk.audit(work, "customer.created", uuid, name=details.name)
    return Customer(
        id=customer_id,
        uuid=uuid,
        outlet_id=outlet_id,
        details=details,
        balance=0,
        total_orders=0,
        total_spent=0,
        last_order_at=None,
        is_active=True,
    )


def find_or_create(desk: Desk, work: Work, given: CustomerInput, *, path: str) -> Customer:
    """The customer with the given phone, or a new one of that name and phone."""
    if given.phone:
        phone = normalise_phone(given.phone, field=f"{path}phone")
        found = work.customers.by_phone(desk.signed_in.outlet_id, phone)
        if found is not None:
            return found
    if not (given.name or "").strip():
        raise BadInput(
            "No customer has this phone. Give a name to create one.",
            field=f"{path}name",
            code="unknown_customer",
        )
    return create_customer(desk, work, given, path=path)


def bring_back(desk: Desk, work: Work, customer: Customer) -> None:
    """Whoever buys or pays again is offered at the counter again: no account is open unseen."""
    if not customer.is_active:
        work.customers.set_active(customer.id, active=True, at=desk.clock())
        desk.audit(work, "customer.activated", customer.uuid, name=customer.details.name)


def forget_promise(work: Work, customer: Customer) -> None:
    """Once nothing is owed any more, no day is left on which it was promised."""
    if customer.promised_on is not None and work.accounts.balance(customer.id) >= 0:
        work.customers.promise(customer.id, None, "")


def view_customer(customer: Customer) -> CustomerView:
    """A customer, flat."""
    d = customer.details
    return CustomerView(
        id=customer.id,
        uuid=customer.uuid,
        name=d.name,
        phone=d.phone,
        email=d.email,
        address=d.address,
        is_gst_customer=d.is_gst_customer,
        company_name=d.company_name,
        gstin=d.gstin,
        gstin_verified=d.gstin_verified,
        gst_state=state_of(d.gst_state_code, field="gst_state_code").name
        if d.gst_state_code
        else None,
        gst_state_code=d.gst_state_code,
        company_phone=d.company_phone,
        company_address=d.company_address,
        notes=d.notes,
        nickname=d.nickname,
        landmark=d.landmark,
        credit_limit=d.credit_limit,
        credit_days=d.credit_days,
        credit_bills=d.credit_bills,
        credit_policy=d.credit_policy,
        temporary_limit=d.temporary_limit,
        temporary_until=d.temporary_until,
        balance=customer.balance,
        balance_words=balance_in_words(customer.balance),
        total_orders=customer.total_orders,
        total_spent=customer.total_spent,
        last_order_at=customer.last_order_at,
        is_active=customer.is_active,
        merged_into=customer.merged_into,
        promised_on=customer.promised_on,
        promise_note=customer.promise_note,
        reminded_at=customer.reminded_at,
    )


def _without(request: UpdateCustomer, details: CustomerDetails) -> CustomerDetails:
    """The details without the limits that are to be taken away."""
    if request.no_credit_limit:
        details = replace(details, credit_limit=None)
    if request.no_credit_days:
        details = replace(details, credit_days=None)
    if request.no_credit_bills:
        details = replace(details, credit_bills=None)
    if request.no_temporary_limit:
        details = replace(details, temporary_limit=None, temporary_until=None)
    return details


def _check_terms(desk: Desk, before: CustomerDetails, after: CustomerDetails) -> None:
    """Who may not give credit beyond a limit may not move the limit either."""
    if before.terms != after.terms:
        desk.require(Right.SET_CREDIT, f"change how much credit {after.name} gets")


def _refuse_taken_phone(
    desk: Desk, work: Work, phone: str | None, field: str, *, unless_of: int | None = None
) -> None:
    if phone is None:
        return
    other = work.customers.by_phone(desk.signed_in.outlet_id, phone)
    if other is not None and other.id != unless_of:
        raise Refused(
            f"{other.details.name} already has the phone {phone}. Use that customer.",
            code="phone_taken",
            field=field,
        )


def _order_row(row: BillSummary) -> OrderRow:
    return OrderRow(
        order_number=row.order_number,
        bill_number=row.number,
        order_date=f"{row.local_time:%Y-%m-%d}",
        order_time=f"{row.local_time:%H:%M:%S}",
        order_type=row.order_type,
        status="completed",
        subtotal=row.subtotal,
        tax_amount=row.tax,
        total_amount=row.total,
        item_count=row.item_count,
        balance_due=row.balance_due,
    )
