"""Rows of a list of any length that are read when they are looked at. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, overload

RowT = TypeVar("RowT")

BLOCK = 100
"""Rows that are read at once."""


class LazyRows(Sequence[RowT], Generic[RowT]):
    """As long as the whole list; a row that was not read yet is blank, and its block asked for.

    Two are equal only when they are the same: what they hold changes.
    """

    def __init__(self, total: int, blank: RowT, ask: Callable[[int], None]) -> None:
        """Take the length, what stands for rows to come, and who reads the block of a number."""
        self._total = total
        self._blank = blank
        self._ask = ask
        self._blocks: dict[int, tuple[RowT, ...]] = {}
        self._asked: set[int] = set()

    def __len__(self) -> int:
        return self._total

    @overload
    def __getitem__(self, index: int) -> RowT: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[RowT]: ...
    def __getitem__(self, index: int | slice) -> RowT | Sequence[RowT]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(self._total))]
        if not -self._total <= index < self._total:
            raise IndexError(index)
        block, place = divmod(index % self._total, BLOCK)
        rows = self._blocks.get(block)
        if rows is not None:
            return rows[place] if place < len(rows) else self._blank
        if block not in self._asked:
            self._asked.add(block)
            self._ask(block)
        return self._blank

    def fill(self, block: int, rows: Sequence[RowT]) -> tuple[int, int]:
        """Keep the rows of a block; returns the first and the last place that now show others."""
        self._blocks[block] = tuple(rows)
        first = block * BLOCK
        return first, min(first + BLOCK, self._total) - 1

    def known(self, index: int) -> RowT | None:
        """A row if it was read already; asks for nothing."""
        block, place = divmod(index, BLOCK)
        rows = self._blocks.get(block, ())
        return rows[place] if place < len(rows) else None
