"""What is still unpaid: of one customer, bill by bill, and of all of them, by age."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.account_ports import BalanceFilter
from pos_desktop.application.customers import CustomerView, known_customer, view_customer
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.ports import Page, Work
from pos_desktop.domain.accounts import (
    Ageing,
    BalanceSort,
    BalanceState,
    BalanceTotal,
    DueBill,
    age_dues,
)
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.money import Paise
from pos_desktop.domain.people import Right

MOST_DAYS = 36_500
"""An age beyond a hundred years is a slip of the finger."""

# Each read counts and adds up all rows of the filter anew, so few and large ones.
_ROWS_A_READ = 5000


class DuesOfCustomer(Struct, frozen=True, kw_only=True):
    """Whose unpaid bills."""

    customer_id: int


class CustomerDues(Struct, frozen=True, kw_only=True):
    """A customer with what is unpaid, oldest bill first. ``today`` is the business date."""

    customer: CustomerView
    ageing: Ageing
    bills: tuple[DueBill, ...]
    today: date


class WholeReport(Struct, frozen=True, kw_only=True):
    """All rows of the balance report that a filter lets through.

    ``min`` and ``max`` bound the size of a balance; an account is *older_than_days* by its oldest
    unpaid bill.
    """

    state: BalanceState = BalanceState.OWING
    min: Paise | None = None
    max: Paise | None = None
    older_than_days: int | None = None
    q: str = ""
    sort: BalanceSort = BalanceSort.BALANCE


@use_case("accounts.dues", right=Right.SEE_BALANCES, what="see accounts", writes=False)
def of_customer(desk: Desk, work: Work, request: DuesOfCustomer) -> CustomerDues:
    """A customer's unpaid bills, oldest first, and their ages."""
    outlet = desk.outlet(work)
    customer = known_customer(desk, work, request.customer_id, field="customer_id")
    today = outlet.business_date(desk.clock())
    bills = tuple(work.accounts.dues(outlet.id, customer.id))
    return CustomerDues(
        customer=view_customer(customer), ageing=age_dues(bills, today), bills=bills, today=today
    )


@use_case("accounts.dues_by_age", right=Right.SEE_BALANCES, what="see balances", writes=False)
def by_age(desk: Desk, work: Work, request: WholeReport) -> Ageing:
    """What is unpaid in all the rows of a filter, by the age of the bills."""
    outlet = desk.outlet(work)
    today = outlet.business_date(desk.clock())
    wanted = filter_of(request, today, Page(page=1, limit=_ROWS_A_READ))
    return work.accounts.ages(outlet.id, wanted, today)


def whole_report(
    desk: Desk, work: Work, request: WholeReport
) -> Iterator[tuple[BalanceTotal, Sequence[DueBill]]]:
    """Every row with its unpaid bills, from one look at the store, so that none comes twice.

    Tells ``desk.steps`` how many rows of how many were read.
    """
    outlet = desk.outlet(work)
    today = outlet.business_date(desk.clock())
    wanted = filter_of(request, today, Page(page=1, limit=_ROWS_A_READ))
    while True:
        rows, total, _ = work.accounts.balances(outlet.id, wanted)
        ids = [row.customer_id for row in rows if row.customer_id is not None]
        unpaid = work.accounts.unpaid_bills(outlet.id, ids)
        for row in rows:
            yield row, [row.bill] if row.bill else unpaid.get(row.customer_id or 0, [])
        read = wanted.page.page * _ROWS_A_READ
        desk.steps(min(read, total), total)
        if read >= total:
            return
        wanted = replace(wanted, page=Page(page=wanted.page.page + 1, limit=_ROWS_A_READ))


def filter_of(request: WholeReport, today: date, page: Page) -> BalanceFilter:
    """What to ask the store for. Raises BadInput naming the field that cannot be."""
    for name, bound in (("min", request.min), ("max", request.max)):
        if bound is not None and bound < 0:
            raise BadInput("Give the size of the balance, without a sign.", field=name)
    days, older = request.older_than_days, None
    if days is not None:
        if not 0 <= days <= MOST_DAYS:
            raise BadInput(f"Give an age between 0 and {MOST_DAYS} days.", field="older_than_days")
        older = today - timedelta(days=days)
    return BalanceFilter(
        state=request.state,
        least=request.min,
        most=request.max,
        older_than=older,
        text=request.q.strip(),
        sort=request.sort,
        page=page,
    )
