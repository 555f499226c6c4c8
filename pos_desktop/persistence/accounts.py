"""The khata: entries with the balance they move, unpaid parts of bills, payments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, select, text, update

from pos_desktop.application.ports import BalanceFilter
from pos_desktop.domain.accounts import (
    Allocation,
    BalanceTotal,
    DueBill,
    Entry,
    EntryKind,
    PaymentReceipt,
    StatementLine,
)
from pos_desktop.domain.bills import Bill
from pos_desktop.domain.chain import proof_of
from pos_desktop.domain.errors import Refused
from pos_desktop.domain.money import Paise
from pos_desktop.domain.outlet import Method
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.balances import read_balances
from pos_desktop.persistence.chain import facts_of
from pos_desktop.persistence.prepared import Prepared, adding
from pos_desktop.persistence.tables.columns import day_of, moment_of, moment_text

_c, _e, _d, _p = t.customer.c, t.ledger_entry.c, t.bill_due.c, t.payment.c

_ADD_ENTRY, _ADD_DUE = adding(t.ledger_entry), adding(t.bill_due)
_ADD_PAYMENT, _ADD_ALLOCATION = adding(t.payment), adding(t.payment_allocation)
_MOVE_BALANCE = Prepared(
    update(t.customer)
    .where(_c.id == bindparam("customer_id"), _c.outlet_id == bindparam("of_outlet"))
    .values(balance=_c.balance + bindparam("moved"))
    .returning(_c.balance)
)
_SET_BALANCE = Prepared(
    update(t.customer).where(_c.id == bindparam("customer_id")), columns=("balance",)
)
_SETTLE = Prepared(
    update(t.bill_due)
    .where(_d.bill_id == bindparam("settled_bill"), _d.due >= bindparam("paid"))
    .values(due=_d.due - bindparam("paid"))
)
# Written out, not bound: SQLite uses the partial index only when it can see the condition.
_UNPAID = text("bill_due.due > 0")
_DUES = (
    select(_d.customer_id, _d.bill_id, t.bill.c.number, _d.business_date, _d.total, _d.due)
    .join(t.bill, t.bill.c.id == _d.bill_id)
    .where(_d.outlet_id == bindparam("outlet_id"), _UNPAID)
    .order_by(_d.business_date, _d.bill_id)
)
_DUES_OF_ONE = Prepared(_DUES.where(_d.customer_id == bindparam("customer_id")))
_DUES_OF_MANY = _DUES.where(_d.customer_id.in_(bindparam("ids", expanding=True)))

_DUE_OF_BILL = Prepared(select(_d.due).where(_d.bill_id == bindparam("bill_id")))

_ENTRIES = (
    select(
        _e.at,
        _e.kind,
        _e.debit,
        _e.credit,
        func.coalesce(t.credit_note.c.number, t.bill.c.number, _p.number, "").label("document"),
    )
    .outerjoin(t.bill, t.bill.c.id == _e.bill_id)
    .outerjoin(t.payment, _p.id == _e.payment_id)
    .outerjoin(t.credit_note, t.credit_note.c.id == _e.credit_note_id)
    .where(_e.customer_id == bindparam("customer_id"), _e.outlet_id == bindparam("outlet_id"))
    .order_by(_e.business_date, _e.id)
)
_SUM = func.coalesce(func.sum(_e.credit - _e.debit), 0)
_OPENING = Prepared(
    select(_SUM).where(
        _e.customer_id == bindparam("customer_id"),
        _e.outlet_id == bindparam("outlet_id"),
        _e.business_date < bindparam("first"),
    )
)
_COMPUTED = (
    select(_c.id, _c.balance, _SUM.label("computed"))
    .outerjoin(t.ledger_entry, _e.customer_id == _c.id)
    .where(_c.outlet_id == bindparam("outlet_id"))
    .group_by(_c.id)
    .order_by(_c.id)
)
_PAYMENT = Prepared(
    select(t.payment, t.chain_entry.c.hash.label("entry_hash"))
    .outerjoin(
        t.chain_entry,
        and_(t.chain_entry.c.chain == _p.terminal_id, t.chain_entry.c.seq == _p.chain_seq),
    )
    .where(_p.outlet_id == bindparam("outlet_id"), _p.number == bindparam("number"))
)
_ALLOCATIONS = Prepared(
    select(t.payment_allocation.c.bill_id, t.bill.c.number, t.payment_allocation.c.amount)
    .join(t.bill, t.bill.c.id == t.payment_allocation.c.bill_id)
    .where(t.payment_allocation.c.payment_id == bindparam("payment_id"))
    .order_by(t.payment_allocation.c.id)
)
_SNAPSHOT = (
    "uuid",
    "number",
    "outlet_name",
    "outlet_address",
    "outlet_phone",
    "customer_id",
    "customer_name",
    "customer_phone",
    "terminal_id",
    "user_id",
    "cashier_name",
    "amount",
    "reference",
    "balance_before",
    "balance_after",
)


class SqlAccounts:
    """The port Accounts."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def post(self, entry: Entry) -> Paise:
        """Write down an entry, move the customer's balance by it, and return the new balance."""
        row = {
            "uuid": entry.uuid,
            "outlet_id": entry.outlet_id,
            "customer_id": entry.customer_id,
            "at": moment_text(entry.at),
            "business_date": entry.business_date.isoformat(),
            "kind": entry.kind.value,
            "bill_id": entry.bill_id,
            "payment_id": entry.payment_id,
            "debit": entry.debit,
            "credit": entry.credit,
            "credit_note_id": entry.credit_note_id,
        }
        _ADD_ENTRY.run(self._sql, row)
        moved = {
            "customer_id": entry.customer_id,
            "of_outlet": entry.outlet_id,
            "moved": entry.credit - entry.debit,
        }
        balance: Paise = _MOVE_BALANCE.value(self._sql, moved)
        return balance

    def add_due(self, bill: Bill) -> None:
        """Note what stays unpaid of an issued bill."""
        row = {
            "bill_id": bill.id,
            "outlet_id": bill.outlet_id,
            "customer_id": bill.customer_id,
            "business_date": bill.business_date.isoformat(),
            "total": bill.totals.total,
            "due": bill.balance_due,
        }
        _ADD_DUE.run(self._sql, row)

    def dues(self, outlet_id: int, customer_id: int) -> Sequence[DueBill]:
        """The customer's unpaid bills, oldest first."""
        values = {"outlet_id": outlet_id, "customer_id": customer_id}
        return [_due_of(row) for row in _DUES_OF_ONE.rows(self._sql, values)]

    def due_of(self, bill_id: int) -> Paise:
        """What is still unpaid of a bill."""
        due: Paise | None = _DUE_OF_BILL.value_or_none(self._sql, {"bill_id": bill_id})
        return due or 0

    def add_payment(self, receipt: PaymentReceipt, *, outlet_id: int, shift_id: int) -> int:
        """Store a payment and return its id; its allocations are stored by ``allocate``."""
        row: dict[str, Any] = {name: getattr(receipt, name) for name in _SNAPSHOT}
        row |= {
            "outlet_id": outlet_id,
            "shift_id": shift_id,
            "chain_seq": facts_of(self._sql).seq_for(receipt.terminal_id),
            "is_demo": int(receipt.is_demo),
            "received_at": moment_text(receipt.received_at),
            "local_time": receipt.local_time.isoformat(timespec="microseconds"),
            "business_date": receipt.business_date.isoformat(),
            "method": receipt.method.value,
        }
        return _ADD_PAYMENT.add(self._sql, row)

    def allocate(
        self,
        *,
        payment_id: int | None = None,
        credit_note_id: int | None = None,
        bill_id: int,
        amount: Paise,
        uuid: str,
        at: datetime,
    ) -> None:
        """Settle a part of a bill. Raises Refused when less than that is due of it."""
        settled = _SETTLE.run(self._sql, {"settled_bill": bill_id, "paid": amount})
        if settled.rowcount != 1:
            raise Refused(
                "Less is due of this bill than was to be paid. Look at the account again.",
                code="bill_not_due",
            )
        row = {"payment_id": payment_id, "credit_note_id": credit_note_id, "bill_id": bill_id}
        _ADD_ALLOCATION.run(
            self._sql, {**row, "amount": amount, "uuid": uuid, "at": moment_text(at)}
        )

    def payment(self, outlet_id: int, number: str) -> PaymentReceipt | None:
        """The outlet's payment of that number, or None."""
        row = _PAYMENT.first(self._sql, {"outlet_id": outlet_id, "number": number})
        if row is None:
            return None
        parts = _ALLOCATIONS.rows(self._sql, {"payment_id": row.id})
        return PaymentReceipt(
            id=row.id,
            **{name: getattr(row, name) for name in _SNAPSHOT},
            is_demo=bool(row.is_demo),
            received_at=moment_of(row.received_at),
            local_time=moment_of(row.local_time),
            business_date=day_of(row.business_date),
            method=Method(row.method),
            proof=proof_of(row.entry_hash) if row.entry_hash else "",
            allocations=tuple(
                Allocation(bill_id=p.bill_id, bill_number=p.number, amount=p.amount) for p in parts
            ),
        )

    def entries(
        self, outlet_id: int, customer_id: int, first: date | None, last: date | None
    ) -> tuple[Paise, Sequence[StatementLine]]:
        """The balance before the business date *first*, and the entries up to *last*."""
        account: dict[str, Any] = {"outlet_id": outlet_id, "customer_id": customer_id}
        query, opening = _ENTRIES, 0
        if first is not None:
            since = {"first": first.isoformat()}
            opening = _OPENING.value(self._sql, account | since)
            query = query.where(_e.business_date >= first.isoformat())
        if last is not None:
            query = query.where(_e.business_date <= last.isoformat())
        lines, balance = [], opening
        for row in self._sql.execute(query, account):
            balance += row.credit - row.debit
            lines.append(
                StatementLine(
                    at=moment_of(row.at),
                    kind=EntryKind(row.kind),
                    document=row.document,
                    debit=row.debit,
                    credit=row.credit,
                    balance=balance,
                )
            )
        return opening, lines

    def balances(
        self, outlet_id: int, wanted: BalanceFilter
    ) -> tuple[Sequence[BalanceTotal], int, Paise]:
        """A page of the balance report, how many rows there are, and what they owe together."""
        return read_balances(self._sql, outlet_id, wanted)

    def unpaid_bills(self, outlet_id: int, customer_ids: Sequence[int]) -> dict[int, list[DueBill]]:
        """The unpaid bills of each of these customers, oldest first; no key without one."""
        found: dict[int, list[DueBill]] = {}
        if customer_ids:
            values = {"outlet_id": outlet_id, "ids": list(customer_ids)}
            for row in self._sql.execute(_DUES_OF_MANY, values):
                found.setdefault(row.customer_id, []).append(_due_of(row))
        return found

    def computed_balances(
        self, outlet_id: int, customer_id: int | None
    ) -> Sequence[tuple[int, Paise, Paise]]:
        """Customer, stored balance, and the balance anew from its entries: of one or of all."""
        query = _COMPUTED if customer_id is None else _COMPUTED.where(_c.id == customer_id)
        rows = self._sql.execute(query, {"outlet_id": outlet_id})
        return [(row.id, row.balance, row.computed) for row in rows]

    def set_balance(self, customer_id: int, balance: Paise) -> None:
        """Store a balance that was computed anew."""
        _SET_BALANCE.run(self._sql, {"customer_id": customer_id, "balance": balance})


def _due_of(row: Any) -> DueBill:
    return DueBill(
        bill_id=row.bill_id,
        bill_number=row.number,
        business_date=day_of(row.business_date),
        total=row.total,
        due=row.due,
    )
