"""The program with one protection taken out.

``python -m tests.trust.faults.sabotage NAME=VALUE,… ARGUMENT…`` runs it with other pragmas.
"""

from __future__ import annotations

import sys
from typing import Any

from pos_desktop.cli.main import run
from pos_desktop.persistence import engine
from pos_desktop.persistence.store import SqlStore


def change_pragmas(changed: dict[str, str]) -> None:
    """Set these on every connection, and demand nothing."""
    journal_mode = changed.get("journal_mode", "WAL")
    pragmas = {name: wanted for name, (wanted, _) in engine._PRAGMAS.items()} | changed
    pragmas.pop("journal_mode", None)

    def set_pragmas(connection: Any, *, reads_only: bool) -> None:
        if not reads_only:
            connection.execute(f"PRAGMA journal_mode = {journal_mode}").fetchone()
        for name, value in pragmas.items():
            connection.execute(f"PRAGMA {name} = {value}")
        if reads_only:
            connection.execute("PRAGMA query_only = ON")

    engine._set_pragmas = set_pragmas


def take_every_commit_for_done() -> None:
    """An error at the commit is swallowed: the cashier hears that the sale is saved."""

    def swallowed(_store: SqlStore, _facts: object, _error: Exception) -> None:
        return

    SqlStore._look_up = swallowed


if __name__ == "__main__":
    change_pragmas(dict(one.split("=") for one in sys.argv[1].split(",")))
    sys.exit(run(sys.argv[2:]))
