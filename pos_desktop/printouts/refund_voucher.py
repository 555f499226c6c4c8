"""A refund voucher as a document: an advance for a service that was paid back (CGST Rule 51)."""

from __future__ import annotations

from collections.abc import Iterator

from pos_desktop.application.letterhead import PLAIN, Letterhead
from pos_desktop.domain.money import format_rupees
from pos_desktop.domain.vouchers import RefundVoucher
from pos_desktop.printouts.blocks import Align, Block, Cut, Document, Row, Rule, Size, Text
from pos_desktop.printouts.heading import date_of, demo_mark, time_of
from pos_desktop.printouts.labels import Say, labels_of
from pos_desktop.printouts.voucher import (
    advance_for,
    method_words,
    voucher_buyer,
    voucher_end,
    voucher_seller,
    voucher_taxes,
)


def refund_voucher_document(voucher: RefundVoucher, letterhead: Letterhead = PLAIN) -> Document:
    """The printed refund voucher."""
    say = labels_of(letterhead.language)
    return Document(
        (
            *demo_mark(voucher.seller.is_demo),
            *voucher_seller(voucher.seller, say),
            Rule(),
            Text(text=say("Refund Voucher"), align=Align.CENTRE, bold=True),
            Row(
                lead=f"{say('No.')} {voucher.number}", figure=date_of(voucher.local_time), bold=True
            ),
            Row(
                text=f"{say('Cashier')}: {voucher.cashier_name}", figure=time_of(voucher.local_time)
            ),
            *_against(voucher, say),
            Rule(),
            *voucher_buyer(voucher.receipt, say("Paid back to"), say),
            Rule(),
            *_refund(voucher, say),
            Rule(),
            *voucher_end(voucher.balance_after, voucher.proof, say),
            *demo_mark(voucher.seller.is_demo),
            Cut(),
        )
    )


def _against(voucher: RefundVoucher, say: Say) -> Iterator[Block]:
    receipt = voucher.receipt.payment
    day = date_of(receipt.local_time)
    yield Row(lead=f"{say('Receipt voucher')} {receipt.number}", figure=day)
    if voucher.approved_by:
        yield Text(text=f"{say('Approved by')}: {voucher.approved_by}")


def _refund(voucher: RefundVoucher, say: Say) -> Iterator[Block]:
    yield from advance_for(voucher.receipt, say)
    paid_back = format_rupees(voucher.figures.amount)
    yield Row(text=say("PAID BACK"), figure=paid_back, size=Size.BIG, bold=True)
    yield Text(text=method_words(voucher.method, voucher.reference, say), most_lines=3)
    yield Rule()
    yield from voucher_taxes(voucher.receipt.gst_rate, voucher.figures, say)
    yield Text(text=f"{say('Reason')}: {voucher.reason}", most_lines=4)
