"""The recovery sheet: its code can be typed and scanned, and no other page is touched by it."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date

import pypdfium2

from pos_desktop.printouts.recovery_sheet import recovery_pdf

LINES = ("ABCDE-FGHJK-MNPQR", "STVWX-YZ234-56789")


def sheet(shop: str = "Sharma Kirana") -> bytes:
    return recovery_pdf(shop, date(2026, 2, 18), LINES, "POS-RECOVERY:ABC")


def text_of(data: bytes) -> str:
    return pypdfium2.PdfDocument(data)[0].get_textpage().get_text_bounded()


def test_it_says_whose_it_is_what_it_is_for_and_the_code() -> None:
    text = text_of(sheet())
    assert "Sharma Kirana, printed 18-02-2026" in text
    assert "Keep it in a safe, never beside the till." in text
    for number, line in enumerate(LINES, start=1):
        assert re.search(rf"{number} +{line}", text)


def test_a_shop_is_named_in_its_own_script() -> None:
    assert b"NotoSansDevanagari" in sheet("शर्मा किराना")


MEASURED = """
from datetime import date
from pos_desktop.printouts.pdf import pen
from pos_desktop.printouts.recovery_sheet import recovery_pdf
{first}
print(pen.width_of("AVATAR Toy, Type 7.5 W", 9))
"""


def test_pages_made_after_it_are_as_without_it() -> None:
    """Fonts that it registered by itself measured the bills of that process in another way."""
    first = 'recovery_pdf("Shop", date(2026, 2, 18), ("A",), "A")'
    programs = (MEASURED.format(first=first), MEASURED.format(first=""))
    after, without = (
        subprocess.run([sys.executable, "-c", p], check=True, capture_output=True).stdout
        for p in programs
    )
    assert after == without
