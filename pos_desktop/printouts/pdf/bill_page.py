"""A bill as an invoice page: Rules 46, 46A and 49 of the CGST Rules on A4 or A5."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pos_desktop.application.letterhead import Language, Letterhead
from pos_desktop.application.table_report import ReportColumn, ReportTable
from pos_desktop.domain.bills import Bill, BillLine
from pos_desktop.domain.credit_notes import CreditNote
from pos_desktop.domain.documents import DocumentKind, declaration
from pos_desktop.domain.gst import Treatment
from pos_desktop.domain.measures import format_percent, format_quantity
from pos_desktop.domain.money import format_amount, format_rupees
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.states import state_of
from pos_desktop.printouts.bill import (
    INVOICES,
    MEMO_WORDS,
    METHODS,
    TITLES,
    ReprintMark,
    bill_upi_link,
    signed,
)
from pos_desktop.printouts.bill_taxes import TAXES, UNTAXED
from pos_desktop.printouts.heading import date_of, time_of
from pos_desktop.printouts.labels import Say, demo_said, labels_of
from pos_desktop.printouts.pdf.invoice import InvoiceLine, InvoicePage, Party
from pos_desktop.printouts.words import amount_in_words


def bill_page(
    bill: Bill, reprint: ReprintMark | None, letterhead: Letterhead, *, is_small: bool
) -> InvoicePage:
    """The bill in words and figures; *is_small* joins columns for A5."""
    say = labels_of(letterhead.language)
    seller = bill.seller
    mark = say("ORIGINAL FOR RECIPIENT") if bill.document in INVOICES else ""
    link = bill_upi_link(bill)
    return InvoicePage(
        title=say(TITLES[bill.document]),
        mark=reprint.words if reprint else mark,
        top=say(declaration(seller.registration)),
        logo=letterhead.logo,
        seller=Party(heading="", name=seller.name, lines=tuple(seller_lines(bill, say))),
        buyer=buyer_of(bill, say),
        facts=tuple(_facts(bill, say)),
        columns=goods_columns(bill, say, is_small),
        lines=tuple(
            InvoiceLine(
                cells=goods_cells(bill, number, line, letterhead.language, is_small),
                amount=line.taxed.total,
            )
            for number, line in enumerate(bill.lines, start=1)
        ),
        carried=(say("Carried over"), say("Brought forward")),
        sums=tuple(_sums(bill, say)),
        words_heading=say("Amount in words"),
        words=amount_in_words(bill.totals.total, letterhead.language),
        taxes=tax_summary(bill, say),
        notes=(*_notes(bill, say), *letterhead.terms.splitlines()),
        paid=tuple(_paid(bill, say)),
        bank_heading=say("Bank details"),
        bank=tuple(letterhead.bank_details.splitlines()),
        qr=link,
        qr_words=f"{say('Pay by UPI')} {format_rupees(bill.balance_due)}" if link else "",
        signature=signature_of(bill, say),
        footer=" ".join(seller.footer.split()),
        foot=" · ".join(
            part
            for part in (
                say("Computer generated bill"),
                f"{say('Proof')} {bill.proof}" if bill.proof else "",
            )
            if part
        ),
        page_words=say("Page {page} of {pages}"),
        is_demo=seller.is_demo,
        demo_words=demo_said(letterhead.language),
    )


def seller_lines(bill: Bill | CreditNote, say: Say) -> Iterator[str]:
    """What the seller is known by, below the name."""
    seller = bill.seller
    if seller.legal_name.strip() and seller.legal_name != seller.name:
        yield seller.legal_name
    yield ", ".join(line.strip(" ,") for line in seller.address.splitlines() if line.strip())
    if seller.phone.strip():
        yield f"{say('Ph')} {seller.phone}"
    if seller.gstin:
        yield f"GSTIN {seller.gstin}"
    if seller.fssai:
        yield f"FSSAI {seller.fssai}"
    yield f"{say('State')} {seller.state_name} ({seller.state_code})"
    yield from (line.strip() for line in seller.header.splitlines() if line.strip())


def buyer_of(bill: Bill | CreditNote, say: Say) -> Party:
    """To whom it is billed."""
    buyer, gst = bill.buyer, bill.gst
    name = gst.company_name or buyer.name or ""
    lines: list[str] = []
    if buyer.name and buyer.name != name:
        lines.append(f"{say('Contact')} {buyer.name}")
    if buyer.address:
        lines.append(", ".join(part.strip(" ,") for part in buyer.address.splitlines()))
    if buyer.phone:
        lines.append(f"{say('Ph')} {buyer.phone}")
    if gst.gstin:
        lines.append(f"GSTIN {gst.gstin}")
    if gst.state_code:
        state = state_of(gst.state_code, field="gst.state_code")
        lines.append(f"{say('State')} {state.name} ({state.code})")
    return Party(heading=say("Billed to"), name=name, lines=tuple(lines))


def _facts(bill: Bill, say: Say) -> Iterator[tuple[str, str]]:
    yield say("Number"), bill.number
    yield say("Date"), f"{date_of(bill.local_time)} {time_of(bill.local_time)}"
    yield say("Order"), bill.order_number
    if bill.document is not DocumentKind.PLAIN_BILL:
        yield say("Place of supply"), f"{bill.place_name} ({bill.place_of_supply})"
    if bill.document in INVOICES:
        yield say("Tax on reverse charge"), say("No")
    yield say("Cashier"), bill.cashier_name


def tax_heads(bill: Bill | CreditNote) -> list[tuple[str, Callable[[object], int]]]:
    """The taxes that a bill bears, by name."""
    return [(name, part) for name, part in TAXES if part(bill.totals)]


def goods_columns(bill: Bill | CreditNote, say: Say, is_small: bool) -> tuple[ReportColumn, ...]:
    """What a bill without discounts or taxes does not need, it does not show."""

    def figure(title: str) -> ReportColumn:
        return ReportColumn(title=title, is_figure=True)

    columns = [figure("#"), ReportColumn(title=say("Description"))]
    if not is_small:
        columns.append(ReportColumn(title="HSN"))
    columns += [figure(say("Qty")), figure(say("Rate"))]
    if _has_discounts(bill):
        columns.append(figure(say("Discount")))
    if bill.totals.tax:
        columns += [figure(say("Taxable")), figure("GST%")]
        if not is_small:
            columns += [figure(name) for name, _ in tax_heads(bill)]
        else:
            columns.append(figure(say("Tax")))
    return (*columns, figure(say("Amount")))


def goods_cells(
    bill: Bill | CreditNote, number: int, line: BillLine, language: Language, is_small: bool
) -> tuple[str, ...]:
    """A line in the texts of :func:`goods_columns`."""
    taxed = line.taxed
    name = line.description
    if language is Language.HINDI and line.description_hi:
        name = line.description_hi
    if line.price_includes_tax and taxed.tax:
        name += "*"
    cells = [str(number), f"{name}\nHSN {line.hsn}" if is_small and line.hsn else name]
    if not is_small:
        cells.append(line.hsn)
    quantity = f"{format_quantity(line.qty)} {line.unit}"
    cells += [quantity, format_amount(line.unit_price)]
    if _has_discounts(bill):
        off = taxed.discount + taxed.bill_discount
        cells.append(format_amount(off) if off else "–")
    if bill.totals.tax:
        cells += [format_amount(taxed.taxable), _rate(line, labels_of(language))]
        if is_small:
            cells.append(format_amount(taxed.tax))
        else:
            cells += [format_amount(part(taxed)) for _, part in tax_heads(bill)]
    return (*cells, format_amount(taxed.total))


def _rate(line: BillLine, say: Say) -> str:
    terms = line.terms
    if terms.treatment is not Treatment.TAXABLE:
        return say(UNTAXED[terms.treatment])
    return format_percent(terms.gst_rate)


def _has_discounts(bill: Bill | CreditNote) -> bool:
    return any(line.taxed.discount or line.taxed.bill_discount for line in bill.lines)


def _sums(bill: Bill, say: Say) -> Iterator[tuple[str, str]]:
    totals = bill.totals
    if totals.tax:
        yield say("Taxable value"), format_amount(totals.taxable)
        for name, part in tax_heads(bill):
            yield name, format_amount(part(totals))
    else:
        yield say("Sub-total"), format_amount(sum(line.taxed.total for line in bill.lines))
    if totals.round_off:
        yield say("Round off"), signed(totals.round_off)
    yield say("TOTAL"), format_rupees(totals.total)


def _paid(bill: Bill, say: Say) -> Iterator[tuple[str, str]]:
    for tender in bill.tenders:
        if tender.method is not Method.CREDIT:
            reference = f" ({tender.reference})" if tender.reference else ""
            yield f"{say(METHODS[tender.method])}{reference}", format_amount(tender.handed)
    if bill.change:
        yield say("Change"), format_amount(bill.change)
    if bill.balance_due:
        yield say("BALANCE DUE"), format_rupees(bill.balance_due)


def _notes(bill: Bill, say: Say) -> Iterator[str]:
    if any(line.price_includes_tax and line.taxed.tax for line in bill.lines):
        yield f"* {say('The rate includes GST.')}"
    if bill.document is DocumentKind.CASH_MEMO:
        yield say(MEMO_WORDS)


def signature_of(bill: Bill | CreditNote, say: Say) -> tuple[str, str]:
    """For whom it is signed, and as what."""
    by = bill.seller.legal_name.strip() or bill.seller.name
    return f"{say('For')} {by}", say("Authorised signatory")


def tax_summary(bill: Bill | CreditNote, say: Say) -> ReportTable | None:
    """Taxable value and taxes by HSN and rate, with their sums; None without tax."""
    if not bill.totals.tax:
        return None
    heads = tax_heads(bill)
    groups: dict[tuple[str, str], list[BillLine]] = {}
    for line in sorted(bill.lines, key=lambda line: (line.hsn, line.terms.gst_rate)):
        groups.setdefault((line.hsn, _rate(line, say)), []).append(line)
    rows = tuple(
        (
            hsn or "–",
            rate,
            format_amount(sum(line.taxed.taxable for line in lines)),
            *(format_amount(sum(part(line.taxed) for line in lines)) for _, part in heads),
            format_amount(sum(line.taxed.tax for line in lines)),
        )
        for (hsn, rate), lines in groups.items()
    )
    figures = [say("Taxable"), *(name for name, _ in heads), say("Total tax")]
    totals = bill.totals
    return ReportTable(
        heading=say("Tax by HSN and rate"),
        columns=(
            ReportColumn(title="HSN"),
            ReportColumn(title="GST%"),
            *(ReportColumn(title=title, is_figure=True) for title in figures),
        ),
        rows=rows,
        totals=(
            say("All"),
            "",
            format_amount(totals.taxable),
            *(format_amount(part(totals)) for _, part in heads),
            format_amount(totals.tax),
        ),
    )
