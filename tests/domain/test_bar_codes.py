from __future__ import annotations

import pytest

from pos_desktop.domain.bar_codes import Symbol, symbol_of


@pytest.mark.parametrize(
    ("barcode", "symbol"),
    [
        ("4006381333931", Symbol.EAN13),
        ("4006381333932", Symbol.CODE128),  # a wrong check digit is kept as it was typed
        ("036000291452", Symbol.UPCA),
        ("036000291453", Symbol.CODE128),
        ("96385074", Symbol.EAN8),
        ("96385075", Symbol.CODE128),
        ("TEA-5", Symbol.CODE128),
        ("1234567", Symbol.CODE128),
        ("०१२३४५६७", Symbol.CODE128),
    ],
)
def test_digits_with_their_check_digit_are_codes_of_the_trade(barcode: str, symbol: Symbol) -> None:
    assert symbol_of(barcode) is symbol
