"""Bodies of entries come back to the letter, or not at all."""

from __future__ import annotations

import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_desktop.persistence import packing
from pos_desktop.persistence.packing import packed, unpacked

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXTS)
def test_every_body_comes_back(body: str) -> None:
    assert unpacked(packed(body)) == body.encode()


def test_a_body_from_before_is_read_as_it_is() -> None:
    assert unpacked('{"bill":[[1,"ए"]]}') == '{"bill":[[1,"ए"]]}'.encode()


@pytest.mark.parametrize(
    "stored", [b"", b"\x01", b"\x02abc", packed("abc")[:-1], packed("abc") + b"x", b"\x01zzz"]
)
def test_what_was_not_packed_here_is_refused(stored: bytes) -> None:
    with pytest.raises(ValueError, match=r"packed|cut off"):
        unpacked(stored)


def test_the_form_on_the_disk_is_for_ever() -> None:
    """A changed dictionary would make every entry unreadable that was packed with it."""
    stored = bytes.fromhex("01ab464ee1a050003591e06917e43170baa90500")
    assert unpacked(stored) == b'{"tender":[[1,1,"u","cash",100,100,""]]}'


LINES = {"bill_line": [[n, 7 * n % 13, f"Item {n * n}", "5%", -n] for n in range(40)]}


def codes_of(stored: bytes) -> int:
    """Which codes the first block has: 1 for the fixed ones, 2 for some of its own (RFC 1951)."""
    return stored[1] >> 1 & 3


def test_no_codes_have_to_be_made_to_unpack_an_entry() -> None:
    assert codes_of(packed(json.dumps(LINES))) == 1


def test_a_body_that_was_packed_with_its_own_codes_comes_back() -> None:
    """So every entry was stored, before."""
    body = json.dumps(LINES).encode()
    deflate = zlib.compressobj(2, zlib.DEFLATED, -13, 7, 0, packing._DICTIONARY_1)
    stored = b"\x01" + deflate.compress(body) + deflate.flush()
    assert codes_of(stored) == 2
    assert unpacked(stored) == body
