"""A damaged or exchanged file is found when the shop is opened, or by the check."""

from __future__ import annotations

import json
import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from pos_desktop.domain.checks import Area
from pos_desktop.domain.errors import Unavailable
from pos_desktop.persistence import check_facts, check_file, checking
from pos_desktop.persistence.engine import connect
from pos_desktop.persistence.keys import keys_folder, read_keys
from pos_desktop.persistence.shop_folder import ABOUT, STORE, open_shop
from tests.shop_at_hand import START, ShopAtHand

FLIPS, FLIPS_SOAK = 30, 600

pytestmark = pytest.mark.tampers


@pytest.fixture
def sold(open_shop_today: ShopAtHand) -> Path:
    """The folder of a closed shop with bills, all of them in the file."""
    shop = open_shop_today
    for n in range(5):
        shop.sell(f"{10 + n}.00", cash=100_00)
    shop.store.close()
    return shop.folder


def is_found(folder: Path) -> bool:
    """Whether the next start refuses the store, or the check that follows finds fault."""
    for rest in folder.glob(f"{STORE}-*"):
        if folder.name != "crashed":
            rest.unlink()
    try:
        with closing(open_shop(folder)) as store:
            return not store.check(None, lambda _area, _done, _total: None).is_sound
    except Unavailable:
        return True


SOAK = pytest.param(FLIPS_SOAK, marks=[pytest.mark.soak, pytest.mark.timeout(900)])


@pytest.mark.parametrize("flips", [FLIPS, SOAK])
def test_every_flipped_bit_is_found(sold: Path, flips: int) -> None:
    rng = random.Random(7)
    path = sold / STORE
    sound = path.read_bytes()
    assert not is_found(sold)
    for _ in range(flips):
        content = bytearray(sound)
        at = rng.randrange(len(content))
        content[at] ^= 1 << rng.randrange(8)
        path.write_bytes(content)
        assert is_found(sold), f"bit of byte {at}"
    path.write_bytes(sound)
    assert not is_found(sold)


def test_without_the_check_of_pages_some_flips_would_pass(
    sold: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sabotage: a start that reads only the schema does not see a flip in a bill."""
    path = sold / STORE
    content = bytearray(path.read_bytes())
    monkeypatch.setattr(check_file, "_CHECKS", {})
    monkeypatch.setattr(check_facts.ChainCheck, "faults", lambda _self: iter(()))
    monkeypatch.setattr(check_facts, "books", lambda _sql: iter(()))
    missed = 0
    for at in range(len(content) // 2, len(content), 4096):
        content[at] ^= 1
        path.write_bytes(content)
        missed += not is_found(sold)
        content[at] ^= 1
    assert missed


def test_the_file_of_a_large_shop_is_checked_by_another_process(
    sold: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sabotage beside it: what this process finds of it is not asked for."""
    monkeypatch.setattr(checking, "LARGE", 0)
    for here in ("file_faults", "facts_and_books"):
        monkeypatch.setattr(checking, here, lambda *_: pytest.fail("checked here"))
    assert not is_found(sold)
    path = sold / STORE
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    store_id = json.loads((sold / ABOUT).read_text())["store_id"]
    with pytest.raises(Unavailable) as told:
        checking._file_faults(path, read_keys(keys_folder(), store_id).store, is_large=True)
    assert told.value.code == "store_damaged"


def test_what_another_process_finds_is_told(sold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Area] = []
    with closing(open_shop(sold)) as store:
        here = store.check(None, lambda _area, _done, _total: None)
        assert here.is_sound
        monkeypatch.setattr(checking, "LARGE", 0)
        assert store.check(None, lambda area, _done, _total: heard.append(area)) == here
        assert set(heard) == set(Area)
        with closing(connect(store.path, read_keys(keys_folder(), store.store_id).store)) as sql:
            sql.execute("PRAGMA foreign_keys = OFF")
            sql.execute("UPDATE item_barcode SET item_id = 999999 WHERE id = 1")
        report = store.check(None, lambda _area, _done, _total: None)
    assert {fault.area for fault in report.faults} == {Area.REFERENCES}
    assert "item_barcode" in report.faults[0].words


def crashed(shop: ShopAtHand, folder: Path) -> Path:
    """The store and its log as a crash leaves them: copied while the shop is open."""
    folder.mkdir()
    for path in (*shop.folder.glob(f"{STORE}*"), shop.folder / "shop.json"):
        shutil.copy(path, folder / path.name)
    return folder


@pytest.mark.parametrize("how", ["deleted", "cut", "flipped", "emptied"])
def test_a_log_that_was_lost_or_cut_is_found(
    open_shop_today: ShopAtHand, tmp_path: Path, how: str
) -> None:
    shop = open_shop_today
    for n in range(5):
        shop.sell(f"{10 + n}.00", cash=100_00)
    shop.store.heads.close()
    folder = crashed(shop, tmp_path / "crashed")
    log = folder / f"{STORE}-wal"
    content = bytearray(log.read_bytes())
    assert len(content) > 10_000
    if how == "deleted":
        log.unlink()
    elif how == "emptied":
        log.write_bytes(b"")
    elif how == "cut":
        log.write_bytes(content[: len(content) // 2])
    else:
        content[len(content) // 2] ^= 1
        log.write_bytes(content)
    with pytest.raises(Unavailable) as refused:
        open_shop(folder)
    assert refused.value.code == "store_older"


def test_an_untouched_log_is_taken_up(open_shop_today: ShopAtHand, tmp_path: Path) -> None:
    open_shop_today.sell("10.00", cash=10_00)
    open_shop_today.store.heads.close()
    assert not is_found(crashed(open_shop_today, tmp_path / "crashed"))


def test_yesterdays_copy_is_found(sold: Path, own_keys: Path, tmp_path: Path) -> None:
    yesterday = tmp_path / "yesterday.db"
    shutil.copy(sold / STORE, yesterday)
    with closing(open_shop(sold)) as store, store.work() as work:
        work.journal.add_audit(
            uuid="u", at=START, session=None, action="later", subject="", details="{}"
        )
        work.commit()
    shutil.copy(yesterday, sold / STORE)
    with pytest.raises(Unavailable) as refused:
        open_shop(sold)
    assert refused.value.code == "store_older"
    assert "older copy" in refused.value.message


def test_without_the_head_log_yesterdays_copy_would_be_billed_on(
    sold: Path, own_keys: Path
) -> None:
    store_id = json.loads((sold / "shop.json").read_text("utf-8"))["store_id"]
    with closing(connect(sold / STORE, read_keys(own_keys, store_id).store)) as sql:
        (guard,) = sql.execute(
            "SELECT sql FROM sqlite_schema WHERE name = 'chain_entry_no_delete'"
        ).fetchone()
        sql.execute("DROP TRIGGER chain_entry_no_delete")
        sql.execute("DELETE FROM chain_entry WHERE id = (SELECT max(id) FROM chain_entry)")
        sql.execute(guard)
    (heads,) = [p for p in own_keys.glob("*.heads") if p.stem == store_id]
    with pytest.raises(Unavailable):
        open_shop(sold)
    heads.unlink()
    # The triggers' text is part of the fingerprint: put back as it was, nothing is seen.
    open_shop(sold).close()
