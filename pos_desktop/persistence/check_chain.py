"""Proving the chains: every entry in its place, sealed, and equal to the rows it made.

Rows are read beside the entries, both in the order of their making, so a shop of any size is
checked in one pass and little memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pos_desktop.domain.chain import (
    FORM,
    NO_HASH,
    hash_entry,
    key_of,
    seal_with,
    sealing_key,
)
from pos_desktop.domain.checks import Area, ChainKey, Fault, Progress
from pos_desktop.persistence.chain import sealed_tables
from pos_desktop.persistence.check_rows import SealedRows, chain_fault, row_faults
from pos_desktop.persistence.packing import unpacked

_AT_ONCE = 1000
# SQLite makes the head's text as it is hashed. NULL, which no column of it may be, makes all of it
# NULL, and so another than was hashed.
_ENTRIES = (
    "SELECT chain, seq, epoch, form, at, body, hash, mac, CAST(chain || '|' || seq || '|' || epoch"
    " || '|' || form || '|' || at || '|' || boot || '|' || uptime_ms || '|' || is_sure AS BLOB)"
    " FROM chain_entry ORDER BY id"
)
_NO_HEAD = (0, NO_HASH)


class ChainCheck:
    """Goes through the chains of a store once; ``faults`` yields what is wrong with them."""

    def __init__(self, sql: Any, pepper: bytes, proved_from: ChainKey, tell: Progress) -> None:
        """Take a driver connection in a read transaction, and the key from which to prove seals."""
        self._sql = sql
        self._pepper = pepper
        self._from = proved_from
        self._tell = tell
        self._heads: dict[int, tuple[int, bytes]] = {}
        self._seals: dict[int, Callable[[bytes], bytes]] = {}
        self.entries = 0

    def faults(self) -> Iterator[Fault]:
        """Every entry against the one before it, its seal, and the rows it made."""
        tables = sealed_tables()
        rows, are_as_sealed = SealedRows(self._sql, tables), True
        (self.entries,) = self._sql.execute("SELECT count(*) FROM chain_entry").fetchone()
        found, passed, newest = self._sql.cursor().execute(_ENTRIES), 0, 0
        while entries := found.fetchmany(_AT_ONCE):
            said = []
            for entry in entries:
                body = _body_of(entry[5])
                if not self._is_linked(entry, body):
                    yield from self._link_faults(entry, body)
                self._heads[entry[0]] = (entry[1], entry[6])
                said.append((body, entry[3]))
                newest = max(newest, entry[2])
            are_as_sealed = are_as_sealed and rows.pass_entries(said)
            passed += len(entries)
            self._tell(Area.CHAIN, passed, self.entries)
        if not (are_as_sealed and rows.are_over()):
            yield from row_faults(self._sql, tables, self._bodies())
        last = self._sql.execute("SELECT epoch FROM chain_key").fetchone()
        if last is None or last[0] < newest:
            yield chain_fault("The key of the chain is older than its last entry.")

    def _bodies(self) -> Iterator[tuple[int, int, bytes]]:
        entries = "SELECT id, form, body FROM chain_entry ORDER BY id"
        for entry_id, form, body in self._sql.cursor().execute(entries):
            yield entry_id, form, _body_of(body)

    def _is_linked(self, entry: Any, body: bytes) -> bool:
        """Whether an entry follows the one before it and is sealed; words cost time."""
        chain, seq, epoch, form, _, _, entry_hash, mac, head = entry
        seq_before, hash_before = self._heads.get(chain, _NO_HEAD)
        return (
            seq == seq_before + 1
            and head is not None
            and hash_entry(hash_before, head, body) == entry_hash
            and 1 <= form <= FORM
            and (epoch < self._from.epoch or self._seal(epoch)(entry_hash) == mac)
        )

    def _link_faults(self, entry: Any, body: bytes) -> Iterator[Fault]:
        """What is wrong with an entry, in words."""
        chain, seq, epoch, form, at, _, entry_hash, mac, head = entry
        seq_before, hash_before = self._heads.get(chain, _NO_HEAD)
        where = f"Entry {seq} of chain {chain} ({at})"
        if seq != seq_before + 1:
            yield chain_fault(f"{where} follows entry {seq_before}: entries are missing.")
        elif hash_entry(hash_before, head or b"", body) != entry_hash:
            yield chain_fault(f"{where} or the one before it was changed.")
        if not 1 <= form <= FORM:
            yield chain_fault(f"{where} has the unknown form {form}.")
        if epoch >= self._from.epoch and self._seal(epoch)(entry_hash) != mac:
            yield chain_fault(f"{where} was not sealed by this program.")

    def _seal(self, epoch: int) -> Callable[[bytes], bytes]:
        known = self._seals.get(epoch)
        if known is None:
            chain_key = key_of(self._from.key, epoch=self._from.epoch, wanted=epoch)
            known = self._seals[epoch] = seal_with(sealing_key(chain_key, self._pepper))
        return known


def _body_of(stored: str | bytes) -> bytes:
    """The text of an entry; empty, and so another than was hashed, when it cannot be read."""
    try:
        return unpacked(stored)
    except (ValueError, TypeError):  # no bytes at all: NULL
        return b""
