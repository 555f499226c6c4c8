"""A payment receipt as a document: money on account, and what the account says after it."""

from __future__ import annotations

from collections.abc import Iterator

from pos_desktop.application.letterhead import PLAIN, Letterhead
from pos_desktop.domain.accounts import PaymentReceipt
from pos_desktop.domain.money import format_amount, format_rupees
from pos_desktop.domain.outlet import Method
from pos_desktop.printouts.blocks import Align, Block, Cut, Document, Image, Row, Rule, Size, Text
from pos_desktop.printouts.heading import date_of, demo_mark, outlet_heading, time_of
from pos_desktop.printouts.labels import Say, balance_said, labels_of

METHODS = {
    Method.CASH: "Cash",
    Method.CARD: "Card",
    Method.UPI: "UPI",
    Method.CREDIT: "Account",
    Method.ADVANCE: "Advance",
}


def payment_document(receipt: PaymentReceipt, letterhead: Letterhead = PLAIN) -> Document:
    """The printed payment receipt."""
    say = labels_of(letterhead.language)
    return Document(
        (
            *demo_mark(receipt.is_demo),
            *((Image(data=letterhead.logo),) if letterhead.logo else ()),
            *outlet_heading(
                receipt.outlet_name,
                receipt.outlet_address,
                receipt.outlet_phone,
                phone_label=say("Ph"),
            ),
            Rule(),
            Text(text=say("Payment receipt"), align=Align.CENTRE, bold=True),
            Row(
                lead=f"{say('No.')} {receipt.number}", figure=date_of(receipt.local_time), bold=True
            ),
            Row(
                text=f"{say('Cashier')}: {receipt.cashier_name}", figure=time_of(receipt.local_time)
            ),
            Rule(),
            *_received(receipt, say),
            *_settled(receipt, say),
            *_balance(receipt, say),
            Rule(),
            Text(text=say("Computer generated receipt"), align=Align.CENTRE),
            *_proof(receipt, say),
            *demo_mark(receipt.is_demo),
            Cut(),
        )
    )


def _proof(receipt: PaymentReceipt, say: Say) -> Iterator[Block]:
    if receipt.proof:
        yield Text(text=f"{say('Proof')} {receipt.proof}", align=Align.CENTRE)


def _received(receipt: PaymentReceipt, say: Say) -> Iterator[Block]:
    yield Text(text=f"{say('Received from')}: {receipt.customer_name}", most_lines=3)
    if receipt.customer_phone:
        yield Text(text=f"{say('Ph')}: {receipt.customer_phone}")
    yield Row(text=say("AMOUNT"), figure=format_rupees(receipt.amount), size=Size.BIG, bold=True)
    reference = f" ({receipt.reference})" if receipt.reference else ""
    yield Text(text=f"{say('By')} {say(METHODS[receipt.method])}{reference}", most_lines=3)


def _settled(receipt: PaymentReceipt, say: Say) -> Iterator[Block]:
    if not receipt.allocations:
        return
    yield Rule()
    yield Text(text=say("Against bills"))
    for allocation in receipt.allocations:
        yield Row(lead=f" {allocation.bill_number}", figure=format_amount(allocation.amount))
    rest = receipt.amount - sum(allocation.amount for allocation in receipt.allocations)
    if rest > 0:
        yield Row(text=f" {say('Kept on account')}", figure=format_amount(rest))


def _balance(receipt: PaymentReceipt, say: Say) -> Iterator[Block]:
    yield Rule()
    before = receipt.balance_before - receipt.discount
    yield Row(text=say("Before"), figure=balance_said(before, say))
    if receipt.discount:
        yield Row(text=say("Discount"), figure=format_amount(receipt.discount))
    yield Row(text=say("Now"), figure=balance_said(receipt.balance_after, say), bold=True)
