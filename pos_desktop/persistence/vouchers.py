"""Receipt vouchers, and what bills used up of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, exists, func, or_, select

from pos_desktop.domain.accounts import AdjustmentKind, PaymentReceipt
from pos_desktop.domain.bills import AdvanceUsed
from pos_desktop.domain.gst import Supply
from pos_desktop.domain.vouchers import AdvanceGroup, AdvanceTax, OpenVoucher, ReceiptVoucher
from pos_desktop.persistence import tables as t
from pos_desktop.persistence.bill_rows import seller_of_text, seller_text
from pos_desktop.persistence.prepared import Prepared, adding
from pos_desktop.persistence.tables.columns import moment_text

_v, _u = t.receipt_voucher.c, t.voucher_use.c
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
_BY_PAYMENT = Prepared(select(t.receipt_voucher).where(_v.payment_id == bindparam("payment_id")))
_account = t.customer.alias("account")
_back = t.adjustment.alias("back")
# A customer's are those of the accounts merged into it, too. One whose money was given back
# pays nothing any more: its tax went back with it.
_OPEN = Prepared(
    select(
        t.receipt_voucher,
        t.payment.c.number,
        *(func.coalesce(func.sum(_u[name]), 0).label(f"used_{name}") for name in _FIGURES),
    )
    .join(t.payment, t.payment.c.id == _v.payment_id)
    .outerjoin(t.voucher_use, _u.payment_id == _v.payment_id)
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
    )
    .group_by(_v.payment_id)
    .having(_v.amount > func.coalesce(func.sum(_u.amount), 0))
    .order_by(_v.payment_id)
)
_OF_BILL = Prepared(
    select(t.payment.c.number, t.voucher_use)
    .join(t.payment, t.payment.c.id == _u.payment_id)
    .where(_u.bill_id == bindparam("bill_id"))
    .order_by(_u.id)
)

_SUMS = ("taxable", "cgst", "sgst", "utgst", "igst")
_BILLED = (
    select(_u.payment_id, *(func.sum(_u[name]).label(name) for name in _SUMS))
    .join(t.bill, t.bill.c.id == _u.bill_id)
    .where(t.bill.c.local_time < bindparam("after"))
    .group_by(_u.payment_id)
    .subquery()
)
_ALIKE = (_v.place_of_supply, _v.is_interstate, _v.gst_rate)
_RECEIVED = Prepared(
    select(
        *_ALIKE,
        *(func.sum(_v[name] - func.coalesce(_BILLED.c[name], 0)).label(name) for name in _SUMS),
    )
    .join(t.payment, t.payment.c.id == _v.payment_id)
    .outerjoin(_BILLED, _BILLED.c.payment_id == _v.payment_id)
    .where(
        _v.outlet_id == bindparam("outlet_id"),
        t.payment.c.local_time >= bindparam("first"),
        t.payment.c.local_time < bindparam("after"),
    )
    .group_by(*_ALIKE)
    .order_by(*_ALIKE)
)
_ADJUSTED = Prepared(
    select(*_ALIKE, *(func.sum(_u[name]).label(name) for name in _SUMS))
    .join(t.voucher_use, _u.payment_id == _v.payment_id)
    .join(t.payment, t.payment.c.id == _v.payment_id)
    .join(t.bill, t.bill.c.id == _u.bill_id)
    .where(
        _v.outlet_id == bindparam("outlet_id"),
        t.payment.c.local_time < bindparam("first"),
        t.bill.c.local_time >= bindparam("first"),
        t.bill.c.local_time < bindparam("after"),
    )
    .group_by(*_ALIKE)
    .order_by(*_ALIKE)
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
        """Advances of the period that no bill of the period, or before its end, used up."""
        return self._groups(_RECEIVED, outlet_id, first, last)

    def adjusted(self, outlet_id: int, first: date, last: date) -> Sequence[AdvanceGroup]:
        """What bills of the period used up of advances from before it."""
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
                figures=AdvanceTax(**{name: getattr(row, name) for name in _FIGURES}),
                used=AdvanceTax(**{name: getattr(row, f"used_{name}") for name in _FIGURES}),
            )
            for row in _OPEN.rows(self._sql, {"customer_id": customer_id})
        ]

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
