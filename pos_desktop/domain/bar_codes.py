"""Which kind of bars a barcode is printed in."""

from __future__ import annotations

from enum import StrEnum


class Symbol(StrEnum):
    """Kinds of bars. UPC-A is the EAN-13 of the same digits behind a zero."""

    EAN13 = "ean13"
    EAN8 = "ean8"
    UPCA = "upca"
    CODE128 = "code128"


_BY_LENGTH = {13: Symbol.EAN13, 12: Symbol.UPCA, 8: Symbol.EAN8}


def symbol_of(barcode: str) -> Symbol:
    """EAN-13, UPC-A or EAN-8 for digits with the right check digit, else CODE128.

    Every scanner reads them all; those of the trade are shorter, and CODE128 takes anything.
    """
    kind = _BY_LENGTH.get(len(barcode))
    if kind is None or not barcode.isascii() or not barcode.isdigit():
        return Symbol.CODE128
    # Weighed from the right, so that one rule serves all lengths (ISO/IEC 15420).
    weighed = sum(int(digit) * (3 if i % 2 else 1) for i, digit in enumerate(reversed(barcode)))
    return kind if weighed % 10 == 0 else Symbol.CODE128
