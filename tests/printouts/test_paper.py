"""Letters and widths on paper that knows ASCII alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_desktop.printouts.paper import cells, on_paper, wrap


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("₹1,260.00", "Rs.1,260.00"),
        ("-₹5.00", "-Rs.5.00"),
        ("Café Crème", "Cafe Creme"),
        ("500 ml × 2 – “fresh”…", '500 ml x 2 - "fresh"...'),
        ("1½ kg", "1 1/2 kg"),
        ("रमेश शर्मा", "Ramesh Sharma"),
        ("आलू", "Alu"),
        ("पनीर Paneer", "Panir Paneer"),
        ("हरी मिर्च", "Hari Mirch"),
        ("ਗੁਰਪ੍ਰੀਤ", "Guraprit"),
        ("முருகன்", "Murukan"),
        ("రామ", "Rama"),
        ("१२३ ग्राम", "123 Gram"),
        ("中文 soap", "? soap"),
        ("tea 🍵🍵 time", "tea ? time"),
        ("a\tb\nc", "a b c"),
        ("\x1bp\x00\x19", "p"),
        ("\u202eabc\u202c\u200d\ufeff", "abc"),
        ("", ""),
    ],
)
def test_what_paper_cannot_show_is_spelt(written: str, printed: str) -> None:
    assert on_paper(written) == printed


@given(st.text())
def test_only_printable_ascii_reaches_paper(text: str) -> None:
    printed = on_paper(text)
    assert all(" " <= char <= "~" for char in printed)


@given(st.text(alphabet=st.characters(categories=["C"])))
def test_control_characters_vanish(text: str) -> None:
    assert on_paper(text).strip() == ""


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("पनीर", 4), ("कु", 1), ("e\u0301", 1), ("中文", 4), ("\u200d", 0), ("", 0)],
)
def test_widths_are_counted_in_cells(text: str, columns: int) -> None:
    assert cells(text) == columns


@given(st.text(max_size=80), st.integers(4, 48), st.one_of(st.none(), st.integers(1, 3)))
def test_wrapped_lines_fit_and_keep_every_word(text: str, width: int, most: int | None) -> None:
    lines = wrap(text, width, most)
    assert all(cells(line) <= width for line in lines)
    if most is None:
        assert "".join("".join(lines).split()) == "".join(text.split())
    else:
        assert len(lines) <= most


def test_a_cut_text_says_so() -> None:
    assert wrap("one two three four", 8, 2) == ["one two", "three.."]
    assert wrap("one two three four", 8, 1) == ["one tw.."]
    assert wrap("", 8) == []
