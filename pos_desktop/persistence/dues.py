"""What is unpaid on accounts, and everything that settles it or makes it due again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, text, update

from pos_desktop.application.account_ports import DueChange
from pos_desktop.domain.accounts import Adjustment, AdjustmentKind, DueBill, Settled
from pos_desktop.domain.errors import Refused
from pos_desktop.domain.money import Paise
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.prepared import Prepared, adding
from pos_desktop.persistence.tables.columns import day_of, moment_of, moment_text

_d, _a = t.bill_due.c, t.adjustment.c

_ADD_DUE, _ADD_CHANGE = adding(t.bill_due), adding(t.due_change)
_ADD_ADJUSTMENT = adding(t.adjustment)
# Written out, not bound: SQLite uses the partial index only when it can see the condition.
_UNPAID = text("bill_due.due > 0")
_DUES = (
    select(
        _d.id.label("due_id"),
        _d.customer_id,
        _d.bill_id,
        func.coalesce(t.bill.c.number, _a.number).label("number"),
        _d.business_date,
        _d.total,
        _d.due,
    )
    .outerjoin(t.bill, t.bill.c.id == _d.bill_id)
    .outerjoin(t.adjustment, _a.id == _d.adjustment_id)
    .where(_d.outlet_id == bindparam("outlet_id"), _UNPAID)
    .order_by(_d.business_date, _d.id)
)
_DUES_OF_ONE = Prepared(_DUES.where(_d.customer_id == bindparam("customer_id")))
_DUES_OF_MANY = _DUES.where(_d.customer_id.in_(bindparam("ids", expanding=True)))
_MOVE_DUE = Prepared(
    update(t.bill_due)
    .where(_d.id == bindparam("moved_due"), _d.due + bindparam("moved") >= 0)
    .values(due=_d.due + bindparam("moved"))
)
# Bills that were put on the account or paid out of it, less what came back, newest first, whoever
# of the merged accounts they were issued to; and what adjustments put there.
_SETTLED = Prepared(
    text(
        "WITH mine AS (SELECT id FROM customer WHERE id = :customer_id"
        " UNION SELECT id FROM customer WHERE merged_into = :customer_id),"
        " bought AS (SELECT id FROM bill WHERE customer_id IN (SELECT id FROM mine)"
        " UNION SELECT bill_id FROM bill_customer WHERE customer_id IN (SELECT id FROM mine)),"
        " given AS (SELECT t.bill_id, sum(t.amount) AS amount FROM tender AS t"
        " WHERE t.bill_id IN (SELECT id FROM bought) AND t.method IN ('credit', 'advance')"
        " GROUP BY t.bill_id),"
        " kept AS (SELECT g.bill_id, g.amount - coalesce((SELECT sum(p.amount)"
        " FROM credit_note AS n JOIN payment_allocation AS p ON p.credit_note_id = n.id"
        " WHERE n.bill_id = g.bill_id AND p.bill_id = g.bill_id"
        " AND p.credit_note_id IS NOT NULL), 0) AS amount FROM given AS g)"
        " SELECT d.id AS due_id, b.id AS bill_id, b.business_date, b.total,"
        " k.amount - coalesce(d.due, 0) AS settled"
        " FROM kept AS k JOIN bill AS b ON b.id = k.bill_id"
        " LEFT JOIN bill_due AS d ON d.bill_id = b.id"
        " WHERE b.outlet_id = :outlet_id AND k.amount > coalesce(d.due, 0)"
        " UNION ALL SELECT d.id, NULL, d.business_date, d.total, d.total - d.due"
        " FROM adjustment AS a JOIN bill_due AS d ON d.adjustment_id = a.id"
        " WHERE a.customer_id IN (SELECT id FROM mine) AND d.outlet_id = :outlet_id"
        " AND d.due < d.total"
        " AND NOT EXISTS (SELECT 1 FROM adjustment AS r WHERE r.reverses = a.id)"
        " ORDER BY 3 DESC, 1 DESC"
    )
)
_OWN = Prepared(
    update(t.bill_due)
    .where(_d.bill_id == bindparam("owned_bill"), _d.customer_id.is_(None))
    .values(customer_id=bindparam("owner"))
    .returning(_d.due)
)
_ADJUSTMENT = select(t.adjustment).where(_a.outlet_id == bindparam("outlet_id")).order_by(_a.id)
_BY_NUMBER = Prepared(_ADJUSTMENT.where(_a.number == bindparam("number")))
_OF_PAYMENT = Prepared(_ADJUSTMENT.where(_a.payment_id == bindparam("payment_id")))
_OF_BATCH = Prepared(
    _ADJUSTMENT.where(_a.batch == bindparam("batch"), text("adjustment.batch <> ''"))
)
_LAST_IMPORT = Prepared(
    select(_a.batch)
    .where(
        _a.outlet_id == bindparam("outlet_id"),
        text("adjustment.batch <> ''"),
        text("NOT EXISTS (SELECT 1 FROM adjustment AS r WHERE r.reverses = adjustment.id)"),
    )
    .order_by(_a.id.desc())
    .limit(1)
)
_PAYMENT_REVERSED = Prepared(
    select(func.count()).where(
        _a.payment_id == bindparam("payment_id"), text("adjustment.kind = 'reversal'")
    )
)
_REVERSED = Prepared(select(func.count()).where(_a.reverses == bindparam("reverses")))
_ADJUSTMENT_PLAIN = (
    "uuid",
    "number",
    "outlet_id",
    "terminal_id",
    "customer_id",
    "user_id",
    "user_name",
    "approved_by",
    "reason",
    "debit",
    "credit",
    "payment_id",
    "reverses",
    "batch",
)


def dues_of_one(sql: Connection, outlet_id: int, customer_id: int) -> list[DueBill]:
    """The customer's unpaid bills, oldest first."""
    values = {"outlet_id": outlet_id, "customer_id": customer_id}
    return [_due_of(row) for row in _DUES_OF_ONE.rows(sql, values)]


def dues_of_many(
    sql: Connection, outlet_id: int, customer_ids: Sequence[int]
) -> dict[int, list[DueBill]]:
    """The unpaid bills of each of these customers, oldest first; no key without one."""
    found: dict[int, list[DueBill]] = {}
    if customer_ids:
        values = {"outlet_id": outlet_id, "ids": list(customer_ids)}
        for row in sql.execute(_DUES_OF_MANY, values):
            found.setdefault(row.customer_id, []).append(_due_of(row))
    return found


def settled_of(sql: Connection, outlet_id: int, customer_id: int) -> list[Settled]:
    """What was paid out of the account and could be due again, newest first."""
    values = {"outlet_id": outlet_id, "customer_id": customer_id}
    return [
        Settled(
            due_id=row.due_id,
            bill_id=row.bill_id,
            business_date=day_of(row.business_date),
            total=row.total,
            settled=row.settled,
        )
        for row in _SETTLED.rows(sql, values)
    ]


def add_due(sql: Connection, row: dict[str, Any]) -> int:
    """Begin a due of a bill or an adjustment, and return its id."""
    return _ADD_DUE.add(sql, {"bill_id": None, "adjustment_id": None, **row})


def change_due(sql: Connection, change: DueChange) -> None:
    """Settle a part of a due, or make it due again. Raises Refused when less than that is due."""
    due_id = change.due_id
    if due_id is None:
        due_id = add_due(
            sql,
            {
                "bill_id": change.bill_id,
                "outlet_id": change.outlet_id,
                "customer_id": change.customer_id,
                "business_date": change.business_date.isoformat(),
                "total": change.total,
                "due": 0,
            },
        )
    if _MOVE_DUE.run(sql, {"moved_due": due_id, "moved": change.amount}).rowcount != 1:
        raise Refused(
            "Less is due of this bill than was to be paid. Look at the account again.",
            code="bill_not_due",
        )
    row = {
        "uuid": change.uuid,
        "outlet_id": change.outlet_id,
        "due_id": due_id,
        "amount": change.amount,
        "payment_id": change.payment_id,
        "adjustment_id": change.adjustment_id,
        "at": moment_text(change.at),
    }
    _ADD_CHANGE.run(sql, row)


def own_dues(sql: Connection, bill_id: int, customer_id: int) -> Paise:
    """Put what is due of a bill without a customer on an account; returns how much."""
    return _OWN.value_or_none(sql, {"owned_bill": bill_id, "owner": customer_id}) or 0


def add_adjustment(sql: Connection, adjustment: Adjustment) -> int:
    """Store an adjustment and return its id."""
    row: dict[str, Any] = {name: getattr(adjustment, name) for name in _ADJUSTMENT_PLAIN}
    row |= {
        "kind": adjustment.kind.value,
        "at": moment_text(adjustment.at),
        "business_date": adjustment.business_date.isoformat(),
    }
    return _ADD_ADJUSTMENT.add(sql, row)


def adjustment_numbered(sql: Connection, outlet_id: int, number: str) -> Adjustment | None:
    """The outlet's adjustment of that number, or None."""
    row = _BY_NUMBER.first(sql, {"outlet_id": outlet_id, "number": number})
    return _adjustment_of(row) if row else None


def adjustments_of(
    sql: Connection, outlet_id: int, *, payment_id: int | None, batch: str | None
) -> list[Adjustment]:
    """The adjustments that belong to a payment, or came with an import."""
    if payment_id is not None:
        rows = _OF_PAYMENT.rows(sql, {"outlet_id": outlet_id, "payment_id": payment_id})
    else:
        rows = _OF_BATCH.rows(sql, {"outlet_id": outlet_id, "batch": batch or ""})
    return [_adjustment_of(row) for row in rows]


def last_import(sql: Connection, outlet_id: int) -> str:
    """The batch of the last import of opening balances that was not taken back, or ""."""
    return str(_LAST_IMPORT.value_or_none(sql, {"outlet_id": outlet_id}) or "")


def is_reversed(sql: Connection, *, payment_id: int | None, reverses: int | None) -> bool:
    """Whether a payment, or an adjustment, was taken back."""
    if payment_id is not None:
        return bool(_PAYMENT_REVERSED.value(sql, {"payment_id": payment_id}))
    return bool(_REVERSED.value(sql, {"reverses": reverses}))


def _due_of(row: Any) -> DueBill:
    return DueBill(
        bill_id=row.bill_id,
        bill_number=row.number,
        business_date=day_of(row.business_date),
        total=row.total,
        due=row.due,
        due_id=row.due_id,
    )


def _adjustment_of(row: Any) -> Adjustment:
    return Adjustment(
        id=row.id,
        **{name: getattr(row, name) for name in _ADJUSTMENT_PLAIN},
        kind=AdjustmentKind(row.kind),
        at=moment_of(row.at),
        business_date=day_of(row.business_date),
    )
