"""The sheets of what can be done to an account, each a form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pos_desktop.application import (
    adjustments,
    bill_links,
    customer_accounts,
    customers,
    refund_vouchers,
    reversals,
)
from pos_desktop.application.customers import CustomerView
from pos_desktop.application.refund_vouchers import OpenAdvance
from pos_desktop.domain.money import format_rupees
from pos_desktop.domain.outlet import Method
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers import account_requests as requests
from pos_desktop.ui.customers.form_sheet import FormSheet
from pos_desktop.ui.customers.state import phone_words
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import balance_words
from pos_desktop.ui.widgets.pick_box import PickField

Done = Callable[[Any], None]


def _tr(text: str) -> str:
    return QCoreApplication.translate("AccountSheets", text)


def _field(label: str, text: str = "", hint: str = "") -> tuple[str, EnterField]:
    field = EnterField(name=label)
    field.display(text)
    field.setPlaceholderText(hint)
    return label, field


def _figure(label: str, text: str = "", hint: str = "") -> tuple[str, EnterField]:
    field = EnterField(name=label, is_figure=True)
    field.display(text)
    field.setPlaceholderText(hint)
    return label, field


def _pick(
    label: str, choices: tuple[tuple[str, str], ...], chosen: str = ""
) -> tuple[str, PickField]:
    pick = PickField(name=label)
    pick.display(choices, chosen)
    return label, pick


def terms_sheet(counter: Counter, parent: QWidget, customer: CustomerView, done: Done) -> FormSheet:
    """How far a customer is trusted."""
    texts = requests.terms_texts(customer)
    policies = (
        ("", _tr("As the shop has it")),
        ("stop", _tr("A manager must approve")),
        ("warn", _tr("Warn only")),
    )
    none = _tr("No limit")
    return FormSheet(
        counter,
        parent,
        title=_tr("Credit of {name}").format(name=customer.name),
        accept=_tr("Save"),
        fields={
            "credit_limit": _figure(_tr("Most that may be owed, ₹"), texts["credit_limit"], none),
            "credit_days": _figure(
                _tr("Days until a bill must be paid"), texts["credit_days"], none
            ),
            "credit_bills": _figure(_tr("Most unpaid bills"), texts["credit_bills"], none),
            "credit_policy": _pick(_tr("Beyond that"), policies, texts["credit_policy"]),
            "temporary_limit": _figure(
                _tr("For a time: may owe up to, ₹"), texts["temporary_limit"], _tr("No change")
            ),
            "temporary_until": _field(
                _tr("Up to and on the day"), texts["temporary_until"], _tr("Like 18-02-2026")
            ),
        },
        use_case=customers.update,
        build=lambda texts: requests.terms_request(customer.id, texts),
        done=done,
    )


def adjust_sheet(
    counter: Counter, parent: QWidget, customer: CustomerView, done: Done
) -> FormSheet:
    """An opening balance, a write-off, or a correction."""
    kinds = (
        ("write_off", _tr("Write off: nobody will pay it")),
        ("correction", _tr("Correct a mistake")),
        ("opening", _tr("Opening balance from the old book")),
    )
    sides = (
        (requests.OWES_LESS, _tr("Owes less")),
        (requests.OWES_MORE, _tr("Owes more")),
    )
    return FormSheet(
        counter,
        parent,
        title=_tr("Adjust the account of {name}").format(name=customer.name),
        accept=_tr("Adjust"),
        words=_tr(
            "Now: {balance}. An adjustment is an entry of its own; it can be taken back."
        ).format(balance=balance_words(customer.balance)[0]),
        fields={
            "kind": _pick(_tr("Why"), kinds),
            "side": _pick(_tr("The customer then"), sides),
            "amount": _figure(_tr("Amount in rupees")),
            "reason": _field(_tr("Reason")),
        },
        use_case=adjustments.adjust,
        build=lambda texts: requests.adjust_request(customer.id, texts),
        done=done,
    )


def promise_sheet(
    counter: Counter, parent: QWidget, customer: CustomerView, done: Done
) -> FormSheet:
    """When a customer said to pay."""
    day = customer.promised_on
    return FormSheet(
        counter,
        parent,
        title=_tr("Promise of {name}").format(name=customer.name),
        accept=_tr("Save"),
        fields={
            "on": _field(
                _tr("Pays on the day"), f"{day:%d-%m-%Y}" if day else "", _tr("Like 18-02-2026")
            ),
            "note": _field(_tr("What was said"), customer.promise_note),
        },
        use_case=customer_accounts.promise,
        build=lambda texts: requests.promise_request(customer.id, texts),
        done=done,
    )


def merge_sheet(
    counter: Counter,
    parent: QWidget,
    customer: CustomerView,
    others: Sequence[CustomerView],
    done: Done,
) -> FormSheet:
    """Another entry of the same person becomes part of this one."""
    choices = tuple(
        (
            str(other.id),
            " · ".join(
                part
                for part in (
                    other.name,
                    phone_words(other.phone),
                    other.landmark,
                    balance_words(other.balance)[0],
                )
                if part
            ),
        )
        for other in others
    )
    return FormSheet(
        counter,
        parent,
        title=_tr("Merge into {name}").format(name=customer.name),
        accept=_tr("Merge"),
        words=_tr(
            "The other entry becomes part of this account. Bills and entries of both stay; "
            "it cannot be undone. Whoever is not here: look for them in the search first."
        ),
        fields={"id": _pick(_tr("The other entry of the same person"), choices)},
        use_case=customer_accounts.merge,
        build=lambda texts: requests.merge_request(customer.id, texts),
        done=done,
    )


def reverse_sheet(counter: Counter, parent: QWidget, payment: str, done: Done) -> FormSheet:
    """A payment that was wrong."""
    return FormSheet(
        counter,
        parent,
        title=_tr("Take payment {number} back").format(number=payment),
        accept=_tr("Take it back"),
        words=_tr("Its bills are due again. Cash goes out of the open drawer."),
        fields={"reason": _field(_tr("Reason"))},
        use_case=reversals.reverse_payment,
        build=lambda texts: requests.reverse_request(payment, texts),
        done=done,
    )


def refund_sheet(
    counter: Counter,
    parent: QWidget,
    customer: CustomerView,
    advances: Sequence[OpenAdvance],
    done: Done,
) -> FormSheet:
    """An advance for a service of which no supply comes."""
    choices = []
    for one in advances:
        day, most = f"{one.day:%d-%m-%Y}", format_rupees(one.can_be_paid_back)
        words = f"{one.voucher_number} · {day} · {one.description} · {most}"
        choices.append((one.voucher_number, words))
    methods = {
        Method.CASH: _tr("Cash"),
        Method.UPI: _tr("UPI"),
        Method.CARD: _tr("Card"),
    }
    on = counter.outlet.methods if counter.outlet else (Method.CASH,)
    return FormSheet(
        counter,
        parent,
        title=_tr("Pay an advance back to {name}").format(name=customer.name),
        accept=_tr("Pay it back"),
        words=_tr("It prints a refund voucher, which takes the advance's GST back."),
        fields={
            "voucher_number": _pick(_tr("Receipt voucher"), tuple(choices)),
            "amount": _field(_tr("Amount in rupees"), hint=_tr("All that is left")),
            "method": _pick(
                _tr("Paid back by"),
                tuple((m.value, words) for m, words in methods.items() if m in on),
            ),
            "reference": _field(_tr("Reference")),
            "reason": _field(_tr("Reason")),
        },
        use_case=refund_vouchers.refund_advance,
        build=requests.refund_request,
        done=done,
    )


def reverse_adjustment_sheet(
    counter: Counter, parent: QWidget, number: str, done: Done
) -> FormSheet:
    """An adjustment that was wrong."""
    return FormSheet(
        counter,
        parent,
        title=_tr("Take adjustment {number} back").format(number=number),
        accept=_tr("Take it back"),
        words=_tr("An entry of its own takes it off the account again; both stay to be seen."),
        fields={"reason": _field(_tr("Reason"))},
        use_case=adjustments.reverse_adjustment,
        build=lambda texts: requests.reverse_adjustment_request(number, texts),
        done=done,
    )


def link_sheet(counter: Counter, parent: QWidget, bill_number: str, done: Done) -> FormSheet:
    """Whose bill it was."""
    return FormSheet(
        counter,
        parent,
        title=_tr("Whose bill was {number}?").format(number=bill_number),
        accept=_tr("Link"),
        words=_tr("The bill stays as it was issued. What is unpaid of it goes onto the account."),
        fields={
            "phone": _field(_tr("Phone")),
            "name": _field(_tr("Name, for a new customer")),
        },
        use_case=bill_links.link_customer,
        build=lambda texts: requests.link_request(bill_number, texts),
        done=done,
    )
