"""Customers of the outlet: create, update, find, and their order history."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.paging import Pagination, page_of
from pos_desktop.application.ports import Work
from pos_desktop.domain.bills import BillSummary
from pos_desktop.domain.customers import Customer, CustomerDetails, balance_in_words
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.gstin import check_same_state, parse_gstin
from pos_desktop.domain.money import Paise
from pos_desktop.domain.people import Right
from pos_desktop.domain.phones import normalise_phone
from pos_desktop.domain.states import state_named, state_of

LONGEST_NAME = 120
LONGEST_TEXT = 500
SHORTEST_SEARCH = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerInput:
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
    credit_limit: Paise | None = None
    keep_gstin_as_typed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateCustomer(CustomerInput):
    """Changes to a customer; fields not given stay."""

    id: int
    no_credit_limit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerId:
    """A customer by id."""

    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ByPhone:
    """A customer by phone."""

    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchCustomers:
    """Part of a name, phone, company or GSTIN."""

    q: str
    limit: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerOrders:
    """A page of a customer's order history."""

    id: int
    page: int = 1
    limit: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerView:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerList:
    """Customers found, best match first."""

    customers: tuple[CustomerView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCustomer:
    """A customer, or none."""

    customer: CustomerView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRow:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderHistory:
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
    details = _details(request, customer.details, path="")
    if request.no_credit_limit:
        details = replace(details, credit_limit=None)
    if details.phone != customer.details.phone:
        _refuse_taken_phone(desk, work, details.phone, "phone")
    work.customers.update(customer.id, details, desk.clock())
    desk.audit(work, "customer.updated", customer.uuid)
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
    known_customer(desk, work, request.id, field="id")
    rows, total = work.bills.of_customer(desk.signed_in.outlet_id, request.id, page)
    return OrderHistory(
        orders=tuple(_order_row(row) for row in rows), pagination=Pagination.of(page, total)
    )


def known_customer(desk: Desk, work: Work, customer_id: int, *, field: str) -> Customer:
    """The customer of that id at this outlet. Raises BadInput naming *field*."""
    customer = work.customers.get(desk.signed_in.outlet_id, customer_id)
    if customer is None:
        raise BadInput(f"There is no customer {customer_id}.", field=field, code="unknown_customer")
    return customer


def create_customer(desk: Desk, work: Work, given: CustomerInput, *, path: str) -> Customer:
    """Add a customer inside the caller's transaction. Raises as ``customers.create``."""
    details = _details(given, CustomerDetails(name=""), path=path)
    _refuse_taken_phone(desk, work, details.phone, f"{path}phone")
    outlet_id, uuid = desk.signed_in.outlet_id, desk.new_uuid()
    customer_id = work.customers.add(outlet_id, uuid, details, desk.clock())
    desk.audit(work, "customer.created", uuid)
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
        credit_limit=d.credit_limit,
        balance=customer.balance,
        balance_words=balance_in_words(customer.balance),
        total_orders=customer.total_orders,
        total_spent=customer.total_spent,
        last_order_at=customer.last_order_at,
        is_active=customer.is_active,
    )


def _details(given: CustomerInput, before: CustomerDetails, *, path: str) -> CustomerDetails:
    """The details after *given* is applied to *before*, every field checked."""
    name = _text(given.name, before.name, f"{path}name", LONGEST_NAME)
    company = _text(given.company_name, before.company_name, f"{path}company_name", LONGEST_NAME)
    if not name and not company:
        raise BadInput("A customer needs a name.", field=f"{path}name", code="missing_name")
    details = replace(
        before,
        name=name or company,
        company_name=company,
        phone=_phone(given.phone, before.phone, f"{path}phone"),
        email=_email(given.email, before.email, f"{path}email"),
        address=_text(given.address, before.address, f"{path}address", LONGEST_TEXT),
        company_phone=_text(
            given.company_phone, before.company_phone, f"{path}company_phone", LONGEST_NAME
        ),
        company_address=_text(
            given.company_address, before.company_address, f"{path}company_address", LONGEST_TEXT
        ),
        notes=_text(given.notes, before.notes, f"{path}notes", LONGEST_TEXT),
        credit_limit=before.credit_limit if given.credit_limit is None else given.credit_limit,
    )
    if details.credit_limit is not None and details.credit_limit < 0:
        raise BadInput("A credit limit cannot be negative.", field=f"{path}credit_limit")
    return _with_gst(details, given, path=path)


def _with_gst(details: CustomerDetails, given: CustomerInput, *, path: str) -> CustomerDetails:
    """Details with GSTIN and State: the GSTIN fills the State in, a conflict is refused."""
    gstin, verified, state = details.gstin, details.gstin_verified, details.gst_state_code
    if given.gst_state_code is not None:
        state = given.gst_state_code or None
    if given.gst_state:
        named = state_named(given.gst_state, field=f"{path}gst_state").code
        if given.gst_state_code and given.gst_state_code != named:
            raise BadInput(
                f"{given.gst_state} has the State code {named}, not {given.gst_state_code}.",
                field=f"{path}gst_state",
                code="state_conflict",
            )
        state = named
    if given.gstin is not None:
        gstin, verified = None, False
        if given.gstin.strip():
            parsed = parse_gstin(
                given.gstin, field=f"{path}gstin", keep_as_typed=given.keep_gstin_as_typed
            )
            gstin, verified = parsed.text, parsed.verified
            if given.gst_state_code is None and not given.gst_state:
                state = parsed.state_code
    if state is None and gstin is not None:
        state = gstin[:2]
    if state is not None:
        state = state_of(state, field=f"{path}gst_state_code").code
        check_same_state(gstin[:2] if gstin else None, state, field=f"{path}gst_state_code")
    business = details.is_gst_customer if given.is_gst_customer is None else given.is_gst_customer
    return replace(
        details,
        gstin=gstin,
        gstin_verified=verified,
        gst_state_code=state,
        is_gst_customer=business or (gstin is not None and given.is_gst_customer is None),
    )


def _text(given: str | None, before: str, field: str, longest: int) -> str:
    if given is None:
        return before
    text = given.strip()
    if len(text) > longest:
        raise BadInput(f"At most {longest} characters fit here.", field=field, code="too_long")
    return text


def _phone(given: str | None, before: str | None, field: str) -> str | None:
    if given is None:
        return before
    return normalise_phone(given, field=field) if given.strip() else None


def _email(given: str | None, before: str, field: str) -> str:
    email = _text(given, before, field, LONGEST_NAME)
    name, at, host = email.partition("@")
    if email and not (name and at and "." in host and " " not in email):
        raise BadInput(f"“{email}” is not an e-mail address.", field=field, code="email_shape")
    return email


def _refuse_taken_phone(desk: Desk, work: Work, phone: str | None, field: str) -> None:
    if phone is None:
        return
    other = work.customers.by_phone(desk.signed_in.outlet_id, phone)
    if other is not None:
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
