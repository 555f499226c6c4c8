"""Amounts on an account that are neither bill nor payment, each numbered, with a reason."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.clock import check_clock
from pos_desktop.application.customers import bring_back, forget_promise, known_customer
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.ports import Work
from pos_desktop.application.settling import settle_account
from pos_desktop.domain.accounts import Adjustment, AdjustmentKind, Entry, EntryKind
from pos_desktop.domain.customers import Customer, balance_in_words
from pos_desktop.domain.documents import Series, document_number, financial_year
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.money import Paise, format_rupees
from pos_desktop.domain.people import Right

LONGEST_REASON = 200


class Purpose(StrEnum):
    """What an account may be adjusted for."""

    OPENING = "opening"
    """What was owed, or paid ahead, before the till was used."""
    CORRECTION = "correction"
    WRITE_OFF = "write_off"
    """A debt that nobody will pay; never more than is owed."""


class Adjust(Struct, frozen=True, kw_only=True):
    """An adjustment. ``debit`` is owed to the shop, ``credit`` taken off: one of the two."""

    customer_id: int
    kind: Purpose
    debit: Paise | None = None
    credit: Paise | None = None
    reason: str


class Adjusted(Struct, frozen=True, kw_only=True):
    """The adjustment, numbered and durable."""

    number: str
    customer_id: int
    kind: AdjustmentKind
    debit: Paise
    credit: Paise
    balance_after: Paise
    balance_words: str


class ReverseAdjustment(Struct, frozen=True, kw_only=True):
    """An adjustment that was wrong, by number."""

    number: str
    reason: str


@use_case("accounts.adjust", right=Right.ADJUST_ACCOUNT, what="adjust accounts", writes=True)
def adjust(desk: Desk, work: Work, request: Adjust) -> Adjusted:
    """Put an amount on an account or take one off it, with a reason."""
    debit, credit = request.debit or 0, request.credit or 0
    if min(debit, credit) < 0 or (debit > 0) == (credit > 0):
        raise BadInput("Give what is added to the debt, or what is taken off it.", field="debit")
    customer = known_customer(desk, work, request.customer_id, field="customer_id")
    if request.kind is Purpose.WRITE_OFF:
        _check_write_off(customer, debit, credit)
    check_clock(desk, work, "adjust an account")
    made = post_adjustment(
        desk,
        work,
        customer,
        AdjustmentKind(request.kind.value),
        debit=debit,
        credit=credit,
        reason=request.reason,
    )
    return view_adjustment(work, made)


@use_case(
    "accounts.reverse_adjustment", right=Right.ADJUST_ACCOUNT, what="adjust accounts", writes=True
)
def reverse_adjustment(desk: Desk, work: Work, request: ReverseAdjustment) -> Adjusted:
    """Take an adjustment back by one that is its opposite."""
    wrong = work.accounts.adjustment(desk.signed_in.outlet_id, request.number.strip())
    if wrong is None:
        raise BadInput(f"There is no adjustment {request.number}.", field="number")
    check_clock(desk, work, "adjust an account")
    return view_adjustment(work, take_back(desk, work, wrong, reason=request.reason))


def take_back(
    desk: Desk, work: Work, wrong: Adjustment, *, reason: str, first: Collection[int] = ()
) -> Adjustment:
    """Post the opposite of an adjustment; dues *first* are due again before others.

    Raises Refused when that was done already.
    """
    if wrong.kind is AdjustmentKind.REFUND:
        raise Refused(
            f"{wrong.number} is a refund voucher: its tax was taken back with it. Take a new "
            "advance instead.",
            code="refund_voucher",
            field="number",
        )
    if wrong.kind is AdjustmentKind.REVERSAL or work.accounts.is_reversed(reverses=wrong.id):
        raise Refused(
            f"{wrong.number} was taken back already, or takes back another.",
            code="already_reversed",
            field="number",
        )
    customer = known_customer(desk, work, wrong.customer_id, field="number")
    dues = work.accounts.dues(customer.outlet_id, customer.id)
    return post_adjustment(
        desk,
        work,
        customer,
        AdjustmentKind.REVERSAL,
        first=[*first, *(due.due_id for due in dues if due.bill_number == wrong.number)],
        debit=wrong.credit,
        credit=wrong.debit,
        reason=reason,
        reverses=wrong,
    )


def post_adjustment(
    desk: Desk,
    work: Work,
    customer: Customer,
    kind: AdjustmentKind,
    *,
    debit: Paise = 0,
    credit: Paise = 0,
    reason: str,
    payment_id: int | None = None,
    reverses: Adjustment | None = None,
    batch: str = "",
    first: Collection[int] = (),
    series: Series = Series.ADJUSTMENT,
) -> Adjustment:
    """Write an adjustment, its entry and what it does to dues. Raises BadInput for no reason."""
    why = check_reason(reason)
    outlet, now, session = desk.outlet(work), desk.clock(), desk.signed_in
    year = financial_year(outlet.local(now).date())
    sequence = work.bills.next_number(session.terminal.id, series, year)
    made = Adjustment(
        id=0,
        uuid=desk.new_uuid(),
        number=document_number(session.terminal.code, series, year, sequence),
        outlet_id=outlet.id,
        terminal_id=session.terminal.id,
        customer_id=customer.id,
        kind=kind,
        at=now,
        business_date=outlet.business_date(now),
        user_id=session.user_id,
        user_name=session.user_name,
        approved_by=desk.approver.name if desk.approver else "",
        reason=why,
        debit=debit,
        credit=credit,
        payment_id=payment_id,
        reverses=reverses.id if reverses else None,
        batch=batch,
    )
    bring_back(desk, work, customer)
    made = replace(made, id=work.accounts.add_adjustment(made))
    work.accounts.post(_entry_of(made, desk.new_uuid()))
    if debit and kind not in (AdjustmentKind.REVERSAL, AdjustmentKind.REFUND):
        work.accounts.add_adjustment_due(made)
    settle_account(desk, work, customer.id, first=first, adjustment_id=made.id)
    forget_promise(work, customer)
    desk.audit(
        work,
        "account.adjusted",
        made.number,
        kind=kind.value,
        customer=customer.details.name,
        debit=debit,
        credit=credit,
        why=why,
    )
    return made


def _entry_of(made: Adjustment, uuid: str) -> Entry:
    return Entry(
        uuid=uuid,
        outlet_id=made.outlet_id,
        customer_id=made.customer_id,
        at=made.at,
        business_date=made.business_date,
        kind=EntryKind(made.kind.value),
        payment_id=made.payment_id,
        adjustment_id=made.id,
        debit=made.debit,
        credit=made.credit,
    )


def view_adjustment(work: Work, made: Adjustment) -> Adjusted:
    """An adjustment with the balance after it."""
    balance = work.accounts.balance(made.customer_id)
    return Adjusted(
        number=made.number,
        customer_id=made.customer_id,
        kind=made.kind,
        debit=made.debit,
        credit=made.credit,
        balance_after=balance,
        balance_words=balance_in_words(balance),
    )


def check_reason(text: str, *, field: str = "reason") -> str:
    """The reason without spaces around it. Raises BadInput naming *field*."""
    reason = text.strip()
    if not reason:
        raise BadInput("Say why.", field=field, code="missing_reason")
    if len(reason) > LONGEST_REASON:
        words = f"A reason has at most {LONGEST_REASON} characters."
        raise BadInput(words, field=field, code="too_long")
    return reason


def _check_write_off(customer: Customer, debit: Paise, credit: Paise) -> None:
    owed = max(-customer.balance, 0)
    if debit or credit > owed:
        raise BadInput(
            f"{customer.details.name} owes {format_rupees(owed)}: no more can be written off.",
            field="credit",
            code="write_off_too_large",
        )
