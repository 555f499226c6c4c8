"""The chain of proof: every fact is bound to all facts before it, and sealed with the day's key.

Each terminal has a chain. An entry's hash covers the hash before it, so nothing can be changed,
left out or put in between without changing all that follows; the mac seals the hash with a key
that is replaced at each day's close and cannot be computed backwards (a forward-secure log, after
Bellare and Yee, "Forward integrity for secure audit logs", 1997). Who has the first key, on the
recovery sheet, can prove every entry; who only has the store cannot rewrite a past day.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable

from msgspec import Struct

NO_HASH = bytes(32)
"""What stands before the first entry of a chain."""

FORM = 7
"""How the rows of an entry's body are laid out; a column that comes later has a later form."""

PROOF_LENGTH = 10

# HMAC (RFC 2104): SHA-256 takes 64 bytes at a time; the key is mixed in before and after.
_HASHED_BLOCK, _PADS = 64, (0x36, 0x5C)


class Link(Struct, frozen=True, kw_only=True):
    """An entry of a chain without its mac: where it stands, when it was made, and what it says.

    ``at`` is the wall clock, ``boot`` and ``uptime_ms`` the machine's run and the time since its
    start; ``is_sure`` that nobody doubts its time; ``body`` the rows that were added, by table, as
    canonical JSON.
    """

    chain: int
    seq: int
    epoch: int
    form: int
    at: str
    boot: str
    uptime_ms: int
    is_sure: bool
    body: str

    def hash_after(self, previous: bytes) -> bytes:
        """SHA-256 over the hash before it and all of this entry."""
        head = (self.chain, self.seq, self.epoch, self.form, self.at)
        words = (*head, self.boot, self.uptime_ms, int(self.is_sure))
        return hash_entry(previous, "|".join(map(str, words)).encode(), self.body.encode())


def hash_entry(previous: bytes, head: bytes, body: bytes) -> bytes:
    """The hash of an entry after *previous*.

    Args:
        previous: the hash of the entry before it.
        head: chain, seq, epoch, form, at, boot, uptime_ms and is_sure (0 or 1), with | between.
        body: the canonical JSON, in UTF-8.
    """
    return hashlib.sha256(b"".join((previous, head, b"\n", body))).digest()


class Head(Struct, frozen=True, kw_only=True):
    """The last entry of a chain: its place and hash."""

    chain: int
    seq: int
    hash: bytes


def sealing_key(chain_key: bytes, pepper: bytes) -> bytes:
    """The key of an epoch's macs: without the pepper, which is not in the store, nobody has it."""
    return hmac.digest(pepper, chain_key, "sha256")


def mac_of(key: bytes, entry_hash: bytes) -> bytes:
    """The seal of an entry: HMAC-SHA256 of its hash."""
    return hmac.digest(key, entry_hash, "sha256")


def seal_with(key: bytes) -> Callable[[bytes], bytes]:
    """``mac_of`` under one key for many hashes, at half the time: the key is hashed only once."""
    block = key.ljust(_HASHED_BLOCK, b"\0")
    inner, outer = (hashlib.sha256(bytes(byte ^ pad for byte in block)) for pad in _PADS)

    def seal(entry_hash: bytes) -> bytes:
        within = inner.copy()
        within.update(entry_hash)
        around = outer.copy()
        around.update(within.digest())
        return around.digest()

    return seal


def next_key(chain_key: bytes) -> bytes:
    """The chain key of the next epoch; there is no way back from it."""
    return hmac.digest(chain_key, b"next-day", "sha256")


def key_of(chain_key: bytes, *, epoch: int, wanted: int) -> bytes:
    """The chain key of a later epoch from that of an earlier one."""
    for _ in range(wanted - epoch):
        chain_key = next_key(chain_key)
    return chain_key


def proof_of(entry_hash: bytes) -> str:
    """What a printout shows of its entry: ``3F9A7-7C120``."""
    code = entry_hash.hex()[:PROOF_LENGTH].upper()
    half = PROOF_LENGTH // 2
    return f"{code[:half]}-{code[half:]}"
