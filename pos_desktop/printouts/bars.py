"""Barcodes as modules: the narrowest bars and gaps that one is made of."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

from pos_desktop.domain.bar_codes import Symbol

QUIET = {Symbol.EAN13: (11, 7), Symbol.UPCA: (11, 9), Symbol.EAN8: (7, 7), Symbol.CODE128: (10, 10)}
"""Modules that stay white left and right (GS1 General Specifications, 5.2.3.4 and 5.4.3.2)."""


@lru_cache(maxsize=256)
def modules(payload: str, symbol: Symbol) -> str:
    """``1`` for each black module, ``0`` for each white one, without the quiet zones.

    *payload* fits the symbol: of an EAN or UPC its digits with the check digit.
    """
    from barcode import get_barcode_class

    if symbol is Symbol.CODE128:
        made = get_barcode_class("code128")(payload)
    elif symbol is Symbol.EAN8:
        made = get_barcode_class("ean8")(payload[:-1])
    else:
        made = get_barcode_class("ean13")(payload.zfill(13)[:-1])
    return str(made.build()[0])


def with_quiet(payload: str, symbol: Symbol) -> int:
    """How many modules it takes with its quiet zones."""
    return len(modules(payload, symbol)) + sum(QUIET[symbol])


def black_bars(payload: str, symbol: Symbol) -> list[tuple[int, int]]:
    """Where each black bar begins, from the left edge of the quiet zone, and how wide it is."""
    at = QUIET[symbol][0]
    bars = []
    for colour, run in groupby(modules(payload, symbol)):
        width = len(list(run))
        if colour == "1":
            bars.append((at, width))
        at += width
    return bars
