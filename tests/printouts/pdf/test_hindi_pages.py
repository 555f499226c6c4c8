"""What stands around a document on its pages: the foot and the mark of a demo shop."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from pos_desktop.application.letterhead import Language, Letterhead
from pos_desktop.application.printing import PrinterSettings
from pos_desktop.domain.accounts import AccountStatement
from pos_desktop.printouts.pdf.pen import Pen
from pos_desktop.printouts.printout import ReceiptPrintout
from tests.printouts.random_facts import draw

PRINTER = PrinterSettings(name="till", connection="none", rupee="character")
HINDI = Letterhead(language=Language.HINDI)
DEMO = "डेमो - कर दस्तावेज़ नहीं"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Callable[[ReceiptPrintout, str], list[str]]:
    """The texts of a printout's pages, in the order in which they are drawn."""
    said: list[str] = []
    real = Pen.text

    def noting(pen: Pen, x: float, y: float, text: str, *given: Any, **named: Any) -> None:
        said.append(text)
        real(pen, x, y, text, *given, **named)

    monkeypatch.setattr(Pen, "text", noting)

    def texts(printout: ReceiptPrintout, paper: str) -> list[str]:
        said.clear()
        assert printout.pdf(paper, PRINTER)
        return list(said)

    return texts


def a_statement(*, is_demo: bool) -> AccountStatement:
    drawn = draw(AccountStatement, random.Random(7))
    return replace(drawn, customer_name="Asha Patel", first=None, last=None, is_demo=is_demo)


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_the_foot_of_a_statement_is_in_the_papers_language(
    printouts: Any, drawn: Callable[..., list[str]], paper: str
) -> None:
    statement = a_statement(is_demo=False)
    english = drawn(printouts.statement(statement, Letterhead()), paper)
    assert "Statement of Asha Patel" in english
    assert any(text.startswith("Page 1 of ") for text in english)
    hindi = drawn(printouts.statement(statement, HINDI), paper)
    assert "Asha Patel का खाता विवरण" in hindi
    assert any(text.startswith("पृष्ठ 1 / ") for text in hindi)
    assert not [text for text in hindi if text.startswith(("Statement of", "Page "))]


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_a_demo_shops_hindi_pages_say_so_in_hindi_too(
    shop: Any, printouts: Any, drawn: Callable[..., list[str]], paper: str
) -> None:
    bill = shop.bill(seller=shop.seller_with(is_demo=True))
    receipt = replace(shop.receipt, is_demo=True)
    for make, facts in (
        (printouts.statement, a_statement(is_demo=True)),
        (printouts.bill, bill),
        (printouts.payment, receipt),
    ):
        assert DEMO in drawn(make(facts, HINDI), paper)
        assert DEMO not in drawn(make(facts, Letterhead()), paper)
    assert DEMO not in drawn(printouts.bill(shop.bill(), HINDI), paper)


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_what_bears_no_tax_says_so_in_the_papers_language(
    shop: Any, printouts: Any, drawn: Callable[..., list[str]], paper: str
) -> None:
    assert "Nil" in drawn(printouts.bill(shop.bill(), Letterhead()), paper)
    hindi = drawn(printouts.bill(shop.bill(), HINDI), paper)
    assert "शून्य" in hindi
    assert "Nil" not in hindi
