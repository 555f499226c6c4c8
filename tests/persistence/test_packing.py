"""Bodies of entries come back to the letter, or not at all."""

from __future__ import annotations

import json
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from zstandard import ZstdCompressor

from pos_desktop.persistence import packing, packing_before
from pos_desktop.persistence.packing import packed, unpacked

LINES = {"bill_line": [[n, 7 * n % 13, f"Item {n * n}", "5%", -n] for n in range(40)]}
PACKED_BEFORE = bytes.fromhex("01ab464ee1a050003591e06917e43170baa90500")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXTS)
def test_every_body_comes_back(body: str) -> None:
    assert unpacked(packed(body)) == body.encode()


def test_a_body_from_before_is_read_as_it_is() -> None:
    assert unpacked('{"bill":[[1,"ए"]]}') == '{"bill":[[1,"ए"]]}'.encode()


@pytest.mark.parametrize(
    "stored",
    [
        b"",
        b"\x02abc",
        b"\x03abc",
        packed("abc")[:-1],
        packed("abc") + b"x",
        PACKED_BEFORE[:-1],
        PACKED_BEFORE + b"x",
        b"\x01",
        b"\x01zzz",
        b"\x02" + ZstdCompressor(write_content_size=False).compress(b"abc"),
    ],
)
def test_what_was_not_packed_here_is_refused(stored: bytes) -> None:
    with pytest.raises(ValueError, match=r"packed|cut off"):
        unpacked(stored)


def test_a_body_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = packed(json.dumps(LINES))
    monkeypatch.setattr(packing, "_MOST_BYTES", 100)
    with pytest.raises(ValueError, match="not packed as a whole"):
        unpacked(stored)


def test_the_form_on_the_disk_is_for_ever() -> None:
    """A changed dictionary would make every entry unreadable that was packed with it."""
    tender = b'{"tender":[[1,1,"u","cash",100,100,""]]}'
    stored = "0228b52ffd2028e5000033c103427efc681a94a92853a5418a14090102fc49e06373a26b7d09"
    assert unpacked(bytes.fromhex(stored)) == tender
    assert unpacked(PACKED_BEFORE) == tender


def test_bodies_that_are_alike_take_a_third_of_their_text() -> None:
    assert len(packed(json.dumps(LINES))) < len(json.dumps(LINES)) / 3


def test_a_body_that_was_packed_before_with_its_own_codes_comes_back() -> None:
    body = json.dumps(LINES).encode()
    deflate = zlib.compressobj(2, zlib.DEFLATED, -13, 7, 0, packing_before._DICTIONARY_1)
    assert unpacked(b"\x01" + deflate.compress(body) + deflate.flush()) == body


def test_two_threads_may_pack_at_once() -> None:
    bodies = [json.dumps({"bill_line": [[n, m, "x" * m] for m in range(60)]}) for n in range(400)]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(unpacked, threads.map(packed, bodies))) == [
            body.encode() for body in bodies
        ]
