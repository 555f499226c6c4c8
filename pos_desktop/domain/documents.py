"""Which document a sale needs, and how documents are numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import lru_cache

from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.gst import Treatment
from pos_desktop.domain.outlet import Registration

_LEGAL = re.compile(r"[A-Z1-9][A-Z0-9/-]{0,15}")
_TERMINAL_CODE = re.compile(r"[A-Z1-9][A-Z0-9]?")


COMPOSITION_WORDS = "Composition taxable person, not eligible to collect tax on supplies"


class DocumentKind(StrEnum):
    """What is issued to the buyer (CGST Rules 46, 46A, 49)."""

    TAX_INVOICE = "tax_invoice"
    BILL_OF_SUPPLY = "bill_of_supply"
    INVOICE_CUM_BILL_OF_SUPPLY = "invoice_cum_bill_of_supply"
    PLAIN_BILL = "plain_bill"
    CASH_MEMO = "cash_memo"
    """A small sale that nobody asked an invoice for; see ``domain.cash_memos``."""


class Series(StrEnum):
    """Number series of a terminal: the letters that follow its code in the prefix."""

    BILL = ""
    PAYMENT = "P"
    VOUCHER = "V"
    CASH_SLIP = "S"
    Z_REPORT = "Z"
    CREDIT_NOTE = "C"
    ADJUSTMENT = "J"
    REFUND_VOUCHER = "R"
    CASH_MEMO = "M"


_LETTERS = {series.value for series in Series if series.value}


def document_kind(
    registration: Registration, treatments: Iterable[Treatment], *, buyer_registered: bool
) -> DocumentKind:
    """The document for a basket, by outlet, lines and buyer."""
    if registration is Registration.UNREGISTERED:
        return DocumentKind.PLAIN_BILL
    if registration is Registration.COMPOSITION:
        return DocumentKind.BILL_OF_SUPPLY
    kinds = set(treatments)
    if kinds and Treatment.TAXABLE not in kinds:
        return DocumentKind.BILL_OF_SUPPLY
    if len(kinds) > 1 and not buyer_registered:
        return DocumentKind.INVOICE_CUM_BILL_OF_SUPPLY
    return DocumentKind.TAX_INVOICE


def declaration(registration: Registration) -> str:
    """What the law makes a document say at its top (CGST Rule 5(1)(f)); nothing mostly."""
    return COMPOSITION_WORDS if registration is Registration.COMPOSITION else ""


@lru_cache(maxsize=16)
def financial_year(day: date) -> str:
    """The Indian financial year (1 April to 31 March) of a date: ``26-27``."""
    start = day.year if day.month >= 4 else day.year - 1
    return f"{start % 100:02d}-{(start + 1) % 100:02d}"


def check_terminal_code(code: str, *, field: str) -> None:
    """Refuse a terminal code that cannot begin a document number.

    One or two characters leave room for the series letter in the 16 that GST allows; a second
    character that is itself a series letter would make two terminals' numbers collide: the
    bills of ``AP`` and the payment receipts of ``A``. Raises BadInput naming *field*.
    """
    if not _TERMINAL_CODE.fullmatch(code) or code[1:] in _LETTERS:
        letters = " or ".join(sorted(_LETTERS))
        raise BadInput(
            f"“{code}” cannot be a terminal's code. Use one or two capital letters or digits, not "
            f"beginning with 0 and not ending in {letters}, like A or B2.",
            field=field,
            code="terminal_code",
        )


def document_number(terminal_code: str, series: Series, year: str, sequence: int) -> str:
    """A GST document number such as ``A/26-27/000123`` (Rule 46(b): at most 16 characters).

    Raises BadInput naming ``terminal_code`` for a bad one, and Refused when the series of the
    year is used up.
    """
    check_terminal_code(terminal_code, field="terminal_code")
    number = f"{terminal_code}{series.value}/{year}/{sequence:06d}"
    if not _LEGAL.fullmatch(number):
        raise Refused(
            f"The number {number} is longer than the 16 characters GST allows: the series of "
            "this year is used up. Bill at a terminal with another code.",
            code="number_too_long",
        )
    return number


def order_number(day: date, sequence: int) -> str:
    """An order number such as ``ORD-20260218-0045``: per outlet and business date."""
    return f"ORD-{day:%Y%m%d}-{sequence:04d}"
