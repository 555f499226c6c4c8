"""The page of the check, without Qt."""

from __future__ import annotations

from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.checking import CheckedArea, CheckedShop, CheckShop, check
from pos_desktop.domain.checks import Area
from pos_desktop.domain.errors import PosError
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.tones import Tone

LOOK_MS = 100
"""So often it is shown how far the check is."""


class CheckRow(Struct, frozen=True, kw_only=True):
    """What is checked and what came of it, or below it one thing that is wrong (a fault)."""

    words: str
    is_fault: bool = False
    found: str = ""
    tone: Tone = "text"


class CheckState(Struct, frozen=True, kw_only=True):
    """The page. ``done`` of ``total`` entries of the chain are proved, which takes longest."""

    rows: tuple[CheckRow, ...] = ()
    is_checking: bool = False
    done: int = 0
    total: int = 0
    verdict: str = ""
    tone: Tone = "text"


class CheckView(Protocol):
    """What the presenter asks of the page."""

    def display(self, state: CheckState) -> None: ...


class CheckPresenter:
    """Checks all that is stored, and says in plain words what is not as it must be."""

    def __init__(self, counter: Counter, view: CheckView) -> None:
        self._counter = counter
        self._view = view
        self._state = CheckState(rows=tuple(CheckRow(words=area.words) for area in Area))
        self._heard: dict[Area, tuple[int, int]] = {}
        self._is_gone = False

    def entered(self) -> None:
        """The page came to the front; what was found stays."""
        self._display()

    def gone(self) -> None:
        """The page was ended."""
        self._is_gone = True

    def check_pressed(self) -> None:
        """Check now. It only reads the shop: sales go on meanwhile."""
        if self._state.is_checking:
            return
        self._heard = {}
        self._display(is_checking=True, verdict="", rows=self._rows_so_far())
        self._counter.tasks.later(LOOK_MS, self._tick)
        desk = replace(self._counter.desk, progress=self._hear)
        self._counter.aside(lambda: check(desk, CheckShop()), self._checked, failed=self._failed)

    # -- inside --------------------------------------------------------------------------

    def _hear(self, area: Area, done: int, total: int) -> None:
        """On the checking thread."""
        self._heard = {**self._heard, area: (done, total)}

    def _tick(self) -> None:
        if self._state.is_checking and not self._is_gone:
            done, total = self._heard.get(Area.CHAIN, (0, 0))
            self._display(done=done, total=total, rows=self._rows_so_far())
            self._counter.tasks.later(LOOK_MS, self._tick)

    def _rows_so_far(self) -> tuple[CheckRow, ...]:
        def found(area: Area) -> str:
            done, total = self._heard.get(area, (0, 1))
            return "Looked at" if done == total else "…"

        return tuple(CheckRow(words=area.words, found=found(area), tone="muted") for area in Area)

    def _checked(self, shop: CheckedShop) -> None:
        rows = [row for area in shop.areas for row in _rows_of(area)]
        if shop.is_sound:
            verdict = (
                f"Everything is sound: {shop.bills} bills, {shop.entries} entries in the chain of "
                "proof."
            )
        else:
            verdict = (
                "Something is wrong with the shop's data. Stop billing, leave the shop's folder as "
                "it is, and put the last good backup back."
            )
        self._display(
            is_checking=False,
            rows=tuple(rows),
            verdict=verdict,
            tone="credit" if shop.is_sound else "owes",
        )

    def _failed(self, error: PosError) -> None:
        rows = tuple(CheckRow(words=area.words) for area in Area)
        self._display(is_checking=False, rows=rows, verdict=error.message, tone="owes")

    def _display(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        if not self._is_gone:
            self._view.display(self._state)


def _rows_of(area: CheckedArea) -> list[CheckRow]:
    if area.is_sound:
        return [CheckRow(words=area.words, found="Sound", tone="credit")]
    head = CheckRow(words=area.words, found=f"Wrong ({len(area.faults)})", tone="owes")
    return [head, *(CheckRow(words=fault, is_fault=True) for fault in area.faults)]
