"""The khata: entries with the balance they move, unpaid parts of bills, payments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, select, text, update

from pos_desktop.application.account_ports import AccountTotals, BalanceFilter, DueChange
from pos_desktop.domain.accounts import (
    Adjustment,
    Ageing,
    Allocation,
    BalanceTotal,
    DueBill,
    Entry,
    EntryKind,
    PaymentReceipt,
    Settled,
    StatementLine,
)
from pos_desktop.domain.bills import Bill
from pos_desktop.domain.chain import proof_of
from pos_desktop.domain.errors import Refused
from pos_desktop.domain.money import Paise
from pos_desktop.domain.outlet import Method
from pos_desktop.persistence import balances
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.chain import facts_of
from pos_desktop.persistence.dues import (
    add_adjustment,
    add_due,
    adjustment_numbered,
    adjustments_of,
    change_due,
    dues_of_many,
    dues_of_one,
    is_reversed,
    last_import,
    own_dues,
    settled_of,
)
from pos_desktop.persistence.prepared import Prepared, adding
from pos_desktop.persistence.tables.columns import day_of, moment_of, moment_text

_c, _e, _d, _p = t.customer.c, t.ledger_entry.c, t.bill_due.c, t.payment.c

_ADD_ENTRY = adding(t.ledger_entry)
_ADD_PAYMENT, _ADD_ALLOCATION = adding(t.payment), adding(t.payment_allocation)
_MOVE_BALANCE = Prepared(
    update(t.customer)
    .where(
        _c.id == bindparam("customer_id"),
        _c.outlet_id == bindparam("of_outlet"),
        _c.merged_into.is_(None),
    )
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
_DUE_OF_BILL = Prepared(select(_d.due).where(_d.bill_id == bindparam("bill_id")))
_MOVE_DAY = Prepared(
    text(
        "INSERT INTO account_day (outlet_id, business_date, debit, credit)"
        " VALUES (:outlet_id, :business_date, :debit, :credit)"
        " ON CONFLICT (outlet_id, business_date) DO UPDATE"
        " SET debit = debit + excluded.debit, credit = credit + excluded.credit"
    )
)
_ROOT = Prepared(select(_c.merged_into).where(_c.id == bindparam("id")))
_BALANCE = Prepared(select(_c.balance).where(_c.id == bindparam("id")))
# One account is its own entries and those of the accounts merged into it; what went from one
# to the other is neither.
_MINE = text(
    "ledger_entry.customer_id IN (SELECT :customer_id UNION ALL"
    " SELECT id FROM customer WHERE merged_into = :customer_id) AND ledger_entry.kind <> 'merge'"
)

_ENTRIES = (
    select(
        _e.at,
        _e.kind,
        _e.debit,
        _e.credit,
        func.coalesce(
            t.adjustment.c.number, t.credit_note.c.number, t.bill.c.number, _p.number, ""
        ).label("document"),
        func.coalesce(t.adjustment.c.reason, "").label("reason"),
    )
    .outerjoin(t.bill, t.bill.c.id == _e.bill_id)
    .outerjoin(t.payment, _p.id == _e.payment_id)
    .outerjoin(t.credit_note, t.credit_note.c.id == _e.credit_note_id)
    .outerjoin(t.adjustment, t.adjustment.c.id == _e.adjustment_id)
    .where(_MINE, _e.outlet_id == bindparam("outlet_id"))
    .order_by(_e.business_date, _e.id)
)
_SUM = func.coalesce(func.sum(_e.credit - _e.debit), 0)
_OPENING = Prepared(
    select(_SUM).where(
        _MINE,
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
# What a payment settled when it was taken: of bills, and of amounts that adjustments put there.
_ALLOCATIONS = Prepared(
    text(
        "SELECT p.bill_id, b.number, p.amount, coalesce(d.id, 0) AS due_id"
        " FROM payment_allocation AS p JOIN bill AS b ON b.id = p.bill_id"
        " LEFT JOIN bill_due AS d ON d.bill_id = p.bill_id WHERE p.payment_id = :payment_id"
        " UNION ALL SELECT NULL, a.number, -c.amount, c.due_id FROM due_change AS c"
        " JOIN bill_due AS d ON d.id = c.due_id JOIN adjustment AS a ON a.id = d.adjustment_id"
        " WHERE c.payment_id = :payment_id AND c.amount < 0 AND c.adjustment_id IS NULL"
    )
)
_DISCOUNT = Prepared(
    text(
        "SELECT coalesce(sum(credit), 0) FROM adjustment"
        " WHERE payment_id = :payment_id AND kind = 'discount'"
    )
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
        """Write down an entry, move the customer's balance by it, and return the new balance.

        An entry for a merged account goes to the one it was merged into.
        """
        customer_id = entry.customer_id
        moved = {
            "customer_id": customer_id,
            "of_outlet": entry.outlet_id,
            "moved": entry.credit - entry.debit,
        }
        balance = _MOVE_BALANCE.value_or_none(self._sql, moved)
        if balance is None:
            customer_id = _ROOT.value(self._sql, {"id": customer_id})
            balance = _MOVE_BALANCE.value(self._sql, moved | {"customer_id": customer_id})
        row = {
            "uuid": entry.uuid,
            "outlet_id": entry.outlet_id,
            "customer_id": customer_id,
            "at": moment_text(entry.at),
            "business_date": entry.business_date.isoformat(),
            "kind": entry.kind.value,
            "bill_id": entry.bill_id,
            "payment_id": entry.payment_id,
            "debit": entry.debit,
            "credit": entry.credit,
            "credit_note_id": entry.credit_note_id,
            "adjustment_id": entry.adjustment_id,
        }
        _ADD_ENTRY.run(self._sql, row)
        _MOVE_DAY.run(self._sql, row)
        return int(balance)

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
        add_due(self._sql, row)

    def dues(self, outlet_id: int, customer_id: int) -> Sequence[DueBill]:
        """The customer's unpaid bills, oldest first."""
        return dues_of_one(self._sql, outlet_id, customer_id)

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
                Allocation(
                    bill_id=p.bill_id, bill_number=p.number, amount=p.amount, due_id=p.due_id
                )
                for p in parts
            ),
            discount=_DISCOUNT.value(self._sql, {"payment_id": row.id}),
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
                    reason=row.reason,
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
        return balances.read_balances(self._sql, outlet_id, wanted)

    def unpaid_bills(self, outlet_id: int, customer_ids: Sequence[int]) -> dict[int, list[DueBill]]:
        """The unpaid bills of each of these customers, oldest first; no key without one."""
        return dues_of_many(self._sql, outlet_id, customer_ids)

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

    def balance(self, customer_id: int) -> Paise:
        """The balance as it stands in this transaction."""
        balance: Paise = _BALANCE.value(self._sql, {"id": customer_id})
        return balance

    def add_adjustment(self, adjustment: Adjustment) -> int:
        """Store an adjustment and return its id; its entry is posted apart."""
        return add_adjustment(self._sql, adjustment)

    def adjustment(self, outlet_id: int, number: str) -> Adjustment | None:
        """The outlet's adjustment of that number, or None."""
        return adjustment_numbered(self._sql, outlet_id, number)

    def adjustments_of(
        self, outlet_id: int, *, payment_id: int | None = None, batch: str | None = None
    ) -> Sequence[Adjustment]:
        """The adjustments that belong to a payment, or came with an import."""
        return adjustments_of(self._sql, outlet_id, payment_id=payment_id, batch=batch)

    def last_import(self, outlet_id: int) -> str:
        """The batch of the last import that was not taken back."""
        return last_import(self._sql, outlet_id)

    def is_reversed(self, *, payment_id: int | None = None, reverses: int | None = None) -> bool:
        """Whether a payment, or an adjustment, was taken back."""
        return is_reversed(self._sql, payment_id=payment_id, reverses=reverses)

    def add_adjustment_due(self, adjustment: Adjustment) -> None:
        """Note that what an adjustment put on an account is unpaid."""
        row = {
            "adjustment_id": adjustment.id,
            "outlet_id": adjustment.outlet_id,
            "customer_id": adjustment.customer_id,
            "business_date": adjustment.business_date.isoformat(),
            "total": adjustment.debit,
            "due": adjustment.debit,
        }
        add_due(self._sql, row)

    def settled(self, outlet_id: int, customer_id: int) -> Sequence[Settled]:
        """What was paid out of the account and could be due again, newest first."""
        return settled_of(self._sql, outlet_id, customer_id)

    def change_due(self, change: DueChange) -> None:
        """Settle a part of a due, or make it due again."""
        change_due(self._sql, change)

    def own_dues(self, bill_id: int, customer_id: int) -> Paise:
        """Put what is due of a bill without a customer on an account; returns how much."""
        return own_dues(self._sql, bill_id, customer_id)

    def by_day(self, outlet_id: int, customer_id: int | None = None) -> list[tuple[date, Paise]]:
        """Per business date, by how much all balances together, or one, moved."""
        return balances.balances_by_day(self._sql, outlet_id, customer_id)

    def ages(self, outlet_id: int, wanted: BalanceFilter, today: date) -> Ageing:
        """What is unpaid in all rows of a filter, by the age of the bills on *today*."""
        return balances.read_ages(self._sql, outlet_id, wanted, today)

    def totals(self, outlet_id: int, *, whole_organisation: bool) -> AccountTotals:
        """What all accounts of an outlet, or of its organisation, come to."""
        return balances.read_totals(self._sql, outlet_id, whole_organisation=whole_organisation)
