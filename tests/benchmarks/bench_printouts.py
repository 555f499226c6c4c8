"""How long a receipt of 30 lines takes to build, and how many bytes go through the cable.

``.venv/bin/pytest -m bench tests/benchmarks/bench_printouts.py -s``
"""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from typing import Any

import pytest

from pos_desktop.application.letterhead import PLAIN
from pos_desktop.application.printing import PrinterSettings
from pos_desktop.printouts import layout, lettering
from pos_desktop.printouts.receipts import ReceiptPrintouts
from tests.printouts.conftest import make_bill, order_line, terms

PRINTER = PrinterSettings(name="till", connection="none", native_qr=True)
HINDI = (
    "अमूल गोल्ड दूध", "आलू", "चीनी (खुली)", "पार्ले-जी बिस्किट", "तुअर दाल", "बासमती चावल",
    "सरसों का तेल", "टाटा नमक", "हल्दी पाउडर",
)  # fmt: skip


def bill_of(names: list[str]) -> Any:
    lines = tuple(
        order_line(name, 4600 + i, terms(500), hsn="1701", qty=2000) for i, name in enumerate(names)
    )
    return make_bill(lines)


@pytest.mark.bench
@pytest.mark.parametrize(("hindi", "named"), [(0, "30 lines"), (18, "30 lines, 18 in Hindi")])
def test_a_receipt_is_built(hindi: int, named: str) -> None:
    made = ReceiptPrintouts()
    names = [f"{HINDI[i % 9]} {i}" for i in range(hindi)]
    names += [f"Parle-G Biscuits {i} g" for i in range(30 - hindi)]
    bill = bill_of(names)
    made.bill_bytes(bill, PRINTER)
    times = []
    for turn in range(20):
        # Names, prices and totals of another bill: nothing is kept from the one before.
        layout._text.cache_clear()
        lettering._shape.cache_clear()
        other = replace(bill, number=f"A/26-27/{turn:06d}")
        begun = time.perf_counter()
        data = made.bill_bytes(other, PRINTER)
        times.append(1000 * (time.perf_counter() - begun))
    print(f"{named}: {statistics.median(times):.1f} ms (least {min(times):.1f}), {len(data):,} B")


@pytest.mark.bench
def test_a_pdf_is_built() -> None:
    made = ReceiptPrintouts()
    bill = bill_of([f"Parle-G Biscuits {i} g" for i in range(30)])
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        data = made.bill(bill, PLAIN).pdf("a4", PRINTER)
        times.append(1000 * (time.perf_counter() - begun))
    print(f"A4, 30 lines: {statistics.median(times):.0f} ms, {len(data):,} B")
