"""The customer balance report. It reads accounts and unpaid bills, never the paid ones.

Its rows are accounts and, beside them, unpaid bills that nobody's account carries.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Text,
    and_,
    false,
    func,
    null,
    or_,
    select,
    text,
    type_coerce,
    union_all,
)

from pos_desktop.application.account_ports import AccountTotals, BalanceFilter
from pos_desktop.domain.accounts import Ageing, BalanceTotal, DueBill
from pos_desktop.domain.money import Paise
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.search import clean, matching_ids
from pos_desktop.persistence.tables.columns import checked, day_of

_c, _d = t.customer.c, t.bill_due.c
# Written out, not bound: SQLite uses the partial index only when it can see the condition.
_UNPAID = text("bill_due.due > 0")
_STATES = {
    "owing": _c.balance < 0,
    "credit": _c.balance > 0,
    "settled": _c.balance == 0,
}
_AGES = (30, 60, 90)
_BUCKETS = ("days_0_30", "days_31_60", "days_61_90", "over_90")
_WITH_UNKNOWN = ("owing", "all")
_WITH_SETTLED = ("settled", "all")
_OLDEST = (
    select(func.min(_d.business_date))
    .where(_d.outlet_id == _c.outlet_id, _d.customer_id == _c.id, _UNPAID)
    .scalar_subquery()
)
_ORDERS = {
    "balance": ("balance", "customer_id", "bill_id"),
    "name": ("name IS NULL", "name COLLATE NOCASE", "customer_id", "bill_id"),
    "oldest": ("oldest IS NULL", "oldest", "balance", "customer_id", "bill_id"),
}


def read_balances(
    sql: Connection, outlet_id: int, wanted: BalanceFilter
) -> tuple[list[BalanceTotal], int, Paise]:
    """A page of rows, how many rows match, and the sum of their debts as a positive figure."""
    accounts = _account_conditions(outlet_id, wanted)
    unknown = _unknown_conditions(outlet_id, wanted)
    counted = select(func.count(), func.coalesce(func.sum(func.max(-_c.balance, 0)), 0))
    counted = counted.select_from(t.customer).where(*accounts)
    count, owed = sql.execute(counted).one()
    if wanted.state in _WITH_SETTLED:
        # Merged accounts are empty and few. Counted apart, they have an index; asking every row
        # whether it is one would read them all.
        count -= sql.execute(counted.where(_c.merged_into.is_not(None))).one()[0]
        accounts.append(_c.merged_into.is_(None))
    if unknown is not None:
        more, due = sql.execute(
            select(func.count(), func.coalesce(func.sum(_d.due), 0))
            .select_from(t.bill_due.join(t.bill, t.bill.c.id == _d.bill_id))
            .where(*unknown)
        ).one()
        count, owed = count + more, owed + due
    rows = sql.execute(_page(accounts, unknown, wanted))
    return [_total_of(row) for row in rows], count, owed


def read_ages(sql: Connection, outlet_id: int, wanted: BalanceFilter, today: date) -> Ageing:
    """What is unpaid in all the rows of a filter, by age on *today*, as ``age_dues`` counts it."""
    in_rows: list[Any] = [
        _d.customer_id.in_(select(_c.id).where(*_account_conditions(outlet_id, wanted)))
    ]
    unknown = _unknown_conditions(outlet_id, wanted)
    if unknown is not None:
        in_rows.append(and_(*unknown))
    since = [_d.business_date >= (today - timedelta(days=days)).isoformat() for days in _AGES]
    source: Any = t.bill_due
    if wanted.text:
        source = t.bill_due.outerjoin(t.bill, t.bill.c.id == _d.bill_id)
    # One row, each sum with those of younger dues: groups would be sorted first.
    younger = [func.coalesce(func.sum(_d.due).filter(day), 0) for day in since]
    sums = sql.execute(
        select(*younger, func.coalesce(func.sum(_d.due), 0))
        .select_from(source)
        .where(_d.outlet_id == outlet_id, _UNPAID, or_(*in_rows))
    ).one()
    buckets = (int(due) - int(less) for due, less in zip(sums, (0, *sums[:-1]), strict=True))
    return Ageing(**dict(zip(_BUCKETS, buckets, strict=True)))


_OUTLETS = (
    "SELECT id FROM outlet WHERE id = :outlet_id OR (:whole AND organisation_id ="
    " (SELECT organisation_id FROM outlet WHERE id = :outlet_id))"
)
_TOTALS = text(
    "SELECT (SELECT coalesce(-sum(balance), 0) FROM customer WHERE balance < 0"
    f" AND outlet_id IN ({_OUTLETS})) AS owed, (SELECT count(*) FROM customer WHERE balance < 0"
    f" AND outlet_id IN ({_OUTLETS})) AS owing_customers, (SELECT coalesce(sum(balance), 0)"
    f" FROM customer WHERE balance > 0 AND outlet_id IN ({_OUTLETS})) AS advances, (SELECT"
    f" count(*) FROM customer WHERE balance > 0 AND outlet_id IN ({_OUTLETS}))"
    " AS customers_with_advance, (SELECT coalesce(sum(due), 0) FROM bill_due WHERE due > 0"
    f" AND customer_id IS NULL AND outlet_id IN ({_OUTLETS})) AS without_customer, (SELECT"
    " count(*) FROM bill_due WHERE due > 0 AND customer_id IS NULL"
    f" AND outlet_id IN ({_OUTLETS})) AS bills_without_customer"
)


def read_totals(sql: Connection, outlet_id: int, *, whole_organisation: bool) -> AccountTotals:
    """What all accounts of an outlet, or of its organisation, come to."""
    values = {"outlet_id": outlet_id, "whole": int(whole_organisation)}
    return AccountTotals(**sql.execute(_TOTALS, values).one()._asdict())


_BY_DAY = text(
    "SELECT business_date, credit - debit FROM account_day WHERE outlet_id = :outlet_id"
    " ORDER BY business_date"
)
_BY_DAY_OF_ONE = text(
    "SELECT business_date, sum(credit - debit) FROM ledger_entry WHERE customer_id IN"
    " (SELECT :customer_id UNION ALL SELECT id FROM customer WHERE merged_into = :customer_id)"
    " AND kind <> 'merge' AND outlet_id = :outlet_id GROUP BY business_date"
    " ORDER BY business_date"
)


def balances_by_day(
    sql: Connection, outlet_id: int, customer_id: int | None = None
) -> list[tuple[date, Paise]]:
    """Per business date, by how much one balance, or all of an outlet together, moved."""
    values = {"outlet_id": outlet_id}
    if customer_id is None:
        rows = sql.execute(_BY_DAY, values)
    else:
        rows = sql.execute(_BY_DAY_OF_ONE, values | {"customer_id": customer_id})
    return [(day_of(day), moved) for day, moved in rows]


def _page(accounts: list[Any], unknown: list[Any] | None, wanted: BalanceFilter) -> Any:
    by_age = wanted.sort == "oldest"
    of_accounts = select(
        _c.id.label("customer_id"),
        _c.name.label("name"),
        _c.phone.label("phone"),
        _c.balance.label("balance"),
        type_coerce(null(), Integer).label("bill_id"),
        type_coerce(null(), Text).label("number"),
        type_coerce(null(), Text).label("business_date"),
        type_coerce(null(), Integer).label("total"),
        (_OLDEST if by_age else type_coerce(null(), Text)).label("oldest"),
    ).where(*accounts)
    rows: Any = of_accounts
    if unknown is not None:
        of_bills = (
            select(
                null(),
                null(),
                null(),
                -_d.due,
                _d.bill_id,
                t.bill.c.number,
                _d.business_date,
                _d.total,
                _d.business_date,
            )
            .join(t.bill, t.bill.c.id == _d.bill_id)
            .where(*unknown)
        )
        rows = union_all(of_accounts, of_bills)
    names = _ORDERS[wanted.sort]
    by_balance = wanted.sort == "balance"
    if by_balance and wanted.state == "credit":
        names = ("balance DESC", *names[1:])
    # By balance SQLite merges two ordered halves and stops early. The other orders are by
    # expressions, which a union can only be sorted by from outside.
    if not by_balance:
        rows = select(rows.subquery())
    return (
        rows.order_by(*(text(name) for name in names))
        .limit(wanted.page.limit)
        .offset((wanted.page.page - 1) * wanted.page.limit)
    )


def _account_conditions(outlet_id: int, wanted: BalanceFilter) -> list[Any]:
    text_given = bool(wanted.text.strip())
    outlet = checked(_c.outlet_id) if text_given else _c.outlet_id
    conditions = [outlet == outlet_id, *_sized(func.abs(_c.balance), wanted)]
    if wanted.state in _STATES:
        conditions.append(_STATES[wanted.state])
    if wanted.older_than is not None:
        conditions.append(wanted.older_than.isoformat() > _OLDEST)
    if text_given:
        ids = matching_ids("customer", wanted.text)
        conditions.append(false() if ids is None else _c.id.in_(ids))
    return conditions


def _unknown_conditions(outlet_id: int, wanted: BalanceFilter) -> list[Any] | None:
    """Conditions on unpaid bills without a customer; None when the report leaves them out."""
    if wanted.state not in _WITH_UNKNOWN:
        return None
    unpaid = (_d.outlet_id == outlet_id, _d.customer_id.is_(None), _UNPAID)
    conditions = [*unpaid, *_sized(_d.due, wanted)]
    if wanted.older_than is not None:
        conditions.append(_d.business_date < wanted.older_than.isoformat())
    if wanted.text.strip():
        conditions.append(t.bill.c.number.icontains(clean(wanted.text), autoescape=True))
    return conditions


def _sized(size: Any, wanted: BalanceFilter) -> list[Any]:
    conditions = []
    if wanted.least is not None:
        conditions.append(size >= wanted.least)
    if wanted.most is not None:
        conditions.append(size <= wanted.most)
    return conditions


def _total_of(row: Any) -> BalanceTotal:
    bill = None
    if row.bill_id is not None:
        bill = DueBill(
            bill_id=row.bill_id,
            bill_number=row.number,
            business_date=day_of(row.business_date),
            total=row.total,
            due=-row.balance,
        )
    return BalanceTotal(
        customer_id=row.customer_id,
        name=row.name,
        phone=row.phone,
        balance=row.balance,
        bill=bill,
    )
