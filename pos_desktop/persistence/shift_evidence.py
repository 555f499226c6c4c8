"""How a shift's bills were paid and what moved without one: what explains a variance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, text

from pos_desktop.domain.drawer import Recorded, SlipKind
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.shifts import Shift
from pos_desktop.domain.variance import BillTender, Moved
from pos_desktop.persistence.prepared import Prepared
from pos_desktop.persistence.tables.columns import day_of

_EARLIER_PAYOUTS = 60

# A shift's bills have its business date: the index by date finds them.
_TENDERS = Prepared(
    text(
        "SELECT b.id, b.number, b.change, d.method, d.amount, d.reference FROM bill AS b"
        " JOIN tender AS d ON d.bill_id = b.id WHERE b.outlet_id = :outlet_id"
        " AND b.business_date = :day AND b.shift_id = :shift_id AND d.amount > 0"
        " ORDER BY b.id, d.line"
    )
)
_CORRECTIONS = Prepared(
    text(
        "SELECT k.bill_id, b.number, b.change, k.method, k.amount, k.reference"
        " FROM tender_correction AS k JOIN bill AS b ON b.id = k.bill_id"
        " WHERE k.shift_id = :shift_id ORDER BY k.id"
    )
)
_PAYMENTS = Prepared(
    text(
        "SELECT number, amount, reference FROM payment WHERE shift_id = :shift_id"
        " AND method = :method ORDER BY id"
    )
)
_MOVES = Prepared(
    text(
        "SELECT number, kind, amount, reason FROM cash_slip WHERE shift_id = :shift_id"
        " AND kind <> 'no_sale' ORDER BY id"
    )
)
_PAYOUTS = Prepared(
    text(
        "SELECT number, amount, reason, business_date FROM cash_slip"
        " WHERE terminal_id = :terminal_id AND kind = 'payout' AND shift_id <> :shift_id"
        " ORDER BY id DESC LIMIT :most"
    )
)


def recorded_of(sql: Connection, shift: Shift, method: Method) -> Sequence[Recorded]:
    """Bills and payments of a shift paid in that way, after corrections."""
    found = [
        Recorded(document=paid.bill_number, amount=paid.amount, reference=paid.reference)
        for paid in tenders_of(sql, shift)
        if paid.method is method
    ]
    rows = _PAYMENTS.rows(sql, {"shift_id": shift.id, "method": method.value})
    return found + [
        Recorded(document=row.number, amount=row.amount, reference=row.reference) for row in rows
    ]


def tenders_of(sql: Connection, shift: Shift) -> Sequence[BillTender]:
    """What was paid of the shift's bills, after corrections."""
    values = {
        "outlet_id": shift.outlet_id,
        "day": shift.business_date.isoformat(),
        "shift_id": shift.id,
    }
    found = [
        (
            row.id,
            BillTender(
                bill_number=row.number,
                method=Method(row.method),
                amount=row.amount,
                reference=row.reference,
                change=row.change,
            ),
        )
        for row in _TENDERS.rows(sql, values)
    ]
    for row in _CORRECTIONS.rows(sql, {"shift_id": shift.id}):
        found = _with_correction(found, row)
    return [paid for _, paid in found]


def moves_of(sql: Connection, shift: Shift) -> Sequence[Moved]:
    """The shift's slips, and the payouts of the terminal before it, newest first."""
    own = [
        Moved(
            number=row.number,
            amount=row.amount if row.kind == SlipKind.PAY_IN.value else -row.amount,
            reason=row.reason,
        )
        for row in _MOVES.rows(sql, {"shift_id": shift.id})
    ]
    values = {
        "terminal_id": shift.terminal_id,
        "shift_id": shift.id,
        "most": _EARLIER_PAYOUTS,
    }
    return own + [
        Moved(
            number=row.number,
            amount=-row.amount,
            reason=row.reason,
            is_of_this_shift=False,
            day=f"{day_of(row.business_date):%d-%m-%Y}",
        )
        for row in _PAYOUTS.rows(sql, values)
    ]


def _with_correction(found: list[tuple[int, BillTender]], row: Any) -> list[tuple[int, BillTender]]:
    """The tenders of all bills after one entry of a correction."""
    method, left = Method(row.method), row.amount
    after: list[tuple[int, BillTender]] = []
    for bill_id, paid in found:
        taken = 0
        if bill_id == row.bill_id and paid.method is method and left < 0:
            taken = min(paid.amount, -left)
            left += taken
        if paid.amount > taken:
            after.append((bill_id, replace(paid, amount=paid.amount - taken)))
    if left > 0:
        given = BillTender(
            bill_number=row.number,
            method=method,
            amount=left,
            reference=row.reference,
            change=row.change,
        )
        after.append((row.bill_id, given))
    return after
