"""X and Z reports as documents: everything of a shift, section by section."""

from __future__ import annotations

from collections.abc import Iterator

from pos_desktop.domain.drawer import SlipKind
from pos_desktop.domain.money import Paise, format_amount, format_rupees
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.shift_report import (
    Closing,
    CopyMark,
    KindLine,
    PrintedReport,
    RateLine,
    ShiftFigures,
    ShiftReport,
)
from pos_desktop.domain.shifts import variance_in_words
from pos_desktop.printouts.blocks import Align, Block, Cut, Document, Row, Rule, Size, Table, Text
from pos_desktop.printouts.cash_slip import SLIP_TITLES, copy_mark, proof_line
from pos_desktop.printouts.heading import date_of, demo_mark, outlet_heading, time_of

METHODS = {
    Method.CASH: "Cash",
    Method.CARD: "Card",
    Method.UPI: "UPI",
    Method.CREDIT: "On account (khata)",
    Method.ADVANCE: "From advances",
    Method.EXCHANGE: "Exchanged goods",
}
KINDS = {
    "tax_invoice": "Tax invoices",
    "bill_of_supply": "Bills of supply",
    "invoice_cum_bill_of_supply": "Invoice-cum-bills",
    "plain_bill": "Bills",
    "cash_memo": "Cash memos",
}
_REFUNDS = {
    "cash": "cash",
    "card": "card",
    "upi": "UPI",
    "account": "on account",
    "exchange": "in goods",
}
_TREATMENTS = {"nil": "Nil rated", "exempt": "Exempt", "non_gst": "Non-GST"}


def shift_report_document(printed: PrintedReport, mark: CopyMark | None = None) -> Document:
    """The printed report: X while the shift goes on, Z with its number once it is closed."""
    report = printed.report
    heading = report.heading
    return Document(
        (
            *demo_mark(heading.is_demo),
            *copy_mark(mark),
            *outlet_heading(heading.name, heading.address, heading.phone, legal=heading.legal_name),
            *_gstin(heading.gstin),
            Rule(),
            *_title(report),
            *sales(report.figures),
            *_drawer(report),
            *_closing(report.closing),
            *_hand_overs(report),
            *events(report.figures),
            *_held(report),
            *_documents(report.figures),
            *proof_line(printed.proof),
            *demo_mark(heading.is_demo),
            Cut(),
        )
    )


def sales(figures: ShiftFigures) -> Iterator[Block]:
    """Sales by kind, rate and way of paying; returns, discounts, khata and advances."""
    yield from section("Sales")
    for line in figures.kinds:
        yield Row(text=_kind(line), figure=format_amount(line.total))
    yield Row(
        text=f"Total of {figures.bills} bills", figure=format_amount(figures.total), bold=True
    )
    yield Row(text="Discounts in it", figure=format_amount(figures.discounts))
    yield Row(text="Round-off in it", figure=format_amount(figures.round_off))
    yield Row(text=f"Returns ({figures.returns})", figure=format_amount(figures.returned))
    for refund in figures.refunds:
        words = f"  given back: {_REFUNDS.get(refund.method, refund.method)} ({refund.count})"
        yield Row(text=words, figure=format_amount(refund.amount))
    if figures.rates:
        yield from section("Sales by rate")
        yield Table(
            head=("Rate", "Taxable", "GST", "Cess"),
            rows=tuple(
                (
                    _rate(line),
                    format_amount(line.taxable),
                    format_amount(line.tax),
                    format_amount(line.cess),
                )
                for line in figures.rates
            ),
        )
    yield from section("How bills were paid")
    for paid in figures.tenders:
        words = f"{METHODS[paid.method]} ({paid.count})"
        yield Row(text=words, figure=format_amount(paid.amount))
    yield from section("Accounts (khata)")
    yield Row(text="Given on account", figure=format_amount(figures.by_method(Method.CREDIT)))
    for paid in figures.collections:
        words = f"Collected: {METHODS[paid.method]} ({paid.count})"
        yield Row(text=words, figure=format_amount(paid.amount))
    for paid in figures.taken_back:
        words = f"Payments taken back: {METHODS[paid.method]} ({paid.count})"
        yield Row(text=words, figure=format_amount(-paid.amount))
    yield Row(text="Advances taken", figure=format_amount(figures.advances_taken))
    yield Row(text="Advances used", figure=format_amount(figures.by_method(Method.ADVANCE)))


def events(figures: ShiftFigures) -> Iterator[Block]:
    """Slips by kind, and what an owner looks at twice."""
    yield from section("Events")
    for line in figures.slips:
        if line.kind is SlipKind.NO_SALE:
            continue
        words = f"{SLIP_TITLES[line.kind]} ({line.count})"
        yield Row(text=words, figure=format_amount(line.amount))
    opened = sum(line.count for line in figures.slips if line.kind is SlipKind.NO_SALE)
    yield Row(text=SLIP_TITLES[SlipKind.NO_SALE], figure=str(opened))
    yield Row(text=f"Discarded orders ({figures.voids})", figure=format_amount(figures.voided))
    yield Row(text="Corrected tenders", figure=str(figures.corrections))
    yield Row(text="Failed sign-ins", figure=str(figures.failed_sign_ins))


def section(title: str) -> Iterator[Block]:
    """A rule, and the name of what follows."""
    yield Rule()
    yield Text(text=title, bold=True)


def _title(report: ShiftReport) -> Iterator[Block]:
    title = "Z REPORT" if report.closing else "X REPORT"
    yield Text(text=title, align=Align.CENTRE, size=Size.BIG, bold=True)
    if report.number:
        yield Row(lead=f"No. {report.number}", figure=date_of(report.until), bold=True)
    else:
        yield Text(text="The shift so far. Not final.", align=Align.CENTRE)
    shift = f"Shift {report.terminal}-{report.shift_number}"
    yield Row(text=shift, figure=f"{report.business_date:%d-%m-%Y}")
    yield Row(text=f"Opened by {report.opened_by}", figure=_moment(report.opened_at))
    closed = "Closed by" if report.closing else "Asked for by"
    yield Row(text=f"{closed} {report.made_by}", figure=_moment(report.until))


def _drawer(report: ShiftReport) -> Iterator[Block]:
    yield from section("Cash in the drawer")
    cash = report.figures.cash
    if report.handover_gap:
        gap = variance_in_words(report.handover_gap)
        yield Row(text="Gap to the close before", figure=gap)
    terms: tuple[tuple[str, Paise], ...] = (
        ("Opening cash", report.opening_cash),
        ("+ Cash sales", cash.cash_sales),
        ("+ Collected on accounts", cash.cash_collections),
        ("+ Pay-ins", cash.pay_ins),
        ("- Refunds", cash.cash_refunds),
        ("- Payouts", cash.cash_payouts),
        ("- Cash drops to the safe", cash.cash_drops),
    )
    for words, amount in terms:
        yield Row(text=words, figure=format_amount(amount))
    yield Row(text="Expected cash", figure=format_rupees(report.expected_cash), bold=True)


def _closing(closing: Closing | None) -> Iterator[Block]:
    if closing is None:
        return
    if len(closing.counts) > 1:
        for at, line in enumerate(closing.counts, start=1):
            words = f"Count {at} by {line.by}, {time_of(line.at)}"
            yield Row(text=words, figure=format_amount(line.counted))
    yield Row(text="Closing cash", figure=format_rupees(closing.closing_cash), bold=True)
    yield Row(text="CASH VARIANCE", figure=closing.variance_words, size=Size.TALL, bold=True)
    if closing.approved_by:
        yield Text(text=f"Approved by {closing.approved_by}")
    if closing.reason:
        yield Text(text=f"Note: {closing.reason}", most_lines=4)
    for match in closing.matches:
        name = METHODS[match.method]
        yield Row(text=f"{name} recorded", figure=format_amount(match.recorded))
        yield Row(text=f"{name} counted", figure=format_amount(match.counted))


def _hand_overs(report: ShiftReport) -> Iterator[Block]:
    if not report.hand_overs:
        return
    yield from section("Hand-overs")
    for hand in report.hand_overs:
        words = f"{hand.given_by} to {hand.taken_by}, {time_of(hand.at)}"
        yield Row(text=words, figure=format_amount(hand.counted))
        if report.closing:
            yield Row(text="  at that moment", figure=variance_in_words(hand.variance))


def _held(report: ShiftReport) -> Iterator[Block]:
    if report.held_orders:
        yield from section("Orders on hold")
        for number in report.held_orders:
            yield Text(text=number)


def _documents(figures: ShiftFigures) -> Iterator[Block]:
    yield from section("Documents")
    if not figures.documents:
        yield Text(text="None")
    for numbers in figures.documents:
        yield Row(lead=f"{numbers.first} to", figure=f"({numbers.count})")
        yield Text(text=f"  {numbers.last}")
    yield Rule()


def _gstin(gstin: str | None) -> Iterator[Block]:
    if gstin:
        yield Text(text=f"GSTIN: {gstin}", align=Align.CENTRE)


def _kind(line: KindLine) -> str:
    return f"{KINDS.get(line.document, line.document)} ({line.count})"


def _rate(line: RateLine) -> str:
    return _TREATMENTS.get(line.treatment) or f"{line.rate / 100:g}%"


def _moment(at: object) -> str:
    return f"{at:%d-%m %H:%M}"
