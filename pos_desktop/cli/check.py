"""``pos-desktop check`` and ``recalculate``: whether the shop's data is whole, in plain words."""

from __future__ import annotations

import argparse
import json
import sys

from msgspec.structs import replace

from pos_desktop.cli.call import signed_in_desk
from pos_desktop.cli.outcome import DONE, REFUSED
from pos_desktop.domain.checks import Area

_BAR = 24


def check(options: argparse.Namespace) -> int:
    """Run ``check``; the exit status is 2 when something is wrong."""
    from pos_desktop.application import checking
    from pos_desktop.application.wire import encode

    request = checking.CheckShop(chain_key=options.chain_key, chain_epoch=options.chain_epoch)
    bar = ProgressBar()
    with signed_in_desk(options, checking.check) as desk:
        result = checking.check(replace(desk, progress=bar.show), request)
    bar.clear()
    if options.json:
        print(json.dumps(encode(result), ensure_ascii=False))
    else:
        print(_in_words(result))
    return DONE if result.is_sound else REFUSED


def recalculate(options: argparse.Namespace) -> int:
    """Run ``recalculate``: balances anew from their entries, repaired with ``--repair``."""
    from pos_desktop.application import accounts
    from pos_desktop.application.wire import encode

    request = accounts.Recalculate(all=True, repair=options.repair)
    with signed_in_desk(options, accounts.recalculate) as desk:
        result = accounts.recalculate(desk, request)
    print(json.dumps(encode(result), ensure_ascii=False))
    return DONE if options.repair or not result.differences else REFUSED


class ProgressBar:
    """A bar on standard error when that is a terminal, else nothing."""

    def __init__(self) -> None:
        self._is_shown = sys.stderr.isatty()

    def show(self, area: Area, done: int, total: int) -> None:
        """So much of so much is done in an area."""
        self.draw(area.value, done, total)

    def draw(self, word: str, done: int, total: int) -> None:
        """So much of so much is done of what *word* names."""
        if self._is_shown:
            share = done / total if total else 1.0
            bar = "#" * round(share * _BAR)
            print(f"\r{bar:<{_BAR}} {share:4.0%} {word:<12}", end="", file=sys.stderr)

    def clear(self) -> None:
        """Leave the line empty."""
        if self._is_shown:
            print(f"\r{'':<{_BAR + 20}}\r", end="", file=sys.stderr)


def _in_words(result: object) -> str:
    from pos_desktop.application.checking import CheckedShop

    assert isinstance(result, CheckedShop)
    lines = []
    for area in result.areas:
        lines.append(f"{'ok   ' if area.is_sound else 'WRONG'}  {area.words}")
        lines.extend(f"         {fault}" for fault in area.faults)
    counted = f"{result.bills:,} bills, {result.entries:,} entries in the chain of proof."
    verdict = (
        f"The shop's data is whole: {counted}"
        if result.is_sound
        else f"Something is wrong with the shop's data ({counted}) Stop billing, keep this "
        "folder as it is, and restore the last good backup: pos-desktop restore."
    )
    return "\n".join([*lines, "", verdict])
