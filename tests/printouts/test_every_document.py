"""Every kind of document on every paper: nothing undecodable, overflowing, lost or cut."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from pos_desktop.application.letterhead import Language, Letterhead
from pos_desktop.application.printing import PrinterSettings
from pos_desktop.domain.accounts import AccountStatement, PaymentReceipt
from pos_desktop.domain.credit_notes import CreditNote, Earlier, NoteLine, Refund, RefundMethod
from pos_desktop.domain.credit_notes import take_back as taken_back
from pos_desktop.domain.drawer import SlipKind
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.shift_report import CopyMark, DayReport, PrintedReport, PrintedSlip
from pos_desktop.domain.vouchers import ReceiptVoucher, RefundVoucher
from pos_desktop.printouts import esc_pos, layout
from pos_desktop.printouts.bill import ReprintMark, bill_document
from pos_desktop.printouts.blocks import (
    Block,
    Cut,
    Document,
    Item,
    Qr,
    Row,
    Table,
    Text,
)
from pos_desktop.printouts.cash_slip import cash_slip_document
from pos_desktop.printouts.credit_note import credit_note_document
from pos_desktop.printouts.labels import labels_of
from pos_desktop.printouts.layout import PaperFacts, PrintedLine, lay_out
from pos_desktop.printouts.owner_slip import owner_slip_document
from pos_desktop.printouts.paper import on_paper
from pos_desktop.printouts.payment import payment_document
from pos_desktop.printouts.picture_lines import PictureLine
from pos_desktop.printouts.plain_text import render_text
from pos_desktop.printouts.refund_voucher import refund_voucher_document
from pos_desktop.printouts.scripts import written
from pos_desktop.printouts.shift_report import shift_report_document
from pos_desktop.printouts.statement import statement_document
from pos_desktop.printouts.trial_pages import calibration_document, trial_document
from pos_desktop.printouts.voucher import voucher_document
from tests.printouts.random_facts import MONEY, TEXTS, draw
from tests.printouts.read_codes import codes_of

PAPERS = ((32, 384), (42, 512), (42, 546), (48, 576), (48, 640))
CUT_SHORT = ".."


@dataclass(frozen=True)
class Made:
    """A document with the stored amounts, in paise, that must stand on its paper."""

    document: Document
    stored: tuple[int, ...]


def a_bill(shop: Any, rng: random.Random) -> Any:
    def text() -> str:
        return " ".join(rng.choices(TEXTS, k=rng.randint(1, 2)))

    lines = tuple(
        replace(
            shop.line(
                text() or "Tea",
                rng.choice([1, 4600, 99_99_999_99]),
                shop.terms(rng.choice([0, 500, 1800, 4000])),
                qty=rng.choice([1000, 250, 12_000]),
                price_includes_tax=rng.random() < 0.7,
            ),
            description_hi=rng.choice(["", "चीनी", "क्ष" * 80]),
        )
        for _ in range(rng.randint(1, 8))
    )
    seller = shop.seller_with(name=text() or "Shop", footer=text(), header=text())
    return shop.bill(lines, seller=seller, cashier_name=text())


def bill(shop: Any, rng: random.Random, look: Letterhead) -> Made:
    made = a_bill(shop, rng)
    mark = ReprintMark(copy=3, at=made.local_time, by="Asha") if rng.random() < 0.2 else None
    stored = [made.totals.total, *(line.taxed.gross for line in made.lines)]
    return Made(bill_document(made, mark, look), tuple(stored))


def credit_note(shop: Any, rng: random.Random, look: Letterhead) -> Made:
    made = a_bill(shop, rng)
    parts, totals = taken_back(
        made, Earlier(), {line.line: line.qty for line in made.lines}, is_gst=True, rounded=True
    )
    same = (
        "id", "uuid", "outlet_id", "terminal_id", "shift_id", "document", "issued_at", "local_time",
        "business_date", "cashier_id", "cashier_name", "customer_id", "seller", "buyer", "gst",
        "place_of_supply", "place_name", "is_interstate",
    )  # fmt: skip
    note = CreditNote(
        **{name: getattr(made, name) for name in same},
        number="AC/26-27/000007",
        bill_id=made.id,
        bill_number=made.number,
        bill_date=made.local_time.date(),
        is_gst=True,
        approved_by="Meena",
        reason=rng.choice(TEXTS),
        lines=tuple(
            NoteLine(
                **{name: getattr(line, name) for name in type(line).__struct_fields__}
                | {"line": number, "qty": qty, "taxed": taxed},
                bill_line=line.line,
                restock=True,
            )
            for number, (line, qty, taxed) in enumerate(parts, start=1)
        ),
        totals=totals,
        refunds=(Refund(method=RefundMethod.CASH, amount=totals.total),) if totals.total else (),
        proof="3F9A7-7C120",
    )
    return Made(credit_note_document(note, None, look), (totals.total,))


def payment(shop: Any, rng: random.Random, look: Letterhead) -> Made:
    del shop
    receipt = replace(draw(PaymentReceipt, rng), method=rng.choice([Method.CASH, Method.UPI]))
    stored = (receipt.amount, *(allocation.amount for allocation in receipt.allocations))
    return Made(payment_document(receipt, look), stored)


def voucher(shop: Any, rng: random.Random, look: Letterhead) -> Made:
    made = draw(ReceiptVoucher, rng)
    paid = replace(made.payment, method=rng.choice([Method.CASH, Method.CARD, Method.UPI]))
    made = replace(made, payment=paid, seller=shop.seller)
    return Made(voucher_document(made, look), (made.payment.amount, made.figures.taxable))


def refund_voucher(shop: Any, rng: random.Random, look: Letterhead) -> Made:
    made = draw(RefundVoucher, rng)
    method = rng.choice([Method.CASH, Method.CARD, Method.UPI])
    made = replace(made, method=method, seller=shop.seller)
    return Made(refund_voucher_document(made, look), (made.figures.amount, made.figures.taxable))


def passbook(shop: Any, rng: random.Random, look: Letterhead) -> Made:
    del shop
    statement = replace(draw(AccountStatement, rng), first=None, last=None)
    stored = [statement.opening_balance, statement.closing_balance, statement.balance_now]
    for _, line in statement.lines:
        stored += [line.credit or line.debit, line.balance]
    stored += [due.due for due in statement.unpaid]
    # A balance of nothing is said in words.
    return Made(statement_document(statement, look), tuple(amount for amount in stored if amount))


def z_report(shop: Any, rng: random.Random, look: Letterhead) -> Made:
    del shop, look
    report = draw(PrintedReport, rng)
    figures, closing = report.report.figures, report.report.closing
    stored = [report.report.opening_cash, report.report.expected_cash, figures.total]
    stored += [figures.returned, figures.discounts, figures.advances_taken, figures.voided]
    stored += [line.total for line in figures.kinds]
    for rate in figures.rates:
        stored += [rate.taxable, rate.tax, rate.cess]
    for paid in (*figures.tenders, *figures.collections, *figures.refunds):
        stored.append(paid.amount)
    if closing:
        stored.append(closing.closing_cash)
        stored += [match.counted for match in closing.matches]
    mark = CopyMark(copy=2, at=report.report.until, by=rng.choice(TEXTS))
    return Made(shift_report_document(report, mark if rng.random() < 0.3 else None), tuple(stored))


def cash_slip(shop: Any, rng: random.Random, look: Letterhead) -> Made:
    del shop, look
    printed = draw(PrintedSlip, rng)
    stored = () if printed.slip.kind is SlipKind.NO_SALE else (printed.slip.amount,)
    return Made(cash_slip_document(printed), stored)


def owner_slip(shop: Any, rng: random.Random, look: Letterhead) -> Made:
    del shop, look
    report = draw(DayReport, rng)
    stored = [report.figures.total, report.figures.discounts, report.figures.returned]
    for shift in report.shifts:
        stored += [shift.total, shift.expected_cash]
        if shift.closing_cash is not None and shift.cash_variance is not None:
            stored.append(shift.closing_cash)
    return Made(owner_slip_document(report), tuple(stored))


KINDS = (
    bill, credit_note, payment, voucher, refund_voucher, passbook, z_report, cash_slip, owner_slip
)  # fmt: skip


@pytest.mark.parametrize(
    "documents", [2, pytest.param(125, marks=[pytest.mark.soak, pytest.mark.timeout(3600)])]
)
@pytest.mark.parametrize(("columns", "dots"), PAPERS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_document_prints_whole_on_every_paper(
    shop: Any, decode: Any, kind: Any, columns: int, dots: int, documents: int
) -> None:
    rng = random.Random(f"{kind.__name__} {dots}")
    for _ in range(documents):
        printer = any_printer(rng, columns, dots)
        look = Letterhead(
            language=rng.choice(list(Language)), is_compact=rng.random() < 0.5,
            prints_code=rng.random() < 0.3,
        )  # fmt: skip
        made = kind(shop, rng, look)
        check(made, printer, decode)


@pytest.mark.parametrize(("columns", "dots"), PAPERS)
def test_the_pages_that_try_a_printer_print_whole(decode: Any, columns: int, dots: int) -> None:
    rng = random.Random(dots)
    for text in rng.sample(TEXTS, k=4):
        printer = any_printer(rng, columns, dots)
        at = draw(PaymentReceipt, rng).local_time
        check(Made(trial_document(printer, text or "Shop", at), (1_23_456_78,)), printer, decode)
        page = calibration_document(printer, text or "Shop", at)
        check(Made(page, (1_23_456_78, max(MONEY))), printer, decode)


def any_printer(rng: random.Random, columns: int, dots: int) -> PrinterSettings:
    return PrinterSettings(
        name="till",
        connection="none",
        columns=columns,
        dots=dots,
        drawer_pin=2,
        rupee=rng.choice(["Rs.", "character", "raster"]),
        native_qr=rng.random() < 0.5,
        native_barcode=rng.random() < 0.5,
        pictures=rng.random() < 0.8,
        cutter=rng.choice(["none", "partial", "full"]),
    )


def check(made: Made, printer: PrinterSettings, decode: Any) -> None:
    """The strict printer reads every byte, and everything that was meant is on its paper."""
    document, facts = made.document, esc_pos.paper_of(printer)
    data = esc_pos.render_esc_pos(document, printer)
    assert data.startswith(b"\x1b@")
    paper = decode(data, printer.columns, printer.dots)
    assert (paper.resets, paper.kicks) == (1, [])
    assert paper.cuts == ([] if printer.cutter == "none" else [printer.cutter])
    laid = lay_out(document, facts)
    sent = [line.text.expandtabs(8) for line in laid if isinstance(line, PrintedLine)]
    # What came out is what was laid out, but for the empty lines around a code.
    assert [line.text for line in paper.lines if line.text.strip()] == [
        text.replace("`", "₹") if facts.rupee == "character" else text
        for text in sent
        if text.strip()
    ]
    pictures = [line for line in laid if isinstance(line, PictureLine)]
    assert len(paper.pictures) >= len(pictures)
    check_preview(document, facts, laid)
    for block in document.blocks:
        check_kept(block, facts)
    said = [line.text for line in paper.lines] + [line.shown for line in pictures]
    for amount in made.stored:
        whole = f"{abs(amount) // 100}.{abs(amount) % 100:02d}"
        assert any(whole in line.replace(",", "") for line in said), (whole, said)
    check_codes(document, printer, paper)


def check_preview(document: Document, facts: PaperFacts, laid: list[Any]) -> None:
    """The preview's lines are the printed ones, in their order, and none is too long."""
    preview = render_text(document, facts, draws_qr=False).splitlines()
    shown = [line.shown for line in laid if isinstance(line, PrintedLine | PictureLine)]
    # A line's words never hold a break of their own.
    assert preview == shown
    for line in laid:
        if isinstance(line, PrintedLine):
            assert len(line.shown) <= facts.columns


def check_kept(block: Block, facts: PaperFacts) -> None:
    """No character of a block is lost; only where words may be cut, they end in two dots."""
    if not isinstance(block, Text | Row | Item | Table):
        return
    lines = lay_out(Document((block,)), facts)
    shown = [line.shown for line in lines if isinstance(line, PrintedLine | PictureLine)]
    words, figures = wanted(block)
    for figure in figures:
        ways = {spelt(figure, facts, drawn=drawn) for drawn in (False, True)}
        assert any(way in "".join(line.split()) for way in ways for line in shown), figure
    if isinstance(block, Table):
        return
    # Each text was sent as letters, or drawn: a drawn one keeps its own script.
    there = Counter("".join("".join(shown).split()))
    meant = {
        drawn: Counter("".join(spelt(text, facts, drawn=drawn) for text in (*words, *figures)))
        for drawn in (False, True)
    }
    if there in meant.values():
        return
    if isinstance(block, Item):
        row = block.row
        rest = [(block.note, row.lead, row.text, row.figure)]
        if block.is_short:  # the rate stands in the table of taxes
            rest.append((row.lead, row.figure))
        for drawn in (False, True):
            for texts in rest:
                parts = Counter(spelt(block.name, facts, drawn=drawn))
                parts += Counter("".join(spelt(text, facts, drawn=False) for text in texts))
                if there == parts:
                    return
    assert any(line.rstrip().endswith(CUT_SHORT) or CUT_SHORT in line for line in shown), shown
    assert getattr(block, "most_lines", 2) is not None


def wanted(block: Text | Row | Item | Table) -> tuple[list[str], list[str]]:
    """The words of a block, and what must stand in one line."""
    match block:
        case Text():
            return [block.text], []
        case Row():
            return [block.text], [block.lead, block.figure]
        case Item():
            row = block.row
            return [block.name, row.text], [row.lead, row.figure, block.note]
        case Table():
            return [], [cell for row in block.rows for cell in row]


def spelt(text: str, facts: PaperFacts, *, drawn: bool) -> str:
    """*text* without its spaces, as paper shows it."""
    if drawn:
        return "".join(written(text).split())
    if facts.rupee == "character" and facts.dots:
        parts = text.replace("`", "'").split("₹")
        return "".join("₹".join(on_paper(part) for part in parts).split())
    return "".join(on_paper(text).split())


def check_codes(document: Document, printer: PrinterSettings, paper: Any) -> None:
    """Each QR code, by the printer or as dots, says what was meant, to the byte."""
    asked = [block for block in document.blocks if isinstance(block, Qr)]
    drawn = [one for one in asked if one.by == "till" or (one.by is None and not printer.native_qr)]
    own = [one.payload for one in asked if one not in drawn]
    assert [text for text in paper.qr if text in own] == own
    if printer.pictures:
        read = list(codes_of(paper))
        for one in drawn:
            assert one.payload in read


def test_every_label_of_a_customers_paper_has_its_hindi(
    shop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: set[str] = set()

    def noting(_language: Language) -> Callable[[str], str]:
        return lambda label: said.add(label) or label  # type: ignore[func-returns-value]

    for module in ("bill", "credit_note", "payment", "voucher", "refund_voucher", "statement"):
        monkeypatch.setattr(f"pos_desktop.printouts.{module}.labels_of", noting)
    rng = random.Random(3)
    for _ in range(40):
        for kind in (bill, credit_note, payment, voucher, refund_voucher, passbook):
            kind(shop, rng, Letterhead())
    day = date(2026, 2, 18)
    for first, last in ((day, day), (day, None), (None, day)):
        statement = replace(draw(AccountStatement, rng), first=first, last=last)
        statement_document(statement, is_wide=True)
    in_hindi = labels_of(Language.HINDI)
    assert {label for label in said if in_hindi(label) == label} <= {"UPI", ""}
    assert len(said) > 40


def test_a_lost_letter_would_be_found(
    shop: Any, decode: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = layout.wrap
    monkeypatch.setattr(layout, "wrap", lambda *given: [line[:-1] for line in real(*given)])
    rng = random.Random(5)
    printer = PrinterSettings(name="till", connection="none")
    with pytest.raises(AssertionError):
        check(cash_slip(shop, rng, Letterhead()), printer, decode)


def test_a_code_of_another_amount_would_be_found(decode: Any) -> None:
    printer = PrinterSettings(name="till", connection="none")
    blocks = (Text(text="Pay"), Qr(payload="upi://pay?am=1.00"), Cut())
    paper = decode(esc_pos.render_esc_pos(Document(blocks), printer), 48, 576)
    other = Document((Qr(payload="upi://pay?am=9.00"),))
    with pytest.raises(AssertionError):
        check_codes(other, printer, paper)
