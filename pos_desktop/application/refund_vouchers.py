"""Paying an advance for a service back before it was supplied (CGST Act s.31(3)(e), Rule 51).

The tax of a receipt voucher was due when the money came; a refund voucher takes back the tax of
what is paid back. It is an adjustment of its own series with its tax beside it, as a receipt
voucher is a payment with its tax: account, drawer and the chain of proof know it as such.

What a bill used up of an advance is supply: it comes back by a credit note of that bill, never by a
refund voucher. A voucher that is partly used up so keeps exactly the tax that its bills took off.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.adjustments import check_reason, post_adjustment
from pos_desktop.application.clock import check_clock
from pos_desktop.application.customers import known_customer
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.opening import shift_to_sell_in
from pos_desktop.application.parties import seller_of
from pos_desktop.application.payments import ReceivePayment, check_payment
from pos_desktop.application.ports import Work
from pos_desktop.application.print_jobs import queue_printouts
from pos_desktop.domain.accounts import AdjustmentKind
from pos_desktop.domain.documents import Series
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.money import Paise, format_rupees
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.people import Right
from pos_desktop.domain.shifts import CashKind, CashMovement, Shift
from pos_desktop.domain.vouchers import (
    AdvanceTax,
    OpenVoucher,
    ReceiptVoucher,
    RefundVoucher,
    part_of,
)


class OpenAdvances(Struct, frozen=True, kw_only=True):
    """The advances for services on a customer's account."""

    customer_id: int


class OpenAdvance(Struct, frozen=True, kw_only=True):
    """A receipt voucher of which something is left. ``can_be_paid_back`` is at most that."""

    voucher_number: str
    day: date
    description: str
    amount: Paise
    left: Paise
    can_be_paid_back: Paise


class OpenAdvanceList(Struct, frozen=True, kw_only=True):
    """Oldest first."""

    advances: tuple[OpenAdvance, ...]


class RefundAdvance(Struct, frozen=True, kw_only=True):
    """What is paid back of an advance, tax included; all that can be without ``amount``."""

    voucher_number: str
    reason: str
    amount: Paise | None = None
    method: Method = Method.CASH
    reference: str = ""


class AdvanceRefunded(Struct, frozen=True, kw_only=True):
    """The refund voucher, numbered and durable. ``cash_out`` is what left the drawer with it."""

    refund_number: str
    voucher_number: str
    customer_id: int
    figures: AdvanceTax
    cash_out: Paise
    balance_after: Paise


@use_case("vouchers.open", right=Right.SELL, what="see advances", writes=False)
def open_advances(desk: Desk, work: Work, request: OpenAdvances) -> OpenAdvanceList:
    """The customer's advances for services that no bill used up, with what can be paid back."""
    customer = known_customer(desk, work, request.customer_id, field="customer_id")
    kept = max(customer.balance, 0)
    return OpenAdvanceList(
        advances=tuple(
            OpenAdvance(
                voucher_number=voucher.number,
                day=voucher.day,
                description=voucher.description,
                amount=voucher.figures.amount,
                left=voucher.left,
                can_be_paid_back=min(voucher.left, kept),
            )
            for voucher in work.vouchers.open_of(customer.id)
        )
    )


@use_case("vouchers.refund", right=Right.RETURN, what="pay advances back", writes=True)
def refund_advance(desk: Desk, work: Work, request: RefundAdvance) -> AdvanceRefunded:
    """Pay an advance back, or what is left of it, with a refund voucher."""
    outlet = desk.outlet(work)
    reason = check_reason(request.reason)
    receipt, left = _known(desk, work, request.voucher_number.strip())
    approver = _second_person(desk, receipt)
    customer = known_customer(desk, work, receipt.payment.customer_id, field="voucher_number")
    amount = request.amount
    if amount is None:
        amount = min(left.left, max(customer.balance, 0)) or left.left
    payment = ReceivePayment(
        customer_id=receipt.payment.customer_id,
        amount=amount,
        method=request.method,
        reference=request.reference,
    )
    check_payment(payment, outlet)
    shift = shift_to_sell_in(desk, work, "pay an advance back from")
    check_clock(desk, work, "pay an advance back")
    _check_amount(amount, left, customer.balance)
    made = post_adjustment(
        desk,
        work,
        customer,
        AdjustmentKind.REFUND,
        debit=amount,
        reason=reason,
        payment_id=receipt.payment.id,
        series=Series.REFUND_VOUCHER,
    )
    voucher = RefundVoucher(
        adjustment_id=made.id,
        number=made.number,
        receipt=receipt,
        seller=seller_of(outlet),
        figures=part_of(left, amount),
        method=request.method,
        reference=request.reference.strip(),
        reason=reason,
        at=made.at,
        local_time=outlet.local(made.at),
        business_date=shift.business_date,
        shift_id=shift.id,
        cashier_name=made.user_name,
        approved_by=approver or made.approved_by,
        balance_after=work.accounts.balance(customer.id),
    )
    voucher = _write(desk, work, shift, voucher)
    return AdvanceRefunded(
        refund_number=voucher.number,
        voucher_number=receipt.payment.number,
        customer_id=customer.id,
        figures=voucher.figures,
        cash_out=amount if voucher.method is Method.CASH else 0,
        balance_after=voucher.balance_after,
    )


def _write(desk: Desk, work: Work, shift: Shift, voucher: RefundVoucher) -> RefundVoucher:
    """Store the voucher, move its cash, seal it, and queue it; returns it with its proof."""
    outlet_id = desk.signed_in.outlet_id
    work.vouchers.add_refund(
        voucher,
        uuid=desk.new_uuid(),
        outlet_id=outlet_id,
        terminal_id=desk.signed_in.terminal.id,
    )
    if voucher.method is Method.CASH:
        _pay_out(desk, work, shift, voucher)
    desk.audit(
        work,
        "advance.refunded",
        voucher.number,
        amount=voucher.figures.amount,
        voucher=voucher.receipt.payment.number,
        why=voucher.reason,
    )
    voucher = replace(voucher, proof=work.seal())
    queue_printouts(
        desk,
        work,
        document="refund_voucher",
        number=voucher.number,
        opens_drawer=voucher.method is Method.CASH,
        render=lambda printer: desk.printouts.refund_voucher_bytes(
            voucher, printer, work.letterheads.get(outlet_id)
        ),
    )
    return voucher


def known_refund(desk: Desk, work: Work, number: str) -> RefundVoucher:
    """The outlet's refund voucher of that number. Raises BadInput naming ``number``."""
    found = work.vouchers.refund(desk.signed_in.outlet_id, number.strip())
    if found is None:
        raise BadInput(
            f"There is no refund voucher {number}.", field="number", code="unknown_voucher"
        )
    return found


def _known(desk: Desk, work: Work, number: str) -> tuple[ReceiptVoucher, OpenVoucher]:
    """The receipt voucher, and what is left of it. Raises BadInput, Refused ``nothing_left``."""
    payment = work.accounts.payment(desk.signed_in.outlet_id, number)
    receipt = work.vouchers.of_payment(payment) if payment else None
    if payment is None or receipt is None:
        raise BadInput(
            f"There is no receipt voucher {number}.",
            field="voucher_number",
            code="unknown_voucher",
        )
    for voucher in work.vouchers.open_of(payment.customer_id):
        if voucher.payment_id == payment.id:
            return receipt, voucher
    raise Refused(
        f"Nothing is left of {number}: bills used it up, or it was paid back. What a bill used up "
        "comes back by a return of that bill.",
        code="nothing_left",
        field="voucher_number",
    )


def _second_person(desk: Desk, receipt: ReceiptVoucher) -> str | None:
    """Nobody pays back alone what they took, as nobody takes goods back alone."""
    what = f"pay back {receipt.payment.number}"
    approver = desk.require(Right.RETURN, what)
    if receipt.payment.user_id == desk.signed_in.user_id and approver is None:
        approver = desk.require(Right.RETURN_OWN_SALE, f"{what}, which you took yourself")
    return approver


def _check_amount(amount: Paise, voucher: OpenVoucher, balance: Paise) -> None:
    if amount > voucher.left:
        raise BadInput(
            f"Of {voucher.number} {format_rupees(voucher.left)} is left: no more can be paid back.",
            field="amount",
            code="refund_too_large",
        )
    if amount > balance:
        raise BadInput(
            f"Only {format_rupees(max(balance, 0))} of the advance is still on the account: other "
            "bills were paid with the rest. No more can be paid back.",
            field="amount",
            code="refund_too_large",
        )


def _pay_out(desk: Desk, work: Work, shift: Shift, voucher: RefundVoucher) -> None:
    work.shifts.record_cash(
        CashMovement(
            uuid=desk.new_uuid(),
            outlet_id=shift.outlet_id,
            terminal_id=shift.terminal_id,
            shift_id=shift.id,
            kind=CashKind.REFUND,
            amount=-voucher.figures.amount,
            at=voucher.at,
            user_id=desk.signed_in.user_id,
            payment_id=voucher.receipt.payment.id,
            reason=voucher.reason,
        )
    )
