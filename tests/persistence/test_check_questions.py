"""The questions of the check to the books take time by the rows there are, not by their square."""

from __future__ import annotations

from typing import Any

from pos_desktop.persistence.chain import sealed_tables
from pos_desktop.persistence.check_books import books
from pos_desktop.persistence.check_rows import NAMES


class Listening:
    """A connection that remembers what it was asked."""

    def __init__(self, sql: Any) -> None:
        self.sql = sql
        self.asked: list[str] = []

    def execute(self, statement: str) -> Any:
        """Ask, and remember."""
        self.asked.append(statement)
        return self.sql.execute(statement)


def test_no_question_goes_through_a_table_for_each_row_of_another(shop: Any) -> None:
    with shop.store.look() as look:
        listening = Listening(look.sql.connection.driver_connection)
        for _, faults in books(listening):
            assert not list(faults)
        assert len(listening.asked) > 30
        for question in listening.asked:
            plan = [row[3] for row in listening.sql.execute(f"EXPLAIN QUERY PLAN {question}")]
            gone_through = [
                step for step in plan if step.startswith("SCAN") and step.endswith("LEFT-JOIN")
            ]
            assert not gone_through, question


def test_the_report_has_words_for_every_sealed_table() -> None:
    assert set(NAMES) == {table.name for table in sealed_tables()}
