"""A full disk is told in time, stops what is new, and lets the day be ended."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from pos_desktop.application import backups, shifts
from pos_desktop.devices.disk import LITTLE, TOO_LITTLE, DiskGuard
from pos_desktop.domain.backups import Occasion
from pos_desktop.domain.errors import Unavailable
from tests.shop_at_hand import ShopAtHand


def guard(free: int) -> DiskGuard:
    return DiskGuard(Path("/shop"), lambda _folder: free)


def test_little_room_is_told_with_the_figure() -> None:
    assert guard(LITTLE).warning == ""
    assert guard(120_000_000).warning.startswith("Only 120 MB are free")


def test_with_too_little_no_bill_is_begun_and_the_day_can_be_ended(
    open_shop_today: ShopAtHand,
) -> None:
    shop = open_shop_today
    full = replace(shop.cashier, guard=guard(TOO_LITTLE - 1))
    with pytest.raises(Unavailable) as refused:
        shop.sell("10.00", cash=10_00, desk=full)
    assert refused.value.code == "disk_full"
    assert shop.count("bill") == 0
    assert not backups.take(full, Occasion.SHIFT_CLOSE)[0].error
    assert shifts.close(full, shifts.CloseShift(closing_cash=2000_00)).cash_variance == 0


def test_without_the_guard_it_would_be_billed(open_shop_today: ShopAtHand) -> None:
    assert open_shop_today.sell("10.00", cash=10_00).bill_number


def test_a_disk_that_is_gone_is_left_to_the_store(tmp_path: Path) -> None:
    assert DiskGuard(tmp_path / "gone").warning == ""
    DiskGuard(tmp_path / "gone")()
