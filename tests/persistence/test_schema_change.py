"""A constraint changes without copying a table; columns that come later have a later form."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Integer, MetaData, Table
from sqlcipher3 import dbapi2

from pos_desktop.persistence import check_chain
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
    monkeypatch.setattr(check_chain, "FORM", 2)
    sql.execute("CREATE TABLE b (id INTEGER PRIMARY KEY, old INTEGER, new INTEGER) STRICT")
    sql.execute("INSERT INTO b VALUES (1, 10, 0), (2, 20, 5), (3, 30, 6)")
    columns = Column("id", Integer, primary_key=True), Column("old", Integer)
    table = Table("b", MetaData(), *columns, since(2, Column("new", Integer)))
    rows = check_chain._Rows(sql, table)
    assert rows.pass_those_in(b"[1,10]", 0, 1) == (6, 1)
    assert rows.pass_those_in(b"[2,20,5]", 0, 2) == (8, 1)
    # A later entry must say all of it, and an older one is held against what it says.
    assert rows.pass_those_in(b"[3,30]", 0, 2) == (0, 0)
    assert rows.pass_those_in(b"[3,31]", 0, 1) == (0, 0)
    assert [fault.words for fault in rows.expect([3, 31], 1)] == ["The b 3 was changed."]
