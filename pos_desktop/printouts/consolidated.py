"""The day's one tax invoice for its cash memos as a document (CGST Rule 46, fourth proviso)."""

from __future__ import annotations

from collections.abc import Iterator

from pos_desktop.domain.cash_memos import ConsolidatedInvoice, ConsolidatedLine
from pos_desktop.domain.measures import format_percent, format_quantity
from pos_desktop.domain.money import format_amount, format_rupees
from pos_desktop.domain.supplies import TaxSums
from pos_desktop.printouts.bill import ReprintMark, signed
from pos_desktop.printouts.blocks import (
    Align,
    Block,
    Cut,
    Document,
    Item,
    Row,
    Rule,
    Size,
    Table,
    Text,
)
from pos_desktop.printouts.heading import date_of, demo_mark, state_line, time_of
from pos_desktop.printouts.voucher import voucher_seller

_HEADS = (
    ("CGST", "cgst"),
    ("SGST", "sgst"),
    ("UTGST", "utgst"),
    ("IGST", "igst"),
    ("Cess", "cess"),
)


def consolidated_document(invoice: ConsolidatedInvoice, reprint: ReprintMark | None) -> Document:
    """The printed invoice; *reprint* marks a copy."""
    return Document(
        (
            *demo_mark(invoice.seller.is_demo),
            *voucher_seller(invoice.seller),
            Rule(),
            Text(text="Tax Invoice", align=Align.CENTRE, bold=True),
            Text(text="Consolidated, for the small sales of a day", align=Align.CENTRE),
            *([Text(text=reprint.words, align=Align.CENTRE, bold=True)] if reprint else []),
            Row(lead=f"No. {invoice.number}", figure=date_of(invoice.local_time), bold=True),
            Row(text=f"Made by: {invoice.user_name}", figure=time_of(invoice.local_time)),
            Rule(),
            *_memos(invoice),
            Rule(),
            *(block for line in invoice.lines for block in _line(line)),
            Rule(),
            *_totals(invoice),
            *_taxes(invoice),
            *_end(invoice),
            *demo_mark(invoice.seller.is_demo),
            Cut(),
        )
    )


def _memos(invoice: ConsolidatedInvoice) -> Iterator[Block]:
    yield Row(text="Sales of", figure=f"{invoice.day:%d-%m-%Y}", bold=True)
    yield Row(text=f"Cash memos ({invoice.memos})", figure=invoice.first_memo)
    if invoice.last_memo != invoice.first_memo:
        yield Row(text=" to", figure=invoice.last_memo)
    yield Text(text="Buyers: unregistered, none of whom asked for an invoice", most_lines=3)
    yield state_line("Place of supply", invoice.place_name, invoice.place_of_supply)


def _line(line: ConsolidatedLine) -> Iterator[Block]:
    rate = f"{format_percent(line.gst_rate)}%"
    quantity = f"{format_quantity(line.qty)} {line.unit}"
    yield Item(
        line.description,
        line.hsn,
        Row(lead=f" {quantity}", text=rate, figure=format_amount(line.total)),
    )


def _totals(invoice: ConsolidatedInvoice) -> Iterator[Block]:
    yield Row(text="Taxable value", figure=format_amount(invoice.sums.taxable))
    for name, part in _HEADS:
        amount = getattr(invoice.sums, part)
        if amount:
            yield Row(text=name, figure=format_amount(amount))
    if invoice.round_off:
        yield Row(text="Round off", figure=signed(invoice.round_off))
    yield Row(text="TOTAL", figure=format_rupees(invoice.total), size=Size.BIG, bold=True)


def _taxes(invoice: ConsolidatedInvoice) -> Iterator[Block]:
    """Taxable value and taxes by rate."""
    shown = [(name, part) for name, part in _HEADS if getattr(invoice.sums, part)]
    by_rate: dict[int, TaxSums] = {}
    for line in invoice.lines:
        by_rate[line.gst_rate] = by_rate.get(line.gst_rate, TaxSums()) + line.sums
    yield Rule()
    yield Table(
        head=("GST%", "Taxable", *(name for name, _ in shown)),
        rows=tuple(
            (
                format_percent(rate),
                format_amount(sums.taxable),
                *(format_amount(getattr(sums, part)) for _, part in shown),
            )
            for rate, sums in sorted(by_rate.items())
        ),
    )


def _end(invoice: ConsolidatedInvoice) -> Iterator[Block]:
    yield Rule()
    yield Text(text="Tax on reverse charge: No", align=Align.CENTRE)
    yield Text(text="Computer generated invoice", align=Align.CENTRE)
    if invoice.proof:
        yield Text(text=f"Proof {invoice.proof}", align=Align.CENTRE)
