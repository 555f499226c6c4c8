"""``pos-desktop demo --offscreen``: a day at the demo shop through the real screens."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from pos_desktop.cli.outcome import DONE

DAY = date(2026, 2, 18)
"""The day that is played: the same at every run, so that pictures compare."""


def play_day(pictures: Path, *, days: int, seed: int) -> int:
    """Play the day in a shop of its own and leave pictures of every screen in *pictures*."""
    from pos_desktop.cli.demo_days import PlayedClock
    from pos_desktop.cli.demo_shop import make_demo_shop

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(tempfile.mkdtemp(prefix="pos-desktop-day-"))
    keys, before = folder / "keys", os.environ.get("POS_KEYS")
    os.environ["POS_KEYS"] = str(keys)
    try:
        print("Making a demo shop …", file=sys.stderr)
        shop = folder / "shop"
        make_demo_shop(shop, days=days, seed=seed, today=DAY).close()
        opening = datetime.combine(DAY, time(9, 0), tzinfo=UTC) - timedelta(minutes=330)
        taken = _play(shop, PlayedClock(opening), pictures)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if before is None:
            del os.environ["POS_KEYS"]
        else:
            os.environ["POS_KEYS"] = before
    for path in taken:
        print(path)
    return DONE


def _play(shop: Path, clock: Callable[[], datetime], pictures: Path) -> list[Path]:
    from pos_desktop.app import ShopBackend
    from pos_desktop.ui.qt import load_qt

    load_qt()
    from pos_desktop.ui.story.day import play

    if pictures.exists():
        for old in pictures.glob("[0-9][0-9]-*.png"):
            old.unlink()
    return play(ShopBackend(shop, clock=clock), pictures)
