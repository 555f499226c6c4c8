"""The figures of a shift, added up by the store: what X reports, Z reports and evening slips say.

A shift's bills and credit notes carry its business date, so an index
by date finds them however many the shop has.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from pos_desktop.domain.drawer import SlipKind
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.shift_report import (
    KindLine,
    MethodLine,
    NumberRange,
    RateLine,
    RefundLine,
    ShiftFigures,
    SlipLine,
)
from pos_desktop.domain.shifts import Shift
from pos_desktop.persistence.prepared import Prepared
from pos_desktop.persistence.shifts import SqlShifts
from pos_desktop.persistence.tables.columns import moment_text

_OF_SHIFT = "b.outlet_id = :outlet_id AND b.business_date = :day AND b.shift_id = :shift_id"
_SEQUENCE_DIGITS = 6

_KINDS = Prepared(
    text(
        "SELECT document, count(*) AS count, sum(total) AS total, sum(discount) AS discounts,"
        f" sum(round_off) AS round_off FROM bill AS b WHERE {_OF_SHIFT} GROUP BY document"
    )
)
_RATES = Prepared(
    text(
        "SELECT l.treatment, l.gst_rate, sum(l.taxable) AS taxable,"
        " sum(l.cgst + l.sgst + l.utgst + l.igst) AS tax, sum(l.cess) AS cess"
        f" FROM bill AS b JOIN bill_line AS l ON l.bill_id = b.id WHERE {_OF_SHIFT}"
        " GROUP BY l.treatment, l.gst_rate ORDER BY l.treatment, l.gst_rate"
    )
)
_TENDERS = Prepared(
    text(
        "SELECT d.method, count(*) AS count, sum(d.amount) AS amount"
        f" FROM bill AS b JOIN tender AS d ON d.bill_id = b.id WHERE {_OF_SHIFT}"
        " AND d.amount > 0 GROUP BY d.method"
    )
)
_CORRECTIONS = Prepared(
    text(
        "SELECT method, sum(amount) AS amount, sum(amount > 0) - sum(amount < 0) AS count,"
        " sum(amount > 0) AS pairs FROM tender_correction WHERE shift_id = :shift_id"
        " GROUP BY method"
    )
)
_COLLECTIONS = Prepared(
    text(
        "SELECT method, count(*) AS count, sum(amount) AS amount FROM payment"
        " WHERE shift_id = :shift_id GROUP BY method"
    )
)
# Only what was paid in cash moved a drawer, so the rest is found by place and time.
_TAKEN_BACK = Prepared(
    text(
        "SELECT p.method, count(*) AS count, sum(p.amount) AS amount FROM adjustment AS a"
        " JOIN payment AS p ON p.id = a.payment_id WHERE a.kind = 'reversal'"
        " AND a.reverses IS NULL AND a.terminal_id = :terminal_id"
        " AND CASE p.method WHEN 'cash' THEN EXISTS (SELECT 1 FROM cash_movement AS m"
        " WHERE m.payment_id = p.id AND m.kind = 'refund' AND m.shift_id = :shift_id)"
        " ELSE a.at >= :first AND a.at <= :last END GROUP BY p.method"
        " UNION ALL SELECT method, count(*), sum(amount) FROM refund_voucher"
        " WHERE shift_id = :shift_id GROUP BY method"
    )
)
# What a payment did not settle stays on the account as an advance.
_SETTLED = Prepared(
    text(
        "SELECT coalesce(sum(a.amount), 0) AS amount FROM payment AS p"
        " JOIN payment_allocation AS a ON a.payment_id = p.id WHERE p.shift_id = :shift_id"
    )
)
_RETURNS = Prepared(
    text(
        "SELECT count(*) AS count, coalesce(sum(total), 0) AS total FROM credit_note AS b"
        f" WHERE {_OF_SHIFT}"
    )
)
_REFUNDS = Prepared(
    text(
        "SELECT r.method, count(*) AS count, sum(r.amount) AS amount FROM credit_note AS b"
        f" JOIN credit_note_refund AS r ON r.credit_note_id = b.id WHERE {_OF_SHIFT}"
        " GROUP BY r.method ORDER BY r.method"
    )
)
_SLIPS = Prepared(
    text(
        "SELECT kind, count(*) AS count, sum(amount) AS amount FROM cash_slip"
        " WHERE shift_id = :shift_id GROUP BY kind"
    )
)
_EVENTS = Prepared(
    text(
        "SELECT action, count(*) AS count,"
        " coalesce(sum(json_extract(details, '$.total')), 0) AS total FROM audit_entry"
        " WHERE outlet_id IS :outlet_id AND at >= :first AND at <= :last"
        " AND action <> 'bill.issued' AND (terminal_id IS NULL OR terminal_id = :terminal_id)"
        " GROUP BY action"
    )
)
_FAILED = frozenset({"sign_in.failed", "approval.failed"})
_RANGES = tuple(
    Prepared(
        text(
            f"SELECT min(number) AS first, max(number) AS last, count(*) AS count FROM {table} AS b"
            f" WHERE {_OF_SHIFT} GROUP BY substr(number, 1, length(number) - {_SEQUENCE_DIGITS})"
        )
    )
    for table in ("bill", "credit_note")
)
_OTHER_RANGES = tuple(
    Prepared(
        text(
            "WITH refunds AS (SELECT a.number, r.shift_id FROM refund_voucher AS r"
            " JOIN adjustment AS a ON a.id = r.adjustment_id)"
            f" SELECT min(number) AS first, max(number) AS last, count(*) AS count FROM {table}"
            " WHERE shift_id = :shift_id"
            f" GROUP BY substr(number, 1, length(number) - {_SEQUENCE_DIGITS})"
        )
    )
    for table in ("payment", "cash_slip", "refunds", "consolidated_invoice")
)


def figures_of(sql: Connection, shift: Shift, until: datetime) -> ShiftFigures:
    """Everything of a shift from its opening until then."""
    of_shift = {"shift_id": shift.id}
    of_bills = {
        "outlet_id": shift.outlet_id,
        "day": shift.business_date.isoformat(),
        **of_shift,
    }
    kinds = _KINDS.rows(sql, of_bills)
    corrections = _CORRECTIONS.rows(sql, of_shift)
    collections = _COLLECTIONS.rows(sql, of_shift)
    collected = sum(row.amount for row in collections)
    events = _events(sql, shift, until)
    returns = _RETURNS.first(sql, of_bills)
    assert returns is not None, "an aggregate has one row"
    cash = SqlShifts(sql).cash_sums(shift.id)
    return ShiftFigures(
        bills=sum(row.count for row in kinds),
        total=sum(row.total for row in kinds),
        discounts=sum(row.discounts for row in kinds),
        round_off=sum(row.round_off for row in kinds),
        kinds=tuple(
            KindLine(document=row.document, count=row.count, total=row.total) for row in kinds
        ),
        rates=tuple(
            RateLine(
                treatment=row.treatment,
                rate=row.gst_rate,
                taxable=row.taxable,
                tax=row.tax,
                cess=row.cess,
            )
            for row in _RATES.rows(sql, of_bills)
        ),
        tenders=_methods([*_TENDERS.rows(sql, of_bills), *corrections]),
        collections=_methods(collections),
        taken_back=_methods(_TAKEN_BACK.rows(sql, _while_open(shift, until) | of_shift)),
        returns=returns.count,
        returned=returns.total,
        refunds=tuple(
            RefundLine(method=row.method, count=row.count, amount=row.amount)
            for row in _REFUNDS.rows(sql, of_bills)
        ),
        advances_taken=collected - _SETTLED.value(sql, of_shift),
        cash=cash,
        slips=tuple(
            SlipLine(kind=SlipKind(row.kind), count=row.count, amount=row.amount)
            for row in _SLIPS.rows(sql, of_shift)
        ),
        corrections=sum(row.pairs for row in corrections),
        voids=events.get("order.cancelled", (0, 0))[0],
        voided=events.get("order.cancelled", (0, 0))[1],
        failed_sign_ins=sum(count for name, (count, _) in events.items() if name in _FAILED),
        documents=tuple(
            NumberRange(first=row.first, last=row.last, count=row.count)
            for row in (
                *(row for ranges in _RANGES for row in ranges.rows(sql, of_bills)),
                *(row for ranges in _OTHER_RANGES for row in ranges.rows(sql, of_shift)),
            )
        ),
    )


def _methods(rows: list[Any]) -> tuple[MethodLine, ...]:
    """Rows of one way of paying added up; ways that came to nothing are left out."""
    sums: dict[Method, tuple[int, int]] = {}
    for row in rows:
        count, amount = sums.get(Method(row.method), (0, 0))
        sums[Method(row.method)] = (count + row.count, amount + row.amount)
    return tuple(
        MethodLine(method=method, count=sums[method][0], amount=sums[method][1])
        for method in Method
        if sums.get(method, (0, 0))[1]
    )


def _events(sql: Connection, shift: Shift, until: datetime) -> dict[str, tuple[int, int]]:
    """How often each thing was done while the shift was open, and the totals of what was told.

    Before a sign-in nobody knows the outlet: wrong PINs of that moment stand at none.
    """
    found: dict[str, tuple[int, int]] = {}
    for outlet_id in (shift.outlet_id, None):
        values = {"outlet_id": outlet_id} | _while_open(shift, until)
        for row in _EVENTS.rows(sql, values):
            count, total = found.get(row.action, (0, 0))
            found[row.action] = (count + row.count, total + row.total)
    return found


def _while_open(shift: Shift, until: datetime) -> dict[str, Any]:
    return {
        "terminal_id": shift.terminal_id,
        "first": moment_text(shift.opened_at),
        "last": moment_text(until),
    }
