"""Backups are whole and proved or not there; a full disk hurts nothing but itself."""

from __future__ import annotations

import errno
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pos_desktop.application import backups as use_cases
from pos_desktop.domain.backups import Occasion, Place, age_in_words, is_due, kept
from pos_desktop.domain.errors import BadInput, Refused, Unavailable
from pos_desktop.persistence import backups, restore
from pos_desktop.persistence.keys import read_keys
from pos_desktop.persistence.recovery import (
    Recovery,
    read_recovery,
    recovery_lines,
    recovery_text,
)
from pos_desktop.persistence.shop_folder import open_shop
from tests.shop_at_hand import ShopAtHand

MOMENTS = st.integers(0, 730 * 24 * 60).map(
    lambda minutes: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def taken(shop: ShopAtHand, occasion: Occasion = Occasion.DEMAND) -> Path:
    """A backup of the shop."""
    first, *_ = use_cases.take(shop.manager, occasion)
    assert not first.error, first.error
    return Path(first.path)


def test_a_backup_holds_what_the_shop_does_and_leaves_nothing_beside_it(
    open_shop_today: ShopAtHand, own_keys: Path
) -> None:
    shop = open_shop_today
    shop.sell("40.00", cash=50_00)
    path = taken(shop)
    note = backups.read_note(path)
    assert note.counts["bills"] == 1
    assert note.counts["billed"] == 40_00
    backups.prove_backup(path, note, read_keys(own_keys, note.store_id))
    assert sorted(p.name for p in path.parent.iterdir()) == [f"{path.stem}.db", f"{path.stem}.json"]
    told = use_cases.status(shop.cashier, use_cases.AskBackups())
    assert told.words == "Last backup just now"


def test_the_second_place_gets_a_proved_copy(open_shop_today: ShopAtHand, tmp_path: Path) -> None:
    shop = open_shop_today
    shop.set(backup_folder=str(tmp_path / "usb"))
    first, second = use_cases.take(shop.manager, Occasion.SHIFT_CLOSE)
    assert (first.error, second.error) == ("", "")
    assert Path(first.path).read_bytes() == Path(second.path).read_bytes()


def test_a_full_second_disk_is_told_and_hurts_nothing(
    open_shop_today: ShopAtHand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = open_shop_today
    shop.set(backup_folder=str(tmp_path / "usb"))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    first, second = use_cases.take(shop.manager, Occasion.DEMAND)
    assert first.error == ""
    assert second.place is Place.SECOND
    assert "No space left" in second.error
    assert not list((tmp_path / "usb").iterdir())


def test_a_backup_that_dies_half_way_leaves_no_backup(
    open_shop_today: ShopAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = open_shop_today

    def dies(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(backups, "ask", dies)
    with pytest.raises(KeyboardInterrupt):
        use_cases.take(shop.manager, Occasion.DEMAND)
    assert not list((shop.folder / backups.FOLDER).iterdir())


@pytest.mark.tampers
def test_a_copy_that_does_not_prove_right_is_kept_and_not_called_a_backup(
    open_shop_today: ShopAtHand,
) -> None:
    shop = open_shop_today
    good = taken(shop)
    with shop.store.work() as work:
        work.sql.exec_driver_sql("UPDATE customer SET balance = balance - 100 WHERE id = 1")
        work.sql.exec_driver_sql("UPDATE item SET stock = stock + 1 WHERE id = 1")
        work.commit()
    shop.clock.forward(hours=1)
    (first,) = use_cases.take(shop.manager, Occasion.DEMAND)
    assert "does not prove right: " in first.error
    assert "No backup yet" not in use_cases.status(shop.cashier, use_cases.AskBackups()).words
    names = sorted(p.name for p in good.parent.iterdir())
    assert names == [good.name, good.with_suffix(".json").name, "unsound.db"]


@pytest.mark.tampers
def test_a_copy_of_a_damaged_file_is_no_backup(
    open_shop_today: ShopAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = open_shop_today
    shop.sell("40.00", cash=50_00)
    whole = backups.copy_moment

    def flipped(source: Path, part: Path, key: str) -> None:
        whole(source, part, key)
        content = bytearray(part.read_bytes())
        content[len(content) // 2] ^= 1
        part.write_bytes(content)

    monkeypatch.setattr(backups, "copy_moment", flipped)
    (first,) = use_cases.take(shop.manager, Occasion.DEMAND)
    assert first.error
    assert not list((shop.folder / backups.FOLDER).iterdir())


def test_a_flipped_bit_is_found(open_shop_today: ShopAtHand, own_keys: Path) -> None:
    path = taken(open_shop_today)
    note = backups.read_note(path)
    keys = read_keys(own_keys, note.store_id)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(Unavailable) as refused:
        backups.prove_backup(path, note, keys)
    assert refused.value.code == "backup_damaged"


def test_a_backup_of_other_sums_is_found(open_shop_today: ShopAtHand, own_keys: Path) -> None:
    path = taken(open_shop_today)
    note = backups.read_note(path)
    other = replace(note, counts=note.counts | {"billed": 1})
    with pytest.raises(Unavailable) as refused:
        backups.prove_backup(path, other, read_keys(own_keys, note.store_id))
    assert refused.value.code == "backup_differs"


def test_a_restore_brings_the_shop_back_and_keeps_what_was_there(
    open_shop_today: ShopAtHand,
) -> None:
    shop = open_shop_today
    shop.sell("40.00", cash=50_00)
    path = taken(shop)
    shop.sell("70.00", cash=100_00)
    shop.store.close()
    plan = restore.plan_restore(path, shop.folder)
    assert (plan.lost_bills, plan.now and plan.now["bills"]) == (1, 2)
    restore.restore(plan, datetime(2026, 2, 18, 12, tzinfo=UTC))
    shop.store = open_shop(shop.folder)
    assert shop.count("bill") == 1
    assert [p.name for p in shop.folder.glob("shop.db.before-*")] == [
        "shop.db.before-restore-20260218-120000"
    ]


def test_another_computer_needs_only_backup_and_sheet(
    open_shop_today: ShopAtHand, tmp_path: Path
) -> None:
    shop = open_shop_today
    shop.sell("40.00", cash=50_00)
    path = taken(shop)
    lines, _ = shop.store.recovery_code()
    typed = "\n".join(lines).lower().replace("o", "0")
    recovery = read_recovery(typed)
    elsewhere, keys = tmp_path / "new" / "shop", tmp_path / "new" / "keys"
    plan = restore.plan_restore(path, elsewhere, recovery=recovery, keys=keys)
    restore.restore(plan, datetime(2026, 2, 19, tzinfo=UTC), recovery=recovery, keys=keys)
    store = open_shop(elsewhere, keys=keys)
    with store.look() as look:
        assert look.bills.by_number(1, "A/25-26/000001") is not None
    store.close()


def test_another_shops_backup_is_not_put_over_this_one(
    open_shop_today: ShopAtHand, tmp_path: Path
) -> None:
    from pos_desktop.persistence.shop_folder import create_shop

    path = taken(open_shop_today)
    create_shop(tmp_path / "other").close()
    with pytest.raises(Refused) as refused:
        restore.plan_restore(path, tmp_path / "other")
    assert refused.value.code == "other_shop"


def test_a_drill_proves_a_backup_and_touches_nothing(
    open_shop_today: ShopAtHand, tmp_path: Path
) -> None:
    shop = open_shop_today
    shop.sell("40.00", cash=50_00)
    note = restore.drill(taken(shop), tmp_path / "drill")
    assert note.counts["billed"] == 40_00
    assert shop.sell("40.00", cash=50_00).bill_number == "A/25-26/000002"


def test_every_slip_in_the_recovery_code_is_told_by_its_line(shop: ShopAtHand) -> None:
    lines, text = shop.store.recovery_code()
    assert read_recovery(text) == read_recovery("\n".join(lines))
    for number, line in enumerate(lines):
        letter = "A" if line[0] != "A" else "B"
        slipped = [*lines[:number], letter + line[1:], *lines[number + 1 :]]
        with pytest.raises(BadInput, match=f"Line {number + 1} of"):
            read_recovery("\n".join(slipped))
    with pytest.raises(BadInput):
        read_recovery("\n".join(lines[:-1]))
    with pytest.raises(BadInput):
        read_recovery("")


def test_the_code_goes_there_and_back(shop: ShopAtHand) -> None:
    recovery: Recovery = read_recovery(shop.store.recovery_code()[1])
    assert recovery_text(recovery) == shop.store.recovery_code()[1]
    assert recovery_lines(recovery) == shop.store.recovery_code()[0]


@given(st.lists(MOMENTS, min_size=1, unique=True))
def test_what_is_kept_always_has_the_newest_and_is_bounded(moments: list[datetime]) -> None:
    stay = kept(moments)
    assert max(moments) in stay
    assert stay <= set(moments)
    assert len(stay) <= 7 + 4 + 12
    newest_day = max(moments).date()
    assert sum(at.date() == newest_day for at in stay) == 1


def test_a_years_nightly_backups_leave_days_weeks_and_months() -> None:
    nights = [datetime(2026, 12, 31, 21, tzinfo=UTC) - timedelta(days=n) for n in range(365)]
    stay = sorted(kept(nights), reverse=True)
    assert stay[:7] == nights[:7]
    assert {at.month for at in stay} == set(range(1, 13))


def test_when_a_backup_is_due_and_how_its_age_is_told() -> None:
    now = datetime(2026, 2, 18, tzinfo=UTC)
    assert is_due(None, now)
    assert is_due(now - timedelta(days=1), now)
    assert not is_due(now - timedelta(hours=23), now)
    assert age_in_words(None, now) == "No backup yet"
    assert age_in_words(now - timedelta(hours=3, minutes=5), now) == "Last backup 3 hours ago"
    assert age_in_words(now - timedelta(days=1, hours=2), now) == "Last backup 1 day ago"
