"""A bill as a document: Rules 46, 46A and 49 of the CGST Rules, on as little paper as they allow.

Prices are shown as the customer knows them: a marked price stays as marked, and the tax within
it stands in the table below the total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pos_desktop.domain.bills import Bill, BillLine
from pos_desktop.domain.documents import DocumentKind
from pos_desktop.domain.measures import amount_of, format_percent, format_quantity
from pos_desktop.domain.money import Paise, format_amount, format_rupees
from pos_desktop.domain.orders import OrderType
from pos_desktop.domain.outlet import Method, Registration
from pos_desktop.domain.states import state_of
from pos_desktop.domain.upi import upi_link
from pos_desktop.printouts.bill_taxes import tax_blocks, tax_on_top
from pos_desktop.printouts.blocks import Align, Block, Cut, Document, Qr, Row, Rule, Size, Text
from pos_desktop.printouts.heading import (
    centred,
    date_of,
    demo_mark,
    outlet_heading,
    state_line,
    time_of,
)
from pos_desktop.printouts.paper import on_paper

_TITLES = {
    DocumentKind.TAX_INVOICE: "Tax Invoice",
    DocumentKind.BILL_OF_SUPPLY: "Bill of Supply",
    DocumentKind.INVOICE_CUM_BILL_OF_SUPPLY: "Invoice-cum-Bill of Supply",
    DocumentKind.PLAIN_BILL: "Bill",
}
_INVOICES = (DocumentKind.TAX_INVOICE, DocumentKind.INVOICE_CUM_BILL_OF_SUPPLY)
_COMPOSITION = "Composition taxable person, not eligible to collect tax on supplies"
_ORDER_TYPES = {
    OrderType.COUNTER: "",
    OrderType.DINE_IN: "Dine in",
    OrderType.TAKEAWAY: "Takeaway",
    OrderType.DELIVERY: "Delivery",
}
_METHODS = {
    Method.CASH: "Cash",
    Method.CARD: "Card",
    Method.UPI: "UPI",
    Method.ADVANCE: "From advance",
    Method.EXCHANGE: "Goods exchanged",
}
_UPI_ID = re.compile(r"[A-Za-z0-9._-]{2,255}@[A-Za-z0-9.-]{2,64}")
_LONGEST_PAYEE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ReprintMark:
    """Which printing after the first this is, when (on the outlet's clock) and by whom."""

    copy: int
    at: datetime | None
    by: str

    @property
    def words(self) -> str:
        """``REPRINT 2 - 18-02-2026 17:05 - Asha``."""
        when = f"{date_of(self.at)} {time_of(self.at)}" if self.at else ""
        return " - ".join(part for part in (f"REPRINT {self.copy}", when, self.by) if part)


def bill_document(bill: Bill, reprint: ReprintMark | None) -> Document:
    """The printed bill. A reprint says so in the place of "original for recipient"."""
    return Document(
        (
            *demo_mark(bill.seller.is_demo),
            *_seller(bill),
            *_title(bill, reprint),
            *_facts(bill),
            *_buyer(bill),
            Rule(),
            Row(lead="Item", figure="HSN"),
            Row(lead=" Qty x Price", text="GST", figure="Amount"),
            Rule(),
            *(block for line in bill.lines for block in _item(line)),
            Rule(),
            *_totals(bill),
            *tax_blocks(bill),
            *_paid(bill),
            *_end(bill),
            *demo_mark(bill.seller.is_demo),
            Cut(),
        )
    )


def _seller(bill: Bill) -> Iterator[Block]:
    seller = bill.seller
    yield from outlet_heading(seller.name, seller.address, seller.phone, legal=seller.legal_name)
    if seller.gstin:
        yield Text(text=f"GSTIN: {seller.gstin}", align=Align.CENTRE)
    if seller.fssai:
        yield Text(text=f"FSSAI: {seller.fssai}", align=Align.CENTRE)
    yield state_line("State", seller.state_name, seller.state_code, align=Align.CENTRE)
    yield from centred(seller.header)


def _title(bill: Bill, reprint: ReprintMark | None) -> Iterator[Block]:
    yield Rule()
    yield Text(text=_TITLES[bill.document], align=Align.CENTRE, bold=True)
    if reprint is not None:
        yield Text(text=reprint.words, align=Align.CENTRE, bold=True)
    elif bill.document in _INVOICES:
        yield Text(text="ORIGINAL FOR RECIPIENT", align=Align.CENTRE)
    if bill.seller.registration is Registration.COMPOSITION:
        yield Text(text=_COMPOSITION, align=Align.CENTRE)


def _facts(bill: Bill) -> Iterator[Block]:
    yield Row(lead=f"Bill {bill.number}", figure=date_of(bill.local_time))
    yield Row(lead=f"Order {bill.order_number}", figure=time_of(bill.local_time))
    yield Row(text=f"Cashier: {bill.cashier_name}", figure=_ORDER_TYPES[bill.order_type])


def _buyer(bill: Bill) -> Iterator[Block]:
    buyer, gst = bill.buyer, bill.gst
    parts: list[Block] = []
    if gst.company_name and gst.company_name != buyer.name:
        parts.append(Text(text=f"Buyer: {gst.company_name}", bold=True, most_lines=3))
    if buyer.name:
        label = "Customer" if not gst.company_name or gst.company_name == buyer.name else "Contact"
        parts.append(Text(text=f"{label}: {buyer.name}", most_lines=3))
    if buyer.phone:
        parts.append(Text(text=f"Ph: {buyer.phone}"))
    parts.extend(Text(text=line) for line in (buyer.address or "").splitlines())
    if gst.gstin:
        parts.append(Text(text=f"GSTIN: {gst.gstin}", bold=True))
    if gst.state_code:
        state = state_of(gst.state_code, field="gst.state_code")
        parts.append(state_line("State", state.name, state.code))
    if bill.is_interstate:
        parts.append(state_line("Place of supply", bill.place_name, bill.place_of_supply))
    if parts:
        yield Rule()
        yield from parts


def _item(line: BillLine) -> Iterator[Block]:
    """The name with its HSN, then quantity × price with the rate, then what was taken off."""
    yield Row(text=line.description, figure=line.hsn)
    yield Row(
        lead=f" {format_quantity(line.qty)} {line.unit} x {format_amount(line.unit_price)}",
        text=f"{format_percent(line.terms.gst_rate)}%" if line.taxed.tax else "",
        figure=format_amount(line.taxed.gross),
    )
    if line.taxed.discount:
        yield Row(text=" Discount", figure=format_amount(-line.taxed.discount))


def _totals(bill: Bill) -> Iterator[Block]:
    totals, lines = bill.totals, bill.lines
    count = "1 item" if len(lines) == 1 else f"{len(lines)} items"
    subtotal = sum(line.taxed.gross - line.taxed.discount for line in lines)
    yield Row(text=f"Sub-total ({count})", figure=format_amount(subtotal))
    off_bill = sum(line.taxed.bill_discount for line in lines)
    if off_bill:
        yield Row(text="Discount on bill", figure=format_amount(-off_bill))
    for name, amount in tax_on_top(bill):
        yield Row(text=f"Add {name}", figure=format_amount(amount))
    if totals.round_off:
        yield Row(text="Round off", figure=_signed(totals.round_off))
    yield Row(text="TOTAL", figure=format_rupees(totals.total), size=Size.BIG, bold=True)
    saved = _saved(bill)
    if saved:
        yield Text(text=f"You saved {format_rupees(saved)} on MRP", align=Align.CENTRE, bold=True)
    yield Rule()


def _signed(amount: Paise) -> str:
    return f"+{format_amount(amount)}" if amount > 0 else format_amount(amount)


def _saved(bill: Bill) -> Paise:
    """How far the bill stays below the printed maximum prices, which include all taxes."""
    return sum(
        max(amount_of(line.qty, line.mrp) - line.taxed.total, 0)
        for line in bill.lines
        if line.mrp is not None
    )


def _paid(bill: Bill) -> Iterator[Block]:
    for tender in bill.tenders:
        if tender.method is Method.CREDIT:
            continue
        reference = f" ({tender.reference})" if tender.reference else ""
        yield Row(text=f"{_METHODS[tender.method]}{reference}", figure=format_amount(tender.handed))
    if bill.change:
        yield Row(text="Change", figure=format_amount(bill.change), bold=True)
    if bill.balance_due:
        yield Row(
            text="BALANCE DUE",
            figure=format_rupees(bill.balance_due),
            size=Size.TALL,
            bold=True,
        )
        yield from _pay_by_upi(bill)


def _pay_by_upi(bill: Bill) -> Iterator[Block]:
    payee = (bill.seller.upi_id or "").strip()
    if not payee:
        return
    yield Text(text=f"Pay by UPI: {payee}", align=Align.CENTRE)
    if _UPI_ID.fullmatch(payee):
        link = upi_link(
            payee=payee,
            name=on_paper(bill.seller.name)[:_LONGEST_PAYEE].strip(),
            amount=bill.balance_due,
            reference=bill.number,
            note=f"Bill {bill.number}",
        )
        yield Qr(payload=link)


def _end(bill: Bill) -> Iterator[Block]:
    yield Rule()
    yield from centred(bill.seller.footer)
    if bill.document in _INVOICES:
        yield Text(text="Tax on reverse charge: No", align=Align.CENTRE)
    yield Text(text=bill.number, align=Align.CENTRE)
    yield Text(text="Computer generated bill", align=Align.CENTRE)
    if bill.proof:
        yield Text(text=f"Proof {bill.proof}", align=Align.CENTRE)
