"""A credit note as a document: what Rule 53(1A) of the CGST Rules asks for, on little paper."""

from __future__ import annotations

from collections.abc import Iterator

from pos_desktop.application.letterhead import PLAIN, Language, Letterhead
from pos_desktop.domain.credit_notes import CreditNote, NoteLine, RefundMethod
from pos_desktop.domain.documents import DocumentKind
from pos_desktop.domain.measures import format_percent, format_quantity
from pos_desktop.domain.money import format_amount, format_rupees
from pos_desktop.domain.outlet import Registration
from pos_desktop.domain.states import state_of
from pos_desktop.printouts.bill import ReprintMark
from pos_desktop.printouts.bill_taxes import tax_blocks, tax_on_top
from pos_desktop.printouts.blocks import (
    Align,
    Block,
    Cut,
    Document,
    Image,
    Item,
    Row,
    Rule,
    Size,
    Text,
)
from pos_desktop.printouts.heading import (
    centred,
    date_of,
    demo_mark,
    outlet_heading,
    state_line,
    time_of,
)
from pos_desktop.printouts.labels import Say, labels_of

COMMERCIAL = "Commercial credit note, no GST adjustment"
METHODS = {
    RefundMethod.CASH: "Refunded in cash",
    RefundMethod.UPI: "Refunded by UPI",
    RefundMethod.CARD: "Refunded to card",
    RefundMethod.ACCOUNT: "Credited to account",
    RefundMethod.EXCHANGE: "Towards new bill",
}


def credit_note_document(
    note: CreditNote, reprint: ReprintMark | None, letterhead: Letterhead = PLAIN
) -> Document:
    """The printed credit note."""
    say = labels_of(letterhead.language)
    return Document(
        (
            *demo_mark(note.seller.is_demo),
            *((Image(data=letterhead.logo),) if letterhead.logo else ()),
            *_seller(note),
            *_title(note, reprint, say),
            *_facts(note, say),
            *_buyer(note),
            Rule(),
            Row(lead=say("Item"), figure="HSN"),
            Row(lead=f" {say('Qty')} x {say('Price')}", text="GST", figure=say("Amount")),
            Rule(),
            *(block for line in note.lines for block in _item(line, say, letterhead.language)),
            Rule(),
            *_totals(note, say),
            *tax_blocks(note, say),
            *_refunded(note, say),
            *_end(note, say),
            *demo_mark(note.seller.is_demo),
            Cut(),
        )
    )


def _seller(note: CreditNote) -> Iterator[Block]:
    seller = note.seller
    yield from outlet_heading(seller.name, seller.address, seller.phone, legal=seller.legal_name)
    if seller.gstin:
        yield Text(text=f"GSTIN: {seller.gstin}", align=Align.CENTRE)
    yield state_line("State", seller.state_name, seller.state_code, align=Align.CENTRE)


def _title(note: CreditNote, reprint: ReprintMark | None, say: Say) -> Iterator[Block]:
    yield Rule()
    yield Text(text=say("Credit note"), align=Align.CENTRE, bold=True)
    if not note.is_gst:
        yield Text(text=say(COMMERCIAL), align=Align.CENTRE)
    if reprint is not None:
        yield Text(text=reprint.words, align=Align.CENTRE, bold=True)
    elif note.seller.registration is not Registration.UNREGISTERED:
        yield Text(text=say("ORIGINAL FOR RECIPIENT"), align=Align.CENTRE)


def _facts(note: CreditNote, say: Say) -> Iterator[Block]:
    yield Row(lead=f"{say('Note')} {note.number}", figure=date_of(note.local_time), bold=True)
    yield Row(lead=f"{say(_of_what(note))} {note.bill_number}", figure=f"{note.bill_date:%d-%m-%Y}")
    if note.consolidated_number:
        yield Row(lead=f"{say('Consolidated invoice')}", figure=note.consolidated_number)
    yield Row(text=f"{say('Cashier')}: {note.cashier_name}", figure=time_of(note.local_time))
    if note.approved_by:
        yield Text(text=f"{say('Approved')}: {note.approved_by}")
    yield Text(text=f"{say('Reason')}: {note.reason}", most_lines=3)


def _of_what(note: CreditNote) -> str:
    return "Cash memo" if note.document is DocumentKind.CASH_MEMO else "Bill"


def _buyer(note: CreditNote) -> Iterator[Block]:
    buyer, gst = note.buyer, note.gst
    parts: list[Block] = []
    if gst.company_name and gst.company_name != buyer.name:
        parts.append(Text(text=f"Buyer: {gst.company_name}", bold=True, most_lines=3))
    if buyer.name:
        parts.append(Text(text=f"Customer: {buyer.name}", most_lines=3))
    if buyer.phone:
        parts.append(Text(text=f"Ph: {buyer.phone}"))
    parts.extend(Text(text=line) for line in (buyer.address or "").splitlines())
    if gst.gstin:
        parts.append(Text(text=f"GSTIN: {gst.gstin}", bold=True))
    if gst.state_code:
        state = state_of(gst.state_code, field="gst.state_code")
        parts.append(state_line("State", state.name, state.code))
    if note.is_interstate:
        parts.append(state_line("Place of supply", note.place_name, note.place_of_supply))
    if parts:
        yield Rule()
        yield from parts


def _item(line: NoteLine, say: Say, language: Language) -> Iterator[Block]:
    """The name with its HSN, then quantity × price with the rate, then what had been taken off."""
    taxed = line.taxed
    off = taxed.discount + taxed.bill_discount
    is_hindi = language is Language.HINDI and line.description_hi
    row = Row(
        lead=f" {format_quantity(line.qty)} {line.unit} x {format_amount(line.unit_price)}",
        text=f"{format_percent(line.terms.gst_rate)}%" if taxed.tax else "",
        figure=format_amount(taxed.gross),
    )
    yield Item(line.description_hi if is_hindi else line.description, line.hsn, row)
    if off:
        yield Row(text=f" {say('Discount')}", figure=format_amount(-off))


def _totals(note: CreditNote, say: Say) -> Iterator[Block]:
    totals = note.totals
    lines = len(note.lines)
    count = f"1 {say('item')}" if lines == 1 else f"{lines} {say('items')}"
    on_top = list(tax_on_top(note))
    before = totals.total - totals.round_off - sum(amount for _, amount in on_top)
    yield Row(text=f"{say('Sub-total')} ({count})", figure=format_amount(before))
    for name, amount in on_top:
        yield Row(text=f"{say('Add')} {name}", figure=format_amount(amount))
    if totals.round_off:
        sign = "+" if totals.round_off > 0 else ""
        yield Row(text=say("Round off"), figure=f"{sign}{format_amount(totals.round_off)}")
    yield Row(text=say("CREDIT"), figure=format_rupees(totals.total), size=Size.BIG, bold=True)
    yield Rule()


def _refunded(note: CreditNote, say: Say) -> Iterator[Block]:
    for refund in note.refunds:
        reference = f" ({refund.reference})" if refund.reference else ""
        words = f"{say(METHODS[refund.method])}{reference}"
        yield Row(text=words, figure=format_amount(refund.amount))


def _end(note: CreditNote, say: Say) -> Iterator[Block]:
    yield Rule()
    yield from centred(note.seller.footer)
    yield Text(text=note.number, align=Align.CENTRE)
    yield Text(text=say("Computer generated credit note"), align=Align.CENTRE)
    if note.proof:
        yield Text(text=f"{say('Proof')} {note.proof}", align=Align.CENTRE)
