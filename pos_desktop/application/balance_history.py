"""Balances over time, and what all of an outlet or an organisation is owed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate

from msgspec import Struct

from pos_desktop.application.account_ports import AccountTotals
from pos_desktop.application.customers import known_customer
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.ports import Work
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.money import Paise
from pos_desktop.domain.people import Answer, Right, may

MOST_DAYS = 3660
MOST_POINTS = 120


class HistoryRequest(Struct, frozen=True, kw_only=True):
    """Of one customer, or of all accounts of the outlet together; the last so many days."""

    customer_id: int | None = None
    days: int = 365


class BalancePoint(Struct, frozen=True, kw_only=True):
    """The balance at the end of a business day; negative is owed to the shop."""

    date: date
    balance: Paise


class BalanceHistory(Struct, frozen=True, kw_only=True):
    """Oldest first; the last point is today's. At most 120 points, evenly spread."""

    points: tuple[BalancePoint, ...]


class TotalsRequest(Struct, frozen=True, kw_only=True):
    """The totals of the sign-in's outlet."""


class Totals(Struct, frozen=True, kw_only=True):
    """Of the outlet; of the whole organisation only for whoever may see its settings."""

    outlet: AccountTotals
    organisation: AccountTotals | None


@use_case("accounts.history", right=Right.SEE_BALANCES, what="see balances", writes=False)
def history(desk: Desk, work: Work, request: HistoryRequest) -> BalanceHistory:
    """How the balance of one account, or of all together, went over time."""
    if not 1 <= request.days <= MOST_DAYS:
        raise BadInput(f"Between 1 and {MOST_DAYS} days can be shown.", field="days")
    outlet = desk.outlet(work)
    today = outlet.business_date(desk.clock())
    if request.customer_id is None:
        moves = work.accounts.by_day(outlet.id)
    else:
        customer = known_customer(desk, work, request.customer_id, field="customer_id")
        moves = work.accounts.by_day(outlet.id, customer.id)
    return BalanceHistory(points=tuple(_points(moves, today, request.days)))


@use_case("accounts.totals", right=Right.SEE_BALANCES, what="see balances", writes=False)
def totals(desk: Desk, work: Work, request: TotalsRequest) -> Totals:
    """What all customers of the outlet owe together, and what is theirs."""
    session = desk.signed_in
    sees_all = may(session.role, Right.SETTINGS) is Answer.YES
    return Totals(
        outlet=work.accounts.totals(session.outlet_id, whole_organisation=False),
        organisation=work.accounts.totals(session.outlet_id, whole_organisation=True)
        if sees_all
        else None,
    )


def _points(moves: Sequence[tuple[date, Paise]], today: date, days: int) -> list[BalancePoint]:
    """Balances at the ends of evenly spread days."""
    step = -(-days // MOST_POINTS)
    wanted = [today - timedelta(days=back) for back in range(days - 1, -1, -1) if back % step == 0]
    sums = list(accumulate((moved for _, moved in moves), initial=0))
    found, at = [], 0
    for day in wanted:
        while at < len(moves) and moves[at][0] <= day:
            at += 1
        found.append(BalancePoint(date=day, balance=sums[at]))
    return found
