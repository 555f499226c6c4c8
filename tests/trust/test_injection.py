"""What a person types is never taken for a command: in a spreadsheet, a payment link or the log.

Receipts have a test of their own, with a printer that believes nothing (``test_every_bill``).
"""

from __future__ import annotations

import csv
import io
import logging
import random
from urllib.parse import parse_qsl, urlsplit

import pytest

from pos_desktop.application import exports
from pos_desktop.application.exports import csv_text
from pos_desktop.devices.logs import QuietFormatter
from pos_desktop.domain import upi

STRINGS, STRINGS_SOAK = 500, 20_000
COUNTS = [STRINGS, pytest.param(STRINGS_SOAK, marks=[pytest.mark.soak, pytest.mark.timeout(600)])]
PIECES = (
    "=1+1", "=cmd|' /C calc'!A0", "+", "-", "@SUM(A1)", "|", "%", "\t", "\r", "\n", "\x0b", "\x00",
    "&pa=evil@upi", "?am=1.00", "&am=1", "#", ";", "/", "%26", "%0A", "+91", '"', "'", ",", "\\",
    "\x1b[2J", "\x1bp\x00\x19\xfa", "\u202e", "\u2028", "\u0085", "\ufeff", "\u200d", "आलू",
    "गीता बाई", "👩‍👩‍👧", "Ravi", " ", "2026-02-18 10:00:00 INFO pos: paid",
)  # fmt: skip


def nasty(count: int) -> list[str]:
    """Strings put together of pieces that mean something somewhere; the same each time."""
    rng = random.Random(20260218)
    made = ["".join(rng.choices(PIECES, k=rng.randint(1, 5))) for _ in range(count)]
    return [*PIECES, *made]


def formulas(text: str) -> list[str]:
    """The cells that a spreadsheet would compute."""
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    return [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "|", "%", "\t", "\r", "\n")]


@pytest.mark.parametrize("count", COUNTS)
def test_no_cell_is_a_formula_and_no_cell_ends_its_row(count: int) -> None:
    given = nasty(count)
    text = csv_text(("Customer", "Owes"), [(name, "12.00") for name in given])
    assert formulas(text) == []
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len(rows) == len(given) + 1
    told = [row[0].removeprefix("'") for row in rows[1:]]
    assert told == [name.removeprefix("'") for name in given]


def test_without_the_apostrophe_cells_would_be_formulas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "defused", lambda cell: cell)
    assert formulas(csv_text(("Customer",), [(name,) for name in nasty(50)]))


def read(link: str) -> list[tuple[str, str]]:
    """The link as a payment app takes it apart."""
    parts = urlsplit(link)
    assert (parts.scheme, parts.netloc, parts.path, parts.fragment) == ("upi", "pay", "", "")
    return parse_qsl(parts.query, keep_blank_values=True, strict_parsing=True)


def link_with(text: str) -> str:
    return upi.upi_link(payee="shop@upi", name=text, amount=126_000, reference=text, note=text)


@pytest.mark.parametrize("count", COUNTS)
def test_a_payment_link_asks_for_one_amount_to_one_payee(count: int) -> None:
    for text in nasty(count):
        assert read(link_with(text)) == [
            ("pa", "shop@upi"),
            ("pn", text),
            ("am", "1260.00"),
            ("cu", "INR"),
            ("tr", text),
            ("tn", text),
        ]


def test_without_encoding_a_note_would_name_a_second_payee(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upi, "quote", lambda value, safe: value)
    assert [value for key, value in read(link_with("&pa=evil@upi")) if key == "pa"] != ["shop@upi"]


@pytest.mark.parametrize("count", COUNTS)
def test_the_log_has_one_record_for_each(count: int) -> None:
    formatter = QuietFormatter()
    for text in nasty(count):
        record = logging.LogRecord("pos", logging.INFO, "", 0, "name: %s", (text,), None)
        lines = formatter.format(record).split("\n")
        assert all(line.startswith("    ") for line in lines[1:])
        assert all(character.isprintable() for line in lines for character in line)
