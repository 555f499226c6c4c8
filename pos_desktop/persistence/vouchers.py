"""Receipt vouchers, what bills used up of them, and what was paid back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from msgspec.structs import asdict
from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    union_all,
)

from pos_desktop.domain.accounts import AdjustmentKind, PaymentReceipt
from pos_desktop.domain.bills import AdvanceUsed
from pos_desktop.domain.chain import proof_of
from pos_desktop.domain.gst import Supply
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.vouchers import (
    AdvanceGroup,
    AdvanceTax,
    OpenVoucher,
    ReceiptVoucher,
    RefundVoucher,
)
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.accounts import SqlAccounts
from pos_desktop.persistence.bill_rows import seller_of_text, seller_text
from pos_desktop.persistence.chain import facts_of
from pos_desktop.persistence.prepared import Prepared, adding
from pos_desktop.persistence.tables.columns import day_of, moment_of, moment_text

_v, _u, _r = t.receipt_voucher.c, t.voucher_use.c, t.refund_voucher.c
_FIGURES = ("amount", "taxable", "cgst", "sgst", "utgst", "igst")
_COPIED = (
    "description",
    "sac",
    "gst_rate",
    "buyer_gstin",
    "buyer_address",
    "buyer_state_code",
    "place_of_supply",
    "place_name",
    "reason",
)
_ADD, _USE = adding(t.receipt_voucher), adding(t.voucher_use)
_ADD_REFUND = adding(t.refund_voucher)
_BY_PAYMENT = Prepared(select(t.receipt_voucher).where(_v.payment_id == bindparam("payment_id")))
_account = t.customer.alias("account")
_back = t.adjustment.alias("back")


def _sums(table: Table, of: ColumnElement[int], names: Sequence[str]) -> Any:
    """What rows of a table that belong to a voucher come to, one row a voucher."""
    sums = (func.sum(table.c[name]).label(name) for name in names)
    return select(of.label("voucher"), *sums).group_by(of).subquery()


_used_all = _sums(t.voucher_use, _u.payment_id, _FIGURES)
_back_all = _sums(t.refund_voucher, _r.payment_id, _FIGURES)


def _gone(name: str) -> ColumnElement[int]:
    """What bills used up and what was paid back."""
    used = func.coalesce(_used_all.c[name], 0)
    return used + func.coalesce(_back_all.c[name], 0)


# A customer's are those of the accounts merged into it, too. One that was taken back before there
# were refund vouchers pays nothing any more.
_OPEN = Prepared(
    select(
        t.receipt_voucher,
        t.payment.c.number,
        func.substr(t.payment.c.local_time, 1, 10).label("day"),
        *(_gone(name).label(f"used_{name}") for name in _FIGURES),
    )
    .join(t.payment, t.payment.c.id == _v.payment_id)
    .outerjoin(_used_all, _used_all.c.voucher == _v.payment_id)
    .outerjoin(_back_all, _back_all.c.voucher == _v.payment_id)
    .where(
        _v.customer_id.in_(
            select(_account.c.id).where(
                or_(
                    _account.c.id == bindparam("customer_id"),
                    _account.c.merged_into == bindparam("customer_id"),
                )
            )
        ),
        ~exists().where(
            _back.c.payment_id == _v.payment_id,
            _back.c.kind == AdjustmentKind.REVERSAL.value,
            _back.c.reverses.is_(None),
        ),
        _v.amount > _gone("amount"),
    )
    .order_by(_v.payment_id)
)
_OF_BILL = Prepared(
    select(t.payment.c.number, t.voucher_use)
    .join(t.payment, t.payment.c.id == _u.payment_id)
    .where(_u.bill_id == bindparam("bill_id"))
    .order_by(_u.id)
)

_SUMS = ("taxable", "cgst", "sgst", "utgst", "igst")
# What took tax off a voucher, and when: a bill that used it up, or a refund that paid it back.
_taken_off = union_all(
    select(_u.payment_id, *(_u[name] for name in _SUMS), t.bill.c.local_time).join(
        t.bill, t.bill.c.id == _u.bill_id
    ),
    select(_r.payment_id, *(_r[name] for name in _SUMS), _r.local_time),
).subquery()
_off = _taken_off.c
_OFF_BY_THEN = (
    select(_off.payment_id, *(func.sum(_off[name]).label(name) for name in _SUMS))
    .where(_off.local_time < bindparam("after"))
    .group_by(_off.payment_id)
    .subquery()
)
_ALIKE = (_v.place_of_supply, _v.is_interstate, _v.gst_rate)
_RECEIVED = Prepared(
    select(
        *_ALIKE,
        *(func.sum(_v[n] - func.coalesce(_OFF_BY_THEN.c[n], 0)).label(n) for n in _SUMS),
    )
    .join(t.payment, t.payment.c.id == _v.payment_id)
    .outerjoin(_OFF_BY_THEN, _OFF_BY_THEN.c.payment_id == _v.payment_id)
    .where(
        _v.outlet_id == bindparam("outlet_id"),
        t.payment.c.local_time >= bindparam("first"),
        t.payment.c.local_time < bindparam("after"),
    )
    .group_by(*_ALIKE)
    .order_by(*_ALIKE)
)
_ADJUSTED = Prepared(
    select(*_ALIKE, *(func.sum(_off[name]).label(name) for name in _SUMS))
    .join(_taken_off, _off.payment_id == _v.payment_id)
    .join(t.payment, t.payment.c.id == _v.payment_id)
    .where(
        _v.outlet_id == bindparam("outlet_id"),
        t.payment.c.local_time < bindparam("first"),
        _off.local_time >= bindparam("first"),
        _off.local_time < bindparam("after"),
    )
    .group_by(*_ALIKE)
    .order_by(*_ALIKE)
)
_REFUND = Prepared(
    select(
        t.refund_voucher,
        t.adjustment.c.number,
        t.adjustment.c.at,
        t.adjustment.c.business_date,
        t.adjustment.c.user_name,
        t.adjustment.c.approved_by,
        t.adjustment.c.reason,
        t.payment.c.number.label("voucher_number"),
        t.chain_entry.c.hash.label("entry_hash"),
    )
    .join(t.adjustment, t.adjustment.c.id == _r.adjustment_id)
    .join(t.payment, t.payment.c.id == _r.payment_id)
    .outerjoin(
        t.chain_entry,
        and_(t.chain_entry.c.chain == _r.terminal_id, t.chain_entry.c.seq == _r.chain_seq),
    )
    .where(
        t.adjustment.c.outlet_id == bindparam("outlet_id"),
        t.adjustment.c.number == bindparam("number"),
    )
)


class SqlVouchers:
    """The port Vouchers."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def add(self, voucher: ReceiptVoucher, *, uuid: str, outlet_id: int) -> None:
        """Store what a voucher says beside its payment, which is stored already."""
        row: dict[str, Any] = {name: getattr(voucher, name) for name in _COPIED}
        row |= asdict(voucher.figures) | {
            "payment_id": voucher.payment.id,
            "uuid": uuid,
            "outlet_id": outlet_id,
            "customer_id": voucher.payment.customer_id,
            "supply": voucher.supply.value,
            "seller": seller_text(voucher.seller),
            "is_interstate": int(voucher.is_interstate),
        }
        _ADD.run(self._sql, row)

    def of_payment(self, payment: PaymentReceipt) -> ReceiptVoucher | None:
        """The voucher that a payment is, or None."""
        row = _BY_PAYMENT.first(self._sql, {"payment_id": payment.id})
        if row is None:
            return None
        return ReceiptVoucher(
            payment=payment,
            **{name: getattr(row, name) for name in _COPIED},
            supply=Supply(row.supply),
            figures=AdvanceTax(**{name: getattr(row, name) for name in _FIGURES}),
            seller=seller_of_text(row.seller),
            is_interstate=bool(row.is_interstate),
        )

    def received(self, outlet_id: int, first: date, last: date) -> Sequence[AdvanceGroup]:
        """Advances of the period less what bills used up, and refunds paid back, by its end.

        Table 11A.
        """
        return self._groups(_RECEIVED, outlet_id, first, last)

    def adjusted(self, outlet_id: int, first: date, last: date) -> Sequence[AdvanceGroup]:
        """What bills of the period used up of advances from before it, or refunds paid back.

        Table 11B: both lower the tax of the period by what an earlier one paid, and table 11A
        takes no negative amounts.
        """
        return self._groups(_ADJUSTED, outlet_id, first, last)

    def _groups(
        self, query: Prepared, outlet_id: int, first: date, last: date
    ) -> Sequence[AdvanceGroup]:
        after = last + timedelta(days=1)
        days = {"first": first.isoformat(), "after": after.isoformat(), "outlet_id": outlet_id}
        return [
            AdvanceGroup(
                place=row.place_of_supply,
                is_interstate=bool(row.is_interstate),
                rate=row.gst_rate,
                taxable=row.taxable,
                cgst=row.cgst,
                sgst=row.sgst + row.utgst,
                igst=row.igst,
            )
            for row in query.rows(self._sql, days)
            if row.taxable
        ]

    def open_of(self, customer_id: int) -> Sequence[OpenVoucher]:
        """The customer's vouchers, not taken back, of which something is left; oldest first."""
        return [
            OpenVoucher(
                payment_id=row.payment_id,
                number=row.number,
                day=day_of(row.day),
                description=row.description,
                figures=AdvanceTax(**{name: getattr(row, name) for name in _FIGURES}),
                used=AdvanceTax(**{name: getattr(row, f"used_{name}") for name in _FIGURES}),
            )
            for row in _OPEN.rows(self._sql, {"customer_id": customer_id})
        ]

    def add_refund(
        self, voucher: RefundVoucher, *, uuid: str, outlet_id: int, terminal_id: int
    ) -> None:
        """Store what a refund voucher says beside its adjustment, which is stored already."""
        row = {
            "adjustment_id": voucher.adjustment_id,
            "uuid": uuid,
            "outlet_id": outlet_id,
            "terminal_id": terminal_id,
            "shift_id": voucher.shift_id,
            "payment_id": voucher.receipt.payment.id,
            "seller": seller_text(voucher.seller),
            "method": voucher.method.value,
            "reference": voucher.reference,
            "local_time": voucher.local_time.isoformat(timespec="microseconds"),
            "balance_after": voucher.balance_after,
            "chain_seq": facts_of(self._sql).seq_for(terminal_id),
        }
        _ADD_REFUND.run(self._sql, row | asdict(voucher.figures))

    def refund(self, outlet_id: int, number: str) -> RefundVoucher | None:
        """The outlet's refund voucher of that number, or None."""
        row = _REFUND.first(self._sql, {"outlet_id": outlet_id, "number": number})
        if row is None:
            return None
        payment = SqlAccounts(self._sql).payment(outlet_id, row.voucher_number)
        receipt = self.of_payment(payment) if payment else None
        assert receipt is not None, "a refund voucher is of a receipt voucher"
        return RefundVoucher(
            adjustment_id=row.adjustment_id,
            number=row.number,
            receipt=receipt,
            seller=seller_of_text(row.seller),
            figures=AdvanceTax(**{name: getattr(row, name) for name in _FIGURES}),
            method=Method(row.method),
            reference=row.reference,
            reason=row.reason,
            at=moment_of(row.at),
            local_time=moment_of(row.local_time),
            business_date=day_of(row.business_date),
            shift_id=row.shift_id,
            cashier_name=row.user_name,
            approved_by=row.approved_by,
            balance_after=row.balance_after,
            proof=proof_of(row.entry_hash) if row.entry_hash else "",
        )

    def use(
        self, payment_id: int, bill_id: int, part: AdvanceTax, *, uuid: str, at: datetime
    ) -> None:
        """Write down that a bill used up a part of a voucher."""
        row = {"payment_id": payment_id, "bill_id": bill_id, "uuid": uuid, "at": moment_text(at)}
        _USE.run(self._sql, row | asdict(part))

    def of_bill(self, bill_id: int) -> tuple[AdvanceUsed, ...]:
        """What a bill used up of vouchers."""
        return tuple(
            AdvanceUsed(
                voucher_number=row.number,
                amount=row.amount,
                tax=row.cgst + row.sgst + row.utgst + row.igst,
            )
            for row in _OF_BILL.rows(self._sql, {"bill_id": bill_id})
        )
