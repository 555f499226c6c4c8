"""How long a receipt of 30 lines takes to build, and how many bytes go through the cable.

``.venv/bin/pytest -m bench tests/benchmarks/bench_printouts.py -s``
"""

from __future__ import annotations

import statistics
import time
from typing import Any

import pytest
from msgspec.structs import replace

from pos_desktop.application.letterhead import PLAIN, Letterhead
from pos_desktop.application.printing import PrinterSettings
from pos_desktop.domain.bills import Buyer, Offered
from pos_desktop.domain.outlet import Method
from pos_desktop.printouts import layout, lettering
from pos_desktop.printouts.receipts import ReceiptPrintouts
from tests.printouts.conftest import make_bill, order_line, terms

NOBODY = Buyer()
IN_HINDI = Buyer(name="रमेश शर्मा", phone="+91 98260 12345")
COMPACT = Letterhead(is_compact=True)
PRINTER = PrinterSettings(name="till", connection="none", native_qr=True)
HINDI = (
    "अमूल गोल्ड दूध", "आलू", "चीनी (खुली)", "पार्ले-जी बिस्किट", "तुअर दाल", "बासमती चावल",
    "सरसों का तेल", "टाटा नमक", "हल्दी पाउडर",
)  # fmt: skip


def bill_of(names: list[str], *, buyer: Buyer, paid: bool = False) -> Any:
    lines = tuple(
        order_line(name, 4600 + i, terms(500), hsn="1701", qty=2000) for i, name in enumerate(names)
    )
    how = (
        (Offered(method=Method.CASH, amount=500000),) if paid else (Offered(method=Method.CREDIT),)
    )
    return make_bill(lines, buyer=buyer, offered=how)


@pytest.mark.bench
@pytest.mark.parametrize(
    ("hindi", "buyer", "paid", "look", "goal"),
    [
        (0, NOBODY, True, COMPACT, "2,500 B, 5 ms"),
        (0, NOBODY, False, COMPACT, "2,500 B, 5 ms"),
        (0, NOBODY, True, PLAIN, "5 ms"),
        (0, NOBODY, False, PLAIN, "5 ms"),
        (0, IN_HINDI, False, PLAIN, ""),
        (18, NOBODY, False, PLAIN, "20,000 B, 25 ms"),
        (18, IN_HINDI, False, PLAIN, "20,000 B, 25 ms"),
    ],
)
def test_a_receipt_is_built(
    hindi: int, buyer: Buyer, paid: bool, look: Letterhead, goal: str
) -> None:
    made = ReceiptPrintouts()
    names = [f"{HINDI[i % 9]} {i}" for i in range(hindi)]
    names += [f"Parle-G Biscuits {i} g" for i in range(30 - hindi)]
    bill = bill_of(names, buyer=buyer, paid=paid)
    made.bill_bytes(bill, PRINTER, letterhead=look)
    times = []
    for turn in range(20):
        # Names, prices and totals of another bill: nothing is kept from the one before.
        layout._text.cache_clear()
        layout._item.cache_clear()
        lettering._shape.cache_clear()
        other = replace(bill, number=f"A/26-27/{turn:06d}")
        begun = time.perf_counter()
        data = made.bill_bytes(other, PRINTER, letterhead=look)
        times.append(1000 * (time.perf_counter() - begun))
    what = [
        "30 items",
        f"{hindi} in Hindi" if hindi else "",
        "compact" if look.is_compact else "",
        "paid" if paid else "UPI code",
        "buyer in Hindi" if buyer.name else "",
    ]
    figures = f"{statistics.median(times):.1f} ms (least {min(times):.1f}), {len(data):,} B"
    named = ", ".join(part for part in what if part)
    lines = made.bill(bill, look).text(PRINTER).count("\n")
    print(f"{named}, {lines} lines: {figures}" + (f"   (goal {goal})" if goal else ""))


@pytest.mark.bench
def test_a_pdf_is_built() -> None:
    made = ReceiptPrintouts()
    bill = bill_of([f"Parle-G Biscuits {i} g" for i in range(30)], buyer=NOBODY)
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        data = made.bill(bill, PLAIN).pdf("a4", PRINTER)
        times.append(1000 * (time.perf_counter() - begun))
    print(f"A4, 30 lines: {statistics.median(times):.0f} ms, {len(data):,} B")
