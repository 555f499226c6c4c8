"""Money a customer pays on account: into the khata, the drawer, and onto a receipt."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.account_ports import DueChange
from pos_desktop.application.adjustments import check_reason, post_adjustment
from pos_desktop.application.clock import check_clock
from pos_desktop.application.customers import bring_back, forget_promise, known_customer
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.opening import shift_to_sell_in
from pos_desktop.application.ports import Work
from pos_desktop.application.print_jobs import queue_printouts
from pos_desktop.domain.accounts import (
    AdjustmentKind,
    Allocation,
    DueBill,
    Entry,
    EntryKind,
    PaymentReceipt,
    allocate_oldest_first,
)
from pos_desktop.domain.customers import Customer, balance_in_words
from pos_desktop.domain.documents import Series, document_number, financial_year
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.money import Paise, format_rupees
from pos_desktop.domain.outlet import Method, Outlet
from pos_desktop.domain.people import Right
from pos_desktop.domain.shifts import CashKind, CashMovement, Shift

_ON_ACCOUNT = (Method.CREDIT, Method.ADVANCE)
LONGEST_REFERENCE = 64


class ReceivePayment(Struct, frozen=True, kw_only=True):
    """A payment on account. ``bills`` names bill numbers to settle first."""

    customer_id: int
    amount: Paise
    method: Method = Method.CASH
    reference: str = ""
    bills: tuple[str, ...] = ()
    discount: Paise | None = None
    """What the shop lets off of the debt, for settling it; an entry of its own."""
    discount_reason: str = ""


class PaymentReceived(Struct, frozen=True, kw_only=True):
    """The payment, numbered and durable; what exceeded the dues is an advance."""

    payment_number: str
    customer_id: int
    amount: Paise
    method: Method
    balance_before: Paise
    balance_after: Paise
    balance_words: str
    settled: tuple[Allocation, ...]
    advance: Paise
    discount: Paise


@use_case("accounts.receive_payment", right=Right.SELL, what="take payments", writes=True)
def receive_payment(desk: Desk, work: Work, request: ReceivePayment) -> PaymentReceived:
    """Take a payment on account: named bills first, then the oldest, the rest an advance."""
    outlet = desk.outlet(work)
    check_payment(request, outlet)
    shift = shift_to_sell_in(desk, work, "take a payment in")
    desk.guard()
    check_clock(desk, work, "take a payment")
    customer = known_customer(desk, work, request.customer_id, field="customer_id")
    receipt = take_payment(desk, work, outlet, shift, customer, request)
    return PaymentReceived(
        payment_number=receipt.number,
        customer_id=customer.id,
        amount=receipt.amount,
        method=receipt.method,
        balance_before=receipt.balance_before,
        balance_after=receipt.balance_after,
        balance_words=balance_in_words(receipt.balance_after),
        settled=receipt.allocations,
        advance=receipt.amount - sum(part.amount for part in receipt.allocations),
        discount=receipt.discount,
    )


def take_payment(
    desk: Desk,
    work: Work,
    outlet: Outlet,
    shift: Shift,
    customer: Customer,
    request: ReceivePayment,
) -> PaymentReceipt:
    """Everything that a payment changes, in the caller's transaction; its receipt is queued."""
    dues = _in_order(work.accounts.dues(outlet.id, customer.id), request.bills)
    discount = _checked_discount(desk, customer, request, dues)
    bring_back(desk, work, customer)
    settled = allocate_oldest_first(request.amount, dues)
    receipt = payment_receipt(desk, work, outlet, shift, customer, request, settled=settled)
    receipt = replace(
        receipt,
        id=work.accounts.add_payment(receipt, outlet_id=outlet.id, shift_id=shift.id),
    )
    post_payment(desk, work, outlet, shift, receipt)
    if discount:
        post_adjustment(
            desk,
            work,
            customer,
            AdjustmentKind.DISCOUNT,
            credit=discount,
            reason=request.discount_reason,
            payment_id=receipt.id,
            first=[due.due_id for due in dues if due.bill_number in request.bills],
        )
    forget_promise(work, customer)
    desk.audit(work, "payment.received", receipt.number, amount=receipt.amount)
    receipt = replace(receipt, proof=work.seal())
    queue_printouts(
        desk,
        work,
        document="payment_receipt",
        number=receipt.number,
        opens_drawer=receipt.method is Method.CASH,
        render=lambda printer: desk.printouts.payment_bytes(
            receipt, printer, work.letterheads.get(desk.signed_in.outlet_id)
        ),
    )
    return receipt


def _checked_discount(
    desk: Desk, customer: Customer, request: ReceivePayment, dues: Sequence[DueBill]
) -> Paise:
    """What is let off. Raises BadInput when it is more than the payment leaves unpaid."""
    discount = request.discount or 0
    if not discount:
        return 0
    left = sum(due.due for due in dues) - request.amount
    if not 0 < discount <= left:
        raise BadInput(
            f"After this payment {customer.details.name} owes {format_rupees(max(left, 0))}: "
            "no more can be let off.",
            field="discount",
            code="discount_too_large",
        )
    check_reason(request.discount_reason, field="discount_reason")
    desk.require(
        Right.SETTLEMENT_DISCOUNT, f"let {customer.details.name} off {format_rupees(discount)}"
    )
    return discount


def check_payment(request: ReceivePayment, outlet: Outlet) -> None:
    """Refuse an amount, method or reference that cannot be. Raises BadInput naming it."""
    if request.amount <= 0:
        raise BadInput("Give an amount above zero.", field="amount", code="amount_not_positive")
    if request.method in _ON_ACCOUNT or request.method not in outlet.methods:
        raise BadInput(
            f"A payment on account cannot be taken by {request.method.value} here. "
            "Choose another way to pay.",
            field="method",
            code="method_off",
        )
    if len(request.reference) > LONGEST_REFERENCE:
        raise BadInput(
            f"A reference has at most {LONGEST_REFERENCE} characters.", field="reference"
        )


def _in_order(dues: Sequence[DueBill], named: tuple[str, ...]) -> list[DueBill]:
    """Dues with the named bills first. Raises BadInput for one that is not due."""
    by_number = {due.bill_number: due for due in dues}
    for i, number in enumerate(named):
        if number not in by_number:
            raise BadInput(
                f"Nothing is due of bill {number} on this account.",
                field=f"bills[{i}]",
                code="bill_not_due",
            )
    first = [by_number[number] for number in dict.fromkeys(named)]
    return first + [due for due in dues if due not in first]


def payment_receipt(
    desk: Desk,
    work: Work,
    outlet: Outlet,
    shift: Shift,
    customer: Customer,
    request: ReceivePayment,
    *,
    settled: list[Allocation],
    series: Series = Series.PAYMENT,
) -> PaymentReceipt:
    """The receipt, with the next number of its series; not stored yet."""
    session, now = desk.signed_in, desk.clock()
    local = outlet.local(now)
    year = financial_year(local.date())
    sequence = work.bills.next_number(session.terminal.id, series, year)
    return PaymentReceipt(
        id=0,
        uuid=desk.new_uuid(),
        number=document_number(session.terminal.code, series, year, sequence),
        outlet_name=outlet.name,
        outlet_address=outlet.address,
        outlet_phone=outlet.phone,
        is_demo=outlet.is_demo,
        customer_id=customer.id,
        customer_name=customer.details.name,
        customer_phone=customer.details.phone,
        received_at=now,
        local_time=local,
        business_date=shift.business_date,
        terminal_id=session.terminal.id,
        user_id=session.user_id,
        cashier_name=session.user_name,
        method=request.method,
        amount=request.amount,
        reference=request.reference.strip(),
        balance_before=customer.balance + (request.discount or 0),
        balance_after=customer.balance + (request.discount or 0) + request.amount,
        allocations=tuple(settled),
        discount=request.discount or 0,
    )


def post_payment(
    desk: Desk, work: Work, outlet: Outlet, shift: Shift, receipt: PaymentReceipt
) -> None:
    """The account's credit, the bills it settles, and the drawer's cash."""
    work.accounts.post(
        Entry(
            uuid=desk.new_uuid(),
            outlet_id=outlet.id,
            customer_id=receipt.customer_id,
            at=receipt.received_at,
            business_date=receipt.business_date,
            kind=EntryKind.PAYMENT,
            payment_id=receipt.id,
            credit=receipt.amount,
        )
    )
    for part in receipt.allocations:
        if part.bill_id is None:
            _allocate_adjustment(desk, work, outlet, receipt, part)
            continue
        work.accounts.allocate(
            payment_id=receipt.id,
            bill_id=part.bill_id,
            amount=part.amount,
            uuid=desk.new_uuid(),
            at=receipt.received_at,
        )
    if receipt.method is Method.CASH:
        _record_cash(desk, work, outlet, shift, receipt.id, receipt.amount)


def _allocate_adjustment(
    desk: Desk, work: Work, outlet: Outlet, receipt: PaymentReceipt, part: Allocation
) -> None:
    work.accounts.change_due(
        DueChange(
            uuid=desk.new_uuid(),
            outlet_id=outlet.id,
            customer_id=receipt.customer_id,
            due_id=part.due_id,
            business_date=receipt.business_date,
            total=part.amount,
            amount=-part.amount,
            payment_id=receipt.id,
            at=receipt.received_at,
        )
    )


def _record_cash(
    desk: Desk, work: Work, outlet: Outlet, shift: Shift, payment_id: int, amount: Paise
) -> None:
    work.shifts.record_cash(
        CashMovement(
            uuid=desk.new_uuid(),
            outlet_id=outlet.id,
            terminal_id=shift.terminal_id,
            shift_id=shift.id,
            kind=CashKind.COLLECTION,
            amount=amount,
            at=desk.clock(),
            user_id=desk.signed_in.user_id,
            payment_id=payment_id,
        )
    )
