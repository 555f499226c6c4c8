"""Bodies of entries come back to the letter, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
