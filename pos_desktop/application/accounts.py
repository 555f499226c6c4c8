"""The khata, read: statements, the customer balance report, and the proof of balances."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field

from pos_desktop.application.customers import CustomerView, known_customer, view_customer
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.dues import WholeReport, filter_of
from pos_desktop.application.paging import Pagination, page_of
from pos_desktop.application.ports import Work
from pos_desktop.domain.accounts import (
    Ageing,
    BalanceTotal,
    DueBill,
    StatementLine,
    age_dues,
)
from pos_desktop.domain.customers import balance_in_words
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.money import Paise, divide_half_up
from pos_desktop.domain.people import Right
from pos_desktop.domain.periods import refuse_backwards

UNKNOWN_CUSTOMER = "Unknown Customer"
NO_PHONE = "No Phone"


class BalancesRequest(WholeReport, frozen=True, kw_only=True):
    """Which rows of the balance report, a page of them."""

    page: int = 1
    limit: int = 50


class UnpaidBill(Struct, frozen=True, kw_only=True):
    """An unpaid bill under its row of the report."""

    bill_number: str
    date: date
    age_days: int
    total: Paise
    balance_due: Paise


class BalanceRow(Struct, frozen=True, kw_only=True):
    """One account, or one bill without a customer.

    ``balance`` is signed (negative owes); ``balance_due`` is what is owed, never negative.
    """

    customer_id: int | None
    name: str
    phone: str
    balance: Paise
    balance_due: Paise
    balance_words: str
    ageing: Ageing
    bills: tuple[UnpaidBill, ...]


class BalanceSummary(Struct, frozen=True, kw_only=True):
    """The three cards: all that is owed, by how many, and the average."""

    total_credit: Paise
    customers: int
    average_balance: Paise


class BalanceReport(Struct, frozen=True, kw_only=True):
    """The customer balance report."""

    summary: BalanceSummary
    rows: tuple[BalanceRow, ...]
    pagination: Pagination


class StatementRequest(Struct, frozen=True, kw_only=True):
    """A customer's entries in a period; business dates, inclusive."""

    customer_id: int
    first: date | None = field(default=None, name="from")
    last: date | None = field(default=None, name="to")


class Statement(Struct, frozen=True, kw_only=True):
    """Entries with the balance after each, between opening and closing balance."""

    customer: CustomerView
    opening_balance: Paise
    closing_balance: Paise
    lines: tuple[StatementLine, ...]


class Recalculate(Struct, frozen=True, kw_only=True):
    """One account, or all of the outlet. ``repair`` stores what was computed."""

    customer_id: int | None = None
    all: bool = False
    repair: bool = False


class Difference(Struct, frozen=True, kw_only=True):
    """A stored balance that its entries do not add up to."""

    customer_id: int
    stored: Paise
    computed: Paise


class Recalculated(Struct, frozen=True, kw_only=True):
    """How many accounts were proved, and those that differ."""

    checked: int
    repaired: int
    differences: tuple[Difference, ...]


@use_case("accounts.balances", right=Right.SEE_BALANCES, what="see balances", writes=False)
def balances(desk: Desk, work: Work, request: BalancesRequest) -> BalanceReport:
    """The customer balance report: who owes, highest first, with unpaid bills and ageing."""
    outlet = desk.outlet(work)
    today = outlet.business_date(desk.clock())
    wanted = filter_of(request, today, page_of(request.page, request.limit))
    rows, total, owed = work.accounts.balances(outlet.id, wanted)
    ids = [row.customer_id for row in rows if row.customer_id is not None]
    unpaid = work.accounts.unpaid_bills(outlet.id, ids)
    return BalanceReport(
        summary=BalanceSummary(
            total_credit=owed,
            customers=total,
            average_balance=divide_half_up(owed, total) if total else 0,
        ),
        rows=tuple(_row(row, unpaid.get(row.customer_id or 0, []), today) for row in rows),
        pagination=Pagination.of(wanted.page, total),
    )


@use_case("accounts.statement", right=Right.SEE_BALANCES, what="see accounts", writes=False)
def statement(desk: Desk, work: Work, request: StatementRequest) -> Statement:
    """A customer's account over a period."""
    return account_over(desk, work, request)


def account_over(desk: Desk, work: Work, request: StatementRequest) -> Statement:
    """The entries of a period, for a screen or for paper. Raises BadInput."""
    customer = known_customer(desk, work, request.customer_id, field="customer_id")
    refuse_backwards(request.first, request.last)
    opening, lines = work.accounts.entries(
        desk.signed_in.outlet_id, customer.id, request.first, request.last
    )
    return Statement(
        customer=view_customer(customer),
        opening_balance=opening,
        closing_balance=lines[-1].balance if lines else opening,
        lines=tuple(lines),
    )


@use_case("accounts.recalculate", right=Right.RECALCULATE, what="recalculate balances", writes=True)
def recalculate(desk: Desk, work: Work, request: Recalculate) -> Recalculated:
    """Prove stored balances from their entries; what differs is repaired only when asked."""
    if request.all == (request.customer_id is not None):
        raise BadInput("Give a customer_id, or all: true.", field="customer_id")
    customer_id = request.customer_id
    if customer_id is not None:
        customer_id = known_customer(desk, work, customer_id, field="customer_id").id
    rows = work.accounts.computed_balances(desk.signed_in.outlet_id, customer_id)
    differences = tuple(
        Difference(customer_id=customer_id, stored=stored, computed=computed)
        for customer_id, stored, computed in rows
        if stored != computed
    )
    if request.repair:
        for found in differences:
            work.accounts.set_balance(found.customer_id, found.computed)
            desk.audit(
                work,
                "balance.repaired",
                str(found.customer_id),
                stored=found.stored,
                computed=found.computed,
            )
    return Recalculated(
        checked=len(rows),
        repaired=len(differences) if request.repair else 0,
        differences=differences,
    )


def _row(row: BalanceTotal, unpaid: list[DueBill], today: date) -> BalanceRow:
    dues = [row.bill] if row.bill is not None else unpaid
    return BalanceRow(
        customer_id=row.customer_id,
        name=row.name or UNKNOWN_CUSTOMER,
        phone=row.phone or NO_PHONE,
        balance=row.balance,
        balance_due=max(-row.balance, 0),
        balance_words=balance_in_words(row.balance),
        ageing=age_dues(dues, today),
        bills=tuple(
            UnpaidBill(
                bill_number=due.bill_number,
                date=due.business_date,
                age_days=(today - due.business_date).days,
                total=due.total,
                balance_due=due.due,
            )
            for due in dues
        ),
    )
