"""Twenty thousand names that mean harm, on paper: the printer hears only our commands."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from pos_desktop.application.printing import PrinterSettings
from pos_desktop.domain.bills import Buyer, Offered
from pos_desktop.domain.outlet import Method
from pos_desktop.printouts import paper

BILLS, BILLS_SOAK = 20, 2_500
A_BILL = 8
"""So many typed texts are on each."""
PIECES = (
    "\x1bp\x00\x19\xfa", "\x1dV\x00", "\x10\x14\x01\x00\x01", "\x1b@", "\x10\x04\x01", "\x1c",
    "\x00",
    "\n", "\r", "\x0c", "\u202e", "\u2028", "\u0085", "\ufeff", "\u200d", "आलू", "गीता बाई",
    "👩‍👩‍👧", "Ravi", "x" * 90, " ", "TOTAL Rs.1.00", "\x9b", "\xff",
)  # fmt: skip


@pytest.mark.parametrize(
    "bills", [BILLS, pytest.param(BILLS_SOAK, marks=[pytest.mark.soak, pytest.mark.timeout(900)])]
)
def test_no_text_is_a_command(shop: Any, printouts: Any, decode: Any, bills: int) -> None:
    assert escapes(shop, printouts, decode, bills) == []


def test_without_the_strainer_they_would_be(
    shop: Any, printouts: Any, decode: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pos_desktop.printouts import layout

    for module in (paper, layout):
        if hasattr(module, "on_paper"):
            monkeypatch.setattr(module, "on_paper", lambda text: text)
    assert escapes(shop, printouts, decode, BILLS)


def escapes(shop: Any, printouts: Any, decode: Callable[..., Any], bills: int) -> list[str]:
    """What came out otherwise than as text, with the texts it came of."""
    rng = random.Random(7)
    printer = PrinterSettings(name="till", connection="none", columns=42, native_qr=True)
    found = []
    for _ in range(bills):
        typed = ["".join(rng.choices(PIECES, k=rng.randint(1, 4))) for _ in range(A_BILL)]
        name, phone, address, cashier, footer, item, other, reference = typed
        lines = (shop.line(item, 100_00, shop.terms(500)), shop.line(other, 50_00, shop.terms(0)))
        bill = shop.bill(
            lines,
            buyer=Buyer(name=name, phone=phone, address=address),
            cashier_name=cashier,
            seller=shop.seller_with(footer=footer),
            offered=(Offered(method=Method.CARD, amount=1_00, reference=reference[:64]),
                     Offered(method=Method.CREDIT)),
        )  # fmt: skip
        try:
            out = decode(printouts.bill_bytes(replace(bill, proof="3F9A7-7C120"), printer), 42)
        except Exception as fault:  # noqa: BLE001 — whatever the strict printer cannot read is an escape
            found.append(f"{fault!r}: {typed}")
            continue
        if out.kicks or out.cuts != ["partial"] or out.resets != 1:
            found.append(str(typed))
    return found
