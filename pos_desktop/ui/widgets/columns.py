"""What a table shows of its rows. No Qt: presenters and tests may use it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Literal, TypeVar

from msgspec import Struct

from pos_desktop.ui.language.catalogue import said
from pos_desktop.ui.look.tones import Tone

RowT = TypeVar("RowT")


class Column(Struct, Generic[RowT], frozen=True, kw_only=True):
    """One column over rows of type `RowT`.

    `text` makes the cell's words, `tone` its colour. `sample` is the widest text expected: the
    column is made that wide. The column without a sample takes the room that is left.
    """

    header: str
    text: Callable[[RowT], str]
    align: Literal["left", "right"] = "left"
    tone: Callable[[RowT], Tone] | None = None
    sample: str = ""
    bold: bool = False
    #: Header help, for a screen reader and as a tip.
    help: str = ""
    sortable: bool = False
    #: Where the table is too narrow, the columns with a rank are left out, 1 first.
    gives_way: int = 0
    #: Its cells are words of the program, not of the shop: said in the language of the screen.
    spoken: bool = False

    def words(self, row: RowT) -> str:
        """What the cell shows."""
        return said(self.text(row)) if self.spoken else self.text(row)


class Difference(Struct, frozen=True):
    """How one tuple of rows becomes another with the fewest rows touched.

    Applied in this order: `removed` rows go at `start + len(changed)` (as counted before);
    `inserted` come at the same place; rows `changed` show other values.
    """

    changed: tuple[int, ...]
    at: int
    removed: int
    inserted: int


def difference(old: tuple[RowT, ...], new: tuple[RowT, ...]) -> Difference:
    """Compare from both ends; rows that are equal are not touched."""
    if old is new:
        return Difference((), len(old), 0, 0)
    shorter = min(len(old), len(new))
    start = 0
    while start < shorter and _same(old[start], new[start]):
        start += 1
    tail = 0
    while tail < shorter - start and _same(old[-1 - tail], new[-1 - tail]):
        tail += 1
    old_middle, new_middle = len(old) - start - tail, len(new) - start - tail
    both = min(old_middle, new_middle)
    changed = tuple(
        index for index in range(start, start + both) if not _same(old[index], new[index])
    )
    return Difference(changed, start + both, old_middle - both, new_middle - both)


def _same(one: object, other: object) -> bool:
    return one is other or one == other
