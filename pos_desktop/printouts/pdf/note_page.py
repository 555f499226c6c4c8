"""A credit note on A4 or A5: Rule 53(1A) of the CGST Rules, with the bill that it takes back."""

from __future__ import annotations

from collections.abc import Iterator

from pos_desktop.application.letterhead import Letterhead
from pos_desktop.domain.credit_notes import CreditNote
from pos_desktop.domain.money import format_amount, format_rupees
from pos_desktop.domain.outlet import Registration
from pos_desktop.printouts.bill import ReprintMark, signed
from pos_desktop.printouts.credit_note import COMMERCIAL, METHODS
from pos_desktop.printouts.heading import date_of, time_of
from pos_desktop.printouts.labels import Say, demo_said, labels_of
from pos_desktop.printouts.pdf.bill_page import (
    buyer_of,
    goods_cells,
    goods_columns,
    seller_lines,
    signature_of,
    tax_heads,
    tax_summary,
)
from pos_desktop.printouts.pdf.invoice import InvoiceLine, InvoicePage, Party
from pos_desktop.printouts.words import amount_in_words


def note_page(
    note: CreditNote, reprint: ReprintMark | None, letterhead: Letterhead, *, is_small: bool
) -> InvoicePage:
    """The note in words and figures; *is_small* joins columns for A5."""
    say = labels_of(letterhead.language)
    is_registered = note.seller.registration is not Registration.UNREGISTERED
    mark = say("ORIGINAL FOR RECIPIENT") if is_registered else ""
    proof = f" · {say('Proof')} {note.proof}" if note.proof else ""
    return InvoicePage(
        title=say("Credit note"),
        mark=reprint.words if reprint else mark,
        legend="" if note.is_gst else say(COMMERCIAL),
        logo=letterhead.logo,
        seller=Party(heading="", name=note.seller.name, lines=tuple(seller_lines(note, say))),
        buyer=buyer_of(note, say),
        facts=tuple(_facts(note, say)),
        refers_to=(
            (say("Of bill"), note.bill_number),
            (say("Dated"), f"{note.bill_date:%d-%m-%Y}"),
            *_consolidated(note, say),
        ),
        columns=goods_columns(note, say, is_small),
        lines=tuple(
            InvoiceLine(
                cells=goods_cells(note, number, line, letterhead.language, is_small),
                amount=line.taxed.total,
            )
            for number, line in enumerate(note.lines, start=1)
        ),
        carried=(say("Carried over"), say("Brought forward")),
        sums=tuple(_sums(note, say)),
        words_heading=say("Amount in words"),
        words=amount_in_words(note.totals.total, letterhead.language),
        taxes=tax_summary(note, say),
        notes=(f"{say('Reason')}: {note.reason}",),
        paid=tuple(_refunded(note, say)),
        bank_heading="",
        bank=(),
        qr="",
        qr_words="",
        signature=signature_of(note, say),
        footer=" ".join(note.seller.footer.split()),
        foot=f"{say('Computer generated credit note')}{proof}",
        page_words=say("Page {page} of {pages}"),
        is_demo=note.seller.is_demo,
        demo_words=demo_said(letterhead.language),
    )


def _consolidated(note: CreditNote, say: Say) -> Iterator[tuple[str, str]]:
    """Of a cash memo: the invoice that stands for it."""
    if note.consolidated_number:
        yield say("Consolidated invoice"), note.consolidated_number


def _facts(note: CreditNote, say: Say) -> Iterator[tuple[str, str]]:
    yield say("Number"), note.number
    yield say("Date"), f"{date_of(note.local_time)} {time_of(note.local_time)}"
    if note.is_interstate:
        yield say("Place of supply"), f"{note.place_name} ({note.place_of_supply})"
    yield say("Cashier"), note.cashier_name
    if note.approved_by:
        yield say("Approved"), note.approved_by


def _sums(note: CreditNote, say: Say) -> Iterator[tuple[str, str]]:
    totals = note.totals
    if totals.tax:
        yield say("Taxable value"), format_amount(totals.taxable)
        for name, part in tax_heads(note):
            yield name, format_amount(part(totals))
    else:
        yield say("Sub-total"), format_amount(sum(line.taxed.total for line in note.lines))
    if totals.round_off:
        yield say("Round off"), signed(totals.round_off)
    yield say("CREDIT"), format_rupees(totals.total)


def _refunded(note: CreditNote, say: Say) -> Iterator[tuple[str, str]]:
    for refund in note.refunds:
        reference = f" ({refund.reference})" if refund.reference else ""
        yield f"{say(METHODS[refund.method])}{reference}", format_amount(refund.amount)
