"""A bundle for whoever helps, in which nobody can be found."""

from __future__ import annotations

import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from pos_desktop.app import log_folder
from pos_desktop.cli.main import run
from pos_desktop.devices import bundle, logs
from pos_desktop.persistence.keys import keys_folder
from pos_desktop.persistence.shop_folder import open_shop


def bundle_of(folder: Path, tmp_path: Path) -> str:
    """Everything in the bundle."""
    target = tmp_path / "help.zip"
    assert run(["diagnostics", str(target), "--shop", str(folder)]) == 0
    with zipfile.ZipFile(target) as made:
        return "".join(made.read(name).decode() for name in made.namelist())


@pytest.fixture
def talkative_log() -> None:
    """A log that an older version wrote, with a phone number in it."""
    log_folder().mkdir(parents=True, exist_ok=True)
    (log_folder() / logs.LOG).write_text("called 9811112222 about 23AABFS4821K1ZB\n", "utf-8")


def private_facts(folder: Path) -> list[str]:
    """Names, phones, hashes and keys of the shop."""
    with closing(open_shop(folder)) as store, store.look() as look:
        run_sql = look.sql.exec_driver_sql
        told = [text for row in run_sql("SELECT name, phone FROM customer") for text in row]
        told += list(run_sql("SELECT secret FROM user").scalars())
    for path in keys_folder().glob("*.key"):
        told += path.read_text("ascii").split()
    return [text for text in told if text]


@pytest.mark.usefixtures("talkative_log")
def test_nobody_can_be_found_in_it(demo_folder: Path, tmp_path: Path) -> None:
    told = bundle_of(demo_folder, tmp_path)
    found = [fact for fact in [*private_facts(demo_folder), "9811112222"] if fact in told]
    assert not found
    assert '"rows"' in told
    assert "called [phone]" in told


@pytest.mark.usefixtures("talkative_log")
def test_without_the_mask_somebody_would(
    demo_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "masked", lambda text: text)
    assert "9811112222" in bundle_of(demo_folder, tmp_path)


def test_a_shop_that_does_not_open_is_told_of_too(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "store_missing" in bundle_of(tmp_path / "empty", tmp_path)
