"""A receipt voucher as a document: an advance for a service, with its tax (CGST Rule 50)."""

from __future__ import annotations

from collections.abc import Iterator

from pos_desktop.application.letterhead import PLAIN, Letterhead
from pos_desktop.domain.bills import Seller
from pos_desktop.domain.measures import BasisPoints, format_percent
from pos_desktop.domain.money import Paise, format_amount, format_rupees
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.states import state_of
from pos_desktop.domain.vouchers import AdvanceTax, ReceiptVoucher
from pos_desktop.printouts.blocks import Align, Block, Cut, Document, Row, Rule, Size, Text
from pos_desktop.printouts.heading import (
    date_of,
    demo_mark,
    outlet_heading,
    state_line,
    time_of,
)
from pos_desktop.printouts.labels import Say, balance_said, labels_of

_METHODS = {Method.CASH: "Cash", Method.CARD: "Card", Method.UPI: "UPI"}


def voucher_document(voucher: ReceiptVoucher, letterhead: Letterhead = PLAIN) -> Document:
    """The printed receipt voucher."""
    say, payment = labels_of(letterhead.language), voucher.payment
    return Document(
        (
            *demo_mark(payment.is_demo),
            *voucher_seller(voucher.seller, say),
            Rule(),
            Text(text=say("Receipt Voucher"), align=Align.CENTRE, bold=True),
            Row(
                lead=f"{say('No.')} {payment.number}", figure=date_of(payment.local_time), bold=True
            ),
            Row(
                text=f"{say('Cashier')}: {payment.cashier_name}", figure=time_of(payment.local_time)
            ),
            Rule(),
            *voucher_buyer(voucher, say("Received from"), say),
            Rule(),
            *_advance(voucher, say),
            Rule(),
            *voucher_end(payment.balance_after, payment.proof, say),
            *demo_mark(payment.is_demo),
            Cut(),
        )
    )


def voucher_seller(seller: Seller, say: Say = str) -> Iterator[Block]:
    """Who gives the voucher."""
    yield from outlet_heading(
        seller.name, seller.address, seller.phone, legal=seller.legal_name, phone_label=say("Ph")
    )
    if seller.gstin:
        yield Text(text=f"GSTIN: {seller.gstin}", align=Align.CENTRE)
    yield state_line(say("State"), seller.state_name, seller.state_code, align=Align.CENTRE)


def voucher_buyer(voucher: ReceiptVoucher, lead: str, say: Say) -> Iterator[Block]:
    """Whose advance it is, and where the service is supplied."""
    payment = voucher.payment
    yield Text(text=f"{lead}: {payment.customer_name}", most_lines=3)
    if payment.customer_phone:
        yield Text(text=f"{say('Ph')}: {payment.customer_phone}")
    yield from (Text(text=line) for line in voucher.buyer_address.splitlines())
    if voucher.buyer_gstin:
        yield Text(text=f"GSTIN: {voucher.buyer_gstin}", bold=True)
    if voucher.buyer_state_code:
        state = state_of(voucher.buyer_state_code, field="buyer_state_code")
        yield state_line(say("State"), state.name, state.code)
    yield state_line(say("Place of supply"), voucher.place_name, voucher.place_of_supply)


def advance_for(voucher: ReceiptVoucher, say: Say) -> Iterator[Block]:
    """What the advance is for."""
    yield Text(text=f"{say('Advance for')}: {voucher.description}", most_lines=4)
    if voucher.sac:
        yield Text(text=f"SAC: {voucher.sac}")


def method_words(method: Method, reference: str, say: Say) -> str:
    """How the money went."""
    return f"{say('By')} {say(_METHODS[method])}{f' ({reference})' if reference else ''}"


def voucher_taxes(gst_rate: BasisPoints, figures: AdvanceTax, say: Say) -> Iterator[Block]:
    """What of the amount is taxable, and each tax within it."""
    yield Row(text=say("Of this taxable"), figure=format_amount(figures.taxable))
    half = f"{format_percent(gst_rate // 2)}%"
    if gst_rate % 2:
        half = say("half of {rate}").format(rate=f"{format_percent(gst_rate)}%")
    for name, rate, amount in (
        ("CGST", half, figures.cgst),
        ("SGST", half, figures.sgst),
        ("UTGST", half, figures.utgst),
        ("IGST", f"{format_percent(gst_rate)}%", figures.igst),
    ):
        if amount:
            yield Row(text=f"{name} {rate}", figure=format_amount(amount))


def voucher_end(balance: Paise, proof: str, say: Say) -> Iterator[Block]:
    """What the account says after it, and the proof that it was not changed."""
    yield Row(text=say("Account now"), figure=balance_said(balance, say))
    yield Text(text=f"{say('Tax on reverse charge')}: {say('No')}", align=Align.CENTRE)
    yield Text(text=say("Computer generated voucher"), align=Align.CENTRE)
    if proof:
        yield Text(text=f"{say('Proof')} {proof}", align=Align.CENTRE)


def _advance(voucher: ReceiptVoucher, say: Say) -> Iterator[Block]:
    payment = voucher.payment
    yield from advance_for(voucher, say)
    yield Row(text=say("AMOUNT"), figure=format_rupees(payment.amount), size=Size.BIG, bold=True)
    yield Text(text=method_words(payment.method, payment.reference, say), most_lines=3)
    yield Rule()
    yield from voucher_taxes(voucher.gst_rate, voucher.figures, say)
