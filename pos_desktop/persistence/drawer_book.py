"""Slips, counts, variances, corrected tenders and Z reports: the port DrawerBook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, select, update

from pos_desktop.application.drawer_port import (
    NewZReport,
    StoredZReport,
    UserVariance,
)
from pos_desktop.domain.chain import proof_of
from pos_desktop.domain.drawer import (
    CashSlip,
    Occasion,
    Recorded,
    ShiftCount,
    SlipKind,
    SlipMatch,
    TenderCorrection,
    VariancePosting,
)
from pos_desktop.domain.money import Paise
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.shift_report import ShiftFigures
from pos_desktop.domain.shifts import Shift
from pos_desktop.domain.variance import BillTender, Moved
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.chain import facts_of
from pos_desktop.persistence.prepared import Prepared, adding
from pos_desktop.persistence.shift_evidence import moves_of, recorded_of, tenders_of
from pos_desktop.persistence.shift_figures import figures_of
from pos_desktop.persistence.shifts import shift_of
from pos_desktop.persistence.tables.columns import day_of, moment_of, moment_text

_c, _v, _k = t.shift_count.c, t.variance_posting.c, t.tender_correction.c
_i, _z, _m, _s = t.cash_slip.c, t.z_report.c, t.slip_match.c, t.shift.c
_ADD_SLIP, _ADD_COUNT, _ADD_POSTING = (
    adding(t.cash_slip),
    adding(t.shift_count),
    adding(t.variance_posting),
)
_ADD_CORRECTION, _ADD_MATCH, _ADD_Z = (
    adding(t.tender_correction),
    adding(t.slip_match),
    adding(t.z_report),
)
_SLIP = Prepared(
    select(t.cash_slip, t.chain_entry.c.hash.label("entry_hash"))
    .outerjoin(
        t.chain_entry,
        and_(t.chain_entry.c.chain == _i.terminal_id, t.chain_entry.c.seq == _i.chain_seq),
    )
    .where(_i.outlet_id == bindparam("outlet_id"), _i.number == bindparam("number"))
)
_COUNTS = Prepared(
    select(t.shift_count)
    .where(_c.shift_id == bindparam("shift_id"), _c.occasion == bindparam("occasion"))
    .order_by(_c.number)
)
_NOTE_COUNT = Prepared(
    update(t.open_shift).where(t.open_shift.c.shift_id == bindparam("of_shift")),
    columns=("counts_made",),
)
_SET_HOLDER = Prepared(
    update(t.open_shift).where(t.open_shift.c.shift_id == bindparam("of_shift")),
    columns=("holder_id",),
)
_POSTINGS = Prepared(
    select(t.variance_posting).where(_v.shift_id == bindparam("shift_id")).order_by(_v.id)
)
_CORRECTED = Prepared(
    select(_k.method, func.sum(_k.amount).label("amount"))
    .where(_k.bill_id == bindparam("bill_id"))
    .group_by(_k.method)
)
_MATCHES = Prepared(
    select(t.slip_match).where(_m.shift_id == bindparam("shift_id")).order_by(_m.id)
)
_Z = Prepared(
    select(_z.number, _z.facts, t.chain_entry.c.hash.label("entry_hash"))
    .outerjoin(
        t.chain_entry,
        and_(t.chain_entry.c.chain == _z.terminal_id, t.chain_entry.c.seq == _z.chain_seq),
    )
    .where(_z.outlet_id == bindparam("outlet_id"), _z.number == bindparam("number"))
)
_TREND = Prepared(
    select(_v.user_name, _v.business_date, _v.amount)
    .where(
        _v.outlet_id == bindparam("outlet_id"),
        _v.business_date >= bindparam("first"),
        _v.business_date <= bindparam("last"),
    )
    .order_by(_v.user_name, _v.business_date, _v.id)
)


class SqlDrawerBook:
    """The port DrawerBook."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def add_slip(self, slip: CashSlip, *, movement_id: int | None) -> None:
        """Write down a cash slip and the movement of cash it is for."""
        row = _plain(slip, "kind", "at", "local_time", "business_date", "proof")
        row |= {
            "kind": slip.kind.value,
            "at": moment_text(slip.at),
            "local_time": slip.local_time.isoformat(),
            "business_date": slip.business_date.isoformat(),
            "cash_movement_id": movement_id,
            "chain_seq": facts_of(self._sql).seq_for(slip.terminal_id),
        }
        _ADD_SLIP.run(self._sql, row)

    def slip(self, outlet_id: int, number: str) -> CashSlip | None:
        """The outlet's slip of that number, or None."""
        row = _SLIP.first(self._sql, {"outlet_id": outlet_id, "number": number})
        if row is None:
            return None
        values = row._asdict()
        for name in ("id", "cash_movement_id", "chain_seq", "entry_hash"):
            del values[name]
        values |= {
            "kind": SlipKind(row.kind),
            "at": moment_of(row.at),
            "local_time": datetime.fromisoformat(row.local_time),
            "business_date": day_of(row.business_date),
            "proof": proof_of(row.entry_hash) if row.entry_hash else "",
        }
        return CashSlip(**values)

    def add_count(self, count: ShiftCount) -> None:
        """Write down a count; one of the close is noted at the open shift."""
        row = _plain(count, "occasion", "at")
        row |= {
            "occasion": count.occasion.value,
            "at": moment_text(count.at),
            "variance": count.variance,
        }
        _ADD_COUNT.run(self._sql, row)
        if count.occasion is Occasion.CLOSE:
            _NOTE_COUNT.run(self._sql, {"counts_made": count.number, "of_shift": count.shift_id})

    def counts(self, shift_id: int, occasion: Occasion) -> Sequence[ShiftCount]:
        """The counts of a shift, in the order they were handed in."""
        rows = _COUNTS.rows(self._sql, {"shift_id": shift_id, "occasion": occasion.value})
        found = []
        for row in rows:
            values = row._asdict()
            del values["id"], values["variance"]
            values |= {"occasion": Occasion(row.occasion), "at": moment_of(row.at)}
            found.append(ShiftCount(**values))
        return found

    def set_holder(self, shift: Shift, holder_id: int) -> None:
        """Another person answers for the open shift's drawer."""
        _SET_HOLDER.run(self._sql, {"holder_id": holder_id, "of_shift": shift.id})

    def post_variance(self, posting: VariancePosting) -> None:
        """Write down who answers for a variance."""
        row = _plain(posting, "occasion", "at", "business_date")
        row |= {
            "occasion": posting.occasion.value,
            "at": moment_text(posting.at),
            "business_date": posting.business_date.isoformat(),
        }
        _ADD_POSTING.run(self._sql, row)

    def postings(self, shift_id: int) -> Sequence[VariancePosting]:
        """The parts of a shift's variance, in the order they were posted."""
        found = []
        for row in _POSTINGS.rows(self._sql, {"shift_id": shift_id}):
            values = row._asdict()
            del values["id"]
            values |= {
                "occasion": Occasion(row.occasion),
                "at": moment_of(row.at),
                "business_date": day_of(row.business_date),
            }
            found.append(VariancePosting(**values))
        return found

    def add_correction(self, correction: TenderCorrection) -> None:
        """Write down the pair of entries of a correction."""
        row = _plain(correction, "at", "taken_from", "given_to", "amount", "reference")
        row["at"] = moment_text(correction.at)
        taken = {"method": correction.taken_from.value, "amount": -correction.amount}
        given = {"method": correction.given_to.value, "amount": correction.amount}
        _ADD_CORRECTION.run(self._sql, row | taken | {"reference": ""})
        _ADD_CORRECTION.run(self._sql, row | given | {"reference": correction.reference})

    def corrected(self, bill_id: int) -> dict[Method, Paise]:
        """What corrections gave to (or took from) each way of paying of a bill."""
        rows = _CORRECTED.rows(self._sql, {"bill_id": bill_id})
        return {Method(row.method): row.amount for row in rows}

    def add_match(self, match: SlipMatch) -> None:
        """Write down what slips came to."""
        row = _plain(match, "at", "method")
        _ADD_MATCH.run(self._sql, row | {"at": moment_text(match.at), "method": match.method.value})

    def matches(self, shift_id: int) -> Sequence[SlipMatch]:
        """The last match of each way of paying."""
        last: dict[str, SlipMatch] = {}
        for row in _MATCHES.rows(self._sql, {"shift_id": shift_id}):
            values = row._asdict()
            del values["id"]
            values |= {"at": moment_of(row.at), "method": Method(row.method)}
            last[row.method] = SlipMatch(**values)
        return [last[method] for method in sorted(last)]

    def recorded(self, shift: Shift, method: Method) -> Sequence[Recorded]:
        """Bills and payments of a shift paid in that way, after corrections."""
        return recorded_of(self._sql, shift, method)

    def tenders(self, shift: Shift) -> Sequence[BillTender]:
        """What was paid of the shift's bills, after corrections."""
        return tenders_of(self._sql, shift)

    def moves(self, shift: Shift) -> Sequence[Moved]:
        """The shift's slips, and the payouts of the terminal before it, newest first."""
        return moves_of(self._sql, shift)

    def add_z(self, report: NewZReport) -> None:
        """Write down a Z report."""
        row = _plain(report, "at", "business_date")
        row |= {
            "at": moment_text(report.at),
            "business_date": report.business_date.isoformat(),
            "chain_seq": facts_of(self._sql).seq_for(report.terminal_id),
        }
        _ADD_Z.run(self._sql, row)

    def z_report(self, outlet_id: int, number: str) -> StoredZReport | None:
        """The outlet's Z report of that number, or None."""
        row = _Z.first(self._sql, {"outlet_id": outlet_id, "number": number})
        if row is None:
            return None
        proof = proof_of(row.entry_hash) if row.entry_hash else ""
        return StoredZReport(number=row.number, facts=row.facts, proof=proof)

    def z_numbers(self, shift_ids: Sequence[int]) -> dict[int, str]:
        """The Z reports' numbers of shifts; those closed before there were any have none."""
        query = select(_z.shift_id, _z.number).where(_z.shift_id.in_(shift_ids))
        return {row.shift_id: row.number for row in self._sql.execute(query)}

    def figures(self, shift: Shift, until: datetime) -> ShiftFigures:
        """Everything of a shift until then; see :func:`figures_of`."""
        return figures_of(self._sql, shift, until)

    def shifts_of(self, outlet_id: int, day: date) -> Sequence[tuple[Shift, str]]:
        """Every shift of a business date with its terminal's code, in the order they opened."""
        rows = self._sql.execute(
            select(t.shift, t.terminal.c.code.label("terminal_code"))
            .join(t.terminal, t.terminal.c.id == _s.terminal_id)
            .where(_s.outlet_id == outlet_id, _s.business_date == day.isoformat())
            .order_by(_s.id)
        )
        return [(shift_of(row), row.terminal_code) for row in rows]

    def trend(self, outlet_id: int, first: date, last: date) -> Sequence[UserVariance]:
        """What each person's counts came to between two business dates, both included."""
        rows = _TREND.rows(
            self._sql,
            {"outlet_id": outlet_id, "first": first.isoformat(), "last": last.isoformat()},
        )
        people: dict[str, list[tuple[date, Paise]]] = {}
        for row in rows:
            people.setdefault(row.user_name, []).append((day_of(row.business_date), row.amount))
        return [
            UserVariance(
                user_name=name,
                counts=len(days),
                short=sum(-amount for _, amount in days if amount < 0),
                over=sum(amount for _, amount in days if amount > 0),
                days=tuple(days),
            )
            for name, days in people.items()
        ]


def _plain(value: Any, *others: str) -> dict[str, Any]:
    """The fields of a value that are stored as they are."""
    names = value.__struct_fields__
    return {name: getattr(value, name) for name in names if name not in others}
