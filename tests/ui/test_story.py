"""The day that `demo --offscreen` plays: it comes to its end, and every picture shows something."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from pos_desktop.app import ShopBackend
from pos_desktop.cli.demo_days import PlayedClock
from pos_desktop.cli.demo_shop import make_demo_shop
from pos_desktop.persistence.shop_folder import open_shop
from pos_desktop.ui.story.day import play

DAY = date(2026, 2, 18)
NINE_THERE = datetime(2026, 2, 18, 3, 30, tzinfo=UTC)
#: Pictures that the story cannot be told without.
TOLD = {"sign-in", "open-shift", "billing", "pay-cash", "change", "on-account", "paid-split"}
TOLD |= {"billing-interstate", "receipt", "bills", "customers", "balances", "collected", "closed"}
FEWEST_COLOURS = 8


@pytest.fixture
def log() -> Iterator[None]:
    """The log that a till begins is ended with the test."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    for handler in [handler for handler in root.handlers if handler not in handlers]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def test_the_whole_day_is_played_and_leaves_its_pictures(
    qapp: QApplication, tmp_path: Path, log: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POS_KEYS", str(tmp_path / "keys"))
    shop, pictures = tmp_path / "shop", tmp_path / "pictures"
    make_demo_shop(shop, days=1, seed=1, today=DAY).close()
    with closing(open_shop(shop)) as store, store.look() as look:
        before = look.sql.exec_driver_sql("SELECT count(*) FROM bill").scalar_one()

    taken = play(ShopBackend(shop, clock=PlayedClock(NINE_THERE)), pictures)

    assert sorted(pictures.iterdir()) == taken
    assert {path.stem.partition("-")[2] for path in taken} >= TOLD
    for path in taken:
        image = QImage(str(path))
        assert (image.width(), image.height()) == (1366, 690), path.name
        assert colours(image) >= FEWEST_COLOURS, path.name
    with closing(open_shop(shop)) as store, store.look() as look:
        run = look.sql.exec_driver_sql
        assert run("SELECT count(*) FROM bill").scalar_one() == before + 4
        open_shifts = (
            "SELECT count(*) FROM shift WHERE id NOT IN (SELECT shift_id FROM shift_close)"
        )
        assert run(open_shifts).scalar_one() == 0
        assert run("SELECT max(number) FROM bill").scalar_one().endswith(f"{before + 4:06d}")


def colours(image: QImage) -> int:
    """How many are found on a coarse grid: one that shows nothing has one."""
    step = 7
    return len(
        {
            image.pixel(x, y)
            for x in range(0, image.width(), step)
            for y in range(0, image.height(), step)
        }
    )
