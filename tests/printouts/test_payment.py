"""What a payment receipt says on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from msgspec.structs import replace

from pos_desktop.application.letterhead import PLAIN, Language, Letterhead
from pos_desktop.application.printing import PrinterSettings
from pos_desktop.domain.money import MOST_PAISE

PRINTER = PrinterSettings(name="till", connection="none")
GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("columns", [32, 48])
def test_a_payment_receipt_prints_as_it_always_has(shop: Any, printouts: Any, columns: int) -> None:
    printed = printouts.payment_text(shop.receipt, columns)
    assert printed == (GOLDEN / f"payment_{columns}.txt").read_text(encoding="utf-8")


def test_balances_are_said_in_words(shop: Any, printouts: Any) -> None:
    text = printouts.payment_text(replace(shop.receipt, balance_before=0, balance_after=5000), 32)
    assert "Before                Up to date" in text
    assert "Now              Credit Rs.50.00" in text


def test_a_discount_stands_between_the_balances_on_every_paper(shop: Any, printouts: Any) -> None:
    given = replace(
        shop.receipt, balance_before=-120000, amount=100000, discount=5000, balance_after=-15000
    )
    printout = printouts.payment(given, PLAIN)
    (page,) = pypdfium2.PdfDocument(printout.pdf("a5", PRINTER))
    told = page.get_textpage().get_text_bounded()
    for said in (printout.text(PRINTER).replace("Rs.", "₹"), told):
        places = [said.index(part) for part in ("₹1,250.00", "Discount", "₹150.00")]
        assert places == sorted(places)
        assert said[places[1] :].split()[1] == "50.00"


@pytest.mark.parametrize("balance", [-1, 0, 1])
def test_a_hindi_receipt_says_the_account_in_hindi(shop: Any, printouts: Any, balance: int) -> None:
    given = replace(shop.receipt, balance_before=balance * 5000, balance_after=balance * 2000)
    text = printouts.payment(given, Letterhead(language=Language.HINDI)).text(PRINTER)
    assert not any(word in text for word in ("Owes", "Credit", "Up to date", "Before", "Now"))
    assert {-1: "बाकी ₹20.00", 0: "हिसाब बराबर", 1: "जमा ₹20.00"}[balance] in text


def test_what_settles_no_bill_is_kept_on_account(shop: Any, printouts: Any) -> None:
    part = shop.receipt.allocations[:1]
    text = printouts.payment_text(replace(shop.receipt, allocations=part), 32)
    assert " Kept on account          469.00" in text
    bare = printouts.payment_text(replace(shop.receipt, allocations=()), 32)
    assert "Against bills" not in bare


def test_the_demo_shop_marks_receipts_too(shop: Any, printouts: Any) -> None:
    lines = printouts.payment_text(replace(shop.receipt, is_demo=True), 32).splitlines()
    assert "DEMO" in lines[0]
    assert "DEMO" in lines[-1]


@pytest.mark.parametrize("columns", [32, 42, 48])
def test_paper_and_preview_say_the_same(
    shop: Any, printouts: Any, decode: Any, columns: int
) -> None:
    largest = replace(
        shop.receipt,
        amount=MOST_PAISE,
        balance_before=-MOST_PAISE,
        customer_name="\x1bp\x00" + "Ramesh\n" * 60,
        reference="\x1dV\x00" + "9" * 64,
    )
    printer = PrinterSettings(name="till", connection="none", columns=columns)
    paper = decode(printouts.payment_bytes(largest, printer), columns)
    preview = printouts.payment_text(largest, columns).splitlines()
    assert [line.split() for line in paper.text] == [line.split() for line in preview]
    assert paper.cuts == ["partial"]
    assert paper.kicks == []
    assert "Rs.99,99,99,999.99" in "\n".join(preview)
