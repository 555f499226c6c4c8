"""Reading the audit log: a page of it, and what stands out by person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
    text,
)

from pos_desktop.application.audit_port import AuditFilter
from pos_desktop.domain.audit import MONEY_DETAILS, AuditEntry, Exceptions
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.prepared import Prepared
from pos_desktop.persistence.tables.columns import moment_of, moment_text

_a, _b = t.audit_entry.c, t.bill.c
# Written out, not bound: SQLite uses the partial index only when it can see the condition.
_NOTABLE = text("audit_entry.action <> 'bill.issued'")
# What nobody reads, nobody searches; by chance most digits are in one.
_UUID = "????????-????-????-????-????????????"
_COUNTED = {
    "bill.discounted": "discounts",
    "line.price_changed": "price_changes",
    "line.removed": "removed_lines",
    "order.cancelled": "discarded_carts",
    "bill.reprinted": "reprints",
    "drawer.opened": "no_sales",
    "credit_note.issued": "returns",
    "sign_in.failed": "wrong_pins",
    "approval.failed": "wrong_pins",
    "own_secret.failed": "wrong_pins",
}
_SUMMED = {"bill.discounted": ("amount", "discounted"), "order.cancelled": ("total", "discarded")}
_EVENTS = Prepared(
    text(
        "SELECT user_name, action, count(*) AS count,"
        " coalesce(sum(json_extract(details, '$.amount')), 0) AS amount,"
        " coalesce(sum(json_extract(details, '$.total')), 0) AS total"
        " FROM audit_entry WHERE outlet_id = :outlet_id AND at >= :first AND at < :last"
        " AND action <> 'bill.issued' GROUP BY user_name, action"
    )
)
_LAST = Prepared(
    text(
        "SELECT at FROM audit_entry WHERE outlet_id = :outlet_id AND action = :action"
        " AND action <> 'bill.issued' ORDER BY at DESC LIMIT 1"
    )
)
_BILLED = Prepared(
    select(_b.cashier_name, func.count().label("bills"), func.sum(_b.total).label("billed"))
    .where(
        _b.outlet_id == bindparam("outlet_id"),
        _b.business_date >= bindparam("first"),
        _b.business_date <= bindparam("last"),
    )
    .group_by(_b.cashier_name)
)


class SqlAuditLog:
    """The port AuditLog."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def search(self, outlet_id: int, wanted: AuditFilter) -> tuple[Sequence[AuditEntry], int]:
        """A page of what was done at an outlet, newest first, and how many there are in all."""
        conditions = self._conditions(outlet_id, wanted)
        total = self._sql.execute(select(func.count()).where(*conditions)).scalar_one()
        page = wanted.page
        rows = self._sql.execute(
            select(_a.at, _a.user_name, _a.action, _a.subject, _a.details)
            .where(*conditions)
            .order_by(_a.at.desc(), _a.id.desc())
            .limit(page.limit)
            .offset((page.page - 1) * page.limit)
        )
        found = [AuditEntry(**row._asdict() | {"at": moment_of(row.at)}) for row in rows]
        return found, total

    def last(self, outlet_id: int, action: str) -> datetime | None:
        """When something was last done at an outlet, or None; never of ``bill.issued``."""
        values = {"outlet_id": outlet_id, "action": action}
        at = _LAST.value_or_none(self._sql, values)
        return moment_of(at) if at else None

    def exceptions(
        self, outlet_id: int, first: datetime, last: datetime, days: tuple[str, str]
    ) -> Sequence[Exceptions]:
        """What stands out from *first* until before *last*, by person.

        *days* are the first and last business date of the bills beside it.
        """
        people: dict[str, dict[str, int]] = {}
        span = {"first": moment_text(first), "last": moment_text(last)}
        for row in _EVENTS.rows(self._sql, {"outlet_id": outlet_id, **span}):
            if row.action not in _COUNTED:
                continue
            told = people.setdefault(row.user_name, {})
            told[_COUNTED[row.action]] = told.get(_COUNTED[row.action], 0) + row.count
            if row.action in _SUMMED:
                source, name = _SUMMED[row.action]
                told[name] = told.get(name, 0) + getattr(row, source)
        dates = {"outlet_id": outlet_id, "first": days[0], "last": days[1]}
        for row in _BILLED.rows(self._sql, dates):
            people.setdefault(row.cashier_name, {}).update(bills=row.bills, billed=row.billed)
        return [Exceptions(user_name=name, **told) for name, told in sorted(people.items())]

    def _conditions(self, outlet_id: int, wanted: AuditFilter) -> list[ColumnElement[bool]]:
        conditions: list[Any] = [_a.outlet_id == outlet_id]
        if wanted.notable:
            conditions.append(_NOTABLE)
        if wanted.first is not None:
            conditions.append(_a.at >= moment_text(wanted.first))
        if wanted.last is not None:
            conditions.append(_a.at < moment_text(wanted.last))
        if wanted.user:
            conditions.append(func.lower(_a.user_name) == wanted.user.lower())
        if wanted.action:
            conditions.append(_a.action == wanted.action)
        if wanted.text:
            named = and_(
                _a.subject.contains(wanted.text, autoescape=True),
                _a.subject.op("NOT GLOB", is_comparison=True)(_UUID),
            )
            conditions.append(or_(named, _in(wanted)))
        return conditions


def _in(wanted: AuditFilter) -> ColumnElement[bool]:
    """Whether a detail says the text as people read it: words, or an amount in rupees.

    Names of details and stored paise are not what is shown, so they are not what is found.
    """
    detail = func.json_tree(_a.details).table_valued("key", "value", "type", joins_implicitly=True)
    says = and_(detail.c.type == "text", detail.c.value.contains(wanted.text, autoescape=True))
    if wanted.amount is not None:
        says = or_(
            says,
            and_(
                detail.c.type == "integer",
                detail.c.key.in_(sorted(MONEY_DETAILS)),
                func.abs(detail.c.value) == abs(wanted.amount),
            ),
        )
    return exists(select(literal(1)).select_from(detail).where(says))
