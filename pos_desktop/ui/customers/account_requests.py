"""What is typed into the sheets of an account, as requests of use cases. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from pos_desktop.application.adjustments import Adjust, Purpose, ReverseAdjustment
from pos_desktop.application.bill_links import LinkBill
from pos_desktop.application.customer_accounts import MergeCustomers, Promise
from pos_desktop.application.customers import CustomerView, UpdateCustomer
from pos_desktop.application.refund_vouchers import RefundAdvance
from pos_desktop.application.reversals import ReversePayment
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.money import Paise, format_amount, parse_rupees
from pos_desktop.domain.outlet import Method

OWES_MORE, OWES_LESS = "debit", "credit"


def terms_texts(customer: CustomerView) -> dict[str, str]:
    """The terms of credit as they stand in the fields."""
    until = customer.temporary_until
    return {
        "credit_limit": _money_text(customer.credit_limit),
        "credit_days": "" if customer.credit_days is None else str(customer.credit_days),
        "credit_bills": "" if customer.credit_bills is None else str(customer.credit_bills),
        "credit_policy": customer.credit_policy.value if customer.credit_policy else "",
        "temporary_limit": _money_text(customer.temporary_limit),
        "temporary_until": f"{until:%d-%m-%Y}" if until else "",
    }


def terms_request(customer_id: int, texts: Mapping[str, str]) -> UpdateCustomer:
    """The terms of credit; an empty field is no such limit. Raises BadInput naming the field."""
    limit, days = _money(texts, "credit_limit"), _count(texts, "credit_days")
    bills = _count(texts, "credit_bills")
    temporary, until = _money(texts, "temporary_limit"), _day(texts, "temporary_until")
    return UpdateCustomer(
        id=customer_id,
        credit_limit=limit,
        no_credit_limit=limit is None,
        credit_days=days,
        no_credit_days=days is None,
        credit_bills=bills,
        no_credit_bills=bills is None,
        credit_policy=texts["credit_policy"],
        temporary_limit=temporary,
        temporary_until=until,
        no_temporary_limit=temporary is None and until is None,
    )


def adjust_request(customer_id: int, texts: Mapping[str, str]) -> Adjust:
    """An adjustment. Raises BadInput naming the field."""
    amount = _money(texts, "amount")
    if not amount or amount < 0:
        raise BadInput("Type an amount above zero.", field="amount")
    more = texts["side"] == OWES_MORE
    return Adjust(
        customer_id=customer_id,
        kind=Purpose(texts["kind"]),
        debit=amount if more else None,
        credit=None if more else amount,
        reason=texts["reason"],
    )


def promise_request(customer_id: int, texts: Mapping[str, str]) -> Promise:
    """A promise; an empty day takes it off. Raises BadInput naming the field."""
    return Promise(customer_id=customer_id, on=_day(texts, "on"), note=texts["note"])


def merge_request(customer_id: int, texts: Mapping[str, str]) -> MergeCustomers:
    """The chosen entry becomes part of this customer."""
    return MergeCustomers(id=int(texts["id"]), into_id=customer_id)


def reverse_request(payment_number: str, texts: Mapping[str, str]) -> ReversePayment:
    """A payment that is taken back."""
    return ReversePayment(payment_number=payment_number, reason=texts["reason"])


def refund_request(texts: Mapping[str, str]) -> RefundAdvance:
    """An advance that is paid back; all that is left of it without an amount."""
    return RefundAdvance(
        voucher_number=texts["voucher_number"],
        amount=_money(texts, "amount"),
        method=Method(texts["method"]),
        reference=texts["reference"],
        reason=texts["reason"],
    )


def reverse_adjustment_request(number: str, texts: Mapping[str, str]) -> ReverseAdjustment:
    """An adjustment that is taken back."""
    return ReverseAdjustment(number=number, reason=texts["reason"])


def link_request(bill_number: str, texts: Mapping[str, str]) -> LinkBill:
    """Whose bill it was, by phone and name."""
    return LinkBill(
        bill_number=bill_number, phone=texts["phone"].strip() or None, name=texts["name"]
    )


def _money_text(amount: Paise | None) -> str:
    return "" if amount is None else format_amount(amount).replace(",", "")


def _money(texts: Mapping[str, str], name: str) -> Paise | None:
    text = texts[name].strip()
    return parse_rupees(text, field=name) if text else None


def _count(texts: Mapping[str, str], name: str) -> int | None:
    text = texts[name].strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise BadInput("Type a whole number, or nothing.", field=name)
    return int(text)


def _day(texts: Mapping[str, str], name: str) -> date | None:
    text = texts[name].strip().replace("/", "-").replace(".", "-")
    if not text:
        return None
    try:
        return datetime.strptime(text, "%d-%m-%Y").date()  # noqa: DTZ007 - a day has no zone
    except ValueError as error:
        raise BadInput("Type the day like 18-02-2026.", field=name) from error
