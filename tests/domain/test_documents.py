"""Which document a sale needs, and how documents and orders are numbered."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_desktop.domain.documents import (
    DocumentKind,
    Series,
    check_terminal_code,
    document_kind,
    document_number,
    financial_year,
    order_number,
)
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.gst import Treatment
from pos_desktop.domain.outlet import Registration

TAXABLE, EXEMPT, NIL = Treatment.TAXABLE, Treatment.EXEMPT, Treatment.NIL
# Rule 46(b): at most 16 characters, and not beginning with 0.
LEGAL = re.compile(r"[A-Z1-9][A-Z0-9/-]{0,15}")


@pytest.mark.parametrize(
    ("registration", "treatments", "registered_buyer", "kind"),
    [
        ("regular", [TAXABLE], False, "tax_invoice"),
        ("regular", [TAXABLE, TAXABLE], True, "tax_invoice"),
        ("regular", [EXEMPT], False, "bill_of_supply"),
        ("regular", [NIL, EXEMPT, Treatment.NON_GST], True, "bill_of_supply"),
        ("regular", [TAXABLE, EXEMPT], False, "invoice_cum_bill_of_supply"),
        ("regular", [TAXABLE, NIL], True, "tax_invoice"),
        ("regular", [], False, "tax_invoice"),
        ("composition", [TAXABLE], False, "bill_of_supply"),
        ("composition", [], False, "bill_of_supply"),
        ("unregistered", [TAXABLE, EXEMPT], True, "plain_bill"),
    ],
)
def test_outlet_lines_and_buyer_decide_the_document(
    registration: str, treatments: list[Treatment], registered_buyer: bool, kind: str
) -> None:
    decided = document_kind(
        Registration(registration), treatments, buyer_registered=registered_buyer
    )
    assert decided is DocumentKind(kind)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 3, 31), "25-26"),
        (date(2026, 4, 1), "26-27"),
        (date(2026, 12, 31), "26-27"),
        (date(2027, 1, 1), "26-27"),
        (date(2100, 3, 31), "99-00"),
    ],
)
def test_the_financial_year_turns_on_the_first_of_april(day: date, year: str) -> None:
    assert financial_year(day) == year


def test_a_bill_number_carries_terminal_and_year() -> None:
    assert document_number("A", Series.BILL, "26-27", 123) == "A/26-27/000123"
    assert document_number("A", Series.PAYMENT, "26-27", 123) == "AP/26-27/000123"


@given(
    st.from_regex(r"[A-Z1-9][ABD-IK-LN-OQT-UW-Y0-9]?", fullmatch=True),
    st.sampled_from(Series),
    st.integers(1, 999_999),
)
def test_a_number_fits_the_law_to_the_last_of_the_year(
    code: str, series: Series, sequence: int
) -> None:
    assert LEGAL.fullmatch(document_number(code, series, "26-27", sequence))


def test_the_number_after_the_last_that_fits_is_refused() -> None:
    assert document_number("A", Series.BILL, "26-27", 99_999_999) == "A/26-27/99999999"
    with pytest.raises(Refused, match="used up"):
        document_number("A", Series.BILL, "26-27", 100_000_000)


@pytest.mark.parametrize(
    "code", ["", "a", "0A", "A/", "ABC", "A ", "Ａ", "AP", "AC", "AS", "AZ", "AM", "AR"]
)
def test_a_terminal_code_that_spoils_numbers_is_refused(code: str) -> None:
    with pytest.raises(BadInput, match="terminal's code") as refused:
        check_terminal_code(code, field="terminal_code")
    assert refused.value.field == "terminal_code"


def test_no_two_terminals_can_print_the_same_number() -> None:
    def codes() -> list[str]:
        alphabet = "ABCPV1"
        return [a + b for a in alphabet for b in ("", *alphabet)]

    numbers = []
    for code in codes():
        try:
            numbers += [document_number(code, series, "26-27", 1) for series in Series]
        except BadInput:
            continue
    assert len(numbers) == len(set(numbers))
    # Without the rule about the second letter two of them would meet.
    assert "AP" + Series.BILL.value == "A" + Series.PAYMENT.value


def test_an_order_number_is_the_one_of_the_owners_example() -> None:
    """REQUIREMENTS R3.4: ``ORD-20260218-0045``."""
    assert order_number(date(2026, 2, 18), 45) == "ORD-20260218-0045"
    assert order_number(date(2026, 2, 18), 10_000) == "ORD-20260218-10000"
