"""A refund voucher as a document: an advance for a service that was paid back (CGST Rule 51)."""

from __future__ import annotations

from collections.abc import Iterator

from pos_desktop.domain.customers import balance_in_words
from pos_desktop.domain.money import format_rupees
from pos_desktop.domain.vouchers import RefundVoucher
from pos_desktop.printouts.blocks import Align, Block, Cut, Document, Row, Rule, Size, Text
from pos_desktop.printouts.heading import date_of, demo_mark, time_of
from pos_desktop.printouts.voucher import (
    advance_for,
    method_words,
    voucher_buyer,
    voucher_seller,
    voucher_taxes,
)


def refund_voucher_document(voucher: RefundVoucher) -> Document:
    """The printed refund voucher."""
    return Document(
        (
            *demo_mark(voucher.seller.is_demo),
            *voucher_seller(voucher.seller),
            Rule(),
            Text(text="Refund Voucher", align=Align.CENTRE, bold=True),
            Row(lead=f"No. {voucher.number}", figure=date_of(voucher.local_time), bold=True),
            Row(text=f"Cashier: {voucher.cashier_name}", figure=time_of(voucher.local_time)),
            *_against(voucher),
            Rule(),
            *voucher_buyer(voucher.receipt, "Paid back to"),
            Rule(),
            *_refund(voucher),
            Rule(),
            *_end(voucher),
            *demo_mark(voucher.seller.is_demo),
            Cut(),
        )
    )


def _against(voucher: RefundVoucher) -> Iterator[Block]:
    receipt = voucher.receipt.payment
    day = date_of(receipt.local_time)
    yield Row(lead=f"Receipt voucher {receipt.number}", figure=day)
    if voucher.approved_by:
        yield Text(text=f"Approved by: {voucher.approved_by}")


def _refund(voucher: RefundVoucher) -> Iterator[Block]:
    yield from advance_for(voucher.receipt)
    yield Row(
        text="PAID BACK", figure=format_rupees(voucher.figures.amount), size=Size.BIG, bold=True
    )
    yield Text(text=method_words(voucher.method, voucher.reference), most_lines=3)
    yield Rule()
    yield from voucher_taxes(voucher.receipt.gst_rate, voucher.figures)
    yield Text(text=f"Reason: {voucher.reason}", most_lines=4)


def _end(voucher: RefundVoucher) -> Iterator[Block]:
    yield Row(text="Account now", figure=balance_in_words(voucher.balance_after))
    yield Text(text="Tax on reverse charge: No", align=Align.CENTRE)
    yield Text(text="Computer generated voucher", align=Align.CENTRE)
    if voucher.proof:
        yield Text(text=f"Proof {voucher.proof}", align=Align.CENTRE)
