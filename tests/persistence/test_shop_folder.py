"""A shop's folder: made whole, opened only when it proves to be ours, its key kept elsewhere."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pos_desktop.domain.errors import Refused, Unavailable
from pos_desktop.persistence import engine, schema
from pos_desktop.persistence import keys as keys_module
from pos_desktop.persistence import shop_folder as module
from pos_desktop.persistence.shop_folder import create_shop, open_shop

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")


def refusal(folder: Path, keys: Path) -> Unavailable:
    """What opening is refused with; it must not have made or changed a file."""
    before = contents(folder)
    with pytest.raises(Unavailable) as fault:
        open_shop(folder, keys=keys)
    assert contents(folder) == before
    assert fault.value.message.count(".") >= 1
    return fault.value


def contents(folder: Path) -> dict[str, int] | None:
    if not folder.is_dir():
        return None
    return {path.name: path.stat().st_size for path in folder.iterdir()}


@pytest.fixture
def closed(shop: Any) -> Path:
    """The folder of a shop that nobody has open."""
    shop.store.close()
    folder: Path = shop.store.path.parent
    return folder


def test_a_new_shop_can_be_opened_again(shop_folder: Path, keys: Path) -> None:
    create_shop(shop_folder, keys=keys).close()
    assert sorted(contents(shop_folder) or {}) == ["shop.db", "shop.json"]
    opened = open_shop(shop_folder, keys=keys)
    with opened.look() as look:
        assert look.sql.exec_driver_sql("SELECT count(*) FROM outlet").scalar_one() == 0
    opened.close()


@posix_only
def test_folder_and_key_are_for_this_user_only(shop: Any, keys: Path, shop_folder: Path) -> None:
    made = shop_folder.with_name("another")
    create_shop(made, keys=keys).close()
    store_id = json.loads((made / "shop.json").read_text())["store_id"]
    rights = [made, keys, keys / f"{store_id}.key", made / "shop.json"]
    assert [stat.S_IMODE(path.stat().st_mode) for path in rights] == [0o700, 0o700, 0o600, 0o600]


def test_the_file_tells_nothing_without_the_key(closed: Path) -> None:
    data = (closed / "shop.db").read_bytes()
    assert not data.startswith(b"SQLite format 3")
    for word in (b"Vindhya", b"CREATE TABLE", "चावल".encode()):
        assert word not in data


def test_a_folder_with_a_shop_is_not_made_anew(closed: Path, keys: Path) -> None:
    before = contents(closed)
    with pytest.raises(Refused) as refused:
        create_shop(closed, keys=keys)
    assert refused.value.code == "shop_exists"
    (closed / "shop.db").rename(closed / "shop.db-wal")
    with pytest.raises(Refused):
        create_shop(closed, keys=keys)
    assert sum((contents(closed) or {}).values()) == sum((before or {}).values())


def test_making_a_shop_that_stopped_half_way_can_be_done_again(
    shop_folder: Path, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(module, "move_durably", stop)
        with pytest.raises(KeyboardInterrupt):
            create_shop(shop_folder, keys=keys)
    assert refusal(shop_folder, keys).code == "store_missing"
    create_shop(shop_folder, keys=keys).close()
    open_shop(shop_folder, keys=keys).close()


def test_every_pragma_holds_on_both_connections(shop: Any) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "busy_timeout": 5000,
        "wal_autocheckpoint": 4000,
    }
    for use, reads_only in ((shop.store.work, 0), (shop.store.look, 1)):
        with use() as work:
            connection = work.sql.connection.driver_connection
            found = {n: connection.execute(f"PRAGMA {n}").fetchone()[0] for n in wanted}
            assert found == wanted
            assert connection.execute("PRAGMA query_only").fetchone()[0] == reads_only


def test_a_pragma_that_does_not_hold_stops_the_store(
    closed: Path, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(engine._PRAGMAS, "synchronous", ("NORMAL", 2))
    assert refusal(closed, keys).code == "store_unsafe"


@pytest.mark.parametrize(
    ("version", "is_safe"),
    [
        ((3, 7, 0), False),
        ((3, 40, 1), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_a_sqlite_that_can_damage_a_wal_is_refused(version: tuple[int, ...], is_safe: bool) -> None:
    if is_safe:
        engine.check_driver(version)
    else:
        with pytest.raises(Unavailable) as fault:
            engine.check_driver(version)
        assert fault.value.code == "sqlite_unsafe"


def remove_store(folder: Path) -> None:
    (folder / "shop.db").unlink()


def remove_about(folder: Path) -> None:
    (folder / "shop.json").unlink()


def empty_store(folder: Path) -> None:
    (folder / "shop.db").write_bytes(b"")


def garble_store(folder: Path) -> None:
    (folder / "shop.db").write_bytes(b"not a database at all" * 400)


def cut_store(folder: Path) -> None:
    path = folder / "shop.db"
    path.write_bytes(path.read_bytes()[:1000])


def flip_first_page(folder: Path) -> None:
    path = folder / "shop.db"
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)


def put_plain_sqlite(folder: Path) -> None:
    (folder / "shop.db").unlink()
    plain = sqlite3.connect(folder / "shop.db")
    plain.execute("CREATE TABLE t (a)")
    plain.commit()
    plain.close()


def put_folder(folder: Path) -> None:
    (folder / "shop.db").unlink()
    (folder / "shop.db").mkdir()


def garble_about(folder: Path) -> None:
    (folder / "shop.json").write_text("{", encoding="utf-8")


def lead_about_elsewhere(folder: Path) -> None:
    told = {"store_id": "../../etc/passwd", "format": 1}
    (folder / "shop.json").write_text(json.dumps(told), encoding="utf-8")


def newer_folder(folder: Path) -> None:
    path = folder / "shop.json"
    told = json.loads(path.read_text(encoding="utf-8")) | {"format": 2}
    path.write_text(json.dumps(told), encoding="utf-8")


def remove_folder(folder: Path) -> None:
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (remove_folder, "store_missing"),
        (remove_store, "store_missing"),
        (remove_about, "store_missing"),
        (empty_store, "store_empty"),
        (garble_store, "store_foreign"),
        (cut_store, "store_foreign"),
        (flip_first_page, "store_foreign"),
        (put_plain_sqlite, "store_foreign"),
        (put_folder, "store_foreign"),
        (garble_about, "store_foreign"),
        (lead_about_elsewhere, "store_foreign"),
        (newer_folder, "store_newer"),
    ],
)
def test_a_folder_that_is_not_a_whole_shop_is_refused_in_words(
    closed: Path, keys: Path, damage: Callable[[Path], None], code: str, capfd: Any
) -> None:
    damage(closed)
    assert refusal(closed, keys).code == code
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("PRAGMA application_id = 1", "store_foreign"),
        ("PRAGMA user_version = 99", "store_newer"),
        ("DROP TRIGGER bill_no_update", "store_changed"),
        ("DROP INDEX ix_bill_customer_id", "store_changed"),
        ("CREATE TABLE extra (a)", "store_changed"),
    ],
)
def test_a_store_that_another_program_changed_is_refused(
    closed: Path, keys: Path, statement: str, code: str
) -> None:
    connection = engine.connect(closed / "shop.db", key_of(closed, keys))
    connection.execute(statement)
    connection.close()
    assert refusal(closed, keys).code == code


def key_of(folder: Path, keys: Path) -> str:
    store_id = json.loads((folder / "shop.json").read_text(encoding="utf-8"))["store_id"]
    return keys_module.read_keys(keys, store_id).store


def key_file(keys: Path) -> Path:
    (path,) = keys.glob("*.key")
    return path


def test_without_its_key_file_a_shop_is_refused(closed: Path, keys: Path) -> None:
    key_file(keys).unlink()
    fault = refusal(closed, keys)
    assert fault.code == "key_missing"
    assert str(keys) in fault.message


def test_with_another_key_a_shop_is_refused(closed: Path, keys: Path) -> None:
    key_file(keys).write_text("ab" * 32 + "\n" + "cd" * 32 + "\n", encoding="ascii")
    assert refusal(closed, keys).code == "store_foreign"


@pytest.mark.parametrize("content", [b"", b"ab\n", b"zz" * 32, b"\xff" * 64])
def test_a_damaged_key_file_is_refused(closed: Path, keys: Path, content: bytes) -> None:
    key_file(keys).write_bytes(content)
    assert refusal(closed, keys).code in {"key_damaged", "key_unreadable"}


@posix_only
def test_a_key_file_that_others_can_read_is_closed_to_them(closed: Path, keys: Path) -> None:
    key_file(keys).chmod(0o644)
    open_shop(closed, keys=keys).close()
    assert stat.S_IMODE(key_file(keys).stat().st_mode) == 0o600


def test_keys_are_where_pos_keys_says(
    tmp_path: Path, shop_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POS_KEYS", str(tmp_path / "ring"))
    create_shop(shop_folder).close()
    assert key_file(tmp_path / "ring").exists()
    monkeypatch.delenv("POS_KEYS")
    assert keys_module.keys_folder().name == "keys"
    assert refusal(shop_folder, keys_module.keys_folder()).code == "key_missing"


def test_keys_are_never_printed(closed: Path, keys: Path) -> None:
    store_id = json.loads((closed / "shop.json").read_text(encoding="utf-8"))["store_id"]
    told = keys_module.read_keys(keys, store_id)
    assert told.store not in repr(told)
    assert told.pepper.hex() not in repr(told)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, keys: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(Unavailable) as fault:
        create_shop(tmp_path / "file" / "shop", keys=keys)
    assert fault.value.code == "store_folder"


def test_the_schema_constant_is_that_of_a_new_store(shop: Any, keys: Path) -> None:
    connection = engine.connect(shop.store.path, key_of(shop.store.path.parent, keys))
    try:
        assert schema.fingerprint(connection) == schema.FINGERPRINT
    finally:
        connection.close()
