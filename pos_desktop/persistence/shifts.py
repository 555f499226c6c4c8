"""The drawer of a terminal: shifts, cash, closes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec.structs import asdict, replace
from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, or_, select

from pos_desktop.application.ports import Page
from pos_desktop.domain.errors import Refused
from pos_desktop.domain.money import Paise
from pos_desktop.domain.shifts import (
    CashKind,
    CashMovement,
    CashSums,
    ClosedShift,
    LastClose,
    Outcome,
    Shift,
)
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.chain import facts_of
from pos_desktop.persistence.kept import Kept
from pos_desktop.persistence.prepared import Prepared, adding
from pos_desktop.persistence.series import next_of_terminal
from pos_desktop.persistence.tables.columns import day_of, moment_of, moment_text
from pos_desktop.persistence.tables.drawer import SUMS

_s, _o, _x, _m = t.shift.c, t.open_shift.c, t.shift_close.c, t.cash_movement.c
_opened = t.shift.alias("opened").c
_SHIFT_SERIES = "shift"

_PLAIN = (
    "uuid",
    "outlet_id",
    "terminal_id",
    "number",
    "opened_by",
    "opened_by_name",
    "opening_cash",
    "handover_gap",
)
_CLOSED_PLAIN = (
    "uuid",
    "closed_by",
    "closed_by_name",
    "expected_cash",
    "closing_cash",
    "cash_variance",
    "counts",
    "reason",
)
_ADD, _SET_OPEN = adding(t.shift), adding(t.open_shift)
_ADD_CLOSE, _ADD_CASH = adding(t.shift_close), adding(t.cash_movement)
_LAST_CLOSE = Prepared(
    select(_x.closing_cash, _x.closed_by_name)
    .join(t.shift, _s.id == _x.shift_id)
    .where(_s.terminal_id == bindparam("terminal_id"))
    .order_by(_s.number.desc())
    .limit(1)
)
_ANY_OPEN = Prepared(
    select(func.count())
    .select_from(t.shift.join(t.open_shift, _o.shift_id == _s.id))
    .where(
        _s.outlet_id == bindparam("outlet_id"),
        _s.business_date.between(bindparam("first"), bindparam("last")),
    )
)
_UNSET_OPEN = Prepared(delete(t.open_shift).where(_o.shift_id == bindparam("shift_id")))
_BY_ID = Prepared(
    select(t.shift).where(_s.outlet_id == bindparam("outlet_id"), _s.id == bindparam("id"))
)
_CASH = Prepared(
    select(_x.closing_cash)
    .join(t.shift, _s.id == _x.shift_id)
    .where(_s.terminal_id == bindparam("terminal_id"))
    .order_by(_s.number.desc())
    .limit(1)
)
_CASH = Prepared(
    select(_m.kind, func.sum(_m.amount).label("amount"))
    .where(_m.shift_id == bindparam("shift_id"))
    .group_by(_m.kind)
)
_HISTORY = (
    select(
        t.shift,
        *(c.label(f"close_{c.name}") for c in t.shift_close.c),
        t.terminal.c.code.label("terminal_code"),
    )
    .join_from(t.shift_close, t.shift, _s.id == _x.shift_id)
    .join(t.terminal, t.terminal.c.id == _s.terminal_id)
)
_OUTCOMES = {
    Outcome.SHORT: _x.cash_variance < 0,
    Outcome.OVER: _x.cash_variance > 0,
    Outcome.EXACT: _x.cash_variance == 0,
}
_SUM_OF = {
    CashKind.SALE: "cash_sales",
    CashKind.CORRECTION: "cash_sales",
    CashKind.COLLECTION: "cash_collections",
    CashKind.PAY_IN: "pay_ins",
    CashKind.REFUND: "cash_refunds",
    CashKind.PAYOUT: "cash_payouts",
    CashKind.DROP: "cash_drops",
}


class SqlShifts:
    """The port Shifts."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def open_shift(self, terminal_id: int) -> Shift | None:
        """The terminal's open shift, or None."""
        return _OPEN.get(self._sql, {"terminal_id": terminal_id})

    def by_id(self, outlet_id: int, shift_id: int) -> Shift | None:
        """The outlet's shift of that id, open or closed; or None."""
        return self._shift(_BY_ID, outlet_id=outlet_id, id=shift_id)

    def is_any_open(self, outlet_id: int, first: date, last: date) -> bool:
        """Whether a shift of these business dates is open at any terminal of the outlet."""
        values = {"outlet_id": outlet_id, "first": first.isoformat(), "last": last.isoformat()}
        return bool(_ANY_OPEN.value(self._sql, values))

    def next_number(self, terminal_id: int) -> int:
        """The next shift number of the terminal; gone back when not committed."""
        return next_of_terminal(self._sql, terminal_id, _SHIFT_SERIES, "")

    def open(self, shift: Shift, *, counts: str) -> Shift:
        """Store a shift as its terminal's open one, and return it with its id."""
        row: dict[str, Any] = {name: getattr(shift, name) for name in _PLAIN}
        row |= {
            "business_date": shift.business_date.isoformat(),
            "opened_at": moment_text(shift.opened_at),
            "counts": counts,
        }
        shift_id = _ADD.add(self._sql, row)
        holder = {"holder_id": shift.opened_by, "counts_made": 0}
        _SET_OPEN.run(self._sql, {"terminal_id": shift.terminal_id, "shift_id": shift_id, **holder})
        return replace(
            shift, id=shift_id, holder_id=shift.opened_by, holder_name=shift.opened_by_name
        )

    def close(self, closed: ClosedShift) -> None:
        """Store a shift's closing facts; nothing moves in it any more.

        Raises Refused when it is not open.
        """
        gone = _UNSET_OPEN.run(self._sql, {"shift_id": closed.shift.id})
        if gone.rowcount != 1:
            raise Refused(f"Shift {closed.shift.number} is not open.", code="no_open_shift")
        row: dict[str, Any] = {name: getattr(closed, name) for name in _CLOSED_PLAIN}
        row |= asdict(closed.sums)
        row |= {
            "shift_id": closed.shift.id,
            "outlet_id": closed.shift.outlet_id,
            "business_date": closed.shift.business_date.isoformat(),
            "closed_at": moment_text(closed.closed_at),
            "chain_seq": facts_of(self._sql).seq_for(closed.shift.terminal_id),
        }
        _ADD_CLOSE.run(self._sql, row)

    def record_cash(self, movement: CashMovement) -> int:
        """Write down cash that moved, and return its id; the shift must be open."""
        row = {
            "uuid": movement.uuid,
            "outlet_id": movement.outlet_id,
            "terminal_id": movement.terminal_id,
            "shift_id": movement.shift_id,
            "kind": movement.kind.value,
            "amount": movement.amount,
            "at": moment_text(movement.at),
            "user_id": movement.user_id,
            "bill_id": movement.bill_id,
            "payment_id": movement.payment_id,
            "reason": movement.reason,
            "credit_note_id": movement.credit_note_id,
        }
        return _ADD_CASH.add(self._sql, row)

    def cash_sums(self, shift_id: int) -> CashSums:
        """The sums of a shift's cash by kind, each a positive figure."""
        sums: dict[str, Paise] = {}
        for row in _CASH.rows(self._sql, {"shift_id": shift_id}):
            kind = CashKind(row.kind)
            # A correction has either sign; the other kinds have one.
            amount = row.amount if kind is CashKind.CORRECTION else abs(row.amount)
            sums[_SUM_OF[kind]] = sums.get(_SUM_OF[kind], 0) + amount
        return CashSums(**sums)

    def history(
        self,
        outlet_id: int,
        first: date | None,
        last: date | None,
        user: str | None,
        page: Page,
        outcome: Outcome = Outcome.ALL,
    ) -> tuple[Sequence[tuple[ClosedShift, str]], int]:
        """A page of closed shifts with their terminals' codes, newest first, and their number.

        *first* and *last* are business dates; *user* is a sign-in or name of who opened or
        closed.
        """
        wanted: list[ColumnElement[bool]] = [_x.outlet_id == outlet_id]
        if first is not None:
            wanted.append(_x.business_date >= first.isoformat())
        if last is not None:
            wanted.append(_x.business_date <= last.isoformat())
        if user:
            who = select(t.user.c.id).where(
                t.user.c.outlet_id == outlet_id,
                or_(t.user.c.login == user, func.lower(t.user.c.name) == user.lower()),
            )
            opener = select(_opened.id).where(_opened.id == _x.shift_id, _opened.opened_by.in_(who))
            wanted.append(or_(_x.closed_by.in_(who), opener.correlate(t.shift_close).exists()))
        if outcome in _OUTCOMES:
            wanted.append(_OUTCOMES[outcome])
        total = self._sql.execute(select(func.count(_x.id)).where(*wanted)).scalar_one()
        query = _HISTORY.where(*wanted).order_by(_x.business_date.desc(), _x.id.desc())
        rows = self._sql.execute(query.limit(page.limit).offset((page.page - 1) * page.limit))
        return [(_closed_of(row), row.terminal_code) for row in rows], total

    def closed(self, outlet_id: int, terminal: str, number: int) -> ClosedShift | None:
        """The closed shift of that number at the terminal of that code, or None."""
        row = self._sql.execute(
            _HISTORY.where(
                _s.outlet_id == outlet_id, t.terminal.c.code == terminal, _s.number == number
            )
        ).first()
        return _closed_of(row) if row else None

    def last_close(self, terminal_id: int) -> LastClose | None:
        """What the terminal's last close left, and who counted it; None before the first."""
        row = _LAST_CLOSE.first(self._sql, {"terminal_id": terminal_id})
        return LastClose(**row._asdict()) if row else None

    def _shift(self, query: Prepared, **values: object) -> Shift | None:
        row = query.first(self._sql, values)
        return shift_of(row) if row else None


def shift_of(row: Any) -> Shift:
    """The shift of a row; only an open one has a holder and counts beside it."""
    return Shift(
        id=row.id,
        **{name: getattr(row, name) for name in _PLAIN},
        business_date=day_of(row.business_date),
        opened_at=moment_of(row.opened_at),
        # Only an open shift has a holder beside it.
        holder_id=getattr(row, "holder_id", row.opened_by),
        holder_name=getattr(row, "holder_name", row.opened_by_name),
        counts_made=getattr(row, "counts_made", 0),
    )


def _closed_of(row: Any) -> ClosedShift:
    return ClosedShift(
        shift=shift_of(row),
        closed_at=moment_of(row.close_closed_at),
        sums=CashSums(**{name: getattr(row, f"close_{name}") for name in SUMS}),
        **{name: getattr(row, f"close_{name}") for name in _CLOSED_PLAIN},
    )


_OPEN = Kept(
    select(t.shift, _o.holder_id, _o.counts_made, t.user.c.name.label("holder_name"))
    .join(t.open_shift, _o.shift_id == _s.id)
    .join(t.user, t.user.c.id == _o.holder_id)
    .where(_o.terminal_id == bindparam("terminal_id")),
    lambda rows: shift_of(rows[0]) if rows else None,
)
