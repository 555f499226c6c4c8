"""Seals of entries: the fast way of the check makes the same as the way of a sale."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pos_desktop.domain.chain import mac_of, seal_with, sealing_key


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=40), st.lists(st.binary()))
def test_many_seals_of_one_key_are_those_made_one_by_one(
    chain_key: bytes, pepper: bytes, hashes: list[bytes]
) -> None:
    key = sealing_key(chain_key, pepper)
    seal = seal_with(key)
    assert [seal(entry_hash) for entry_hash in hashes] == [mac_of(key, one) for one in hashes]
