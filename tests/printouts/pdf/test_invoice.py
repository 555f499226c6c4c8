"""Invoices and receipts as PDF, read back as text."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from msgspec.structs import replace

from pos_desktop.application.letterhead import PLAIN, Language, Letterhead
from pos_desktop.application.printing import PrinterSettings
from pos_desktop.domain.bills import Buyer
from pos_desktop.domain.gst import Discount
from pos_desktop.domain.money import MOST_PAISE
from pos_desktop.domain.orders import GstDetails
from pos_desktop.domain.outlet import Registration
from pos_desktop.printouts.bill import ReprintMark
from pos_desktop.printouts.pdf.bill_page import bill_page
from pos_desktop.printouts.pdf.invoice import invoice_pdf
from pos_desktop.printouts.pdf.pen import A4
from pos_desktop.printouts.words import amount_in_words

GOLDEN = Path(__file__).parents[2] / "golden"
PRINTER = PrinterSettings(name="till", connection="none", rupee="character")
ACROSS = GstDetails(gstin="27AABCU9603R1ZN", company_name="Umbrella Retail", state_code="27")
BANK = Letterhead(bank_details="State Bank of India, Ratlam\nA/c 12345678901\nIFSC SBIN0001234")


def pages_of(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]


_UNNAMED = re.compile("[\ue000-\uf8ff]")


def text_of(data: bytes) -> str:
    """The text; a glyph that no character has is known by where it stands, not by its number.

    reportlab numbers such glyphs of shaped scripts in the order in which the process meets them.
    """
    return _UNNAMED.sub("\ue000", "\n\n".join(f"{page}\n" for page in pages_of(data)))


def bills(shop: Any) -> dict[str, Any]:
    """A bill of each kind, with the letterhead that it is printed on."""
    computers = tuple(
        shop.line(name, price, shop.terms(rate), price_includes_tax=False, hsn="8471")
        for name, price, rate in [("Keyboard", 120050, 1800), ("Mouse", 45000, 1800)]
    )
    plain = shop.seller_with(registration=Registration.UNREGISTERED, gstin=None)
    composition = shop.seller_with(registration=Registration.COMPOSITION)
    part = {"offered": shop.part_on_account}
    return {
        "tax_invoice": (
            shop.bill(computers, gst=ACROSS, bill_discount=Discount(percent=500)),
            BANK,
        ),
        "invoice_cum_bill": (replace(shop.bill(**part), proof="3F9A7-7C120"), PLAIN),
        "bill_of_supply": (shop.bill(shop.ten_lines[:2]), PLAIN),
        "composition": (shop.bill(seller=composition), PLAIN),
        "plain_bill": (shop.bill(seller=plain), PLAIN),
    }


@pytest.mark.parametrize("paper", ["a4", "a5", "80mm"])
@pytest.mark.parametrize(
    "kind", ["tax_invoice", "invoice_cum_bill", "bill_of_supply", "composition", "plain_bill"]
)
def test_every_kind_of_bill_reads_as_it_always_has(
    shop: Any, printouts: Any, kind: str, paper: Any
) -> None:
    bill, letterhead = bills(shop)[kind]
    text = text_of(printouts.bill(bill, letterhead).pdf(paper, PRINTER))
    golden = GOLDEN / f"{kind}_{paper}.txt"
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("paper", ["a4", "a5", "80mm"])
def test_a_payment_receipt_reads_as_it_always_has(shop: Any, printouts: Any, paper: Any) -> None:
    text = text_of(printouts.payment(shop.receipt, PLAIN).pdf(paper, PRINTER))
    assert text == (GOLDEN / f"payment_{paper}.txt").read_text(encoding="utf-8")


def test_a_tax_invoice_says_what_rule_46_asks(shop: Any, printouts: Any) -> None:
    bill, letterhead = bills(shop)["tax_invoice"]
    text = text_of(printouts.bill(bill, letterhead).pdf("a4", PRINTER))
    for said in (
        "Tax Invoice", "ORIGINAL FOR RECIPIENT", "A/26-27/000123", "18-11-2026 14:05",
        "GSTIN 23AABCU9603R1ZV", "FSSAI 11421850000123", "Umbrella Retail",
        "GSTIN 27AABCU9603R1ZN", "State Maharashtra (27)", "Place of supply Maharashtra (27)",
        "Tax on reverse charge No", "8471", "1,200.50", "282.23", "₹1,850.00",
        "Rupees one thousand eight hundred fifty only", "IFSC SBIN0001234",
        "Authorised signatory", "Page 1 of 1",
    ):  # fmt: skip
        assert said in text, said
    assert "CGST" not in text


def test_amounts_are_carried_from_page_to_page(shop: Any, printouts: Any) -> None:
    bill = shop.bill(tuple(shop.line(f"Item {i}", 10000) for i in range(200)), buyer=Buyer())
    pages = pages_of(printouts.bill(bill, PLAIN).pdf("a4", PRINTER))
    assert re.findall(r"Item (\d+)", "\n".join(pages)) == [str(i) for i in range(200)]
    for number, (page, following) in enumerate(pairwise(pages), start=1):
        assert f"Page {number} of {len(pages)}" in page
        carried = re.search(r"Carried over ([\d,.]+)", page)
        if carried is None:
            continue
        assert f"Brought forward {carried[1]}" in following
        rows = len(re.findall(r"Item \d+", "\n".join(pages[:number])))
        assert carried[1].replace(",", "") == f"{rows * 100}.00"
    assert "₹20,000.00" in pages[-1] + pages[-2]


def test_the_largest_amounts_and_the_worst_names_stay_whole(shop: Any, printouts: Any) -> None:
    harm = "\x1bp\x00 👩‍👩‍👧 \u202eevil شکریہ " + "x" * 300
    line = shop.line(harm, MOST_PAISE - 99, hsn="12345678")
    bill = shop.bill(
        (line,),
        buyer=Buyer(name=harm, phone=harm, address=harm),
        seller=shop.seller_with(name=harm, legal_name=harm, address=harm, footer=harm),
    )
    for paper in ("a4", "a5", "80mm"):
        text = text_of(printouts.bill(bill, BANK).pdf(paper, PRINTER))
        assert "₹99,99,99,999.00" in text
        assert "\x1b" not in text
        assert text.replace("\n", "").count("x" * 20) > 5


def test_a_reprint_is_marked(shop: Any) -> None:
    bill = shop.bill()
    mark = ReprintMark(copy=2, at=bill.local_time, by="Meena")
    text = text_of(invoice_pdf(bill_page(bill, mark, PLAIN, is_small=False), A4))
    assert "REPRINT 2 - 18-11-2026 14:05 - Meena" in text
    assert "ORIGINAL" not in text


def test_the_demo_shop_has_its_word_across_every_page(shop: Any, printouts: Any) -> None:
    lines = tuple(shop.line(f"Item {i}", 10000) for i in range(60))
    bill = shop.bill(lines, seller=shop.seller_with(is_demo=True))
    pages = pages_of(printouts.bill(bill, PLAIN).pdf("a4", PRINTER))
    assert len(pages) > 1
    assert all("DEMO" in page for page in pages)


def test_hindi_papers_say_the_amount_in_hindi(shop: Any, printouts: Any) -> None:
    assert amount_in_words(1532_50, Language.HINDI) == ("एक हज़ार पाँच सौ बत्तीस रुपये पचास पैसे मात्र")
    look = Letterhead(language=Language.HINDI)
    assert len(printouts.bill(shop.bill(), look).pdf("a4", PRINTER)) > 30_000


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Rupees zero only"),
        (1_00, "Rupees one only"),
        (1532_50, "Rupees one thousand five hundred thirty-two and paise fifty only"),
        (1_23_45_678_00, ("Rupees one crore twenty-three lakh forty-five thousand six hundred "
                         "seventy-eight only")),
    ],
)  # fmt: skip
def test_amounts_are_said_in_lakhs_and_crores(amount: int, words: str) -> None:
    assert amount_in_words(amount, Language.ENGLISH) == words
