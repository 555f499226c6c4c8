"""A constraint changes without copying a table; columns that come later have a later form."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Integer, MetaData, Table
from sqlcipher3 import dbapi2

from pos_desktop.persistence import check_rows
from pos_desktop.persistence.schema import change_constraint
from pos_desktop.persistence.tables.columns import since


@pytest.fixture
def sql(tmp_path: Path) -> Any:
    with closing(dbapi2.connect(str(tmp_path / "a.db"), isolation_level=None)) as connection:
        connection.execute("CREATE TABLE a (kind TEXT CHECK (kind IN ('x', 'y'))) STRICT")
        connection.execute("INSERT INTO a VALUES ('x')")
        connection.execute("BEGIN IMMEDIATE")
        yield connection


def test_a_changed_constraint_holds_at_once_and_after_the_commit(sql: Any, tmp_path: Path) -> None:
    change_constraint(sql, "a", "('x', 'y')", "('x', 'z')")
    sql.execute("INSERT INTO a VALUES ('z')")
    sql.execute("COMMIT")
    with closing(dbapi2.connect(str(tmp_path / "a.db"), isolation_level=None)) as other:
        assert other.execute("SELECT kind FROM a").fetchall() == [("x",), ("z",)]
        with pytest.raises(dbapi2.IntegrityError):
            other.execute("INSERT INTO a VALUES ('y')")
        assert other.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_rollback_takes_the_change_back(sql: Any) -> None:
    change_constraint(sql, "a", "('x', 'y')", "('x', 'z')")
    sql.execute("ROLLBACK")
    sql.execute("INSERT INTO a VALUES ('y')")


def test_a_constraint_that_is_not_there_is_not_changed(sql: Any) -> None:
    with pytest.raises(RuntimeError, match="does not hold"):
        change_constraint(sql, "a", "('q')", "('z')")


def test_an_entry_of_an_older_form_says_the_beginning_of_its_row(
    sql: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_rows, "FORM", 2)
    sql.execute("CREATE TABLE b (id INTEGER PRIMARY KEY, old INTEGER, new INTEGER) STRICT")
    sql.execute("INSERT INTO b VALUES (1, 10, 0), (2, 20, 5), (3, 30, 6)")
    columns = Column("id", Integer, primary_key=True), Column("old", Integer)
    table = Table("b", MetaData(), *columns, since(2, Column("new", Integer)))

    def pass_them(*entries: tuple[bytes, int]) -> bool:
        """Whether they pass; in one go as one by one, for a form may end within a batch."""
        bodies = [(b'{"b":[%b]}' % said, form) for said, form in entries]
        together = check_rows.SealedRows(sql, [table])
        are_passed = together.pass_entries(bodies) and together.are_over()
        apart = check_rows.SealedRows(sql, [table])
        assert are_passed == (
            all(apart.pass_entries([body]) for body in bodies) and apart.are_over()
        )
        return are_passed

    assert pass_them((b"[1,10]", 1), (b"[2,20,5]", 2), (b"[3,30]", 1))
    assert pass_them((b"[1,10],[2,20]", 1), (b"[3,30,6]", 2))
    # A later entry must say all of it, and an older one is held against what it says.
    assert not pass_them((b"[1,10]", 1), (b"[2,20]", 2))
    assert not pass_them((b"[1,10]", 1), (b"[2,21]", 1))
    assert not pass_them((b"[1,10]", 1), (b"[2,20,5]", 2))
    entries = [(1, 1, b'{"b":[[1,10],[2,20]]}'), (2, 1, b'{"b":[[3,31]]}')]
    found = check_rows.row_faults(sql, [table], entries)
    assert [fault.words for fault in found] == ["The b number 3 was changed."]


@pytest.mark.parametrize("batch", [1, 2, 1000])
@pytest.mark.parametrize("at_once", [1, 2, 1000])
@pytest.mark.parametrize(
    ("said", "is_so"),
    [
        (("[1,1],[1,2]", "[2,1]", "[3,1]"), True),
        (("[1,1],[1,2],[2,1],[3,1]",), True),
        (("[1,1],[1,2]", "[2,1]"), False),
        (("[1,1],[1,2]", "[2,1]", "[3,1]", "[3,2]"), False),
        (("[1,1],[1,2]", "[3,1]"), False),
        (("[1,1],[1", "2]", "[2,1]", "[3,1]"), False),
        (("[1,1],[1,2]", "[2,1]", "[3,1"), False),
    ],
)
def test_entries_say_every_row_and_whole_rows(
    sql: Any,
    monkeypatch: pytest.MonkeyPatch,
    at_once: int,
    batch: int,
    said: tuple[str, ...],
    is_so: bool,
) -> None:
    monkeypatch.setattr(check_rows, "_ROWS_AT_ONCE", at_once)
    sql.execute("CREATE TABLE c (of INTEGER, n INTEGER, PRIMARY KEY (of, n)) WITHOUT ROWID, STRICT")
    sql.execute("INSERT INTO c VALUES (1, 1), (1, 2), (2, 1), (3, 1)")
    keys = (Column(name, Integer, primary_key=True) for name in ("of", "n"))
    rows = check_rows.SealedRows(sql, [Table("c", MetaData(), *keys)])
    entries = [(b'{"c":[%b]}' % one.encode(), 1) for one in said]
    batches = [entries[n : n + batch] for n in range(0, len(entries), batch)]
    assert (all(map(rows.pass_entries, batches)) and rows.are_over()) is is_so


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b'{"c":[]}',
        b'{"c":[[1,1]]}}',
        b'{"c":[[1,1]],"c":[[1,2]]}',
        b'{"d":[[1,1]]}',
        b'[{"c":[[1,1]]}]',
        b'{"c":[[1,1]],"d":[[1]]}',
    ],
)
def test_an_entry_that_says_something_else_is_not_passed(sql: Any, body: bytes) -> None:
    sql.execute("CREATE TABLE c (of INTEGER PRIMARY KEY, n INTEGER) STRICT")
    sql.execute("INSERT INTO c VALUES (1, 1), (2, 2)")
    columns = Column("of", Integer, primary_key=True), Column("n", Integer)
    rows = check_rows.SealedRows(sql, [Table("c", MetaData(), *columns)])
    assert not rows.pass_entries([(body, 1)])
