"""A cash slip as a document: why the drawer was opened without a bill, and for how much."""

from __future__ import annotations

from collections.abc import Iterator

from pos_desktop.domain.drawer import SlipKind
from pos_desktop.domain.money import format_rupees
from pos_desktop.domain.shift_report import CopyMark, PrintedSlip
from pos_desktop.printouts.blocks import Align, Block, Cut, Document, Feed, Row, Rule, Size, Text
from pos_desktop.printouts.heading import date_of, demo_mark, outlet_heading, time_of

SLIP_TITLES = {
    SlipKind.PAY_IN: "Pay-in",
    SlipKind.PAYOUT: "Payout",
    SlipKind.DROP: "Cash drop",
    SlipKind.NO_SALE: "Opened without a sale",
}


def cash_slip_document(printed: PrintedSlip, mark: CopyMark | None = None) -> Document:
    """The printed slip, with a line to sign on."""
    slip, heading = printed.slip, printed.heading
    return Document(
        (
            *demo_mark(heading.is_demo),
            *copy_mark(mark),
            *outlet_heading(heading.name, heading.address, heading.phone),
            Rule(),
            Text(text=SLIP_TITLES[slip.kind], align=Align.CENTRE, bold=True),
            Row(lead=f"No. {slip.number}", figure=date_of(slip.local_time), bold=True),
            Row(text=f"By: {slip.user_name}", figure=time_of(slip.local_time)),
            Rule(),
            *_amount(printed),
            Text(text=f"For: {slip.reason}", most_lines=4),
            *_said("Kind", slip.category),
            *_said("Paid to", slip.payee),
            *_said("Approved by", slip.approved_by),
            Feed(lines=2),
            Text(text="Signature ____________________"),
            *proof_line(slip.proof),
            *demo_mark(heading.is_demo),
            Cut(),
        )
    )


def copy_mark(mark: CopyMark | None) -> Iterator[Block]:
    """``REPRINT n`` with time and person; nothing on the original."""
    if mark is not None:
        yield Text(text=f"REPRINT {mark.copy}", align=Align.CENTRE, size=Size.TALL, bold=True)
        when = f"{date_of(mark.at)} {time_of(mark.at)} by {mark.by}"
        yield Text(text=when, align=Align.CENTRE)


def proof_line(proof: str) -> Iterator[Block]:
    """The beginning of the hash of the document's entry in the chain."""
    if proof:
        yield Text(text=f"Proof {proof}", align=Align.CENTRE)


def _amount(printed: PrintedSlip) -> Iterator[Block]:
    if printed.slip.kind is not SlipKind.NO_SALE:
        amount = format_rupees(printed.slip.amount)
        yield Row(text="AMOUNT", figure=amount, size=Size.BIG, bold=True)


def _said(label: str, text: str) -> Iterator[Block]:
    if text:
        yield Text(text=f"{label}: {text}", most_lines=3)
