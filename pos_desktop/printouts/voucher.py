"""A receipt voucher as a document: an advance for a service, with its tax (CGST Rule 50)."""

from __future__ import annotations

from collections.abc import Iterator

from pos_desktop.domain.bills import Seller
from pos_desktop.domain.customers import balance_in_words
from pos_desktop.domain.measures import BasisPoints, format_percent
from pos_desktop.domain.money import format_amount, format_rupees
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

_METHODS = {Method.CASH: "Cash", Method.CARD: "Card", Method.UPI: "UPI"}


def voucher_document(voucher: ReceiptVoucher) -> Document:
    """The printed receipt voucher."""
    payment = voucher.payment
    return Document(
        (
            *demo_mark(payment.is_demo),
            *voucher_seller(voucher.seller),
            Rule(),
            Text(text="Receipt Voucher", align=Align.CENTRE, bold=True),
            Row(lead=f"No. {payment.number}", figure=date_of(payment.local_time), bold=True),
            Row(text=f"Cashier: {payment.cashier_name}", figure=time_of(payment.local_time)),
            Rule(),
            *voucher_buyer(voucher, "Received from"),
            Rule(),
            *_advance(voucher),
            Rule(),
            *_end(voucher),
            *demo_mark(payment.is_demo),
            Cut(),
        )
    )


def voucher_seller(seller: Seller) -> Iterator[Block]:
    """Who gives the voucher."""
    yield from outlet_heading(seller.name, seller.address, seller.phone, legal=seller.legal_name)
    if seller.gstin:
        yield Text(text=f"GSTIN: {seller.gstin}", align=Align.CENTRE)
    yield state_line("State", seller.state_name, seller.state_code, align=Align.CENTRE)


def voucher_buyer(voucher: ReceiptVoucher, lead: str) -> Iterator[Block]:
    """Whose advance it is, and where the service is supplied."""
    payment = voucher.payment
    yield Text(text=f"{lead}: {payment.customer_name}", most_lines=3)
    if payment.customer_phone:
        yield Text(text=f"Ph: {payment.customer_phone}")
    yield from (Text(text=line) for line in voucher.buyer_address.splitlines())
    if voucher.buyer_gstin:
        yield Text(text=f"GSTIN: {voucher.buyer_gstin}", bold=True)
    if voucher.buyer_state_code:
        state = state_of(voucher.buyer_state_code, field="buyer_state_code")
        yield state_line("State", state.name, state.code)
    yield state_line("Place of supply", voucher.place_name, voucher.place_of_supply)


def advance_for(voucher: ReceiptVoucher) -> Iterator[Block]:
    """What the advance is for."""
    yield Text(text=f"Advance for: {voucher.description}", most_lines=4)
    if voucher.sac:
        yield Text(text=f"SAC: {voucher.sac}")


def method_words(method: Method, reference: str) -> str:
    """How the money went."""
    return f"By {_METHODS[method]}{f' ({reference})' if reference else ''}"


def voucher_taxes(gst_rate: BasisPoints, figures: AdvanceTax) -> Iterator[Block]:
    """What of the amount is taxable, and each tax within it."""
    yield Row(text="Of this taxable", figure=format_amount(figures.taxable))
    half = f"{format_percent(gst_rate // 2)}%"
    if gst_rate % 2:
        half = f"half of {format_percent(gst_rate)}%"
    for name, rate, amount in (
        ("CGST", half, figures.cgst),
        ("SGST", half, figures.sgst),
        ("UTGST", half, figures.utgst),
        ("IGST", f"{format_percent(gst_rate)}%", figures.igst),
    ):
        if amount:
            yield Row(text=f"{name} {rate}", figure=format_amount(amount))


def _advance(voucher: ReceiptVoucher) -> Iterator[Block]:
    payment = voucher.payment
    yield from advance_for(voucher)
    yield Row(text="AMOUNT", figure=format_rupees(payment.amount), size=Size.BIG, bold=True)
    yield Text(text=method_words(payment.method, payment.reference), most_lines=3)
    yield Rule()
    yield from voucher_taxes(voucher.gst_rate, voucher.figures)


def _end(voucher: ReceiptVoucher) -> Iterator[Block]:
    payment = voucher.payment
    yield Row(text="Account now", figure=balance_in_words(payment.balance_after))
    yield Text(text="Tax on reverse charge: No", align=Align.CENTRE)
    yield Text(text="Computer generated voucher", align=Align.CENTRE)
    if payment.proof:
        yield Text(text=f"Proof {payment.proof}", align=Align.CENTRE)
