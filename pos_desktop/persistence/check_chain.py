"""Proving the chains: every entry in its place, sealed, and equal to the rows it made.

Rows are read beside the entries, both in the order of their making, so a shop of any size is
checked in one pass and little memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pos_desktop.domain.chain import (
    FORM,
    NO_HASH,
    hash_entry,
    key_of,
    mac_of,
    sealing_key,
)
from pos_desktop.domain.checks import Area, ChainKey, Fault, Progress
from pos_desktop.persistence.chain import sealed_tables
from pos_desktop.persistence.check_rows import SealedRows, chain_fault, row_faults
from pos_desktop.persistence.packing import unpacked

_TELL_EVERY = 2000
_ENTRIES = (
    "SELECT id, chain, seq, epoch, form, at, boot, uptime_ms, is_sure, body, hash, mac"
    " FROM chain_entry ORDER BY id"
)


class ChainCheck:
    """Goes through the chains of a store once; ``faults`` yields what is wrong with them."""

    def __init__(self, sql: Any, pepper: bytes, proved_from: ChainKey, tell: Progress) -> None:
        """Take a driver connection in a read transaction, and the key from which to prove seals."""
        self._sql = sql
        self._pepper = pepper
        self._from = proved_from
        self._tell = tell
        self._heads: dict[int, tuple[int, bytes]] = {}
        self._keys: dict[int, bytes] = {}
        self.entries = 0

    def faults(self) -> Iterator[Fault]:
        """Every entry against the one before it, its seal, and the rows it made."""
        tables = sealed_tables()
        rows, are_as_sealed = SealedRows(self._sql, tables), True
        total = self._sql.execute("SELECT count(*) FROM chain_entry").fetchone()[0]
        for row in self._sql.cursor().execute(_ENTRIES):
            self.entries += 1
            if self.entries % _TELL_EVERY == 0:
                self._tell(Area.CHAIN, self.entries, total)
            body = _body_of(row[9])
            yield from self._entry(row, body)
            are_as_sealed = are_as_sealed and rows.pass_entry(body, row[4])
        if not (are_as_sealed and rows.are_over()):
            yield from row_faults(self._sql, tables, self._bodies())
        last = self._sql.execute("SELECT epoch FROM chain_key").fetchone()
        newest = self._sql.execute("SELECT max(epoch) FROM chain_entry").fetchone()[0]
        if last is None or last[0] < (newest or 0):
            yield chain_fault("The key of the chain is older than its last entry.")

    def _bodies(self) -> Iterator[tuple[int, int, bytes]]:
        entries = "SELECT id, form, body FROM chain_entry ORDER BY id"
        for entry_id, form, body in self._sql.cursor().execute(entries):
            yield entry_id, form, _body_of(body)

    def _entry(self, row: Any, body: bytes) -> Iterator[Fault]:
        _, chain, seq, epoch, form, at, _, _, _, _, entry_hash, mac = row
        seq_before, hash_before = self._heads.get(chain, (0, NO_HASH))
        self._heads[chain] = (seq, entry_hash)
        where = f"Entry {seq} of chain {chain} ({at})"
        if seq != seq_before + 1:
            yield chain_fault(f"{where} follows entry {seq_before}: entries are missing.")
        elif hash_entry(hash_before, row[1:9], body) != entry_hash:
            yield chain_fault(f"{where} or the one before it was changed.")
        if not 1 <= form <= FORM:
            yield chain_fault(f"{where} has the unknown form {form}.")
        if epoch >= self._from.epoch and mac_of(self._key(epoch), entry_hash) != mac:
            yield chain_fault(f"{where} was not sealed by this program.")

    def _key(self, epoch: int) -> bytes:
        known = self._keys.get(epoch)
        if known is None:
            chain_key = key_of(self._from.key, epoch=self._from.epoch, wanted=epoch)
            known = self._keys[epoch] = sealing_key(chain_key, self._pepper)
        return known


def _body_of(stored: str | bytes) -> bytes:
    """The text of an entry; empty, and so another than was hashed, when it cannot be read."""
    try:
        return unpacked(stored)
    except ValueError:
        return b""
