"""Goods for goods: a credit note and a new bill in one transaction, and a bill made out anew.

What comes back pays the new bill by a refund and a tender of the same amount, so no cash moves for
it; what is unpaid of the old bill comes off the account first, as with any return.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.billing import IssueBill, IssuedBill, TenderInput, sell, view_bill
from pos_desktop.application.bills import known_bill
from pos_desktop.application.clock import check_clock
from pos_desktop.application.credit_notes import IssuedNote, known_note, view_note
from pos_desktop.application.customers import known_customer
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.order_gst import SetGst, gst_details
from pos_desktop.application.order_view import customer_of, known_order, with_customer
from pos_desktop.application.orders import new_order
from pos_desktop.application.ports import Work
from pos_desktop.application.returning import (
    Planned,
    ReturnLine,
    check_reason,
    check_right,
    plan_return,
    refuse_inactive,
    write_note,
)
from pos_desktop.application.shifts import shift_to_sell_in
from pos_desktop.domain.bills import Bill, BillLine, Offered
from pos_desktop.domain.credit_notes import CreditNote, Refund, RefundMethod
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.gst import Discount
from pos_desktop.domain.money import Paise
from pos_desktop.domain.orders import Order, OrderLine, OrderStatus
from pos_desktop.domain.outlet import Method, Registration
from pos_desktop.domain.people import Right
from pos_desktop.domain.refunds import (
    RefundOffered,
    refund_methods,
    settle_refund,
    suggested_refund,
)


class ExchangeGoods(Struct, frozen=True, kw_only=True):
    """What comes back of a bill, and the sale it pays.

    ``sale.tenders`` pay what the new bill is above it; ``refund`` gives back what it is below.
    """

    bill_number: str
    lines: tuple[ReturnLine, ...] = ()
    all: bool = False
    reason: str
    sale: IssueBill
    refund: tuple[RefundOffered, ...] = ()


class MakeGstBill(Struct, frozen=True, kw_only=True):
    """A bill to make out anew to a business: by its GSTIN, or as the customer's record says."""

    bill_number: str
    customer_id: int | None = None
    customer_gstin: str | None = None
    customer_company_name: str | None = None
    customer_gst_state_code: str | None = None
    customer_is_sez: bool | None = None
    keep_gstin_as_typed: bool = False
    reason: str = "Made out anew with the buyer's GSTIN"


class Exchanged(Struct, frozen=True, kw_only=True):
    """The credit note and the new bill; ``paid_by_goods`` is what the one pays of the other."""

    credit_note: IssuedNote
    bill: IssuedBill
    paid_by_goods: Paise


@use_case("credit_notes.exchange", right=Right.RETURN, what="take goods back", writes=True)
def exchange(desk: Desk, work: Work, request: ExchangeGoods) -> Exchanged:
    """Take lines of a bill back and sell others: the difference is paid or given back."""
    done = _done_before(desk, work, request.sale.order_id)
    if done is not None:
        return done
    bill = known_bill(desk, work, request.bill_number, field="bill_number")
    approved_by = check_right(desk, bill)
    reason = check_reason(request.reason)
    planned = plan_return(desk, work, bill, request.lines, everything=request.all)
    giving = _Giving(desk, work, planned, request.refund, reason, approved_by)
    return _answer(sell(desk, work, request.sale, giving), giving.note)


@use_case("credit_notes.make_gst_bill", right=Right.RETURN, what="make a bill anew", writes=True)
def make_gst_bill(desk: Desk, work: Work, request: MakeGstBill) -> Exchanged:
    """Make a bill out anew to a business: the same goods at the same prices and rates."""
    bill = known_bill(desk, work, request.bill_number, field="bill_number")
    approved_by = check_right(desk, bill)
    reason = check_reason(request.reason)
    planned = plan_return(desk, work, bill, (), everything=True)
    _refuse_unfit(planned)
    giving = _Giving(desk, work, planned, (), reason, approved_by, evens_out=True)
    order = _same_again(desk, work, bill, request)
    tenders = (TenderInput(method=Method.CREDIT),) if planned.due else ()
    sale = IssueBill(order_id=order.id, tenders=tenders)
    new = sell(desk, work, sale, giving, as_sold_before=True)
    desk.audit(work, "bill.made_anew", bill.number, new=new.number, gstin=new.gst.gstin)
    return _answer(new, giving.note)


class _Giving:
    """Writes the credit note once the new bill's total is known, and says what it pays of it."""

    def __init__(
        self,
        desk: Desk,
        work: Work,
        planned: Planned,
        offered: Sequence[RefundOffered],
        reason: str,
        approved_by: str | None,
        *,
        evens_out: bool = False,
    ) -> None:
        """Take what was planned; *evens_out*: another tax may round by a paisa, paid in cash."""
        self._evens_out = evens_out
        self._desk = desk
        self._work = work
        self._planned = planned
        self._offered = offered
        self._reason = reason
        self._approved_by = approved_by
        self._note: CreditNote | None = None

    def __call__(self, total: Paise) -> list[Offered]:
        """The tender by which the goods pay a bill of *total*."""
        check_clock(self._desk, self._work, "take goods back")
        planned = self._planned
        worth, bill = planned.totals.total, planned.bill
        off_due = min(worth, planned.due)
        paid = min(worth - off_due, total)
        rest = worth - off_due - paid
        if self._offered:
            ways = refund_methods(bill, planned.outlet.methods)
            given = settle_refund(bill, rest, 0, self._offered, ways=ways)
        else:
            # What is unpaid comes first here: what was never paid is not given back.
            given = suggested_refund(bill, planned.earlier, off_due + rest, planned.due)
        refunds = _with_goods(given, off_due if self._offered else 0, paid)
        refuse_inactive(self._work, bill, refunds, planned.due)
        self._note = write_note(
            self._desk,
            self._work,
            shift_to_sell_in(self._desk, self._work),
            planned,
            refunds=refunds,
            reason=self._reason,
            approved_by=self._approved_by,
        )
        number = self._note.number
        pays = [Offered(method=Method.EXCHANGE, amount=paid, reference=number)]
        if self._evens_out and not planned.due:
            pays.append(Offered(method=Method.CASH, amount=total - paid))
        return [offered for offered in pays if offered.amount]

    @property
    def note(self) -> CreditNote:
        """The note; there is one once the bill was priced."""
        assert self._note is not None, "a sale asks what was brought"
        return self._note


def _with_goods(given: Sequence[Refund], off_due: Paise, paid: Paise) -> tuple[Refund, ...]:
    """One refund a way: the account first, then what buys the other goods, then the rest."""
    account = off_due + sum(r.amount for r in given if r.method is RefundMethod.ACCOUNT)
    first = (
        Refund(method=RefundMethod.ACCOUNT, amount=account),
        Refund(method=RefundMethod.EXCHANGE, amount=paid),
    )
    rest = (refund for refund in given if refund.method is not RefundMethod.ACCOUNT)
    return tuple(refund for refund in (*first, *rest) if refund.amount)


def _answer(bill: Bill, note: CreditNote) -> Exchanged:
    return Exchanged(
        credit_note=view_note(note),
        bill=view_bill(bill),
        paid_by_goods=note.refunded_by(RefundMethod.EXCHANGE),
    )


def _done_before(desk: Desk, work: Work, order_id: int | None) -> Exchanged | None:
    """The exchange that an order ended in already. Raises Refused when it was billed otherwise."""
    if order_id is None:
        return None
    order = known_order(desk, work, order_id)
    if order.status is not OrderStatus.COMPLETED:
        return None
    bill = work.bills.by_order(order.outlet_id, order.id)
    notes = [t.reference for t in bill.tenders if t.method is Method.EXCHANGE] if bill else []
    if bill is None or not notes:
        raise Refused(
            f"Order {order.number} was billed already. Take the goods back by themselves.",
            code="order_not_open",
        )
    return _answer(bill, known_note(desk, work, notes[0], field="sale.order_id"))


def _refuse_unfit(planned: Planned) -> None:
    """Refuse a bill that cannot be made out anew. Raises Refused."""
    bill = planned.bill
    if bill.gst.gstin:
        raise Refused(
            f"Bill {bill.number} is made out to {bill.gst.gstin} already.", code="is_gst_bill"
        )
    if planned.outlet.registration is not Registration.REGULAR:
        raise Refused("This outlet issues no tax invoices.", code="no_tax_invoices")
    if planned.earlier.notes:
        raise Refused(
            f"Part of bill {bill.number} was taken back. Bill what the buyer keeps anew instead.",
            code="part_returned",
        )
    if not planned.is_gst:
        raise Refused(
            f"The time to change the tax of bill {bill.number} is over (30 November after its "
            "financial year).",
            code="too_late_for_tax",
        )


def _same_again(desk: Desk, work: Work, bill: Bill, request: MakeGstBill) -> Order:
    """A stored order of the bill's lines, at its prices, discounts and rates, for the buyer."""
    outlet = desk.outlet(work)
    order = new_order(desk, work, outlet, bill.order_type, "")
    off = sum(line.taxed.bill_discount for line in bill.lines)
    order = replace(
        order,
        lines=tuple(map(_order_line, bill.lines)),
        bill_discount=Discount(amount=off) if off else None,
        customer_id=bill.customer_id,
    )
    if request.customer_id is not None:
        customer = known_customer(desk, work, request.customer_id, field="customer_id")
        order = with_customer(order, customer, before=customer_of(desk, work, order))
    wanted = SetGst(
        order_id=0,
        customer_gstin=request.customer_gstin,
        customer_company_name=request.customer_company_name,
        customer_gst_state_code=request.customer_gst_state_code,
        customer_is_sez=request.customer_is_sez,
        keep_gstin_as_typed=request.keep_gstin_as_typed,
    )
    details = gst_details(wanted, order.gst)
    if not details.gstin:
        raise BadInput(
            "Give the GSTIN of the business.", field="customer_gstin", code="missing_field"
        )
    return work.orders.add(replace(order, gst=details))


def _order_line(line: BillLine) -> OrderLine:
    off = line.taxed.discount
    return OrderLine(
        line=line.line,
        item_id=line.item_id,
        description=line.description,
        description_hi=line.description_hi,
        hsn=line.hsn,
        qty=line.qty,
        unit=line.unit,
        unit_price=line.unit_price,
        price_includes_tax=line.price_includes_tax,
        mrp=line.mrp,
        terms=line.terms,
        discount=Discount(amount=off) if off else None,
    )
