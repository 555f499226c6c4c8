"""The bytes of a store that is being written are copied as one moment of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from pos_desktop.domain.errors import Unavailable
from pos_desktop.persistence import apart, backup, raw_copy
from pos_desktop.persistence.check_facts import asked_of
from pos_desktop.persistence.engine import connect
from pos_desktop.persistence.keys import StoreKeys

KEY = "ab" * 32
ROWS = 40


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store in which every row of a table holds the same number at any moment."""
    path = tmp_path / "shop.db"
    with closing(connect(path, KEY, create=True)) as sql:
        sql.execute("CREATE TABLE said (id INTEGER PRIMARY KEY, n INTEGER, filling BLOB)")
        sql.executemany(
            "INSERT INTO said VALUES (?, 0, randomblob(3000))", [(n,) for n in range(ROWS)]
        )
    return path


def numbers(path: Path) -> set[int]:
    with closing(connect(path, KEY)) as sql:
        assert sql.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {row[0] for row in sql.execute("SELECT n FROM said")}


def writing(path: Path, ended: threading.Event, *, checkpoints: bool) -> threading.Thread:
    """Somebody who changes every row again and again, and moves the log into the file."""

    def write() -> None:
        with closing(connect(path, KEY)) as sql:
            while not ended.is_set():
                sql.execute("UPDATE said SET n = n + 1, filling = randomblob(3000)")
                if checkpoints:
                    sql.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    thread = threading.Thread(target=write)
    thread.start()
    return thread


@pytest.mark.parametrize("checkpoints", [False, True])
def test_a_copy_of_a_store_that_is_written_is_one_moment(
    store: Path, tmp_path: Path, *, checkpoints: bool
) -> None:
    ended = threading.Event()
    thread = writing(store, ended, checkpoints=checkpoints)
    try:
        for n in range(8):
            part = tmp_path / f"{n}.part"
            backup.copy_moment(store, part, KEY)
            assert len(numbers(part)) == 1
    finally:
        ended.set()
        thread.join()


def test_a_log_that_was_begun_anew_is_read_again(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its first part would be of the old log and its end cut off: an older moment, half applied."""
    headers = [b"old", b"new", b"new", b"new"]
    monkeypatch.setattr(raw_copy, "_log_header", lambda _log: headers.pop(0))
    with closing(connect(store, KEY)) as sql:
        sql.execute("UPDATE said SET n = 1")
        raw_copy.copy_raw(store, tmp_path / "part")
    assert not headers
    assert numbers(tmp_path / "part") == {1}


def test_a_log_that_is_never_still_is_told(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw_copy, "_log_header", lambda _log: os.urandom(8))
    with closing(connect(store, KEY)) as sql:
        sql.execute("UPDATE said SET n = 1")
        with pytest.raises(TimeoutError):
            raw_copy.copy_raw(store, tmp_path / "part")


def test_the_page_of_locks_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(b"x" * 40)
    monkeypatch.setattr(raw_copy, "_LOCK_PAGE", range(16, 24))
    raw_copy.copy_raw(source, target)
    assert target.read_bytes() == b"x" * 16 + bytes(8) + b"x" * 16


def test_what_goes_wrong_in_the_other_process_is_raised_here(store: Path, tmp_path: Path) -> None:
    where = str(tmp_path / "missing" / "part")
    with pytest.raises(FileNotFoundError):
        apart.ask("pos_desktop.persistence.raw_copy", source=str(store), target=where)
    with pytest.raises(RuntimeError, match="KeyError"):
        apart.ask("pos_desktop.persistence.raw_copy", source=str(store))


def test_the_other_process_ends_with_this_one(tmp_path: Path) -> None:
    """It is asked to read a pipe in which nothing ever comes; then its asker is killed."""
    os.mkfifo(tmp_path / "shop.db")
    child = subprocess.Popen(
        [sys.executable, "-m", "pos_desktop.persistence.raw_copy"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    assert child.stdin is not None
    asked = {"source": str(tmp_path / "shop.db"), "target": str(tmp_path / "part")}
    child.stdin.write(json.dumps(asked).encode() + b"\n")
    child.stdin.flush()
    child.stdin.close()
    assert child.wait(timeout=20) == 1


def test_a_refusal_keeps_its_code(tmp_path: Path) -> None:
    path = tmp_path / "no.db"
    asked = asked_of(path, StoreKeys(store=KEY, pepper=b""), {})
    with pytest.raises(Unavailable) as refused:
        apart.ask("pos_desktop.persistence.prove_copy", **asked)
    assert refused.value.code == "store_folder"
