"""A bill as a document: Rules 46, 46A and 49 of the CGST Rules, on as little paper as they allow.

Prices are shown as the customer knows them: a marked price stays as marked, and the tax within
it stands in the table below the total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from msgspec import Struct

from pos_desktop.application.letterhead import PLAIN, Language, Letterhead
from pos_desktop.domain.bills import Bill, BillLine, Seller
from pos_desktop.domain.documents import DocumentKind, declaration
from pos_desktop.domain.measures import (
    BasisPoints,
    Milli,
    amount_of,
    format_percent,
    format_quantity,
)
from pos_desktop.domain.money import Paise, format_amount, format_rupees
from pos_desktop.domain.orders import OrderType
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.states import state_of
from pos_desktop.domain.upi import upi_link
from pos_desktop.printouts.bill_taxes import tax_blocks, tax_on_top
from pos_desktop.printouts.blocks import (
    Align,
    Barcode,
    Block,
    Cut,
    Document,
    Image,
    Item,
    Qr,
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
from pos_desktop.printouts.paper import on_paper

TITLES = {
    DocumentKind.TAX_INVOICE: "Tax Invoice",
    DocumentKind.BILL_OF_SUPPLY: "Bill of Supply",
    DocumentKind.INVOICE_CUM_BILL_OF_SUPPLY: "Invoice-cum-Bill of Supply",
    DocumentKind.PLAIN_BILL: "Bill",
    DocumentKind.CASH_MEMO: "Cash Memo",
}
MEMO_WORDS = "Ask before the day is closed if you need a tax invoice"
INVOICES = (DocumentKind.TAX_INVOICE, DocumentKind.INVOICE_CUM_BILL_OF_SUPPLY)
_ORDER_TYPES = {
    OrderType.COUNTER: "",
    OrderType.DINE_IN: "Dine in",
    OrderType.TAKEAWAY: "Takeaway",
    OrderType.DELIVERY: "Delivery",
}
METHODS = {
    Method.CASH: "Cash",
    Method.CARD: "Card",
    Method.UPI: "UPI",
    Method.ADVANCE: "From advance",
    Method.EXCHANGE: "Goods exchanged",
}
_UPI_ID = re.compile(r"[A-Za-z0-9._-]{2,255}@[A-Za-z0-9.-]{2,64}")
_LONGEST_PAYEE = 40


class Look(Struct, frozen=True, cache_hash=True):
    """The paper's look, and its labels in the outlet's language."""

    letterhead: Letterhead
    say: Say


class ReprintMark(Struct, frozen=True, kw_only=True):
    """Which printing after the first this is, when (on the outlet's clock) and by whom."""

    copy: int
    at: datetime | None
    by: str

    @property
    def words(self) -> str:
        """``REPRINT 2 - 18-02-2026 17:05 - Asha``."""
        when = f"{date_of(self.at)} {time_of(self.at)}" if self.at else ""
        return " - ".join(part for part in (f"REPRINT {self.copy}", when, self.by) if part)


def bill_document(
    bill: Bill, reprint: ReprintMark | None, letterhead: Letterhead = PLAIN
) -> Document:
    """The printed bill. A reprint says so in the place of "original for recipient"."""
    look = Look(letterhead, labels_of(letterhead.language))
    return Document(
        (
            *_top(bill.seller, look),
            *_title(bill, reprint, look),
            *_facts(bill, look),
            *_buyer(bill, look),
            Rule(),
            *_head(look),
            *(block for line in bill.lines for block in _item(bill, line, look)),
            Rule(),
            *_totals(bill, look),
            *tax_blocks(bill, look.say),
            *_paid(bill, look),
            *_end(bill, look),
            *demo_mark(bill.seller.is_demo),
            Cut(),
        )
    )


def _head(look: Look) -> Iterator[Block]:
    """Over the goods; a short paper's figures speak for themselves."""
    if look.letterhead.is_compact:
        return
    say = look.say
    yield Row(lead=say("Item"), figure="HSN")
    yield Row(lead=f" {say('Qty')} x {say('Price')}", text="GST", figure=say("Amount"))
    yield Rule()


@lru_cache(maxsize=8)
def _top(seller: Seller, look: Look) -> tuple[Block, ...]:
    """What stands above every bill of a seller; kept, since it is the same for thousands."""
    return (*demo_mark(seller.is_demo), *_declared(seller, look), *_seller(seller, look))


def _declared(seller: Seller, look: Look) -> Iterator[Block]:
    """What a seller in the composition scheme says at the top (CGST Rule 5(1)(f))."""
    words = declaration(seller.registration)
    if words:
        yield Text(text=look.say(words), align=Align.CENTRE, bold=True)


def _seller(seller: Seller, look: Look) -> Iterator[Block]:
    if look.letterhead.logo:
        yield Image(data=look.letterhead.logo)
    if look.letterhead.is_compact:
        yield from _short_seller(seller)
        return
    yield from outlet_heading(seller.name, seller.address, seller.phone, legal=seller.legal_name)
    if seller.gstin:
        yield Text(text=f"GSTIN: {seller.gstin}", align=Align.CENTRE)
    if seller.fssai:
        yield Text(text=f"FSSAI: {seller.fssai}", align=Align.CENTRE)
    yield state_line(look.say("State"), seller.state_name, seller.state_code, align=Align.CENTRE)
    yield from centred(seller.header)


def _short_seller(seller: Seller) -> Iterator[Block]:
    """All that the law asks of the seller, in as few lines as it takes."""
    yield Text(text=seller.name, align=Align.CENTRE, size=Size.TALL, bold=True)
    address = ", ".join(line.strip(" ,") for line in seller.address.splitlines() if line.strip())
    legal = seller.legal_name if seller.legal_name != seller.name else ""
    parts = (
        legal,
        address,
        f"Ph {seller.phone}" if seller.phone.strip() else "",
        f"{seller.state_name} ({seller.state_code})",
    )
    yield Text(text=", ".join(part for part in parts if part.strip()), align=Align.CENTRE)
    numbers = (
        f"GSTIN {seller.gstin}" if seller.gstin else "",
        f"FSSAI {seller.fssai}" if seller.fssai else "",
    )
    yield Text(text="  ".join(part for part in numbers if part), align=Align.CENTRE)
    yield from centred(seller.header)


def _title(bill: Bill, reprint: ReprintMark | None, look: Look) -> Iterator[Block]:
    say = look.say
    yield Rule()
    yield Text(text=say(TITLES[bill.document]), align=Align.CENTRE, bold=True)
    if reprint is not None:
        yield Text(text=reprint.words, align=Align.CENTRE, bold=True)
    elif bill.document in INVOICES:
        yield Text(text=say("ORIGINAL FOR RECIPIENT"), align=Align.CENTRE)


def _facts(bill: Bill, look: Look) -> Iterator[Block]:
    say, date, time = look.say, date_of(bill.local_time), time_of(bill.local_time)
    told = (say(_ORDER_TYPES[bill.order_type]), bill.order_label)
    order_type = " - ".join(part for part in told if part)
    if look.letterhead.is_compact:
        yield Row(lead=f"{say('Bill')} {bill.number}", figure=f"{date} {time}")
        if order_type:
            yield Text(text=order_type)
        return
    yield Row(lead=f"{say('Bill')} {bill.number}", figure=date)
    yield Row(lead=f"{say('Order')} {bill.order_number}", figure=time)
    yield Row(text=f"{say('Cashier')}: {bill.cashier_name}", figure=order_type)


def _buyer(bill: Bill, look: Look) -> Iterator[Block]:
    say = look.say
    buyer, gst = bill.buyer, bill.gst
    parts: list[Block] = []
    if gst.company_name and gst.company_name != buyer.name:
        parts.append(Text(text=f"{say('Buyer')}: {gst.company_name}", bold=True, most_lines=3))
    if buyer.name:
        label = "Customer" if not gst.company_name or gst.company_name == buyer.name else "Contact"
        parts.append(Text(text=f"{say(label)}: {buyer.name}", most_lines=3))
    if buyer.phone:
        parts.append(Text(text=f"{say('Ph')}: {buyer.phone}"))
    parts.extend(Text(text=line) for line in (buyer.address or "").splitlines())
    if gst.gstin:
        parts.append(Text(text=f"GSTIN: {gst.gstin}", bold=True))
    if gst.state_code:
        state = state_of(gst.state_code, field="gst.state_code")
        parts.append(state_line(say("State"), state.name, state.code))
    if bill.is_interstate:
        parts.append(state_line(say("Place of supply"), bill.place_name, bill.place_of_supply))
    if parts:
        yield Rule()
        yield from parts


def _item(bill: Bill, line: BillLine, look: Look) -> Iterator[Block]:
    """The name with its HSN, then quantity × price with the rate, then what was taken off."""
    name = line.description
    if look.letterhead.language is Language.HINDI and line.description_hi:
        name = line.description_hi
    rate = line.terms.gst_rate if line.taxed.tax else None
    is_short = look.letterhead.is_compact and not bill.gst.gstin
    hsn = "" if is_short else line.hsn
    gross = line.taxed.gross
    yield _goods(name, hsn, line.qty, line.unit, line.unit_price, rate, gross, is_short=is_short)
    if line.terms.rsp_valued and line.taxed.tax and line.mrp is not None:
        yield Row(text=f" {look.say('Tax is on the MRP')}", figure=format_amount(line.mrp))
    if line.taxed.discount:
        yield Row(text=f" {look.say('Discount')}", figure=format_amount(-line.taxed.discount))


@lru_cache(maxsize=1024)
def _goods(
    name: str,
    hsn: str,
    qty: Milli,
    unit: str,
    unit_price: Paise,
    rate: BasisPoints | None,
    gross: Paise,
    *,
    is_short: bool,
) -> Item:
    """Kept, since a shop sells the same again and again."""
    lead = f" {format_quantity(qty)} {unit} x {format_amount(unit_price)}"
    percent = "" if rate is None else f"{format_percent(rate)}%"
    row = Row(lead=lead, text=percent, figure=format_amount(gross))
    return Item(name, hsn, row, is_short=is_short)


def _totals(bill: Bill, look: Look) -> Iterator[Block]:
    say, totals, lines = look.say, bill.totals, bill.lines
    count = f"1 {say('item')}" if len(lines) == 1 else f"{len(lines)} {say('items')}"
    subtotal = sum(line.taxed.gross - line.taxed.discount for line in lines)
    yield Row(text=f"{say('Sub-total')} ({count})", figure=format_amount(subtotal))
    off_bill = sum(line.taxed.bill_discount for line in lines)
    if off_bill:
        yield Row(text=say("Discount on bill"), figure=format_amount(-off_bill))
    for name, amount in tax_on_top(bill):
        yield Row(text=f"{say('Add')} {name}", figure=format_amount(amount))
    if totals.round_off:
        yield Row(text=say("Round off"), figure=signed(totals.round_off))
    yield Row(text=say("TOTAL"), figure=format_rupees(totals.total), size=Size.BIG, bold=True)
    saved = _saved(bill)
    if saved:
        words = say("You saved {amount} on MRP").format(amount=format_rupees(saved))
        yield Text(text=words, align=Align.CENTRE, bold=True)
    yield Rule()


def signed(amount: Paise) -> str:
    """An amount that may go either way, with its sign."""
    return f"+{format_amount(amount)}" if amount > 0 else format_amount(amount)


def _saved(bill: Bill) -> Paise:
    """How far the bill stays below the printed maximum prices, which include all taxes."""
    return sum(
        max(amount_of(line.qty, line.mrp) - line.taxed.total, 0)
        for line in bill.lines
        if line.mrp is not None
    )


def _paid(bill: Bill, look: Look) -> Iterator[Block]:
    say = look.say
    for tender in bill.tenders:
        if tender.method is Method.CREDIT:
            continue
        reference = f" ({tender.reference})" if tender.reference else ""
        words = f"{say(METHODS[tender.method])}{reference}"
        yield Row(text=words, figure=format_amount(tender.handed))
    for used in bill.advances:
        yield Row(
            text=f" {say('Voucher')} {used.voucher_number}", figure=format_amount(used.amount)
        )
        yield Row(text=f"  {say('GST paid on it')}", figure=format_amount(used.tax))
    if bill.change:
        yield Row(text=say("Change"), figure=format_amount(bill.change), bold=True)
    if bill.balance_due:
        yield Row(
            text=say("BALANCE DUE"),
            figure=format_rupees(bill.balance_due),
            size=Size.TALL,
            bold=True,
        )
        yield from _pay_by_upi(bill, look)


def bill_upi_link(bill: Bill) -> str:
    """A link that asks for what is due of the bill; empty without dues or a sound UPI id."""
    payee = (bill.seller.upi_id or "").strip()
    if not bill.balance_due or not _UPI_ID.fullmatch(payee):
        return ""
    return upi_link(
        payee=payee,
        name=on_paper(bill.seller.name)[:_LONGEST_PAYEE].strip(),
        amount=bill.balance_due,
        reference=bill.number,
        note=f"Bill {bill.number}",
    )


def _pay_by_upi(bill: Bill, look: Look) -> Iterator[Block]:
    payee = (bill.seller.upi_id or "").strip()
    if not payee:
        return
    yield Text(text=f"{look.say('Pay by UPI')}: {payee}", align=Align.CENTRE)
    link = bill_upi_link(bill)
    if link:
        yield Qr(payload=link)


def _end(bill: Bill, look: Look) -> Iterator[Block]:
    say = look.say
    yield Rule()
    yield from centred(bill.seller.footer)
    if bill.document in INVOICES:
        yield Text(text=f"{say('Tax on reverse charge')}: {say('No')}", align=Align.CENTRE)
    if bill.document is DocumentKind.CASH_MEMO:
        yield Text(text=say(MEMO_WORDS), align=Align.CENTRE)
    if look.letterhead.prints_code:
        yield Barcode(payload=bill.number)
    if not look.letterhead.is_compact:
        yield Text(text=bill.number, align=Align.CENTRE)
    yield Text(text=say("Computer generated bill"), align=Align.CENTRE)
    if bill.proof:
        yield Text(text=f"{say('Proof')} {bill.proof}", align=Align.CENTRE)
