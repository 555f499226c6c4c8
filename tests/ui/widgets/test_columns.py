from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pos_desktop.ui.widgets.columns import Difference, difference

ROWS = st.lists(st.integers(0, 5), max_size=12).map(tuple)


def apply(old: tuple[int, ...], new: tuple[int, ...], found: Difference) -> tuple[int, ...]:
    rows = list(old)
    del rows[found.at : found.at + found.removed]
    rows[found.at : found.at] = new[found.at : found.at + found.inserted]
    for index in found.changed:
        rows[index] = new[index]
    return tuple(rows)


@given(ROWS, ROWS)
def test_the_difference_makes_the_old_rows_the_new(
    old: tuple[int, ...], new: tuple[int, ...]
) -> None:
    found = difference(old, new)
    assert apply(old, new, found) == new
    assert not (found.removed and found.inserted)


def test_a_line_added_at_the_end_touches_no_other() -> None:
    assert difference((1, 2), (1, 2, 3)) == Difference((), 2, 0, 1)


def test_a_line_changed_touches_no_other() -> None:
    assert difference((1, 2, 3), (1, 9, 3)) == Difference((1,), 2, 0, 0)


def test_a_line_removed_in_the_middle_touches_no_other() -> None:
    assert difference((1, 2, 3), (1, 3)) == Difference((), 1, 1, 0)


def test_the_same_rows_differ_in_nothing() -> None:
    assert difference((1, 2), (1, 2)) == Difference((), 2, 0, 0)
