"""Issued bills: added once, numbered, found again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    union,
)

from pos_desktop.application.ports import NewUuid, Page
from pos_desktop.domain.bills import Bill, BillSummary, ReturnState
from pos_desktop.domain.documents import Series, document_number
from pos_desktop.domain.outlet import Method
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.bill_rows import bill_of, bill_row, line_rows, tender_rows
from pos_desktop.persistence.chain import facts_of
from pos_desktop.persistence.prepared import Prepared, adding
from pos_desktop.persistence.search import clean, matching_ids
from pos_desktop.persistence.series import next_of_terminal
from pos_desktop.persistence.tables.columns import checked, moment_of

_b, _s = t.bill.c, t.number_series.c
_SEQUENCE_DIGITS = 6
_LAST_CHARACTER = "\U0010ffff"

_ADD, _ADD_LINES, _ADD_TENDERS = adding(t.bill), adding(t.bill_line), adding(t.tender)
# Whose account a bill is on now: found out later, or merged into another since.
_owner, _linked_to = t.customer.alias("owner"), t.bill_customer.c.customer_id
_BILLS = (
    select(
        t.bill,
        t.chain_entry.c.hash.label("entry_hash"),
        func.coalesce(_owner.c.merged_into, _owner.c.id).label("account_id"),
    )
    .outerjoin(
        t.chain_entry,
        and_(t.chain_entry.c.chain == _b.terminal_id, t.chain_entry.c.seq == _b.chain_seq),
    )
    .outerjoin(t.bill_customer, t.bill_customer.c.bill_id == _b.id)
    .outerjoin(_owner, _owner.c.id == func.coalesce(_b.customer_id, _linked_to))
)
_BY_NUMBER = Prepared(
    _BILLS.where(_b.outlet_id == bindparam("outlet_id"), _b.number == bindparam("number"))
)
_BY_ORDER = Prepared(
    _BILLS.where(_b.outlet_id == bindparam("outlet_id"), _b.order_id == bindparam("order_id"))
)
_LINES = Prepared(
    select(t.bill_line)
    .where(t.bill_line.c.bill_id == bindparam("bill_id"))
    .order_by(t.bill_line.c.line)
)
_TENDERS = Prepared(
    select(t.tender).where(t.tender.c.bill_id == bindparam("bill_id")).order_by(t.tender.c.line)
)
_linked_customer = t.customer.alias("linked")
_linked = _linked_customer.c
_n, _back = t.credit_note.c, t.credit_note_line.c
_RETURNED = select(func.sum(_n.total)).where(_n.bill_id == _b.id).scalar_subquery()
_QTY_BACK = (
    select(func.sum(_back.qty))
    .join(t.credit_note, _n.id == _back.credit_note_id)
    .where(_n.bill_id == _b.id)
    .scalar_subquery()
)
_QTY_SOLD = (
    select(func.sum(t.bill_line.c.qty)).where(t.bill_line.c.bill_id == _b.id).scalar_subquery()
)
_SUMMARIES = select(
    _b.number,
    _b.order_number,
    _b.document,
    _b.order_type,
    _b.local_time,
    func.coalesce(_b.buyer_name, _linked.name).label("buyer_name"),
    func.coalesce(_b.buyer_phone, _linked.phone).label("buyer_phone"),
    _b.taxable,
    (_b.cgst + _b.sgst + _b.utgst + _b.igst + _b.cess).label("tax"),
    _b.total,
    _b.item_count,
    func.coalesce(t.bill_due.c.due, 0).label("due"),
    func.coalesce(_RETURNED, 0).label("returned"),
    _QTY_BACK.label("qty_back"),
    case((_QTY_BACK.is_not(None), _QTY_SOLD)).label("qty_sold"),
)
_SUMMARIES = (
    _SUMMARIES.outerjoin(t.bill_due, t.bill_due.c.bill_id == _b.id)
    .outerjoin(t.bill_customer, t.bill_customer.c.bill_id == _b.id)
    .outerjoin(_linked_customer, _linked.id == t.bill_customer.c.customer_id)
)
_HERE = (
    or_(_s.series == Series.BILL.value, _s.series == Series.CASH_MEMO.value),
    t.terminal.c.outlet_id == bindparam("outlet_id"),
)
# Numbers of a series have no gaps, so the last of each tells how many bills there are, but for
# the few that are consolidated invoices.
_CONSOLIDATED = (
    select(func.count())
    .where(t.consolidated_invoice.c.outlet_id == bindparam("outlet_id"))
    .scalar_subquery()
)
_ALL_BILLS = Prepared(
    select(func.coalesce(func.sum(_s.last), 0) - _CONSOLIDATED)
    .join(t.terminal, t.terminal.c.id == _s.terminal_id)
    .where(*_HERE)
)
_PREFIXES = Prepared(
    select(t.terminal.c.code, _s.series, _s.year)
    .join(t.terminal, t.terminal.c.id == _s.terminal_id)
    .where(*_HERE)
)


class SqlBills:
    """The port Bills."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def add(self, bill: Bill, new_uuid: NewUuid) -> int:
        """Store a bill with its lines and tenders, and return its id (the value's is ignored)."""
        sealed = {"chain_seq": facts_of(self._sql).seq_for(bill.terminal_id)}
        bill_id = _ADD.add(self._sql, bill_row(bill) | sealed)
        if bill.lines:
            _ADD_LINES.run_each(self._sql, line_rows(bill, bill_id, new_uuid))
        if bill.tenders:
            _ADD_TENDERS.run_each(self._sql, tender_rows(bill, bill_id, new_uuid))
        return bill_id

    def by_number(self, outlet_id: int, number: str) -> Bill | None:
        """The outlet's bill of that number, or None."""
        return self._bill(_BY_NUMBER, outlet_id=outlet_id, number=number)

    def by_order(self, outlet_id: int, order_id: int) -> Bill | None:
        """The bill an order became, or None."""
        return self._bill(_BY_ORDER, outlet_id=outlet_id, order_id=order_id)

    def search(
        self, outlet_id: int, text: str, first: date | None, last: date | None, page: Page
    ) -> tuple[Sequence[BillSummary], int]:
        """A page of the outlet's bills, newest first, and how many there are in all.

        Args:
            outlet_id: whose bills.
            text: a bill or order number, its beginning or its last digits; or a customer's
                name, phone, company or GSTIN. Empty finds all.
            first: the earliest business date, or None.
            last: the latest business date, or None.
            page: which part of the list.
        """
        days: list[ColumnElement[bool]] = []
        if first is not None:
            days.append(_b.business_date >= first.isoformat())
        if last is not None:
            days.append(_b.business_date <= last.isoformat())
        typed, own = clean(text), checked(_b.outlet_id) == outlet_id
        if typed:
            wanted = [own, *days, _b.id.in_(self._matching(outlet_id, typed))]
        elif days:
            wanted = [_b.outlet_id == outlet_id, *days]
        else:
            total = _ALL_BILLS.value(self._sql, {"outlet_id": outlet_id})
            return self._page([own], page, dated=False), total
        total = self._sql.execute(select(func.count(_b.id)).where(*wanted)).scalar_one()
        return self._page(wanted, page, dated=bool(days)), total

    def of_customer(
        self, outlet_id: int, customer_id: int, page: Page
    ) -> tuple[Sequence[BillSummary], int]:
        """A page of a customer's bills, newest first, and how many there are in all."""
        wanted = [_b.id.in_(_bought_by(customer_id)), checked(_b.outlet_id) == outlet_id]
        total = self._sql.execute(select(func.count(_b.id)).where(*wanted)).scalar_one()
        return self._page(wanted, page, dated=False), total

    def next_number(self, terminal_id: int, series: Series, year: str) -> int:
        """The next number of a terminal's series; gone back when not committed."""
        return next_of_terminal(self._sql, terminal_id, series.value, year)

    def _bill(self, query: Prepared, **values: object) -> Bill | None:
        row = query.first(self._sql, values)
        if row is None:
            return None
        of_bill = {"bill_id": row.id}
        lines = _LINES.rows(self._sql, of_bill)
        tenders = _TENDERS.rows(self._sql, of_bill)
        from_account = any(tender.method == Method.ADVANCE.value for tender in tenders)
        if not from_account:
            return bill_of(row, lines, tenders, ())
        from pos_desktop.persistence.vouchers import SqlVouchers

        return bill_of(row, lines, tenders, SqlVouchers(self._sql).of_bill(row.id))

    def _page(
        self, wanted: Sequence[ColumnElement[bool]], page: Page, *, dated: bool
    ) -> list[BillSummary]:
        newest = (_b.business_date.desc(), _b.id.desc()) if dated else (_b.id.desc(),)
        query = _SUMMARIES.where(*wanted).order_by(*newest)
        rows = self._sql.execute(query.limit(page.limit).offset((page.page - 1) * page.limit))
        return [_summary_of(row) for row in rows]

    def _matching(self, outlet_id: int, typed: str) -> Any:
        """A subquery of the ids of bills that match; each part of it has an index."""
        own, upper = checked(_b.outlet_id) == outlet_id, typed.upper()
        numbered, after = _b.outlet_id == outlet_id, upper + _LAST_CHARACTER
        orders = select(t.order.c.id).where(
            t.order.c.outlet_id == outlet_id, t.order.c.number >= upper, t.order.c.number < after
        )
        ways = [
            select(_b.id).where(numbered, _b.number >= upper, _b.number < after),
            select(_b.id).where(own, _b.order_id.in_(orders)),
        ]
        if typed.isascii() and typed.isdigit() and len(typed) <= _SEQUENCE_DIGITS:
            rows = _PREFIXES.rows(self._sql, {"outlet_id": outlet_id})
            numbers = [document_number(r.code, Series(r.series), r.year, int(typed)) for r in rows]
            ways.append(select(_b.id).where(numbered, _b.number.in_(numbers)))
        customers = matching_ids("customer", typed)
        if customers is not None:
            linked = t.bill_customer.c
            ways.append(select(_b.id).where(own, _b.customer_id.in_(customers)))
            ways.append(select(linked.bill_id).where(linked.customer_id.in_(customers)))
        return union(*ways)


def _bought_by(customer_id: int) -> Any:
    """Ids of bills of a customer and of accounts merged into it, and of bills linked later."""
    merged, linked = t.customer.alias("merged"), t.bill_customer.c
    mine = union(
        select(literal(customer_id).label("id")),
        select(merged.c.id).where(merged.c.merged_into == customer_id),
    ).subquery()
    ids = select(mine.c.id)
    return union(
        select(_b.id).where(_b.customer_id.in_(ids)),
        select(linked.bill_id).where(linked.customer_id.in_(ids)),
    )


def _summary_of(row: Any) -> BillSummary:
    return BillSummary(
        number=row.number,
        order_number=row.order_number,
        document=row.document,
        order_type=row.order_type,
        local_time=moment_of(row.local_time),
        customer_name=row.buyer_name,
        customer_phone=row.buyer_phone,
        subtotal=row.taxable,
        tax=row.tax,
        total=row.total,
        item_count=row.item_count,
        balance_due=row.due,
        returned=row.returned,
        return_state=_state_of(row),
    )


def _state_of(row: Any) -> ReturnState:
    if row.qty_back is None:
        return ReturnState.NONE
    return ReturnState.ALL if row.qty_back == row.qty_sold else ReturnState.PART
