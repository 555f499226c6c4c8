"""Sizes: of type, and of the grid that everything stands on. No Qt."""

from __future__ import annotations

from msgspec import Struct

#: Between controls, and inside one.
GRID_PX = 8
HALF_GRID_PX = 4
RADIUS_PX = 6

SMALLEST_BODY_PT = 10
LARGEST_BODY_PT = 14


class TypeScale(Struct, frozen=True, kw_only=True):
    """Sizes made from one body size, in points, and whether fingers use the screen.

    Raises ValueError for a body outside 10 … 14 pt.
    """

    body_pt: int = 10
    touch: bool = False

    def __post_init__(self) -> None:
        if not SMALLEST_BODY_PT <= self.body_pt <= LARGEST_BODY_PT:
            raise ValueError(f"Text size must be {SMALLEST_BODY_PT} to {LARGEST_BODY_PT} points.")

    @property
    def small_pt(self) -> float:
        """Keys printed on buttons, notes under figures."""
        return self.body_pt * 0.9

    @property
    def section_pt(self) -> float:
        """Titles."""
        return self.body_pt * 1.25

    @property
    def figure_pt(self) -> float:
        """The figure on a card."""
        return self.body_pt * 1.75

    @property
    def total_pt(self) -> float:
        """The total, and the change to give back."""
        return self.body_pt * 3.0

    @property
    def control_px(self) -> int:
        """The least height of a control: 44 for fingers, else 36 (more when the text needs it)."""
        return 44 if self.touch else 36 + max(0, self.body_pt - 12) * 2

    @property
    def row_px(self) -> int:
        """The height of a table row."""
        return 44 if self.touch else 32 + (self.body_pt - SMALLEST_BODY_PT) * 2
