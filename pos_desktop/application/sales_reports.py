"""Sales reports: by day, hour, item, category, payment, cashier and order type; margins; people."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.periods import AskedDays, ReportDays
from pos_desktop.application.ports import Work
from pos_desktop.domain.errors import Refused
from pos_desktop.domain.measures import HUNDRED_PERCENT, BasisPoints, Milli
from pos_desktop.domain.money import Paise, divide_half_up
from pos_desktop.domain.people import Answer, Right, may
from pos_desktop.domain.sales import BusyHour, Sales, SalesBy

IN_ORDER = frozenset({SalesBy.DAY, SalesBy.HOUR})
"""Sorted by their key; everything else with the largest first."""


class AskSales(AskedDays, frozen=True, kw_only=True):
    """Business dates, inclusive; today without any. ``by`` is what is summed by."""

    by: SalesBy = SalesBy.DAY


class SalesRow(Struct, frozen=True, kw_only=True):
    """One row; ``net`` is the total less what came back."""

    key: str
    name: str
    bills: int
    qty: Milli
    discount: Paise
    taxable: Paise
    tax: Paise
    total: Paise
    returned: Paise
    net: Paise


class SalesReport(ReportDays, frozen=True, kw_only=True):
    """Rows and their sums. A bill paid in two ways is in two rows, but counted once nowhere."""

    by: SalesBy
    rows: tuple[SalesRow, ...]
    totals: SalesRow


class AskDays(AskedDays, frozen=True, kw_only=True):
    """Business dates, inclusive; today without any."""


class BusyHours(ReportDays, frozen=True, kw_only=True):
    """When the shop is busy: a cell for each weekday and hour that had bills."""

    cells: tuple[BusyHour, ...]


class MarginRow(Struct, frozen=True, kw_only=True):
    """What an item earned. ``known`` is what of ``taxable`` was sold at a known cost.

    ``share`` is the margin as part of it, None where there is none.
    """

    item_id: int
    name: str
    qty: Milli
    taxable: Paise
    known: Paise
    cost: Paise
    margin: Paise
    share: BasisPoints | None


class MarginReport(ReportDays, frozen=True, kw_only=True):
    """Gross margin by item, the largest first, returns taken off; before tax.

    ``unknown`` is what was sold of things whose cost nobody wrote down.
    """

    rows: tuple[MarginRow, ...]
    taxable: Paise
    unknown: Paise
    cost: Paise
    margin: Paise
    share: BasisPoints | None


class PersonRow(Struct, frozen=True, kw_only=True):
    """What stands out of one person's sales."""

    user_name: str
    bills: int
    billed: Paise
    discounts: int
    discounted: Paise
    price_changes: int
    removed_lines: int
    discarded_carts: int
    discarded: Paise
    returns: int
    no_sales: int
    reprints: int


class PeopleReport(ReportDays, frozen=True, kw_only=True):
    """One row a person."""

    people: tuple[PersonRow, ...]


@use_case("reports.sales", right=Right.SEE_REPORTS, what="see reports", writes=False)
def sales(desk: Desk, work: Work, request: AskSales) -> SalesReport:
    """Sales by day, hour, item, category, method, cashier or order type, with returns."""
    first, last = _days(desk, work, request)
    if request.by is SalesBy.METHOD:
        _refuse_uncounted(desk, work, first, last)
    found = work.sales.by(desk.signed_in.outlet_id, request.by, first, last)
    if request.by in IN_ORDER:
        ordered = sorted(found, key=lambda row: row.key)
    else:
        ordered = sorted(found, key=lambda row: (-row.net, row.name, row.key))
    rows = tuple(_row(row) for row in ordered)
    return SalesReport(first=first, last=last, by=request.by, rows=rows, totals=_totals(rows))


def _refuse_uncounted(desk: Desk, work: Work, first: date, last: date) -> None:
    """Refuse to tell what cash came in while its drawer is not closed. Raises Refused.

    Who counts a drawer must not know what is in it; those who may see that, see this.
    """
    session = desk.signed_in
    if may(session.role, Right.SEE_EXPECTED_CASH) is Answer.YES:
        return
    if work.shifts.is_any_open(session.outlet_id, first, last):
        raise Refused(
            "A drawer of these days is not counted yet. Close its shift first, or choose days "
            "before it.",
            code="not_counted",
        )


@use_case("reports.busy_hours", right=Right.SEE_REPORTS, what="see reports", writes=False)
def busy_hours(desk: Desk, work: Work, request: AskDays) -> BusyHours:
    """Bills and sales by weekday and hour."""
    first, last = _days(desk, work, request)
    cells = work.sales.busy_hours(desk.signed_in.outlet_id, first, last)
    return BusyHours(first=first, last=last, cells=tuple(cells))


@use_case("reports.margins", right=Right.SEE_REPORTS, what="see reports", writes=False)
def margins(desk: Desk, work: Work, request: AskDays) -> MarginReport:
    """Gross margin by item: sales before tax less what the goods cost on the day."""
    first, last = _days(desk, work, request)
    found = work.sales.margins(desk.signed_in.outlet_id, first, last)
    known = [row for row in found if row.known]
    rows = tuple(
        MarginRow(
            item_id=row.item_id,
            name=row.name,
            qty=row.qty,
            taxable=row.taxable,
            known=row.known,
            cost=row.cost,
            margin=row.known - row.cost,
            share=_share(row.known - row.cost, row.known),
        )
        for row in sorted(known, key=lambda row: (row.cost - row.known, row.name))
    )
    taxable, of_known = sum(row.taxable for row in found), sum(row.known for row in found)
    cost = sum(row.cost for row in found)
    return MarginReport(
        first=first,
        last=last,
        rows=rows,
        taxable=taxable,
        unknown=taxable - of_known,
        cost=cost,
        margin=of_known - cost,
        share=_share(of_known - cost, of_known),
    )


@use_case("reports.people", right=Right.SEE_REPORTS, what="see reports", writes=False)
def people(desk: Desk, work: Work, request: AskDays) -> PeopleReport:
    """Discounts, voids, returns and no-sales, by who made them."""
    first, last = _days(desk, work, request)
    outlet = desk.outlet(work)
    rows = work.audit_log.exceptions(
        desk.signed_in.outlet_id,
        outlet.day_begins(first),
        outlet.day_begins(last + timedelta(days=1)),
        (first.isoformat(), last.isoformat()),
    )
    return PeopleReport(
        first=first,
        last=last,
        people=tuple(
            PersonRow(
                user_name=row.user_name,
                bills=row.bills,
                billed=row.billed,
                discounts=row.discounts,
                discounted=row.discounted,
                price_changes=row.price_changes,
                removed_lines=row.removed_lines,
                discarded_carts=row.discarded_carts,
                discarded=row.discarded,
                returns=row.returns,
                no_sales=row.no_sales,
                reprints=row.reprints,
            )
            for row in rows
            if row.user_name
        ),
    )


def _days(desk: Desk, work: Work, request: AskedDays) -> tuple[date, date]:
    return request.days_until(desk.outlet(work).business_date(desk.clock()))


def _share(part: Paise, whole: Paise) -> BasisPoints | None:
    return divide_half_up(part * HUNDRED_PERCENT, whole) if whole > 0 else None


def _row(row: Sales) -> SalesRow:
    return SalesRow(
        key=row.key,
        name=row.name,
        bills=row.bills,
        qty=row.qty,
        discount=row.discount,
        taxable=row.taxable,
        tax=row.tax,
        total=row.total,
        returned=row.returned,
        net=row.net,
    )


def _totals(rows: tuple[SalesRow, ...]) -> SalesRow:
    names = ("bills", "qty", "discount", "taxable", "tax", "total", "returned", "net")
    sums = {name: sum(getattr(row, name) for row in rows) for name in names}
    return SalesRow(key="", name="", **sums)
