"""Credit notes: added once, summed before the next, found again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, and_, bindparam, func, or_, select

from pos_desktop.application.ports import NewUuid, Page
from pos_desktop.domain.chain import proof_of
from pos_desktop.domain.credit_notes import (
    CreditNote,
    Earlier,
    NoteLine,
    NoteSummary,
    Refund,
    RefundMethod,
    Returned,
)
from pos_desktop.domain.documents import DocumentKind
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.bill_rows import (
    line_row,
    line_values,
    parties_and_place,
    said_alike,
    taxed_of,
    totals_of,
)
from pos_desktop.persistence.chain import facts_of
from pos_desktop.persistence.consolidated import consolidated_number
from pos_desktop.persistence.prepared import Prepared, adding
from pos_desktop.persistence.search import clean, matching_ids
from pos_desktop.persistence.tables.columns import checked, day_of, moment_of, moment_text

_n, _l, _r = t.credit_note.c, t.credit_note_line.c, t.credit_note_refund.c
_LAST_CHARACTER = "\U0010ffff"
_AMOUNTS = (
    "gross",
    "discount",
    "bill_discount",
    "taxable",
    "cgst",
    "sgst",
    "utgst",
    "igst",
    "cess",
    "total",
)
_PLAIN = (
    "uuid",
    "number",
    "outlet_id",
    "terminal_id",
    "shift_id",
    "bill_id",
    "bill_number",
    "cashier_id",
    "cashier_name",
    "approved_by",
    "reason",
)

_ADD, _ADD_LINES = adding(t.credit_note), adding(t.credit_note_line)
_ADD_REFUNDS = adding(t.credit_note_refund)
_BY_NUMBER = Prepared(
    select(t.credit_note, t.chain_entry.c.hash.label("entry_hash"))
    .outerjoin(
        t.chain_entry,
        and_(t.chain_entry.c.chain == _n.terminal_id, t.chain_entry.c.seq == _n.chain_seq),
    )
    .where(_n.outlet_id == bindparam("outlet_id"), _n.number == bindparam("number"))
)
_OF_NOTE = bindparam("credit_note_id", type_=Integer)
_LINES = Prepared(select(t.credit_note_line).where(_l.credit_note_id == _OF_NOTE).order_by(_l.line))
_REFUNDS = Prepared(
    select(t.credit_note_refund).where(_r.credit_note_id == _OF_NOTE).order_by(_r.line)
)
_OF_BILL = _n.bill_id == bindparam("bill_id")
_SUMS = Prepared(
    select(
        func.count(_n.id).label("notes"),
        func.coalesce(func.sum(_n.total), 0).label("total"),
        func.coalesce(func.min(_n.is_gst), 1).label("is_gst"),
    ).where(_OF_BILL)
)
_LINE_SUMS = Prepared(
    select(
        _l.bill_line,
        func.sum(_l.qty).label("qty"),
        *(func.sum(_l[name]).label(name) for name in _AMOUNTS),
    )
    .join(t.credit_note, _n.id == _l.credit_note_id)
    .where(_OF_BILL)
    .group_by(_l.bill_line)
)
_REFUND_SUMS = Prepared(
    select(_r.method, func.sum(_r.amount).label("amount"))
    .join(t.credit_note, _n.id == _r.credit_note_id)
    .where(_OF_BILL)
    .group_by(_r.method)
)
_SUMMARIES = select(
    _n.number,
    _n.bill_number,
    _n.local_time,
    _n.buyer_name,
    _n.buyer_phone,
    _n.reason,
    _n.is_gst,
    _n.total,
    _n.item_count,
)
_NOTES_OF_BILL = Prepared(_SUMMARIES.where(_OF_BILL).order_by(_n.id))


class SqlCreditNotes:
    """The port CreditNotes."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def add(self, note: CreditNote, new_uuid: NewUuid) -> int:
        """Store a note with its lines and refunds, and return its id (the value's is ignored)."""
        row: dict[str, Any] = {name: getattr(note, name) for name in _PLAIN}
        row |= said_alike(note)
        row |= {
            "bill_date": note.bill_date.isoformat(),
            "document": note.document.value,
            "is_gst": int(note.is_gst),
            "issued_at": moment_text(note.issued_at),
            "local_time": note.local_time.isoformat(timespec="microseconds"),
            "business_date": note.business_date.isoformat(),
            "chain_seq": facts_of(self._sql).seq_for(note.terminal_id),
        }
        note_id = _ADD.add(self._sql, row)
        of_note = {"credit_note_id": note_id}
        _ADD_LINES.run_each(
            self._sql,
            [
                of_note
                | line_row(line, new_uuid())
                | {"bill_line": line.bill_line, "restock": int(line.restock)}
                for line in note.lines
            ],
        )
        if note.refunds:
            _ADD_REFUNDS.run_each(
                self._sql,
                [
                    {
                        **of_note,
                        "line": number,
                        "uuid": new_uuid(),
                        "method": refund.method.value,
                        "amount": refund.amount,
                        "reference": refund.reference,
                    }
                    for number, refund in enumerate(note.refunds, start=1)
                ],
            )
        return note_id

    def by_number(self, outlet_id: int, number: str) -> CreditNote | None:
        """The outlet's note of that number, or None."""
        row = _BY_NUMBER.first(self._sql, {"outlet_id": outlet_id, "number": number})
        if row is None:
            return None
        of_note = {"credit_note_id": row.id}
        consolidated = ""
        if row.document == DocumentKind.CASH_MEMO.value:
            consolidated = consolidated_number(self._sql, row.bill_id, moment_of(row.issued_at))
        lines, refunds = _LINES.rows(self._sql, of_note), _REFUNDS.rows(self._sql, of_note)
        return _note_of(row, lines, refunds, consolidated)

    def earlier(self, bill_id: int) -> Earlier:
        """What the notes of a bill took back so far, as this transaction sees it."""
        of_bill = {"bill_id": bill_id}
        sums = _SUMS.first(self._sql, of_bill)
        assert sums is not None, "a sum has a row"
        return Earlier(
            lines={
                row.bill_line: Returned(qty=row.qty, taxed=taxed_of(row))
                for row in _LINE_SUMS.rows(self._sql, of_bill)
            },
            total=sums.total,
            notes=sums.notes,
            is_gst=bool(sums.is_gst),
            refunds={
                RefundMethod(row.method): row.amount
                for row in _REFUND_SUMS.rows(self._sql, of_bill)
            },
        )

    def of_bill(self, bill_id: int) -> Sequence[NoteSummary]:
        """The notes of a bill, in the order of their issue."""
        return [_summary_of(row) for row in _NOTES_OF_BILL.rows(self._sql, {"bill_id": bill_id})]

    def search(
        self, outlet_id: int, text: str, first: date | None, last: date | None, page: Page
    ) -> tuple[Sequence[NoteSummary], int]:
        """A page of the outlet's notes, newest first, and how many there are in all.

        *text* begins the number of a note or of its bill, or is part of a customer's name, phone,
        company or GSTIN; *first* and *last* are business dates.
        """
        wanted: list[ColumnElement[bool]] = [_n.outlet_id == outlet_id]
        if first is not None:
            wanted.append(_n.business_date >= first.isoformat())
        if last is not None:
            wanted.append(_n.business_date <= last.isoformat())
        if typed := clean(text):
            wanted.append(_matching(outlet_id, typed))
        total = self._sql.execute(select(func.count(_n.id)).where(*wanted)).scalar_one()
        query = _SUMMARIES.where(*wanted).order_by(_n.business_date.desc(), _n.id.desc())
        rows = self._sql.execute(query.limit(page.limit).offset((page.page - 1) * page.limit))
        return [_summary_of(row) for row in rows], total


def _matching(outlet_id: int, typed: str) -> ColumnElement[bool]:
    upper = typed.upper()
    after = upper + _LAST_CHARACTER
    bills = select(t.bill.c.id).where(
        t.bill.c.outlet_id == outlet_id, t.bill.c.number >= upper, t.bill.c.number < after
    )
    ways = [and_(_n.number >= upper, _n.number < after), _n.bill_id.in_(bills)]
    customers = matching_ids("customer", typed)
    if customers is not None:
        ways.append(and_(checked(_n.outlet_id) == outlet_id, _n.customer_id.in_(customers)))
    return or_(*ways)


def _summary_of(row: Any) -> NoteSummary:
    return NoteSummary(
        number=row.number,
        bill_number=row.bill_number,
        local_time=moment_of(row.local_time),
        customer_name=row.buyer_name,
        customer_phone=row.buyer_phone,
        reason=row.reason,
        is_gst=bool(row.is_gst),
        total=row.total,
        item_count=row.item_count,
    )


def _note_of(
    row: Any, lines: Sequence[Any], refunds: Sequence[Any], consolidated: str
) -> CreditNote:
    return CreditNote(
        id=row.id,
        **{name: getattr(row, name) for name in _PLAIN},
        bill_date=day_of(row.bill_date),
        document=DocumentKind(row.document),
        is_gst=bool(row.is_gst),
        issued_at=moment_of(row.issued_at),
        local_time=moment_of(row.local_time),
        business_date=day_of(row.business_date),
        customer_id=row.customer_id,
        **parties_and_place(row),
        lines=tuple(
            NoteLine(**line_values(line), bill_line=line.bill_line, restock=bool(line.restock))
            for line in lines
        ),
        totals=totals_of(row),
        refunds=tuple(
            Refund(
                method=RefundMethod(refund.method),
                amount=refund.amount,
                reference=refund.reference,
            )
            for refund in refunds
        ),
        consolidated_number=consolidated,
        proof=proof_of(row.entry_hash) if row.entry_hash else "",
    )
