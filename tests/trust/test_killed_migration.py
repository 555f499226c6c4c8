"""A migration that is killed leaves the store as it was, or done: never half."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from pos_desktop.persistence import schema
from pos_desktop.persistence.engine import connect
from pos_desktop.persistence.keys import make_keys, read_keys
from pos_desktop.persistence.migrate import migrate
from pos_desktop.persistence.shop_folder import ABOUT, FORMAT, STORE, open_shop

KILLS, KILLS_SOAK = 6, 200
ROOT = Path(__file__).parents[2]
OPEN = (
    "import sys; from pathlib import Path; from pos_desktop.persistence.shop_folder import "
    "open_shop; print('begun', flush=True); open_shop(Path(sys.argv[1])).close(); print('done')"
)


@pytest.fixture
def first_shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of the first revision, as a shop that was never updated has it."""
    keys = tmp_path / "keys"
    monkeypatch.setenv("POS_KEYS", str(keys))
    folder = tmp_path / "first"
    folder.mkdir()
    store_id = "0190a0a0-0000-7000-8000-000000000001"
    made = make_keys(keys, store_id)
    (folder / ABOUT).write_text(json.dumps({"store_id": store_id, "format": FORMAT}), "utf-8")
    connect(folder / STORE, made.store, create=True).close()
    migrate(folder / STORE, made.store, head=1, application_id=schema.APPLICATION_ID)
    with closing(connect(folder / STORE, made.store)) as sql:
        sql.execute(
            "INSERT INTO audit_entry (uuid, at, user_name, action, subject, details)"
            " VALUES ('u', 't', 'Asha', 'sign_in', '', '{}')"
        )
    return folder


def state_of(folder: Path) -> tuple[int, str]:
    """The store's revision and the fingerprint of its schema."""
    store_id = json.loads((folder / ABOUT).read_text("utf-8"))["store_id"]
    key = read_keys(folder.parent / "keys", store_id).store
    with closing(connect(folder / STORE, key)) as sql:
        version: int = sql.execute("PRAGMA user_version").fetchone()[0]
        return version, schema.fingerprint(sql)


def test_an_older_shop_is_brought_up_and_its_past_sealed(first_shop: Path) -> None:
    assert state_of(first_shop)[0] == 1
    with closing(open_shop(first_shop)) as store:
        report = store.check(None, lambda _area, _done, _total: None)
    assert report.faults == ()
    assert report.entries == 1
    assert state_of(first_shop) == (schema.HEAD, schema.FINGERPRINT)
    assert (first_shop / f"{STORE}.before-{schema.HEAD:04d}").exists()


SOAK = pytest.param(KILLS_SOAK, marks=[pytest.mark.soak, pytest.mark.timeout(7200)])


@pytest.mark.parametrize("kills", [KILLS, SOAK])
def test_a_killed_migration_is_never_half_done(
    first_shop: Path, tmp_path: Path, kills: int
) -> None:
    rng = random.Random(3)
    old = state_of(first_shop)
    done = (schema.HEAD, schema.FINGERPRINT)
    for turn in range(kills):
        folder = tmp_path / f"kill-{turn}"
        shutil.copytree(first_shop, folder)
        child = subprocess.Popen(
            [sys.executable, "-c", OPEN, str(folder)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(rng.uniform(0, 0.5))
        child.kill()
        child.communicate()
        assert state_of(folder) in (old, done)
        open_shop(folder).close()
        assert state_of(folder) == done
        shutil.rmtree(folder)
